import { extensionOf } from './storage.ts';

export type MediaVariant = 'ORIGINAL' | 'W320' | 'W960' | 'W1600';

/** Address of a picture's file, from the service's own on. */
export function addressOf(baseUrl: string, sha256: string, mediaType: string, variant: MediaVariant): string {
  const file = variant === 'ORIGINAL' ? `original.${extensionOf(mediaType)}` : `${variant.slice(1)}.jpg`;
  return `${baseUrl}/media/${sha256}/${file}`;
}

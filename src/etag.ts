import { createHash } from 'node:crypto';

/** An entity tag for whatever these texts decide. */
export function etagOf(...texts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(text).update('\0');
  return `"${hash.digest('base64url').slice(0, 22)}"`;
}

/** Whether the client has it already. A proxy that compresses makes the tag weak (W/"…"): for this both are the same. */
export const isKnown = (ifNoneMatch: string | undefined, etag: string): boolean =>
  ifNoneMatch?.split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag) ??
  false;

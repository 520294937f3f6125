import type { Digest } from '../access/secrets.ts';

/** Milliseconds for which the secret before still signs, so that a receiver can be changed over in peace. */
const OVERLAP = 86_400_000;

export interface SecretHolder {
  id: string;
  secretGeneration: number;
  secretChangedAt: Date;
}

/**
 * The secret of an endpoint: derived from the service's own key, so that it stands in no row, no backup of the table
 * and no log, and cannot be read there.
 */
export const secretOf = (digest: Digest, id: string, generation: number): string =>
  `whsec_${Buffer.from(digest('webhook-secret', `${id}\n${generation}`), 'base64url').toString('base64')}`;

/** The secrets that sign now: the one in force, and for a day the one before. */
export function signingSecrets(digest: Digest, endpoint: SecretHolder, now: Date): string[] {
  const { id, secretGeneration: generation, secretChangedAt } = endpoint;
  const isFresh = generation > 1 && now.getTime() - secretChangedAt.getTime() < OVERLAP;
  return (isFresh ? [generation, generation - 1] : [generation]).map((one) => secretOf(digest, id, one));
}

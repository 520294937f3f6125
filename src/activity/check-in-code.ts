import type { Digest } from '../access/secrets.ts';

const MINUTES = 5;

/** The six digits that are shown at an activity in this stretch of five minutes. */
export function checkInCode(digest: Digest, activity: string, at: Date, stretchesAgo = 0): string {
  const stretch = Math.floor(at.getTime() / (MINUTES * 60_000)) - stretchesAgo;
  const bytes = Buffer.from(digest('check-in', `${activity} ${stretch}`), 'base64url');
  return String(bytes.readUInt32BE(0) % 1_000_000).padStart(6, '0');
}

/** Whether the code is, or a stretch ago was, the activity's. */
export const isCheckInCode = (digest: Digest, activity: string, at: Date, code: string): boolean =>
  [0, 1].some((ago) => checkInCode(digest, activity, at, ago) === code.trim());

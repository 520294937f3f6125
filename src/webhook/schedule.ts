const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Milliseconds to wait after the first attempt, the second, and so on: about four days in all. */
const DELAYS = [
  5 * SECOND,
  MINUTE,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
] as const;

/** Share by which a delay is longer or shorter by chance, so that what failed together does not come back together. */
const JITTER = 0.2;
/** The longest that a receiver may put us off. */
const PUT_OFF = 24 * HOUR;

/** After so long without one success an endpoint whose deliveries die is made inactive. */
export const GIVE_UP_AFTER = 3 * 24 * HOUR;

/** When to try again after so many attempts failed; null when not any more. */
export function nextAttempt(
  tries: number,
  now: Date,
  retryAfter: number | null,
  random: () => number = Math.random,
): Date | null {
  const delay = DELAYS[tries - 1];
  if (delay === undefined) return null;
  const spread = delay * (1 + JITTER * (2 * random() - 1));
  const asked = Math.min((retryAfter ?? 0) * SECOND, PUT_OFF);
  return new Date(now.getTime() + Math.max(spread, asked));
}

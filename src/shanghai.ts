/** Shanghai has had no summer time since 1991: its days are the same length, and count from midnight at +08:00. */
export const OFFSET = 8 * 3_600_000;

/** The date in Shanghai of an instant, YYYY-MM-DD. */
export const dateOf = (instant: Date | number): string =>
  new Date(Number(instant) + OFFSET).toISOString().slice(0, 10);

/** The instant as a Date whose UTC parts are the clock in Shanghai. */
export const clockOf = (instant: Date | number): Date => new Date(Number(instant) + OFFSET);

import { OFFSET } from '../shanghai.ts';

/** Values of `CalendarPeriod` that are one month or more, and nothing of another. */
export const WHOLE_MONTHS: ReadonlySet<string> = new Set([
  ...['THIS_MONTH', 'LAST_MONTH', 'NEXT_MONTH', 'THIS_QUARTER', 'LAST_QUARTER'],
  ...['THIS_YEAR', 'LAST_YEAR'],
]);

/** Months since year 0 of the month that begins at this instant in Asia/Shanghai; null where none does. */
export function monthStarting(instant: string | Date): number | null {
  // The database has finer parts than a Date, which would drop them.
  if (typeof instant === 'string' && /\.\d{4,}/.test(instant)) return null;
  const local = new Date(new Date(instant).getTime() + OFFSET);
  if (Number.isNaN(local.getTime())) return null;
  const month = local.getUTCFullYear() * 12 + local.getUTCMonth();
  return local.getTime() === new Date(0).setUTCFullYear(local.getUTCFullYear(), local.getUTCMonth(), 1)
    ? month
    : null;
}

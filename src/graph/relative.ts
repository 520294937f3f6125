import { clockOf, OFFSET } from '../shanghai.ts';
import type { Asking } from '../viewer.ts';
import { type Duration, parseDuration } from './duration.ts';

/** Days from the first to the last, both in it, YYYY-MM-DD. */
export interface Days {
  first: string;
  last: string;
}

const MONTHS_IN = { MONTH: 1, QUARTER: 3, YEAR: 12 } as const;

/** How many periods before or after the present one a name tells. */
const STEPS: Readonly<Record<string, number>> = { THIS: 0, LAST: -1, NEXT: 1 };

/** The days of a `CalendarPeriod` as of a day: weeks begin on Monday, quarters in January, April, July and October. */
export function daysDuring(period: string, today: string): Days {
  const [step, unit] = period.split('_') as [string, string | undefined];
  if (unit === undefined) {
    const day = addDays(today, { YESTERDAY: -1, TODAY: 0, TOMORROW: 1 }[step]!);
    return { first: day, last: day };
  }
  if (unit === 'WEEK') {
    const sinceMonday = (utc(today).getUTCDay() + 6) % 7;
    const first = addDays(today, 7 * STEPS[step]! - sinceMonday);
    return { first, last: addDays(first, 6) };
  }
  const months = MONTHS_IN[unit as keyof typeof MONTHS_IN];
  const date = utc(today);
  const month = Math.floor(date.getUTCMonth() / months) * months + STEPS[step]! * months;
  const first = isoDay(new Date(Date.UTC(date.getUTCFullYear(), month, 1)));
  return { first, last: addDays(addMonths(first, months), -1) };
}

export const daysOfYear = (year: number): Days => ({ first: `${year}-01-01`, last: `${year}-12-31` });

/** As many days as the duration has: up to today, or from today on; today is one of them. */
export function daysWithin(text: string, today: string, direction: 'last' | 'next'): Days {
  const duration = parseDuration(text)!;
  if (direction === 'last') return { first: addDays(moved(today, duration, -1), 1), last: today };
  return { first: today, last: addDays(moved(today, duration, 1), -1) };
}

/** The instants from now back, or from now on, as far as the duration reaches by the calendar of Shanghai. */
export function instantsWithin(
  text: string,
  now: Date,
  direction: 'last' | 'next',
): { from: string; to: string } {
  const duration = parseDuration(text)!;
  const clock = clockOf(now).toISOString();
  const day = moved(clock.slice(0, 10), duration, direction === 'last' ? -1 : 1);
  const at = new Date(`${day}${clock.slice(10)}`).getTime() - OFFSET;
  const sign = direction === 'last' ? -1 : 1;
  const end = new Date(at + sign * duration.milliseconds).toISOString();
  return direction === 'last' ? { from: end, to: now.toISOString() } : { from: now.toISOString(), to: end };
}

/** The instants at which the days begin and are over in Shanghai; the second is no part of them. */
export const instantsOf = ({ first, last }: Days): { from: string; before: string } => ({
  from: midnight(first),
  before: midnight(addDays(last, 1)),
});

/** The days that `during`, `last`, `next` or `planYear` (the year itself by then) mean. */
export function daysOf(operator: string, value: unknown, { today }: Pick<Asking, 'today'>): Days {
  if (operator === 'during') return daysDuring(value as string, today);
  if (operator === 'planYear') return daysOfYear(value as number);
  return daysWithin(value as string, today, operator as 'last' | 'next');
}

const utc = (day: string): Date => new Date(`${day}T00:00:00Z`);

const isoDay = (date: Date): string => date.toISOString().slice(0, 10);

const midnight = (day: string): string => new Date(utc(day).getTime() - OFFSET).toISOString();

function addDays(day: string, days: number): string {
  return isoDay(new Date(utc(day).getTime() + days * 86_400_000));
}

/** The same day so many months on, or the last one of a month that is shorter. */
function addMonths(day: string, months: number): string {
  const date = utc(day);
  const first = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1));
  const lastDay = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(date.getUTCDate(), lastDay));
  return isoDay(first);
}

const moved = (day: string, { months, days }: Duration, sign: 1 | -1): string =>
  addDays(addMonths(day, sign * months), sign * days);

import type { Period } from './period.ts';

const DAY = 86_400_000;

/** So many days later, or earlier; days are `YYYY-MM-DD`. */
export const dayLater = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);

/** Whether a text names a day that the calendar has: not 2026-11-99, not 2026-02-30. */
export const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && dayLater(text, 0) === text;

/** The last day of a period. */
export const lastDayOf = ({ dayAfter }: Period): string => dayLater(dayAfter, -1);

/** Day of the week, from 0 for Monday. */
export const weekdayOf = (day: string): number => (new Date(day).getUTCDay() + 6) % 7;

export const WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日'] as const;

/** 11月14日. */
export function shortDay(day: string): string {
  const [, month, date] = day.split('-').map(Number);
  return `${month}月${date}日`;
}

/** 11/14. */
export function slashedDay(day: string): string {
  const [, month, date] = day.split('-').map(Number);
  return `${month}/${date}`;
}

/** Midnight in the district at which a day begins. */
export const midnightOf = (day: string): string => `${day}T00:00:00+08:00`;

/** The day in the district of an instant. */
export const dayOf = (instant: string): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(new Date(instant));

/** Today in the district. */
export const today = (): string => dayOf(new Date().toISOString());

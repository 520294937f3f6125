import { dateOf, OFFSET } from '../shanghai.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Midnight in Shanghai of a date, YYYY-MM-DD, as milliseconds. */
export const midnightOf = (date: string): number => Date.parse(`${date}T00:00:00+08:00`);

export interface Day {
  /** YYYY-MM-DD. */
  date: string;
  midnight: number;
  month: number;
  /** 0 is Sunday. */
  weekday: number;
  /** Name of the holiday it belongs to. */
  holiday: string | null;
  /** Name of the holiday that begins within a week. */
  nearHoliday: string | null;
}

/**
 * First days of the lunar year. A table, since calendars of the runtime differ and may be a day off when the new moon
 * falls near midnight (2027); beyond it no week is quiet for it.
 */
const SPRING = [
  '2020-01-25',
  '2021-02-12',
  '2022-02-01',
  '2023-01-22',
  '2024-02-10',
  '2025-01-29',
  '2026-02-17',
  '2027-02-06',
  '2028-01-26',
  '2029-02-13',
  '2030-02-03',
  '2031-01-23',
  '2032-02-11',
  '2033-01-31',
  '2034-02-19',
  '2035-02-08',
  '2036-01-28',
  '2037-02-15',
  '2038-02-04',
  '2039-01-24',
  '2040-02-12',
].map((date) => midnightOf(date));

/** Whole days from here on by the solar calendar: [month, day, length, name]. */
const SOLAR: readonly (readonly [number, number, number, string])[] = [
  [1, 1, 1, '元旦'],
  [5, 1, 5, '劳动节'],
  [10, 1, 7, '国庆节'],
];

function holidayOf(midnight: number): string | null {
  const [, month, day] = dateOf(midnight).split('-').map(Number) as [number, number, number];
  const solar = SOLAR.find(([m, d, length]) => month === m && day >= d && day < d + length);
  if (solar) return solar[3];
  // From New Year's Eve to the sixth day.
  return SPRING.some((first) => midnight >= first - DAY && midnight < first + 6 * DAY) ? '春节' : null;
}

/** So many days from a date on. */
export function daysFrom(date: string, count: number): Day[] {
  const first = midnightOf(date);
  const holidays = Array.from({ length: count + 7 }, (_, i) => holidayOf(first + i * DAY));
  return Array.from({ length: count }, (_, i) => {
    const midnight = first + i * DAY;
    const shanghai = new Date(midnight + OFFSET);
    const next = holidays.slice(i + 1, i + 8).find((name) => name !== null);
    return {
      date: dateOf(midnight),
      midnight,
      month: shanghai.getUTCMonth() + 1,
      weekday: shanghai.getUTCDay(),
      holiday: holidays[i]!,
      nearHoliday: holidays[i] === null ? (next ?? null) : null,
    };
  });
}

export const isWeekend = ({ weekday }: Day): boolean => weekday === 0 || weekday === 6;

/** How busy the months are: March is the month of volunteering, midsummer and midwinter are quiet. */
const MONTHS = [0.8, 0.65, 1.5, 1.1, 1.2, 1.1, 0.8, 0.7, 1.1, 1.15, 1, 1.05];

/** How much goes on that day, beside what a program itself prefers. */
export const busyness = (day: Day): number =>
  MONTHS[day.month - 1]! * (day.holiday === null ? 1 : day.holiday === '春节' ? 0.15 : 0.45);

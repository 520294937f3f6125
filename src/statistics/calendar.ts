import type { CalendarUnit } from './cube.ts';

/** Days are YYYY-MM-DD in Asia/Shanghai; a bucket is known by its first day. */
export type Day = string;

const toDate = (day: Day): Date => new Date(`${day}T00:00:00Z`);
const toDay = (date: Date): Day => date.toISOString().slice(0, 10);

/** First day of the bucket that a day falls into; weeks begin on Monday. */
export function bucketOf(day: Day, unit: CalendarUnit): Day {
  switch (unit) {
    case 'DAY':
      return day;
    case 'WEEK': {
      const date = toDate(day);
      date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7));
      return toDay(date);
    }
    case 'MONTH':
      return `${day.slice(0, 7)}-01`;
    case 'QUARTER': {
      const month = Math.floor((Number(day.slice(5, 7)) - 1) / 3) * 3 + 1;
      return `${day.slice(0, 4)}-${String(month).padStart(2, '0')}-01`;
    }
    default:
      return `${day.slice(0, 4)}-01-01`;
  }
}

const MONTHS: Partial<Record<CalendarUnit, number>> = { MONTH: 1, QUARTER: 3, YEAR: 12 };

/** The bucket so many after this one, before it where negative. */
export function shifted(start: Day, unit: CalendarUnit, by: number): Day {
  const date = toDate(start);
  const months = MONTHS[unit];
  if (months) date.setUTCMonth(date.getUTCMonth() + months * by);
  else date.setUTCDate(date.getUTCDate() + (unit === 'WEEK' ? 7 : 1) * by);
  return toDay(date);
}

/** Last day of a bucket. */
export const lastDay = (start: Day, unit: CalendarUnit): Day =>
  toDay(new Date(toDate(shifted(start, unit, 1)).getTime() - 86_400_000));

/** Number and year of a week by ISO 8601: the first is the one with the year's first Thursday. */
export function isoWeek(monday: Day): { year: number; week: number } {
  const thursday = toDate(monday);
  thursday.setUTCDate(thursday.getUTCDate() + 3);
  const year = thursday.getUTCFullYear();
  return { year, week: 1 + Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / (7 * 86_400_000)) };
}

/** Monday of a week by its number; null for a week 53 that the year has not. */
function mondayOf(year: number, week: number): Day | null {
  const monday = shifted(bucketOf(`${year}-01-04`, 'WEEK'), 'WEEK', week - 1);
  return isoWeek(monday).year === year ? monday : null;
}

/**
 * The bucket of the same name a year before: the same date, month, quarter or number of week. Null for 29 February
 * and for week 53 where the year before has none: no other bucket is put in its place.
 */
export function yearEarlier(start: Day, unit: CalendarUnit): Day | null {
  if (unit === 'WEEK') {
    const { year, week } = isoWeek(start);
    return mondayOf(year - 1, week);
  }
  const earlier = `${String(Number(start.slice(0, 4)) - 1).padStart(4, '0')}${start.slice(4)}`;
  return toDay(toDate(earlier)) === earlier ? earlier : null;
}

/** All buckets from one to another, both included. Stops after `most`. */
export function bucketsBetween(first: Day, last: Day, unit: CalendarUnit, most: number): Day[] {
  const buckets: Day[] = [];
  for (let start = first; start <= last && buckets.length < most; start = shifted(start, unit, 1))
    buckets.push(start);
  return buckets;
}

/** What a bucket is called. */
export function labelOf(start: Day, unit: CalendarUnit, language: 'zh' | 'en'): string {
  const year = start.slice(0, 4);
  const month = Number(start.slice(5, 7));
  const isZh = language === 'zh';
  switch (unit) {
    case 'DAY':
      return isZh ? `${year}年${month}月${Number(start.slice(8))}日` : start;
    case 'WEEK': {
      const { year: of, week } = isoWeek(start);
      return isZh ? `${of}年第${week}周` : `${of}-W${String(week).padStart(2, '0')}`;
    }
    case 'MONTH':
      return isZh ? `${year}年${month}月` : start.slice(0, 7);
    case 'QUARTER':
      return isZh ? `${year}年第${Math.ceil(month / 3)}季度` : `${year} Q${Math.ceil(month / 3)}`;
    default:
      return isZh ? `${year}年` : year;
  }
}

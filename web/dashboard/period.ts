export type PeriodUnit = 'month' | 'quarter' | 'year';

/** A month, quarter or year of the calendar, in the time of the district (UTC+8, no summer time). */
export interface Period {
  unit: PeriodUnit;
  /** As it stands in the address: `2026-11`, `2026-Q4`, `2026`. */
  text: string;
  /** As people say it: 2026年11月. */
  label: string;
  /** First day, and the first day after it: `YYYY-MM-DD`. */
  firstDay: string;
  dayAfter: string;
  /** The same as instants, for conditions on DateTime. */
  from: string;
  before: string;
}

const MONTHS: Record<PeriodUnit, number> = { month: 1, quarter: 3, year: 12 };

/** Months since year 0: the one number that stepping counts in. */
const monthsOf = (year: number, month: number): number => year * 12 + month - 1;

/** The period of a unit that a month lies in. */
function periodOf(unit: PeriodUnit, months: number): Period {
  const first = months - (months % MONTHS[unit]);
  const year = Math.floor(first / 12);
  const month = (first % 12) + 1;
  const firstDay = dayText(first);
  const dayAfter = dayText(first + MONTHS[unit]);
  const quarter = Math.ceil(month / 3);
  const named = {
    month: [`${year}-${String(month).padStart(2, '0')}`, `${year}年${month}月`],
    quarter: [`${year}-Q${quarter}`, `${year}年第${'一二三四'[quarter - 1]}季度`],
    year: [String(year), `${year}年`],
  }[unit] as [string, string];
  return {
    unit,
    text: named[0],
    label: named[1],
    firstDay,
    dayAfter,
    from: `${firstDay}T00:00:00+08:00`,
    before: `${dayAfter}T00:00:00+08:00`,
  };
}

const dayText = (months: number): string =>
  `${String(Math.floor(months / 12)).padStart(4, '0')}-${String((months % 12) + 1).padStart(2, '0')}-01`;

const today = (): [number, number] => {
  const [year, month] = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' })
    .format(new Date())
    .split('-')
    .map(Number);
  return [year!, month!];
};

/** The period of a unit that today lies in. */
export const currentPeriod = (unit: PeriodUnit): Period => periodOf(unit, monthsOf(...today()));

/** Reads the text of an address; what is no period is none. */
export function parsePeriod(text: string): Period | null {
  const [, year, month, quarter] = /^(2\d{3})(?:-(0[1-9]|1[0-2])|-Q([1-4]))?$/.exec(text) ?? [];
  if (!year) return null;
  if (month) return periodOf('month', monthsOf(Number(year), Number(month)));
  if (quarter) return periodOf('quarter', monthsOf(Number(year), Number(quarter) * 3 - 2));
  return periodOf('year', monthsOf(Number(year), 1));
}

/** The period so many of its own unit later, or earlier. */
export function stepped(period: Period, steps: number): Period {
  const [year, month] = period.firstDay.split('-').map(Number);
  return periodOf(period.unit, monthsOf(year!, month!) + steps * MONTHS[period.unit]);
}

/** The period of another unit about the same time: of a longer one its first month, unless today lies in it. */
export function inUnit(period: Period, unit: PeriodUnit): Period {
  const current = currentPeriod(unit);
  if (current.firstDay < period.dayAfter && period.firstDay < current.dayAfter) return current;
  const [year, month] = period.firstDay.split('-').map(Number);
  return periodOf(unit, monthsOf(year!, month!));
}

/** The calendar year that a period lies in. */
export const yearOf = (period: Period): Period => parsePeriod(period.firstDay.slice(0, 4))!;

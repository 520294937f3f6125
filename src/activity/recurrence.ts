/** One day: days since 1970-01-01, and what a rule asks of it. */
interface Day {
  number: number;
  year: number;
  month: number;
  date: number;
  /** 0 for Sunday. */
  weekday: number;
}

/** A recurrence rule of RFC 5545, of those parts that pick days. */
export interface Rule {
  frequency: Frequency;
  interval: number;
  count: number | null;
  /** The last instant, in milliseconds; of a date, the end of that day in Shanghai. */
  until: number | null;
  byDay: { weekday: number; nth: number | null }[];
  byMonthDay: number[];
  byMonth: number[];
  bySetPos: number[];
  weekStart: number;
}

const FREQUENCIES = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const;
type Frequency = (typeof FREQUENCIES)[number];

const PARTS = ['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'BYDAY', 'BYMONTHDAY', 'BYMONTH', 'BYSETPOS', 'WKST'];
const WEEKDAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];
const DAY = 86_400_000;

/** What is wrong with a rule, in both languages. */
export class RuleFault extends Error {
  readonly zh: string;

  constructor(zh: string, en: string) {
    super(en);
    this.zh = zh;
  }
}

/** Reads a rule: each part known, given once, and in range. Throws RuleFault. */
export function readRule(text: string): Rule {
  const parts = new Map<string, string>();
  for (const part of text.toUpperCase().split(';')) {
    const [, name, value] = /^([A-Z]+)=([A-Z0-9,+-]+)$/.exec(part) ?? [];
    if (name === undefined || value === undefined) {
      throw new RuleFault(
        `不是 RFC 5545 的重复规则：${part.slice(0, 40)}`,
        `Not a recurrence rule of RFC 5545: ${part.slice(0, 40)}`,
      );
    }
    if (parts.has(name)) throw new RuleFault(`${name} 只能出现一次`, `${name} may be given once only`);
    parts.set(name, value);
  }
  const other = [...parts.keys()].find((name) => !PARTS.includes(name));
  if (other !== undefined) {
    throw new RuleFault(
      `不支持 ${other}；可用 ${PARTS.join('、')}`,
      `${other} is not supported; there are ${PARTS.join(', ')}`,
    );
  }
  const given = (name: string): string | null => parts.get(name) ?? null;
  const frequency = given('FREQ');
  if (frequency !== null && ['SECONDLY', 'MINUTELY', 'HOURLY'].includes(frequency)) {
    throw new RuleFault('重复至多每天一次；一天多次请用班次', 'At most once a day; use shifts within a day');
  }
  const [count, until, weekStart] = [given('COUNT'), given('UNTIL'), given('WKST')];
  const rule: Rule = {
    frequency: oneOf('FREQ', frequency ?? '', FREQUENCIES),
    interval: whole('INTERVAL', given('INTERVAL') ?? '1', 1, 1_000),
    count: count === null ? null : whole('COUNT', count, 1, 9_999),
    until: until === null ? null : untilOf(until),
    byDay: list(given('BYDAY')).map(dayOf),
    byMonthDay: list(given('BYMONTHDAY')).map((item) => either('BYMONTHDAY', item, 31)),
    byMonth: list(given('BYMONTH')).map((item) => whole('BYMONTH', item, 1, 12)),
    bySetPos: list(given('BYSETPOS')).map((item) => either('BYSETPOS', item, 366)),
    weekStart: weekStart === null ? 1 : WEEKDAYS.indexOf(oneOf('WKST', weekStart, WEEKDAYS)),
  };
  checkTogether(rule);
  return rule;
}

function checkTogether({ frequency, count, until, byDay, byMonthDay, byMonth, bySetPos }: Rule): void {
  if ((count === null) === (until === null)) {
    throw new RuleFault(
      '规则须有 COUNT 或 UNTIL 之一，不能都有',
      'The rule needs COUNT or UNTIL, one of the two',
    );
  }
  if (byDay.some(({ nth }) => nth !== null) && frequency !== 'MONTHLY' && frequency !== 'YEARLY') {
    throw new RuleFault(
      'BYDAY 带序数时只能用 MONTHLY 或 YEARLY',
      'BYDAY with a number goes with MONTHLY or YEARLY only',
    );
  }
  if (byMonthDay.length > 0 && frequency === 'WEEKLY') {
    throw new RuleFault('BYMONTHDAY 不能与 WEEKLY 同用', 'BYMONTHDAY does not go with WEEKLY');
  }
  if (bySetPos.length > 0 && byDay.length + byMonthDay.length + byMonth.length === 0) {
    throw new RuleFault('BYSETPOS 须与另一 BY 项同用', 'BYSETPOS needs another BY part');
  }
}

const list = (value: string | null): string[] => (value === null ? [] : value.split(','));

function oneOf<T extends string>(name: string, value: string, values: readonly T[]): T {
  const found = values.find((each) => each === value);
  if (found !== undefined) return found;
  throw new RuleFault(
    `重复规则的 ${name} 应为 ${values.join('、')} 之一`,
    `${name} of a recurrence rule is one of ${values.join(', ')}`,
  );
}

function whole(name: string, text: string, from: number, to: number): number {
  const value = /^[+-]?\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= from && value <= to) return value;
  throw new RuleFault(
    `${name} 应为 ${from} 到 ${to} 的整数`,
    `${name} must be a whole number from ${from} to ${to}`,
  );
}

/** A place counted from either end; there is no place 0. */
function either(name: string, text: string, to: number): number {
  const value = whole(name, text, -to, to);
  if (value !== 0) return value;
  throw new RuleFault(`${name} 不能为 0`, `${name} cannot be 0`);
}

function dayOf(text: string): { weekday: number; nth: number | null } {
  const [, nth = '', name = text] = /^([+-]?\d{0,2})([A-Z]{2})$/.exec(text) ?? [];
  return {
    weekday: WEEKDAYS.indexOf(oneOf('BYDAY', name, WEEKDAYS)),
    nth: nth === '' ? null : either('BYDAY', nth, 53),
  };
}

function untilOf(text: string): number {
  const [, year, month, date, time] = /^(\d{4})(\d\d)(\d\d)(T\d{6}Z)?$/.exec(text) ?? [];
  const day = `${year}-${month}-${date}`;
  const instant = time
    ? `${day}T${time.replace(/T(..)(..)(..)Z/, '$1:$2:$3Z')}`
    : `${day}T23:59:59.999+08:00`;
  const value = Date.parse(instant);
  const isReal = new Date(`${day}T00:00:00Z`).getTime() >= 0 && !Number.isNaN(value);
  if (isReal && new Date(`${day}T00:00:00Z`).toISOString().startsWith(day)) return value;
  throw new RuleFault(
    'UNTIL 应为 年月日（20261231）或 UTC 时刻（20261231T160000Z）',
    'UNTIL is a date (20261231) or an instant in UTC (20261231T160000Z)',
  );
}

/**
 * The days that a rule gives from `first` on, not beyond `last`, in order. Each day is looked at once, so that no rule takes
 * long, and no day comes twice. COUNT and UNTIL are the caller's to apply.
 */
export function daysOf(rule: Rule, first: number, last: number): number[] {
  const start = dayAt(first);
  // A period is judged whole: a place in it counts from its own ends.
  let from = first;
  while (periodOf(rule, dayAt(from - 1)) === periodOf(rule, start)) from -= 1;
  const periods = new Map<number, number[]>();
  const lastPeriod = periodOf(rule, dayAt(last));
  for (let number = from; ; number += 1) {
    const day = dayAt(number);
    const period = periodOf(rule, day);
    if (period > lastPeriod) break;
    if ((period - periodOf(rule, start)) % rule.interval !== 0 || !isMet(rule, day, start)) continue;
    const days = periods.get(period);
    if (days) days.push(number);
    else periods.set(period, [number]);
  }
  return [...periods.values()]
    .flatMap((days) => placed(days, rule.bySetPos))
    .filter((number) => number >= first && number <= last);
}

function placed(days: readonly number[], places: readonly number[]): number[] {
  if (places.length === 0) return [...days];
  const chosen = new Set(places.map((place) => days.at(place > 0 ? place - 1 : place)));
  return days.filter((day) => chosen.has(day));
}

/** The number of the day, week, month or year that a day is in. */
function periodOf({ frequency, weekStart }: Rule, { number, year, month }: Day): number {
  switch (frequency) {
    case 'DAILY':
      return number;
    case 'WEEKLY':
      // 1970-01-01 was a Thursday.
      return Math.floor((number + 4 - weekStart) / 7);
    case 'MONTHLY':
      return year * 12 + month;
    default:
      return year;
  }
}

/** Whether the rule has the day; what it does not say is taken from its start. */
function isMet({ frequency, byDay, byMonthDay, byMonth }: Rule, day: Day, start: Day): boolean {
  const isOpen = byDay.length === 0 && byMonthDay.length === 0;
  if (
    byMonth.length > 0
      ? !byMonth.includes(day.month)
      : frequency === 'YEARLY' && isOpen && day.month !== start.month
  )
    return false;
  if (isOpen) {
    if (frequency === 'WEEKLY') return day.weekday === start.weekday;
    return frequency === 'DAILY' || day.date === start.date;
  }
  const length = monthLength(day.year, day.month);
  if (
    byMonthDay.length > 0 &&
    !byMonthDay.some((date) => date === day.date || length + 1 + date === day.date)
  )
    return false;
  if (byDay.length === 0) return true;
  const inMonth = frequency === 'MONTHLY' || byMonth.length > 0;
  const [index, size] = inMonth ? [day.date - 1, length] : placeInYear(day);
  return byDay.some(({ weekday, nth }) => {
    if (weekday !== day.weekday) return false;
    if (nth === null) return true;
    return nth > 0 ? Math.floor(index / 7) === nth - 1 : Math.floor((size - 1 - index) / 7) === -nth - 1;
  });
}

const monthLength = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

function placeInYear({ number, year }: Day): [index: number, size: number] {
  const [start, end] = [Date.UTC(year, 0, 1) / DAY, Date.UTC(year + 1, 0, 1) / DAY];
  return [number - start, end - start];
}

function dayAt(number: number): Day {
  const date = new Date(number * DAY);
  return {
    number,
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    date: date.getUTCDate(),
    weekday: date.getUTCDay(),
  };
}

/** The zone of every date, bucket and clock of the service, wherever the reader is. */
const ZONE = 'Asia/Shanghai';
const OFFSET = 8 * 3_600_000;

/** A sum of money in fen as people write it: `¥1,234.50`. */
export const formatFen = (fen: number, locale = 'zh-CN'): string =>
  new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: 'CNY',
    currencyDisplay: 'narrowSymbol',
  }).format(fen / 100);

/** Minutes as hours and minutes: `1小时30分钟`. */
export function formatMinutes(minutes: number, locale = 'zh-CN'): string {
  const part = (value: number, unit: string) =>
    new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(value);
  const hours = Math.trunc(minutes / 60);
  const rest = minutes % 60;
  const parts = [
    ...(hours === 0 ? [] : [part(hours, 'hour')]),
    ...(rest === 0 && hours !== 0 ? [] : [part(rest, 'minute')]),
  ];
  return new Intl.ListFormat(locale, { type: 'unit', style: 'narrow' }).format(parts);
}

/** A `DateTime` by the clock in Shanghai: `2026年11月24日 14:30`. */
export const formatDateTime = (instant: string, locale = 'zh-CN'): string =>
  clock(locale).format(new Date(instant));

/** From one `DateTime` to another, what both share said once: `2026/11/24 14:30–16:00`. */
export const formatPeriod = (startsAt: string, endsAt: string, locale = 'zh-CN'): string =>
  clock(locale).formatRange(new Date(startsAt), new Date(endsAt));

/** A `Date`: `2026年11月24日`. */
export const formatDate = (date: string, locale = 'zh-CN'): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(date));

/** A `YearMonth`: `2026年11月`. */
export const formatMonth = (month: string, locale = 'zh-CN'): string =>
  new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'long', timeZone: 'UTC' }).format(
    new Date(`${month}-01`),
  );

/** The `Date` that it is in Shanghai; `.slice(0, 7)` is the `YearMonth`. */
export const dateInShanghai = (instant: string | Date = new Date()): string =>
  new Date(new Date(instant).getTime() + OFFSET).toISOString().slice(0, 10);

/** A `Duration` for `last` and `next`: `duration({ days: 30 })` is `P30D`. Whole numbers, one of them above zero. */
export function duration({ years, months, days, hours, minutes }: DurationParts): string {
  const part = (value: number | undefined, unit: string) => (value ? `${value}${unit}` : '');
  const time = part(hours, 'H') + part(minutes, 'M');
  return `P${part(years, 'Y')}${part(months, 'M')}${part(days, 'D')}${time && `T${time}`}`;
}

export interface DurationParts {
  years?: number;
  months?: number;
  days?: number;
  hours?: number;
  minutes?: number;
}

/** A passage as one cites it: `“……”（钢城文明办〔2022〕4号，三.3）`; quotes within it become single ones. */
export function formatQuote({ quote, section, document }: Quoted): string {
  const place = [document?.number, section].filter((each) => each).join('，');
  const words = quote.replaceAll('“', '‘').replaceAll('”', '’');
  return place === '' ? `“${words}”` : `“${words}”（${place}）`;
}

/** What of a `Passage` was asked for. */
export interface Quoted {
  quote: string;
  section?: string | null;
  document?: { number?: string | null } | null;
}

const clock = (locale: string): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat(locale, {
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: ZONE,
  });

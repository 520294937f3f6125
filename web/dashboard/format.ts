const whole = new Intl.NumberFormat('zh-CN', { maximumFractionDigits: 0 });
const upToOne = new Intl.NumberFormat('zh-CN', { maximumFractionDigits: 1 });
const percentage = new Intl.NumberFormat('zh-CN', { style: 'percent', maximumFractionDigits: 1 });

/** A number as people read it: 12,345. */
export const count = (value: number): string => whole.format(value);

/** With one decimal at most. */
export const decimal = (value: number): string => upToOne.format(value);

export const percent = (share: number): string => percentage.format(share);

/** What stands where the service does not know a number. Not a zero. */
export const UNKNOWN = '未知';
/** What stands where the service knows a number of people and does not tell it. */
export const WITHHELD = '人数过少，不公布';

/** A number that may be rounded: 约 125. Null is for the caller, who knows why. */
export const rounded = (value: number, precision: number | null | undefined): string =>
  precision === null || precision === undefined ? count(value) : `约 ${count(value)}`;

/** A date of the calendar in full: 2022年6月1日. */
export function dateText(date: string): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${year}年${month}月${day}日`;
}

/** Time of day in the district, whatever the clock of this computer says of zones. */
export const timeText = (at: Date): string =>
  new Intl.DateTimeFormat('zh-CN', {
    timeZone: 'Asia/Shanghai',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  }).format(at);

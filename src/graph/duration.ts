/** A length of time: months and days by the calendar, the rest by the clock. Years are 12 months, weeks 7 days. */
export interface Duration {
  months: number;
  days: number;
  milliseconds: number;
}

/** Beyond this many days a duration says nothing about a volunteer service, and leaves the calendar. */
const MOST_DAYS = 36_600;

const FORM = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

/** An ISO 8601 duration of whole numbers, e.g. `P30D`, `P1Y6M`, `PT36H`; null for none, for nothing, and beyond a century. */
export function parseDuration(text: string): Duration | null {
  const parts = FORM.exec(text);
  if (!parts || text.endsWith('T')) return null;
  const [years, months, weeks, days, hours, minutes, seconds] = parts
    .slice(1)
    .map((part) => Number(part ?? 0)) as [...[number, number, number, number, number, number, number]];
  const duration = {
    months: years * 12 + months,
    days: weeks * 7 + days,
    milliseconds: ((hours * 60 + minutes) * 60 + seconds) * 1_000,
  };
  const length = duration.months * 30.5 + duration.days + duration.milliseconds / 86_400_000;
  return length > 0 && length <= MOST_DAYS ? duration : null;
}

/** Whether it is made of whole days: nothing of the clock in it. */
export const isOfDays = ({ milliseconds }: Duration): boolean => milliseconds === 0;

import { DAY, type Day } from './calendar.ts';
import type { SeriesContent } from './content.ts';
import type { Lists } from './lists.ts';
import { weeklyCleanUp } from './programs/environment.ts';
import { Random } from './random.ts';
import type { Venues } from './venues.ts';
import { SHARES } from './volunteers.ts';

/** The program whose clause says 每周. */
export const WEEKLY_PROGRAM = 3;
/** How much of it is done in series. */
export const WEEKLY_SHARE = 0.75;
/** Occurrences of one series at most: a quarter of a year. */
const LONGEST = 13;
const SHORTEST = 4;

/** Weekly series one after the other through the year, so that hardly a week is without; none in the holidays. */
export function seriesOf(
  lists: Lists,
  venues: Venues,
  { seed, occurrences, days }: { seed: number; occurrences: number; days: readonly Day[] },
): SeriesContent[] {
  const length = Math.min(LONGEST, occurrences);
  if (length < SHORTEST) return [];
  const count = Math.floor(occurrences / length);
  const span = days.length - length * 7;
  const dayAt = new Map(days.map((day) => [day.midnight, day]));
  return Array.from({ length: count }, (_, i) => {
    const random = new Random(seed, 'series', i);
    const wanted = random.pick([6, 6, 0, 5]);
    const around = Math.floor((span * i) / Math.max(1, count - 1));
    const first = days.slice(around).find(({ weekday }) => weekday === wanted)!;
    const street = random.weighted(lists.streets.map((code, n) => [code, SHARES[n] ?? 0.6] as const));
    const plan = weeklyCleanUp({ lists, venues, random, day: first }, street);
    const weeks = Array.from({ length }, (_, n) => n * 7 * DAY);
    const held = weeks.filter((week) => !isHoliday(dayAt.get(first.midnight + week)));
    return {
      rrule: `FREQ=WEEKLY;COUNT=${length}`,
      exceptDates: weeks
        .filter((week) => !held.includes(week))
        .map((week) => dayAt.get(first.midnight + week)!.date),
      createdAt: first.midnight - 30 * DAY + random.whole(9 * 60, 17 * 60) * 60_000,
      first: plan,
      starts: held.map((week) => plan.startsAt + week),
    };
  });
}

const isHoliday = (day: Day | undefined): boolean => day !== undefined && day.holiday !== null;

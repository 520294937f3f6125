import { DAY, HOUR, midnightOf } from './calendar.ts';
import { dateOf } from '../shanghai.ts';
import type { TimetableContent, VenueContent } from './content.ts';

/** Months that have timetables, this one included. */
const MONTHS = 3;
/** When the first edition is published, before the month begins; and when it is looked at again. */
const BEFORE = 4 * DAY;
const AGAIN = 13 * DAY;

/**
 * The timetables of the centre, the offices but the last, and their first posts: others have none, which is missing.
 */
export function timetablesOf(venues: readonly VenueContent[], now: number): TimetableContent[] {
  const offices = venues.filter(({ level }) => level === 'OFFICE').slice(0, -1);
  const posts = offices.flatMap(
    ({ name }) => venues.find(({ parent, level }) => level === 'POST' && parent === name) ?? [],
  );
  const stations = [...venues.filter(({ level }) => level === 'CENTRE'), ...offices, ...posts];
  const [year, month] = dateOf(now).split('-').map(Number) as [number, number];
  return Array.from({ length: MONTHS }, (_, back) => {
    const first = new Date(Date.UTC(year, month - 1 - back, 1)).toISOString().slice(0, 10);
    return stations.flatMap(({ name }, nth) =>
      [-BEFORE, AGAIN].map((from) => ({
        station: name,
        month: first.slice(0, 7),
        at: midnightOf(first) + from + 9 * HOUR + nth * 60_000,
      })),
    );
  })
    .flat()
    .filter(({ at }) => at < now)
    .toSorted((a, b) => a.at - b.at);
}

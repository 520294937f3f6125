import { badRequest } from '../errors.ts';
import type { QueryCalendarDaysArgs, Resolvers } from '../generated/resolvers.ts';
import { type CalendarDay, calendarDay, datesBetween } from './holidays.ts';

/** Days that may be asked for at a time. */
const MOST_DAYS = 400;

/** Every day from one to another. Throws BAD_VALUE where the end precedes the start or there are too many. */
function daysOf({ from, to }: QueryCalendarDaysArgs): CalendarDay[] {
  if (to < from) throw badRequest('BAD_VALUE', 'to 早于 from', 'to is before from');
  const dates = datesBetween(from, to);
  if (dates.length > MOST_DAYS)
    throw badRequest('BAD_VALUE', `一次至多查 ${MOST_DAYS} 天`, `At most ${MOST_DAYS} days at a time`);
  return dates.map(calendarDay);
}

export const calendarResolvers: Resolvers = {
  Query: { calendarDays: (_, args) => daysOf(args) },
  Period: {
    calendarDay: ({ unit, start }) => (unit === 'DAY' ? calendarDay(start) : null),
  },
};

import type { NOT_COUNTED_REASONS } from './ledger.entity.ts';

/** SQL: the entry counts. Every sum of minutes anywhere is over the entries that meet this. */
export const counts = (alias: string): string =>
  `${alias}.confirmed_at is not null and ${alias}.not_counted_reason is null`;

/**
 * SQL: a select of `activity_id`, `volunteer_id`, `minutes`, `is_demo`, a row for everybody who served in an activity: whose entries
 * that count come to more than nothing, corrections included. Every number of people, attendances or activities is over
 * these, so that a record corrected to nothing, or not confirmed, counts nowhere. `condition` is one on entries `r`.
 */
export const served = (condition: string): string =>
  `select r.activity_id, r.volunteer_id, sum(r.minutes)::int as minutes, bool_or(r.is_demo) as is_demo from service_record r
   where ${counts('r')} and ${condition} group by r.activity_id, r.volunteer_id having sum(r.minutes) > 0`;

/** SQL: how many served in the activity of this key. */
export const attendancesAt = (activity: string): string =>
  `(select count(*) from (${served(`r.activity_id = ${activity}`)}) s)`;

/** SQL: the minutes that count of the activity of this key; null where no entry does. */
export const minutesAt = (activity: string): string =>
  `(select sum(r.minutes) from service_record r where r.activity_id = ${activity} and ${counts('r')})`;

/** Hours as they are shown: minutes / 60, to two places. */
export const hoursOf = (minutes: number): number => Math.round((minutes / 60) * 100) / 100;

export interface Span {
  startsAt: Date;
  endsAt: Date;
}

const minutesBetween = (from: Date, to: Date): number =>
  Math.max(0, Math.floor((to.getTime() - from.getTime()) / 60_000));

/** Whole minutes of an activity or shift: the most that anybody can serve in it. */
export const lengthOf = ({ startsAt, endsAt }: Span): number => minutesBetween(startsAt, endsAt);

/** Below this share of the length, service does not count. */
const MINIMUM_SHARE = 0.5;

export interface Counted {
  startedAt: Date;
  endedAt: Date;
  minutes: number;
  notCountedReason: (typeof NOT_COUNTED_REASONS)[number] | null;
}

/** What of a presence counts: whole minutes within the activity's time, if they are half of it at least. */
export function count(time: Span, from: Date, to: Date): Counted {
  const startedAt = from > time.startsAt ? from : time.startsAt;
  const clipped = to < time.endsAt ? to : time.endsAt;
  const endedAt = clipped > startedAt ? clipped : startedAt;
  const minutes = minutesBetween(startedAt, endedAt);
  const isEnough = minutes > 0 && minutes >= lengthOf(time) * MINIMUM_SHARE;
  return { startedAt, endedAt, minutes, notCountedReason: isEnough ? null : 'TOO_SHORT' };
}

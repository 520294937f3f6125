import type { Expression } from '../graph/definition.ts';

const HOUR = 3_600_000;

/** The regulation asks for a prompt answer (article 13); how prompt is ours: so many days for each step. */
const DAYS = { REVIEW: 3, DISPATCH: 2, ANSWER: 2, SCHEDULE: 3 } as const;

/** An offer gives this long at least, and this long at most. */
export const ANSWER_HOURS_MIN = 1;
export const ANSWER_DAYS_MAX = 14;

export const hoursAfter = (start: Date, hours: number): Date => new Date(start.getTime() + hours * HOUR);
export const daysAfter = (start: Date, days: number): Date => hoursAfter(start, days * 24);

/** When a step that begins now is due. */
export const dueAfter = (start: Date, step: keyof typeof DAYS): Date => daysAfter(start, DAYS[step]);

/** A value of the activity that is to serve the request. */
const ofActivity = (alias: string, value: string): string =>
  `(select ${value} from activity da where da.id = ${alias}.activity_id)`;

/** The step a request waits for; null when it has ended. Without an activity to come, it waits for another. */
export const waitsFor: Expression = (alias) =>
  `case ${alias}.status when 'SUBMITTED' then 'REVIEW' when 'APPROVED' then 'DISPATCH' when 'OFFERED' then 'ANSWER'
    when 'ACCEPTED' then 'SCHEDULE' when 'SERVED' then 'EVALUATION' when 'SCHEDULED' then
    ${ofActivity(alias, `case when da.status in ('CANCELLED', 'VOID') then 'SCHEDULE' else 'SERVICE' end`)} end`;

/** When that step is due; the activity is asked each time, since it may be moved. */
export const dueAt: Expression = (alias) =>
  `case when ${alias}.status = 'SCHEDULED' then ${ofActivity(alias, 'da.ends_at')} else ${alias}.step_due_at end`;

/** Whether that step is past due. */
export const isLate: Expression = (alias, bind, asking) =>
  `coalesce(${dueAt(alias, bind, asking)} < ${bind.add(asking.now)}::timestamptz, false)`;

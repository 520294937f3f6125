import { attendancesAt, minutesAt } from '../ledger/counting.ts';

/**
 * Public activities are kept summed up (`activity_rollup`): by month and all that they are commonly grouped by, and of
 * each month once more by program alone. Who writes an activity or an entry of the ledger leaves, in the same
 * transaction and by trigger, a mark in `activity_touched`: of the month and organizer, before and after. Nothing is
 * locked and nothing is added up there, so writers do not meet. Whoever reads takes the sums of all that has no mark,
 * and adds up the activities of what has one, in one statement: what a transaction wrote and its marks are seen together
 * or not at all. `settle` sums up anew what is marked and takes the marks off.
 *
 * Drafts and void activities are few, and who sees them depends on their sign-ups: they are always read themselves.
 */

/** SQL: when the month of an instant begins in Asia/Shanghai. */
const monthOf = (instant: string): string => `date_trunc('month', ${instant}, 'Asia/Shanghai')`;

/** SQL: when the month after one begins. */
const after = (month: string): string =>
  `(${month} at time zone 'Asia/Shanghai' + interval '1 month') at time zone 'Asia/Shanghai'`;

const HIDDEN = `('DRAFT', 'VOID')`;

/** What sums are kept by, columns of the rollup by those of an activity: those of each month alone, too, and the others. */
const WHOLE_KEYS: Readonly<Record<string, string>> = {
  district_code: 'district_code',
  program_id: 'program_id',
  campaign_id: 'campaign_id',
  status: 'status',
  is_demo: 'demonstration',
};
const KEYS: Readonly<Record<string, string>> = {
  ...WHOLE_KEYS,
  organizer_id: 'organizer_id',
  venue_id: 'venue_id',
  service_mode_id: 'service_mode_id',
};

/** What of an activity `a` is summed up, by column of the rollup. */
const SUMS: Readonly<Record<string, string>> = {
  activities: '1',
  capacity: 'a.capacity',
  sign_ups: 'a.sign_up_count',
  limited_sign_ups: 'case when a.capacity is not null then a.sign_up_count end',
  waiting: 'a.waiting_count',
  attendances: attendancesAt('a.id'),
  minutes: minutesAt('a.id'),
};

const keys = Object.keys(KEYS);
const kept = Object.values(KEYS);
const keptWhole = Object.values(WHOLE_KEYS);
const sums = Object.keys(SUMS);

/** Public activities of the month and organizer of a row `c`, by index: the row is one of few. */
const PUBLIC_OF_CELL = `lateral (select * from activity i where i.organizer_id = c.organizer_id
  and i.starts_at >= c.month and i.starts_at < ${after('c.month')} and i.status not in ${HIDDEN} offset 0) a`;

/** Each mark with the month and organizer that it is of now; null where the activity is gone, which left a mark of its own. */
const MARKS = `select m.id, coalesce(m.month, ${monthOf('i.starts_at')}) as month, coalesce(m.organizer_id, i.organizer_id) as organizer_id
  from activity_touched m left join activity i on i.id = m.activity_id`;
const UNSETTLED = `unsettled as materialized (select distinct month, organizer_id from (${MARKS}) marks where month is not null)`;

/** The columns of a row of sums, called as those of an activity. */
const ofSums = ['s.id', 's.month as starts_at', ...keys.map((key) => `s.${KEYS[key]} as ${key}`)]
  .concat(sums.map((name) => `s.${name}`))
  .join(', ');

/** The same for an activity `a`. */
const ofOne = ['a.id', 'a.starts_at', ...keys.map((key) => `a.${key}`)]
  .concat(Object.entries(SUMS).map(([name, sql]) => `(${sql})::bigint as ${name}`))
  .join(', ');

const SETTLED = `not exists (select 1 from unsettled c where c.month = s.month and c.organizer_id = s.organizer_id)`;
const THEMSELVES = `select ${ofOne} from unsettled c cross join ${PUBLIC_OF_CELL}
  union all select ${ofOne} from activity a where a.status in ${HIDDEN}`;

/**
 * SQL in place of the table of activities, with the common table that it needs: rows with the columns that activities
 * are grouped by, and sums. `starts_at` of a sum is when its month begins.
 */
export const summedUp = {
  with: UNSETTLED,
  table: `(select ${ofSums} from activity_rollup s where not s.whole and ${SETTLED} union all ${THEMSELVES})`,
};

/** The same, by month and program alone: their other columns are null. */
export const summedUpWhole = {
  with: UNSETTLED,
  table: `(select ${ofSums} from activity_rollup s where s.whole and s.month not in (select month from unsettled)
    union all select ${ofSums} from activity_rollup s where not s.whole and s.month in (select month from unsettled) and ${SETTLED}
    union all ${THEMSELVES})`,
};

/** So many marks are more than reading around them is worth. */
const MANY = 1_000;

/** SQL: whether there are so many marks that the activities themselves are read sooner. */
export const IS_FAR_BEHIND = `select count(*) > ${MANY} from (select 1 from activity_touched limit ${MANY + 1}) m`;

/** A select of the sums of public activities: of rows with `month` and the activity `a`. */
const summed = (month: string, from: string): string =>
  `select ${month} as month, ${keys.map((key) => `a.${key}`).join(', ')}, ${sums
    .map((name) => `coalesce(sum((${SUMS[name]})::bigint), 0)::bigint as ${name}`)
    .join(', ')} from ${from} group by 1, ${keys.map((key) => `a.${key}`).join(', ')}`;

/**
 * SQL: sums up anew up to so many months and organizers that are marked, and takes off their marks. Gives how many, and
 * their months.
 */
export const settleCells = (most: number): string => `with marks as materialized (${MARKS}),
  cells as materialized (select distinct month, organizer_id from marks where month is not null limit ${most}),
  unmarked as (delete from activity_touched t using marks m where m.id = t.id
    and (m.month is null or exists (select 1 from cells c where c.month = m.month and c.organizer_id = m.organizer_id))),
  gone as (delete from activity_rollup s using cells c where not s.whole and c.month = s.month and c.organizer_id = s.organizer_id),
  made as (insert into activity_rollup (id, whole, month, ${kept.join(', ')}, ${sums.join(', ')})
    select gen_random_uuid(), false, g.* from (${summed('c.month', `cells c cross join ${PUBLIC_OF_CELL}`)}) g)
  select count(*)::int as cells, array_agg(distinct month::text) as months from cells`;

const whole = `select month, ${keptWhole.join(', ')}, ${sums.map((name) => `sum(${name})::bigint as ${name}`).join(', ')}
  from activity_rollup where not whole`;

/** SQL: sums up anew the months `$1` as wholes, from the sums of their organizers. */
export const SETTLE_WHOLE = `with gone as (delete from activity_rollup where whole and month = any($1::timestamptz[]))
  insert into activity_rollup (id, whole, month, ${keptWhole.join(', ')}, ${sums.join(', ')})
  select gen_random_uuid(), true, w.* from (${whole} and month = any($1::timestamptz[]) group by month, ${keptWhole.join(', ')}) w`;

/** SQL: how many rows of sums are not what the activities add up to, of months and organizers without a mark, and how many of whole months. */
export const DIFFERENCES = `with ${UNSETTLED},
  found as (select month, ${kept.join(', ')}, ${sums.join(', ')} from activity_rollup where not whole),
  expected as (${summed(monthOf('a.starts_at'), `activity a where a.status not in ${HIDDEN}`)}),
  found_whole as (select month, ${keptWhole.join(', ')}, ${sums.join(', ')} from activity_rollup where whole),
  expected_whole as (${whole} group by month, ${keptWhole.join(', ')})
  select (select count(*) from ((table found except all table expected) union all (table expected except all table found)) d
      where not exists (select 1 from unsettled c where c.month = d.month and c.organizer_id = d.organizer_id))::int
    + (select count(*) from ((table found_whole except all table expected_whole) union all (table expected_whole except all table found_whole)) d)::int as count`;

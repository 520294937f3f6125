import type { Context } from '../context.ts';
import { run } from '../database/run.ts';
import { badRequest } from '../errors.ts';
import type { QueryDistrictStatisticsArgs } from '../generated/resolvers.ts';
import { served } from '../ledger/counting.ts';
import { demandDistrict } from '../plan/district.ts';
import { setOf, toldPeople } from '../statistics/guard-sql.ts';
import { isToldPeriod } from '../statistics/people.ts';
import { readsExactFigures } from '../viewer.ts';
import { columnsOf, type Definition, measuresOf, type Values } from './measure.ts';

const DAY_AFTER = `($3::date + 1)::timestamp at time zone 'Asia/Shanghai'`;
const within = (column: string) =>
  `${column} >= $2::date::timestamp at time zone 'Asia/Shanghai' and ${column} < ${DAY_AFTER}`;

const volunteers = `from volunteer v where v.district_code = $1`;
const attended = `from (${served(within('r.started_at'))}) s join activity a on a.id = s.activity_id where a.district_code = $1`;

/** How many different people are in a column of what is selected: exactly, and as everybody may know it. */
const people = (person: string, from: string) => ({
  sql: `(select count(distinct ${person}) ${from})`,
  told: `(select ${toldPeople(setOf(person))} ${from})`,
});

const PEOPLE = { zh: '人', en: 'people' };

/** What article 34 of the regulation asks a county to count; `$1` is the district, `$2` and `$3` first and last day. */
const definitions = {
  registeredVolunteers: {
    ...people('v.id', `${volunteers} and v.status = 'ACTIVE' and v.registered_at < ${DAY_AFTER}`),
    unit: PEOPLE,
    basis: 'RECORDS',
    zh: '期末前登记且现在仍在册的志愿者人数',
    en: 'volunteers registered by the end of the period and on the register now',
  },
  newVolunteers: {
    ...people('v.id', `${volunteers} and ${within('v.registered_at')}`),
    unit: PEOPLE,
    basis: 'RECORDS',
    zh: '期间内登记的志愿者人数',
    en: 'volunteers registered within the period',
  },
  activeVolunteers: {
    ...people('s.volunteer_id', attended),
    unit: PEOPLE,
    basis: 'LEDGER',
    zh: '期间内有已确认时长的志愿者人数；更正为零的不计',
    en: 'volunteers with confirmed hours within the period, where corrections leave any',
  },
  teams: {
    sql: `(select count(distinct m.team_id) from team_membership m join volunteer v on v.id = m.volunteer_id
      where v.district_code = $1 and m.joined_on <= $3::date and (m.left_on is null or m.left_on > $3::date))`,
    unit: { zh: '支', en: 'teams' },
    basis: 'RECORDS',
    zh: '期末有成员的队伍数',
    en: 'teams with a member at the end of the period',
  },
  sessions: {
    sql: `(select count(*) from activity a where a.district_code = $1 and a.status = 'COMPLETED' and ${within('a.starts_at')})`,
    unit: { zh: '场', en: 'sessions' },
    basis: 'RECORDS',
    zh: '期间内开始且已完成的活动场数',
    en: 'activities that began within the period and are completed',
  },
  attendances: {
    sql: `(select count(*) ${attended})`,
    unit: { zh: '人次', en: 'attendances' },
    basis: 'LEDGER',
    zh: '期间内有已确认时长的到场人次：同一人在同一活动计一次；更正为零的不计',
    en: 'attendances with confirmed minutes within the period: each person once an activity, none where corrections leave nothing',
  },
  minutes: {
    sql: `(select coalesce(sum(s.minutes), 0) ${attended})`,
    unit: { zh: '分钟', en: 'minutes' },
    basis: 'LEDGER',
    zh: '期间内已确认且计入的分钟数之和，含更正',
    en: 'sum of the minutes within the period that are confirmed and count, corrections included',
  },
} as const satisfies Record<string, Definition>;

/**
 * Statistics of a district over a period of whole days in Asia/Shanghai. Throws BAD_VALUE for an end before the start,
 * and for a district that no plan is of.
 */
export async function districtStatistics(
  ctx: Context,
  { districtCode, from, to }: QueryDistrictStatisticsArgs,
) {
  if (to < from) throw badRequest('BAD_VALUE', '止日早于起日', 'The last day is before the first');
  await demandDistrict(ctx.em(), districtCode);
  const [row] = await run<{ values: Values<keyof typeof definitions> }>(
    ctx.em(),
    `select ${columnsOf(definitions)} as values`,
    [districtCode, from, to],
  );
  const told = isToldPeriod({ from, to }, ctx.today()) ? 'TOLD' : 'UNTOLD';
  const knowing = readsExactFigures(ctx.viewer, districtCode) ? 'EXACT' : told;
  return { districtCode, from, to, ...measuresOf(definitions, row!.values, knowing, ctx.language) };
}

import type { EntityManager } from '@mikro-orm/postgresql';
import { run } from '../database/run.ts';
import { badRequest } from '../errors.ts';
import { Bind } from '../graph/sql.ts';
import { demandDistrict } from '../plan/district.ts';
import { ANONYMOUS, readsExactFigures, type Viewer } from '../viewer.ts';
import { dateOf } from '../shanghai.ts';
import { isLate } from './deadlines.ts';
import { EXACT, figuresOf, type MonthCounts, type MonthRow, SUPPRESSED, type Telling } from './figures.ts';
import { SERVICE_REQUEST_STATUSES, type ServiceRequest } from './request.entity.ts';
import { FEWEST } from './suppression.ts';

export interface CountByGroup {
  /** Key of the group's term. */
  term: string;
  count: number | null;
}

export interface Statistics {
  districtCode: string;
  from: string;
  to: string;
  count: number | null;
  months: MonthCounts[];
  byStatus: { status: ServiceRequest['status']; count: number | null }[];
  byGroup: CountByGroup[];
  medianResponseMinutes: number | null;
  lateCount: number | null;
}

/** Whatever has been reviewed has one of these. */
const REVIEWED = SERVICE_REQUEST_STATUSES.filter((status) => status !== 'SUBMITTED');

/**
 * A district's requests in figures, by whole months: exact for its office and analysts, and for others as far as
 * everybody may know. Only those that were reviewed count, so that nobody makes a group larger by asking for nothing; and
 * people are told apart by account or telephone, so that one person's many requests are no group.
 */
export async function requestStatistics(
  em: EntityManager,
  { districtCode, from, to }: { districtCode: string; from: string; to: string },
  { viewer, now }: { viewer: Viewer; now: Date },
): Promise<Statistics> {
  if (to < from) throw badRequest('BAD_VALUE', 'to 早于 from', 'to is before from');
  await demandDistrict(em, districtCode);
  const period = { from: `${from.slice(0, 7)}-01`, to: lastDayOfMonth(to) };
  const telling = readsExactFigures(viewer, districtCode) ? EXACT : SUPPRESSED;
  // One after the other, so that it takes one connection at a time.
  const { rows, median } = await read(em, districtCode, period, { now, telling });
  const groups = await run<{ id: string }>(
    em,
    `select t.id from term t join vocabulary v on v.id = t.vocabulary_id join plan p on p.id = v.plan_id
     where v.code = 'five-groups' and p.district_code = $1 order by p.id, t.ordinal`,
    [districtCode],
  );
  const latest = rows.reduce((last, { month }) => (month > last ? month : last), dateOf(now).slice(0, 7));
  const size = monthsBetween(period.from, period.to.slice(0, 7) < latest ? period.to : latest);
  const { count, byStatus, byGroup, lateCount, months } = figuresOf(rows, size, telling);
  // Every status and group has its line, so that a line says nothing by being there.
  return {
    districtCode,
    ...period,
    count,
    months,
    byStatus: REVIEWED.map((status) => ({ status, count: byStatus.get(status) ?? telling.none })),
    byGroup: groups.map(({ id }) => ({ term: id, count: byGroup.get(id) ?? telling.none })),
    medianResponseMinutes: median,
    lateCount,
  };
}

/** The cells of each month, and the median over the months in which enough people were answered; in one statement. */
async function read(
  em: EntityManager,
  districtCode: string,
  period: { from: string; to: string },
  { now, telling }: { now: Date; telling: Telling },
): Promise<{ rows: MonthRow[]; median: number | null }> {
  const bind = new Bind();
  const late = isLate('r', bind, { viewer: ANONYMOUS, today: '', now });
  const midnight = (day: string) => `${bind.add(day)}::date::timestamp at time zone 'Asia/Shanghai'`;
  const rows = await run<MonthRow & { median: number | null }>(
    em,
    `with q as (
       select to_char(r.submitted_at at time zone 'Asia/Shanghai', 'YYYY-MM') as month, r.status,
         r.beneficiary_group_id as term, r.person, ${late} as is_late,
         extract(epoch from r.accepted_at - r.submitted_at) / 60 as minutes
       from service_request r
       where r.district_code = ${bind.add(districtCode)} and r.reviewed_at is not null
         and r.submitted_at >= ${midnight(period.from)} and r.submitted_at < ${midnight(period.to)} + interval '1 day'),
     answered as (
       select month from q where minutes is not null group by month having count(distinct person) >= ${telling === EXACT ? 1 : FEWEST})
     select month,
       case grouping(status, term, is_late) when 3 then 'STATUS' when 5 then 'GROUP' when 6 then 'LATENESS' else 'ALL' end as "by",
       coalesce(status, term::text, is_late::text, '') as value,
       count(*)::int as count, count(distinct person)::int as people,
       case when count(distinct person) < ${FEWEST} then array_agg(distinct person) end as persons,
       (select percentile_cont(0.5) within group (order by minutes)::float8 from q
        where month in (select month from answered)) as median
     from q group by grouping sets ((month), (month, status), (month, term), (month, is_late))`,
    bind.values,
  );
  return { rows, median: rows[0]?.median ?? null };
}

/** How many months there are in which requests can have been submitted: none was after the present one. */
function monthsBetween(from: string, to: string): number {
  const number = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
  return Math.max(1, number(to) - number(from) + 1);
}

function lastDayOfMonth(day: string): string {
  const date = new Date(`${day.slice(0, 7)}-01T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() + 1, 0);
  return date.toISOString().slice(0, 10);
}

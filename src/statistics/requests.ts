import type { EntityManager } from '@mikro-orm/postgresql';
import { run } from '../database/run.ts';
import { badRequest } from '../errors.ts';
import { Bind } from '../graph/sql.ts';
import { demandDistrict } from '../plan/district.ts';
import { isLate } from '../request/deadlines.ts';
import { SERVICE_REQUEST_STATUSES, type ServiceRequest } from '../request/request.entity.ts';
import { dateOf } from '../shanghai.ts';
import { ANONYMOUS, readsExactFigures, type Viewer } from '../viewer.ts';
import { bucketOf, lastDay } from './calendar.ts';
import { hashOf, setOfCounted, toldCount } from './guard-sql.ts';
import { isToldPeriod } from './people.ts';

export interface CountByGroup {
  /** Key of the group's term. */
  term: string;
  count: number | null;
}

export interface RequestStatistics {
  districtCode: string;
  from: string;
  to: string;
  count: number | null;
  months: { month: string; count: number; lateCount: number | null }[];
  byStatus: { status: ServiceRequest['status']; count: number | null }[];
  byGroup: CountByGroup[];
  medianResponseMinutes: number | null;
  lateCount: number | null;
}

/** The requests of the period, or of a month of it: all, those late, those answered, of a status, for a group. */
interface Cell {
  by: 'ALL' | 'LATE' | 'ANSWERED' | 'STATUS' | 'GROUP';
  /** Null for the period. */
  month: string | null;
  /** The status, or the group's key. */
  value: string;
  /** Null where nothing may be told. */
  count: number | null;
}

/** Whatever has been reviewed has one of these. */
const REVIEWED = SERVICE_REQUEST_STATUSES.filter((status) => status !== 'SUBMITTED');

interface Asker {
  viewer: Viewer;
  now: () => Date;
}

/**
 * A district's requests in figures, by whole months: exact for its office and analysts, and for others what the guard
 * tells, as in `serviceRequestStatistics`. Only those that were reviewed count, so that nobody makes a group larger by
 * asking for nothing; and people are told apart by account or telephone, so that one person's many requests are no group.
 */
export async function requestStatistics(
  em: EntityManager,
  { districtCode, from, to }: { districtCode: string; from: string; to: string },
  { viewer, now }: Asker,
): Promise<RequestStatistics> {
  if (to < from) throw badRequest('BAD_VALUE', 'to 早于 from', 'to is before from');
  await demandDistrict(em, districtCode);
  const period = { from: bucketOf(from, 'MONTH'), to: lastDay(bucketOf(to, 'MONTH'), 'MONTH') };
  const isExact = readsExactFigures(viewer, districtCode);
  // One after the other, so that it takes one connection at a time.
  const { cells, median } = await read(em, districtCode, period, { now: now(), isExact });
  const groups = await run<{ id: string }>(
    em,
    `select t.id from term t join vocabulary v on v.id = t.vocabulary_id join plan p on p.id = v.plan_id
     where v.code = 'five-groups' and p.district_code = $1 order by p.id, t.ordinal`,
    [districtCode],
  );
  const isTold = isExact || isToldPeriod(period, dateOf(now()));
  const of = (by: Cell['by'], { month = null, value = '' }: Partial<Cell> = {}): number | null => {
    if (month === null && !isTold) return null;
    const cell = cells.find((each) => each.by === by && each.month === month && each.value === value);
    return cell?.count ?? (isExact ? 0 : null);
  };
  const months = cells.flatMap(({ by, month }) => (by === 'ALL' && month !== null ? [month] : [])).toSorted();
  // Every status and group has its line, so that a line says nothing by being there.
  return {
    districtCode,
    ...period,
    count: of('ALL'),
    months: months.flatMap((month) => {
      const count = of('ALL', { month });
      return count === null ? [] : [{ month, count, lateCount: of('LATE', { month }) }];
    }),
    byStatus: REVIEWED.map((status) => ({ status, count: of('STATUS', { value: status }) })),
    byGroup: groups.map(({ id }) => ({ term: id, count: of('GROUP', { value: id }) })),
    medianResponseMinutes: isExact || median === null ? median : toldMedian(median, of('ANSWERED')),
    lateCount: of('LATE'),
  };
}

/** In whole minutes: a half would tell whether the answered are an even number. */
const toldMedian = (median: number, answered: number | null): number | null =>
  answered === null ? null : Math.round(median);

/** The cells, and the median of the response times; in one statement. */
async function read(
  em: EntityManager,
  districtCode: string,
  period: { from: string; to: string },
  { now, isExact }: { now: Date; isExact: boolean },
): Promise<{ cells: Cell[]; median: number | null }> {
  const bind = new Bind();
  const late = isLate('r', bind, { viewer: ANONYMOUS, today: '', now });
  const midnight = (day: string) => `${bind.add(day)}::date::timestamp at time zone 'Asia/Shanghai'`;
  const told = toldCount(setOfCounted('o'));
  const rows = await run<Cell & { median: number | null }>(
    em,
    `with q as (
       select r.id, to_char(r.submitted_at at time zone 'Asia/Shanghai', 'YYYY-MM') as month, r.status,
         r.beneficiary_group_id as term, r.person, ${late} as is_late,
         extract(epoch from r.accepted_at - r.submitted_at) / 60 as minutes
       from service_request r
       where r.district_code = ${bind.add(districtCode)} and r.reviewed_at is not null
         and r.submitted_at >= ${midnight(period.from)} and r.submitted_at < ${midnight(period.to)} + interval '1 day'),
     o as (
       select c."by", c.month, c.value, q.person, count(*)::int as count, bit_xor(${hashOf('q.id')}) as rows
       from q cross join lateral (values ('ALL', null, '', true), ('ALL', q.month, '', true), ('LATE', null, '', q.is_late),
         ('LATE', q.month, '', q.is_late), ('ANSWERED', null, '', q.minutes is not null), ('STATUS', null, q.status, true),
         ('GROUP', null, q.term::text, true)) c ("by", month, value, holds)
       where c.holds group by 1, 2, 3, 4)
     select o."by", o.month, o.value, ${isExact ? 'sum(o.count)::int' : told} as count,
       (select percentile_cont(0.5) within group (order by q.minutes)::float8 from q) as median
     from o group by 1, 2, 3`,
    bind.values,
  );
  return { cells: rows, median: rows[0]?.median ?? null };
}

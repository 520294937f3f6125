import type { EntityManager } from '@mikro-orm/postgresql';
import { run } from '../database/run.ts';
import { badRequest } from '../errors.ts';
import { Bind } from '../graph/sql.ts';
import { demandDistrict } from '../plan/district.ts';
import { ANONYMOUS } from '../viewer.ts';
import { isLate } from './deadlines.ts';
import type { ServiceRequest } from './request.entity.ts';
import { type Cell, FEWEST, suppressed } from './suppression.ts';

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
  byStatus: { status: ServiceRequest['status']; count: number | null }[];
  byGroup: CountByGroup[];
  medianResponseMinutes: number | null;
  lateCount: number | null;
}

interface Row extends Cell {
  status: ServiceRequest['status'] | null;
  term: string | null;
  late: number;
  latePeople: number;
  answeredPeople: number;
  median: number | null;
}

/**
 * A district's requests in figures that everybody may see, in one statement. Whole months only, so that the difference
 * of two periods is one too. People are told apart by their telephone: one person's many requests are no group.
 */
export async function requestStatistics(
  em: EntityManager,
  { districtCode, from, to }: { districtCode: string; from: string; to: string },
  now: Date,
): Promise<Statistics> {
  if (to < from) throw badRequest('BAD_VALUE', 'to 早于 from', 'to is before from');
  await demandDistrict(em, districtCode);
  const period = { from: `${from.slice(0, 7)}-01`, to: lastDayOfMonth(to) };
  const bind = new Bind();
  const late = isLate('r', bind, { viewer: ANONYMOUS, today: '', now });
  const midnight = (day: string) => `${bind.add(day)}::date::timestamp at time zone 'Asia/Shanghai'`;
  const rows = await run<Row>(
    em,
    `with q as (
       select r.status, r.beneficiary_group_id as term, r.contact_phone as person, ${late} as is_late,
         extract(epoch from r.accepted_at - r.submitted_at) / 60 as minutes
       from service_request r
       where r.district_code = ${bind.add(districtCode)} and r.submitted_at >= ${midnight(period.from)}
         and r.submitted_at < ${midnight(period.to)} + interval '1 day')
     select status, term, count(*)::int as count, count(distinct person)::int as people,
       (count(*) filter (where is_late))::int as late,
       (count(distinct person) filter (where is_late))::int as "latePeople",
       (count(distinct person) filter (where minutes is not null))::int as "answeredPeople",
       percentile_cont(0.5) within group (order by minutes)::float8 as median
     from q group by grouping sets ((), (status), (term)) order by status, term`,
    bind.values,
  );
  const total = rows.find(({ status, term }) => status === null && term === null)!;
  const statuses = rows.filter(({ status }) => status !== null);
  const terms = rows.filter(({ term }) => term !== null);
  const ofStatuses = suppressed(statuses);
  const ofTerms = suppressed(terms);
  return {
    districtCode,
    ...period,
    count: total.people < FEWEST ? null : total.count,
    byStatus: statuses.map(({ status }, i) => ({ status: status!, count: ofStatuses[i]! })),
    byGroup: terms.map(({ term }, i) => ({ term: term!, count: ofTerms[i]! })),
    medianResponseMinutes: total.answeredPeople < FEWEST ? null : total.median,
    lateCount: total.late > 0 && total.latePeople < FEWEST ? null : total.late,
  };
}

function lastDayOfMonth(day: string): string {
  const date = new Date(`${day.slice(0, 7)}-01T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() + 1, 0);
  return date.toISOString().slice(0, 10);
}

import type { EntityManager } from '@mikro-orm/postgresql';
import { run } from '../database/run.ts';
import { badRequest } from '../errors.ts';
import { Bind } from '../graph/sql.ts';
import { ANONYMOUS } from '../viewer.ts';
import type { Finding } from './inspection.entity.ts';
import { isFindingLate } from './supervision.policy.ts';

interface Period {
  districtCode: string;
  from: string;
  to: string;
}

export interface SupervisionFigures extends Period {
  inspections: number;
  inspectedParties: number;
  findings: number;
  byStatus: { status: Finding['status']; count: number }[];
  lateCount: number;
  openDifficulties: number;
  goodPractices: number;
}

/** A district's supervision in figures, in one statement. Throws BAD_VALUE for an end before the start. */
export async function supervisionStatistics(
  em: EntityManager,
  { districtCode, from, to }: Period,
  today: string,
): Promise<SupervisionFigures> {
  if (to < from) throw badRequest('BAD_VALUE', 'to 早于 from', 'to is before from');
  const bind = new Bind();
  const district = bind.add(districtCode);
  const first = `${bind.add(from)}::date`;
  const last = `${bind.add(to)}::date`;
  const late = isFindingLate('f', bind, { viewer: ANONYMOUS, today, now: new Date(0) });
  const [row] = await run<{ figures: Omit<SupervisionFigures, keyof Period> }>(
    em,
    `with i as (select * from inspection where district_code = ${district} and status = 'ISSUED'
         and inspected_on between ${first} and ${last}),
       f as (select f.status, (${late}) as is_late from finding f join i on i.id = f.inspection_id)
     select json_build_object(
       'inspections', (select count(*) from i),
       'inspectedParties', (select count(distinct inspected_id) from i),
       'findings', (select count(*) from f),
       'byStatus', (select coalesce(json_agg(json_build_object('status', status, 'count', n) order by status), '[]')
         from (select status, count(*) as n from f group by status) s),
       'lateCount', (select count(*) from f where is_late),
       'openDifficulties', (select count(*) from difficulty where district_code = ${district} and status = 'OPEN'),
       'goodPractices', (select count(*) from good_practice where district_code = ${district} and status = 'PUBLISHED'
         and published_at >= ${first}::timestamp at time zone 'Asia/Shanghai'
         and published_at < (${last} + 1)::timestamp at time zone 'Asia/Shanghai')) as figures`,
    bind.values,
  );
  return { districtCode, from, to, ...row!.figures };
}

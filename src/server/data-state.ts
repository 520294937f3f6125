import type { EntityManager } from '@mikro-orm/postgresql';
import { run } from '../database/run.ts';
import type { DataState } from '../generated/resolvers.ts';

/**
 * What the database holds, by the first row of each kind. Demonstration data is looked for among the venues, of which
 * it always has some and there are never many: in a large table without any, that would be a scan of the whole.
 * Whatever else is work hangs on one of the others.
 */
export async function dataState(em: EntityManager): Promise<DataState> {
  const [row] = await run<{ state: DataState }>(
    em,
    `select case
       when exists (select 1 from venue where is_demo) then 'DEMO'
       when exists (select 1 from venue) or exists (select 1 from volunteer) or exists (select 1 from activity)
         or exists (select 1 from service_request) or exists (select 1 from measurement) or exists (select 1 from story) then 'LIVE'
       when exists (select 1 from plan) then 'PLAN_ONLY'
       else 'EMPTY' end as state`,
  );
  return row!.state;
}

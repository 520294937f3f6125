import type { EntityManager } from '@mikro-orm/postgresql';
import { run } from '../database/run.ts';
import { badRequest } from '../errors.ts';

/** Throws BAD_VALUE for a district that no plan is of: of it nothing is known, which is another thing than zero. */
export async function demandDistrict(em: EntityManager, code: string): Promise<void> {
  const found = await run(em, 'select 1 from plan where district_code = $1 limit 1', [code]);
  if (found.length > 0) return;
  throw badRequest('BAD_VALUE', '没有规划属于这个区划', 'No plan is of this district');
}

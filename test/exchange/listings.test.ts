import { expect, test } from 'vitest';
import { Migration20261125020000_membership_plan as Migration } from '../../migrations/Migration20261125020000_membership_plan.ts';
import { testDatabase } from '../setup/database.ts';

const { orm, pool } = await testDatabase();

test('a database of earlier imports gets the listings that its plans would record themselves', async () => {
  const listings = async () =>
    (
      await pool.query(
        'select plan_id, party_id as id from plan_party union all select plan_id, membership_id from plan_membership order by 1, 2',
      )
    ).rows;
  const recorded = await listings();
  expect(recorded.length).toBeGreaterThan(40);
  await pool.query('truncate plan_party, plan_membership');
  const migration = new Migration(orm.em.getDriver(), orm.config);
  await migration.up();
  const fills = migration
    .getQueries()
    .filter((query) => typeof query === 'string' && query.startsWith('insert ')) as string[];
  expect(fills).toHaveLength(2);
  for (const fill of fills) await pool.query(fill);
  expect(await listings()).toEqual(recorded);
});

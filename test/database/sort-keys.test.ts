import { expect, test } from 'vitest';
import { Activity } from '../../src/activity/activity.entity.ts';
import { pinyinKey } from '../../src/database/columns.ts';
import { migrate } from '../../src/database/migrate.ts';
import { TITLED } from '../../src/demonstration/insert.ts';
import { testDatabase } from '../setup/database.ts';

test('rows from before the sort keys get those that the program would have written', async () => {
  const database = await testDatabase('demo');
  const { pool } = database;
  const keysOf = async (table: string): Promise<unknown[]> =>
    (await pool.query(`select id, title, title_key from ${table} order by id`)).rows;
  const before = new Map<string, unknown[]>();
  for (const table of TITLED) {
    before.set(table, await keysOf(table));
    await pool.query(`alter table ${table} drop column title_key`);
  }
  await pool.query(`drop index activity_ends_at_id_index, activity_of_term, activity_of_group,
    sign_up_signed_up_at_id_index, service_record_started_at_id_index`);
  await pool.query(`delete from zhiyuan_migrations where name like 'Migration20261125085017%'`);
  await migrate(database);
  for (const table of TITLED) {
    expect(await keysOf(table)).toEqual(before.get(table));
    expect(before.get(table)!.length).toBeGreaterThan(0);
  }
});

test('a title that changes changes its key, whatever of the row was read', async () => {
  const { orm, pool } = await testDatabase('demo');
  const em = orm.em.fork();
  const [first, second] = await em.find(Activity, {}, { limit: 2 });
  first!.title = '重新命名的活动';
  second!.capacity = 77;
  await em.flush();
  const partly = orm.em.fork();
  const part = await partly.findOneOrFail(Activity, second!.id, { fields: ['capacity', 'version'] });
  part.capacity = 78;
  await partly.flush();
  const { rows } = await pool.query<{ title: string; title_key: string }>(
    'select title, title_key from activity where id = any($1)',
    [[first!.id, second!.id]],
  );
  expect(rows.map(({ title_key: key }) => key)).toEqual(rows.map(({ title }) => pinyinKey(title)));
  expect(rows.map(({ title }) => title)).toContain('重新命名的活动');
});

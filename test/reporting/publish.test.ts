import { randomBytes } from 'node:crypto';
import { Migration } from '@mikro-orm/migrations';
import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { connect } from '../../src/database/database.ts';
import { ormConfig } from '../../src/database/mikro-orm.config.ts';
import { migrate } from '../../src/database/migrate.ts';
import { views } from '../../src/reporting/views.ts';
import { testDatabase, type TestDatabase } from '../setup/database.ts';

const viewsOf = async ({ pool }: Pick<TestDatabase, 'pool'>) =>
  (
    await pool.query<{ name: string; oid: number }>(
      `select relname as name, oid::int from pg_class where relnamespace = to_regnamespace('report') order by 1`,
    )
  ).rows;

/** As an older version of the program left it. */
const olden = ({ pool }: TestDatabase) =>
  pool.query(
    `comment on schema report is '志愿图谱的公开视图 0000'; drop view report.calendar; create view report.former as select code from program`,
  );

const role = async ({ pool }: TestDatabase, more = 'login'): Promise<string> => {
  const name = `zt_${randomBytes(4).toString('hex')}`;
  await pool.query(`create role ${name} ${more}`);
  onTestFinished(async () => {
    await pool.query(`drop owned by ${name}; drop role ${name}`);
  });
  return name;
};

test('a start with everything as it is changes no view', async () => {
  const database = await testDatabase('empty');
  const before = await viewsOf(database);
  expect(before).toHaveLength(views.length);
  expect(await migrate(database)).toEqual([]);
  expect(await viewsOf(database)).toEqual(before);
});

test('views of another version are made anew, and whoever was granted the schema reads the new ones', async () => {
  const database = await testDatabase('plan');
  const reader = await role(database);
  await database.pool.query(`grant usage on schema report to ${reader}`);
  await olden(database);
  await migrate(database);
  expect((await viewsOf(database)).map(({ name }) => name)).toEqual(views.map(({ name }) => name).toSorted());
  const { rows } = await database.pool.query(
    `select bool_and(has_table_privilege($1, oid, 'SELECT')) as all from pg_class where relnamespace = 'report'::regnamespace`,
    [reader],
  );
  expect(rows).toEqual([{ all: true }]);
});

/** The database as a program sees it that has one migration more. */
async function withMigration(database: TestDatabase, sql: string) {
  class Migration20991231000000_later extends Migration {
    override name = 'Migration20991231000000_later';
    override up(): void {
      this.addSql(sql);
    }
  }
  const { migrations } = ormConfig(database.url);
  const own = await connect(database.url, {
    migrations: {
      ...migrations,
      migrationsList: [...migrations!.migrationsList!, Migration20991231000000_later] as never,
    },
  });
  onTestFinished(() => own.close());
  return own;
}

test('a view that somebody dropped comes back', async () => {
  const database = await testDatabase('empty');
  await database.pool.query('drop view report.story');
  await migrate(database);
  expect((await viewsOf(database)).map(({ name }) => name)).toContain('story');
});

test('a migration may change what a view stands on', async () => {
  const database = await testDatabase('plan');
  const sql = 'alter table program alter column slogan type varchar(1000)';
  await expect(database.pool.query(sql)).rejects.toThrow('used by a view');
  const own = await withMigration(database, sql);
  expect(await migrate(own)).toEqual(['Migration20991231000000_later']);
  const { rows } = await database.pool.query('select slogan from report.program where ordinal = 3');
  expect(rows).toEqual([{ slogan: '城市美容师' }]);
});

test('a migration that fails leaves the views where they are', async () => {
  const database = await testDatabase('plan');
  const before = await viewsOf(database);
  const own = await withMigration(
    database,
    'alter table program rename column slogan to motto; select 1 / 0',
  );
  await expect(migrate(own)).rejects.toThrow('division by zero');
  expect(await viewsOf(database)).toEqual(before);
  expect((await database.pool.query('select slogan from report.program')).rows).toHaveLength(8);
});

test('a view of somebody’s own upon ours stops the upgrade, is named, and stays', async () => {
  const database = await testDatabase('plan');
  await database.pool.query('create view public.mine as select code from report.program');
  await olden(database);
  await expect(migrate(database)).rejects.toThrow(/^mine 建立在[^]*mine stand on the views/);
  const { rows } = await database.pool.query('select count(*)::int as count from mine');
  expect(rows).toEqual([{ count: 8 }]);
  expect((await viewsOf(database)).map(({ name }) => name)).toContain('former');
});

test('a schema of that name that is somebody else’s is left alone and named; an empty one is taken', async () => {
  const database = await testDatabase('empty');
  await database.pool.query(
    'drop schema report cascade; create schema report; create table report.sales (x int)',
  );
  await expect(migrate(database)).rejects.toThrow('There is a schema report already');
  await database.pool.query('drop table report.sales');
  await migrate(database);
  expect(await viewsOf(database)).toHaveLength(views.length);
});

test('where the role may make no schema the service goes on without views', async () => {
  const database = await testDatabase('empty');
  await database.pool.query(
    'drop schema report cascade; drop schema public cascade; create schema public; create extension btree_gist',
  );
  const owner = await role(database, `login password 'x'`);
  await database.pool.query(`grant usage, create on schema public to ${owner}`);
  const url = new URL(database.url);
  url.username = owner;
  url.password = 'x';
  const own = await connect(url.href);
  onTestFinished(() => own.close());
  expect((await migrate(own)).length).toBeGreaterThan(10);
  expect(await viewsOf(database)).toEqual([]);
  // Its administrator makes the schema for it.
  await database.pool.query(`create schema report authorization ${owner}`);
  expect(await migrate(own)).toEqual([]);
  expect(await viewsOf(database)).toHaveLength(views.length);
  const client = new pg.Client(url.href);
  await client.connect();
  onTestFinished(() => client.end());
  expect((await client.query('select count(*)::int as count from report.program')).rows).toEqual([
    { count: 0 },
  ]);
});

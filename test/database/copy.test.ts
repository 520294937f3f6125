import { afterAll, describe, expect, test } from 'vitest';
import { adoptRestoredFeed } from '../../src/change/restored-feed.ts';
import { copyDatabase } from '../../src/database/copy.ts';
import { DIFFERENCES } from '../../src/rollup/activity-rollup.ts';
import { settle } from '../../src/rollup/settle.ts';
import { createApp } from '../../src/server/app.ts';
import { testDatabase } from '../setup/database.ts';
import { steps, tourIn } from '../setup/tour.ts';
import { world } from '../setup/world.ts';

type Database = Awaited<ReturnType<typeof testDatabase>>;

/** Every table but the migrator's and the sums made of others, and the sequences, as texts that can be compared. */
async function contents({ pool }: Database) {
  const { rows: tables } = await pool.query<{ name: string }>(
    `select table_name as name from information_schema.tables
     where table_schema = 'public' and table_type = 'BASE TABLE' and table_name not like 'zhiyuan%'
       and table_name not in ('activity_rollup', 'activity_touched') order by 1`,
  );
  const found: Record<string, unknown> = {};
  for (const { name } of tables) {
    const { rows } = await pool.query(
      `select count(*)::int as count, md5(coalesce(string_agg(to_jsonb(t)::text, E'\\n' order by to_jsonb(t)::text), '')) as rows from "${name}" t`,
    );
    found[name] = rows[0];
  }
  const { rows: sequences } = await pool.query(
    `select sequencename, last_value::int from pg_sequences where sequencename not like 'zhiyuan%' and sequencename not like 'activity_touched%' order by 1`,
  );
  return { ...found, sequences };
}

test('a year of demonstration arrives whole: every row of every table, and where the sequences stand', async () => {
  const source = await testDatabase('demo');
  const target = await testDatabase('empty');
  const told: { table: string; rows: number; of: number }[] = [];
  const copied = await copyDatabase(source.pool, target.pool, (progress) => told.push(progress));
  const expected = await contents(source);
  expect(await contents(target)).toEqual(expected);
  expect(copied.get('activity')).toBe(600);
  expect(Object.keys(expected).filter((name) => name !== 'sequences')).toEqual([...copied.keys()].toSorted());
  expect(told.findLast(({ table }) => table === 'sign_up')).toMatchObject({
    rows: copied.get('sign_up'),
    of: copied.get('sign_up'),
  });
});

test('what is summed up of what was copied is made anew where it arrives, and goes on', async () => {
  const source = await testDatabase('demo');
  const target = await testDatabase('empty');
  await settle(source.pool);
  await copyDatabase(source.pool, target.pool);
  await target.pool.query(`update activity set status = 'VOID', cancel_reason = null`);
  expect(await settle(target.pool)).toBeGreaterThan(0);
  expect((await target.pool.query(DIFFERENCES)).rows).toEqual([{ count: 0 }]);
  const { rows } = await target.pool.query(
    `select (select count(*) from activity_touched)::int as marks, (select count(*) from activity_rollup)::int as sums`,
  );
  expect(rows).toEqual([{ marks: 0, sums: 0 }]);
});

test('a target with data is refused and left as it is; so is one of another version', async () => {
  const source = await testDatabase('demo');
  const target = await testDatabase('plan');
  const before = await contents(target);
  await expect(copyDatabase(source.pool, target.pool)).rejects.toThrow('The target has data already');
  expect(await contents(target)).toEqual(before);
  const older = await testDatabase('empty');
  await older.pool.query(
    'delete from zhiyuan_migrations where id = (select max(id) from zhiyuan_migrations)',
  );
  await expect(copyDatabase(source.pool, older.pool)).rejects.toThrow('not of one version');
});

test('a copy that breaks leaves nothing behind, and its connections work on', async () => {
  const source = await testDatabase('demo');
  const target = await testDatabase('empty');
  await target.pool.query(`alter table certificate add constraint broken check (minutes < 0)`);
  const before = await contents(target);
  await expect(copyDatabase(source.pool, target.pool)).rejects.toThrow('broken');
  expect({ ...(await contents(target)), sequences: [] }).toEqual({ ...before, sequences: [] });
});

describe('work moved to another database', async () => {
  const w = await world();
  const tour = await tourIn(w);
  for (const step of steps) {
    w.setNow(step.at);
    await tour.take(step, tour.variablesOf(step));
  }
  // A server with many more transactions behind it than the target has.
  await w.database.pool.query(`update change set xid = xid + 1000000000000;
    select setval('change_xid_offset', 1000000000000)`);
  const CHANGES = `query ($after: Cursor) { changes(after: $after) { pageInfo { endCursor } nodes { kind subjectId } } }`;
  const cursor = (await w.query(CHANGES)).changes.pageInfo.endCursor as string;
  const LATER = { startsAt: '2026-12-10T01:00:00Z', endsAt: '2026-12-10T03:00:00Z' };
  // After a client has asked for the last time, before the move: it must not be lost to that client.
  const late = await w.given.activity({ title: '搬迁前夕', ...LATER });

  const target = await testDatabase('empty');
  await copyDatabase(w.database.pool, target.pool);
  await adoptRestoredFeed(target.pool);
  const app = await createApp({
    database: target,
    logLevel: 'silent',
    now: () => new Date('2026-12-01T02:30:00Z'),
  });
  afterAll(() => app.close());
  const ask = async (query: string, variables: object = {}, headers: object = {}) =>
    (
      await app.inject({
        method: 'POST',
        url: '/graphql',
        headers: { 'content-type': 'application/json', ...headers },
        payload: JSON.stringify({ query, variables }),
      })
    ).json();

  test.each(
    steps.filter(({ operation }) => operation.startsWith('query') && !operation.includes('checkInCode')),
  )('answers $file as before, to the same token', async (step) => {
    const headers = (tour.people[step.who] as { headers?: object }).headers ?? {};
    const { data, errors } = await ask(step.operation, tour.variablesOf(step), headers);
    expect(errors).toBeUndefined();
    expect(data).toMatchObject(step.answer as object);
  });

  test('the feed goes on from a cursor of before: nothing is lost, nothing is told twice', async () => {
    const drafted = await ask(
      `mutation ($input: ActivityInput!) { activityCreate(input: $input) { activity { id version } } }`,
      { input: w.activityInput({ title: '搬迁以后', ...LATER }) },
      w.office.headers,
    );
    const { id, version } = drafted.data.activityCreate.activity;
    const published = await ask(
      `mutation ($id: ID!, $version: Int!) { activityPublish(id: $id, expectedVersion: $version) { errors { ... on UserError { message } } } }`,
      { id, version },
      w.office.headers,
    );
    expect(published.data.activityPublish.errors).toEqual([]);
    const { data } = await ask(CHANGES, { after: cursor });
    expect(data.changes.nodes).toEqual([
      { kind: 'ACTIVITY_PUBLISHED', subjectId: late.id },
      { kind: 'ACTIVITY_PUBLISHED', subjectId: id },
    ]);
  });
});

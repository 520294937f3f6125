import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { connect } from '../../src/database/database.ts';
import { createApp } from '../../src/server/app.ts';
import { testDatabase } from '../setup/database.ts';
import { whileLocked } from './while-locked.ts';

const database = await testDatabase();
const CONNECTIONS = 4;
const serving = await connect(database.url, {
  limits: { statement: 20_000, lock: 2_000 },
  driverOptions: { max: CONNECTIONS, application_name: 'serving' },
});
const app = await createApp({ database: serving, logLevel: 'silent', requestTimeout: 10_000 });
const hasty = await createApp({ database: serving, logLevel: 'silent', requestTimeout: 300 });
afterAll(async () => {
  await app.close();
  await hasty.close();
  await serving.close();
});

/** How often a connection was taken so far. */
let taken = 0;
serving.pool.on('acquire', () => (taken += 1));

async function send(query: string, to = app) {
  const answer = await to.inject({ method: 'POST', url: '/graphql', payload: { query } });
  return { status: answer.statusCode, ...answer.json() };
}

const ONE = '{ activityStatistics { total { count } } }';
const PLANS = '{ plans { nodes { code } } }';
const twenty = (selection: string): string =>
  `{ ${Array.from(
    { length: 20 },
    (_, i) =>
      `a${i}: activityStatistics(groupBy: [{by: STARTS_AT}, {by: PROGRAM}], first: 1) { ${selection} }`,
  ).join(' ')} }`;
const MANY = twenty('groupCount others { hours }');
const PERIOD = 'districtCode: "370117", from: "2026-01-01", to: "2026-12-31"';

/** How many statements stand before the locked table, once their number no longer changes. */
async function waiting(): Promise<number> {
  const counts: number[] = [];
  do {
    await sleep(100);
    const { rows } = await database.pool.query(
      `select count(*)::int as n from pg_locks where not granted and database =
         (select oid from pg_database where datname = current_database())`,
    );
    counts.push(rows[0].n);
  } while (counts.length < 4 || new Set(counts.slice(-4)).size > 1);
  return counts.at(-1)!;
}

/** How many statements of these requests the database has at one time; the plans are asked for meanwhile. */
async function atOnce(table: string, queries: readonly string[]): Promise<number> {
  const { count, plans, asked } = await whileLocked(database.pool, table, async () => {
    const asked = queries.map((query) => send(query));
    return { count: await waiting(), plans: await send(PLANS), asked };
  });
  expect(plans).toMatchObject({ status: 200 });
  for (const { status, errors } of await Promise.all(asked))
    expect([status, errors]).toEqual([200, undefined]);
  return count;
}

const six = (query: string) => Array.from({ length: 6 }, () => query);

test('one request has one statement of statistics at a time', async () => {
  expect(await atOnce('activity', [MANY])).toBe(1);
});

test.each([
  ['statistics of a list', 'activity', ONE],
  ['statistics of a district', 'activity', `{ districtStatistics(${PERIOD}) { sessions { value } } }`],
  ['statistics of requests', 'service_request', `{ requestStatistics(${PERIOD}) { count } }`],
  ['statistics of supervision', 'inspection', `{ supervisionStatistics(${PERIOD}) { lateCount } }`],
  [
    'lists in the order of a count',
    'activity',
    '{ programs(orderBy: [{field: ACTIVITY_COUNT}]) { nodes { code } } }',
  ],
  [
    'lists in the order of a sum',
    'service_record',
    '{ programs(orderBy: [{field: SERVICE_MINUTES}]) { nodes { code } } }',
  ],
  ['lists by a count', 'activity', '{ programs(where: {activityCount: {gt: 3}}) { totalCount } }'],
])('%s take half of the connections at most', async (_, table, query) => {
  expect(await atOnce(table, six(query))).toBe(CONNECTIONS / 2);
});

test('a single question waits for one statement of a request with many, not for all', async () => {
  const answered: string[] = [];
  const note = (name: string, query: string) => send(query).then(() => answered.push(name));
  const all = await whileLocked(database.pool, 'activity', async () => {
    const asked = Array.from({ length: 3 }, () => note('many', twenty('groupCount')));
    await waiting();
    asked.push(note('one', ONE));
    await waiting();
    return asked;
  });
  await Promise.all(all);
  expect(answered).toEqual(['one', 'many', 'many', 'many']);
});

test('waiting for a turn counts into the time of a request, and nothing is read for it later', async () => {
  const first = taken;
  await send(ONE);
  const alone = taken - first;
  const before = await whileLocked(database.pool, 'activity', async () => {
    const asked = Promise.all(six(MANY).map((query) => send(query, hasty)));
    for (const { status, errors } of await asked)
      expect([status, errors[0].extensions.code]).toEqual([503, 'TIMEOUT']);
    return taken;
  });
  await expect.poll(waiting).toBe(0);
  expect(await send(ONE, hasty)).toMatchObject({ status: 200 });
  expect(taken - before).toBeLessThanOrEqual(alone);
});

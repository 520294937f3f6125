import { expect, test } from 'vitest';
import { StatementTables } from '../../src/cache/statement-tables.ts';
import { DIFFERENCES } from '../../src/rollup/activity-rollup.ts';
import { keepSettled, settle } from '../../src/rollup/settle.ts';
import { testServer } from '../setup/server.ts';
import { withRole } from '../statistics/given.ts';

const server = await testServer('demo');
const { database, send } = server;
await settle(database.pool);

/** Which rows a question about activities reads. */
async function read(args: string, selection: string, headers: Record<string, string> = {}): Promise<string> {
  database.statements = [];
  const { errors } = await send(`{ activityStatistics${args} { ${selection} } }`, {}, headers);
  expect(errors).toBeUndefined();
  const text = database.statements.find((statement) => statement.includes('r as ('))!;
  if (!text.includes('from activity_rollup')) return 'activities';
  return text.includes('where s.whole and') ? 'sums of programs' : 'sums of organizers';
}

const YEAR = 'startsAt: { gte: "2025-12-31T16:00:00Z", lt: "2026-12-31T16:00:00Z" }';
const TOTAL = 'total { count hours attendances fillRate }';
const BY_MONTH = 'groups { key { period { start } } measures { count hours } }';

test.each([
  ['', TOTAL],
  [`(where: { ${YEAR} })`, TOTAL],
  ['(where: { startsAt: { during: LAST_QUARTER } })', TOTAL],
  ['(where: { startsAt: { planYear: "钢城文明办〔2022〕4号" } })', TOTAL],
  [
    '(where: { startsAt: { between: { from: "2025-12-31T16:00:00Z", to: "2026-01-31T23:59:59.999+08:00" } } })',
    TOTAL,
  ],
  [
    '(where: { status: { eq: COMPLETED }, program: { code: { eq: "2022-4/3" } } }, groupBy: { by: STARTS_AT })',
    BY_MONTH,
  ],
  ['(groupBy: [{ by: STARTS_AT, unit: QUARTER, fill: true }, { by: PROGRAM }, { by: STATUS }])', BY_MONTH],
])('reads the sums of programs for %s', async (args, selection) => {
  expect(await read(args, selection)).toBe('sums of programs');
});

test.each([
  [`(where: { ${YEAR} })`, 'total { organizers venues }'],
  ['(where: { organizer: { name: { eq: "艾山街道" } } })', TOTAL],
  ['(groupBy: [{ by: VENUE_OR_ORGANIZER_STREET }, { by: STARTS_AT, unit: YEAR }])', TOTAL],
  ['(groupBy: { by: ORGANIZER, rollUp: true })', TOTAL],
])('reads the sums of organizers for %s', async (args, selection) => {
  expect(await read(args, selection)).toBe('sums of organizers');
});

test.each([
  ['half a month', '(where: { startsAt: { gte: "2026-01-14T16:00:00Z" } })', TOTAL],
  ['a month of another clock', '(where: { startsAt: { gte: "2026-01-01T00:00:00Z" } })', TOTAL],
  [
    'a month with the first millisecond of the next',
    '(where: { startsAt: { lte: "2026-01-31T16:00:00Z" } })',
    TOTAL,
  ],
  [
    'a month by less than a millisecond',
    '(where: { startsAt: { gte: "2026-01-31T16:00:00.0001Z" } })',
    TOTAL,
  ],
  ['years of summer time', '(where: { startsAt: { gte: "1988-05-31T16:00:00Z" } })', TOTAL],
  [
    'half a month below or',
    '(where: { or: [{ startsAt: { lt: "2026-01-14T16:00:00Z" } }, { isDemo: { eq: true } }] })',
    TOTAL,
  ],
  ['a week', '(where: { startsAt: { during: THIS_WEEK } })', TOTAL],
  ['weeks', '(groupBy: { by: STARTS_AT, unit: WEEK })', BY_MONTH],
  ['another time', '(groupBy: { by: PUBLISHED_AT })', BY_MONTH],
  ['beneficiary groups', '(groupBy: { by: BENEFICIARY_GROUP })', TOTAL],
  ['a title', '(where: { title: { contains: "志愿" } })', TOTAL],
  ['a distribution', '', 'total { distribution(of: MINUTES) { median } }'],
  ['an order by a distribution', '(groupBy: { by: PROGRAM }, orderBy: { quantity: DURATION })', TOTAL],
])('reads the activities for %s', async (_, args, selection) => {
  expect(await read(args, selection)).toBe('activities');
});

test('drafts count for whoever sees them, and for nobody else', async () => {
  const DRAFTS = '{ activityStatistics(where: { status: { in: [DRAFT, VOID] } }) { total { count } } }';
  const count = async (headers = {}) => (await send(DRAFTS, {}, headers)).data.activityStatistics.total.count;
  const office = await withRole(server, 'OFFICE');
  expect(await count()).toBe(0);
  expect(await count(office)).toBeGreaterThan(0);
  expect(await read('', TOTAL, office)).toBe('sums of programs');
});

test('the activities are read where very much was written lately, until it is summed up', async () => {
  await database.pool.query(
    'insert into activity_touched (activity_id) select id from activity, generate_series(1, 2) limit 1001',
  );
  expect(await read('', TOTAL)).toBe('activities');
  await settle(database.pool);
  expect(await read('', TOTAL)).toBe('sums of programs');
});

test('sums are never told of by the doctor unless one is wrong', async () => {
  const differences = async () => (await database.pool.query(DIFFERENCES)).rows[0].count;
  expect(await differences()).toBe(0);
  await database.pool.query('update activity_rollup set minutes = minutes + 1 where whole');
  expect(await differences()).toBeGreaterThan(0);
  await database.pool.query('select activity_rollup_rebuild()');
  await settle(database.pool);
  expect(await differences()).toBe(0);
  const marks = 'select count(*)::int as count from activity_touched';
  await database.pool.query('update activity set minimum_age = 12');
  expect((await database.pool.query(marks)).rows[0].count).toBeGreaterThan(0);
  const errors: unknown[] = [];
  const stop = keepSettled(database.pool, { error: (error) => errors.push(error) });
  const count = async () => (await database.pool.query(marks)).rows[0].count;
  await expect.poll(count, { timeout: 30_000 }).toBe(0);
  await stop();
  expect(errors).toEqual([]);
  expect(await differences()).toBe(0);
});

test('a table that stays locked holds neither the settling nor whoever stops it', async () => {
  await database.pool.query('select activity_rollup_rebuild()');
  const client = await database.pool.connect();
  const errors: unknown[] = [];
  await client.query('begin; lock table activity_rollup, activity_touched');
  await keepSettled(database.pool, { error: (error) => errors.push(error) })();
  expect(errors).toMatchObject([{ code: '55P03' }]);
  await client.query('rollback');
  client.release();
  expect(await settle(database.pool)).toBeGreaterThan(0);
}, 30_000);

test('of two at the same work one does it', async () => {
  await database.pool.query('select activity_rollup_rebuild()');
  const client = await database.pool.connect();
  await client.query('begin; select pg_advisory_xact_lock(7046032)');
  expect(await settle(database.pool)).toBeNull();
  await client.query('rollback');
  client.release();
  expect(await settle(database.pool)).toBeGreaterThan(0);
});

test('a table that is emptied at once leaves no sums, whatever the session is for', async () => {
  await database.pool.query(
    'begin; set local session_replication_role = replica; truncate activity cascade; commit',
  );
  const { data } = await send('{ activityStatistics { total { count minutes } } }');
  expect(data.activityStatistics.total).toEqual({ count: 0, minutes: 0 });
  await settle(database.pool);
  expect((await database.pool.query('select 1 from activity_rollup')).rows).toEqual([]);
});

test('sums that are made anew leave answers that are kept as they are', async () => {
  const tables = await StatementTables.read(database.pool);
  const reads = tables.of(
    'select 1 from activity_rollup s, activity_touched m, activity a, service_record r',
  );
  expect(reads).toEqual({ tables: ['activity', 'service_record'], ofAnything: false, isPassing: false });
});

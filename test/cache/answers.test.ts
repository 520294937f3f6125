import { afterAll, describe, expect, test } from 'vitest';
import { mintToken } from '../../src/access/tokens.ts';
import { connect } from '../../src/database/database.ts';
import { createApp } from '../../src/server/app.ts';
import { testServer } from '../setup/server.ts';

const lines: any[] = [];
const server = await testServer('demo', {
  answerCache: 2 ** 24,
  logLevel: 'info',
  logTo: { write: (line) => void lines.push(JSON.parse(line)) },
});
const { app, database, send, query, setNow } = server;
const { pool } = database;

const PROGRAMS = '{ programs(first: 8) { nodes { title responsibilities { nodes { party { name } } } } } }';
const get = (text: string, headers: Record<string, string> = {}) =>
  app.inject({
    url: `/graphql?query=${encodeURIComponent(text)}`,
    headers: { 'apollo-require-preflight': 'yes', ...headers },
  });

/** What the cache did for a request. */
async function useOf(work: () => Promise<unknown>): Promise<string> {
  lines.length = 0;
  await work();
  return lines.map(({ cache }) => cache).join();
}
const twice = async (text: string, headers = {}) => {
  await send(text, {}, headers);
  return useOf(() => send(text, {}, headers));
};

test('what is no request is refused, whatever was asked before', async () => {
  const status = async (payload: object) =>
    (await app.inject({ method: 'POST', url: '/graphql', payload })).statusCode;
  expect(await status({ query: PROGRAMS })).toBe(200);
  for (const extensions of ['x', [1], 5]) expect(await status({ query: PROGRAMS, extensions })).toBe(400);
});

describe('an answer is kept', () => {
  test('and given again by one small statement, the same to the byte', async () => {
    const first = await get(PROGRAMS);
    database.statements = [];
    const second = await get(PROGRAMS);
    expect(second.body).toBe(first.body);
    expect(second.headers['content-type']).toBe(first.headers['content-type']);
    expect(database.statements).toHaveLength(1);
    expect(database.statements[0]).toContain('pg_current_snapshot');
  });

  test('for each document, variables and language apart', async () => {
    const text =
      'query ($code: String!) { program(by: {code: $code}) { title progress { sessions { definition } } } }';
    const ask = (code: string, language: string) =>
      send(text, { code }, { 'accept-language': language }).then(({ data }) => JSON.stringify(data));
    const pairs = [
      ['2022-4/1', 'zh'],
      ['2022-4/2', 'zh'],
      ['2022-4/1', 'en'],
    ] as const;
    const once = await Promise.all(pairs.map(([code, language]) => ask(code, language)));
    const again = await Promise.all(pairs.map(([code, language]) => ask(code, language)));
    expect(again).toEqual(once);
    expect(new Set(once).size).toBe(3);
  });

  test('not once what it was read from is written: a table that is joined, a view’s, one that is counted', async () => {
    const counted = '{ programs(first: 1) { nodes { activities { totalCount } } } }';
    for (const [text, table] of [
      [PROGRAMS, 'party'],
      [PROGRAMS, 'responsibility'],
      [counted, 'activity'],
    ] as const) {
      expect(await twice(text)).toBe('hit');
      await pool.query(`update ${table} set id = id where id = (select min(id::text)::uuid from ${table})`);
      expect(await useOf(() => send(text))).toBe('miss');
    }
  });

  test('though something else is written', async () => {
    expect(await twice(PROGRAMS)).toBe('hit');
    await pool.query('update story set id = id');
    expect(await useOf(() => send(PROGRAMS))).toBe('hit');
  });

  test('not beyond any write where nobody noted what it was read from', async () => {
    const text = '{ service { dataState } }';
    expect(await twice(text)).toBe('hit');
    await pool.query('create table something ()');
    expect(await useOf(() => send(text))).toBe('miss');
  });

  test('not when it has errors', async () => {
    const text = '{ activities(first: 500) { nodes { title } } }';
    expect((await send(text)).errors).toBeTruthy();
    expect(await useOf(() => send(text))).toBe('miss');
    expect((await get(text)).headers['cache-control']).toBe('no-store');
  });
});

describe('what an answer depends on beside the data', () => {
  test('the time of day: it is computed each time', async () => {
    const text =
      '{ activities(first: 5, where: {startsAt: {last: "PT1H"}}, orderBy: [{field: CODE}]) { nodes { code } totalCount } }';
    await pool.query(
      `update activity set starts_at = '2026-11-24T03:30:00Z', ends_at = '2026-11-24T05:30:00Z'
       where id = (select min(id::text)::uuid from activity where status = 'COMPLETED')`,
    );
    const count = async () => (await query(text)).activities.totalCount;
    const before = await count();
    expect(before).toBeGreaterThan(0);
    expect(await useOf(() => send(text))).toBe('bypass');
    setNow('2026-11-24T04:31:00Z');
    expect(await count()).toBe(before - 1);
    setNow('2026-11-24T04:00:00Z');
  });

  test('the day: midnight in Shanghai makes it another question', async () => {
    const text = '{ activities(where: {startsAt: {during: TODAY}}) { totalCount } }';
    setNow('2026-11-24T15:59:59Z');
    expect(await twice(text)).toBe('hit');
    setNow('2026-11-24T16:00:00Z');
    expect(await useOf(() => send(text))).toBe('miss');
    setNow('2026-11-24T04:00:00Z');
  });

  test('who asks: nothing of theirs is kept or given to others, and nothing kept is given to them', async () => {
    const text = '{ viewer { isSignedIn account { subject } } }';
    const headers = { authorization: `Bearer ${await mintToken(pool, 'somebody', 1)}` };
    expect((await send(text)).data.viewer).toEqual({ isSignedIn: false, account: null });
    expect((await send(text, {}, headers)).data.viewer.account.subject).toBe('somebody');
    expect((await send(text)).data.viewer).toEqual({ isSignedIn: false, account: null });
    expect(await twice(text, headers)).toBe('bypass');
    const own = await get(text, headers);
    expect(own.headers['cache-control']).toBe('private, no-store');
    expect(own.headers['etag']).toBeUndefined();
  });
});

describe('asked again by its tag', () => {
  test('an answer is 304 until what it was read from is written', async () => {
    const text = '{ plans { nodes { code title } } }';
    const first = await get(text);
    const etag = first.headers['etag'] as string;
    expect(first.headers).toMatchObject({ 'cache-control': 'public, no-cache' });
    expect(first.headers['vary']).toContain('Accept-Language');
    const again = await get(text, { 'if-none-match': etag });
    expect([again.statusCode, again.body, again.headers['etag']]).toEqual([304, '', etag]);
    await pool.query(`update plan set title = title || '（修订）'`);
    const changed = await get(text, { 'if-none-match': etag });
    expect([changed.statusCode, changed.json().data.plans.nodes[0].title]).toEqual([
      200,
      expect.stringContaining('（修订）'),
    ]);
    expect(changed.headers['etag']).not.toBe(etag);
  });

  test('one that is computed each time too, and one of a server that keeps none', async () => {
    const text = '{ activities(where: {startsAt: {last: "PT1H"}}) { totalCount } }';
    const etag = (await get(text)).headers['etag'] as string;
    expect((await get(text, { 'if-none-match': `W/${etag}` })).statusCode).toBe(304);
    const plain = await createApp({ database, logLevel: 'silent' });
    const ask = (headers = {}) =>
      plain.inject({
        url: `/graphql?query=${encodeURIComponent('{ plans { nodes { code } } }')}`,
        headers: { 'apollo-require-preflight': 'yes', ...headers },
      });
    const tag = (await ask()).headers['etag'] as string;
    expect((await ask({ 'if-none-match': tag })).statusCode).toBe(304);
    await plain.close();
  });

  test('a page of another site is still refused without a preflight', async () => {
    const text = '{ plans { nodes { code } } }';
    await get(text);
    const response = await app.inject({ url: `/graphql?query=${encodeURIComponent(text)}` });
    expect(response.statusCode).toBe(400);
  });
});

test('of simultaneous equal questions one is computed', async () => {
  const text = '{ venues(first: 3) { nodes { name } } }';
  await send(text);
  await pool.query('update venue set name = name');
  database.statements = [];
  const answers = await Promise.all(Array.from({ length: 20 }, () => send(text)));
  expect(new Set(answers.map(({ data }) => JSON.stringify(data))).size).toBe(1);
  const reading = database.statements.filter((statement) => statement.includes('"venue"'));
  expect(reading).toHaveLength(1);
  // Those who come together share a look as well: one is under way, one follows.
  expect(database.statements.length).toBeLessThan(5);
});

test('a persisted query is answered by its hash, and stored when it is sent with it', async () => {
  const { createHash } = await import('node:crypto');
  const text = '{ plans { nodes { districtName } } }';
  const persistedQuery = { version: 1, sha256Hash: createHash('sha256').update(text).digest('hex') };
  const post = (payload: object) => app.inject({ method: 'POST', url: '/graphql', payload });
  const extensions = { persistedQuery };
  expect((await post({ extensions })).statusCode).toBe(404);
  expect((await post({ query: text, extensions })).statusCode).toBe(200);
  await post({ extensions });
  expect(await useOf(() => post({ extensions }))).toBe('hit');
});

test('the memory is bounded, and what it holds is shown', async () => {
  const small = await createApp({ database, logLevel: 'silent', answerCache: 40_000 });
  for (let i = 1; i <= 60; i += 1) {
    const payload = { query: `{ programs(first: ${i}) { nodes { title } } }` };
    await small.inject({ method: 'POST', url: '/graphql', payload });
  }
  const { body } = await small.inject('/metrics');
  const [, bytes] = /^zhiyuan_answer_cache_bytes (\d+)/m.exec(body)!;
  expect(Number(bytes)).toBeGreaterThan(0);
  expect(Number(bytes)).toBeLessThanOrEqual(40_000);
  expect(body).toContain('zhiyuan_answer_cache_total{use="miss"} 60');
  await small.close();
});

test('an answer is still kept where statements have no names, and none where the database is out of reach', async () => {
  const own = await connect(database.url, { driverOptions: { max: 1, connectionTimeoutMillis: 200 } });
  const other = await createApp({
    database: own,
    logLevel: 'silent',
    namedStatements: false,
    answerCache: 2 ** 20,
  });
  afterAll(async () => {
    await other.close();
    await own.close();
  });
  const ask = () => other.inject({ method: 'POST', url: '/graphql', payload: { query: PROGRAMS } });
  await ask();
  await ask();
  expect((await other.inject('/metrics')).body).toContain('zhiyuan_answer_cache_total{use="hit"} 1');
  const held = await own.pool.connect();
  expect((await ask()).statusCode).not.toBe(200);
  held.release();
  expect((await ask()).statusCode).toBe(200);
});

import { afterAll, describe, expect, test } from 'vitest';
import { connect } from '../../src/database/database.ts';
import { createApp } from '../../src/server/app.ts';
import { testDatabase } from '../setup/database.ts';
import { whileLocked } from './while-locked.ts';

const database = await testDatabase();
const serving = await connect(database.url, {
  limits: { statement: 1_000, lock: 400 },
  driverOptions: { max: 3 },
});
const app = await createApp({ database: serving, logLevel: 'silent', requestTimeout: 3_000 });
afterAll(async () => {
  await app.close();
  await serving.close();
});

const PLANS = '{ service { timeZone } plans { nodes { code } } }';

async function send(query: string, headers = {}) {
  const started = performance.now();
  const answer = await app.inject({ method: 'POST', url: '/graphql', headers, payload: { query } });
  return { status: answer.statusCode, ms: performance.now() - started, ...answer.json() };
}

describe('a request that waits too long is answered with 503 and TIMEOUT', () => {
  test('for a lock, first compiled and then compiled', async () => {
    await whileLocked(database.pool, 'plan', async () => {
      for (let i = 0; i < 2; i += 1) {
        const { status, data, errors, ms } = await send(PLANS, { 'accept-language': 'en' });
        expect([status, data]).toEqual([503, undefined]);
        expect(errors).toMatchObject([
          { message: expect.stringContaining('too long'), extensions: { code: 'TIMEOUT' } },
        ]);
        expect(JSON.stringify(errors)).not.toMatch(/select|lock|stack/);
        expect(ms).toBeLessThan(2_500);
      }
    });
    expect((await send(PLANS)).status).toBe(200);
  });

  test('for a free connection, when there are more requests than connections', async () => {
    await whileLocked(database.pool, 'plan', async () => {
      const answers = await Promise.all(Array.from({ length: 12 }, () => send(PLANS)));
      for (const { status, errors, ms } of answers) {
        expect([status, errors[0].extensions.code]).toEqual([503, 'TIMEOUT']);
        expect(ms).toBeLessThan(4_000);
      }
    });
  });

  test('for who asks', async () => {
    const { mintToken } = await import('../../src/access/tokens.ts');
    const authorization = `Bearer ${await mintToken(database.pool, 'somebody', 1)}`;
    await whileLocked(database.pool, 'account', async () => {
      const { status, errors } = await send(PLANS, { authorization });
      expect([status, errors[0].extensions.code]).toEqual([503, 'TIMEOUT']);
    });
  });

  test('as a whole, though each statement is quick enough', async () => {
    const hasty = await createApp({ database: serving, logLevel: 'silent', requestTimeout: 100 });
    await whileLocked(database.pool, 'plan', async () => {
      const answer = await hasty.inject({ method: 'POST', url: '/graphql', payload: { query: PLANS } });
      expect([answer.statusCode, answer.json().errors[0].extensions.code]).toEqual([503, 'TIMEOUT']);
    });
    await hasty.close();
  });
});

test('a write that nobody waits for any more is undone as a whole', async () => {
  const { mintToken } = await import('../../src/access/tokens.ts');
  const authorization = `Bearer ${await mintToken(database.pool, 'patient', 1)}`;
  const register = `mutation { volunteerRegister(input: {name: "张三", birthDate: "1990-05-01", phone: "13800000000",
    districtCode: "370117"}) { errors { __typename } } }`;
  const hasty = await createApp({ database: serving, logLevel: 'silent', requestTimeout: 150 });
  const ask = (query: string) =>
    hasty.inject({ method: 'POST', url: '/graphql', headers: { authorization }, payload: { query } });
  await ask('{ viewer { isSignedIn } }');
  const answer = await whileLocked(database.pool, 'audit_entry', () => ask(register));
  expect([answer.statusCode, answer.json().errors[0].extensions.code]).toEqual([503, 'TIMEOUT']);
  // The lock is gone, so that the write could go on; its transaction has ended when nobody holds the table.
  await database.pool.query('begin; lock table volunteer; commit');
  const { rows } = await database.pool.query('select count(*)::int as count from volunteer');
  expect(rows[0].count).toBe(0);
  expect((await ask(register)).json().data.volunteerRegister.errors).toEqual([]);
  await hasty.close();
});

test('a statement is stopped where it takes too long itself', async () => {
  await expect(serving.pool.query('select pg_sleep(5)')).rejects.toMatchObject({ code: '57014' });
  // What commands connect with has no such limit.
  const { rows } = await database.pool.query('show statement_timeout');
  expect(rows).toEqual([{ statement_timeout: '0' }]);
});

test('/readyz says within its time that the database does not answer', async () => {
  const held = await Promise.all([1, 2, 3].map(() => serving.pool.connect()));
  try {
    const started = performance.now();
    const answer = await app.inject({ url: '/readyz' });
    expect([answer.statusCode, answer.json()]).toEqual([503, { status: 'database' }]);
    expect(performance.now() - started).toBeLessThan(3_500);
  } finally {
    for (const client of held) client.release();
  }
  expect((await app.inject({ url: '/readyz' })).statusCode).toBe(200);
});

test('a stop ends in time with a query that waits and a request that never comes whole', async () => {
  const { connect: dial } = await import('node:net');
  const own = await connect(database.url, { limits: { statement: 1_000, lock: 400 } });
  const stopping = await createApp({ database: own, logLevel: 'silent', requestTimeout: 1_000 });
  const address = await stopping.listen({ port: 0, host: '127.0.0.1' });
  const half = dial(Number(new URL(address).port), '127.0.0.1');
  half.on('error', () => {});
  half.write(
    'POST /graphql HTTP/1.1\r\nHost: a\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n{',
  );
  await whileLocked(database.pool, 'plan', async () => {
    const waiting = fetch(`${address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: PLANS }),
    });
    await new Promise((done) => setTimeout(done, 200));
    const started = performance.now();
    await stopping.close();
    await own.close();
    expect((await waiting).status).toBe(503);
    expect(performance.now() - started).toBeLessThan(4_000);
  });
  half.destroy();
});

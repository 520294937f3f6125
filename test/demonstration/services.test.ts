import { expect, test } from 'vitest';
import { addDemonstration } from '../../src/demonstration/demonstration.ts';
import { Lists } from '../../src/demonstration/lists.ts';
import { Year } from '../../src/demonstration/year.ts';
import { testDatabase } from '../setup/database.ts';
import { replay } from './replay.ts';
import { rowsOf } from './rows.ts';

/** A seed with which, in so few, everything occurs that the last test asks for. */
const size = { activities: 50, seed: 5_917, until: '2026-09-20' };
const [fast, slow] = await Promise.all([testDatabase(), testDatabase()]);

test(
  'written in bulk, it is row by row what the services would have written',
  { timeout: 240_000 },
  async () => {
    await addDemonstration(fast.pool, size);
    const lists = await Lists.read(slow.pool);
    const started = performance.now();
    const writes = await replay(slow, lists, new Year(lists, size));
    if (process.env['TEST_LOG_LEVEL']) {
      console.info(`${writes} writes by the services, ${Math.round(performance.now() - started)} ms`);
    }
    const [inBulk, byServices] = [await rowsOf(fast.pool), await rowsOf(slow.pool)];
    for (const [table, rows] of Object.entries(byServices)) {
      expect(rows.length, table).toBeGreaterThan(0);
      expect(inBulk[table], table).toEqual(rows);
    }
  },
);

test('the sample has everything in it that can happen', async () => {
  const kinds = async (sql: string) =>
    (await fast.pool.query<{ kind: string }>(sql)).rows.map(({ kind }) => kind);
  expect(await kinds('select distinct status as kind from activity order by 1')).toEqual([
    'CANCELLED',
    'COMPLETED',
    'DRAFT',
    'PUBLISHED',
    'VOID',
  ]);
  expect(await kinds('select distinct status as kind from service_request order by 1')).toEqual(
    expect.arrayContaining(['ACCEPTED', 'APPROVED', 'CANCELLED', 'EVALUATED', 'REJECTED', 'SERVED']),
  );
  expect(await kinds('select distinct answer as kind from dispatch order by 1')).toEqual(
    expect.arrayContaining(['ACCEPTED', 'DECLINED']),
  );
  expect(await kinds('select distinct status as kind from sign_up order by 1')).toEqual([
    'ATTENDED',
    'CANCELLED',
    'CONFIRMED',
    'NO_SHOW',
    'WAITING',
  ]);
  expect(
    await kinds(
      `select distinct concat_ws(' ', kind, not_counted_reason, source) as kind from service_record order by 1`,
    ),
  ).toEqual(expect.arrayContaining(['CORRECTION COORDINATOR', 'SERVICE TOO_SHORT CODE', 'SERVICE SELF']));
  expect(
    await kinds(
      `select kind from sign_up, lateral (select 'promoted' as kind) k where confirmed_at > signed_up_at`,
    ),
  ).not.toEqual([]);
});

import type { PoolClient } from 'pg';
import { expect, test } from 'vitest';
import { settle } from '../../src/rollup/settle.ts';
import { Dice } from '../graph/random-document.ts';
import { testDatabase } from '../setup/database.ts';
import { asking } from './asking.ts';
import { type Known, RandomQuestions } from './questions.ts';
import { keepWriting, write, WRITE_NAMES } from './writers.ts';

/** ZHIYUAN_SEED repeats the questions of a run; ZHIYUAN_CASES makes a longer one. */
const SEED = Number(process.env['ZHIYUAN_SEED'] ?? Date.now() % 1_000_000_000);
const CASES = Number(process.env['ZHIYUAN_CASES'] ?? 150);
const WRITERS = 3;

const database = await testDatabase('demo');
const { pool } = database;
const ask = asking(database);
const sql = async <T>(text: string): Promise<T[]> => (await pool.query(text)).rows as T[];

const known: Known = {
  programs: await sql('select id, code from program order by code'),
  organizers: await sql(
    'select id, code from party where id in (select organizer_id from activity) order by code',
  ),
  volunteers: (await sql<{ id: string }>('select distinct volunteer_id as id from sign_up limit 20')).map(
    ({ id }) => id,
  ),
};

/** Does work in one snapshot of the database. */
async function inSnapshot<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('begin isolation level repeatable read read only');
    return await work(client);
  } finally {
    await client.query('rollback');
    client.release();
  }
}

const countOf = async (client: Pick<PoolClient, 'query'>, text: string): Promise<number> =>
  (await client.query<{ count: number }>(text)).rows[0]!.count;

test(
  'says of whole months what the activities say, while others write and sums are made',
  { timeout: 600_000 },
  async () => {
    const dice = new Dice(SEED);
    const questions = new RandomQuestions(dice, known);
    const race = { isOver: false };
    const writing = Array.from({ length: WRITERS }, (_, i) =>
      keepWriting(pool, new Dice(SEED + i), () => race.isOver),
    );
    const settling = (async () => {
      let cells = 0;
      while (!race.isOver) {
        cells += (await settle(pool)) ?? 0;
        await new Promise((resolve) => setTimeout(resolve, dice.below(60)));
      }
      return cells;
    })();
    const seen = { fromSums: 0, amongMarks: 0, amongSums: 0 };
    try {
      for (let i = 0; i < CASES; i += 1) {
        const asked = questions.next();
        await inSnapshot(async (client) => {
          const { counted, summed, isFromSums } = await ask(client, asked);
          expect(summed, JSON.stringify({ SEED, i, asked })).toEqual(counted);
          if (!isFromSums) return;
          seen.fromSums += 1;
          if ((await countOf(client, 'select count(*)::int as count from activity_touched')) > 0)
            seen.amongMarks += 1;
          if ((await countOf(client, 'select count(*)::int as count from activity_rollup')) > 100)
            seen.amongSums += 1;
        });
      }
    } finally {
      race.isOver = true;
      await Promise.allSettled([...writing, settling]);
    }
    const committed = (await Promise.all(writing)).reduce((sum, count) => sum + count, 0);
    const settled = await settling;
    console.info({ SEED, ...seen, committed, settled });
    expect(seen.fromSums).toBeGreaterThan(CASES / 4);
    expect(seen.amongMarks).toBeGreaterThan(CASES / 20);
    expect(seen.amongSums).toBeGreaterThan(CASES / 20);
    expect(committed).toBeGreaterThan(20);
    expect(settled).toBeGreaterThan(20);
  },
);

const BY_MONTH = {
  selection: 'numbers' as const,
  variables: { groupBy: [{ by: 'STARTS_AT' }, { by: 'PROGRAM' }] },
};
const BY_ORGANIZER = {
  selection: 'distinct' as const,
  variables: { groupBy: [{ by: 'STARTS_AT' }, { by: 'ORGANIZER' }] },
};

/** Whether both ways of asking agree, of sums of programs and of organizers. */
const agrees = (): Promise<boolean> =>
  inSnapshot(async (client) => {
    const answers = [await ask(client, BY_MONTH), await ask(client, BY_ORGANIZER)];
    expect(answers.every(({ isFromSums }) => isFromSums)).toBe(true);
    return answers.every(({ counted, summed }) => JSON.stringify(counted) === JSON.stringify(summed));
  });

test.each([
  ['activity', 'insert', 'insert'],
  ['activity', 'update', 'move'],
  ['activity', 'update', 'places'],
  ['activity', 'delete', 'delete'],
  ['service_record', 'update', 'confirm'],
  ['service_record', 'insert', 'confirmed'],
  ['service_record', 'delete', 'strike'],
] as const)('is found to be wrong without the trigger of %s on %s (%s)', async (table, event, name) => {
  for (const needed of ['insert', 'insert', 'serve', 'serve'] as const) await write(pool, needed);
  await settle(pool);
  expect(await agrees()).toBe(true);
  await pool.query(`alter table ${table} disable trigger ${table}_${event}_touches`);
  for (let i = 0; i < 5; i += 1) await write(pool, name);
  await pool.query(`alter table ${table} enable always trigger ${table}_${event}_touches`);
  expect(await agrees()).toBe(false);
  await pool.query('select activity_rollup_rebuild()');
  expect(await agrees()).toBe(true);
  await settle(pool);
  expect(await agrees()).toBe(true);
});

test('every write alone is seen at once, settled or not', async () => {
  await settle(pool);
  for (const name of WRITE_NAMES) {
    await write(pool, name).catch(() => {});
    expect(await agrees(), name).toBe(true);
    await settle(pool);
    expect(await agrees(), name).toBe(true);
  }
});

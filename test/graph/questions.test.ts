import { afterAll, expect, test } from 'vitest';
import type { PageArguments } from '../../src/graph/page.ts';
import { GraphReader, readingOf } from '../../src/graph/reader.ts';
import { Statements } from '../../src/graph/statements.ts';
import { AnswerTally } from '../../src/server/tally.ts';
import { dateOf } from '../../src/shanghai.ts';
import { ANONYMOUS } from '../../src/viewer.ts';
import { testDatabase } from '../setup/database.ts';
import { Dice } from './random-document.ts';
import { InMemory } from './universe/in-memory.ts';
import { CLOCKS, Questions, randomUniverse } from './universe/random.ts';
import { store, universeModels } from './universe/tables.ts';

/** ZHIYUAN_SEED repeats a run; ZHIYUAN_CASES makes a longer one. */
const SEED = Number(process.env['ZHIYUAN_SEED'] ?? Date.now() % 1_000_000_000);
const CASES = Number(process.env['ZHIYUAN_CASES'] ?? 10_000);
/** Questions under way at one time. */
const AT_ONCE = 8;

const { pool } = await testDatabase();
const { models, close } = await universeModels();
afterAll(close);
const dice = new Dice(SEED);
const universe = randomUniverse(dice, 60);
await store(pool, universe);
const reading = readingOf(models, new Statements(pool, { named: false }));

const readerAt = (now: string): GraphReader =>
  new GraphReader(
    reading,
    { viewer: ANONYMOUS, now: new Date(now), today: dateOf(new Date(now)) },
    new AnswerTally(),
  );

/** One question, asked page by page, forward or backward; what is wrong with the answer, or null. */
async function ask(questions: Questions, number: number): Promise<string | null> {
  const now = dice.pick(CLOCKS);
  const where = questions.where();
  const orderBy = questions.orderBy();
  const isBackward = dice.chance(0.5);
  const size = dice.pick([1, 3, 7, 100]);
  const pages = 1 + dice.below(3);
  const expected = new InMemory(universe, now).answer(where, orderBy);
  if (isBackward) expected.reverse();
  const read = readerAt(now);
  let cursor: string | null = null;
  for (let page = 0; page < pages; page += 1) {
    const args: PageArguments = isBackward
      ? { where, orderBy, last: size, before: cursor }
      : { where, orderBy, first: size, after: cursor };
    const places = await read.places('Thing', args);
    const wanted = expected.slice(page * size, (page + 1) * size);
    const keys = places.map(({ key }) => key);
    if (keys.join() !== wanted.join()) {
      return JSON.stringify({
        seed: SEED,
        number,
        now,
        where,
        orderBy,
        isBackward,
        size,
        page,
        keys,
        wanted,
      });
    }
    if (places.length < size) return null;
    cursor = places.at(-1)!.cursor;
  }
  return null;
}

test(
  `${CASES} random questions are answered as by going through the rows (seed ${SEED})`,
  { timeout: 300_000 },
  async () => {
    const questions = new Questions(dice, universe);
    let rows = 0;
    for (let i = 0; i < CASES; i += AT_ONCE) {
      const faults = await Promise.all(Array.from({ length: AT_ONCE }, (_, j) => ask(questions, i + j)));
      expect(faults.filter((fault) => fault !== null)).toEqual([]);
      rows += AT_ONCE;
    }
    expect(rows).toBeGreaterThanOrEqual(CASES);
  },
);

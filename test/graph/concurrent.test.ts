import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { v7 } from 'uuid';
import type { PageArguments } from '../../src/graph/page.ts';
import { GraphReader, readingOf } from '../../src/graph/reader.ts';
import { Statements } from '../../src/graph/statements.ts';
import { AnswerTally } from '../../src/server/tally.ts';
import { Turns } from '../../src/turns.ts';
import { ANONYMOUS } from '../../src/viewer.ts';
import { testDatabase } from '../setup/database.ts';
import { Dice } from './random-document.ts';
import { randomUniverse } from './universe/random.ts';
import { store, universeModels } from './universe/tables.ts';

const { pool } = await testDatabase('empty');
const { models, close } = await universeModels();
const dice = new Dice(7);
const universe = randomUniverse(dice, 120);
await store(pool, universe);
const steady = new Set(universe.things.map(({ id }) => id));
const read = new GraphReader(
  readingOf(models, new Statements(pool, { named: false }), new Turns(1)),
  { viewer: ANONYMOUS, now: new Date('2026-11-24T04:00:00Z'), today: '2026-11-24' },
  new AnswerTally(),
);

const FIELDS = [
  ...['NAME', 'NUMBER', 'RATIO', 'FEN', 'FLAG', 'DAY', 'AT', 'MONTH', 'OWNER', 'PARENT', 'TWICE', 'MONEY'],
  ...['CHILD_COUNT', 'MARK_COUNT'],
];

const writing = { isOver: false };
let written = 0;
let writers: Promise<void>[] = [];

/** Others come, change and go; those that stay are rewritten, but keep what they are ordered by. */
async function disturb(seed: number): Promise<void> {
  const own = new Dice(seed);
  const columns = 'name, number, ratio, fen, flag, day, at, month, tags, owner_id';
  while (!writing.isOver) {
    const like = own.pick(universe.things).id;
    await pool.query(
      `insert into u_thing (id, ${columns}) select $1, ${columns} from u_thing where id = $2`,
      [v7(), like],
    );
    await pool.query(`update u_thing set tags = tags where id = $1`, [own.pick(universe.things).id]);
    await pool.query(
      `update u_thing set number = number + 1, name = name || 'x', at = at + interval '1 day'
       where id in (select id from u_thing where id <> all($1) order by id desc limit 2)`,
      [[...steady]],
    );
    await pool.query(
      `delete from u_thing where id in (select id from u_thing where id <> all($1) order by id limit 1 offset 40)`,
      [[...steady]],
    );
    written += 1;
    // Nobody else clears away what so many updates leave behind.
    if (written % 50 === 0) await pool.query('vacuum u_thing');
    await sleep(2);
  }
}

beforeAll(() => {
  writers = [1, 2].map(disturb);
});
afterAll(async () => {
  writing.isOver = true;
  await Promise.all(writers);
  await close();
});

/** How often each row that stays was on a page. */
function countSteady(keys: readonly string[]): Map<string, number> {
  const seen = new Map<string, number>();
  for (const key of keys) if (steady.has(key)) seen.set(key, (seen.get(key) ?? 0) + 1);
  return seen;
}

async function keysByPages(orderBy: PageArguments['orderBy'], isBackward: boolean): Promise<string[]> {
  const keys: string[] = [];
  let cursor: string | null = null;
  for (;;) {
    const args: PageArguments = isBackward
      ? { orderBy, last: 9, before: cursor }
      : { orderBy, first: 9, after: cursor };
    const page = await read.places('Thing', args);
    keys.push(...page.map(({ key }) => key));
    if (page.length < 9) return keys;
    cursor = page.at(-1)!.cursor;
  }
}

const cases = FIELDS.flatMap((field) =>
  (['ASC', 'DESC'] as const).flatMap((direction) =>
    [false, true].map((isBackward) => ({ field, direction, isBackward })),
  ),
);

describe('while others write, paging visits every row that stays exactly once', () => {
  test.each(cases)(
    'by $field $direction, backward: $isBackward',
    async ({ field, direction, isBackward }) => {
      const before = written;
      const hasWritten = () => written > before;
      // Once more where it was too quick for anybody to write meanwhile.
      do {
        for (const orderBy of [
          [{ field, direction }],
          [{ field: 'FLAG' }, { field, direction, nulls: 'FIRST' as const }],
        ]) {
          const seen = countSteady(await keysByPages(orderBy, isBackward));
          expect([...seen.values()].filter((times) => times !== 1)).toEqual([]);
          expect(seen.size).toBe(steady.size);
        }
      } while (!hasWritten());
    },
  );
});

test('paging by numbers of rows does not, under the same writes', async () => {
  let faults = 0;
  for (let i = 0; i < 20 && faults === 0; i += 1) {
    const keys: string[] = [];
    for (let offset = 0; ; offset += 9) {
      const { rows } = await pool.query<{ id: string }>(
        `select id from u_thing order by name desc, id limit 9 offset ${offset}`,
      );
      keys.push(...rows.map(({ id }) => id));
      if (rows.length < 9) break;
    }
    const seen = countSteady(keys);
    faults += [...seen.values()].filter((times) => times !== 1).length + steady.size - seen.size;
  }
  expect(faults).toBeGreaterThan(0);
});

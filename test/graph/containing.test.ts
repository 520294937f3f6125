import { expect, test } from 'vitest';
import { containing } from '../../src/graph/grams.ts';
import { Bind } from '../../src/graph/sql.ts';
import { having, mayHave } from '../../src/search/pattern.ts';
import { testDatabase } from '../setup/database.ts';

const { pool } = await testDatabase();

/** Numbers that a seed gives, the same for the same one. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const CHARACTERS = Array.from('钢城区志愿者Aａ aＢb%_\\\\\'"😀é１1，,　ßİ\n·');

test('gives exactly the rows of ILIKE, whatever the characters', async () => {
  const seed = Date.now() % 100_000;
  const pick = random(seed);
  const text = (most: number): string =>
    Array.from({ length: pick(most + 1) }, () => CHARACTERS[pick(CHARACTERS.length)]!).join('');
  await pool.query('create table text_of_any_kind (id int primary key, words text)');
  await pool.query('create index on text_of_any_kind using gin (grams(words))');
  const texts = Array.from({ length: 1_000 }, (_, i) => (i % 50 === 0 ? null : text(12)));
  await pool.query(
    'insert into text_of_any_kind select ordinality, t from unnest($1::text[]) with ordinality t',
    [texts],
  );
  await pool.query('analyze text_of_any_kind');
  let found = 0;
  for (let round = 0; round < 200; round += 1) {
    const words = text(4);
    const bind = new Bind();
    const condition = containing('words', words, bind);
    const [byIndex, byLike] = [
      condition,
      `words ilike '%' || ${bind.add(words.replaceAll(/[\\%_]/g, (c) => `\\${c}`))} || '%'`,
    ];
    const { rows } = await pool.query<{ same: boolean; n: number }>(
      `select coalesce(bool_and((${byIndex}) is not distinct from (${byLike})), true) as same, count(*) filter (where ${byLike})::int as n from text_of_any_kind`,
      bind.values,
    );
    expect(rows[0]!.same, `seed ${seed}, ${JSON.stringify(words)}`).toBe(true);
    found += rows[0]!.n;
  }
  expect(found).toBeGreaterThan(200);
});

test('the index serves it', async () => {
  await pool.query(
    "insert into text_of_any_kind select i, '里辛街道第' || i || '次入户' from generate_series(10000, 40000) i",
  );
  await pool.query('analyze text_of_any_kind');
  const bind = new Bind();
  const { rows } = await pool.query<Record<string, string>>(
    `explain select id from text_of_any_kind where ${containing('words', '窨井盖', bind)}`,
    bind.values,
  );
  expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toMatch(/Bitmap Index Scan/);
});

/** What search asks for where words are not common. */
const foundByIndex = (word: string, bind: Bind): string =>
  [mayHave('words', word, bind), having('words', word, bind)].filter(Boolean).join(' and ');

test('the index serves a word of search in all its forms', async () => {
  const bind = new Bind();
  const { rows } = await pool.query<Record<string, string>>(
    `explain select id from text_of_any_kind where ${foundByIndex('“窨井盖”100', bind)}`,
    bind.values,
  );
  expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toMatch(/Bitmap Index Scan/);
});

test('the index leaves out nothing that a word of search finds', async () => {
  const seed = Date.now() % 100_000;
  const pick = random(seed);
  let found = 0;
  for (let round = 0; round < 100; round += 1) {
    const word = Array.from({ length: 1 + pick(3) }, () => CHARACTERS[pick(CHARACTERS.length)]!)
      .join('')
      .trim();
    if (word === '') continue;
    const bind = new Bind();
    const [byIndex, byRows] = [foundByIndex(word, bind), having('words', word, bind)];
    const { rows } = await pool.query<{ same: boolean; n: number }>(
      `select bool_and((${byIndex}) is not distinct from (${byRows})) as same, count(*) filter (where ${byRows})::int as n from text_of_any_kind where id < 1000`,
      bind.values,
    );
    expect(rows[0]!.same, `seed ${seed}, ${JSON.stringify(word)}`).toBe(true);
    found += rows[0]!.n;
  }
  expect(found).toBeGreaterThan(100);
});

import { expect, test } from 'vitest';
import { createDigest } from '../../src/access/secrets.ts';
import { guard, seedOf } from '../../src/statistics/guard.ts';
import { hashOf, setOf, toldCount, toldPeople } from '../../src/statistics/guard-sql.ts';
import { testServer } from '../setup/server.ts';

const { pool } = (await testServer('plan')).database;
const digest = await createDigest(pool);

test('SQL and the service tell the same of the same people', async () => {
  const set = setOf('g.person');
  const { rows } = await pool.query(
    `select s.size, count(distinct g.person)::int as people, max(g.rows)::int as most, sum(g.rows)::int as count,
       coalesce(bit_xor(hashtextextended(g.person::text, $1::bigint)), 0)::text as "ofPeople",
       ${toldPeople(set)} as "toldPeople",
       ${toldCount({ ...set, count: 'sum(g.rows)', most: 'max(g.rows)', ofRows: `bit_xor(${hashOf('g.person * 7')})` })} as "toldCount",
       bit_xor(hashtextextended((g.person * 7)::text, $1::bigint))::text as "ofRows"
     from generate_series(1, 1500) s (size), lateral (select s.size * 1000 + i as person, 1 + (i + s.size) % (1 + s.size % 9) as rows
       from generate_series(1, 1 + s.size % 60) i) g group by s.size order by s.size`,
    [seedOf(digest)],
  );
  const tells = guard(digest);
  for (const { people, most, count, ofPeople, ofRows, toldPeople: inSql, toldCount: rowsInSql } of rows) {
    const told = tells({ people, most, count, ofPeople, ofRows });
    expect([inSql, rowsInSql]).toEqual([told?.people ?? null, told?.count ?? null]);
  }
  expect(rows.filter(({ toldPeople: inSql }) => inSql === null).length).toBeGreaterThan(100);
  expect(rows.some(({ people, toldPeople: inSql }) => Math.abs(people - (inSql ?? people)) > 9)).toBe(true);
});

test('without a secret nothing is told, nor of nobody', async () => {
  const figures = async () =>
    (
      await pool.query(
        `select count(*)::int as groups, count(t)::int as told from (
           select ${toldPeople(setOf('p'))} as t from generate_series(1, 40) g, generate_series(1, 60) p group by g) x`,
      )
    ).rows[0];
  expect(await figures()).toEqual({ groups: 40, told: 40 });
  const { rows } = await pool.query(`select ${toldPeople(setOf('null::uuid'))} as t`);
  expect(rows).toEqual([{ t: null }]);
  await pool.query(`update secret set name = 'other' where name = 'digest-key'`);
  expect(await figures()).toEqual({ groups: 40, told: 0 });
  await pool.query(`update secret set name = 'digest-key' where name = 'other'`);
});

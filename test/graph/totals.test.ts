import { expect, test } from 'vitest';
import { testServer } from '../setup/server.ts';

const { query, database } = await testServer('empty');

const addParties = (from: number, to: number) =>
  database.orm.em.fork().execute(
    `insert into party (id, code, kind, name, name_key, aliases, origin)
     select gen_random_uuid(), 'p' || n, case when n % 2 = 0 then 'UNIT' else 'TEAM' end, 'p' || n, 'p' || n, '{}', 'OPERATOR'
     from generate_series(?::int, ?::int) n`,
    [from, to],
  );

test('counts exactly up to 10,000 and says when it estimates', async () => {
  const total = async () => (await query('{ parties(first: 1) { totalCount totalCountKind } }')).parties;
  await addParties(1, 10_000);
  expect(await total()).toEqual({ totalCount: 10_000, totalCountKind: 'EXACT' });
  await addParties(10_001, 24_000);
  await database.orm.em.fork().execute('analyze party');
  const { totalCount, totalCountKind } = await total();
  expect(totalCountKind).toBe('ESTIMATED');
  expect(totalCount).toBeGreaterThan(24_000 * 0.9);
  expect(totalCount).toBeLessThan(24_000 * 1.1);
  const { parties } = await query('{ parties(where: {code: {eq: "p7"}}) { totalCount totalCountKind } }');
  expect(parties).toEqual({ totalCount: 1, totalCountKind: 'EXACT' });
});

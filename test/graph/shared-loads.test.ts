import { expect, test } from 'vitest';
import { SharedLoads } from '../../src/graph/shared-loads.ts';
import { Statements } from '../../src/graph/statements.ts';
import { testDatabase } from '../setup/database.ts';

test('rows that cannot be read are told to all who asked for them', async () => {
  const { pool } = await testDatabase();
  const loads = new SharedLoads(new Statements(pool, { named: false }));
  const read = (): never => {
    throw new Error('Unreadable');
  };
  const load = (key: number) => loads.load('select unnest($1::int[])', 'any', [key], [], read);
  const [one, other] = await Promise.allSettled([load(1), load(2)]);
  expect(one).toMatchObject({ reason: { message: 'Unreadable' } });
  expect(other).toEqual(one);
});

import { expect, test } from 'vitest';
import { addDemonstration } from '../../src/demonstration/demonstration.ts';
import { testServer } from '../setup/server.ts';

test('an empty database says so, and has nothing to make a demonstration from', async () => {
  const { query, database } = await testServer('empty');
  expect((await query('{ service { dataState } }')).service.dataState).toBe('EMPTY');
  const adding = addDemonstration(database.pool, { activities: 20, seed: 1, until: '2026-11-24' });
  await expect(adding).rejects.toMatchObject({ en: expect.stringContaining('import it first') });
});

test('the state is one statement', async () => {
  const { query, database } = await testServer('plan');
  await query('{ service { dataState } }');
  database.statements.length = 0;
  expect((await query('{ service { dataState } }')).service.dataState).toBe('PLAN_ONLY');
  expect(database.statements).toHaveLength(1);
});

test('demonstration rows are told by isDemo wherever they are read', async () => {
  const { query } = await testServer('demo');
  const data = await query(
    '{ service { dataState } activities(first: 40) { nodes { isDemo title attendance } } venues(first: 40) { nodes { isDemo } } }',
  );
  expect(data.service.dataState).toBe('DEMO');
  for (const { isDemo } of [...data.activities.nodes, ...data.venues.nodes]) expect(isDemo).toBe(true);
  expect(data.activities.nodes.some(({ attendance }: any) => attendance > 0)).toBe(true);
});

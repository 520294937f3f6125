import { expect, test } from 'vitest';
import { testServer } from '../setup/server.ts';

const s = await testServer('demo', { answerCache: 2 ** 26 });
test('try', async () => {
  const ask = async (q: string) => {
    s.database.statements = [];
    const a = await s.send(q);
    return [s.database.statements.length, JSON.stringify(a).slice(0, 150)];
  };
  for (const q of [
    '{ plans { nodes { title } } }',
    '{ plans { nodes { title } } }',
    '{service{dataState}}',
    '{service{dataState}}',
  ])
    console.log(await ask(q));
  await s.database.pool.query('update plan set title=title');
  console.log(await ask('{ plans { nodes { title } } }'));
  console.log((await s.app.inject('/metrics')).body.split('\n').filter((l) => l.includes('answer_cache')));
  expect(1).toBe(1);
});

import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { testDatabase } from '../setup/database.ts';
import { isWhole, load } from './load.ts';
import { npmStart, start } from './process.ts';

const database = await testDatabase();

test('a stop under load answers every accepted request in full, then ends with status 0', async () => {
  const { child, seen, ended } = start(['serve', '--port', '0'], {
    DATABASE_URL: database.url,
    LOG_LEVEL: 'error',
  });
  const address = /http:\/\/127\.0\.0\.1:\d+/;
  while (!address.test(seen.err) && child.exitCode === null) await sleep(50);
  const url = address.exec(seen.err)![0];
  const clients = load(url, 16);
  // Counted, not timed: a busy machine answers fewer in the same time.
  while (clients.answers.length < 100 && child.exitCode === null) await sleep(20);
  child.kill('SIGTERM');
  const { status } = await ended;
  const answers = await clients.end();
  expect(status).toBe(0);
  const whole = answers.filter(isWhole);
  expect(whole.length).toBeGreaterThan(50);
  // ECONNRESET: written to a kept connection that the server was closing; nothing was accepted there.
  const others = answers.filter((answer) => !whole.includes(answer) && !/^(503 |ECONN)/.test(answer));
  expect(others).toEqual([]);
});

test.for(['SIGTERM', 'SIGKILL'] as const)('npm start ended by %s leaves no server behind', async (signal) => {
  const { child, seen, ended } = npmStart({ DATABASE_URL: database.url, LOG_LEVEL: 'error' });
  const address = /http:\/\/127\.0\.0\.1:\d+/;
  while (!address.test(seen.err) && child.exitCode === null) await sleep(50);
  expect(await (await fetch(`${address.exec(seen.err)![0]}/readyz`)).text()).toContain('ok');
  child.kill(signal);
  await ended;
  await expect(fetch(address.exec(seen.err)![0])).rejects.toThrow('fetch failed');
});

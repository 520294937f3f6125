import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { testDatabase } from '../setup/database.ts';
import { npmStart, start } from './process.ts';

const database = await testDatabase();

const QUERY = JSON.stringify({
  query: '{ plans(first: 1) { nodes { programs { nodes { title sources { quote } } } } } }',
});

/** One answer: its whole body, or how the connection ended. */
function ask(url: string, agent: Agent): Promise<string> {
  return new Promise((resolve) => {
    const sent = request(`${url}/graphql`, {
      method: 'POST',
      agent,
      headers: { 'content-type': 'application/json' },
    });
    sent.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    sent.on('response', (response) => {
      let body = '';
      response.on('data', (chunk: Buffer) => (body += chunk.toString()));
      response.on('error', () => resolve('CUT'));
      response.on('close', () => resolve(response.complete ? `${response.statusCode} ${body}` : 'CUT'));
    });
    sent.end(QUERY);
  });
}

test('a stop under load answers every accepted request in full, then ends with status 0', async () => {
  const { child, seen, ended } = start(['serve', '--port', '0'], {
    DATABASE_URL: database.url,
    LOG_LEVEL: 'error',
  });
  const address = /http:\/\/127\.0\.0\.1:\d+/;
  while (!address.test(seen.err) && child.exitCode === null) await sleep(50);
  const url = address.exec(seen.err)![0];
  const agent = new Agent({ keepAlive: true });
  const answers: string[] = [];
  const state = { isStopped: false };
  const client = async () => {
    while (!state.isStopped) {
      const answer = await ask(url, agent);
      answers.push(answer);
      if (answer === 'ECONNREFUSED') return;
    }
  };
  const clients = Array.from({ length: 16 }, client);
  // Counted, not timed: a busy machine answers fewer in the same time.
  while (answers.length < 100 && child.exitCode === null) await sleep(20);
  child.kill('SIGTERM');
  const { status } = await ended;
  state.isStopped = true;
  await Promise.all(clients);
  agent.destroy();
  expect(status).toBe(0);
  const whole = answers.filter((answer) => answer.startsWith('200 ') && answer.includes('创城宣传发动'));
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

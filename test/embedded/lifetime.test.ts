import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { runningPostmaster } from '../../src/database/embedded/postmaster.ts';
import { startEmbedded, stopEmbedded } from '../../src/database/embedded/start.ts';
import { type Folder, newFolder, processesNaming, rows, until, untilStopped } from './folder.ts';

// Real servers on a busy machine take their time.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 60_000 });

let folder: Folder;
beforeEach(async () => {
  folder = await newFolder();
});
afterEach(() => folder.close());

const start = () => startEmbedded({ dataDir: folder.dataDir, durable: false });
const pid = (): number => runningPostmaster(folder.cluster)?.pid ?? 0;
/** The shells that supervise the folder's server. */
const shells = (): number[] => processesNaming('zhiyuan-supervisor').filter((p) => processesNaming(folder.root).includes(p)); // prettier-ignore

function killAll(pids: number[]): void {
  for (const victim of pids) {
    try {
      process.kill(victim, 'SIGKILL');
    } catch {
      // It went with the one before it.
    }
  }
}

test('a second process adopts the server, which stays when the first is killed and stops with the last', async () => {
  const first = folder.start('hold');
  expect(await first.line('url')).toMatchObject({ adopted: false });
  const second = folder.start('hold');
  const { url, adopted } = await second.line('url');
  expect(adopted).toBe(true);
  const server = pid();

  await first.kill();
  await sleep(1500);
  expect(pid()).toBe(server);
  expect(await rows(String(url), 'select 1 as one')).toEqual([{ one: 1 }]);

  await second.kill();
  await untilStopped(folder);
});

test('a polite last user takes the server with it before it ends', async () => {
  const user = folder.start('hold');
  await user.line('url');
  await user.leave();
  expect(user.lines.at(-1)).toEqual({ released: true });
  expect(runningPostmaster(folder.cluster)).toBeNull();
});

test('release resolves at once while another process uses the server', async () => {
  const user = folder.start('hold');
  const { url } = await user.line('url');
  const server = await start();
  expect(server.adopted).toBe(true);
  await server.release();
  expect(await rows(String(url), 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('stops when its only user is killed', async () => {
  const user = folder.start('hold');
  await user.line('url');
  await user.kill();
  await untilStopped(folder);
  await until(() => shells().length === 0, 'the supervisor is gone too', 3000);
  expect(processesNaming(folder.root)).toEqual([]);
});

test('stops when its only user is killed just as the server starts', async () => {
  await (await start()).release();
  for (let round = 0; round < 6; round++) {
    const user = folder.start('hold');
    await until(() => shells().length > 0, 'the supervisor is up', 10_000);
    await sleep(round * 6);
    await user.kill();
    await until(() => processesNaming(folder.root).length === 0, `nothing is left in round ${round}`, 8000);
    expect(runningPostmaster(folder.cluster)).toBeNull();
  }
});

test('four first starts at the same moment make one cluster and one server', async () => {
  const users = [1, 2, 3, 4].map(() => folder.start('hold'));
  const lines = await Promise.all(users.map((user) => user.line('url')));
  expect(lines.filter((line) => line['adopted'] === false)).toHaveLength(1);
  expect(new Set(lines.map((line) => line['url'])).size).toBe(1);
  expect(readdirSync(folder.dataDir).toSorted()).toEqual([
    'postgres',
    'postgres-password',
    'postgres-run',
    'postgres.log',
  ]);
  await Promise.all(users.map((user) => user.kill()));
  await untilStopped(folder);
});

test('a start in the moment of the last user’s death gets a server that stays', async () => {
  let user = folder.start('hold');
  await user.line('url');
  for (let round = 0; round < 6; round++) {
    const next = folder.start('hold');
    // Spread over the time that the next one needs to come up, so that some rounds meet the shutdown half-way.
    await sleep(120 + round * 25);
    await user.kill();
    const { url } = await next.line('url');
    await sleep(200);
    expect(await rows(String(url), 'select 1 as one')).toEqual([{ one: 1 }]);
    user = next;
  }
});

test('a killed supervisor is replaced by the next start', async () => {
  const first = folder.start('hold');
  await first.line('url');
  const server = pid();
  killAll(shells());
  await until(() => shells().length === 0, 'the supervisor is dead', 3000);

  const second = folder.start('hold');
  expect(await second.line('url')).toMatchObject({ adopted: true });
  expect(pid()).toBe(server);
  await second.kill();
  await sleep(1200);
  expect(pid()).toBe(server); // The first still uses it: the new supervisor counts it too.
  await first.kill();
  await untilStopped(folder);
});

test('release stops the server itself when the supervisor was killed', async () => {
  const server = await start();
  killAll(shells());
  await until(() => shells().length === 0, 'the supervisor is dead', 3000);
  await server.release();
  expect(runningPostmaster(folder.cluster)).toBeNull();
});

test('a crashed server leaves no supervisor, and the next start recovers beside its former users', async () => {
  const user = folder.start('hold');
  await user.line('url');
  process.kill(pid(), 'SIGKILL');
  await until(() => shells().length === 0, 'the supervisor has noticed', 3000);
  const server = await start();
  expect(server.adopted).toBe(false);
  await user.kill();
  await sleep(500);
  expect(await rows(server.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  await server.release();
});

test('tells its users how the server ended', async () => {
  const stopped = await start();
  await stopEmbedded(folder.dataDir);
  expect(await stopped.ended).toBe('stopped');
  const died = await start();
  process.kill(pid(), 'SIGKILL');
  expect(await died.ended).toBe('died');
  const released = await start();
  await released.release();
  expect(await released.ended).toBe('released');
});

test('loses no acknowledged row when program, supervisor and server are all killed at once', async () => {
  const user = folder.start('write', 'durable');
  await until(() => user.lines.filter((line) => 'id' in line).length >= 250, '250 rows', 60_000);
  // The supervisor first and the program last: nobody has the time to shut the server down in order.
  killAll([...shells(), pid()]);
  await user.kill();
  const acknowledged = user.lines.flatMap((line) => (typeof line['id'] === 'number' ? [line['id']] : []));
  expect(acknowledged.length).toBeGreaterThanOrEqual(250);

  const server = await startEmbedded({ dataDir: folder.dataDir });
  const found = new Set(
    (await rows<{ id: number }>(server.url, 'select id from written')).map(({ id }) => id),
  );
  expect(acknowledged.filter((id) => !found.has(id))).toEqual([]);
  await server.release();
});

test('two folders side by side have two servers', async () => {
  const other = join(folder.root, 'other');
  const [one, two] = await Promise.all([start(), startEmbedded({ dataDir: other, durable: false })]);
  expect(one.port).not.toBe(two.port);
  await one.release();
  expect(await rows(two.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  await two.release();
});

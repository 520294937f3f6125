import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { runningPostmaster } from '../../src/database/embedded/postmaster.ts';
import { fleet, isThere } from '../commands/fleet.ts';
import { isWhole, load } from '../commands/load.ts';
import { newFolder } from '../embedded/folder.ts';
import { testDatabase } from '../setup/database.ts';

const database = await testDatabase();
const folder = await newFolder();
afterAll(() => folder.close());

const CLIENTS = 20;
const onServer = { DATABASE_URL: database.url };

const serving = () => fleet(onServer);

/** Clients under way: each of them has had answers. */
async function underLoad(url: string) {
  const clients = load(url, CLIENTS);
  await more(clients, 10 * CLIENTS);
  return clients;
}

async function more({ answers }: ReturnType<typeof load>, count: number): Promise<void> {
  const until = answers.length + count;
  while (answers.length < until) await sleep(10);
}

const failed = (answers: readonly string[]) =>
  answers.filter((answer) => !isWhole(answer)).map((answer) => answer.slice(0, 100));

test('a worker killed under load takes the requests in it along, no others, and is replaced', async () => {
  const service = await serving();
  const before = await service.workers();
  const clients = await underLoad(service.url);
  const replaced = service.next('a worker serves in its place');
  process.kill(before[0]!, 'SIGKILL');
  await replaced;
  await more(clients, 10 * CLIENTS);
  const lost = failed(await clients.end());
  expect(lost.length).toBeGreaterThan(0);
  // A client has one request under way.
  expect(lost.length).toBeLessThanOrEqual(CLIENTS);
  expect(lost.filter((answer) => !['ECONNRESET', 'EPIPE', 'CUT'].includes(answer))).toEqual([]);
  const gone = service.lines().filter(({ msg }) => msg === 'a worker is gone; replacing it');
  expect(gone).toMatchObject([{ workerPid: before[0], signal: 'SIGKILL', failures: 1, pause: 0 }]);
  const after = await service.workers();
  expect(after).toContain(before[1]);
  expect(after).not.toContain(before[0]);
});

test('SIGHUP under load replaces every worker, and no request fails', async () => {
  const service = await serving();
  const before = await service.workers();
  const clients = await underLoad(service.url);
  const reloaded = service.next('reloaded');
  service.child.kill('SIGHUP');
  await reloaded;
  await more(clients, 10 * CLIENTS);
  const answers = await clients.end();
  expect(failed(answers)).toEqual([]);
  const after = await service.workers();
  expect(after.filter((pid) => before.includes(pid))).toEqual([]);
  expect(before.filter(isThere)).toEqual([]);
  expect(service.count('a worker is gone; replacing it')).toBe(0);
});

test('the same check sees requests lost where workers are replaced by killing them', async () => {
  const service = await serving();
  const before = await service.workers();
  const clients = await underLoad(service.url);
  for (const pid of before) {
    const replaced = service.next('a worker serves in its place');
    process.kill(pid, 'SIGKILL');
    await replaced;
  }
  await more(clients, 10 * CLIENTS);
  expect(failed(await clients.end()).length).toBeGreaterThan(0);
});

test('SIGTERM under load answers every accepted request in full, and leaves no worker', async () => {
  const service = await serving();
  const pids = await service.workers();
  const clients = await underLoad(service.url);
  service.child.kill('SIGTERM');
  expect((await service.ended).status).toBe(0);
  const answers = await clients.end();
  expect(failed(answers).filter((answer) => !/^(503 |ECONN)/.test(answer))).toEqual([]);
  expect(pids.filter(isThere)).toEqual([]);
});

test('the first process killed leaves no worker and no database behind, and a start goes on from there', async () => {
  const args = ['--data-dir', folder.dataDir, '--no-demo'];
  const service = await fleet({}, args);
  const pids = await service.workers();
  expect(runningPostmaster(folder.cluster)).not.toBeNull();
  const clients = await underLoad(service.url);
  service.child.kill('SIGKILL');
  // Ended means that nobody holds its output any more.
  await service.ended;
  await clients.end();
  expect(pids.filter(isThere)).toEqual([]);
  while (runningPostmaster(folder.cluster)) await sleep(50);
  const again = await fleet({}, args);
  expect(await (await fetch(`${again.url}/readyz`)).text()).toContain('ok');
  again.child.kill('SIGTERM');
  expect((await again.ended).status).toBe(0);
});

test('an embedded database that dies is started again, and every worker goes on with it', async () => {
  const service = await fleet({}, ['--data-dir', folder.dataDir]);
  process.kill(runningPostmaster(folder.cluster)!.pid, 'SIGKILL');
  await service.next('the embedded database runs again', 0);
  const clients = load(service.url, CLIENTS);
  await more(clients, 10 * CLIENTS);
  expect(failed(await clients.end())).toEqual([]);
  service.child.kill('SIGTERM');
  expect((await service.ended).status).toBe(0);
});

test('a worker that cannot be replaced is tried again with growing pauses, and the others go on', async () => {
  const service = await serving();
  const [one, other] = await service.workers();
  await closeToNewcomers(true);
  onTestFinished(() => closeToNewcomers(false));
  process.kill(one!, 'SIGKILL');
  while (service.count('a worker is gone; replacing it') < 4) await sleep(50);
  const tries = service.lines().filter(({ msg }) => msg === 'a worker is gone; replacing it');
  expect(tries.map(({ pause }) => pause)).toEqual([0, 1_000, 2_000, 4_000]);
  expect((await fetch(`${service.url}/livez`)).status).toBe(200);
  expect(isThere(other!)).toBe(true);
  const replaced = service.next('a worker serves in its place');
  await closeToNewcomers(false);
  await replaced;
  expect(await service.workers()).toContain(other);
});

test('a service without any worker that can be started ends with status 1 and a word on why', async () => {
  const service = await serving();
  const pids = await service.workers();
  await closeToNewcomers(true);
  onTestFinished(() => closeToNewcomers(false));
  for (const pid of pids) process.kill(pid, 'SIGKILL');
  const { status, err } = await service.ended;
  expect(status).toBe(1);
  expect(err).toContain('No worker could be kept running');
  expect(err).not.toContain('    at ');
});

/** Has the test's database refuse whoever is new; connections that are there stay. */
async function closeToNewcomers(isClosed: boolean): Promise<void> {
  const url = new URL(database.url);
  const name = url.pathname.slice(1);
  url.pathname = '/postgres';
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  await client.query(`alter database ${name} with allow_connections ${String(!isClosed)}`);
  await client.end();
}

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test, vi } from 'vitest';
import { runningPostmaster } from '../../src/database/embedded/postmaster.ts';
import { newFolder } from '../embedded/folder.ts';
import { run, start } from './process.ts';

// A whole service over an embedded database of its own, on a busy machine.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 60_000 });

const folder = await newFolder();
afterAll(() => folder.close());
const dataDir = ['--data-dir', folder.dataDir];

async function serve() {
  const service = start(['serve', '--port', '0', ...dataDir]);
  const address = /http:\/\/127\.0\.0\.1:\d+/;
  while (!address.test(service.seen.err) && service.child.exitCode === null) await sleep(50);
  return { ...service, url: address.exec(service.seen.err)![0] };
}

const postmaster = (): number => runningPostmaster(folder.cluster)?.pid ?? 0;

const plans = async (url: string): Promise<string> => {
  const query = encodeURIComponent('{ plans { totalCount } }');
  const headers = { 'apollo-require-preflight': '1' };
  return (await fetch(`${url}/graphql?query=${query}`, { headers })).text();
};

test('a service starts its embedded database again when that dies, and ends when it cannot', async () => {
  const { seen, ended, url, child } = await serve();
  const first = postmaster();
  process.kill(first, 'SIGKILL');
  while (!seen.out.includes('runs again') && child.exitCode === null) await sleep(50);
  expect(await (await fetch(`${url}/readyz`)).text()).toContain('ok');
  expect(await plans(url)).toContain('"totalCount":1');
  expect(postmaster()).not.toBe(first);
  expect(seen.out).toContain('the embedded database is gone');

  const settings = join(folder.cluster, 'postgresql.conf');
  const whole = readFileSync(settings, 'utf8');
  writeFileSync(settings, 'no_such_setting = 1\n');
  process.kill(postmaster(), 'SIGKILL');
  const { status, err } = await ended;
  writeFileSync(settings, whole);
  expect(status).toBe(1);
  expect(err).toContain('could not be kept running');
  expect(err).not.toContain('    at ');
});

test('db:stop ends the service too, with status 0 and a word on why', async () => {
  const { ended } = await serve();
  expect(await run(['db:stop', ...dataDir])).toMatchObject({ status: 0 });
  const { status, err, out } = await ended;
  expect(status).toBe(0);
  expect(err).toContain('stopped by db:stop');
  expect(out).not.toContain('is gone');
  expect(postmaster()).toBe(0);
});

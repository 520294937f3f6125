import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { substituteFolder } from '../../src/database/embedded/place.ts';
import { EmbeddedError, startEmbedded, stopEmbedded } from '../../src/database/embedded/start.ts';
import { type Folder, isRoot, newFolder, processesNaming, rows, until, untilStopped } from './folder.ts';

// Real servers on a busy machine take their time.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 60_000 });

let folder: Folder;
beforeEach(async () => {
  folder = await newFolder();
});
afterEach(() => folder.close());

const start = () => startEmbedded({ dataDir: folder.dataDir, durable: false });

test('starts on a fresh folder, tells that it makes a database, and is gone after release', async () => {
  const told: string[] = [];
  const server = await startEmbedded({
    dataDir: folder.dataDir,
    durable: false,
    onProgress: ({ en }) => told.push(en),
  });
  expect(server).toMatchObject({ adopted: false, notices: [], dataDir: folder.dataDir });
  expect(told).toEqual(['First start: creating the database …']);
  expect(
    await rows(
      server.url,
      `select current_database() as db, current_user as "user", datlocprovider as provider, datlocale as locale,
        pg_encoding_to_char(encoding) as encoding, current_setting('listen_addresses') as address
       from pg_database where datname = current_database()`,
    ),
  ).toEqual([
    {
      db: 'zhiyuan',
      user: 'zhiyuan',
      provider: 'b',
      locale: 'C.UTF-8',
      encoding: 'UTF8',
      address: '127.0.0.1',
    },
  ]);
  await Promise.all([server.release(), server.release()]);
  await untilStopped(folder);
  await until(() => processesNaming(folder.root).length === 0, 'no process is left', 3000);
});

test('finds the data again at the second start', async () => {
  const first = await start();
  await rows(first.url, `create table kept as select '志愿' as word`);
  await first.release();
  const second = await start();
  expect(second.adopted).toBe(false);
  expect(await rows(second.url, 'select word from kept')).toEqual([{ word: '志愿' }]);
  await second.release();
});

test('keeps the password where only its owner reads it, and refuses another one', async () => {
  const server = await start();
  const file = join(folder.dataDir, 'postgres-password');
  for (const path of [file, join(folder.dataDir, 'postgres.log')])
    expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(statSync(folder.cluster).mode & 0o077).toBe(0);
  expect(statSync(folder.dataDir).mode & 0o066).toBe(0);
  const password = readFileSync(file, 'utf8').trim();
  expect(password.length).toBeGreaterThanOrEqual(32);
  await expect(rows(server.url.replace(password, 'guess'), 'select 1')).rejects.toThrow(
    /password authentication/,
  );
  await server.release();

  // The copy for people may be lost: the next start writes it again.
  rmSync(file);
  const again = await start();
  expect(readFileSync(file, 'utf8').trim()).toBe(password);
  await again.release();
});

test('makes nothing of an interrupted initdb', async () => {
  const half = join(folder.dataDir, 'postgres-init-half', 'cluster');
  mkdirSync(half, { recursive: true });
  chmodSync(folder.dataDir, 0o711);
  writeFileSync(join(half, 'PG_VERSION'), '18\n');
  const server = await start();
  expect(await rows(server.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  expect(readdirSync(folder.dataDir).filter((name) => name.includes('init'))).toEqual([]);
  await server.release();
});

test('starts after being killed during the first start', async () => {
  const user = folder.start('hold');
  await until(
    () => {
      try {
        return readdirSync(folder.dataDir).some((name) => name.startsWith('postgres-init-'));
      } catch {
        return false;
      }
    },
    'initdb has begun',
    10_000,
  );
  await user.kill();
  const server = await start();
  expect(await rows(server.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  await server.release();
});

test('starts beside a stale postmaster.pid whose pid is now another process', async () => {
  await (await start()).release();
  writeFileSync(
    join(folder.cluster, 'postmaster.pid'),
    `${process.pid}\n${folder.cluster}\n1700000000\n5432\n\n127.0.0.1\n\nready   \n`,
  );
  const server = await start();
  expect(server.adopted).toBe(false);
  await server.release();
});

test('stops the server whoever uses it, and says when none runs', async () => {
  expect(await stopEmbedded(folder.dataDir)).toBe('not-running');
  const server = await start();
  expect(await stopEmbedded(folder.dataDir)).toBe('stopped');
  expect(await stopEmbedded(folder.dataDir)).toBe('not-running');
  // Its former user still runs; a new start is not confused by that, nor is the user's release.
  const next = await start();
  expect(next.adopted).toBe(false);
  await server.release();
  expect(await rows(next.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  await next.release();
  await untilStopped(folder);
});

test('refuses the cluster of another major version, and a broken one', async () => {
  mkdirSync(folder.cluster, { recursive: true });
  chmodSync(folder.dataDir, 0o711);
  writeFileSync(join(folder.cluster, 'pg_hba.conf'), '');
  await expect(start()).rejects.toMatchObject({ code: 'BROKEN_CLUSTER' });
  writeFileSync(join(folder.cluster, 'PG_VERSION'), '15\n');
  await expect(start()).rejects.toMatchObject({ code: 'WRONG_VERSION' });
});

test('shows the last lines of the log when the server does not start', async () => {
  await (await start()).release();
  writeFileSync(join(folder.cluster, 'postgresql.conf'), 'no_such_setting = 1\n');
  const error: unknown = await start().catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(EmbeddedError);
  expect(error).toMatchObject({ code: 'START_FAILED', message: expect.stringContaining('no_such_setting') });
});

test('refuses to be durable on a server that was started for tests', async () => {
  const server = await start();
  await expect(startEmbedded({ dataDir: folder.dataDir })).rejects.toMatchObject({ code: 'NOT_DURABLE' });
  expect(await rows(server.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  await server.release();
});

test.runIf(!isRoot)('says that it has no right to the folder', async () => {
  mkdirSync(folder.dataDir);
  chmodSync(folder.dataDir, 0o500);
  const error: unknown = await start().catch((thrown: unknown) => thrown);
  chmodSync(folder.dataDir, 0o700);
  expect(error).toBeInstanceOf(EmbeddedError);
  expect(error).toMatchObject({ code: 'NO_ACCESS', message: expect.stringContaining(folder.dataDir) });
});

test.runIf(isRoot)('as root keeps the data where the server can reach them, and says so', async () => {
  chmodSync(folder.root, 0o700);
  const substitute = await substituteFolder(folder.dataDir);
  try {
    const server = await start();
    expect(server.dataDir).toBe(substitute);
    expect(server.notices.join('\n')).toContain(substitute);
    expect(statSync(join(substitute, 'postgres')).uid).not.toBe(0);
    await rows(server.url, 'create table kept as select 1 as one');
    await server.release();
    // The data stay where they are, also when the folder asked for has become reachable.
    chmodSync(folder.root, 0o711);
    const second = await start();
    expect(second.dataDir).toBe(substitute);
    expect(await rows(second.url, 'select one from kept')).toEqual([{ one: 1 }]);
    await second.release();
  } finally {
    await stopEmbedded(folder.dataDir);
    rmSync(substitute, { recursive: true, force: true });
    // The folder around it, when this test made it and nothing else lies there.
    if (readdirSync(dirname(substitute)).length === 0) rmdirSync(dirname(substitute));
  }
});

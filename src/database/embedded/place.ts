import { createHash } from 'node:crypto';
import { chmod, lchown, mkdir, readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { type Account, canEnter, isRoot, ownerOf, serverAccount } from './account.ts';
import { EmbeddedError, errno } from './embedded-error.ts';

/** Where everything of one embedded server lies. All paths are real paths. */
export interface Place {
  dataDir: string;
  cluster: string;
  passwordFile: string;
  log: string;
  lock: string;
  /** Written by the server's account: acknowledgements of the supervisor, and its named pipe. */
  run: string;
  /** null: the server runs as we do. */
  account: Account | null;
  notices: string[];
}

const SHARED_HOME = '/var/lib/zhiyuan-graph';

/** The folder used instead of `dataDir` when root's server account cannot reach that one: the same at every start. */
export async function substituteFolder(dataDir: string): Promise<string> {
  const real = await realPathOf(dataDir);
  return join(SHARED_HOME, createHash('sha256').update(real).digest('hex').slice(0, 16));
}

/**
 * Finds the folder, and the account to run as. Creates nothing.
 * @throws EmbeddedError NO_ACCESS when a cluster lies where root's server account cannot go
 */
export async function findPlace(requested: string): Promise<Place> {
  const dataDir = await realPathOf(requested);
  if (!isRoot()) return placeIn(dataDir, null, []);

  const substitute = await substituteFolder(requested);
  const here = await isFolder(join(dataDir, 'postgres'));
  const there = await isFolder(join(substitute, 'postgres'));
  // The owner of an existing cluster goes on serving it: a start with sudo must not lock its user out.
  const account = (await ownerOf(join(here ? dataDir : substitute, 'postgres'))) ?? (await serverAccount());

  if (here) {
    if (!(await canEnter(account, dataDir))) {
      throw new EmbeddedError(
        'NO_ACCESS',
        `数据库在 ${dataDir}，但用户 ${account.name} 进不去这个文件夹（PostgreSQL 不能以 root 运行）。请放开上级文件夹的进入权限（chmod o+x），或用普通用户运行。`,
        `The database lies in ${dataDir}, but ${account.name} cannot enter that folder (PostgreSQL does not run as root). Let others pass through its parents (chmod o+x), or run as an ordinary user.`,
      );
    }
    const notices = there
      ? [
          `另有一份较早的数据在 ${substitute}，未使用。\nAn earlier set of data lies in ${substitute}; it is not used.`,
        ]
      : [];
    return placeIn(dataDir, account, notices);
  }
  if (!there && (await canEnter(account, await nearestUsedFolder(dataDir))))
    return placeIn(dataDir, account, []);
  return placeIn(substitute, account, [
    `PostgreSQL 不能以 root 运行，而用户 ${account.name} 进不去 ${dataDir}：数据放在 ${substitute}。\n` +
      `PostgreSQL does not run as root, and ${account.name} cannot enter ${dataDir}: the data are kept in ${substitute}.`,
  ]);
}

/** Creates the folders of the place, with rights as narrow as the account allows. */
export async function makePlace(place: Place): Promise<void> {
  const { dataDir, account } = place;
  const missing: string[] = [];
  for (let path = dataDir; !(await isFolder(path)); path = dirname(path)) missing.unshift(path);
  const empty = missing.length === 0 && (await readdir(dataDir)).length === 0;
  for (const path of missing) {
    await mkdir(path).catch((error: unknown) => {
      if (errno(error) !== 'EEXIST') throw error;
    });
    // Explicit, because a umask of 077 would shut the server's account out.
    if (account && path !== dataDir) await chmod(path, 0o755);
  }
  // Under another account the folder stays root's own, so that nothing of that account can lay links in the way
  // of root; the account may only pass through.
  // A folder that somebody made for us keeps its mode, unless root has to let the account pass.
  if (missing.length > 0 || (empty && account)) await chmod(dataDir, account ? 0o711 : 0o700);
  await mkdir(place.run, { mode: 0o700 }).catch((error: unknown) => {
    if (errno(error) !== 'EEXIST') throw error;
  });
  if (account) await lchown(place.run, account.uid, account.gid);
}

/** Gives a new file to the owner of the data folder: root may be a guest in a user's folder. */
export async function giveToOwner(place: Place, path: string): Promise<void> {
  if (!place.account) return;
  const owner = await stat(place.dataDir);
  await lchown(path, owner.uid, owner.gid);
}

export async function isFolder(path: string): Promise<boolean> {
  const found = await stat(path).catch((error: unknown) => {
    if (errno(error) === 'ENOENT' || errno(error) === 'ENOTDIR') return null;
    throw error;
  });
  return found?.isDirectory() ?? false;
}

function placeIn(dataDir: string, account: Account | null, notices: string[]): Place {
  return {
    dataDir,
    cluster: join(dataDir, 'postgres'),
    passwordFile: join(dataDir, 'postgres-password'),
    log: join(dataDir, 'postgres.log'),
    lock: join(dataDir, 'postgres.lock'),
    run: join(dataDir, 'postgres-run'),
    account,
    notices,
  };
}

/** Like realpath, for a path whose last parts need not exist yet. */
async function realPathOf(path: string): Promise<string> {
  const full = resolve(path);
  try {
    return await realpath(full);
  } catch (error) {
    if (errno(error) !== 'ENOENT' || dirname(full) === full) throw error;
    return join(await realPathOf(dirname(full)), basename(full));
  }
}

/** The nearest folder above (or at) the path that is there for somebody else's sake: an empty one is ours to open. */
async function nearestUsedFolder(path: string): Promise<string> {
  if (!(await isFolder(path))) return nearestFolder(dirname(path));
  const owned = (await stat(path)).uid === 0;
  return owned && (await readdir(path)).length === 0 ? dirname(path) : path;
}

async function nearestFolder(path: string): Promise<string> {
  return (await isFolder(path)) ? path : nearestFolder(dirname(path));
}

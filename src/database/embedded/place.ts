import { createHash } from 'node:crypto';
import { chmod, lchown, lstat, mkdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { type Account, canEnter, isRoot, ownerOf, serverAccount } from './account.ts';
import { EmbeddedError, errno } from './embedded-error.ts';
import { notAFolder, ownFolderIn, refuseForeign, refuseOtherThanFolder } from './given-folder.ts';

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
 * @throws EmbeddedError NO_ACCESS when a cluster lies where root's server account cannot go; NOT_A_FOLDER, FOREIGN_FOLDER
 */
export async function findPlace(requested: string): Promise<Place> {
  const asked = await realPathOf(requested);
  await refuseOtherThanFolder(asked);
  const dataDir = await ownFolderIn(asked);
  const here = await isFolder(join(dataDir, 'postgres'));
  if (!isRoot()) {
    if (!here) await refuseForeign(dataDir);
    return placeIn(dataDir, null, []);
  }

  const substitute = await substituteFolder(requested);
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
  if (!there) {
    await refuseForeign(dataDir);
    if (await canEnter(account, await nearestFolder(dataDir))) return placeIn(dataDir, account, []);
  }
  return placeIn(substitute, account, [
    `PostgreSQL 不能以 root 运行，而用户 ${account.name} 进不去 ${dataDir}：数据放在 ${substitute}，备份时请以它为准。\n` +
      `PostgreSQL does not run as root, and ${account.name} cannot enter ${dataDir}: the data are kept in ${substitute}; back up that folder.`,
  ]);
}

/** Creates the folders of the place, with rights as narrow as the account allows. What is there keeps its rights. */
export async function makePlace(place: Place): Promise<void> {
  const { dataDir, account } = place;
  const missing: string[] = [];
  for (let path = dataDir; !(await isFolder(path)); path = dirname(path)) missing.unshift(path);
  // Under another account the folder stays root's own, so that nothing of that account can lay links in the way
  // of root; the account may only pass through.
  for (const path of missing) {
    if (path === dataDir) await makeFolder(path, account ? 0o711 : 0o700);
    else await makeFolder(path, account ? 0o755 : undefined);
  }
  await makeFolder(place.run, 0o700);
  // Also when it came out of a backup that root unpacked.
  if (account) await lchown(place.run, account.uid, account.gid);
}

/** Makes one folder, unless it is there. The mode is set on what was made just now and on nothing else. */
async function makeFolder(path: string, mode: number | undefined): Promise<void> {
  try {
    await mkdir(path, { mode });
  } catch (error) {
    if (errno(error) === 'EEXIST' && (await lstat(path)).isDirectory()) return;
    throw errno(error) === 'EEXIST' ? notAFolder(path) : error;
  }
  // Explicit, because a umask of 077 would shut the server's account out.
  if (mode !== undefined) await chmod(path, mode);
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
    if (!['ENOENT', 'ENOTDIR'].includes(errno(error) ?? '') || dirname(full) === full) throw error;
    return join(await realPathOf(dirname(full)), basename(full));
  }
}

async function nearestFolder(path: string): Promise<string> {
  return (await isFolder(path)) ? path : nearestFolder(dirname(path));
}

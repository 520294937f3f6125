import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmod,
  chown,
  mkdtemp,
  open,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { run } from './account.ts';
import type { Binaries } from './binaries.ts';
import { EmbeddedError, noSpace } from './embedded-error.ts';
import { giveToOwner, isFolder, type Place } from './place.ts';

export const SUPERUSER = 'zhiyuan';

const DRAFT = 'postgres-init-';

/**
 * Makes the cluster when there is none, and checks it when there is. Call it under the lock, while no server runs.
 * @throws EmbeddedError BROKEN_CLUSTER, WRONG_VERSION, NO_SPACE, START_FAILED
 */
export async function ensureCluster(
  place: Place,
  binaries: Binaries,
  options: { durable: boolean; onInit: () => void },
): Promise<void> {
  await removeDrafts(place);
  if (await isEmpty(place.cluster)) {
    options.onInit();
    await initialise(place, binaries, options.durable);
  } else {
    await check(place, binaries);
  }
}

/**
 * The superuser's password. The cluster folder holds it, so that both appear in one rename and can never disagree;
 * the file beside it is a copy for people and their tools.
 */
export async function readPassword(place: Place): Promise<string> {
  const inside = join(place.cluster, 'zhiyuan-password');
  const password = await readFile(inside, 'utf8').catch(() => readFile(place.passwordFile, 'utf8'));
  const copy = await readFile(place.passwordFile, 'utf8').catch(() => null);
  if (copy !== password) {
    const draft = `${place.passwordFile}-${randomBytes(4).toString('hex')}`;
    await writeFile(draft, password, { mode: 0o600, flag: 'wx' });
    await giveToOwner(place, draft);
    await rename(draft, place.passwordFile);
  }
  return password.trim();
}

/** Everything is made in a folder of its own and renamed when it is whole: an interrupted initdb leaves no cluster. */
async function initialise(place: Place, binaries: Binaries, durable: boolean): Promise<void> {
  const { account } = place;
  const draft = await mkdtemp(join(place.dataDir, DRAFT));
  try {
    const cluster = join(draft, 'cluster');
    const passwordFile = join(draft, 'password');
    // mkdtemp made the folder 0700; written before it is given away.
    await writeFile(passwordFile, `${randomBytes(24).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
    if (account) {
      await chown(passwordFile, account.uid, account.gid);
      await chown(draft, account.uid, account.gid);
    }
    const { code, output } = await run(account, binaries.initdb, [
      `--pgdata=${cluster}`,
      `--username=${SUPERUSER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--no-instructions',
      ...(durable ? [] : ['--no-sync']),
    ]);
    if (code !== 0) throw initFailed(place, output);
    await rename(passwordFile, join(cluster, 'zhiyuan-password'));
    if (durable) await syncFolder(cluster);
    await rename(cluster, place.cluster);
    if (durable) await syncFolder(place.dataDir);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

async function check(place: Place, binaries: Binaries): Promise<void> {
  const version = await readFile(join(place.cluster, 'PG_VERSION'), 'utf8').catch(() => null);
  if (version === null) {
    throw new EmbeddedError(
      'BROKEN_CLUSTER',
      `${place.cluster} 里不是完整的数据库（没有 PG_VERSION）。请从备份恢复，或把它移走后重新启动。`,
      `${place.cluster} does not hold a whole database (no PG_VERSION). Restore it from a backup, or move it away and start again.`,
    );
  }
  if (version.trim() !== binaries.major) {
    throw new EmbeddedError(
      'WRONG_VERSION',
      `${place.cluster} 是 PostgreSQL ${version.trim()} 的数据，本程序自带的是 ${binaries.major}。请用原来的版本导出，再用新版本导入。`,
      `${place.cluster} was made by PostgreSQL ${version.trim()}; this program brings ${binaries.major}. Export with the earlier release, then import with this one.`,
    );
  }
  await refuseAnothers(place);
  const owner = await stat(place.cluster);
  // A backup unpacked by root: PostgreSQL insists on owning its files.
  if (place.account && owner.uid !== place.account.uid) {
    const { uid, gid } = place.account;
    await promisify(execFile)('chown', ['-R', '-h', `${uid}:${gid}`, place.cluster]);
  }
  // A copy made under another umask: PostgreSQL refuses a folder that others can read.
  if ((owner.mode & 0o077) !== 0 && process.platform !== 'win32') await chmod(place.cluster, 0o700);
}

/** Rights and owner are set below only on a cluster that this program made: the password it laid there tells. */
async function refuseAnothers(place: Place): Promise<void> {
  const marks = [join(place.cluster, 'zhiyuan-password'), place.passwordFile];
  const found = await Promise.all(marks.map((path) => stat(path).then(() => true, () => false))); // prettier-ignore
  if (found.includes(true)) return;
  throw new EmbeddedError(
    'BROKEN_CLUSTER',
    `${place.cluster} 不是本程序建立的数据库，不予使用；什么也没有改动。请另选数据文件夹。`,
    `${place.cluster} holds a database that this program did not make; nothing was changed. Choose another data folder.`,
  );
}

async function removeDrafts(place: Place): Promise<void> {
  for (const name of await readdir(place.dataDir)) {
    if (!name.startsWith(DRAFT)) continue;
    // An orphaned initdb may still be writing there; what it adds goes at the next start.
    await rm(join(place.dataDir, name), { recursive: true, force: true }).catch(() => undefined);
  }
}

async function isEmpty(folder: string): Promise<boolean> {
  return !(await isFolder(folder)) || (await readdir(folder)).length === 0;
}

async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

function initFailed(place: Place, output: string): EmbeddedError {
  const words = output.trim().split('\n').slice(-6).join('\n');
  if (words.includes('No space left on device')) return noSpace(place.dataDir, words);
  return new EmbeddedError(
    'START_FAILED',
    `建立数据库失败（${place.dataDir}）：\n${words}`,
    `The database could not be created (${place.dataDir}):\n${words}`,
  );
}

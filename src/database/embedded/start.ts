import { prepareBinaries, removeOldCopies } from './binaries.ts';
import { ensureCluster, readPassword } from './cluster.ts';
import { prepareDatabase, urlOf } from './database.ts';
import { asEmbeddedError } from './embedded-error.ts';
import { type Ending, tellAndStop, whenEnded } from './end.ts';
import { joinServer } from './join.ts';
import { launch, type Launched } from './launch.ts';
import { abandon, leaveOnce } from './leave.ts';
import { withLock } from './lock.ts';
import { findPlace, isFolder, makePlace, type Place } from './place.ts';
import { runningPostmaster } from './postmaster.ts';
import { confirmHold } from './supervisor.ts';

export { EmbeddedError } from './embedded-error.ts';
export type { EmbeddedErrorCode } from './embedded-error.ts';
export type { Ending } from './end.ts';

export interface EmbeddedServer {
  /** `postgres://…`, with the password. */
  url: string;
  /** The folder really used: under root it may be another than the one asked for, and `notices` says so. */
  dataDir: string;
  port: number;
  /** The server ran already; another process of ours uses it too. */
  adopted: boolean;
  /** What the person who started it should know; each in Chinese, then English. */
  notices: string[];
  /** Resolves when this use of the server has ended, however: whoever needs it longer starts it again. */
  ended: Promise<Ending>;
  /** Ends this process's use. Resolves when the server has stopped, or at once while others use it. */
  release(): Promise<void>;
}

export interface StartOptions {
  /** Created (0700) when it is not there. One that is there keeps its rights, and must be empty or have a database. */
  dataDir: string;
  /** false, for tests only: faster, and loses data on a crash of the machine. */
  durable?: boolean;
  onProgress?: (message: { zh: string; en: string }) => void;
}

/**
 * Starts the PostgreSQL server that belongs to the folder, or joins the one that already runs there. It stops when the
 * last process that uses it is gone, however that process ends.
 * @throws EmbeddedError
 */
export async function startEmbedded(options: StartOptions): Promise<EmbeddedServer> {
  const { dataDir } = options;
  try {
    const place = await findPlace(dataDir);
    await makePlace(place);
    return await withLock(place.lock, () => startIn(place, options));
  } catch (error) {
    throw asEmbeddedError(error, dataDir);
  }
}

/** Whether the folder has a database: a start would find it rather than make one. @throws EmbeddedError */
export async function hasEmbedded(dataDir: string): Promise<boolean> {
  try {
    return await isFolder((await findPlace(dataDir)).cluster);
  } catch (error) {
    throw asEmbeddedError(error, dataDir);
  }
}

/**
 * Stops the server of the folder, whoever uses it; committed data are kept.
 * @throws EmbeddedError STOP_FAILED, NO_ACCESS
 */
export async function stopEmbedded(dataDir: string): Promise<'stopped' | 'not-running'> {
  try {
    const place = await findPlace(dataDir);
    const postmaster = (await isFolder(place.cluster)) ? runningPostmaster(place.cluster) : null;
    if (!postmaster) return 'not-running';
    await tellAndStop(place, postmaster.pid);
    return 'stopped';
  } catch (error) {
    throw asEmbeddedError(error, dataDir);
  }
}

async function startIn(place: Place, options: StartOptions): Promise<EmbeddedServer> {
  const { durable = true } = options;
  for (;;) {
    const running = runningPostmaster(place.cluster);
    if (!running) break;
    const joined = await joinServer(place, running);
    const server = joined && (await adopt(place, joined, durable));
    if (server) return server;
  }

  const launched = await prepareAndLaunch(place, durable, options.onProgress);
  try {
    if (launched.hold) await confirmHold(place, launched.hold);
    const password = await readPassword(place);
    await prepareDatabase(launched.postmaster.port, password, durable);
    return asServer(place, launched, password, false);
  } catch (error) {
    await abandon(place, launched);
    throw error;
  }
}

/** null: the server was stopped by somebody while we joined it. */
async function adopt(place: Place, joined: Launched, durable: boolean): Promise<EmbeddedServer | null> {
  const { pid, port } = joined.postmaster;
  try {
    const password = await readPassword(place);
    await prepareDatabase(port, password, durable);
    return asServer(place, joined, password, true);
  } catch (error) {
    await abandon(place, joined);
    const now = runningPostmaster(place.cluster);
    if (now?.pid !== pid || now.status !== 'ready') return null;
    throw error;
  }
}

async function prepareAndLaunch(
  place: Place,
  durable: boolean,
  onProgress: StartOptions['onProgress'] = () => undefined,
): Promise<Launched> {
  const binaries = await prepareBinaries(place, () => {
    const zh = `程序文件夹里的 PostgreSQL 无法直接使用（够不到或只读），复制一份到 ${place.dataDir}。`;
    const en = `PostgreSQL cannot be used where it is installed (out of reach, or read-only); a copy goes to ${place.dataDir}.`;
    onProgress({ zh, en });
    place.notices.push(`${zh}\n${en}`);
  });
  await removeOldCopies(place, binaries);
  await ensureCluster(place, binaries, {
    durable,
    onInit: () =>
      onProgress({ zh: '首次启动，正在建立数据库……', en: 'First start: creating the database …' }),
  });
  const launched = await launch(place, binaries, durable);
  if (!launched.hold) {
    place.notices.push(
      '此系统没有命名管道：本程序被强行结束后，数据库会继续运行，请用 db:stop 停止。\n' +
        'This system has no named pipes: the database outlives a killed program; stop it with db:stop.',
    );
  }
  return launched;
}

function asServer(place: Place, use: Launched, password: string, adopted: boolean): EmbeddedServer {
  const { pid, port } = use.postmaster;
  const leave = use.hold || !adopted ? leaveOnce(place, use) : async () => undefined;
  let isReleased = false;
  return {
    url: urlOf(port, password),
    dataDir: place.dataDir,
    port,
    adopted,
    notices: place.notices,
    ended: whenEnded(place, pid, () => isReleased),
    release: () => {
      isReleased = true;
      return leave();
    },
  };
}

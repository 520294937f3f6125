import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { asAccount } from './account.ts';
import type { Binaries } from './binaries.ts';
import { EmbeddedError, noSpace } from './embedded-error.ts';
import { disownStalePid, type Postmaster, runningPostmaster } from './postmaster.ts';
import type { Place } from './place.ts';
import { openLog, type ServerLog } from './server-log.ts';
import { serverArguments } from './settings.ts';
import { dropHold, type Hold, renewPipe, startSupervisor } from './supervisor.ts';

export interface Launched {
  postmaster: Postmaster;
  /** null: unsupervised, because this system has no named pipes. */
  hold: Hold | null;
}

/** What the log says when trying again helps: the port was taken meanwhile, or a crashed server's last child still ends. */
const PASSING =
  /Address already in use|pre-existing shared memory block|lock file "postmaster\.pid" already exists/;

/**
 * Starts a server on the cluster, under a supervisor, and waits until it takes connections (after a crash that
 * includes the recovery, however long). Call it under the lock, while no server runs.
 * @throws EmbeddedError START_FAILED with the last lines of the log, NO_SPACE
 */
export async function launch(place: Place, binaries: Binaries, durable: boolean): Promise<Launched> {
  await disownStalePid(place);
  const log = await openLog(place);
  try {
    const end = Date.now() + 20_000;
    for (;;) {
      const said = log.since().length;
      const launched = await attempt(place, binaries, durable, log);
      if (launched) return launched;
      const words = log.since().slice(said).trim();
      if (!PASSING.test(words) || Date.now() > end) throw launchFailed(place, words);
      await sleep(100);
    }
  } finally {
    log.close();
  }
}

/** null: the server ended before it was ready, and the log says why. */
async function attempt(
  place: Place,
  binaries: Binaries,
  durable: boolean,
  log: ServerLog,
): Promise<Launched | null> {
  const command = [binaries.postgres, ...serverArguments(place.cluster, await freePort(), durable)];
  const supervised = await hasPipes(place);
  const { hold, exited } = supervised
    ? await startSupervisor(place, { command }, log.fd)
    : { hold: null, exited: startAlone(place, command, log.fd) };
  const state = { running: true };
  const ended = exited.finally(() => {
    state.running = false;
  });
  try {
    while (state.running) {
      const postmaster = runningPostmaster(place.cluster);
      if (postmaster?.status === 'ready') return { postmaster, hold };
      await Promise.race([ended, sleep(5)]);
    }
  } catch (error) {
    if (hold) await dropHold(place, hold);
    throw error;
  }
  if (hold) await dropHold(place, hold);
  return null;
}

async function hasPipes(place: Place): Promise<boolean> {
  if (process.platform === 'win32') return false;
  // No mkfifo, or a file system without named pipes (some network and Windows mounts).
  return renewPipe(place).then(
    () => true,
    () => false,
  );
}

/** Without a supervisor the server is stopped when this process ends by itself, and by stopEmbedded. */
function startAlone(place: Place, [file = '', ...args]: string[], logFd: number): Promise<unknown> {
  const child = spawn(file, args, {
    ...asAccount(place.account),
    detached: true,
    windowsHide: true,
    stdio: ['ignore', logFd, logFd],
  });
  child.unref();
  return new Promise((resolve, reject) => {
    child.on('exit', resolve);
    child.on('error', reject);
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

function launchFailed(place: Place, words: string): EmbeddedError {
  const last = words.split('\n').slice(-6).join('\n');
  if (words.includes('No space left on device')) return noSpace(place.dataDir, last);
  return new EmbeddedError(
    'START_FAILED',
    `内置数据库启动失败，日志在 ${place.log}：\n${last}`,
    `The embedded database did not start; its log is ${place.log}:\n${last}`,
  );
}

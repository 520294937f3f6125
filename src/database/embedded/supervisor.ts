import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, constants, openSync, writeSync } from 'node:fs';
import { access, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { asAccount } from './account.ts';
import { EmbeddedError, errno } from './embedded-error.ts';
import type { Place } from './place.ts';
import { exists } from './processes.ts';
import { SUPERVISOR_SCRIPT } from './supervisor-script.ts';

/** This process's hold on the server: the write end of the supervisor's pipe. */
export interface Hold {
  fd: number;
  /** Process id and a random part. */
  id: string;
}

/** The shell that was started; `exited` resolves with its exit status, which is the server's own when it started it. */
export interface Supervisor {
  hold: Hold;
  exited: Promise<number | null>;
}

const pipeOf = (place: Place): string => join(place.run, 'users');

/**
 * Opens the pipe of a running supervisor. null: there is none.
 * What is opened here is closed by the kernel when this process ends, and never passed on to its children (O_CLOEXEC,
 * which Node sets on everything it opens).
 */
export function openHold(place: Place): Hold | null {
  try {
    return {
      fd: openSync(pipeOf(place), constants.O_WRONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW),
      id: newId(),
    };
  } catch (error) {
    // ENXIO is what a named pipe without a reader says.
    if (errno(error) === 'ENXIO' || errno(error) === 'ENOENT') return null;
    throw error;
  }
}

/** Resolves true once the supervisor counts this hold, false when it is gone or on its way out. */
export async function confirmHold(place: Place, hold: Hold): Promise<boolean> {
  const answer = join(place.run, `user-${hold.id}`);
  if (!isRead(hold, `${hold.id}\n`)) return false;
  for (let waited = 0; waited < 10_000; waited += 5) {
    if (await access(answer).then(() => true, () => false)) return true; // prettier-ignore
    if (!isRead(hold, '\n')) return false;
    await sleep(5);
  }
  throw new EmbeddedError(
    'START_FAILED',
    '内置数据库的看护进程没有回应。请先停止内置数据库，再重新启动。',
    'The supervisor of the embedded database does not answer. Stop the embedded database, then start again.',
  );
}

/** False when no supervisor reads the pipe any more. */
export function isRead(hold: Hold, text = '\n'): boolean {
  try {
    writeSync(hold.fd, text);
    return true;
  } catch (error) {
    if (errno(error) === 'EPIPE') return false;
    if (errno(error) === 'EAGAIN') return true; // Full: there is a reader, it is only slow.
    throw error;
  }
}

/** Lets go of the pipe. */
export async function dropHold(place: Place, hold: Hold): Promise<void> {
  closeSync(hold.fd);
  await rm(join(place.run, `user-${hold.id}`), { force: true });
}

/** Some living process is written down as a user. For waiting and courtesy only: the pipe decides. */
export async function hasUsers(place: Place): Promise<boolean> {
  const names = await readdir(place.run).catch(() => []);
  return names.some((name) => {
    const pid = /^user-(\d+)-/.exec(name)?.[1];
    return pid !== undefined && exists(Number(pid));
  });
}

/** The supervisor of that postmaster has seen its last user go, and stops it. */
export async function isBeingStopped(place: Place, pid: number): Promise<boolean> {
  return access(join(place.run, `stopping-${pid}`)).then(
    () => true,
    () => false,
  );
}

/** Clears away what earlier servers left, and makes a fresh pipe: nobody who still holds an old one counts. */
export async function renewPipe(place: Place): Promise<void> {
  for (const name of await readdir(place.run)) await rm(join(place.run, name), { force: true });
  await makePipe(place);
}

async function makePipe(place: Place): Promise<void> {
  const draft = join(place.run, `pipe-${randomBytes(4).toString('hex')}`);
  await promisify(execFile)('mkfifo', ['-m', '600', draft]);
  await rename(draft, pipeOf(place));
}

/**
 * Starts a supervisor, with a server to start or for one that runs already. It is in a session of its own, so that
 * Ctrl-C does not reach it, and writes where the server logs.
 */
export async function startSupervisor(
  place: Place,
  server: { command: string[] } | { pid: number },
  logFd: number,
): Promise<Supervisor> {
  await access(pipeOf(place)).catch(() => makePipe(place));
  // Both ends are open before the shell exists: should we die right now, it finds end of file at once instead of
  // waiting for a first user for ever. Opening for both neither blocks nor fails, and makes the other two succeed.
  const both = openSync(pipeOf(place), constants.O_RDWR | constants.O_NONBLOCK);
  const readEnd = openSync(pipeOf(place), constants.O_RDONLY);
  const hold: Hold = { fd: openSync(pipeOf(place), constants.O_WRONLY | constants.O_NONBLOCK), id: newId() };
  closeSync(both);
  try {
    const [pid, command] = 'pid' in server ? [String(server.pid), []] : ['', server.command];
    const child = spawn(
      '/bin/sh',
      ['-c', SUPERVISOR_SCRIPT, 'zhiyuan-supervisor', place.run, place.cluster, pid, ...command],
      { ...asAccount(place.account), detached: true, stdio: [readEnd, logFd, logFd] },
    );
    const exited = new Promise<number | null>((resolve) => {
      child.on('exit', resolve);
    });
    await new Promise((resolve, reject) => {
      child.on('spawn', resolve);
      child.on('error', reject);
    });
    child.unref();
    return { hold, exited };
  } catch (error) {
    closeSync(hold.fd);
    throw error;
  } finally {
    closeSync(readEnd);
  }
}

const newId = (): string => `${process.pid}-${randomBytes(8).toString('hex')}`;

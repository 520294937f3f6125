import { readFileSync, rmSync } from 'node:fs';
import { chown, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { EmbeddedError, errno } from './embedded-error.ts';
import type { Place } from './place.ts';
import { exists, isPostmaster } from './processes.ts';

/** A running server, as its own `postmaster.pid` describes it. */
export interface Postmaster {
  pid: number;
  port: number;
  status: string;
}

/** The server that runs on the cluster, or null. A stale `postmaster.pid` counts as none. */
export function runningPostmaster(cluster: string): Postmaster | null {
  let lines: string[];
  try {
    lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
  } catch (error) {
    if (errno(error) === 'ENOENT') return null;
    throw error;
  }
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0 || !isPostmaster(pid, cluster)) return null;
  // Lines: pid, folder, start time, port, socket folder, address, shared memory, status.
  return { pid, port: Number(lines[3]), status: (lines[7] ?? '').trim() };
}

/** Resolves true once that very process no longer runs the cluster, false after `timeout` milliseconds. */
async function waitUntilGone(cluster: string, pid: number, timeout: number): Promise<boolean> {
  const end = Date.now() + timeout;
  while (isPostmaster(pid, cluster)) {
    if (Date.now() > end) return false;
    await sleep(10);
  }
  return true;
}

/**
 * Asks the server for a fast shutdown (open transactions are rolled back, everything committed is kept) and waits.
 * @throws EmbeddedError STOP_FAILED when it still runs after a minute
 */
export async function stopPostmaster(cluster: string, pid: number): Promise<void> {
  const end = Date.now() + 60_000;
  do {
    try {
      // On Windows (untested) this ends the process on the spot; recovery at the next start keeps what was committed.
      process.kill(pid, 'SIGINT');
    } catch (error) {
      if (errno(error) !== 'ESRCH') throw error;
    }
    // Asked again each second: one that is just starting does not listen yet.
    if (await waitUntilGone(cluster, pid, 1000)) return;
  } while (Date.now() < end);
  throw notStopped(pid);
}

export function notStopped(pid: number): EmbeddedError {
  return new EmbeddedError(
    'STOP_FAILED',
    `内置数据库（进程 ${pid}）一分钟内没有停下。`,
    `The embedded database (process ${pid}) did not stop within a minute.`,
  );
}

/** A pid that no process has, on any system. */
const NOBODY = 2 ** 31 - 1;

/**
 * After a crash PostgreSQL takes any living process with the old pid for its predecessor and refuses to start, be it a
 * stranger or a zombie that nobody reaps. Called when it is known that none runs: only the pid is blanked, so that
 * PostgreSQL's second check (is the old shared memory still in use?) goes on protecting the data.
 */
export async function disownStalePid(place: Place): Promise<void> {
  const path = join(place.cluster, 'postmaster.pid');
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null) return;
  const pid = Number(text.split('\n')[0]);
  if (!Number.isInteger(pid) || pid <= 0 || !exists(pid)) return;
  const draft = `${path}.new`;
  rmSync(draft, { force: true });
  await writeFile(draft, text.replace(/^\d+/, String(NOBODY)), { mode: 0o600, flag: 'wx' });
  if (place.account) await chown(draft, place.account.uid, place.account.gid);
  await rename(draft, path);
}

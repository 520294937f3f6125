import { randomBytes } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { errno } from './embedded-error.ts';
import { exists, startTime } from './processes.ts';

/**
 * Does the work while no other process of ours starts a server on the same folder. A lock whose holder is dead is
 * taken over. It keeps starts in order and saves work; that no harm comes from a wrong take-over rests on what lies
 * under it: the rename of a finished cluster, and PostgreSQL's own lock file.
 */
export async function withLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  const mine = `${process.pid} ${startTime(process.pid)} ${randomBytes(8).toString('hex')}`;
  await take(path, mine);
  try {
    return await work();
  } finally {
    if ((await read(path)) === mine) await rm(path, { force: true });
  }
}

async function take(path: string, mine: string): Promise<void> {
  // Written first and linked then: nobody ever sees a lock without its holder's name.
  const draft = `${path}-${mine.split(' ')[2]}`;
  await writeFile(draft, mine, { mode: 0o600, flag: 'wx' });
  try {
    for (;;) {
      try {
        await link(draft, path);
        return;
      } catch (error) {
        if (errno(error) !== 'EEXIST') throw error;
      }
      const holder = await read(path);
      if (holder !== null && !isHeld(holder)) await moveAway(path, holder, `${draft}-stale`);
      else await sleep(10);
    }
  } finally {
    await rm(draft, { force: true });
  }
}

/** Another may have taken the dead one's lock over since we read it; then what we moved away goes back. */
async function moveAway(path: string, dead: string, aside: string): Promise<void> {
  await rename(path, aside).catch(() => undefined);
  const moved = await read(aside);
  if (moved !== null && moved !== dead) await link(aside, path).catch(() => undefined);
  await rm(aside, { force: true });
}

function isHeld(holder: string): boolean {
  const [pid, started] = holder.split(' ');
  return exists(Number(pid)) && startTime(Number(pid)) === started;
}

async function read(path: string): Promise<string | null> {
  return readFile(path, 'utf8').catch((error: unknown) => {
    if (errno(error) === 'ENOENT') return null;
    throw error;
  });
}

import { setTimeout as sleep } from 'node:timers/promises';
import type { Launched } from './launch.ts';
import { withLock } from './lock.ts';
import type { Place } from './place.ts';
import { notStopped, stopPostmaster } from './postmaster.ts';
import { isPostmaster } from './processes.ts';
import { dropHold, hasUsers, isRead } from './supervisor.ts';

/** Ends this process's use of the server; the second and later calls return the first one's promise. */
export function leaveOnce(place: Place, use: Launched): () => Promise<void> {
  const { hold, postmaster } = use;
  // Without a supervisor the one who started the server stops it, also when the program forgets to.
  const atExit = (): void => {
    if (isPostmaster(postmaster.pid, place.cluster)) process.kill(postmaster.pid, 'SIGINT');
  };
  if (!hold) process.once('exit', atExit);
  let leaving: Promise<void> | undefined;
  return () => {
    process.off('exit', atExit);
    leaving ??= leave(place, use);
    return leaving;
  };
}

/** Gives up a use that did not come about, without waiting; the caller holds the lock. */
export async function abandon(place: Place, { hold, postmaster }: Launched): Promise<void> {
  if (hold) await dropHold(place, hold);
  else await stopPostmaster(place.cluster, postmaster.pid);
}

async function leave(place: Place, { hold, postmaster }: Launched): Promise<void> {
  const { pid } = postmaster;
  if (!hold) {
    if (isPostmaster(pid, place.cluster)) await stopPostmaster(place.cluster, pid);
    return;
  }
  const supervised = isRead(hold);
  await dropHold(place, hold);
  if (!supervised) {
    // The supervisor was killed, or the server is down already. The lock keeps others from joining meanwhile.
    await withLock(place.lock, async () => {
      if (!(await hasUsers(place)) && isPostmaster(pid, place.cluster))
        await stopPostmaster(place.cluster, pid);
    });
    return;
  }
  const end = Date.now() + 60_000;
  while (isPostmaster(pid, place.cluster) && !(await hasUsers(place))) {
    if (Date.now() > end) throw notStopped(pid);
    await sleep(10);
  }
}

import { setTimeout as sleep } from 'node:timers/promises';
import type { Launched } from './launch.ts';
import type { Place } from './place.ts';
import { type Postmaster, runningPostmaster, stopPostmaster } from './postmaster.ts';
import { openLog } from './server-log.ts';
import { confirmHold, dropHold, type Hold, isBeingStopped, openHold, startSupervisor } from './supervisor.ts';

/**
 * Takes hold of a server that another process started, and waits until it is ready. Call it under the lock.
 * null: that server is no more, look again.
 */
export async function joinServer(place: Place, found: Postmaster): Promise<Launched | null> {
  const open = openHold(place);
  if (open && !(await confirmHold(place, open))) {
    await dropHold(place, open);
    return null;
  }
  if (!open && (await isBeingStopped(place, found.pid))) {
    // Its last user is gone. Asked again, because the supervisor may have been killed before it asked.
    await stopPostmaster(place.cluster, found.pid);
    return null;
  }
  // A server without a supervisor: somebody killed the shell. It gets a new one.
  const hold = open ?? (await superviseAgain(place, found.pid));
  for (;;) {
    const postmaster = runningPostmaster(place.cluster);
    if (postmaster?.pid === found.pid && postmaster.status === 'ready') return { postmaster, hold };
    if (postmaster?.pid !== found.pid) {
      if (hold) await dropHold(place, hold);
      return null;
    }
    await sleep(10);
  }
}

/** null where there are no named pipes. */
async function superviseAgain(place: Place, pid: number): Promise<Hold | null> {
  if (process.platform === 'win32') return null;
  const log = await openLog(place);
  try {
    const { hold } = await startSupervisor(place, { pid }, log.fd);
    await confirmHold(place, hold);
    return hold;
  } catch {
    return null;
  } finally {
    log.close();
  }
}

import { access, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Place } from './place.ts';
import { stopPostmaster } from './postmaster.ts';
import { exists, isPostmaster } from './processes.ts';

/** How a use of the server ended: given up by this process, by `db:stop`, or the server is gone without either. */
export type Ending = 'released' | 'stopped' | 'died';

const INTERVAL = 500;

/** Written before `db:stop` stops the server, so that its users can tell that from a crash. */
const toldFile = (place: Place, pid: number): string => join(place.run, `told-${pid}`);

/** Stops the server and lets its users know that it was told to. */
export async function tellAndStop(place: Place, pid: number): Promise<void> {
  const told = toldFile(place, pid);
  // Users that cannot read it take the stop for a crash, which is no reason not to stop.
  await writeFile(told, '').catch(() => undefined);
  try {
    await stopPostmaster(place.cluster, pid);
  } catch (error) {
    await rm(told, { force: true });
    throw error;
  }
}

/** Resolves once the server runs no more; looked up twice a second, without keeping this process alive. */
export function whenEnded(place: Place, pid: number, isReleased: () => boolean): Promise<Ending> {
  return new Promise((resolve) => {
    const watch = setInterval(() => {
      if (!isReleased() && isAlive(pid, place.cluster)) return;
      clearInterval(watch);
      if (isReleased()) resolve('released');
      else void access(toldFile(place, pid)).then(() => resolve('stopped'), () => resolve('died')); // prettier-ignore
    }, INTERVAL);
    watch.unref();
  });
}

/** Where no /proc tells which program a pid is, asking costs a process: the supervisor lets no zombie stand for it. */
const isAlive = (pid: number, cluster: string): boolean =>
  process.platform === 'linux' ? isPostmaster(pid, cluster) : exists(pid);

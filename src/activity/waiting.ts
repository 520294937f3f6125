import type { Refusal } from '../writing/refusal.ts';

/** What has places that people may wait for: an activity or a training session. */
export interface Places {
  /** Takes a place, if one is left, so that no race can oversell. Says whether it was taken. */
  take: () => Promise<boolean>;
  /** Makes others who want a place wait until this write has ended. */
  lock: () => Promise<void>;
  /** Throws when no places are given any more; asked under the lock. */
  checkOpen: () => Promise<void>;
  /** Why nobody can wait; null where one can. */
  full: () => Refusal | null;
  /** Adds to the number of people waiting. */
  countWaiting: (by: 1 | -1) => Promise<void>;
}

/** True with a place, false on the waiting list. Throws the refusal of what is full without one. */
export async function takeOrWait({ take, lock, checkOpen, full, countWaiting }: Places): Promise<boolean> {
  if (await take()) return true;
  // A place given back between the two looks would go to nobody: look again with the row locked.
  await lock();
  await checkOpen();
  if (await take()) return true;
  const refusal = full();
  if (refusal) throw refusal;
  await countWaiting(1);
  return false;
}

/** How one who waits comes to a place. */
export interface Promotion<T> {
  /** Whether they cannot come by now, and go on waiting. */
  isHindered: (one: T) => Promise<boolean>;
  take: (one: T) => Promise<boolean>;
  /** Whether the next one may want another kind of place than this one did not get. */
  mayGoOn: (one: T) => boolean;
  give: (one: T) => Promise<void>;
}

/** Gives places that are free to those who wait, the first one first. */
export async function promoteEach<T>(waiting: readonly T[], promotion: Promotion<T>): Promise<void> {
  for (const one of waiting) {
    if (await promotion.isHindered(one)) continue;
    if (await promotion.take(one)) await promotion.give(one);
    else if (!promotion.mayGoOn(one)) return;
  }
}

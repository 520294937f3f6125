import { LockMode } from '@mikro-orm/postgresql';
import { run } from '../database/run.ts';
import type { Writing } from '../writing/writing.ts';
import type { Activity } from './activity.entity.ts';
import { isElsewhere } from './conflicts.ts';
import { SignUp } from './sign-up.entity.ts';
import { promoteEach } from './waiting.ts';

/**
 * Takes a place, if one is left: of the activity in one conditional update, which no race can oversell; of a shift
 * too, where one is given. Says whether it was taken.
 */
export async function takePlace(w: Writing, activity: string, shift: string | null): Promise<boolean> {
  // With a shift two counters must agree: the activity's row is locked first, as everywhere.
  if (shift !== null) {
    await lock(w, activity);
    const left = await run(
      w.em,
      `select 1 from shift s join activity a on a.id = s.activity_id where s.id = $1
         and (s.capacity is null or s.sign_up_count < s.capacity)
         and (a.capacity is null or a.sign_up_count < a.capacity)`,
      [shift],
    );
    if (left.length === 0) return false;
    await run(w.em, 'update shift set sign_up_count = sign_up_count + 1 where id = $1', [shift]);
  }
  const taken = await run(
    w.em,
    `update activity set sign_up_count = sign_up_count + 1 where id = $1 and status = 'PUBLISHED'
       and (capacity is null or sign_up_count < capacity) returning 1`,
    [activity],
  );
  return taken.length > 0;
}

/** Makes other sign-ups of this activity wait until this write has ended. */
export async function lock(w: Writing, activity: string): Promise<void> {
  await run(w.em, 'select 1 from activity where id = $1 for update', [activity]);
}

export async function releasePlace(w: Writing, activity: string, shift: string | null): Promise<void> {
  await run(w.em, 'update activity set sign_up_count = sign_up_count - 1 where id = $1', [activity]);
  if (shift !== null) {
    await run(w.em, 'update shift set sign_up_count = sign_up_count - 1 where id = $1', [shift]);
  }
}

/** Adds to the number of people waiting. */
export async function countWaiting(w: Writing, activity: string, by: 1 | -1): Promise<void> {
  await run(w.em, 'update activity set waiting_count = waiting_count + $2 where id = $1', [activity, by]);
}

/**
 * Gives places that are free to those who wait, the first one first. Whoever has got a place elsewhere at that time
 * goes on waiting, and who waits for a shift that has begun gets none.
 */
export async function promote(w: Writing, activity: Activity): Promise<void> {
  if (activity.status !== 'PUBLISHED' || activity.endsAt <= w.now) return;
  const waiting = await w.em.find(
    SignUp,
    { activity, status: 'WAITING' },
    { orderBy: { signedUpAt: 'asc', id: 'asc' }, lockMode: LockMode.PESSIMISTIC_WRITE },
  );
  await promoteEach(waiting, {
    isHindered: async ({ id, volunteer, shift }) => {
      const { startsAt, endsAt } = (await shift?.loadOrFail()) ?? activity;
      return startsAt <= w.now || isElsewhere(w, volunteer.id, { startsAt, endsAt }, id);
    },
    take: ({ shift }) => takePlace(w, activity.id, shift?.id ?? null),
    // Whoever waits for a full shift does not keep another shift's place from the next one.
    mayGoOn: ({ shift }) => shift != null,
    give: async (signUp) => {
      await countWaiting(w, activity.id, -1);
      signUp.status = 'CONFIRMED';
      signUp.confirmedAt = w.now;
    },
  });
}

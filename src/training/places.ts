import { LockMode } from '@mikro-orm/postgresql';
import { isElsewhere } from '../activity/conflicts.ts';
import { type Places, promoteEach } from '../activity/waiting.ts';
import { run } from '../database/run.ts';
import { Refusal } from '../writing/refusal.ts';
import type { Writing } from '../writing/writing.ts';
import { Enrolment, TrainingSession } from './session.entity.ts';

/** The places of a session, whose counters no race can oversell. */
export const placesOf = (w: Writing, { id, capacity, hasWaitingList }: TrainingSession): Places => ({
  take: () => takePlace(w, id),
  lock: async () => {
    await run(w.em, 'select 1 from training_session where id = $1 for update', [id]);
  },
  checkOpen: async () => {
    const { status, startsAt } = await w.em.findOneOrFail(TrainingSession, id, { refresh: true });
    if (status !== 'PUBLISHED' || startsAt <= w.now) throw notOpen(status);
  },
  full: () =>
    hasWaitingList
      ? null
      : new Refusal('SessionFull', `名额已满（${capacity}）`, `All ${capacity} places are taken`, {
          capacity,
        }),
  countWaiting: (by) => countWaiting(w, id, by),
});

export const notOpen = (status: TrainingSession['status']) =>
  new Refusal('SessionNotOpen', '这期培训现在不收报名', 'The session takes no enrolments now', { status });

async function takePlace(w: Writing, session: string): Promise<boolean> {
  const taken = await run(
    w.em,
    `update training_session set enrolled_count = enrolled_count + 1 where id = $1 and status = 'PUBLISHED'
       and starts_at > $2 and (capacity is null or enrolled_count < capacity) returning 1`,
    [session, w.now],
  );
  return taken.length > 0;
}

export async function releasePlace(w: Writing, session: string): Promise<void> {
  await run(w.em, 'update training_session set enrolled_count = enrolled_count - 1 where id = $1', [session]);
}

export async function countWaiting(w: Writing, session: string, by: 1 | -1): Promise<void> {
  await run(w.em, 'update training_session set waiting_count = waiting_count + $2 where id = $1', [
    session,
    by,
  ]);
}

/** Gives places that are free to those who wait, the first one first; whoever is elsewhere by then goes on waiting. */
export async function promote(w: Writing, session: TrainingSession): Promise<void> {
  if (session.status !== 'PUBLISHED' || session.startsAt <= w.now) return;
  const waiting = await w.em.find(
    Enrolment,
    { session, status: 'WAITING' },
    { orderBy: { enrolledAt: 'asc', id: 'asc' }, lockMode: LockMode.PESSIMISTIC_WRITE },
  );
  await promoteEach(waiting, {
    isHindered: ({ id, volunteer }) => isElsewhere(w, volunteer.id, session, id),
    take: () => takePlace(w, session.id),
    mayGoOn: () => false,
    give: async (enrolment) => {
      await countWaiting(w, session.id, -1);
      enrolment.status = 'ENROLLED';
    },
  });
}

import { run } from '../database/run.ts';
import type { Writing } from '../writing/writing.ts';
import { lock } from './places.ts';
import { SignUp } from './sign-up.entity.ts';
import { cancel } from './sign-up.service.ts';

interface Upcoming {
  id: string;
  activity: string;
  day: string;
}

/** Cancels the sign-ups of a volunteer to what has not begun, or only those on such days: the places go to those who wait. */
export async function cancelUpcomingSignUps(
  w: Writing,
  volunteer: string,
  concerns: (day: string) => boolean,
): Promise<void> {
  // A sign-up under way holds this row: it is seen here, or sees what was withdrawn.
  await run(w.em, 'select 1 from volunteer where id = $1 for update', [volunteer]);
  const upcoming = await run<Upcoming>(
    w.em,
    `select s.id, s.activity_id as activity,
       (coalesce(f.starts_at, a.starts_at) at time zone 'Asia/Shanghai')::date::text as day
     from sign_up s join activity a on a.id = s.activity_id left join shift f on f.id = s.shift_id
     where s.volunteer_id = $1 and s.status in ('CONFIRMED', 'WAITING') and coalesce(f.starts_at, a.starts_at) > $2
     order by s.activity_id, s.id`,
    [volunteer, w.now],
  );
  for (const { id, activity, day } of upcoming) {
    if (!concerns(day)) continue;
    await lock(w, activity);
    // Read when nobody else can give it a place any more.
    const signUp = await w.em.findOneOrFail(SignUp, id, { populate: ['activity'], refresh: true });
    if (signUp.status === 'CONFIRMED' || signUp.status === 'WAITING')
      await cancel(w, signUp, signUp.activity.unwrap());
  }
}

import { run } from '../database/run.ts';
import { toGlobalId } from '../graph/ids.ts';
import { dateOf } from '../shanghai.ts';
import type { Writing } from '../writing/writing.ts';
import { cancel, isUpcoming, lockSessionOf } from './enrolment.service.ts';
import { Enrolment } from './session.entity.ts';

/** Cancels the enrolments of a volunteer in sessions that have not begun, or only those on such days. */
export async function cancelUpcomingEnrolments(
  w: Writing,
  volunteer: string,
  concerns: (day: string) => boolean,
): Promise<void> {
  // An enrolment under way holds the volunteer's row, as this write does by now: it is seen here, or sees what was withdrawn.
  const upcoming = await run<{ id: string }>(
    w.em,
    `select e.id from enrolment e join training_session s on s.id = e.session_id
     where e.volunteer_id = $1 and e.status in ('ENROLLED', 'WAITING') and s.starts_at > $2 order by e.session_id`,
    [volunteer, w.now],
  );
  for (const { id } of upcoming) {
    await lockSessionOf(w, toGlobalId('Enrolment', id));
    const enrolment = await w.em.findOneOrFail(Enrolment, id, { populate: ['session'], refresh: true });
    if (isUpcoming(enrolment) && concerns(dateOf(enrolment.session.unwrap().startsAt))) {
      await cancel(w, enrolment);
    }
  }
}

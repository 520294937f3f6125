import {
  consentWithdraw as withdrawConsent,
  volunteerWithdraw as withdraw,
} from '../activity/withdraw.service.ts';
import { run } from '../database/run.ts';
import type { MutationConsentWithdrawArgs, MutationVolunteerWithdrawArgs } from '../generated/resolvers.ts';
import { toGlobalId } from '../graph/ids.ts';
import { dateOf } from '../shanghai.ts';
import { ageOn, CONSENT_AGE } from '../volunteer/age.ts';
import { Consent } from '../volunteer/volunteer.entity.ts';
import type { Writing } from '../writing/writing.ts';
import { cancel, lockSessionOf } from './enrolment.service.ts';
import { Enrolment } from './session.entity.ts';

/** Withdraws a volunteer, from training too that has not begun: the places are free again. */
export async function volunteerWithdraw(w: Writing, args: MutationVolunteerWithdrawArgs): Promise<string> {
  const key = await withdraw(w, args);
  await cancelUpcoming(w, key);
  return key;
}

/** Withdraws a consent; without the guardian's, a child takes part in no training that has not begun. */
export async function consentWithdraw(w: Writing, args: MutationConsentWithdrawArgs): Promise<string> {
  const key = await withdrawConsent(w, args);
  const { kind, volunteer } = await w.em.findOneOrFail(Consent, key, { populate: ['volunteer'] });
  const { id, birthDate } = volunteer.unwrap();
  if (kind === 'GUARDIAN_PARTICIPATION' && birthDate != null) {
    await cancelUpcoming(w, id, (startsAt) => ageOn(birthDate, dateOf(startsAt)) < CONSENT_AGE);
  }
  return key;
}

async function cancelUpcoming(
  w: Writing,
  volunteer: string,
  concerns: (startsAt: Date) => boolean = () => true,
): Promise<void> {
  // An enrolment under way holds the volunteer's row, as this write does by now: it is seen here, or sees what was withdrawn.
  const upcoming = await run<{ id: string }>(
    w.em,
    `select e.id from enrolment e join training_session s on s.id = e.session_id
     where e.volunteer_id = $1 and e.status = 'ENROLLED' and s.starts_at > $2 order by e.session_id`,
    [volunteer, w.now],
  );
  for (const { id } of upcoming) {
    await lockSessionOf(w, toGlobalId('Enrolment', id));
    const enrolment = await w.em.findOneOrFail(Enrolment, id, { populate: ['session'], refresh: true });
    if (enrolment.status === 'ENROLLED' && concerns(enrolment.session.unwrap().startsAt)) {
      await cancel(w, enrolment);
    }
  }
}

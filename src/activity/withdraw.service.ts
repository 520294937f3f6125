import { run } from '../database/run.ts';
import type { MutationConsentWithdrawArgs, MutationVolunteerWithdrawArgs } from '../generated/resolvers.ts';
import { ageOn, CONSENT_AGE } from '../volunteer/age.ts';
import { consentWithdraw as withdrawConsent } from '../volunteer/consent.service.ts';
import { Consent } from '../volunteer/volunteer.entity.ts';
import { volunteerWithdraw as withdraw } from '../volunteer/volunteer.service.ts';
import type { Writing } from '../writing/writing.ts';
import { lock } from './places.ts';
import { SignUp } from './sign-up.entity.ts';
import { cancel } from './sign-up.service.ts';

/** Withdraws a volunteer, and from what has not begun: the places go to those who wait. */
export async function volunteerWithdraw(w: Writing, args: MutationVolunteerWithdrawArgs): Promise<string> {
  const key = await withdraw(w, args);
  await cancelUpcoming(w, key);
  return key;
}

/** Withdraws a consent; without the guardian's, a child takes part in nothing that has not begun. */
export async function consentWithdraw(w: Writing, args: MutationConsentWithdrawArgs): Promise<string> {
  const key = await withdrawConsent(w, args);
  const { kind, volunteer } = await w.em.findOneOrFail(Consent, key, { populate: ['volunteer'] });
  const { id, birthDate } = volunteer.unwrap();
  if (kind === 'GUARDIAN_PARTICIPATION' && birthDate != null) {
    await cancelUpcoming(w, id, (day) => ageOn(birthDate, day) < CONSENT_AGE);
  }
  return key;
}

interface Upcoming {
  id: string;
  activity: string;
  day: string;
}

/** Cancels what has not begun for that volunteer: all of it, or that on the days asked for. */
async function cancelUpcoming(
  w: Writing,
  volunteer: string,
  concerns: (day: string) => boolean = () => true,
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

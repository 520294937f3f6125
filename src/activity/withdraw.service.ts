import { run } from '../database/run.ts';
import type { MutationConsentWithdrawArgs, MutationVolunteerWithdrawArgs } from '../generated/resolvers.ts';
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

/** Withdraws a consent; without the guardian's, a minor takes part in nothing that has not begun. */
export async function consentWithdraw(w: Writing, args: MutationConsentWithdrawArgs): Promise<string> {
  const key = await withdrawConsent(w, args);
  const { kind, volunteer } = await w.em.findOneOrFail(Consent, key);
  if (kind === 'GUARDIAN_PARTICIPATION') await cancelUpcoming(w, volunteer.id);
  return key;
}

async function cancelUpcoming(w: Writing, volunteer: string): Promise<void> {
  // A sign-up under way holds this row: it is seen here, or sees what was withdrawn.
  await run(w.em, 'select 1 from volunteer where id = $1 for update', [volunteer]);
  const upcoming = await w.em.find(
    SignUp,
    { volunteer, status: { $in: ['CONFIRMED', 'WAITING'] }, activity: { startsAt: { $gt: w.now } } },
    { populate: ['activity'], orderBy: { activity: { id: 'asc' } } },
  );
  for (const signUp of upcoming) {
    const activity = signUp.activity.unwrap();
    await lock(w, activity.id);
    await cancel(w, signUp, activity);
  }
}

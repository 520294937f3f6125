import { cancelUpcomingSignUps } from '../activity/withdraw.service.ts';
import { run } from '../database/run.ts';
import type { MutationConsentWithdrawArgs, MutationVolunteerWithdrawArgs } from '../generated/resolvers.ts';
import { forgetNominations } from '../incentive/withdraw.service.ts';
import { STORY_STATUSES } from '../story/story.entity.ts';
import { eraseFromStories, type Person, takeBack } from '../story/withdraw.service.ts';
import { cancelUpcomingEnrolments } from '../training/withdraw.service.ts';
import { ageOn, CONSENT_AGE } from '../volunteer/age.ts';
import { consentWithdraw as withdrawConsent } from '../volunteer/consent.service.ts';
import { Consent } from '../volunteer/volunteer.entity.ts';
import { volunteerWithdraw as withdrawVolunteer } from '../volunteer/volunteer.service.ts';
import type { Writing } from '../writing/writing.ts';

/**
 * Withdraws a consent, and with it what was done by it, in one step: without the guardian's, a child takes part in
 * nothing that has not begun; without that to be named or shown, nothing does so any more.
 */
export async function consentWithdraw(w: Writing, args: MutationConsentWithdrawArgs): Promise<string> {
  const key = await withdrawConsent(w, args);
  const { kind, volunteer } = await w.em.findOneOrFail(Consent, key, { populate: ['volunteer'] });
  const { id, number, name, birthDate } = volunteer.unwrap();
  await w.em.flush();
  if (kind === 'GUARDIAN_PARTICIPATION') {
    if (birthDate != null) await cancelUpcoming(w, id, (day) => ageOn(birthDate, day) < CONSENT_AGE);
    return key;
  }
  const person = { id, number, name };
  await takeBack(w, person, [kind]);
  // What is drafted anew is for its writers to rewrite; what is taken back nobody needs the name in.
  if (kind === 'PUBLISH_NAME') await eraseFromStories(w, person, ['RETRACTED']);
  return key;
}

/** Withdraws a volunteer: from what has not begun, from all that names or shows them, and from what was said of them. */
export async function volunteerWithdraw(w: Writing, args: MutationVolunteerWithdrawArgs): Promise<string> {
  // Read before it is erased; whether the viewer may act for them is said by what comes next.
  const [person] = await run<Person>(w.em, 'select id, number, name from volunteer where id = $1', [
    w.keyOf('Volunteer', args.id, ['id']),
  ]);
  const key = await withdrawVolunteer(w, args);
  await w.em.flush();
  await cancelUpcoming(w, key, () => true);
  await takeBack(w, person!, ['PUBLISH_NAME', 'PUBLISH_IMAGE']);
  await eraseFromStories(w, person!, STORY_STATUSES);
  await forgetNominations(w, key);
  return key;
}

async function cancelUpcoming(w: Writing, volunteer: string, concerns: (day: string) => boolean) {
  await cancelUpcomingSignUps(w, volunteer, concerns);
  await cancelUpcomingEnrolments(w, volunteer, concerns);
}

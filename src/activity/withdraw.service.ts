import type { MutationVolunteerWithdrawArgs } from '../generated/resolvers.ts';
import { volunteerWithdraw as withdraw } from '../volunteer/volunteer.service.ts';
import type { Writing } from '../writing/writing.ts';
import { lock } from './places.ts';
import { SignUp } from './sign-up.entity.ts';
import { cancel } from './sign-up.service.ts';

/** Withdraws a volunteer, and first from what has not begun: the places go to those who wait. */
export async function volunteerWithdraw(w: Writing, args: MutationVolunteerWithdrawArgs): Promise<string> {
  const key = await withdraw(w, args);
  const upcoming = await w.em.find(
    SignUp,
    { volunteer: key, status: { $in: ['CONFIRMED', 'WAITING'] }, activity: { startsAt: { $gt: w.now } } },
    { populate: ['activity'], orderBy: { activity: { id: 'asc' } } },
  );
  for (const signUp of upcoming) {
    const activity = signUp.activity.unwrap();
    await lock(w, activity.id);
    await cancel(w, signUp, activity);
  }
  return key;
}

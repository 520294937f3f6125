import type { Owner } from '../access/rights.ts';
import { run } from '../database/run.ts';
import { toGlobalId } from '../graph/ids.ts';
import type { MutationSignUpCancelArgs, MutationSignUpCreateArgs } from '../generated/resolvers.ts';
import { dateOf } from '../shanghai.ts';
import { ageOn, CONSENT_AGE } from '../volunteer/age.ts';
import { volunteerOf } from '../volunteer/volunteer-of.ts';
import { Consent, type Volunteer } from '../volunteer/volunteer.entity.ts';
import { ownerOfVolunteer } from '../volunteer/volunteer.policy.ts';
import { guardianConsentMissing } from '../volunteer/volunteer.service.ts';
import { optionalTextOf } from '../writing/input.ts';
import { invalidInput, invalidTransition, Refusal } from '../writing/refusal.ts';
import type { Writing } from '../writing/writing.ts';
import { Activity, Shift } from './activity.entity.ts';
import { checkElsewhere } from './conflicts.ts';
import { countWaiting, lock, promote, releasePlace, takePlace } from './places.ts';
import { SignUp } from './sign-up.entity.ts';
import { type Places, takeOrWait } from './waiting.ts';

/** Whose a sign-up is: the volunteer's, and the organizer's of the activity. */
export const ownerOfSignUp = (volunteer: Volunteer, activity: Activity): Owner => ({
  district: activity.districtCode,
  parties: [activity.organizer.id],
  volunteer: volunteer.id,
});

/** Signs a volunteer up: with a place while one is left, else on the waiting list. */
export async function signUpCreate(w: Writing, { input }: MutationSignUpCreateArgs): Promise<string> {
  const activity = await w.refer(Activity, 'Activity', input.activity, ['input', 'activity']);
  // The volunteer's row is locked, so that two sign-ups of one person are judged one after the other.
  const volunteer = await volunteerOf(w, input.volunteer, (row) => {
    const owner = ownerOfSignUp(row, activity);
    return { ...owner, parties: [...(owner.parties ?? []), ...(ownerOfVolunteer(row).parties ?? [])] };
  });
  const shift = await shiftOf(w, activity, input.shift ?? null);
  const { hasShifts, known } = await standingOf(w, volunteer, activity, shift);
  if (!shift && hasShifts) {
    throw invalidInput(
      ['input', 'shift'],
      '这场活动分班次，请选一个',
      'This activity has shifts: choose one',
    );
  }
  const time = shift ?? activity;
  if (activity.status !== 'PUBLISHED' || time.startsAt <= w.now) throw notOpen(activity);
  await checkAge(w, volunteer, activity);
  // Not twice for one thing, and not at two places at one time.
  if (known !== null) throw alreadySignedUp(known);
  await checkElsewhere(w, volunteer.id, time);
  const isPlaced = await takeOrWait(placesOf(w, activity, shift));
  const signUp = w.em.create(
    SignUp,
    {
      activity,
      shift,
      volunteer,
      status: isPlaced ? 'CONFIRMED' : 'WAITING',
      signedUpAt: w.now,
      confirmedAt: isPlaced ? w.now : null,
      cancelledAt: null,
      checkedInAt: null,
      checkedOutAt: null,
      checkInMethod: null,
    },
    { persist: true },
  );
  await w.em.flush();
  return signUp.id;
}

const placesOf = (w: Writing, activity: Activity, shift: Shift | null): Places => ({
  take: () => takePlace(w, activity.id, shift?.id ?? null),
  lock: () => lock(w, activity.id),
  checkOpen: async () => {
    const [now] = await run<{ status: Activity['status'] }>(
      w.em,
      'select status from activity where id = $1',
      [activity.id],
    );
    if (now!.status !== 'PUBLISHED') throw notOpen({ status: now!.status });
  },
  full: () => {
    if (activity.hasWaitingList) return null;
    const capacity = shift?.capacity ?? activity.capacity ?? 0;
    return new Refusal('ActivityFull', `名额已满（${capacity}）`, `All ${capacity} places are taken`, {
      capacity,
    });
  },
  countWaiting: (by) => countWaiting(w, activity.id, by),
});

async function shiftOf(w: Writing, activity: Activity, id: string | null): Promise<Shift | null> {
  if (id === null) return null;
  const path = ['input', 'shift'];
  const shift = await w.refer(Shift, 'Shift', id, path);
  if (shift.activity.id === activity.id) return shift;
  throw invalidInput(path, '不是这场活动的班次', 'Not a shift of this activity');
}

interface Standing {
  hasShifts: boolean;
  /** The volunteer's sign-up for the same, where there is one that counts. */
  known: string | null;
}

async function standingOf(
  w: Writing,
  volunteer: Volunteer,
  activity: Activity,
  shift: Shift | null,
): Promise<Standing> {
  const [standing] = await run<Standing>(
    w.em,
    `select exists (select 1 from shift where activity_id = $2) as "hasShifts",
       (select id from sign_up where volunteer_id = $1 and activity_id = $2 and shift_id is not distinct from $3::uuid
          and status in ('CONFIRMED', 'WAITING', 'ATTENDED') limit 1) as known`,
    [volunteer.id, activity.id, shift?.id ?? null],
  );
  return standing!;
}

async function checkAge(w: Writing, volunteer: Volunteer, activity: Activity): Promise<void> {
  const { minimumAge = null, maximumAge = null } = activity;
  if (volunteer.birthDate == null) return;
  const age = ageOn(volunteer.birthDate, dateOf(activity.startsAt));
  if ((minimumAge !== null && age < minimumAge) || (maximumAge !== null && age > maximumAge)) {
    throw new Refusal(
      'AgeNotAllowed',
      `年龄要求：${minimumAge ?? '不限'} 至 ${maximumAge ?? '不限'} 周岁`,
      `Ages asked for: from ${minimumAge ?? 'any'} to ${maximumAge ?? 'any'}`,
      { minimumAge, maximumAge },
    );
  }
  await checkConsent(w, volunteer, activity.startsAt);
}

/** A child takes part with the guardian's consent alone. Throws GuardianConsentMissing. */
export async function checkConsent(w: Writing, volunteer: Volunteer, startsAt: Date): Promise<void> {
  if (volunteer.birthDate == null || ageOn(volunteer.birthDate, dateOf(startsAt)) >= CONSENT_AGE) return;
  const consent = { volunteer, kind: 'GUARDIAN_PARTICIPATION', withdrawnAt: null } as const;
  if ((await w.em.count(Consent, consent)) === 0) throw guardianConsentMissing(['input', 'volunteer']);
}

const alreadySignedUp = (id: string) =>
  new Refusal('AlreadySignedUp', '已报过名', 'Signed up already', { signUpId: toGlobalId('SignUp', id) });

const notOpen = ({ status }: { status: Activity['status'] }) =>
  new Refusal('ActivityNotOpen', '活动不在招募', 'The activity takes no volunteers', { status });

/** Cancels before the start; the place goes to the first one waiting. */
export async function signUpCancel(w: Writing, args: MutationSignUpCancelArgs): Promise<string> {
  w.reason = optionalTextOf(args.reason, ['reason'], 500);
  const signUp = await changeSignUp(w, args.id, args.expectedVersion);
  const activity = await signUp.activity.loadOrFail();
  if (signUp.status !== 'CONFIRMED' && signUp.status !== 'WAITING') {
    throw invalidTransition(
      signUp.status,
      '现在的状态下不能取消',
      'It cannot be cancelled in its present state',
    );
  }
  const { startsAt } = (await signUp.shift?.loadOrFail()) ?? activity;
  if (startsAt <= w.now || signUp.checkedInAt) {
    throw invalidTransition(signUp.status, '活动已经开始，不能取消', 'It has begun and cannot be cancelled');
  }
  await cancel(w, signUp, activity);
  return signUp.id;
}

/** Cancels a sign-up that is confirmed or waiting, and passes a place on. */
export async function cancel(w: Writing, signUp: SignUp, activity: Activity): Promise<void> {
  const hadPlace = signUp.status === 'CONFIRMED';
  signUp.status = 'CANCELLED';
  signUp.cancelledAt = w.now;
  await w.em.flush();
  if (!hadPlace) return countWaiting(w, activity.id, -1);
  await releasePlace(w, activity.id, signUp.shift?.id ?? null);
  await promote(w, activity);
}

/**
 * The sign-up, locked, if the viewer may act on it. The activity's row is locked before it: whoever passes a place on
 * holds that row while looking for the next one waiting.
 */
export async function changeSignUp(w: Writing, id: string, version?: number): Promise<SignUp> {
  const key = w.keyOf('SignUp', id);
  await run(
    w.em,
    'select 1 from activity where id = (select activity_id from sign_up where id = $1) for update',
    [key],
  );
  return w.change(
    SignUp,
    'SignUp',
    id,
    async ({ volunteer, activity }) =>
      ownerOfSignUp(await volunteer.loadOrFail(), await activity.loadOrFail()),
    version,
  );
}

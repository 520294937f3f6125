import { Activity } from '../activity/activity.entity.ts';
import { isCheckInCode } from '../activity/check-in-code.ts';
import { ownerOfActivity } from '../activity/activity.policy.ts';
import { type CHECK_IN_METHODS, SignUp } from '../activity/sign-up.entity.ts';
import { changeSignUp, checkConsent } from '../activity/sign-up.service.ts';
import { v7 } from 'uuid';
import { run } from '../database/run.ts';
import type {
  MutationActivityCompleteArgs,
  MutationSignUpCheckInArgs,
  MutationSignUpCheckOutArgs,
  MutationSignUpRecordArgs,
} from '../generated/resolvers.ts';
import { isOneself, refuseOneself } from '../volunteer/volunteer-of.ts';
import { textOf } from '../writing/input.ts';
import { invalidInput, invalidTransition, Refusal } from '../writing/refusal.ts';
import type { Writing } from '../writing/writing.ts';
import { count, type Counted, type Span } from './counting.ts';
import { ServiceRecord } from './ledger.entity.ts';
import { checkFree } from './overlap.ts';

type Method = (typeof CHECK_IN_METHODS)[number];

const MINUTE = 60_000;
/** Check-in opens this long before the start, check-out closes this long after the end. */
const OPENS_BEFORE = 60 * MINUTE;
const CLOSES_AFTER = 120 * MINUTE;
/** Checks in: by the coordinator, by the code shown at the place, or by oneself (which somebody must confirm). */
export async function signUpCheckIn(w: Writing, args: MutationSignUpCheckInArgs): Promise<string> {
  const { signUp, activity, time } = await attending(w, args.id, args.expectedVersion);
  if (signUp.status !== 'CONFIRMED') {
    throw invalidTransition(signUp.status, '只有占得名额者可以签到', 'Only who has a place can check in');
  }
  checkOpen(w, activity, new Date(time.startsAt.getTime() - OPENS_BEFORE), time.endsAt);
  await checkConsent(w, await signUp.volunteer.loadOrFail(), time.startsAt);
  signUp.checkInMethod = await methodOf(w, signUp, activity, args.code);
  signUp.checkedInAt = w.now;
  signUp.status = 'ATTENDED';
  return signUp.id;
}

/** Checks out: the server counts the minutes and enters them in the ledger. */
export async function signUpCheckOut(w: Writing, args: MutationSignUpCheckOutArgs): Promise<string> {
  const { signUp, activity, time } = await attending(w, args.id, args.expectedVersion);
  if (signUp.status !== 'ATTENDED' || !signUp.checkedInAt || signUp.checkedOutAt) {
    throw invalidTransition(signUp.status, '没有签到，或已经签退', 'Not checked in, or checked out already');
  }
  checkOpen(w, activity, time.startsAt, new Date(time.endsAt.getTime() + CLOSES_AFTER));
  const method = await methodOf(w, signUp, activity, args.code);
  signUp.checkedOutAt = w.now;
  // What rests on somebody's own word at either end, rests on it.
  const source = method === 'SELF' || signUp.checkInMethod === 'SELF' ? 'SELF' : method;
  await enter(w, signUp, time, count(time, signUp.checkedInAt, w.now), source, null);
  return signUp.id;
}

/** Records attendance afterwards, of somebody else who was not checked in and out. */
export async function signUpRecord(w: Writing, args: MutationSignUpRecordArgs): Promise<string> {
  const reason = textOf(args.reason, ['reason'], 500);
  w.reason = reason;
  const { signUp, activity, time } = await attending(w, args.id, args.expectedVersion);
  refuseOneself(w, signUp.volunteer);
  if (await w.em.count(ServiceRecord, { signUp, kind: 'SERVICE' })) {
    throw invalidTransition(signUp.status, '已有服务记录，请用更正', 'There is a record already: correct it');
  }
  const isLate = ['CONFIRMED', 'ATTENDED', 'NO_SHOW'].includes(signUp.status) && time.startsAt <= w.now;
  if (!isLate || !['PUBLISHED', 'COMPLETED'].includes(activity.status)) {
    throw invalidTransition(
      signUp.status,
      '现在的状态下不能补记',
      'It cannot be recorded in its present state',
    );
  }
  const from = new Date(args.startedAt);
  const to = new Date(args.endedAt);
  if (to <= from || to > w.now) {
    throw invalidInput(
      ['endedAt'],
      '结束应晚于开始，且已经过去',
      'The end must be after the start, and past',
    );
  }
  signUp.status = 'ATTENDED';
  signUp.checkedInAt ??= from;
  signUp.checkedOutAt = to;
  signUp.checkInMethod ??= 'COORDINATOR';
  await enter(w, signUp, time, count(time, from, to), 'COORDINATOR', reason);
  return signUp.id;
}

/**
 * Completes an activity that has ended: who has a place and did not come is a no-show; who did not check out gets an
 * entry that does not count, for the coordinator to correct.
 */
export async function activityComplete(w: Writing, args: MutationActivityCompleteArgs): Promise<string> {
  const activity = await w.change(Activity, 'Activity', args.id, ownerOfActivity, args.expectedVersion);
  if (activity.status !== 'PUBLISHED') {
    throw invalidTransition(
      activity.status,
      '只有已发布的活动可以完成',
      'Only a published activity can be completed',
    );
  }
  if (activity.endsAt > w.now) {
    throw invalidTransition(activity.status, '活动尚未结束', 'It has not ended yet');
  }
  const signUps = await w.em.find(
    SignUp,
    { activity, status: { $in: ['CONFIRMED', 'WAITING', 'ATTENDED'] } },
    { populate: ['shift'] },
  );
  for (const signUp of signUps) {
    if (signUp.status === 'CONFIRMED') signUp.status = 'NO_SHOW';
    else if (signUp.status === 'WAITING') {
      signUp.status = 'CANCELLED';
      signUp.cancelledAt = w.now;
    } else if (!signUp.checkedOutAt) {
      const time = signUp.shift?.unwrap() ?? activity;
      const nothing = {
        startedAt: time.startsAt,
        endedAt: time.startsAt,
        minutes: 0,
        notCountedReason: 'NO_CHECK_OUT' as const,
      };
      await enter(w, signUp, time, nothing, signUp.checkInMethod ?? 'COORDINATOR', null);
    }
  }
  activity.status = 'COMPLETED';
  activity.completedAt = w.now;
  w.announce('ACTIVITY_COMPLETED', 'Activity', activity);
  await w.em.flush();
  await run(w.em, 'update activity set waiting_count = 0 where id = $1', [activity.id]);
  return activity.id;
}

async function attending(w: Writing, id: string, version: number) {
  const signUp = await changeSignUp(w, id, version);
  const activity = await signUp.activity.loadOrFail();
  const time: Span = signUp.shift ? await signUp.shift.loadOrFail() : activity;
  return { signUp, activity, time };
}

function checkOpen(w: Writing, { status }: Activity, from: Date, to: Date): void {
  if (status === 'PUBLISHED' && w.now >= from && w.now <= to) return;
  throw new Refusal('CheckInRefused', '不在签到、签退的时间内', 'Outside the hours of checking in and out');
}

/**
 * How the viewer proves presence. Whoever runs the activity has the code in hand, so that of their own it proves
 * nothing: somebody else must confirm it. Throws CheckInRefused for a wrong code, and TooManyAttempts after some: six
 * digits could be tried out.
 */
async function methodOf(
  w: Writing,
  { volunteer }: SignUp,
  activity: Activity,
  code: string | null | undefined,
): Promise<Method> {
  if (w.may(ownerOfActivity(activity))) return isOneself(w, volunteer) ? 'SELF' : 'COORDINATOR';
  if (code == null || code.trim() === '') return 'SELF';
  await w.guesses('check-in-code', activity.id);
  if (isCheckInCode(w.digest, activity.id, w.now, code)) return 'CODE';
  throw new Refusal('CheckInRefused', '签到码不对或已过期', 'The code is wrong or has expired', {
    path: ['code'],
  });
}

/** Enters a record in the ledger. Throws OverlappingService for time that another record takes up. */
async function enter(
  w: Writing,
  signUp: SignUp,
  time: Span,
  counted: Counted,
  source: Method,
  reason: string | null,
): Promise<void> {
  const id = v7();
  // Of records of overlapping times the exclusion constraint takes one; what corrections have made of them it cannot see.
  if (counted.notCountedReason === null) {
    await checkFree(w, signUp.volunteer.id, { time, minutes: counted.minutes, except: id });
  }
  w.em.create(
    ServiceRecord,
    {
      id,
      ...counted,
      volunteer: signUp.volunteer,
      activity: signUp.activity,
      signUp,
      kind: 'SERVICE',
      source,
      recordedAt: w.now,
      confirmedAt: source === 'SELF' ? null : w.now,
      corrects: null,
      reason,
      isDemo: signUp.isDemo,
    },
    { persist: true },
  );
}

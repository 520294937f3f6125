import { checkElsewhere } from '../activity/conflicts.ts';
import { checkConsent } from '../activity/sign-up.service.ts';
import { takeOrWait } from '../activity/waiting.ts';
import { run } from '../database/run.ts';
import { toGlobalId } from '../graph/ids.ts';
import type {
  MutationEnrolmentAttendArgs,
  MutationEnrolmentCancelArgs,
  MutationEnrolmentCompleteArgs,
  MutationEnrolmentCreateArgs,
} from '../generated/resolvers.ts';
import { volunteerOf } from '../volunteer/volunteer-of.ts';
import { optionalTextOf } from '../writing/input.ts';
import { invalidInput, invalidTransition, Refusal } from '../writing/refusal.ts';
import type { Writing } from '../writing/writing.ts';
import { countWaiting, notOpen, placesOf, promote, releasePlace } from './places.ts';
import { Enrolment, TrainingSession } from './session.entity.ts';
import { ownerOfEnrolment, ownerOfTraining } from './training.policy.ts';

/** Enrols a volunteer in a published session that has not begun: with a place while one is left, else on the waiting list. */
export async function enrolmentCreate(w: Writing, { input }: MutationEnrolmentCreateArgs): Promise<string> {
  const session = await w.refer(TrainingSession, 'TrainingSession', input.session, ['input', 'session']);
  // The volunteer's row is locked, so that two enrolments of one person are judged one after the other.
  const volunteer = await volunteerOf(w, input.volunteer, (row) => ownerOfEnrolment(row, session));
  if (session.status !== 'PUBLISHED' || session.startsAt <= w.now) throw notOpen(session.status);
  await checkConsent(w, volunteer, session.startsAt);
  const known = await w.em.findOne(Enrolment, { session, volunteer, status: { $ne: 'CANCELLED' } });
  if (known) {
    throw new Refusal('AlreadyEnrolled', '已报过名', 'Enrolled already', {
      enrolmentId: toGlobalId('Enrolment', known.id),
    });
  }
  await checkElsewhere(w, volunteer.id, session);
  const isPlaced = await takeOrWait(placesOf(w, session));
  const enrolment = w.em.create(
    Enrolment,
    {
      session,
      volunteer,
      status: isPlaced ? 'ENROLLED' : 'WAITING',
      score: null,
      hasPassed: null,
      enrolledAt: w.now,
      attendedAt: null,
      completedAt: null,
      cancelledAt: null,
    },
    { persist: true },
  );
  await w.em.flush();
  return enrolment.id;
}

/** Cancels before the start; the place goes to the first one waiting. */
export async function enrolmentCancel(w: Writing, args: MutationEnrolmentCancelArgs): Promise<string> {
  w.reason = optionalTextOf(args.reason, ['reason'], 500);
  await lockSessionOf(w, args.id);
  const enrolment = await w.change(
    Enrolment,
    'Enrolment',
    args.id,
    async ({ volunteer, session }) =>
      ownerOfEnrolment(await volunteer.loadOrFail(), await session.loadOrFail()),
    args.expectedVersion,
  );
  const { startsAt } = await enrolment.session.loadOrFail();
  if (!isUpcoming(enrolment) || startsAt <= w.now) {
    throw invalidTransition(
      enrolment.status,
      '只有开始前的报名可以取消',
      'Only an enrolment can be cancelled, before the start',
    );
  }
  await cancel(w, enrolment);
  return enrolment.id;
}

/** Whether it can still be cancelled: it has a place, or waits for one. */
export const isUpcoming = ({ status }: Enrolment): boolean => status === 'ENROLLED' || status === 'WAITING';

/** Cancels an enrolment, and passes its place on. */
export async function cancel(w: Writing, enrolment: Enrolment): Promise<void> {
  const hadPlace = enrolment.status === 'ENROLLED';
  w.em.assign(enrolment, { status: 'CANCELLED', cancelledAt: w.now });
  await w.em.flush();
  const session = await enrolment.session.loadOrFail();
  if (!hadPlace) return countWaiting(w, session.id, -1);
  await releasePlace(w, session.id);
  await promote(w, session);
}

/** Records that somebody was present. */
export async function enrolmentAttend(w: Writing, args: MutationEnrolmentAttendArgs): Promise<string> {
  const { enrolment, session } = await running(w, args.id, args.expectedVersion);
  const isLate = enrolment.status === 'ABSENT' && session.status === 'COMPLETED';
  if ((enrolment.status !== 'ENROLLED' && !isLate) || session.startsAt > w.now) {
    throw invalidTransition(
      enrolment.status,
      '开始后才能记到场，且只记一次',
      'Presence is recorded once, after the start',
    );
  }
  w.em.assign(enrolment, { status: 'ATTENDED', attendedAt: w.now });
  return enrolment.id;
}

/** Records the result of somebody who was present; a wrong one is replaced. */
export async function enrolmentComplete(w: Writing, args: MutationEnrolmentCompleteArgs): Promise<string> {
  const { enrolment, session } = await running(w, args.id, args.expectedVersion);
  if (enrolment.status !== 'ATTENDED' && enrolment.status !== 'COMPLETED') {
    throw invalidTransition(
      enrolment.status,
      '只有到场的人可以记结业',
      'Only somebody who was present can complete it',
    );
  }
  const { passingScore = null } = await session.course.loadOrFail();
  const { score = null, hasPassed = null } = args.input;
  const [needed, other] =
    passingScore === null ? (['hasPassed', 'score'] as const) : (['score', 'hasPassed'] as const);
  if (args.input[needed] == null || args.input[other] != null) {
    throw invalidInput(
      ['input', args.input[needed] == null ? needed : other],
      passingScore === null ? '课程不计分，只给是否合格' : '课程计分，只给成绩',
      passingScore === null
        ? 'The course has no scores: say whether it was passed'
        : 'The course has scores: give the score alone',
    );
  }
  if (score !== null && (score < 0 || score > 100)) {
    throw invalidInput(['input', 'score'], '应在 0 到 100 之间', 'Must be from 0 to 100');
  }
  const passed = hasPassed ?? score! >= passingScore!;
  if (enrolment.hasPassed && !passed) await checkNoCertificate(w, enrolment);
  w.em.assign(enrolment, {
    ...{ status: 'COMPLETED', score, hasPassed: passed },
    completedAt: enrolment.completedAt ?? w.now,
  });
  return enrolment.id;
}

async function checkNoCertificate(w: Writing, { id }: Enrolment): Promise<void> {
  const issued = await run(
    w.em,
    'select 1 from training_certificate where enrolment_id = $1 and voided_at is null',
    [id],
  );
  if (issued.length > 0) {
    throw invalidTransition(
      'COMPLETED',
      '已出具结业证书，请先作废',
      'Its certificate is issued: void that first',
    );
  }
}

async function running(w: Writing, id: string, version: number) {
  await lockSessionOf(w, id);
  const enrolment = await w.change(
    Enrolment,
    'Enrolment',
    id,
    async (row) => ownerOfTraining(await row.session.loadOrFail()),
    version,
  );
  const session = await enrolment.session.loadOrFail();
  if (session.status === 'PUBLISHED' || session.status === 'COMPLETED') return { enrolment, session };
  throw invalidTransition(session.status, '培训已取消', 'The session is cancelled');
}

/** The session's row is locked before the enrolment's, as whoever completes or cancels it does. */
export async function lockSessionOf(w: Writing, id: string): Promise<void> {
  await run(
    w.em,
    'select 1 from training_session where id = (select session_id from enrolment where id = $1) for update',
    [w.keyOf('Enrolment', id)],
  );
}

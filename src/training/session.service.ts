import { checkTime } from '../activity/activity-input.ts';
import { inConflict } from '../activity/conflicts.ts';
import { run } from '../database/run.ts';
import type {
  MutationTrainingSessionCancelArgs,
  MutationTrainingSessionCompleteArgs,
  MutationTrainingSessionCreateArgs,
  MutationTrainingSessionPublishArgs,
  MutationTrainingSessionUpdateArgs,
  TrainingSessionInput,
} from '../generated/resolvers.ts';
import { districtOf } from '../party/district.ts';
import { Party } from '../party/party.entity.ts';
import { Venue } from '../venue/venue.entity.ts';
import { codesOf, optionalTextOf, textOf } from '../writing/input.ts';
import { invalidInput, invalidTransition } from '../writing/refusal.ts';
import type { Writing } from '../writing/writing.ts';
import { Course } from './course.entity.ts';
import { promote } from './places.ts';
import { Enrolment, TrainingSession } from './session.entity.ts';
import { ownerOfTraining } from './training.policy.ts';

const at = (name: keyof TrainingSessionInput): string[] => ['input', name];

/** Drafts a session of a course that is offered. */
export async function trainingSessionCreate(
  w: Writing,
  { input }: MutationTrainingSessionCreateArgs,
): Promise<string> {
  const values = await valuesOf(w, input);
  if (values.course.closedAt) throw invalidInput(at('course'), '课程已停开', 'The course is closed');
  w.demand({ district: values.districtCode, parties: [values.organizer.id] });
  const [code] = await codesOf(w.em, 'training_session_code', `${values.districtCode}-T`);
  const session = w.em.create(
    TrainingSession,
    { ...values, code: code!, status: 'DRAFT', cancelReason: null, publishedAt: null, completedAt: null },
    { persist: true },
  );
  await w.em.flush();
  return session.id;
}

/** Changes a session that has not begun. */
export async function trainingSessionUpdate(
  w: Writing,
  args: MutationTrainingSessionUpdateArgs,
): Promise<string> {
  const session = await changeSession(w, args);
  const isPublished = session.status === 'PUBLISHED';
  if (session.status !== 'DRAFT' && !(isPublished && session.startsAt > w.now)) {
    throw invalidTransition(
      session.status,
      '已开始或已了结的培训不能改',
      'What has begun or ended cannot change',
    );
  }
  const values = await valuesOf(w, args.input);
  if (values.course.id !== session.course.id) {
    throw invalidInput(
      at('course'),
      '课程不能改，请另开一期',
      'The course cannot change: draft another session',
    );
  }
  if (values.organizer.id !== session.organizer.id) {
    w.demand({ district: values.districtCode, parties: [values.organizer.id] });
  }
  if (isPublished && values.startsAt <= w.now) {
    throw invalidInput(
      at('startsAt'),
      '已发布的不能改到过去',
      'What is published is not moved into the past',
    );
  }
  if (values.capacity !== null && values.capacity < session.enrolledCount) {
    throw invalidInput(
      at('capacity'),
      `已有 ${session.enrolledCount} 人报名`,
      `${session.enrolledCount} people are enrolled`,
    );
  }
  if (isPublished && isNowhere(values)) throw nowhere(at('link'));
  // Judged before and after: what was in conflict already keeps nobody from a change.
  const conflicting = await inConflict(w, [session]);
  w.em.assign(session, values);
  if (isPublished) w.announce('TRAINING_SESSION_UPDATED', 'TrainingSession', session);
  await w.em.flush();
  const count = [...(await inConflict(w, [session]))].filter((id) => !conflicting.has(id)).length;
  if (count > 0) {
    throw invalidInput(
      at('startsAt'),
      `改期后，有 ${count} 个报名与其本人的其他活动或培训时间冲突`,
      `At the new time ${count} enrolments would be in conflict with other places of the same volunteers`,
    );
  }
  await promote(w, session);
  return session.id;
}

/** Publishes a draft: from now on volunteers can enrol. */
export async function trainingSessionPublish(
  w: Writing,
  args: MutationTrainingSessionPublishArgs,
): Promise<string> {
  const session = await changeSession(w, args);
  if (session.status !== 'DRAFT' || session.startsAt <= w.now) {
    throw invalidTransition(
      session.status,
      '只有尚未开始的草稿可以发布',
      'Only a draft that has not begun can be published',
    );
  }
  if (isNowhere(session)) throw nowhere(['id']);
  w.em.assign(session, { status: 'PUBLISHED', publishedAt: w.now });
  w.announce('TRAINING_SESSION_PUBLISHED', 'TrainingSession', session);
  return session.id;
}

/** Cancels a published session that nobody was present at; its enrolments stay on record. */
export async function trainingSessionCancel(
  w: Writing,
  args: MutationTrainingSessionCancelArgs,
): Promise<string> {
  const reason = textOf(args.reason, ['reason'], 500);
  w.reason = reason;
  const session = await changeSession(w, args);
  const isHeld = await w.em.count(Enrolment, { session, status: { $in: ['ATTENDED', 'COMPLETED'] } });
  if (session.status !== 'PUBLISHED' || isHeld) {
    throw invalidTransition(
      session.status,
      '只有已发布、没有人到场的培训可以取消',
      'Only a published session that nobody was present at can be cancelled',
    );
  }
  w.em.assign(session, { status: 'CANCELLED', cancelReason: reason });
  w.announce('TRAINING_SESSION_CANCELLED', 'TrainingSession', session);
  return session.id;
}

/** Completes a session that has ended: who is enrolled and did not come is absent. */
export async function trainingSessionComplete(
  w: Writing,
  args: MutationTrainingSessionCompleteArgs,
): Promise<string> {
  const session = await changeSession(w, args);
  if (session.status !== 'PUBLISHED' || session.endsAt > w.now) {
    throw invalidTransition(
      session.status,
      '只有已结束的已发布培训可以完成',
      'Only a published session that has ended can be completed',
    );
  }
  for (const enrolment of await w.em.find(Enrolment, { session, status: 'ENROLLED' })) {
    enrolment.status = 'ABSENT';
  }
  // Whoever still waits was not there, and was not to be.
  for (const enrolment of await w.em.find(Enrolment, { session, status: 'WAITING' })) {
    w.em.assign(enrolment, { status: 'CANCELLED', cancelledAt: w.now });
  }
  w.em.assign(session, { status: 'COMPLETED', completedAt: w.now });
  w.announce('TRAINING_SESSION_COMPLETED', 'TrainingSession', session);
  await w.em.flush();
  await run(w.em, 'update training_session set waiting_count = 0 where id = $1', [session.id]);
  return session.id;
}

/** Who enrols for an online session must be able to get there. */
const isNowhere = ({ mode, link }: { mode: string; link?: string | null | undefined }): boolean =>
  mode === 'ONLINE' && (link ?? null) === null;

const nowhere = (path: readonly string[]) =>
  invalidInput(
    path,
    '线上培训发布前须有链接（link）',
    'An online session needs a link before it is published',
  );

const changeSession = (
  w: Writing,
  { id, expectedVersion }: { id: string; expectedVersion: number },
): Promise<TrainingSession> =>
  w.change(TrainingSession, 'TrainingSession', id, ownerOfTraining, expectedVersion);

async function valuesOf(w: Writing, input: TrainingSessionInput) {
  const course = await w.refer(Course, 'Course', input.course, at('course'));
  const organizer = await w.refer(Party, 'Party', input.organizer, at('organizer'));
  if (organizer.kind === 'COLLECTIVE' || districtOf(organizer) !== course.districtCode) {
    throw invalidInput(at('organizer'), '应为本区的单位或队伍', 'Must be a unit or team of the district');
  }
  const { tier = null, capacity = null } = input;
  if (tier !== null && course.tiers.length > 0 && !course.tiers.includes(tier)) {
    throw invalidInput(at('tier'), '课程不面向这个层级', 'The course is not for this tier');
  }
  const startsAt = new Date(input.startsAt);
  const endsAt = new Date(input.endsAt);
  checkTime(startsAt, endsAt, at('endsAt'));
  const venue = await w.referIfGiven(Venue, 'Venue', input.venue, at('venue'));
  const place = optionalTextOf(input.place, at('place'));
  const link = optionalTextOf(input.link, at('link'), 2_000);
  const isOnline = input.mode === 'ONLINE';
  if (isOnline && (venue || place)) {
    throw invalidInput(at(venue ? 'venue' : 'place'), '线上培训没有场所', 'An online session has no venue');
  }
  if (link !== null && (!isOnline || !link.startsWith('https://'))) {
    throw invalidInput(at('link'), '链接只用于线上，且为 https', 'A link is for online sessions, and https');
  }
  if (capacity !== null && (capacity < 1 || capacity > 100_000)) {
    throw invalidInput(at('capacity'), '应在 1 到 100000 之间', 'Must be from 1 to 100,000');
  }
  return {
    course,
    organizer,
    mode: input.mode,
    tier,
    teacher: optionalTextOf(input.teacher, at('teacher'), 50),
    startsAt,
    endsAt,
    venue,
    place,
    link,
    capacity,
    hasWaitingList: input.hasWaitingList,
    districtCode: course.districtCode,
  };
}

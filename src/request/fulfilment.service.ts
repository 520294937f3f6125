import { Activity } from '../activity/activity.entity.ts';
import { SignUp } from '../activity/sign-up.entity.ts';
import type {
  MutationServiceRequestEvaluateArgs,
  MutationServiceRequestScheduleArgs,
  MutationServiceRequestServedArgs,
} from '../generated/resolvers.ts';
import { optionalTextOf, textOf } from '../writing/input.ts';
import { invalidInput, invalidTransition, Refusal } from '../writing/refusal.ts';
import type { Writing } from '../writing/writing.ts';
import type { ServiceRequest } from './request.entity.ts';
import { changeRequest, changeService } from './request.service.ts';

/** Links the activity that is to serve the request, or another one in its place. */
export async function serviceRequestSchedule(
  w: Writing,
  args: MutationServiceRequestScheduleArgs,
): Promise<string> {
  const request = await changeService(w, args.id, args.expectedVersion);
  if (request.status !== 'ACCEPTED' && request.status !== 'SCHEDULED') {
    throw invalidTransition(
      request.status,
      '只有已接的点单可以排期',
      'Only an accepted one can be scheduled',
    );
  }
  const activity = await w.refer(Activity, 'Activity', args.activity, ['activity']);
  await checkSuitable(w, request, activity);
  w.em.assign(request, { status: 'SCHEDULED', activity, stepDueAt: null });
  return request.id;
}

async function checkSuitable(w: Writing, request: ServiceRequest, activity: Activity): Promise<void> {
  const unsuitable = (zh: string, en: string) =>
    new Refusal('ActivityNotSuitable', zh, en, { path: ['activity'] });
  if (activity.organizer.id !== request.acceptedBy?.id) {
    throw unsuitable('活动不是接单者主办的', 'The activity is not of the party that accepted');
  }
  if (activity.status !== 'PUBLISHED' || activity.endsAt <= w.now) {
    throw unsuitable('活动未发布，或已结束', 'The activity is not published, or over');
  }
  const mode = await activity.serviceMode?.loadOrFail();
  if (mode && mode.code !== 'on-request') {
    throw unsuitable(
      `活动的服务方式是“${mode.label}”，不是点单配送`,
      `The activity's mode is “${mode.label}”, not on request`,
    );
  }
}

/** Records that the service was given: with its activity, once that has begun and somebody attends, or after it. */
export async function serviceRequestServed(
  w: Writing,
  args: MutationServiceRequestServedArgs,
): Promise<string> {
  const request = await changeService(w, args.id, args.expectedVersion);
  if (request.status !== 'SCHEDULED') {
    throw invalidTransition(
      request.status,
      '只有已排期的点单可以登记服务',
      'Only a scheduled one can be served',
    );
  }
  const activity = await request.activity!.loadOrFail();
  const { status, startsAt } = activity;
  if (status !== 'COMPLETED' && !(status === 'PUBLISHED' && startsAt <= w.now)) {
    throw invalidTransition(
      request.status,
      '所排的活动尚未开始，或已取消',
      'Its activity has not begun, or was cancelled',
    );
  }
  if ((await w.em.count(SignUp, { activity, status: 'ATTENDED' })) === 0) {
    throw invalidTransition(
      request.status,
      '所排的活动还没有人到场；已到场的请先签到或补记',
      'Nobody has attended its activity yet: check in or record those who have',
    );
  }
  request.status = 'SERVED';
  request.servedAt = w.now;
  return request.id;
}

/** Evaluates the service: the requester, or the office for them, saying why. */
export async function serviceRequestEvaluate(
  w: Writing,
  args: MutationServiceRequestEvaluateArgs,
): Promise<string> {
  const { score, comment, reason } = args.input;
  const request = await changeRequest(w, args.id, args.expectedVersion);
  const isOwn = request.requester?.id === w.viewer.account;
  const path = ['input', 'reason'];
  w.reason = isOwn ? optionalTextOf(reason, path, 500) : textOf(reason ?? '', path, 500);
  if (request.status !== 'SERVED') {
    throw invalidTransition(request.status, '只有已服务的点单可以评价', 'Only a served one can be evaluated');
  }
  if (score < 1 || score > 5) {
    throw invalidInput(['input', 'score'], '应在 1 到 5 之间', 'Must be from 1 to 5');
  }
  w.em.assign(request, {
    status: 'EVALUATED',
    score,
    comment: optionalTextOf(comment, ['input', 'comment'], 2_000),
    evaluatedAt: w.now,
    endedAt: w.now,
  });
  return request.id;
}

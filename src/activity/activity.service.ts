import { LockMode } from '@mikro-orm/postgresql';
import type {
  MutationActivityCancelArgs,
  MutationActivityCreateArgs,
  MutationActivityPublishArgs,
  MutationActivityVoidArgs,
  SeriesScope,
} from '../generated/resolvers.ts';
import { codesOf, textOf } from '../writing/input.ts';
import { invalidInput, invalidTransition, Refusal } from '../writing/refusal.ts';
import type { Writing } from '../writing/writing.ts';
import { Activity, Shift } from './activity.entity.ts';
import { readActivity, type ShiftValues } from './activity-input.ts';
import { ownerOfActivity } from './activity.policy.ts';
import { SignUp } from './sign-up.entity.ts';

/** Drafts an activity. */
export async function activityCreate(w: Writing, { input }: MutationActivityCreateArgs): Promise<string> {
  const { values, shifts } = await readActivity(w, input);
  w.demand({ district: values.districtCode, parties: [values.organizer.id] });
  const [code] = await codesOf(w.em, 'activity_code', `${values.districtCode}-A`);
  const activity = draft(w, { ...values, code: code!, series: null }, shifts);
  await w.em.flush();
  return activity.id;
}

type Values = Awaited<ReturnType<typeof readActivity>>['values'];

/** Makes a draft of checked values, with its shifts; nothing is flushed. */
export function draft(
  w: Writing,
  values: Values & { code: string; series: Activity['series'] | null },
  shifts: readonly ShiftValues[],
): Activity {
  const activity = w.em.create(
    Activity,
    { ...values, status: 'DRAFT', cancelReason: null, publishedAt: null, completedAt: null } as never,
    { persist: true },
  );
  for (const shift of shifts) w.em.create(Shift, { ...shift, activity }, { persist: true });
  return activity;
}

/** Publishes drafts: from now on volunteers can sign up. */
export async function activityPublish(w: Writing, args: MutationActivityPublishArgs): Promise<string> {
  const activity = await w.change(Activity, 'Activity', args.id, ownerOfActivity, args.expectedVersion);
  if (activity.status !== 'DRAFT') {
    throw invalidTransition(activity.status, '只有草稿可以发布', 'Only a draft can be published');
  }
  for (const occurrence of await occurrences(w, activity, args.scope, ['DRAFT'])) {
    checkPublishable(occurrence);
    if (occurrence.startsAt <= w.now && occurrence === activity) {
      throw invalidInput(['id'], '活动已经开始，不能再招募', 'It has begun and can take no volunteers');
    }
    occurrence.status = 'PUBLISHED';
    occurrence.publishedAt = w.now;
    w.announce('ACTIVITY_PUBLISHED', 'Activity', occurrence);
  }
  return activity.id;
}

const ID = ['id'];

/** What the regulation on volunteer service asks for before volunteers are recruited: articles 12 and 17. */
export function checkPublishable(
  { riskStatement, isRisky, isInsured }: Activity,
  base: readonly string[] = ID,
): void {
  if (riskStatement == null) {
    throw new Refusal(
      'RiskStatementMissing',
      '发布前须有风险说明（志愿服务条例第十二条）',
      'A statement of risks is needed before publication (regulation, article 12)',
      { path: base === ID ? ID : [...base, 'riskStatement'] },
    );
  }
  if (isRisky && !isInsured) {
    throw new Refusal(
      'InsuranceMissing',
      '可能有人身危险的活动，须先为志愿者投保（志愿服务条例第十七条）',
      'A risky activity needs insurance for its volunteers first (regulation, article 17)',
      { path: base === ID ? ID : [...base, 'isInsured'] },
    );
  }
}

/** Cancels activities that nobody was present at, with a public reason; their sign-ups stay on record. */
export async function activityCancel(w: Writing, args: MutationActivityCancelArgs): Promise<string> {
  const reason = textOf(args.reason, ['reason'], 500);
  w.reason = reason;
  const activity = await w.change(Activity, 'Activity', args.id, ownerOfActivity, args.expectedVersion);
  if (activity.status !== 'PUBLISHED') {
    throw invalidTransition(
      activity.status,
      '只有已发布的活动可以取消',
      'Only a published activity can be cancelled',
    );
  }
  for (const occurrence of await occurrences(w, activity, args.scope, ['PUBLISHED'])) {
    await checkNotHeld(w, occurrence);
    occurrence.status = 'CANCELLED';
    occurrence.cancelReason = reason;
    w.announce('ACTIVITY_CANCELLED', 'Activity', occurrence);
  }
  return activity.id;
}

/** What was planned and did not come about can be cancelled afterwards, too. */
async function checkNotHeld(w: Writing, { id, status }: Activity): Promise<void> {
  if (await w.em.count(SignUp, { activity: id, status: 'ATTENDED' })) {
    throw invalidTransition(status, '已有人到场，不能取消', 'People are present: it cannot be cancelled');
  }
}

/** Voids what was entered by mistake: it is public no longer. Where people were present it was no mistake. */
export async function activityVoid(w: Writing, args: MutationActivityVoidArgs): Promise<string> {
  w.reason = textOf(args.reason, ['reason'], 500);
  const activity = await w.change(Activity, 'Activity', args.id, ownerOfActivity, args.expectedVersion);
  if (activity.status === 'VOID' || activity.status === 'COMPLETED') {
    throw invalidTransition(
      activity.status,
      '已完成或已作废的活动不能作废',
      'What is completed or void cannot be voided',
    );
  }
  if (await w.em.count(SignUp, { activity, status: 'ATTENDED' })) {
    throw invalidTransition(
      activity.status,
      '已有人到场，不能作废；时长有误请更正',
      'People were present: it cannot be voided; correct their hours instead',
    );
  }
  const wasPublic = activity.status !== 'DRAFT';
  activity.status = 'VOID';
  activity.cancelReason = null;
  if (wasPublic) w.announce('ACTIVITY_VOIDED', 'Activity', activity);
  return activity.id;
}

/**
 * The activity itself, then with it those of its series in these states that the scope takes in and that have not begun;
 * locked. Throws NotAllowed when one of them is not the viewer's to change: half of what was asked for would surprise.
 */
export async function occurrences(
  w: Writing,
  activity: Activity,
  scope: SeriesScope,
  statuses: readonly Activity['status'][],
): Promise<Activity[]> {
  if (scope === 'ONE' || !activity.series) return [activity];
  const others = await w.em.find(
    Activity,
    {
      series: activity.series.id,
      id: { $ne: activity.id },
      status: { $in: [...statuses] },
      startsAt: { $gt: scope === 'FOLLOWING' && activity.startsAt > w.now ? activity.startsAt : w.now },
    },
    { orderBy: { id: 'asc' }, lockMode: LockMode.PESSIMISTIC_WRITE },
  );
  if (!others.every((other) => w.may(ownerOfActivity(other)))) {
    throw new Refusal(
      'NotAllowed',
      '系列中有不由您主办的场次，请只改您主办的',
      'Occurrences of the series are organized by others: change your own ones',
      { path: ['scope'] },
    );
  }
  return [activity, ...others];
}

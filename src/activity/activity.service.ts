import { LockMode } from '@mikro-orm/postgresql';
import type {
  MutationActivityCancelArgs,
  MutationActivityCreateArgs,
  MutationActivityPublishArgs,
  MutationActivityUpdateArgs,
  MutationActivityVoidArgs,
  SeriesScope,
} from '../generated/resolvers.ts';
import { run } from '../database/run.ts';
import { codesOf, textOf } from '../writing/input.ts';
import { invalidInput, invalidTransition, Refusal } from '../writing/refusal.ts';
import type { Writing } from '../writing/writing.ts';
import { Activity, Shift } from './activity.entity.ts';
import { readActivity, type ShiftValues } from './activity-input.ts';
import { ownerOfActivity } from './activity.policy.ts';
import { promote } from './places.ts';
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

const CHANGEABLE: readonly Activity['status'][] = ['DRAFT', 'PUBLISHED'];

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

/**
 * Changes all of an activity. Of a series, the others in scope get the same content, their times moved by as much as
 * this one's. What is published stays fit to be; places already taken stay taken.
 */
export async function activityUpdate(w: Writing, args: MutationActivityUpdateArgs): Promise<string> {
  const activity = await w.change(Activity, 'Activity', args.id, ownerOfActivity, args.expectedVersion);
  const { values, shifts } = await readActivity(w, args.input);
  w.demand({ district: values.districtCode, parties: [values.organizer.id] });
  const startMoved = values.startsAt.getTime() - activity.startsAt.getTime();
  const endMoved = values.endsAt.getTime() - activity.endsAt.getTime();
  const changed = await occurrences(w, activity, args.scope, CHANGEABLE);
  const conflicting = await inConflict(w, changed);
  for (const occurrence of changed) {
    if (!CHANGEABLE.includes(occurrence.status)) {
      throw invalidTransition(
        occurrence.status,
        '现在的状态下不能修改',
        'It cannot be changed in its present state',
      );
    }
    if (values.capacity !== null && values.capacity < occurrence.signUpCount) {
      throw invalidInput(
        ['input', 'capacity'],
        `${occurrence.code} 已有 ${occurrence.signUpCount} 人占位，名额不能更少`,
        `${occurrence.signUpCount} places of ${occurrence.code} are taken; there cannot be fewer`,
      );
    }
    const shiftedBy = occurrence.startsAt.getTime() - activity.startsAt.getTime();
    const startsAt = new Date(occurrence.startsAt.getTime() + startMoved);
    if (occurrence.status === 'PUBLISHED' && startMoved !== 0 && startsAt <= w.now) {
      throw invalidInput(
        ['input', 'startsAt'],
        '已发布的活动不能改到过去',
        'What is published cannot be moved into the past',
      );
    }
    w.em.assign(occurrence, {
      ...values,
      startsAt,
      endsAt: new Date(occurrence.endsAt.getTime() + endMoved),
    });
    await replaceShifts(
      w,
      occurrence,
      shifts.map((shift) => ({
        ...shift,
        startsAt: new Date(shift.startsAt.getTime() + shiftedBy),
        endsAt: new Date(shift.endsAt.getTime() + shiftedBy),
      })),
    );
    if (occurrence.status === 'PUBLISHED') {
      checkPublishable(occurrence);
      w.announce('ACTIVITY_UPDATED', 'Activity', occurrence);
    }
  }
  await w.em.flush();
  // Judged when all have moved: what one leaves may be where the next one goes.
  const count = [...(await inConflict(w, changed))].filter((signUp) => !conflicting.has(signUp)).length;
  if (count > 0) {
    throw invalidInput(
      ['input', 'startsAt'],
      `改期后，有 ${count} 个报名与其本人的其他活动时间冲突`,
      `At the new time ${count} sign-ups would be in conflict with others of the same volunteers`,
    );
  }
  for (const occurrence of changed) await promote(w, occurrence);
  return activity.id;
}

/** Keys of the sign-ups with a place in these activities whose volunteers have a place elsewhere at that time. */
async function inConflict(w: Writing, activities: readonly Activity[]): Promise<Set<string>> {
  const rows = await run<{ id: string }>(
    w.em,
    `select distinct s.id from sign_up s join activity a on a.id = s.activity_id left join shift f on f.id = s.shift_id
       join sign_up o on o.volunteer_id = s.volunteer_id and o.id <> s.id and o.status in ('CONFIRMED', 'ATTENDED')
       join activity b on b.id = o.activity_id and b.status in ('PUBLISHED', 'COMPLETED') left join shift g on g.id = o.shift_id
     where s.activity_id = any($1::uuid[]) and s.status in ('CONFIRMED', 'ATTENDED')
       and coalesce(f.starts_at, a.starts_at) < coalesce(g.ends_at, b.ends_at)
       and coalesce(f.ends_at, a.ends_at) > coalesce(g.starts_at, b.starts_at)`,
    [activities.map(({ id }) => id)],
  );
  return new Set(rows.map(({ id }) => id));
}

/** Shifts are told apart by their labels, so that sign-ups to one that stays keep it. */
async function replaceShifts(w: Writing, activity: Activity, wanted: readonly ShiftValues[]): Promise<void> {
  const known = new Map((await w.em.find(Shift, { activity })).map((shift) => [shift.label, shift]));
  for (const values of wanted) {
    const shift = known.get(values.label);
    known.delete(values.label);
    if (!shift) w.em.create(Shift, { ...values, activity }, { persist: true });
    else if (values.capacity !== null && values.capacity < shift.signUpCount) {
      throw invalidInput(
        ['input', 'shifts'],
        `班次“${shift.label}”已有 ${shift.signUpCount} 人占位，名额不能更少`,
        `${shift.signUpCount} places of the shift “${shift.label}” are taken; there cannot be fewer`,
      );
    } else w.em.assign(shift, values);
  }
  for (const shift of known.values()) {
    if (shift.signUpCount > 0) {
      throw invalidInput(
        ['input', 'shifts'],
        `班次“${shift.label}”已有人报名，不能去掉`,
        `The shift “${shift.label}” has sign-ups and cannot go`,
      );
    }
    w.em.remove(shift);
  }
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

/** What the regulation on volunteer service asks for before volunteers are recruited: articles 12 and 17. */
function checkPublishable({ riskStatement, isRisky, isInsured }: Activity): void {
  if (riskStatement == null) {
    throw new Refusal(
      'RiskStatementMissing',
      '发布前须有风险说明（志愿服务条例第十二条）',
      'A statement of risks is needed before publication (regulation, article 12)',
      { path: ['input', 'riskStatement'] },
    );
  }
  if (isRisky && !isInsured) {
    throw new Refusal(
      'InsuranceMissing',
      '可能有人身危险的活动，须先为志愿者投保（志愿服务条例第十七条）',
      'A risky activity needs insurance for its volunteers first (regulation, article 17)',
      { path: ['input', 'isInsured'] },
    );
  }
}

/** Cancels activities that have not ended, with a public reason; their sign-ups stay on record. */
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
    occurrence.status = 'CANCELLED';
    occurrence.cancelReason = reason;
    w.announce('ACTIVITY_CANCELLED', 'Activity', occurrence);
  }
  return activity.id;
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
async function occurrences(
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

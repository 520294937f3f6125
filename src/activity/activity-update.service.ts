import { run } from '../database/run.ts';
import type { MutationActivityUpdateArgs } from '../generated/resolvers.ts';
import { invalidInput, invalidTransition } from '../writing/refusal.ts';
import type { Writing } from '../writing/writing.ts';
import { Activity, Shift } from './activity.entity.ts';
import { checkTime, readActivity, type ShiftValues } from './activity-input.ts';
import { ownerOfActivity } from './activity.policy.ts';
import { checkPublishable, occurrences } from './activity.service.ts';
import { inConflict } from './conflicts.ts';
import { promote } from './places.ts';
import { SignUp } from './sign-up.entity.ts';

const CHANGEABLE: readonly Activity['status'][] = ['DRAFT', 'PUBLISHED'];
/** Shifts of all occurrences together: what one write can carry in the time of a request. */
const MANY_SHIFTS = 2_000;

type Values = Awaited<ReturnType<typeof readActivity>>['values'];

/**
 * Changes all of an activity. Of a series, the others in scope get the same content, their times moved by as much as
 * this one's. What is published stays fit to be; places already taken stay taken; what people were present at keeps
 * its time, shifts, program and organizer.
 */
export async function activityUpdate(w: Writing, args: MutationActivityUpdateArgs): Promise<string> {
  const activity = await w.change(Activity, 'Activity', args.id, ownerOfActivity, args.expectedVersion);
  const { values, shifts } = await readActivity(w, args.input, ['input'], activity);
  w.demand({ district: values.districtCode, parties: [values.organizer.id] });
  const changed = await occurrences(w, activity, args.scope, CHANGEABLE);
  if (shifts.length * changed.length > MANY_SHIFTS) {
    throw invalidInput(
      ['input', 'shifts'],
      `各场班次合计至多 ${MANY_SHIFTS}，请分批修改`,
      `At most ${MANY_SHIFTS} shifts of all occurrences together: change fewer at a time`,
    );
  }
  const conflicting = await inConflict(w, changed);
  const versions = new Map(changed.map(({ id, version }) => [id, version]));
  const known = Map.groupBy(
    await w.em.find(Shift, { activity: { $in: changed.map(({ id }) => id) } }),
    (shift) => shift.activity.id,
  );
  const move = { start: values.startsAt.getTime() - activity.startsAt.getTime(), from: activity.startsAt };
  const endMoved = values.endsAt.getTime() - activity.endsAt.getTime();
  for (const occurrence of changed) {
    const startsAt = new Date(occurrence.startsAt.getTime() + move.start);
    const endsAt = new Date(occurrence.endsAt.getTime() + endMoved);
    const shiftedBy = occurrence.startsAt.getTime() - move.from.getTime();
    const wanted = shifts.map((shift) => ({
      ...shift,
      startsAt: new Date(shift.startsAt.getTime() + shiftedBy),
      endsAt: new Date(shift.endsAt.getTime() + shiftedBy),
    }));
    const had = known.get(occurrence.id) ?? [];
    checkChangeable(occurrence, values);
    checkOccurrence(occurrence, { startsAt, endsAt }, wanted, occurrence !== activity);
    if (occurrence.status === 'PUBLISHED') {
      if (move.start !== 0 && startsAt <= w.now) {
        throw invalidInput(
          ['input', 'startsAt'],
          '已发布的活动不能改到过去',
          'What is published cannot be moved into the past',
        );
      }
      await checkHeld(w, occurrence, { ...values, startsAt, endsAt }, [had, wanted]);
    }
    w.em.assign(occurrence, { ...values, startsAt, endsAt });
    await replaceShifts(w, occurrence, had, wanted);
    if (occurrence.status === 'PUBLISHED') {
      checkPublishable(occurrence, ['input']);
      w.announce('ACTIVITY_UPDATED', 'Activity', occurrence);
    }
  }
  await w.em.flush();
  await renew(w, changed, versions);
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

function checkChangeable(occurrence: Activity, { capacity }: Values): void {
  if (!CHANGEABLE.includes(occurrence.status)) {
    throw invalidTransition(
      occurrence.status,
      '现在的状态下不能修改',
      'It cannot be changed in its present state',
    );
  }
  if (capacity !== null && capacity < occurrence.signUpCount) {
    throw invalidInput(
      ['input', 'capacity'],
      `${occurrence.code} 已有 ${occurrence.signUpCount} 人占位，名额不能更少`,
      `${occurrence.signUpCount} places of ${occurrence.code} are taken; there cannot be fewer`,
    );
  }
}

interface Time {
  startsAt: Date;
  endsAt: Date;
}

/** An occurrence may have been given another length than the one that is changed: its own time is judged too. */
function checkOccurrence(
  { code }: Activity,
  time: Time,
  shifts: readonly ShiftValues[],
  isOther: boolean,
): void {
  if (!isOther) return;
  checkTime(time.startsAt, time.endsAt, ['input', 'endsAt'], code);
  if (shifts.every((shift) => shift.startsAt >= time.startsAt && shift.endsAt <= time.endsAt)) return;
  throw invalidInput(
    ['input', 'shifts'],
    `班次不在 ${code} 的时间之内`,
    `The shifts are not within the time of ${code}`,
  );
}

/** What people were present at, or may be under way to, is on record as it was. */
async function checkHeld(
  w: Writing,
  occurrence: Activity,
  values: Pick<Values, 'program' | 'organizer' | 'startsAt' | 'endsAt'>,
  [had, wanted]: readonly [readonly Shift[], readonly ShiftValues[]],
): Promise<void> {
  const shape = (shifts: readonly ShiftValues[]) =>
    JSON.stringify(
      shifts
        .map(({ label, startsAt, endsAt }) => [label, startsAt, endsAt])
        .toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
    );
  const isSame =
    Number(values.startsAt) === Number(occurrence.startsAt) &&
    Number(values.endsAt) === Number(occurrence.endsAt) &&
    values.program.id === occurrence.program.id &&
    values.organizer.id === occurrence.organizer.id &&
    shape(had as readonly ShiftValues[]) === shape(wanted);
  if (isSame) return;
  const isBegun = occurrence.startsAt <= w.now;
  if (!isBegun && (await w.em.count(SignUp, { activity: occurrence, status: 'ATTENDED' })) === 0) return;
  throw invalidTransition(
    occurrence.status,
    '活动已经开始：时间、班次、项目、主办者不能再改',
    'It has begun: time, shifts, program and organizer stay as they are',
  );
}

/** Shifts are told apart by their labels, so that sign-ups to one that stays keep it. */
async function replaceShifts(
  w: Writing,
  activity: Activity,
  had: readonly Shift[],
  wanted: readonly ShiftValues[],
): Promise<void> {
  if (had.length === 0 && wanted.length > 0 && activity.signUpCount + activity.waitingCount > 0) {
    throw invalidInput(
      ['input', 'shifts'],
      '已有人报名，不能再分班次',
      'There are sign-ups: it cannot be divided into shifts any more',
    );
  }
  const known = new Map(had.map((shift) => [shift.label, shift]));
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
    // Whoever waits for it, and whoever cancelled, did so for this shift.
    if ((await w.em.count(SignUp, { shift })) > 0) {
      throw invalidInput(
        ['input', 'shifts'],
        `班次“${shift.label}”已有人报名，不能去掉`,
        `The shift “${shift.label}” has sign-ups and cannot go`,
      );
    }
    w.em.remove(shift);
  }
}

/** A change of shifts, terms or co-organizers alone is one too: whoever read the version before must learn of it. */
async function renew(
  w: Writing,
  activities: readonly Activity[],
  versions: ReadonlyMap<string, number>,
): Promise<void> {
  const left = activities.filter(({ id, version }) => versions.get(id) === version).map(({ id }) => id);
  if (left.length === 0) return;
  await run(w.em, 'update activity set version = version + 1 where id = any($1::uuid[])', [left]);
}

import type { ActivityInput, ShiftInput } from '../generated/resolvers.ts';
import { districtOf } from '../party/district.ts';
import { Party } from '../party/party.entity.ts';
import { Campaign, Program, Schedule } from '../program/program.entity.ts';
import type { Activity } from './activity.entity.ts';
import { Venue } from '../venue/venue.entity.ts';
import { Term } from '../vocabulary/vocabulary.entity.ts';
import { optionalTextOf, textOf } from '../writing/input.ts';
import { invalidInput, notFound } from '../writing/refusal.ts';
import type { Writing } from '../writing/writing.ts';

const HOUR = 3_600_000;
const LONGEST = 24 * HOUR;
const MANY = 50;

export interface ShiftValues {
  label: string;
  startsAt: Date;
  endsAt: Date;
  capacity: number | null;
}

/** Checks an activity's content. Throws InvalidInput or NotFound with the path of what is wrong. */
export async function readActivity(
  w: Writing,
  input: ActivityInput,
  base: readonly string[] = ['input'],
  known?: Activity,
) {
  const at = (...path: string[]): string[] => [...base, ...path];
  const program = await w.refer(Program, 'Program', input.program, at('program'));
  const plan = await program.plan.loadOrFail();
  const organizer = await w.refer(Party, 'Party', input.organizer, at('organizer'));
  if (districtOf(organizer) !== plan.districtCode) {
    throw invalidInput(
      at('organizer'),
      '主办者不在项目所在的区',
      'The organizer is not of the program’s district',
    );
  }
  const campaign = await w.referIfGiven(Campaign, 'Campaign', input.campaign, at('campaign'));
  const schedule = await w.referIfGiven(Schedule, 'Schedule', input.schedule, at('schedule'));
  for (const [name, part] of [
    ['campaign', campaign],
    ['schedule', schedule],
  ] as const) {
    if (part && part.program.id !== program.id)
      throw invalidInput(at(name), '不属于这个项目', 'It is not of this program');
  }
  const venue = await w.referIfGiven(Venue, 'Venue', input.venue, at('venue'));
  // What was planned there before it closed can still be changed.
  if (venue?.closedAt && venue.id !== known?.venue?.id)
    throw invalidInput(at('venue'), '这个场所已停用', 'This venue is closed');
  const serviceMode = await w.referIfGiven(Term, 'Term', input.serviceMode, at('serviceMode'));
  const beneficiaryGroups = await termsOf(w, input.beneficiaryGroups, at('beneficiaryGroups'));
  const terms = await termsOf(w, input.terms, at('terms'));
  for (const term of [...beneficiaryGroups, ...(serviceMode ? [serviceMode] : [])]) {
    const isMode = term === serviceMode;
    const wanted = isMode ? 'service-modes' : 'five-groups';
    if ((await term.vocabulary.loadOrFail()).code !== wanted) {
      throw invalidInput(
        at(isMode ? 'serviceMode' : 'beneficiaryGroups'),
        `应为词表 ${wanted} 的词条`,
        `Must be a term of ${wanted}`,
      );
    }
  }
  const startsAt = new Date(input.startsAt);
  const endsAt = new Date(input.endsAt);
  checkTime(startsAt, endsAt, at('endsAt'));
  const values = {
    title: textOf(input.title, at('title'), 100),
    summary: optionalTextOf(input.summary, at('summary'), 5_000),
    program,
    campaign,
    organizer,
    coOrganizers: await coOrganizersOf(w, input.coOrganizers, organizer, at('coOrganizers')),
    startsAt,
    endsAt,
    venue,
    place: optionalTextOf(input.place, at('place')),
    schedule,
    occasion: optionalTextOf(input.occasion, at('occasion')),
    capacity: countOf(input.capacity, at('capacity'), 1, 100_000),
    hasWaitingList: input.hasWaitingList,
    minimumAge: countOf(input.minimumAge, at('minimumAge'), 0, 120),
    maximumAge: countOf(input.maximumAge, at('maximumAge'), 0, 120),
    riskStatement: optionalTextOf(input.riskStatement, at('riskStatement'), 2_000),
    isRisky: input.isRisky,
    isInsured: input.isInsured,
    serviceMode,
    beneficiaryGroups,
    terms,
    districtCode: plan.districtCode,
  };
  if (values.minimumAge !== null && values.maximumAge !== null && values.minimumAge > values.maximumAge) {
    throw invalidInput(at('maximumAge'), '最大年龄小于最小年龄', 'The oldest age is below the youngest');
  }
  const shifts = input.shifts.map((shift, i) =>
    readShift(shift, { startsAt, endsAt }, at('shifts', String(i))),
  );
  if (shifts.length > MANY) throw tooMany(at('shifts'));
  if (new Set(shifts.map(({ label }) => label)).size < shifts.length) {
    throw invalidInput(at('shifts'), '班次名称不能相同', 'Shifts are told apart by their labels');
  }
  return { values, shifts };
}

/** Years that activities can be in: a mistyped one is noticed. */
const YEARS = { from: 2000, to: 2100 };

/** Checks start and end. */
export function checkTime(startsAt: Date, endsAt: Date, path: readonly string[], code = ''): void {
  const [zh, en] = code === '' ? ['', ''] : [`${code}：`, `${code}: `];
  if (startsAt.getUTCFullYear() < YEARS.from || endsAt.getUTCFullYear() > YEARS.to) {
    throw invalidInput(
      path,
      `${zh}时间应在 ${YEARS.from} 年到 ${YEARS.to} 年之间`,
      `${en}the time must be within the years ${YEARS.from} to ${YEARS.to}`,
    );
  }
  if (endsAt <= startsAt)
    throw invalidInput(path, `${zh}结束应晚于开始`, `${en}the end must be after the start`);
  if (endsAt.getTime() - startsAt.getTime() > LONGEST) {
    throw invalidInput(
      path,
      `${zh}一场活动至多 24 小时；跨日的请用系列`,
      `${en}an activity lasts 24 hours at most; use a series for more days`,
    );
  }
}

function readShift(
  shift: ShiftInput,
  within: { startsAt: Date; endsAt: Date },
  path: readonly string[],
): ShiftValues {
  const startsAt = new Date(shift.startsAt);
  const endsAt = new Date(shift.endsAt);
  checkTime(startsAt, endsAt, [...path, 'endsAt']);
  if (startsAt < within.startsAt || endsAt > within.endsAt) {
    throw invalidInput(path, '班次应在活动的时间之内', 'A shift must be within the activity');
  }
  return {
    label: textOf(shift.label, [...path, 'label'], 30),
    startsAt,
    endsAt,
    capacity: countOf(shift.capacity, [...path, 'capacity'], 1, 100_000),
  };
}

async function termsOf(w: Writing, ids: readonly string[], path: string[]): Promise<Term[]> {
  if (ids.length > MANY) throw tooMany(path);
  const keys = [...new Set(ids.map((id, i) => w.keyOf('Term', id, [...path, String(i)])))];
  const found = await w.em.find(Term, { id: { $in: keys } });
  if (found.length < keys.length) throw notFound(path);
  return found;
}

/** Others who organize it with the organizer, units or teams like it. */
async function coOrganizersOf(w: Writing, ids: readonly string[], organizer: Party, path: string[]) {
  const parties = await partiesOf(w, ids, path);
  if (parties.some(({ id }) => id === organizer.id)) {
    throw invalidInput(path, '主办者不必再列为协办', 'The organizer is no co-organizer of its own');
  }
  return parties;
}

async function partiesOf(w: Writing, ids: readonly string[], path: string[]): Promise<Party[]> {
  if (ids.length > MANY) throw tooMany(path);
  const keys = [...new Set(ids.map((id, i) => w.keyOf('Party', id, [...path, String(i)])))];
  const found = await w.em.find(Party, { id: { $in: keys } });
  if (found.length < keys.length) throw notFound(path);
  return found;
}

const tooMany = (path: readonly string[]) => invalidInput(path, `至多 ${MANY} 项`, `At most ${MANY}`);

function countOf(
  value: number | null | undefined,
  path: readonly string[],
  from: number,
  to: number,
): number | null {
  if (value === null || value === undefined) return null;
  if (value >= from && value <= to) return value;
  throw invalidInput(path, `应在 ${from} 到 ${to} 之间`, `Must be from ${from} to ${to}`);
}

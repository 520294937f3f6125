import type { MutationActivitySeriesCreateArgs } from '../generated/resolvers.ts';
import { codesOf } from '../writing/input.ts';
import { invalidInput } from '../writing/refusal.ts';
import type { Writing } from '../writing/writing.ts';
import { ActivitySeries } from './activity.entity.ts';
import { readActivity } from './activity-input.ts';
import { draft } from './activity.service.ts';
import { daysOf, readRule, RuleFault } from './recurrence.ts';

/** Occurrences of one series; a rule that gives more is refused. */
export const OCCURRENCES = 400;
const YEARS = 2;
const DAY = 86_400_000;

/** Shanghai is eight hours ahead all the year round: a day there begins at a fixed instant. */
const inShanghai = (date: Date): Date => new Date(date.getTime() + 8 * 3_600_000);
const dayIn = (date: Date): number => Math.floor(inShanghai(date).getTime() / DAY);
const shanghaiDate = (date: Date): string => inShanghai(date).toISOString().slice(0, 10);

/** Drafts every occurrence of a series: each like the first, on the days of the rule. */
export async function activitySeriesCreate(
  w: Writing,
  { input }: MutationActivitySeriesCreateArgs,
): Promise<string> {
  const { values, shifts } = await readActivity(w, input.activity, ['input', 'activity']);
  w.demand({ district: values.districtCode, parties: [values.organizer.id] });
  const starts = startsOf(input.rrule, values.startsAt, input.exceptDates);
  const [code] = await codesOf(w.em, 'activity_series_code', `${values.districtCode}-S`);
  const series = w.em.create(
    ActivitySeries,
    {
      code: code!,
      title: values.title,
      rrule: ruleOf(input.rrule),
      exceptDates: [...input.exceptDates],
      program: values.program,
      organizer: values.organizer,
      districtCode: values.districtCode,
    },
    { persist: true },
  );
  const codes = await codesOf(w.em, 'activity_code', `${values.districtCode}-A`, starts.length);
  for (const [i, startsAt] of starts.entries()) {
    const moved = (date: Date) => new Date(date.getTime() + startsAt.getTime() - values.startsAt.getTime());
    draft(
      w,
      { ...values, startsAt, endsAt: moved(values.endsAt), code: codes[i]!, series: series as never },
      shifts.map((shift) => ({ ...shift, startsAt: moved(shift.startsAt), endsAt: moved(shift.endsAt) })),
    );
  }
  await w.em.flush();
  return series.id;
}

const ruleOf = (text: string): string => text.trim().replace(/^RRULE:/i, '');

/** The starts that a rule gives from the first one on, in Asia/Shanghai. Throws InvalidInput for an endless or wrong rule. */
export function startsOf(rule: string, first: Date, exceptDates: readonly string[]): Date[] {
  const path = ['input', 'rrule'];
  const read = orInvalid(path, () => readRule(ruleOf(rule)));
  const end = new Date(first);
  end.setUTCFullYear(end.getUTCFullYear() + YEARS);
  const day = dayIn(first);
  const starts = daysOf(read, day, dayIn(end))
    .map((number) => new Date(first.getTime() + (number - day) * DAY))
    .filter((date) => read.until === null || date.getTime() <= read.until)
    .slice(0, read.count ?? undefined);
  // Nothing may be left that the rule gives beyond the years looked at.
  const isWhole = read.count === null ? read.until! <= end.getTime() : starts.length === read.count;
  const days = new Set(exceptDates);
  const kept = starts.filter((date) => !days.has(shanghaiDate(date)));
  if (kept.length === 0)
    throw invalidInput(path, '按此重复规则没有任何场次', 'The recurrence rule gives no occurrence');
  if (!isWhole || kept.length > OCCURRENCES) {
    throw invalidInput(
      path,
      `一个系列至多 ${OCCURRENCES} 场、${YEARS} 年`,
      `A series has ${OCCURRENCES} occurrences and ${YEARS} years at most`,
    );
  }
  return kept;
}

function orInvalid<T>(path: readonly string[], read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof RuleFault) throw invalidInput(path, error.zh, error.message);
    throw error;
  }
}

import { RRuleTemporal } from 'rrule-temporal';
import type { MutationActivitySeriesCreateArgs } from '../generated/resolvers.ts';
import { codesOf } from '../writing/input.ts';
import { invalidInput } from '../writing/refusal.ts';
import type { Writing } from '../writing/writing.ts';
import { ActivitySeries } from './activity.entity.ts';
import { readActivity } from './activity-input.ts';
import { draft } from './activity.service.ts';

/** Occurrences of one series; a rule that gives more is refused. */
export const OCCURRENCES = 400;
const YEARS = 2;
const TIME_ZONE = 'Asia/Shanghai';

const localTime = new Intl.DateTimeFormat('sv-SE', {
  timeZone: TIME_ZONE,
  dateStyle: 'short',
  timeStyle: 'medium',
});

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
  const text = ruleOf(rule);
  if (!/^[A-Z0-9=;,:+-]{1,300}$/i.test(text)) {
    throw invalidInput(path, '不是 RFC 5545 的重复规则', 'Not a recurrence rule of RFC 5545');
  }
  if (!/(^|;)(COUNT=\d{1,4}|UNTIL=\d{8}(T\d{6}Z?)?)(;|$)/i.test(text)) {
    throw invalidInput(path, '规则须有 COUNT 或 UNTIL', 'The rule needs COUNT or UNTIL');
  }
  if (/(^|;)FREQ=(SECONDLY|MINUTELY|HOURLY)/i.test(text)) {
    throw invalidInput(
      path,
      '重复至多每天一次；一天多次请用班次',
      'At most once a day; use shifts within a day',
    );
  }
  const start = localTime.format(first).replaceAll(/[-:]/g, '').replace(' ', 'T');
  const end = new Date(first);
  end.setUTCFullYear(end.getUTCFullYear() + YEARS);
  let dates: Date[];
  try {
    const rrule = new RRuleTemporal({
      rruleString: `DTSTART;TZID=${TIME_ZONE}:${start}\nRRULE:${text}`,
      maxIterations: 10_000,
    });
    dates = rrule
      .all((_, i) => i <= OCCURRENCES + exceptDates.length)
      .map(({ epochMilliseconds }) => new Date(epochMilliseconds));
  } catch (error) {
    throw invalidInput(
      path,
      '不是有效的重复规则',
      `Not a valid recurrence rule: ${(error as Error).message}`,
    );
  }
  const days = new Set(exceptDates);
  const starts = dates.filter((date) => !days.has(localTime.format(date).slice(0, 10)));
  if (starts.length === 0) throw invalidInput(path, '按此规则没有任何场次', 'The rule gives no occurrence');
  if (starts.length > OCCURRENCES || starts.at(-1)! > end) {
    throw invalidInput(
      path,
      `一个系列至多 ${OCCURRENCES} 场、${YEARS} 年`,
      `A series has ${OCCURRENCES} occurrences and ${YEARS} years at most`,
    );
  }
  return starts;
}

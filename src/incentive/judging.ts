import type { EntityManager } from '@mikro-orm/postgresql';
import { run } from '../database/run.ts';
import type { Expression } from '../graph/definition.ts';
import { Bind } from '../graph/sql.ts';
import type { Asking } from '../viewer.ts';
import { type Figures, type Span, teamFigures, volunteerFigures } from './figures.ts';

export type Subject = 'VOLUNTEER' | 'TEAM';

/** What a rule requires, and what there is. */
export interface Judged extends Figures {
  rule: string;
  from: string | null;
  to: string;
  isRegistered: boolean;
  minimumMinutes: number | null;
  minimumActivities: number | null;
  minimumScore: number | null;
}

/** SQL: the rule holds on that day. */
export const inForce = (alias: string, day: string): string =>
  `${alias}.valid_from <= ${day}::date and (${alias}.valid_to is null or ${alias}.valid_to >= ${day}::date)`;

/** SQL of the first day of a rule's period that ends on that day; null without one. */
export const periodStart = (period: string, day: string): string =>
  `case ${period} when 'CALENDAR_YEAR' then date_trunc('year', ${day}::date)::date
     when 'ROLLING_YEAR' then (${day}::date - interval '1 year' + interval '1 day')::date end`;

const sources: Readonly<
  Record<Subject, { table: string; isSubject: string; isRegistered: string; district: string }>
> = {
  VOLUNTEER: {
    table: 'volunteer',
    isSubject: 'true',
    isRegistered: `s.status = 'ACTIVE'`,
    district: 's.district_code',
  },
  TEAM: {
    table: 'party',
    isSubject: `s.kind = 'TEAM'`,
    isRegistered: 'true',
    district: `split_part(s.code, '/', 1)`,
  },
};

/** Somebody, and the courtesy or award that they are judged for; keys. */
export interface Question {
  incentive: string;
  subject: Subject;
  key: string;
}

/** A row of `judgement`; without a rule where none is in force. */
export type JudgementRow = Omit<Judged, 'rule'> & { rule: string | null };

/** SQL that judges somebody by every rule in force; no row when there is no such incentive or subject. */
export function judgement(
  bind: Bind,
  { incentive, subject, key }: Question,
  asking: Asking,
  visible: Expression = () => 'true',
): string {
  const today = `${bind.add(asking.today)}::date`;
  const { table, isSubject, isRegistered, district } = sources[subject];
  const span: Span = { now: `${bind.add(asking.now)}::timestamptz`, from: 'p.from_day', to: today };
  const served = subject === 'VOLUNTEER' ? volunteerFigures(span, 's.id') : teamFigures(span, 's.id');
  return `select r.id as rule, p.from_day::text as "from", ${today}::text as "to", ${isRegistered} as "isRegistered",
       r.minimum_minutes as "minimumMinutes", r.minimum_activities as "minimumActivities", r.minimum_score as "minimumScore",
       coalesce(f.minutes, 0) as minutes, coalesce(f.activities, 0) as activities, f.score
     from incentive i join ${table} s on s.id = ${bind.add(key)} and ${isSubject} and (${visible('s', bind, asking)})
     left join incentive_rule r on r.incentive_id = i.id and r.subject = ${bind.add(subject)}
       and r.district_code = ${district} and ${inForce('r', today)}
     left join lateral (select ${periodStart('r.period', today)} as from_day) p on r.id is not null
     left join lateral (${served}) f on r.id is not null
     where i.id = ${bind.add(incentive)} and i.kind in ('COURTESY', 'AWARD') order by r.valid_from, r.id`;
}

/**
 * Judges somebody by every rule of a courtesy or award that is in force, in one statement. Null when there is no such
 * incentive or subject, or `visible` does not show it.
 */
export async function judge(
  em: EntityManager,
  question: Question,
  asking: Asking,
  visible?: Expression,
): Promise<Judged[] | null> {
  const bind = new Bind();
  const rows = await run<JudgementRow>(em, judgement(bind, question, asking, visible), bind.values);
  return rows.length === 0 ? null : rows.filter(hasRule);
}

export const hasRule = (row: JudgementRow): row is Judged => row.rule !== null;

const reaches = (actual: number | null, required: number | null): boolean =>
  required === null || (actual !== null && actual >= required);

/** Whether all that a rule requires is there. */
export const isMet = (judged: Judged): boolean =>
  judged.isRegistered &&
  reaches(judged.minutes, judged.minimumMinutes) &&
  reaches(judged.activities, judged.minimumActivities) &&
  reaches(judged.score, judged.minimumScore);

/** Of rules that are met, the one that asks for most. */
export const highest = (met: readonly Judged[]): Judged | undefined =>
  met.toSorted(
    (a, b) =>
      (b.minimumMinutes ?? 0) - (a.minimumMinutes ?? 0) ||
      (b.minimumActivities ?? 0) - (a.minimumActivities ?? 0) ||
      (b.minimumScore ?? 0) - (a.minimumScore ?? 0),
  )[0];

interface Days {
  from: string;
  to: string;
  now: Date;
}

/** SQL of what some days have of somebody, in figures; no row where they have nothing. */
export function figures(bind: Bind, subject: Subject, key: string, { from, to, now }: Days): string {
  const span: Span = {
    now: `${bind.add(now)}::timestamptz`,
    from: `${bind.add(from)}::date`,
    to: `${bind.add(to)}::date`,
  };
  const of = `${bind.add(key)}::uuid`;
  return subject === 'VOLUNTEER' ? volunteerFigures(span, of) : teamFigures(span, of);
}

export const NOTHING: Figures = { minutes: 0, activities: 0, score: null };

/** What some days have of somebody, in figures. */
export async function figuresOf(
  em: EntityManager,
  subject: Subject,
  key: string,
  days: Days,
): Promise<Figures> {
  const bind = new Bind();
  const [row] = await run<Figures>(em, figures(bind, subject, key, days), bind.values);
  return row ?? NOTHING;
}

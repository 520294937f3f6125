import type { PlanYears } from '../graph/plan-years.ts';
import { daysOf, instantsWithin } from '../graph/relative.ts';
import { dateOf } from '../shanghai.ts';
import type { Day } from './calendar.ts';

type Where = Readonly<Record<string, unknown>>;

/** The condition at a path of a `…Where` input, and the input without it. */
export function lift(
  where: Where | null,
  path: readonly string[],
): { condition: Where | null; rest: Where | null } {
  const [key, ...deeper] = path;
  const inner = (where?.[key!] ?? null) as Where | null;
  if (inner === null) return { condition: null, rest: where };
  const { [key!]: _, ...others } = where!;
  if (deeper.length === 0) return { condition: inner, rest: others };
  const { condition, rest } = lift(inner, deeper);
  if (condition === null) return { condition: null, rest: where };
  return { condition, rest: rest && Object.keys(rest).length > 0 ? { ...others, [key!]: rest } : others };
}

/** The condition back at its path. */
export const putBack = (condition: Where, path: readonly string[]): Where =>
  path.reduceRight<Where>((inner, key) => ({ [key]: inner }), condition);

export interface Range {
  from: Day | null;
  to: Day | null;
}

/** What times in conditions are relative to. */
export interface Clock {
  now: Date;
  today: Day;
  planYears: PlanYears;
}

/** First and last day in Shanghai that a condition on a time allows; null where it leaves an end open. */
export function rangeOf(condition: Where | null, isDate: boolean, clock: Clock): Range {
  const day = (value: unknown, less = 0): Day =>
    isDate && less === 0
      ? (value as string)
      : dateOf(new Date(isDate ? `${value as string}T00:00:00+08:00` : (value as string)).getTime() - less);
  const starts: Day[] = [];
  const ends: Day[] = [];
  for (const [operator, value] of Object.entries(condition ?? {})) {
    if (value === null || value === undefined) continue;
    if (operator === 'gte' || operator === 'gt' || operator === 'eq') {
      // Beyond a date is the next day; beyond an instant is the same one.
      starts.push(operator === 'gt' && isDate ? day(value, -86_400_000) : day(value));
    }
    if (operator === 'lte' || operator === 'eq') ends.push(day(value));
    if (operator === 'lt') ends.push(day(value, 1));
    if (operator === 'last' || operator === 'next' || operator === 'during' || operator === 'planYear') {
      const { first, last } = relativeDays(operator, value as string, isDate, clock);
      starts.push(first);
      ends.push(last);
    }
    if (operator === 'between') {
      const { from, to } = value as { from: unknown; to: unknown };
      starts.push(day(from));
      ends.push(day(to));
    }
  }
  return { from: starts.toSorted().at(-1) ?? null, to: ends.toSorted()[0] ?? null };
}

function relativeDays(
  operator: 'last' | 'next' | 'during' | 'planYear',
  value: string,
  isDate: boolean,
  clock: Clock,
): { first: Day; last: Day } {
  const { today, planYears } = clock;
  if (!isDate && (operator === 'last' || operator === 'next')) {
    const { from, to } = instantsWithin(value, clock.now, operator);
    return { first: dateOf(new Date(from)), last: dateOf(new Date(to)) };
  }
  return daysOf(operator, operator === 'planYear' ? planYears.get(value) : value, { today });
}

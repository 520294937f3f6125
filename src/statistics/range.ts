import type { PlanYears } from '../graph/plan-years.ts';
import { daysOf, instantsWithin } from '../graph/relative.ts';
import { dateOf } from '../shanghai.ts';
import { type Day, LAST_DAY } from './calendar.ts';

type Where = Readonly<Record<string, unknown>>;

/** The conditions on a time taken out of a `…Where` input, and what is left of it. */
export interface Lifted {
  /** The whole input holds where all of these and the rest do. */
  conditions: Where[];
  rest: Where | null;
}

/** Takes out the conditions at a path: those at the top, and those in `and`, however deep. */
export function lift(where: Where | null, path: readonly string[]): Lifted {
  const conditions: Where[] = [];
  const rest: Record<string, unknown> = {};
  const [key, ...deeper] = path;
  for (const [name, value] of Object.entries(where ?? {})) {
    if (name === key && value !== null && value !== undefined) {
      const inner =
        deeper.length === 0 ? { conditions: [value as Where], rest: null } : lift(value as Where, deeper);
      conditions.push(...inner.conditions);
      const isLeft = inner.conditions.length === 0 || Object.keys(inner.rest ?? {}).length > 0;
      if (isLeft) rest[name] = inner.rest;
    } else if (name === 'and' && value) {
      const parts = (value as Where[]).map((part) => lift(part, path));
      conditions.push(...parts.flatMap((part) => part.conditions));
      rest[name] = parts.map((part) => part.rest ?? {});
    } else rest[name] = value;
  }
  return { conditions, rest: where && rest };
}

/** Where an input still speaks of the time at a path after it was lifted: below `or` or `not`. */
export function remainder(rest: Where | null, path: readonly string[]): string[] | null {
  const [key, ...deeper] = path;
  for (const [name, value] of Object.entries(rest ?? {})) {
    if (value === null || value === undefined) continue;
    if (name === key && deeper.length === 0) return [name];
    const below = name === 'or' || name === 'and' ? Object.entries(value as Where[]) : [['', value] as const];
    if (name !== key && name !== 'or' && name !== 'and' && name !== 'not') continue;
    for (const [i, inner] of below) {
      const found = remainder(inner as Where, name === key ? deeper : path);
      if (found) return [name, ...(i === '' ? [] : [i]), ...found];
    }
  }
  return null;
}

/** The conditions back at their path. */
export const putBack = (conditions: readonly Where[], path: readonly string[]): Where => ({
  and: conditions.map((condition) => path.reduceRight<Where>((inner, key) => ({ [key]: inner }), condition)),
});

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

/** Where Shanghai's clock passes the end of the calendar. */
const BEYOND = Date.parse(`${LAST_DAY}T16:00:00Z`);

/** First and last day in Shanghai that conditions on a time allow; null where they leave an end open. */
export function rangeOf(conditions: readonly Where[], isDate: boolean, clock: Clock): Range {
  const day = (value: unknown, less = 0): Day => {
    if (isDate && less === 0) return value as string;
    const instant = new Date(isDate ? `${value as string}T00:00:00+08:00` : (value as string)).getTime();
    return instant - less >= BEYOND ? LAST_DAY : dateOf(instant - less);
  };
  const starts: Day[] = [];
  const ends: Day[] = [];
  for (const [operator, value] of conditions.flatMap((condition) => Object.entries(condition))) {
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

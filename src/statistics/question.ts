import { badRequest } from '../errors.ts';
import { type CalendarUnit, type Cube, type Dimension, isAdditive, type PartyLevel } from './cube.ts';
import type { Needs } from './needs.ts';

type Where = Readonly<Record<string, unknown>>;

/** The arguments of a statistics field, as the contract has them. */
export interface Arguments {
  where?: Where | null;
  groupBy?: readonly GroupingInput[] | null;
  having?: readonly HavingInput[] | null;
  orderBy?: readonly OrderInput[] | null;
  first?: number | null;
  districtCode?: string;
}

export interface GroupingInput {
  by: string;
  unit?: CalendarUnit | null;
  level?: PartyLevel | null;
  rollUp?: boolean | null;
  vocabulary?: string | null;
  fill?: boolean | null;
}

export interface HavingInput {
  measure: string;
  is: Readonly<Record<string, unknown>>;
}

export interface OrderInput {
  measure?: string | null;
  key?: string | null;
  direction?: 'ASC' | 'DESC' | null;
}

/** One dimension that is grouped by. */
export interface Grouping extends GroupingInput {
  dimension: Dimension;
}

/** The dimension of time among them. */
export interface Axis {
  /** Which of the groupings it is. */
  at: number;
  unit: CalendarUnit;
  fill: boolean;
}

/** What is asked, checked. */
export interface Question {
  cube: Cube;
  groupings: Grouping[];
  axis: Axis | null;
  where: Where | null;
  having: readonly HavingInput[];
  orderBy: readonly OrderInput[];
  first: number;
}

export const FIRST_DEFAULT = 100;
export const FIRST_MAX = 1_000;
const DIMENSIONS_MAX = 4;

const bad = (zh: string, en: string, ...argument: (string | number)[]) =>
  badRequest('BAD_VALUE', zh, en, { argument: argument.map(String) });

/** How many groups are asked for. Throws PAGE_SIZE. */
export function firstOf(first: number | null | undefined): number {
  const size = first ?? FIRST_DEFAULT;
  if (size >= 1 && size <= FIRST_MAX) return size;
  throw badRequest(
    'PAGE_SIZE',
    `first 应在 1 到 ${FIRST_MAX} 之间，收到 ${size}`,
    `first must be from 1 to ${FIRST_MAX}, got ${size}`,
    { limit: FIRST_MAX, requested: size },
  );
}

/** Throws BAD_VALUE, with the argument, for what does not go together; PAGE_SIZE for `first`. */
export function questionOf(cube: Cube, args: Arguments, needs: Needs): Question {
  const given = args.groupBy ?? [];
  if (given.length > DIMENSIONS_MAX) {
    throw bad(
      `一次最多按 ${DIMENSIONS_MAX} 个维度分组`,
      `At most ${DIMENSIONS_MAX} dimensions at once`,
      'groupBy',
    );
  }
  const groupings = given.map((grouping, i) => checkedGrouping(cube, grouping, i));
  for (const [i, { dimension }] of groupings.entries()) {
    if (groupings.findIndex((other) => other.dimension.key === dimension.key) === i) continue;
    throw bad(
      `groupBy 中 ${given[i]!.by} 与前一项同为 ${dimension.key}，每种键只能有一个`,
      `${given[i]!.by} in groupBy has the same key, ${dimension.key}, as one before it: each key once`,
      'groupBy',
      i,
    );
  }
  const at = groupings.findIndex(({ dimension }) => dimension.of === 'time');
  const axis =
    at < 0
      ? null
      : { at, unit: groupings[at]!.unit ?? ('MONTH' as const), fill: groupings[at]!.fill ?? false };
  if (needs.comparisons && !axis) {
    throw bad(
      'previous 与 yearEarlier 需要 groupBy 中有时间维度',
      'previous and yearEarlier need a dimension of time in groupBy',
      'groupBy',
    );
  }
  checkMeasures(cube, needs);
  const orderBy = args.orderBy ?? [];
  for (const [i, order] of orderBy.entries()) checkOrder(groupings, order, i);
  return {
    cube,
    groupings,
    axis,
    where: args.where ?? null,
    having: args.having ?? [],
    orderBy,
    first: firstOf(args.first),
  };
}

/** Which dimension each modifier is for. */
const MODIFIERS = { unit: 'time', fill: 'time', level: 'party', rollUp: 'party' } as const;

function checkedGrouping(cube: Cube, grouping: GroupingInput, i: number): Grouping {
  const dimension = cube.dimensions[grouping.by]!;
  const refuse = (modifier: string) =>
    bad(
      `groupBy 中的 ${modifier} 不适用于 ${grouping.by}`,
      `${modifier} in groupBy does not suit ${grouping.by}`,
      'groupBy',
      i,
      modifier,
    );
  for (const [modifier, of] of Object.entries(MODIFIERS)) {
    const value = grouping[modifier as keyof typeof MODIFIERS] ?? false;
    if (value !== false && dimension.of !== of) throw refuse(modifier);
  }
  const takesVocabulary = dimension.of === 'object' && dimension.hasVocabulary;
  if ((grouping.vocabulary ?? null) !== null && !takesVocabulary) throw refuse('vocabulary');
  if (grouping.rollUp && (grouping.level ?? 'OWN') !== 'OWN') {
    throw bad('rollUp 与 level 不能同时使用', 'rollUp and level do not go together', 'groupBy', i, 'rollUp');
  }
  return { ...grouping, dimension };
}

function checkMeasures({ measures }: Cube, { running, shares }: Needs): void {
  for (const name of running) {
    if (isAdditive(measures[name]!)) continue;
    throw bad(
      `${name} 不能累加：各组之和不等于总体，没有 runningTotal`,
      `${name} has no runningTotal: it does not add up over groups`,
      'of',
    );
  }
  for (const name of shares) {
    if (measures[name]!.of !== 'rate') continue;
    throw bad(`${name} 是比率，没有 share`, `${name} is a rate and has no share`, 'of');
  }
}

function checkOrder(groupings: readonly Grouping[], { measure, key }: OrderInput, i: number): void {
  if (((measure ?? null) === null) === ((key ?? null) === null)) {
    throw bad(
      'orderBy 的每一项应在 measure 与 key 中恰好给出一个',
      'Each item of orderBy gives one of measure and key',
      'orderBy',
      i,
    );
  }
  if (key && !groupings.some(({ by }) => by === key)) {
    throw bad(
      `orderBy 中的 ${key} 不在 groupBy 中`,
      `${key} in orderBy is not in groupBy`,
      'orderBy',
      i,
      'key',
    );
  }
}

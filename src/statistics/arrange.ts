import { badRequest } from '../errors.ts';
import { bucketOf, bucketsBetween, type Day, shifted, yearEarlier } from './calendar.ts';
import { type Cell, GROUPS_MAX, tupleOf } from './cells.ts';
import type { Numbers } from './numbers.ts';
import type { Grouping, HavingInput, Question } from './question.ts';
import type { Range } from './range.ts';

/** A group as it is answered. */
export interface Group {
  keys: readonly (string | null)[];
  numbers: Numbers;
  previous: Numbers | null;
  yearEarlier: Numbers | null;
  running: Readonly<Record<string, number | null>>;
}

export interface Arranged {
  groups: Group[];
  /** How many there are, those beyond `first` included. */
  groupCount: number;
  /** The groups that are answered, by their keys in one text. */
  listed: string[];
}

export interface Arranging {
  question: Question;
  /** The groups of one parent. */
  cells: readonly Cell[];
  parent: string;
  range: Range;
  /** What is answered where there is nothing. */
  none: Numbers;
  /** Measures whose running totals are wanted. */
  running: Iterable<string>;
}

/** Fills gaps, compares, adds up, selects and orders the groups of one answer. */
export function arrange(arranging: Arranging): Arranged {
  const { question, cells, none } = arranging;
  const shown = cells.filter(({ numbers }) => numbers !== null);
  const all = question.axis?.fill ? [...shown, ...gaps(arranging, shown)] : shown;
  const compare = comparison(arranging);
  const running = runningAlong(arranging, all);
  const kept = all.filter((cell) =>
    question.having.every((having) => meets(question, cell.numbers ?? none, having)),
  );
  kept.sort(ordering(question, none));
  const alongTheList = question.axis ? null : runningDown(arranging, kept);
  const first = kept.slice(0, question.first);
  return {
    groups: first.map((cell) => ({
      keys: cell.keys,
      numbers: cell.numbers ?? none,
      ...compare(cell),
      running: (alongTheList ?? running).get(cell) ?? {},
    })),
    groupCount: kept.length,
    listed: first.map((cell) => tupleOf(cell.parent, cell.keys)),
  };
}

const without = (keys: readonly (string | null)[], at: number): string => tupleOf('', keys.toSpliced(at, 1));

/** Groups for the buckets in which nothing is: between the ends of the condition, else of the data. */
function gaps({ question, parent, range }: Arranging, shown: readonly Cell[]): Cell[] {
  const { at, unit } = question.axis!;
  const buckets = shown.flatMap(({ keys }) => keys[at] ?? []).toSorted();
  const first = range.from === null ? buckets[0] : bucketOf(range.from, unit);
  const last = range.to === null ? buckets.at(-1) : bucketOf(range.to, unit);
  if (first === undefined || last === undefined) return [];
  const between = bucketsBetween(first, last, unit, GROUPS_MAX + 1);
  const series = new Map(shown.map((cell) => [without(cell.keys, at), cell]));
  // With no other dimension there is one line, even where nothing is on it.
  const empty: Cell = { parent, keys: [null], order: [null], numbers: null, compared: null };
  if (question.groupings.length === 1)
    series.set(without(empty.keys, at), series.values().next().value ?? empty);
  if (between.length * series.size > GROUPS_MAX) {
    throw badRequest(
      'TOO_MANY_GROUPS',
      `补齐空档后分组多于 ${GROUPS_MAX} 个：请放粗时间单位或收紧条件`,
      `With the gaps filled there are more than ${GROUPS_MAX} groups: ask for a coarser unit of time, or narrower conditions`,
      { limit: GROUPS_MAX },
    );
  }
  const present = new Set(shown.map(({ keys }) => tupleOf('', keys)));
  return [...series.values()].flatMap((cell) =>
    between.flatMap((bucket): Cell[] => {
      const keys = cell.keys.with(at, bucket);
      if (present.has(tupleOf('', keys))) return [];
      return [{ parent, keys, order: cell.order.with(at, bucket), numbers: null, compared: null }];
    }),
  );
}

/** Finds what a group's other buckets come to. */
function comparison({ question, cells, none }: Arranging) {
  const { axis } = question;
  if (!axis) return () => ({ previous: null, yearEarlier: null });
  const byKeys = new Map(cells.map((cell) => [tupleOf('', cell.keys), cell]));
  const at = (keys: readonly (string | null)[], bucket: Day | null): Numbers | null => {
    if (bucket === null) return null;
    return byKeys.get(tupleOf('', keys.with(axis.at, bucket)))?.compared ?? none;
  };
  return ({ keys }: Cell) => {
    const bucket = keys[axis.at] ?? null;
    if (bucket === null) return { previous: null, yearEarlier: null };
    return {
      previous: at(keys, shifted(bucket, axis.unit, -1)),
      yearEarlier: at(keys, yearEarlier(bucket, axis.unit)),
    };
  };
}

type Running = Map<Cell, Record<string, number | null>>;

/** Adds up along time, apart for each combination of the other keys. */
function runningAlong(arranging: Arranging, all: readonly Cell[]): Running {
  const { axis } = arranging.question;
  if (!axis) return new Map();
  const timed = all.filter(({ keys }) => keys[axis.at] !== null);
  const series = Map.groupBy(timed, ({ keys }) => without(keys, axis.at));
  return new Map(
    [...series.values()].flatMap((line) => [
      ...runningDown(
        arranging,
        line.toSorted((a, b) => (a.keys[axis.at]! < b.keys[axis.at]! ? -1 : 1)),
      ),
    ]),
  );
}

/** Adds up in the order given. What is not told makes all that follows unknown. */
function runningDown({ question, none, running }: Arranging, cells: readonly Cell[]): Running {
  const sums = new Map<string, number | null>([...running].map((name) => [name, 0]));
  return new Map(
    cells.map((cell) => {
      for (const [name, sum] of sums) {
        const numbers = cell.numbers ?? none;
        const value = numbers.sums[question.cube.measures[name]!.field] ?? numberOf(question, numbers, name);
        sums.set(name, sum === null || value === null ? null : sum + value);
      }
      return [cell, Object.fromEntries([...sums].map(([name, sum]) => [name, sum && round(sum)]))];
    }),
  );
}

/** Sums of hours and yuan are shown to two places. */
const round = (sum: number): number => Math.round(sum * 100) / 100;

const numberOf = ({ cube }: Question, numbers: Numbers, measure: string): number | null =>
  (numbers[cube.measures[measure]!.field] ?? null) as number | null;

function meets(question: Question, numbers: Numbers, { measure, is }: HavingInput): boolean {
  const value = numberOf(question, numbers, measure);
  return Object.entries(is).every(([operator, limit]) => holds(value, operator, limit));
}

/** The comparators of the lists, with their meaning of null. */
function holds(value: number | null, operator: string, limit: unknown): boolean {
  if (limit === null || limit === undefined) return true;
  if (operator === 'isNull') return (value === null) === limit;
  if (value === null) return false;
  switch (operator) {
    case 'eq':
      return value === limit;
    case 'ne':
      return value !== limit;
    case 'in':
      return (limit as number[]).includes(value);
    case 'notIn':
      return !(limit as number[]).includes(value);
    case 'lt':
      return value < (limit as number);
    case 'lte':
      return value <= (limit as number);
    case 'gt':
      return value > (limit as number);
    case 'gte':
      return value >= (limit as number);
    case 'between': {
      const { from, to } = limit as { from: number; to: number };
      return value >= from && value <= to;
    }
    default:
      throw new Error(`No comparator is called ${operator}`);
  }
}

type Compare = (a: Cell, b: Cell) => number;

/** The order asked for, then that of all keys; what is null comes last whatever the direction. */
function ordering(question: Question, none: Numbers): Compare {
  const { groupings } = question;
  const steps: Compare[] = question.orderBy.map(({ measure, key, direction }) => {
    const turn = direction === 'DESC' ? -1 : 1;
    if (!measure)
      return byKey(
        groupings,
        groupings.findIndex(({ by }) => by === key),
        turn,
      );
    return (a, b) =>
      compared(
        numberOf(question, a.numbers ?? none, measure),
        numberOf(question, b.numbers ?? none, measure),
        turn,
      );
  });
  steps.push(...groupings.map((_, i) => byKey(groupings, i, 1)));
  return (a, b) => {
    for (const step of steps) {
      const result = step(a, b);
      if (result !== 0) return result;
    }
    return 0;
  };
}

function byKey(groupings: readonly Grouping[], i: number, turn: number): Compare {
  const { dimension } = groupings[i]!;
  if (dimension.of === 'enum') {
    const place = ({ keys }: Cell): number | null => {
      const key = keys[i] ?? null;
      return key === null ? null : dimension.values.indexOf(key);
    };
    return (a, b) => compared(place(a), place(b), turn);
  }
  // Two of the same name stand apart by their keys.
  return (a, b) =>
    compared(a.order[i] ?? null, b.order[i] ?? null, turn) ||
    compared(a.keys[i] ?? null, b.keys[i] ?? null, turn);
}

function compared<T extends number | string>(a: T | null, b: T | null, turn: number): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return a < b ? -turn : turn;
}

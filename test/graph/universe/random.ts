import { v7 } from 'uuid';
import { toGlobalId } from '../../../src/graph/ids.ts';
import type { OrderInput } from '../../../src/graph/order.ts';
import type { Dice } from '../random-document.ts';
import type { Universe } from './tables.ts';

/** Instants at which a day, a week, a month, a quarter or a year of Shanghai turns, or nearly does. */
export const CLOCKS = [
  '2026-12-31T15:59:59.999Z',
  '2026-12-31T16:00:00.000Z',
  '2024-02-28T16:00:00.000Z',
  '2024-02-29T15:59:59.999Z',
  '2026-03-31T15:30:00.000Z',
  '2026-11-24T04:00:00.000Z',
  '2026-11-29T16:00:00.000Z',
];

const NAMES = [
  '',
  'a',
  'B',
  'b',
  'Ab',
  '志愿',
  '志愿服务',
  '愿',
  '一',
  '文明100%',
  '_',
  '\\',
  'É',
  'é志愿',
  '𠮷',
  '!',
];
const NUMBERS = [-2, -1, 0, 1, 1, 2, 3];
const RATIOS = [-0.5, 0, 0.1, 0.2, 0.30000000000000004, 1e20, 3];
const SUMS = [0, 1, 100, 9_007_199_254_740_991, -5];
const TAGS = ['甲', '乙', '丙', 'a'];
const DURATIONS = ['P1D', 'P2D', 'P7D', 'P1W', 'P30D', 'P1M', 'P3M', 'P1Y', 'P1M1D'];
const CLOCK_DURATIONS = [...DURATIONS, 'PT1H', 'PT8H', 'P1DT1S', 'PT24H'];
export const PERIODS = [
  ...['TODAY', 'YESTERDAY', 'TOMORROW', 'THIS_WEEK', 'LAST_WEEK', 'NEXT_WEEK', 'THIS_MONTH', 'LAST_MONTH'],
  ...['NEXT_MONTH', 'THIS_QUARTER', 'LAST_QUARTER', 'THIS_YEAR', 'LAST_YEAR'],
];
/** The plan of the tests is of 2022. */
export const DOCUMENT_NUMBER = '钢城文明办〔2022〕4号';

const DAY = 86_400_000;
const OFFSETS = [
  0,
  1,
  -1,
  DAY,
  -DAY,
  7 * DAY,
  -7 * DAY,
  30 * DAY,
  -30 * DAY,
  31 * DAY,
  -90 * DAY,
  365 * DAY,
  -366 * DAY,
];

const INSTANTS = [
  ...CLOCKS.flatMap((clock) => OFFSETS.map((offset) => new Date(Date.parse(clock) + offset).toISOString())),
  ...[
    '2021-12-31T15:59:59.999Z',
    '2021-12-31T16:00:00.000Z',
    '2022-12-31T15:59:59.999Z',
    '2022-12-31T16:00:00.000Z',
  ],
];
const DATES = [
  ...new Set(
    INSTANTS.flatMap((at) => [
      at.slice(0, 10),
      new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 10),
    ]),
  ),
];
const MONTHS = [...new Set(DATES.map((day) => day.slice(0, 7)))];

export function randomUniverse(dice: Dice, size: number): Universe {
  const maybe = <T>(list: readonly T[], share = 0.2): T | null =>
    dice.chance(share) ? null : dice.pick(list);
  const keepers = Array.from({ length: 8 }, () => ({
    ...{ id: v7(), name: maybe(NAMES), rank: maybe(NUMBERS), isHidden: dice.chance(0.25) },
  }));
  const marks = Array.from({ length: 6 }, () => ({ id: v7(), label: maybe(NAMES), weight: maybe(NUMBERS) }));
  const ids = Array.from({ length: size }, () => v7());
  const things = ids.map((id) => ({
    id,
    name: maybe(NAMES),
    number: maybe(NUMBERS),
    ratio: maybe(RATIOS),
    fen: maybe(SUMS),
    flag: maybe([true, false], 0.3),
    day: maybe(DATES),
    at: maybe(INSTANTS),
    month: maybe(MONTHS),
    tags: TAGS.filter(() => dice.chance(0.3)),
    owner: maybe(keepers)?.id ?? null,
    parent: maybe(ids, 0.4),
    marks: marks.filter(() => dice.chance(0.25)).map((mark) => mark.id),
  }));
  return { things, keepers, marks };
}

type Input = Record<string, unknown>;

/** Makes conditions that a client could send: what the scalars and the checks of arguments let through. */
export class Questions {
  readonly #dice: Dice;
  readonly #universe: Universe;

  constructor(dice: Dice, universe: Universe) {
    this.#dice = dice;
    this.#universe = universe;
  }

  where(model = 'Thing', depth = 3): Input {
    const dice = this.#dice;
    const where: Input = {};
    for (let i = dice.below(3); i >= 0; i -= 1) {
      if (depth > 0 && dice.chance(0.45)) Object.assign(where, this.#joined(model, depth - 1));
      else Object.assign(where, this.#compared(model));
    }
    return dice.chance(0.04) ? {} : where;
  }

  orderBy(): OrderInput[] | null {
    const dice = this.#dice;
    if (dice.chance(0.1)) return null;
    const fields = [
      ...[
        'NAME',
        'NUMBER',
        'RATIO',
        'FEN',
        'FLAG',
        'DAY',
        'AT',
        'MONTH',
        'OWNER',
        'PARENT',
        'TWICE',
        'MONEY',
      ],
      ...['CHILD_COUNT', 'MARK_COUNT'],
    ];
    return Array.from({ length: 1 + dice.below(3) }, () => ({
      field: dice.pick(fields),
      direction: dice.pick(['ASC', 'DESC'] as const),
      nulls: dice.pick(['FIRST', 'LAST', null] as const),
    }));
  }

  #joined(model: string, depth: number): Input {
    const dice = this.#dice;
    const list = (): Input[] => Array.from({ length: dice.below(4) }, () => this.where(model, depth));
    const kind = dice.pick(['and', 'or', 'not', 'one', 'many', 'many']);
    if (kind === 'and' || kind === 'or') return { [kind]: list() };
    if (kind === 'not') return { not: this.where(model, depth) };
    const ones: Record<string, [string, string][]> = {
      Thing: [
        ['owner', 'Keeper'],
        ['parent', 'Thing'],
      ],
    };
    const manys: Record<string, [string, string][]> = {
      Thing: [
        ['children', 'Thing'],
        ['marks', 'Mark'],
      ],
      Keeper: [['things', 'Thing']],
    };
    const relations = (kind === 'one' ? ones : manys)[model];
    if (!relations) return this.#compared(model);
    const [field, target] = dice.pick(relations);
    if (kind === 'one') return { [field]: this.where(target, depth) };
    const quantors = ['some', 'every', 'none'].filter(() => dice.chance(0.4));
    return { [field]: Object.fromEntries(quantors.map((name) => [name, this.where(target, depth)])) };
  }

  #compared(model: string): Input {
    const dice = this.#dice;
    const of: Record<string, [string, () => Input][]> = {
      Thing: [
        ['id', () => this.#id()],
        ['name', () => this.#text(NAMES)],
        ['number', () => this.#ordered(NUMBERS)],
        ['ratio', () => this.#ordered(RATIOS)],
        ['money', () => this.#ordered(SUMS)],
        ['twice', () => this.#ordered([-4, 0, 2, 4, 6])],
        ['flag', () => this.#some({ eq: true, ne: false, isNull: dice.chance(0.5) })],
        ['day', () => this.#time(DATES, DURATIONS)],
        ['at', () => this.#time(INSTANTS, CLOCK_DURATIONS)],
        ['month', () => this.#months()],
        ['tags', () => this.#tags()],
        ['childCount', () => this.#ordered([0, 1, 2])],
        ['markCount', () => this.#ordered([0, 1, 2, 3])],
      ],
      Keeper: [
        ['name', () => this.#text(NAMES)],
        ['rank', () => this.#ordered(NUMBERS)],
        ['thingCount', () => this.#ordered([3, 5, 8])],
      ],
      Mark: [
        ['label', () => this.#text(NAMES)],
        ['weight', () => this.#ordered(NUMBERS)],
      ],
    };
    const [field, comparator] = dice.pick(of[model]!);
    return { [field]: comparator() };
  }

  /** Some of the operators, often one; now and then none, or one that is null. */
  #some(all: Input): Input {
    const dice = this.#dice;
    if (dice.chance(0.03)) return {};
    const names = Object.keys(all);
    const chosen = Array.from({ length: dice.chance(0.8) ? 1 : 2 }, () => dice.pick(names));
    return Object.fromEntries(chosen.map((name) => [name, dice.chance(0.03) ? null : all[name]]));
  }

  #equal(values: readonly unknown[]): Input {
    const dice = this.#dice;
    const list = (): unknown[] => Array.from({ length: dice.below(4) }, () => dice.pick(values));
    return {
      eq: dice.pick(values),
      ne: dice.pick(values),
      in: list(),
      notIn: list(),
      isNull: dice.chance(0.5),
    };
  }

  #range<T>(values: readonly T[], less: (a: T, b: T) => boolean): Input {
    const dice = this.#dice;
    const [a, b] = [dice.pick(values), dice.pick(values)];
    const [from, to] = less(b, a) ? [b, a] : [a, b];
    const one = (): T => dice.pick(values);
    return { lt: one(), lte: one(), gt: one(), gte: one(), between: { from, to } };
  }

  #ordered(values: readonly number[]): Input {
    return this.#some({ ...this.#equal(values), ...this.#range(values, (a, b) => a < b) });
  }

  #text(values: readonly string[]): Input {
    const byBytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b)) < 0;
    const part = this.#dice.pick(['a', 'B', '志', '愿', '%', '_', '\\', '', 'é', '0', '务']);
    return this.#some({
      ...{ ...this.#equal(values), ...this.#range(values, byBytes) },
      ...{ contains: part, startsWith: part },
    });
  }

  #time(values: readonly string[], durations: readonly string[]): Input {
    const dice = this.#dice;
    return this.#some({
      ...{ ...this.#equal(values), ...this.#range(values, (a, b) => a < b) },
      ...{ last: dice.pick(durations), next: dice.pick(durations) },
      ...{ during: dice.pick(PERIODS), planYear: DOCUMENT_NUMBER },
    });
  }

  #months(): Input {
    return this.#some({
      ...{
        ...this.#equal(MONTHS),
        ...this.#range(MONTHS, (a, b) => a < b),
        during: this.#dice.pick(PERIODS),
      },
    });
  }

  #tags(): Input {
    const list = (): string[] => TAGS.filter(() => this.#dice.chance(0.4));
    return this.#some({
      ...{ has: this.#dice.pick(TAGS), hasAny: list(), hasAll: list(), isEmpty: this.#dice.chance(0.5) },
    });
  }

  #id(): Input {
    const ids = this.#universe.things.map(({ id }) => toGlobalId('Thing', id));
    return this.#some(this.#equal(ids));
  }
}

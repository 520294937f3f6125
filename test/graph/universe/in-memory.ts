import { fromGlobalId } from '../../../src/graph/ids.ts';
import type { OrderInput } from '../../../src/graph/order.ts';
import type { Universe } from './tables.ts';

/** What is true, false or not known, as the contract has it: a null meets no comparator but `isNull`. */
type Truth = boolean | null;
type Row = Readonly<Record<string, unknown>> & { id: string };
type Input = Readonly<Record<string, unknown>>;

const YEAR_OF_PLAN = 2022;
const shanghai = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'medium',
});

/** The clock in Shanghai at an instant, `2026-11-24 12:00:00.000`, by the tables of time zones. */
const clockAt = (instant: string): string => `${shanghai.format(new Date(instant))}.${instant.slice(20, 23)}`;

const dayNumber = (day: string): number => Math.round(Date.parse(`${day}T00:00:00Z`) / 86_400_000);

const compareText = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

function compareValues(a: unknown, b: unknown): number {
  if (typeof a === 'string') return compareText(a, b as string);
  return Number(a) - Number(b);
}

/** Answers questions by going through all rows, written from what the contract says. */
export class InMemory {
  readonly #universe: Universe;
  readonly #now: string;
  readonly #today: string;

  constructor(universe: Universe, now: string) {
    this.#universe = universe;
    this.#now = now;
    this.#today = clockAt(now).slice(0, 10);
  }

  /** Keys of the things that meet the condition, in order. */
  answer(where: Input, orderBy: readonly OrderInput[] | null): string[] {
    const found = this.#universe.things.filter(
      (thing) => this.#meets('Thing', thing as never, where) === true,
    );
    const keys = orderBy ?? [{ field: 'NUMBER' }];
    const last = keys.at(-1)!.direction === 'DESC' ? -1 : 1;
    return found
      .map((thing) => ({
        id: thing.id,
        values: keys.map(({ field }) => this.#ordered(thing as never, field)),
      }))
      .toSorted((a, b) => {
        for (const [i, { direction = 'ASC', nulls }] of keys.entries()) {
          const [x, y] = [a.values[i], b.values[i]];
          if (x === null && y === null) continue;
          const nullsFirst = nulls ? nulls === 'FIRST' : direction === 'DESC';
          if (x === null) return nullsFirst ? -1 : 1;
          if (y === null) return nullsFirst ? 1 : -1;
          const order = compareValues(x, y);
          if (order !== 0) return direction === 'DESC' ? -order : order;
        }
        return last * compareText(a.id, b.id);
      })
      .map(({ id }) => id);
  }

  #ordered(thing: Row, field: string): unknown {
    if (field === 'OWNER') return this.#one('owner', thing)?.['rank'] ?? null;
    if (field === 'PARENT') return this.#one('parent', thing)?.['number'] ?? null;
    const names: Record<string, string> = {
      CHILD_COUNT: 'childCount',
      MARK_COUNT: 'markCount',
      FEN: 'money',
    };
    return this.#value(thing, names[field] ?? field.toLowerCase());
  }

  #value(row: Row, field: string): unknown {
    if (field === 'twice') return row['number'] === null ? null : (row['number'] as number) * 2;
    if (field === 'money') return row['fen'];
    if (field === 'childCount') return this.#many('children', row).length;
    if (field === 'markCount') return this.#many('marks', row).length;
    if (field === 'thingCount') return this.#many('things', row).length;
    return row[field];
  }

  /** What a row points to, unless it is hidden. */
  #one(field: string, row: Row): Row | undefined {
    const { keepers, things } = this.#universe;
    const target = [...keepers, ...things].find(({ id }) => id === row[field]) as Row | undefined;
    return target?.['isHidden'] === true ? undefined : target;
  }

  #many(field: string, row: Row): Row[] {
    const { things, marks } = this.#universe;
    const all: Record<string, unknown[]> = {
      children: things.filter(({ parent }) => parent === row.id),
      things: things.filter(({ owner }) => owner === row.id),
      marks: marks.filter(({ id }) => (row['marks'] as string[] | undefined)?.includes(id)),
    };
    return all[field] as Row[];
  }

  #meets(model: string, row: Row, where: Input): Truth {
    const truths = Object.entries(where)
      .filter(([, value]) => value !== null && value !== undefined)
      .map(([key, value]): Truth => {
        const inputs = value as Input[];
        if (key === 'and') return both(inputs.map((input) => this.#meets(model, row, input)));
        if (key === 'or') return either(inputs.map((input) => this.#meets(model, row, input)));
        if (key === 'not') return this.#meets(model, row, value as Input) !== true;
        if (key === 'owner' || key === 'parent') {
          const target = this.#one(key, row);
          return target !== undefined && this.#meets(key, target, value as Input) === true;
        }
        if (['children', 'things', 'marks'].includes(key)) return this.#quantified(key, row, value as Input);
        return this.#compared(this.#value(row, key), key, value as Input);
      });
    return both(truths);
  }

  #quantified(field: string, row: Row, input: Input): Truth {
    const rows = this.#many(field, row);
    const meets = (name: string) => (one: Row) => this.#meets(field, one, input[name] as Input) === true;
    if (input['some'] && !rows.some(meets('some'))) return false;
    if (input['every'] && !rows.every(meets('every'))) return false;
    return !input['none'] || !rows.some(meets('none'));
  }

  #compared(value: unknown, field: string, comparator: Input): Truth {
    const truths = Object.entries(comparator)
      .filter(([, operand]) => operand !== null && operand !== undefined)
      .map(([operator, operand]): Truth => {
        if (operator === 'isNull') return (value === null) === operand;
        if (value === null) return null;
        if (operator === 'in' || operator === 'notIn') {
          const isIn = (operand as unknown[]).some((one) => same(value, one, field));
          return isIn === (operator === 'in');
        }
        return this.#holds(value, operator, operand, field);
      });
    return both(truths);
  }

  #holds(value: unknown, operator: string, operand: unknown, field: string): boolean {
    const tags = value as string[];
    const text = value as string;
    switch (operator) {
      case 'eq':
        return same(value, operand, field);
      case 'ne':
        return !same(value, operand, field);
      case 'lt':
        return compareValues(value, operand) < 0;
      case 'lte':
        return compareValues(value, operand) <= 0;
      case 'gt':
        return compareValues(value, operand) > 0;
      case 'gte':
        return compareValues(value, operand) >= 0;
      case 'between': {
        const { from, to } = operand as { from: unknown; to: unknown };
        return compareValues(value, from) >= 0 && compareValues(value, to) <= 0;
      }
      case 'contains':
        return text.toLowerCase().includes((operand as string).toLowerCase());
      case 'startsWith':
        return text.toLowerCase().startsWith((operand as string).toLowerCase());
      case 'has':
        return tags.includes(operand as string);
      case 'hasAny':
        return (operand as string[]).some((tag) => tags.includes(tag));
      case 'hasAll':
        return (operand as string[]).every((tag) => tags.includes(tag));
      case 'isEmpty':
        return (tags.length === 0) === operand;
      default:
        return this.#isTimely(text, operator, operand as string, field);
    }
  }

  #isTimely(value: string, operator: string, operand: string, field: string): boolean {
    const day = field === 'at' ? clockAt(value).slice(0, 10) : value;
    if (operator === 'planYear') return day.startsWith(`${YEAR_OF_PLAN}-`);
    if (operator === 'during') {
      if (field === 'month') return this.#daysOf(value).some((one) => this.#isDuring(one, operand));
      return this.#isDuring(day, operand);
    }
    const sign = operator === 'last' ? -1 : 1;
    if (field === 'at') {
      const end = shifted(clockAt(this.#now), operand, sign);
      const [clock, now] = [clockAt(value), clockAt(this.#now)];
      return sign < 0 ? clock >= end && clock <= now : clock >= now && clock <= end;
    }
    const end = shifted(`${this.#today} 00:00:00.000`, operand, sign).slice(0, 10);
    return sign < 0 ? day > end && day <= this.#today : day >= this.#today && day < end;
  }

  #daysOf(month: string): string[] {
    return Array.from({ length: 31 }, (_, i) => `${month}-${String(i + 1).padStart(2, '0')}`).filter(
      (day) => new Date(`${day}T00:00:00Z`).toISOString().slice(0, 10) === day,
    );
  }

  /** Whether a day is in the period: days, weeks, months, quarters and years are numbered, and the numbers compared. */
  #isDuring(day: string, period: string): boolean {
    const [year, month] = day.split('-').map(Number) as [number, number];
    const numbers = (of: string): Record<string, number> => {
      const [y, m] = of.split('-').map(Number) as [number, number];
      // 1970-01-01 was a Thursday.
      const week = Math.floor((dayNumber(of) + 3) / 7);
      return {
        DAY: dayNumber(of),
        WEEK: week,
        MONTH: y * 12 + m - 1,
        QUARTER: y * 4 + Math.floor((m - 1) / 3),
        YEAR: y,
      };
    };
    expectReal(year, month);
    const days: Record<string, string> = { TODAY: 'THIS_DAY', YESTERDAY: 'LAST_DAY', TOMORROW: 'NEXT_DAY' };
    const [step, unit] = (days[period] ?? period).split('_') as [string, string];
    const ahead = numbers(day)[unit]! - numbers(this.#today)[unit]!;
    return ahead === { LAST: -1, THIS: 0, NEXT: 1 }[step];
  }
}

function expectReal(year: number, month: number): void {
  if (!(year > 1900 && month >= 1 && month <= 12)) throw new Error('No month of the calendar');
}

function same(value: unknown, operand: unknown, field: string): boolean {
  if (field === 'id') return fromGlobalId(operand as string).key === value;
  return value === operand;
}

const both = (truths: readonly Truth[]): Truth =>
  truths.includes(false) ? false : truths.includes(null) ? null : true;

const either = (truths: readonly Truth[]): Truth =>
  truths.includes(true) ? true : truths.includes(null) ? null : false;

/** A clock moved by a duration: month by month, then day by day, then by the clock. */
function shifted(clock: string, duration: string, sign: number): string {
  const amount = (unit: string, of: string): number => Number(new RegExp(`(\\d+)${unit}`).exec(of)?.[1] ?? 0);
  const [date, time = ''] = duration.slice(1).split('T') as [string, string?];
  let [year, month, day] = clock.slice(0, 10).split('-').map(Number) as [number, number, number];
  for (let i = amount('Y', date) * 12 + amount('M', date); i > 0; i -= 1) {
    month += sign;
    if (month === 0) [year, month] = [year - 1, 12];
    if (month === 13) [year, month] = [year + 1, 1];
  }
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  day = Math.min(day, [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]!);
  const start = Date.parse(
    `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}T${clock.slice(11)}Z`,
  );
  const seconds =
    (amount('W', date) * 7 + amount('D', date)) * 86_400 +
    amount('H', time) * 3_600 +
    amount('M', time) * 60 +
    amount('S', time);
  return new Date(start + sign * seconds * 1_000).toISOString().replace('T', ' ').replace('Z', '');
}

import type { Asking } from '../viewer.ts';
import type { Kind } from './definition.ts';
import { containing } from './grams.ts';
import { daysOf, instantsOf, instantsWithin } from './relative.ts';
import { type Bind, likeLiteral } from './sql.ts';

/** Comparators that leave rows out for what they have: what is not found tells what it is. */
export const EXCLUDING: ReadonlySet<string> = new Set(['ne', 'notIn', 'isNull', 'isEmpty']);

const SIGNS: Readonly<Record<string, string>> = {
  eq: '=',
  ne: '<>',
  lt: '<',
  lte: '<=',
  gt: '>',
  gte: '>=',
};

export interface Compared {
  /** SQL of the value. */
  value: string;
  /** What the value is, where the comparator depends on it. */
  kind: Kind | null;
  /** Whether an index tells what stands in it. */
  isSearchable?: boolean;
}

/** The condition of one operator of a comparator; null values meet none but `isNull`. */
export function compare(
  { value, kind, isSearchable = false }: Compared,
  operator: string,
  operand: unknown,
  bind: Bind,
  asking: Asking,
): string {
  const sign = SIGNS[operator];
  if (sign) return `${value} ${sign} ${bind.add(operand)}`;
  switch (operator) {
    case 'in':
      return `${value} = any(${bind.add(operand)})`;
    case 'notIn':
      // Of an empty list PostgreSQL would say that a null is not in it.
      if ((operand as unknown[]).length === 0) return `${value} is not null`;
      return `${value} <> all(${bind.add(operand)})`;
    case 'between': {
      const { from, to } = operand as { from: unknown; to: unknown };
      return `${value} between ${bind.add(from)} and ${bind.add(to)}`;
    }
    case 'contains':
      return isSearchable
        ? containing(value, operand as string, bind)
        : `${value} ilike ${bind.add(`%${likeLiteral(operand as string)}%`)}`;
    case 'startsWith':
      return `${value} ilike ${bind.add(`${likeLiteral(operand as string)}%`)}`;
    case 'isNull':
      return operand === true ? `${value} is null` : `${value} is not null`;
    case 'has':
      return `${value} @> array[${bind.add(operand)}::text]`;
    case 'hasAny':
      return `${value} && ${bind.add(operand)}::text[]`;
    case 'hasAll':
      return `${value} @> ${bind.add(operand)}::text[]`;
    case 'isEmpty':
      return `cardinality(${value}) ${operand === true ? '=' : '>'} 0`;
    case 'last':
    case 'next':
    case 'during':
    case 'planYear':
      return within({ value, kind }, operator, operand, bind, asking);
    default:
      throw new Error(`No comparator is called ${operator}`);
  }
}

/** Whether a value lies in a stretch of time that is told relative to today, or by a plan's year. */
function within(
  { value, kind }: Compared,
  operator: string,
  operand: unknown,
  bind: Bind,
  asking: Asking,
): string {
  if (kind === 'instant' && (operator === 'last' || operator === 'next')) {
    const { from, to } = instantsWithin(operand as string, asking.now, operator);
    return `${value} between ${bind.add(from)} and ${bind.add(to)}`;
  }
  const days = daysOf(operator, operand, asking);
  if (kind === 'instant') {
    const { from, before } = instantsOf(days);
    return `(${value} >= ${bind.add(from)} and ${value} < ${bind.add(before)})`;
  }
  const length = kind === 'month' ? 7 : 10;
  const [first, last] = [days.first.slice(0, length), days.last.slice(0, length)];
  return `${value} between ${bind.add(first)} and ${bind.add(last)}`;
}

import { clockOf } from '../shanghai.ts';
import type { Column } from './columns.ts';
import type { Meta } from './meta.ts';
import type { Cell, Row, Value } from './rows.ts';

/** What one file is made of, whatever its format. */
export interface FileParts {
  title: string;
  columns: readonly Column[];
  /** What the columns are called in formats for people. */
  headings: readonly string[];
  meta: Meta;
  language: 'zh' | 'en';
  /** Rows, some at a time; what it throws must leave the file visibly broken. */
  rows: AsyncIterable<readonly Row[]>;
}

/** Between the values of a list in one cell. */
export const SEPARATOR = '；';

/** An instant by the clock in Shanghai, with its offset: 2026-01-01T08:00:00.000+08:00. */
export function inShanghai(instant: string): string {
  const at = Date.parse(instant);
  return Number.isNaN(at) ? instant : `${clockOf(at).toISOString().slice(0, -1)}+08:00`;
}

/** A cell as one text: lists joined, nulls in them left empty; null for null and for what has no items. */
export function textOf({ type, isList }: Column, cell: Cell): string | null {
  const text = (value: Value): string =>
    value === null ? '' : type === 'datetime' ? inShanghai(String(value)) : String(value);
  if (!isList) return cell === null ? null : text(cell as Value);
  const values = cell as Value[];
  return values.length === 0 ? null : values.map(text).join(SEPARATOR);
}

/** Columns whose cells are numbers to the readers of tables. */
export const isNumeric = ({ type, isList }: Column): boolean =>
  !isList && (type === 'integer' || type === 'number' || type === 'decimal');

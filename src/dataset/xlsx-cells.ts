import { clockOf } from '../shanghai.ts';
import type { Column } from './columns.ts';
import { textOf } from './file.ts';
import type { Cell } from './rows.ts';

/** Most UTF-16 units that a cell of Excel holds; a file with more is repaired, that is, cut, when opened. */
export const CELL_MAX = 32_767;

/** Numbers of the cell formats in `xlsx-parts.ts`. */
export const STYLE = { HEADING: 1, DATE: 2, DATETIME: 3, TEXT: 4, MONEY: 5 } as const;

/** What XML cannot hold, and what would be read as the escape of it, in the way of ECMA-376 (22.9.2.19). */
const ESCAPED =
  // oxlint-disable-next-line no-control-regex -- these characters are what is sought
  /[\u0000-\u0008\u000B-\u001F\uFFFE\uFFFF]|_(?=x[0-9A-Fa-f]{4}_)/g;

export function escapeText(text: string): string {
  return text
    .replaceAll(ESCAPED, (found) => `_x${found.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

/** A text as it fits into a cell; what is cut says so, and how long it was. */
export function fitted(text: string, language: 'zh' | 'en'): string {
  if (text.length <= CELL_MAX) return text;
  const note =
    language === 'zh'
      ? `……［此处截断：全文 ${text.length} 字，一格至多 ${CELL_MAX} 字；全文见 CSV、JSON、Parquet］`
      : `… [cut here: ${text.length} characters, and a cell holds ${CELL_MAX}; whole in CSV, JSON, Parquet]`;
  const end = CELL_MAX - note.length;
  // Not between the halves of a character.
  const isHalf = /[\uD800-\uDBFF]/.test(text[end - 1]!);
  return text.slice(0, isHalf ? end - 1 : end) + note;
}

/** Text never becomes a formula: its cell is of the type of text. */
export const textCell = (at: string, text: string, style: number): string =>
  `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapeText(text)}</t></is></c>`;

const DAY = 86_400_000;
/** The day that Excel calls 25569. */
const UNIX_EPOCH = 25_569;
/** Excel has a 29 February 1900 and counts days right from the day after it. */
const FIRST_DAY = Date.UTC(1900, 2, 1);

const serial = (clock: number): number | null => (clock < FIRST_DAY ? null : clock / DAY + UNIX_EPOCH);

/** Writes the cells of one column; `onCut` is told of each text that does not fit. */
export function cellWriter(
  column: Column,
  letters: string,
  language: 'zh' | 'en',
  onCut: () => void,
): (row: number, cell: Cell) => string {
  const asText = (row: number, cell: Cell): string => {
    const text = textOf(column, cell);
    if (text === null) return '';
    if (text.length > CELL_MAX) onCut();
    return textCell(`${letters}${row}`, fitted(text, language), STYLE.TEXT);
  };
  const asNumber =
    (style: number, read: (cell: Cell) => number | string | null) =>
    (row: number, cell: Cell): string => {
      if (cell === null) return '';
      const value = read(cell);
      return value === null ? asText(row, cell) : `<c r="${letters}${row}" s="${style}"><v>${value}</v></c>`;
    };
  if (column.isList) return asText;
  switch (column.type) {
    case 'integer':
    case 'number':
      return asNumber(0, Number);
    case 'decimal':
      return asNumber(STYLE.MONEY, String);
    case 'date':
      return asNumber(STYLE.DATE, (cell) => serial(Date.parse(`${String(cell)}T00:00:00Z`)));
    case 'datetime':
      // A cell holds no zone: what stands in it is the wall clock in Shanghai.
      return asNumber(STYLE.DATETIME, (cell) => serial(clockOf(Date.parse(String(cell))).getTime()));
    case 'boolean':
      return (row, cell) =>
        cell === null ? '' : `<c r="${letters}${row}" t="b"><v>${cell === true ? 1 : 0}</v></c>`;
    default:
      return asText;
  }
}

/** `A`, …, `Z`, `AA`, … of a column, counted from 0. */
export function lettersOf(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : lettersOf(Math.floor(index / 26) - 1) + letter;
}

/** A name that a sheet may have; `number` from the second sheet of the same rows on. */
export function sheetName(title: string, number: number): string {
  const suffix = number === 1 ? '' : ` (${number})`;
  const plain = title
    // oxlint-disable-next-line no-control-regex -- these characters are what is sought
    .replaceAll(/[[\]:*?/\\\u0000-\u001F]/g, ' ')
    .trim()
    .replaceAll(/^'+|'+$/g, '');
  // Of 31 units at most; not between the halves of a character.
  return (
    (plain
      .slice(0, 25)
      .replace(/[\uD800-\uDBFF]$/, '')
      .trim() || 'Sheet') + suffix
  );
}

import { type FileParts, isNumeric, textOf } from './file.ts';
import type { Cell } from './rows.ts';

/** What a spreadsheet takes for the beginning of a formula, in the wide forms of Chinese keyboards too. */
const FORMULA = /^[=+\-@\t\r＝＋－＠]/;

/** A text that no spreadsheet runs. */
const harmless = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);

/** An empty text is quoted, so that it can be told from null. */
const quoted = (text: string): string =>
  text === '' || /[",\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;

const asText = (text: string): string => quoted(harmless(text));

/** RFC 4180 with a byte order mark, without which Excel takes the text for another encoding. */
export async function* csv({ columns, headings, rows }: FileParts): AsyncGenerator<string, void> {
  yield `\uFEFF${headings.map(asText).join(',')}\r\n`;
  const writers = columns.map((column) => {
    if (isNumeric(column)) return (cell: Cell) => (cell === null ? '' : String(cell));
    return (cell: Cell) => {
      const text = textOf(column, cell);
      return text === null ? '' : asText(text);
    };
  });
  for await (const some of rows) {
    let text = '';
    for (const row of some) text += `${row.map((cell, i) => writers[i]!(cell)).join(',')}\r\n`;
    if (text !== '') yield text;
  }
}

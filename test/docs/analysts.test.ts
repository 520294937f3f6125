import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DuckDBInstance } from '@duckdb/node-api';
import Papa from 'papaparse';
import pg from 'pg';
import { afterAll, describe, expect, test } from 'vitest';
import { views } from '../../src/reporting/views.ts';
import { ADDRESS, reader, recipesOf } from '../setup/analysts.ts';
import { listeningServer } from '../setup/listening.ts';

const run = promisify(execFile);
const { address, database } = await listeningServer();
const recipes = await recipesOf('analysts.md');
const of = (language: string): string[] =>
  recipes
    .filter((recipe) => recipe.language === language)
    .map(({ text }) => text.replaceAll(ADDRESS, address));

test('both pages have the same code and the same views', async () => {
  expect(await recipesOf('analysts.zh.md')).toEqual(recipes);
  for (const page of ['analysts.md', 'analysts.zh.md']) {
    const text = await readFile(join(import.meta.dirname, '../../docs', page), 'utf8');
    const listed = [...text.matchAll(/^\| `([a-z_]+)` +\| (.*?) *\|$/gm)].map(([, name, what]) => [
      name,
      what,
    ]);
    const language = page.includes('zh') ? 'zh' : 'en';
    expect(listed).toEqual(views.map((view) => [view.name, view[language]]));
  }
});

test('every code block is of a kind that runs in a test', () => {
  const kinds = ['powerquery', 'python', 'sh', 'duckdb', 'json grafana', 'sql'];
  expect(recipes.filter(({ language }) => !kinds.includes(language))).toEqual([]);
  for (const kind of kinds) expect([kind, of(kind).length > 0]).toEqual([kind, true]);
});

test('Power Query asks for what is there: every column that the steps name, with values of the type they give it', async () => {
  const [code] = of('powerquery');
  const [, host] = /Web\.Contents\("([^"]+)"/.exec(code!)!;
  const [, path] = /RelativePath = "([^"]+)"/.exec(code!)!;
  const [, query] = /Query = \[([^\]]*)\]/.exec(code!)!;
  const asked = new URL(path!, `${host}/`);
  for (const [, name, value] of query!.matchAll(/(\w+) = "([^"]*)"/g)) asked.searchParams.set(name!, value!);
  expect([...asked.searchParams.keys()]).toHaveLength(4);
  const answer = await fetch(asked);
  expect(answer.status).toBe(200);
  const { data } = Papa.parse<Record<string, string>>(await answer.text(), {
    header: true,
    skipEmptyLines: true,
  });
  expect(data.length).toBeGreaterThan(50);
  const types: Record<string, RegExp> = {
    'type text': /./,
    'type datetimezone': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?\+08:00$/,
    'Int64.Type': /^-?\d+$/,
    'type number': /^-?\d+(\.\d+)?$/,
  };
  const typed = [...code!.matchAll(/\{"([\w.]+)", (type \w+|Int64\.Type)\}/g)];
  expect(typed).toHaveLength(6);
  for (const [, column, type] of typed) {
    for (const row of data)
      expect([column, row[column!]]).toEqual([column, expect.stringMatching(types[type!]!)]);
  }
  // Columns that later steps use were typed before.
  const used = [...code!.matchAll(/Table\.Group\(\w+, \{"([\w.]+)"\}|List\.Sum\(\[([\w.]+)\]\)/g)].map(
    ([, by, of_]) => by ?? of_,
  );
  for (const column of used) expect(typed.map(([, name]) => name)).toContain(column);
});

describe('DuckDB', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'zhiyuan-duckdb-'));
  afterAll(() => rm(folder, { recursive: true }));
  const connection = await (await DuckDBInstance.create()).connect();

  test('reads what curl fetched, and agrees with the views', async () => {
    const fetching = of('sh').find((text) => text.includes('curl'));
    await run('sh', ['-e', '-c', fetching!], { cwd: folder });
    const [byMonth, targets] = of('duckdb').map((text) =>
      text.replaceAll(/from ('|read_csv\(')/g, `from $1${folder}/`),
    );
    const months = (await connection.runAndReadAll(byMonth!)).getRowObjectsJson();
    const { rows } = await database.pool.query(
      `select month::text, program_title as program, count(*)::text as activities, sum(attendances)::text as attendances, round(sum(minutes) / 60.0, 2)::float8 as hours
       from report.activity where status = 'COMPLETED' group by 1, 2 order by 1, program_title collate "C"`,
    );
    expect(rows.length).toBeGreaterThan(50);
    expect(months).toEqual(rows);
    const found = (await connection.runAndReadAll(targets!)).getRowObjectsJson();
    const own = await database.pool.query(
      `select program_code as code, title, value::text, progress::text from report.target_progress where value is not null`,
    );
    expect(found).toHaveLength(own.rows.length);
    expect(
      found.map((row) => ({
        ...row,
        value: `${row['value'] as number}`,
        progress: `${row['progress'] as number}`,
      })),
    ).toEqual(expect.arrayContaining(own.rows));
  });
});

const at = (row: any, path: string): unknown => path.split('.').reduce((value, key) => value?.[key], row);

test.each(of('json grafana').map((text) => JSON.parse(text)))(
  'Grafana: each column of “$title” is in the answer',
  async (panel) => {
    for (const { url, url_options: options, root_selector: root, columns } of panel.targets) {
      const asked = new URL(url);
      for (const { key, value } of options.params ?? []) asked.searchParams.append(key, value);
      const body = options.method === 'POST' && {
        body: JSON.stringify({ query: options.body_graphql_query }),
      };
      const answer = await fetch(asked, {
        method: options.method,
        headers: { 'content-type': options.body_content_type ?? '' },
        ...body,
      });
      expect(answer.status).toBe(200);
      const rows = at(await answer.json(), root) as unknown[];
      expect(rows.length).toBeGreaterThan(5);
      for (const { selector, type } of columns) {
        for (const row of rows) {
          const value = at(row, selector);
          const is: Record<string, boolean> = {
            number: typeof value === 'number',
            string: typeof value === 'string',
            timestamp: typeof value === 'string' && !Number.isNaN(Date.parse(value)),
          };
          expect([selector, is[type]]).toEqual([selector, true]);
        }
      }
    }
  },
);

describe('by SQL, as the role', async () => {
  const client = new pg.Client(await reader(database));
  await client.connect();
  afterAll(() => client.end());

  test.each(of('sql'))('%s', async (sql) => {
    const { rows } = await client.query(sql);
    expect(rows.length).toBeGreaterThan(3);
  });
});

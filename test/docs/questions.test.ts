import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, describe, expect, test } from 'vitest';
import { testServer } from '../setup/server.ts';
import { withRole } from '../statistics/given.ts';
import { type Answer, ANSWERS } from './answers.ts';

type Row = Record<string, unknown>;

interface Question {
  number: number;
  title: string;
  who: string;
  requests: string[];
  variables: string[];
  reading: string;
}

const page = await readFile(join(import.meta.dirname, '../../docs/questions.zh.md'), 'utf8');

/** The questions as the page has them. */
const questions: Question[] = page
  .split(/^(?=## )/m)
  .slice(1)
  .map((part) => {
    const [, number, title] = /^## (\d+)\. (.+)$/m.exec(part)!;
    const blocks = (language: string) =>
      [...part.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, 'gm'))].map(([, text]) => text!);
    return {
      number: Number(number),
      title: title!,
      who: /^谁可以问：(.+)。$/m.exec(part)?.[1] ?? '',
      requests: blocks('graphql'),
      variables: blocks('json'),
      reading: /^读法：(.+)$/m.exec(part)?.[1] ?? '',
    };
  });

// Today is 2026-11-24 in Shanghai, noon.
const server = await testServer('demo');
const { send, database } = server;
const client = new pg.Client(database.url);
await client.connect();
afterAll(() => client.end());
await client.query(`set timezone to 'Asia/Shanghai'`);

// The demonstration spends nothing on any one activity.
await client.query(
  `insert into expenditure (id, allocation_id, kind, amount_fen, program_id, activity_id, spent_on, purpose, corrects_id, reason, recorded_at, district_code, is_demo)
   select gen_random_uuid(), e.allocation_id, n.kind, n.fen, a.program_id, a.id, '2026-05-08', '活动物资', case n.kind when 'CORRECTION' then e.id end,
     case n.kind when 'CORRECTION' then '多记' end, now(), e.district_code, true
   from (values (1, 'EXPENDITURE', 12000), (1, 'EXPENDITURE', 3350), (2, 'EXPENDITURE', 8001), (3, 'EXPENDITURE', 5000), (3, 'CORRECTION', -799)) n(at, kind, fen)
   join (select a.*, row_number() over (order by a.code) as at from activity a where a.status = 'COMPLETED') a on a.at = n.at
   cross join (select * from expenditure where kind = 'EXPENDITURE' order by id limit 1) e`,
);

const nobody = {};
const office = await withRole(server, 'OFFICE');
const analyst = await withRole(server, 'ANALYST');
const signedIn = await withRole(server);

/** By what the page says: who may ask, and who must learn nothing. */
const HEADERS: Record<string, Record<string, string>[]> = {
  任何人: [nobody, signedIn],
  文明办: [office],
  '文明办、分析员': [office, analyst],
};
const EXCLUDED: Record<string, Record<string, string>[]> = {
  任何人: [],
  文明办: [nobody, signedIn, analyst],
  '文明办、分析员': [nobody, signedIn],
};

/** One object as a row: what stands below it by its way, lists as they are. */
function flat(value: object, way = '', row: Row = {}): Row {
  for (const [key, inner] of Object.entries(value)) {
    if (inner !== null && typeof inner === 'object' && !Array.isArray(inner))
      flat(inner, `${way}${key}.`, row);
    else row[`${way}${key}`] = inner;
  }
  return row;
}

/** The rows of an answer by their lists, and under `rest` what stands in none. */
function rowsOf(data: object): Record<string, Row[]> {
  const top = flat(data);
  const lists = Object.entries(top).filter(([, value]) => Array.isArray(value));
  const rest = Object.fromEntries(Object.entries(top).filter(([, value]) => !Array.isArray(value)));
  return {
    ...Object.fromEntries(lists.map(([name, list]) => [name, (list as object[]).map((row) => flat(row))])),
    ...(Object.keys(rest).length > 0 && { rest: [rest] }),
  };
}

/** An object that is null has nothing below it: its columns are null. */
const withColumns = (row: Row, columns: readonly string[]): Row => {
  const whole = { ...row };
  for (const [key, value] of Object.entries(row)) {
    const below = columns.filter((column) => column.startsWith(`${key}.`));
    if (value !== null || below.length === 0) continue;
    delete whole[key];
    for (const column of below) whole[column] = null;
  }
  return whole;
};

/** Numbers to twelve digits: fractions may differ in their last binary ones, in whatever order they are added. */
const near = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (_, item: unknown) =>
      typeof item === 'number' ? Number(item.toPrecision(12)) : item,
    ),
  );

const ask = ({ requests, variables }: Question, headers: Record<string, string>) =>
  send(requests[0]!, JSON.parse(variables[0] ?? '{}') as Record<string, unknown>, headers);

async function answerOf(question: Question, headers: Record<string, string>): Promise<object> {
  const { data, errors } = await ask(question, headers);
  expect(errors).toBeUndefined();
  return data as object;
}

async function expectedOf(answer: Answer): Promise<Record<string, Row[]>> {
  const lists: Record<string, Row[]> = {};
  for (const [name, sql] of Object.entries(answer.sql)) lists[name] = (await client.query<Row>(sql)).rows;
  return lists;
}

const byName = ([a]: [string, unknown], [b]: [string, unknown]): number => (a < b ? -1 : 1);

/** What is told roughly, taken out of both: how far it is from the truth is looked at by itself. */
const without = (row: Row, columns: readonly string[]): Row =>
  Object.fromEntries(Object.entries(row).filter(([name]) => !columns.includes(name)));

/** Where an answer is not what SQL says; nothing, when it is. */
function faultsOf(data: object, expected: Record<string, Row[]>, { rough = {} }: Answer): string[] {
  const got = rowsOf(data);
  const faults: string[] = [];
  const names = (lists: Record<string, Row[]>) => Object.keys(lists).toSorted().join();
  if (names(got) !== names(expected)) faults.push(`lists ${names(got)}, not ${names(expected)}`);
  for (const [name, rows] of Object.entries(expected)) {
    const columns = Object.keys(rows[0] ?? {});
    const own = (got[name] ?? []).map((row) => withColumns(row, columns));
    if (own.length !== rows.length) faults.push(`${name} has ${own.length} rows, not ${rows.length}`);
    for (const [i, row] of rows.entries()) {
      const answered = own[i] ?? {};
      const pair = [answered, row].map((each) =>
        JSON.stringify(near(Object.entries(without(each, Object.keys(rough))).toSorted(byName))),
      );
      if (pair[0] !== pair[1]) faults.push(`${name} ${i}: ${pair[0]} is not ${pair[1]}`);
      for (const [column, holds] of Object.entries(rough)) {
        if (column in row && !holds(answered[column] as number, row[column] as number, answered))
          faults.push(
            `${name} ${i}: ${column} ${String(answered[column])} is too far from ${String(row[column])}`,
          );
      }
    }
  }
  return faults;
}

test('there are thirty questions, numbered from 1 to 30, each with one request and how to read its answer', () => {
  expect(questions.map(({ number }) => number)).toEqual(Array.from({ length: 30 }, (_, i) => i + 1));
  expect(Object.keys(ANSWERS).map(Number)).toEqual(questions.map(({ number }) => number));
  for (const { title, who, requests, variables, reading } of questions) {
    expect([title, requests.length]).toEqual([title, 1]);
    expect(variables.length).toBe(requests[0]!.startsWith('query (') ? 1 : 0);
    expect(title).toMatch(/？$/);
    expect(Object.keys(HEADERS)).toContain(who);
    expect(reading.length).toBeGreaterThan(20);
  }
});

test('every cube of the statistics is asked', () => {
  const asked = questions.flatMap(({ requests }) => [...requests[0]!.matchAll(/(\w+Statistics)\b/g)]);
  expect(new Set(asked.map(([, field]) => field))).toEqual(
    new Set([
      'activityStatistics',
      'enrolmentStatistics',
      'expenditureStatistics',
      'findingStatistics',
      'serviceRecordStatistics',
      'serviceRequestStatistics',
      'signUpStatistics',
      'storyStatistics',
      'volunteerStatistics',
    ]),
  );
});

describe.each(questions.map((question) => [question.number, question.title, question] as const))(
  '%i. %s',
  async (number, _, question) => {
    const answer = ANSWERS[number]!;
    const expected = await expectedOf(answer);
    const data = await answerOf(question, HEADERS[question.who]![0]!);

    test('is answered as SQL answers it, row by row and value by value', () => {
      expect(faultsOf(data, expected, answer)).toEqual([]);
    });

    test('has something in every list and every column', () => {
      const idle = Object.entries(rowsOf(data)).flatMap(([name, rows]) => {
        expect([name, rows.length > 0]).toEqual([name, true]);
        const columns = Object.keys(expected[name]![0]!);
        return columns.filter((column) =>
          rows.every((row) => [null, 0, false].includes(withColumns(row, columns)[column] as null)),
        );
      });
      expect(idle).toEqual(answer.idle ?? []);
    });

    test('is not so once any value of it is another, or a row is gone', () => {
      for (const [name, rows] of Object.entries(expected)) {
        const gone = { ...expected, [name]: rows.slice(1) };
        expect(faultsOf(data, gone, answer)).not.toEqual([]);
        for (const [i, row] of rows.entries()) {
          for (const column of Object.keys(row)) {
            const altered = {
              ...expected,
              [name]: rows.with(i, { ...row, [column]: otherThan(row[column]) }),
            };
            expect([column, faultsOf(data, altered, answer).length > 0]).toEqual([column, true]);
          }
        }
      }
    });

    test('is answered alike to everybody who may ask, and to nobody else', async () => {
      const [, ...others] = HEADERS[question.who]!;
      for (const headers of others) expect(await answerOf(question, headers)).toEqual(data);
      for (const headers of EXCLUDED[question.who]!) {
        const { data: told, errors = [] } = await ask(question, headers);
        const isRefused = errors.some(({ extensions }) => extensions.code === 'NOT_ALLOWED');
        const { rest: _, ...lists } = rowsOf((told as object | null) ?? {});
        expect([isRefused, isRefused ? [] : Object.values(lists).flat()]).toEqual([errors.length > 0, []]);
      }
    });
  },
);

/** Another value of the same kind. */
function otherThan(value: unknown): unknown {
  if (typeof value === 'number') return value * 1.001 + 1_000;
  return typeof value === 'string' ? `${value}。` : value === null ? 1 : null;
}

import type { GraphReader } from '../graph/reader.ts';
import type { StatementParts } from '../graph/reading/own-statement.ts';
import type { Viewer } from '../viewer.ts';
import { badRequest } from '../errors.ts';
import type { Guard, PeopleSet } from './guard.ts';
import type { Numbering, Numbers, RowColumn } from './numbers.ts';
import type { Question } from './question.ts';
import { orderOf, rowsSql, type Scope } from './rows-sql.ts';

/** A set of rows, as it is answered. */
export interface Cell {
  parent: string;
  keys: readonly (string | null)[];
  /** What the keys are ordered by. */
  order: readonly (string | null)[];
  /** Null where no row is in it, or nothing may be known of it. */
  numbers: Numbers | null;
  /** The same with the rows that are there for comparison. */
  compared: Numbers | null;
}

export interface Cells {
  groups: Cell[];
  /** By parent, '' where there is none. */
  totals: Map<string, Numbers>;
}

/** How rows are read, and what is told of them. */
export interface Reading {
  read: GraphReader;
  viewer?: Viewer;
  question: Question;
  numbering: Numbering;
  scope: (parts: StatementParts) => Scope;
  /** Where the rows are about people: what may be told of sets of them, and the seed of their hashes. */
  protection: { guard: Guard; seed: string } | null;
}

/** Groups are arranged in memory: so many are no answer any more. */
export const GROUPS_MAX = 20_000;

/** What stands for null in the text of a group's keys; no key is like it. */
const NONE = '-';
const SEPARATOR = '\u001F';

/** A group's keys in one text, the same as `tupleSql`. */
export const tupleOf = (parent: string, keys: readonly (string | null)[]): string =>
  [parent || NONE, ...keys.map((key) => key ?? NONE)].join(SEPARATOR);

const tupleSql = ({ groupings }: Question): string =>
  `concat_ws(chr(31), ${['p', ...groupings.map((_, i) => `k${i}`)].map((key) => `coalesce(x.${key}::text, '${NONE}')`).join(', ')})`;

/** The groups and the total, in one statement. Throws TOO_MANY_GROUPS. */
export async function readCells(reading: Reading): Promise<Cells> {
  const { question, numbering } = reading;
  const { groupings } = question;
  const wanted = aggregatesOf(reading);
  const keys = groupings.map((_, i) => `k${i}`);
  const rows = await reading.read.statement((parts) => {
    const tables = rowsSql(question, wanted.columns(parts), reading.scope(parts), parts);
    const order = keys.map((key, i) => orderOf(groupings[i]!.dimension, `g.${key}`) ?? `g.${key}::text`);
    const grouped = wanted.select('x', ['p', ...keys]);
    const total = wanted.select('r', ['p']);
    const nulls = keys.map(() => 'null, null, ').join('');
    return `${tables} ${
      groupings.length === 0
        ? ''
        : `(select 1, g.p::text, ${keys.map((key, i) => `g.${key}::text, ${order[i]}, `).join('')}${wanted.names('g')}
            from (${grouped} limit ${GROUPS_MAX + 1}) g) union all `
    }select 0, g.p::text, ${nulls}${wanted.names('g')} from (${total}) g`;
  }, reading.viewer);
  const from = 2 + 2 * keys.length;
  const groups: Cell[] = [];
  const totals = new Map<string, Numbers>();
  for (const row of rows) {
    const parent = (row[1] ?? '') as string;
    const [numbers, compared] = wanted.read(row.slice(from));
    if (row[0] === 0) totals.set(parent, numbers ?? suppressedOr(reading, numbering));
    else {
      groups.push({
        parent,
        keys: keys.map((_, i) => row[2 + 2 * i] as string | null),
        order: keys.map((_, i) => row[3 + 2 * i] as string | null),
        numbers,
        compared,
      });
    }
  }
  if (groups.length > GROUPS_MAX) {
    throw badRequest(
      'TOO_MANY_GROUPS',
      `分组多于 ${GROUPS_MAX} 个：请减少维度、放粗时间单位或收紧条件`,
      `More than ${GROUPS_MAX} groups: ask for fewer dimensions, a coarser unit of time, or narrower conditions`,
      { limit: GROUPS_MAX },
    );
  }
  return { groups, totals };
}

/** Nothing may be said of no people either: it would tell none from few. */
export const suppressedOr = ({ protection }: Reading, numbering: Numbering): Numbers =>
  protection ? { isSuppressed: true, precision: null, distributions: {}, sums: {} } : numbering.read(null);

/** The rows of all groups but those listed, by parent; a row in several counts once. */
export async function readOthers(reading: Reading, listed: readonly string[]): Promise<Map<string, Numbers>> {
  const wanted = aggregatesOf(reading);
  const rows = await reading.read.statement((parts) => {
    const tables = rowsSql(reading.question, wanted.columns(parts), reading.scope(parts), parts);
    return `${tables}, o as (select distinct x.id from x where x.is_in and ${tupleSql(reading.question)} <> all(${parts.bind.add(listed)}::text[]))
      select g.p::text, ${wanted.names('g')} from (${wanted.select('(select r.* from r join o on o.id = r.id)', ['p'])}) g`;
  }, reading.viewer);
  return new Map(
    rows.map((row) => [
      (row[0] ?? '') as string,
      wanted.read(row.slice(1))[0] ?? suppressedOr(reading, reading.numbering),
    ]),
  );
}

interface Wanted {
  columns: (parts: StatementParts) => RowColumn[];
  /** A select of the keys and the numbers of each group of a table with them. */
  select: (table: string, keys: readonly string[]) => string;
  names: (alias: string) => string;
  read: (values: readonly unknown[]) => [numbers: Numbers | null, compared: Numbers | null];
}

const groupBy = (keys: readonly string[]): string => `group by ${keys.map((key) => `x.${key}`).join(', ')}`;
const listOf = (alias: string, size: number): string =>
  Array.from({ length: size }, (_, i) => `${alias}.a${i}`).join(', ');

const aggregatesOf = (reading: Reading): Wanted =>
  reading.protection ? ofPeople(reading, reading.protection) : ofRows(reading);

function ofRows({ numbering }: Reading): Wanted {
  const each = ['x.is_in', 'true'].flatMap((only) => [
    `count(*) filter (where ${only})::int`,
    ...numbering.aggregates.map((write) => write(only)),
  ]);
  const half = each.length / 2;
  const read = (values: readonly unknown[]): Numbers | null =>
    values[0] === 0 ? null : numbering.read(values.slice(1));
  return {
    columns: () => [...numbering.columns],
    select: (table, keys) =>
      `select ${keys.map((key) => `x.${key}`).join(', ')}, ${each.map((sql, i) => `${sql} as a${i}`).join(', ')} from ${table} x ${groupBy(keys)}`,
    names: (alias) => listOf(alias, each.length),
    read: (values) => [read(values.slice(0, half)), read(values.slice(half))],
  };
}

/** Of people only what the guard must know: the rows of each first, then how many people they are. */
function ofPeople({ question }: Reading, { guard, seed }: NonNullable<Reading['protection']>): Wanted {
  const parts = ['is_in', 'true'] as const;
  return {
    columns: ({ bind }) => [
      { name: 'person', sql: question.cube.people!.person, joins: question.cube.people!.joins ?? [] },
      { name: 'seed', sql: `${bind.add(seed)}::bigint`, joins: [] },
    ],
    select: (table, keys) => {
      const inner = parts
        .map(
          (only, i) =>
            `count(*) filter (where ${only}) as c${i}, bit_xor(hashtextextended(x.id::text, x.seed)) filter (where ${only}) as h${i}`,
        )
        .join(', ');
      const list = keys.map((key) => `x.${key}`).join(', ');
      const outer = parts
        .flatMap((_, i) => [
          `count(*) filter (where x.c${i} > 0)::int`,
          `coalesce(sum(x.c${i}), 0)::int`,
          `coalesce(max(x.c${i}), 0)::int`,
          `coalesce(bit_xor(x.h) filter (where x.c${i} > 0), 0)::text`,
          `coalesce(bit_xor(x.h${i}), 0)::text`,
        ])
        .map((sql, i) => `${sql} as a${i}`)
        .join(', ');
      return `select ${list}, ${outer} from (
        select ${list}, hashtextextended(x.person::text, x.seed) as h, ${inner} from ${table} x
        where x.person is not null group by ${list}, x.person, x.seed) x ${groupBy(keys)}`;
    },
    names: (alias) => listOf(alias, 10),
    read: (values) => [toldOf(values.slice(0, 5), guard), toldOf(values.slice(5), guard)],
  };
}

function toldOf(values: readonly unknown[], guard: Guard): Numbers | null {
  const [people, count, most, people_, rows] = values as [number, number, number, string, string];
  const set: PeopleSet = { people, count, most, ofPeople: people_, ofRows: rows };
  const told = guard(set);
  return told && { isSuppressed: false, distributions: {}, sums: {}, ...told };
}

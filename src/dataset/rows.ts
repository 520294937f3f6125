import type { Bounded, Column, Step } from './columns.ts';
import { AFTER, COUNT_KEY, FIRST, GROUPS_MAX, PAGE_KEY } from './page-document.ts';
import { groupsAreCut, listIsCut } from './refusals.ts';
import type { Table } from './table.ts';

/** What a cell holds: as GraphQL gives it, a list where the column is one. */
export type Value = string | number | boolean | null;
export type Cell = Value | Value[];
export type Row = readonly Cell[];

type Json = Record<string, unknown> | null;

/** Most rows of the outermost list that are asked for at a time; the most that a page may have. */
const PAGE = 100;

/** What a page is answered with; `tooBig` where it is beyond a limit that a smaller page may keep. */
export type PageAnswer = { data: Record<string, unknown> } | { tooBig: unknown };

export type AskPage = (variables: Readonly<Record<string, unknown>>) => Promise<PageAnswer>;

/** Some of the rows, and the cursor after which the others are; null where there are none. */
export interface RowPage {
  rows: readonly Row[];
  after: string | null;
}

/**
 * All rows of a table, a page at a time, in the order of its lists. A page that is too much for the limits of a request
 * is asked for again in smaller pages. Throws what `ask` throws, and EXPORT_LIST_CUT.
 */
export async function* rowsOf(
  table: Table,
  ask: AskPage,
  start: string | null,
): AsyncGenerator<RowPage, void> {
  let size = PAGE;
  let after = start;
  for (;;) {
    const answer = await ask(table.paged ? { [FIRST]: size, [AFTER]: after } : {});
    if ('tooBig' in answer) {
      if (size === 1 || !table.paged) throw answer.tooBig;
      size = Math.ceil(size / 4);
      continue;
    }
    const page = table.paged && pageOf(answer.data, table.paged.steps);
    after = page?.hasNextPage ? page.endCursor! : null;
    yield { rows: rowsIn(table, answer.data), after };
    if (after === null) return;
  }
}

interface PageInfo {
  hasNextPage: boolean;
  endCursor: string | null;
}

function pageOf(data: Json, steps: readonly Step[]): PageInfo | undefined {
  const connection = one(data, steps) as Json;
  return connection?.[PAGE_KEY] as PageInfo | undefined;
}

/** The rows in one answer: an item of the innermost list each, with what stands above it. */
export function rowsIn({ lists, columns, bounded }: Table, data: Json): Row[] {
  const rows: Row[] = [];
  const objects: Json[] = [data];
  const visit = (depth: number): void => {
    for (const each of bounded)
      if (each.level === depth)
        for (const list of every(objects[depth]!, each.steps)) mustBeWhole(each, list);
    if (depth === lists.length) {
      rows.push(columns.map((column) => cellOf(column, objects[column.level]!)));
      return;
    }
    for (const item of every(objects[depth]!, lists[depth]!.steps)) {
      objects[depth + 1] = item;
      visit(depth + 1);
    }
  };
  visit(0);
  return rows;
}

/** Throws EXPORT_LIST_CUT where a list has more than was answered. */
function mustBeWhole({ name, selected, isOnWay }: Bounded, list: Json): void {
  if (selected.openGroups === null) {
    const page = list?.[PAGE_KEY] as Partial<Record<string, boolean>> | undefined;
    if (page?.['hasNextPage'] || page?.['hasPreviousPage']) throw listIsCut(name, isOnWay);
  } else if (list) {
    const groups = list[selected.openGroups] as readonly unknown[];
    if ((list[COUNT_KEY] as number) > groups.length) throw groupsAreCut(name, GROUPS_MAX);
  }
}

const cellOf = ({ steps, isList }: Column, object: Json): Cell =>
  isList ? (every(object, steps) as unknown as Value[]) : ((one(object, steps) ?? null) as Value);

function one(object: unknown, steps: readonly Step[]): unknown {
  let value = object;
  for (const { key } of steps) {
    if (value === null || value === undefined) return null;
    value = (value as Record<string, unknown>)[key];
  }
  return value ?? null;
}

/**
 * All that stands at the end of the way, lists opened. An item in which the way ends early counts as null, so that
 * columns of one list keep step with each other.
 */
function every(object: unknown, steps: readonly Step[], from = 0): Json[] {
  if (from === steps.length) return [(object ?? null) as Json];
  if (object === null || object === undefined)
    return steps.some(({ many }, i) => many && i >= from) ? [] : [null];
  const { key, many } = steps[from]!;
  const value = (object as Record<string, unknown>)[key];
  if (!many) return every(value, steps, from + 1);
  if (!Array.isArray(value)) return [];
  const found: Json[] = [];
  for (const item of value) found.push(...every(item, steps, from + 1));
  return found;
}

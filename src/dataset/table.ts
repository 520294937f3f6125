import { type DocumentNode, getOperationAST, type GraphQLSchema } from 'graphql';
import { badRequest } from '../errors.ts';
import {
  below,
  type Column,
  ColumnList,
  type NestedPage,
  type Place,
  rowPlace,
  type Step,
} from './columns.ts';
import * as refusals from './refusals.ts';
import { type Selected, selectionOf } from './selection.ts';

/** One list on the way to the rows. */
export interface RowList {
  selected: Selected;
  /** From the object of the level before to the list's items. */
  steps: readonly Step[];
}

/** A question as a table: which list is its rows, and what of it the columns. */
export interface Table {
  lists: readonly RowList[];
  columns: readonly Column[];
  nested: readonly NestedPage[];
  /** What is selected beside the way to the rows and is no part of them: not worth asking for. */
  aside: readonly Selected[];
  /** The outermost list that has pages; rows are read a page of it at a time. Null where none has. */
  paged: { selected: Selected; steps: readonly Step[] } | null;
}

export interface Asked {
  document: DocumentNode;
  operationName: string | undefined;
  variables: Readonly<Record<string, unknown>>;
  /** Which list is the rows, by its response keys; needed where there are several. */
  rows: string | undefined;
}

/** Throws EXPORT_*. The document must be valid for the schema. */
export function tableOf(schema: GraphQLSchema, asked: Asked): Table {
  const operation = getOperationAST(asked.document, asked.operationName);
  if (!operation) throw noSuchOperation();
  if (operation.operation !== 'query') throw refusals.notAQuery(operation.operation);
  const roots = inside(selectionOf(schema, asked.document, operation, asked.variables));
  const way = wayTo(roots, asked.rows);
  return along(roots, way);
}

const noSuchOperation = () =>
  badRequest(
    'OPERATION_RESOLUTION_FAILURE',
    '请以 operationName 说明执行哪一个操作',
    'Say by operationName which operation is meant',
  );

/** Introspection is no data. */
const inside = (roots: readonly Selected[]) =>
  roots.filter(({ nodes }) => !nodes[0]!.name.value.startsWith('__'));

const isList = ({ kind }: Selected) => kind === 'list' || kind === 'connection';

/** The selected fields from the root to the rows. */
function wayTo(roots: readonly Selected[], rows: string | undefined): Selected[] {
  const outermost: Selected[][] = [];
  const all: Selected[][] = [];
  const walk = (among: readonly Selected[], before: readonly Selected[], isWithin: boolean): void => {
    for (const each of among) {
      const way = [...before, each];
      if (isList(each)) {
        all.push(way);
        if (!isWithin) outermost.push(way);
      }
      walk(each.children, way, isWithin || isList(each));
    }
  };
  walk(roots, [], false);
  if (rows !== undefined) {
    const plain = withoutItems(rows);
    const found = all.find((way) => nameOf(way) === plain) ?? all.find((way) => nameOf(way) === rows);
    if (!found) throw refusals.noSuchRows(rows, all.map(nameOf));
    return found;
  }
  if (outermost.length > 1) throw refusals.severalLists(all.map(nameOf));
  if (outermost.length === 0) throw refusals.noRows();
  return outermost[0]!;
}

const nameOf = (way: readonly Selected[]): string => way.map(({ key }) => key).join('.');

/** `programs.nodes.targets` is `programs.targets`: a way may be given as the answer is nested. */
const withoutItems = (path: string): string => path.replaceAll(/\.(nodes|edges\.node)(?=\.|$)/g, '');

function along(roots: readonly Selected[], way: readonly Selected[]): Table {
  const found = new ColumnList();
  const lists: RowList[] = [];
  const aside: Selected[] = [];
  let paged: Table['paged'] = null;
  // What stands above the rows is named from the answer down, what is theirs from themselves.
  const visit = (among: readonly Selected[], place: Place, depth: number): void => {
    for (const each of among) {
      if (each !== way[depth]) {
        if (place.level === 0 && holdsList(each)) aside.push(each);
        else found.add(place, each);
        continue;
      }
      const inner = below(place, each);
      if (!isList(each)) {
        visit(each.children, inner, depth + 1);
        continue;
      }
      if (each.kind === 'connection') {
        const steps = [...place.steps, { key: each.key, many: false }];
        aside.push(...each.beside);
        if (place.level === 0) paged = { selected: each, steps };
        else found.nested.push({ name: inner.names.join('.'), level: place.level, steps, selected: each });
      }
      lists.push({ selected: each, steps: inner.steps });
      const next = rowPlace(lists.length);
      const isRow = depth === way.length - 1;
      visit(each.children, isRow ? next : { ...next, names: inner.names, terms: inner.terms }, depth + 1);
    }
  };
  visit(roots, rowPlace(0), 0);
  const columns = found.finished();
  if (columns.length === 0) throw refusals.noColumns();
  return { lists, columns, nested: found.nested, aside, paged };
}

const holdsList = (selected: Selected): boolean => isList(selected) || selected.children.some(holdsList);

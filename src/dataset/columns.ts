import { type GraphQLNamedType, isEnumType, isNonNullType } from 'graphql';
import type { Bilingual } from '../errors.ts';
import { bothOf, type Code, codesOf, distinct, joined, termOf } from './headings.ts';
import type { Selected } from './selection.ts';

export type ColumnType =
  | 'text'
  | 'id'
  | 'code'
  | 'url'
  | 'month'
  | 'integer'
  | 'number'
  | 'decimal'
  | 'boolean'
  | 'date'
  | 'datetime';

/** One key on the way to a value; `many` where a list stands under it. */
export interface Step {
  key: string;
  many: boolean;
}

export interface Column {
  /** Response keys from the row, joined by dots: `program.title`. */
  name: string;
  type: ColumnType;
  /** Whether a cell holds a list, which texts join by `；`. */
  isList: boolean;
  isNullable: boolean;
  heading: Bilingual;
  description: Bilingual;
  /** What its values mean, where they are of an enum. */
  codes: readonly Code[];
  /** Which object of a row it is read from: the answer (0), an item of the outermost list (1), … */
  level: number;
  steps: readonly Step[];
}

/** A list within a row whose page may have been too short. */
export interface NestedPage {
  name: string;
  level: number;
  /** The way to the connection itself. */
  steps: readonly Step[];
  selected: Selected;
}

const SCALARS: Readonly<Record<string, ColumnType>> = {
  ID: 'id',
  Int: 'integer',
  Fen: 'integer',
  Float: 'number',
  Boolean: 'boolean',
  Date: 'date',
  DateTime: 'datetime',
  YearMonth: 'month',
  URL: 'url',
};

/** Fields of text that hold a number written exactly. */
const DECIMALS = new Set(['Money.yuan']);

function typeOf({ parent, field, type }: Selected): ColumnType {
  if (field && DECIMALS.has(`${parent}.${field.name}`)) return 'decimal';
  return isEnumType(type) ? 'code' : (SCALARS[type?.name ?? ''] ?? 'text');
}

/** Where the columns of something selected begin. */
export interface Place {
  level: number;
  names: readonly string[];
  terms: readonly Bilingual[];
  steps: readonly Step[];
  isList: boolean;
  isNullable: boolean;
}

export const rowPlace = (level: number): Place => ({
  level,
  names: [],
  terms: [],
  steps: [],
  isList: false,
  isNullable: false,
});

/** The place below something selected; of a list that of its items. */
export function below(place: Place, selected: Selected): Place {
  const { key, field, kind, items } = selected;
  const steps = [...place.steps, { key, many: kind === 'list' }];
  if (kind === 'connection') steps.push(...itemSteps(items!));
  return {
    ...place,
    names: [...place.names, key],
    terms: [...place.terms, termOf(field?.description, key)],
    steps,
    isList: place.isList || kind === 'list' || kind === 'connection',
    isNullable: place.isNullable || isNullable(selected),
  };
}

export const itemSteps = (items: readonly string[]): Step[] =>
  items.map((key, i) => ({ key, many: i === 0 }));

const isNullable = ({ field, isConditional }: Selected): boolean =>
  isConditional || (field !== null && !isNonNullType(field.type));

/** Columns and nested pages, as they are found. */
export class ColumnList {
  readonly columns: Column[] = [];
  readonly nested: NestedPage[] = [];

  add(place: Place, selected: Selected): void {
    if (selected.kind === 'leaf' || selected.kind === 'leaves') this.#addLeaf(place, selected);
    else {
      if (selected.kind === 'connection') this.#addConnection(place, selected);
      const inner = below(place, selected);
      for (const child of selected.children) this.add(inner, child);
    }
  }

  #addConnection(place: Place, selected: Selected): void {
    const steps = [...place.steps, { key: selected.key, many: false }];
    const names = [...place.names, selected.key];
    const terms = [...place.terms, termOf(selected.field?.description, selected.key)];
    this.nested.push({ name: names.join('.'), level: place.level, steps, selected });
    for (const each of selected.beside)
      if (each.kind === 'leaf') this.#addLeaf({ ...place, steps, names, terms }, each);
  }

  #addLeaf(place: Place, selected: Selected): void {
    const { key, field, type } = selected;
    const own = field ? termOf(field.description, key) : { zh: '类型', en: 'Type' };
    this.columns.push({
      name: [...place.names, key].join('.'),
      type: typeOf(selected),
      isList: place.isList || selected.kind === 'leaves',
      isNullable: place.isNullable || isNullable(selected),
      heading: joined([...place.terms, own]),
      description: bothOf(field?.description, key),
      codes: codesIn(type),
      level: place.level,
      steps: [...place.steps, { key, many: selected.kind === 'leaves' }],
    });
  }

  /** The columns with names and headings of their own. */
  finished(): Column[] {
    const taken = new Set<string>();
    const names = this.columns.map(({ name }) => {
      let own = name;
      for (let n = 2; taken.has(own); n += 1) own = `${name}_${n}`;
      taken.add(own);
      return own;
    });
    const headings = (language: 'zh' | 'en') =>
      distinct(
        this.columns.map(({ heading }) => heading[language]),
        names,
      );
    const [zh, en] = [headings('zh'), headings('en')];
    return this.columns.map((column, i) => ({
      ...column,
      name: names[i]!,
      heading: { zh: zh[i]!, en: en[i]! },
    }));
  }
}

const codesIn = (type: GraphQLNamedType | null): Code[] => (isEnumType(type) ? codesOf(type) : []);

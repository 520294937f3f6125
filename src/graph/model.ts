import type { Expression, Kind, RelationDefinition } from './definition.ts';

export interface Column {
  /** Quoted column name. */
  name: string;
  nullable: boolean;
}

export interface ToOne extends Column {
  target: string;
}

export interface Model {
  name: string;
  /** Quoted table or view name. */
  table: string;
  key: Column;
  /** Rows of a view: two keys joined by `+`. */
  hasCompoundKey: boolean;
  columns: Map<string, Column>;
  toOne: Map<string, ToOne>;
  /** GraphQL object types of its rows. */
  typeNames: Set<string>;
  discriminator: { property: string; of: Record<string, string> } | null;
  order: string[];
  orders: Record<string, string[]>;
  needs: Record<string, string[]>;
  computed: Record<string, Expression>;
  /** By name: what rows are found and ordered by and is neither a column nor computed for a field. */
  derived: Record<string, Expression>;
  kinds: ReadonlyMap<string, Kind>;
  searchable: ReadonlySet<string>;
  visible: Expression | null;
  personal: ReadonlySet<string>;
  whole: Expression | null;
  recorded: Expression | null;
  /** What not everybody who sees the row may read: `untold` and all that is personal. */
  guarded: ReadonlySet<string>;
  identifying: ReadonlySet<string>;
  /** What the audit trail does not repeat: that, and what is `erasable`. */
  untold: ReadonlySet<string>;
}

export type Relation = RelationDefinition & {
  name: string;
  from: string;
  /** Loaders are shared under this name; the same for every type's `sources`, so that one statement loads them all. */
  batch: string;
};

/** Models and relations by their names. Throws where there is none of that name. */
export interface ModelNames {
  model: (name: string) => Model;
  relation: (name: string) => Relation;
}

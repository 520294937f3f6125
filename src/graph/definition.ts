import type { EntityClass } from '@mikro-orm/postgresql';
import type { Asking } from '../viewer.ts';
import type { Bind } from './sql.ts';

/** SQL over the alias that may depend on who asks, values bound: a condition, or a value that is no column. */
export type Expression = (alias: string, bind: Bind, asking: Asking) => string;

/** What relative comparators must know of a value: they ask for days, for the instants of those, or for months. */
export type Kind = 'date' | 'instant' | 'month';

/** How a module tells the reader about one of its tables. Columns and relations to one come from the ORM's metadata. */
export interface ModelDefinition {
  entity: EntityClass<unknown>;
  /**
   * The GraphQL type of its rows (by default the model's own name), or, where several types share the table,
   * the property that tells them apart with the type for each of its values.
   */
  types?: { by: string; of: Record<string, string> };
  /** Properties that give the natural order; the primary key is added as the last one. */
  order: string[];
  /**
   * Properties behind values of the type's `…OrderField` enum that do not follow from their name: `STARTS_AT` is
   * `startsAt`, `TITLE` is `titleKey` where there is one, and a relation to one stands where what it points to does.
   */
  orders?: Record<string, string[]>;
  /** Raw properties that a computed field needs, reached by its resolver as `row.$property`. */
  needs?: Record<string, string[]>;
  /** Fields, or raw properties for `needs`, that PostgreSQL computes. */
  computed?: Record<string, Expression>;
  /** Texts with an index of what stands in them (`gramIndex`): it finds the rows that `contains` asks for. */
  searchable?: readonly string[];
  /** What a property is, where its column does not say it and comparators must know. */
  kinds?: Record<string, Kind>;
  /** Which rows the asker may see at all; everybody sees all by default. Holds wherever the rows are read. */
  visible?: Expression;
  /**
   * Properties with personal data, and whose rows' data the asker may see whole. Others see them masked (the server
   * does that where the schema says `@personal`), and cannot find rows by them. `recorded`: the rows of which every
   * reading is on record, and so is that a search by such a property found them.
   */
  personal?: { properties: readonly string[]; whole: Expression; recorded?: Expression };
  /** Properties with words about a person, erased in time: the audit trail says that they changed, not what they were. */
  untold?: readonly string[];
  /** Properties that tell one person from all others: no statistics are asked by them. */
  identifying?: readonly string[];
  /** Properties with words that may be about a person, whoever sees the row reads them: the audit trail repeats them no more. */
  erasable?: readonly string[];
}

/** Further condition of a relation or list, e.g. a fixed kind: SQL over the alias, values bound. */
export type Condition = (alias: string, bind: Bind, args: Readonly<Record<string, unknown>>) => string;

/** A relation to many, named `Model.field`. */
export type RelationDefinition = {
  /** The model of the rows. */
  target: string;
  /** Property of the parent whose value the rows are found by; its primary key by default. */
  from?: string;
  condition?: Condition;
} & (
  | {
      /** Property (a relation to one) of the target that points to the parent. */
      by: string;
    }
  | {
      /** Link table with its columns. */
      through: { table: string; parent: string; child: string; order: string };
    }
);

/** A value computed for each row from others that hang on it, e.g. a sum; named `Model.field`. */
export interface MeasureDefinition {
  /** A select of key and value for the keys (a bound `uuid[]`); `NOW` may stand in it. */
  sql: (keys: string) => string;
  /** The value of a row that the select does not give. */
  none: unknown;
}

export interface ReadsDefinition {
  models: Record<string, ModelDefinition>;
  relations?: Record<string, RelationDefinition>;
  measures?: Record<string, MeasureDefinition>;
  /**
   * Values that rows are found and ordered by though no field reads them so, e.g. an amount of money as a number;
   * named `Model.value`.
   */
  derived?: Record<string, Expression>;
  /** Such values, too: how many rows of a relation to many the asker may see. The relation's field by `Model.value`. */
  counts?: Record<string, string>;
}

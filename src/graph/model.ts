import type { EntityClass, EntityMetadata, MikroORM } from '@mikro-orm/postgresql';
import { badRequest } from '../errors.ts';
import { badId, fromGlobalId } from './ids.ts';
import type { Asking } from '../viewer.ts';
import { columnOf } from './column.ts';
import { deriveValues } from './derived.ts';
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
  /** What the audit trail does not repeat: that, and what is `erasable`. */
  untold: ReadonlySet<string>;
}

export type Relation = RelationDefinition & {
  name: string;
  from: string;
  /** Loaders are shared under this name; the same for every type's `sources`, so that one statement loads them all. */
  batch: string;
};

const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** All models and relations, built once at start from the modules' definitions and the ORM's metadata. */
export class Models {
  readonly #models = new Map<string, Model>();
  readonly #byType = new Map<string, Model>();
  readonly #byEntity = new Map<string, Model>();
  readonly #relations = new Map<string, Relation>();
  readonly #measures = new Map<string, MeasureDefinition>();

  /** Throws at start when a definition names a model, entity or property that does not exist. */
  constructor(orm: MikroORM, definitions: readonly ReadsDefinition[]) {
    const models = definitions.flatMap((definition) => Object.entries(definition.models));
    const nameOfEntity = new Map(
      models.map(([name, { entity }]) => [orm.getMetadata().get(entity).class, name]),
    );
    for (const [name, definition] of models) {
      const model = buildModel(name, definition, orm.getMetadata().get(definition.entity), nameOfEntity);
      this.#models.set(name, model);
      for (const type of model.typeNames) this.#byType.set(type, model);
      this.#byType.set(name, model);
      this.#byEntity.set(orm.getMetadata().get(definition.entity).className, model);
      if (model.columns.has('derivation')) this.#addSources(name, definition);
    }
    for (const definition of definitions) {
      for (const [name, relation] of Object.entries(definition.relations ?? {})) {
        this.#relations.set(name, { from: 'id', batch: name, ...relation, name });
        this.model(relation.target);
      }
      for (const [name, measure] of Object.entries(definition.measures ?? {}))
        this.#measures.set(name, measure);
    }
    for (const model of this.#models.values()) deriveValues(model, definitions, this);
  }

  #addSources(name: string, definition: ModelDefinition): void {
    const from = definition.needs?.['sources']?.[0] ?? 'id';
    this.#relations.set(`${name}.sources`, {
      name: `${name}.sources`,
      batch: 'sources',
      target: 'Passage',
      from,
      through: { table: '"fact_source"', parent: '"subject"', child: '"passage_id"', order: '"ordinal"' },
    });
  }

  /** The model and key that a global id names. Throws BAD_ID for an id that no row could have. */
  ofId(id: string): { model: Model; key: string } {
    const { model: name, key } = fromGlobalId(id);
    const model = this.#models.get(name);
    if (!model || (key.includes('+') && !model.hasCompoundKey)) throw badId(id);
    return { model, key };
  }

  /** The key in the global id of a row of this model. Throws BAD_ID, also for an id of another model. */
  keyOf(model: Model, id: string): string {
    const named = this.ofId(id);
    if (named.model === model) return named.key;
    throw badRequest(
      'BAD_ID',
      `这个 ID 属于 ${named.model.name}，不是 ${model.name}`,
      `This id is of the type ${named.model.name}, not ${model.name}`,
      { id },
    );
  }

  model(name: string): Model {
    const model = this.#models.get(name);
    if (!model) throw new Error(`No model is called ${name}`);
    return model;
  }

  /** The model whose rows are of this GraphQL type, if it is stored. */
  ofType(type: string): Model | undefined {
    return this.#byType.get(type);
  }

  all(): Iterable<Model> {
    return this.#models.values();
  }

  /** The model that reads an entity, if one does. */
  ofEntity(className: string): Model | undefined {
    return this.#byEntity.get(className);
  }

  measure(name: string): MeasureDefinition {
    const measure = this.#measures.get(name);
    if (!measure) throw new Error(`No measure is called ${name}`);
    return measure;
  }

  relation(name: string): Relation {
    const relation = this.#relations.get(name);
    if (!relation) throw new Error(`No relation is called ${name}`);
    return relation;
  }

  findRelation(name: string): Relation | undefined {
    return this.#relations.get(name);
  }
}

function kindsOf(meta: EntityMetadata, told: Record<string, Kind> = {}): Map<string, Kind> {
  const kinds = new Map<string, Kind>(Object.entries(told));
  for (const { name, columnTypes } of meta.props) {
    if (columnTypes?.[0] === 'date') kinds.set(name, 'date');
    if (columnTypes?.[0]?.startsWith('timestamptz')) kinds.set(name, 'instant');
  }
  return kinds;
}

function buildModel(
  name: string,
  definition: ModelDefinition,
  meta: EntityMetadata,
  nameOfEntity: Map<unknown, string>,
): Model {
  const columns = new Map<string, Column>();
  const toOne = new Map<string, ToOne>();
  for (const property of meta.props) {
    const isToOne = property.kind === 'm:1' || (property.kind === '1:1' && property.owner);
    if (!isToOne && property.kind !== 'scalar') continue;
    const column = { name: quote(property.fieldNames[0]!), nullable: property.nullable ?? false };
    if (!isToOne) columns.set(property.name, column);
    else {
      const target = nameOfEntity.get(property.targetMeta?.class);
      if (target) toOne.set(property.name, { ...column, target });
    }
  }
  const key = columns.get('id');
  if (!key) throw new Error(`The model ${name} has no id`);
  const guarded = new Set([...(definition.personal?.properties ?? []), ...(definition.untold ?? [])]);
  const model: Model = {
    name,
    table: quote(meta.tableName),
    key,
    hasCompoundKey: meta.properties['id' as never]?.['columnTypes']?.[0] === 'text',
    columns,
    toOne,
    typeNames: new Set(definition.types ? Object.values(definition.types.of) : [name]),
    discriminator: definition.types ? { property: definition.types.by, of: definition.types.of } : null,
    order: definition.order,
    orders: { ...definition.orders },
    needs: { ...definition.needs },
    computed: { ...definition.computed },
    derived: {},
    kinds: kindsOf(meta, definition.kinds),
    searchable: new Set(definition.searchable),
    visible: definition.visible ?? null,
    personal: new Set(definition.personal?.properties),
    whole: definition.personal?.whole ?? null,
    recorded: definition.personal?.recorded ?? null,
    guarded,
    untold: new Set([...guarded, ...(definition.erasable ?? [])]),
  };
  if (model.whole) model.computed['whole'] = model.whole;
  for (const property of model.personal) {
    model.needs[property] = [...(model.needs[property] ?? []), property, 'whole'];
  }
  for (const property of [
    ...model.order,
    ...Object.values(model.needs).flat(),
    ...model.untold,
    ...model.searchable,
  ]) {
    if (!model.computed[property]) columnOf(model, property);
  }
  return model;
}

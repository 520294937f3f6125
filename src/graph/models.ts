import type { MikroORM } from '@mikro-orm/postgresql';
import { badRequest } from '../errors.ts';
import { buildModel } from './build-model.ts';
import type { MeasureDefinition, ModelDefinition, ReadsDefinition } from './definition.ts';
import { deriveValues } from './derived.ts';
import { badId, fromGlobalId } from './ids.ts';
import type { Model, ModelNames, Relation } from './model.ts';

/** All models and relations, built once at start from the modules' definitions and the ORM's metadata. */
export class Models implements ModelNames {
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

import type { EntityMetadata } from '@mikro-orm/postgresql';
import { columnOf } from './column.ts';
import type { Kind, ModelDefinition } from './definition.ts';
import type { Column, Model, ToOne } from './model.ts';

const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`;

function kindsOf(meta: EntityMetadata, told: Record<string, Kind> = {}): Map<string, Kind> {
  const kinds = new Map<string, Kind>(Object.entries(told));
  for (const { name, columnTypes } of meta.props) {
    if (columnTypes?.[0] === 'date') kinds.set(name, 'date');
    if (columnTypes?.[0]?.startsWith('timestamptz')) kinds.set(name, 'instant');
  }
  return kinds;
}

/** A model from its definition and the ORM's metadata. Throws when the definition names a property that does not exist. */
export function buildModel(
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
    identifying: new Set(definition.identifying),
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
    ...model.identifying,
    ...model.searchable,
  ]) {
    if (!model.computed[property]) columnOf(model, property);
  }
  return model;
}

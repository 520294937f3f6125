import { columnOf } from './column.ts';
import type { Expression, ReadsDefinition } from './definition.ts';
import type { Model, ModelNames } from './model.ts';
import { Aliases, type Bind, NOW } from './sql.ts';

/** `startsAt` as a value of an enum: `STARTS_AT`. */
export const constantOf = (property: string): string => property.replaceAll(/[A-Z]/g, '_$&').toUpperCase();

/**
 * Adds to a model what rows are found and ordered by beyond its own columns: how many rows hang on it, its measures,
 * and where that stands to which it points. Then the properties behind every value that its `…OrderField` may have.
 */
export function deriveValues(
  model: Model,
  definitions: readonly ReadsDefinition[],
  models: ModelNames,
): void {
  for (const { counts = {}, measures = {}, derived = {} } of definitions) {
    for (const [property, expression] of ownOf(model, derived)) model.derived[property] = expression;
    for (const [property, field] of ownOf(model, counts)) {
      model.derived[property] = countOf(model, field, models);
    }
    for (const [property, { sql, none }] of ownOf(model, measures)) {
      if (typeof none === 'number') model.derived[property] = measureOf(model, sql, none);
    }
  }
  const told = Object.values(model.orders).flat();
  for (const property of model.columns.keys()) {
    // Whoever may not read it would read it off the order.
    if (model.guarded.has(property)) continue;
    model.orders[constantOf(property)] ??= [
      model.columns.has(`${property}Key`) ? `${property}Key` : property,
    ];
  }
  for (const [property, { target }] of model.toOne) {
    model.derived[`${property}.place`] = placeOf(model, property, models.model(target));
    model.orders[constantOf(property)] ??= [`${property}.place`];
  }
  for (const property of [...Object.keys(model.computed), ...Object.keys(model.derived)]) {
    if (model.guarded.has(property)) continue;
    model.orders[constantOf(property)] ??= [property];
  }
  for (const property of told) {
    if (!model.derived[property] && !model.computed[property]) columnOf(model, property);
  }
}

/** What is told of this model, by the name of its value. */
const ownOf = <T>(model: Model, told: Readonly<Record<string, T>>): [string, T][] =>
  Object.entries(told)
    .map(([name, value]): [string, string, T] => [...(name.split('.') as [string, string]), value])
    .filter(([of]) => of === model.name)
    .map(([, property, value]) => [property, value]);

/** How many rows of a relation to many the asker may see. */
function countOf(model: Model, field: string, models: ModelNames): Expression {
  const relation = models.relation(`${model.name}.${field}`);
  const target = models.model(relation.target);
  const from = columnOf(model, relation.from).name;
  return (alias, bind, asking) => {
    bind.isHeavy = true;
    const inner = aliasIn(bind);
    const linked =
      'by' in relation
        ? `${inner}.${columnOf(target, relation.by).name} = ${alias}.${from}`
        : `exists (select 1 from ${relation.through.table} l where l.${relation.through.parent} = ${alias}.${from} and l.${relation.through.child} = ${inner}.${target.key.name})`;
    const terms = [
      linked,
      target.visible && `(${target.visible(inner, bind, asking)})`,
      relation.condition?.(inner, bind, {}),
    ];
    return `select count(*)::int from ${target.table} ${inner} where ${terms.filter(Boolean).join(' and ')}`;
  };
}

/** A measure of the row alone, as its field would show it. */
function measureOf(model: Model, sql: (keys: string) => string, none: number): Expression {
  return (alias, bind, asking) => {
    bind.isHeavy = true;
    const measured = sql(`array[${alias}.${model.key.name}]`);
    const text = measured.includes(NOW)
      ? measured.replaceAll(NOW, `${bind.add(asking.now)}::timestamptz`)
      : measured;
    return `coalesce((select m.v from (${text}) m(k, v)), ${none})`;
  };
}

/** Where that to which a row points stands in its own natural order; null where it does not, or not for the asker. */
function placeOf(model: Model, property: string, target: Model): Expression {
  const { name } = columnOf(model, property);
  const last = columnOf(target, target.order.at(-1)!).name;
  return (alias, bind, asking) => {
    const inner = aliasIn(bind);
    const visible = target.visible ? ` and (${target.visible(inner, bind, asking)})` : '';
    return `select ${inner}.${last} from ${target.table} ${inner} where ${inner}.${target.key.name} = ${alias}.${name}${visible}`;
  };
}

const aliases = new WeakMap<Bind, Aliases>();

/** A name that no other sub-query of the statement bears. */
function aliasIn(bind: Bind): string {
  const known = aliases.get(bind) ?? new Aliases();
  aliases.set(bind, known);
  return `d${known.next()}`;
}

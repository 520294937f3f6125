import type { Model, Relation } from './model.ts';
import type { Models } from './models.ts';
import { columnOf } from './column.ts';
import type { Asking } from '../viewer.ts';
import { compare, EXCLUDING } from './comparators.ts';
import type { PlanYears } from './plan-years.ts';
import { Aliases, type Bind } from './sql.ts';

type Input = Readonly<Record<string, unknown>>;

/**
 * Translates a `…Where` input into one SQL condition over `alias`. Works from the models alone: a key of the input is
 * a column, computed or derived (then its value is a comparator), a relation to one (a nested input) or to many (some/every/none).
 * An absent or empty input gives null.
 */
export class WhereTranslator {
  readonly #models: Models;
  readonly #bind: Bind;
  readonly #asking: Asking;
  readonly #planYears: PlanYears;
  readonly #aliases = new Aliases();

  /** `planYears` are those of the plans that the inputs name, read beforehand (`readPlanYears`). */
  constructor(models: Models, bind: Bind, asking: Asking, planYears: PlanYears = new Map()) {
    this.#models = models;
    this.#bind = bind;
    this.#asking = asking;
    this.#planYears = planYears;
  }

  /**
   * `sought` takes the personal properties by which the rows are looked for, from whoever notes which are found. Where
   * nobody does, and within what leaves rows out, recorded rows are not told apart by personal properties.
   */
  translate(
    model: Model,
    alias: string,
    where: Input | null | undefined,
    sought: Set<string> | null = null,
  ): string | null {
    const terms: string[] = [];
    for (const [key, value] of Object.entries(where ?? {})) {
      if (value === undefined || value === null) continue;
      terms.push(...this.#term(model, alias, key, value, sought));
    }
    return terms.length === 0 ? null : terms.join(' and ');
  }

  #term(model: Model, alias: string, key: string, value: unknown, sought: Set<string> | null): string[] {
    if (key === 'and' || key === 'or') return this.#combined(model, alias, key, value as Input[], sought);
    if (key === 'not') {
      const inner = this.translate(model, alias, value as Input);
      // Without anything to negate, `not: {}` is the negation of "always": no row.
      return [inner === null ? 'false' : `(${inner}) is not true`];
    }
    const toOne = model.toOne.get(key);
    if (toOne) return [this.#toOne(alias, toOne.name, this.#models.model(toOne.target), value as Input)];
    const relation = this.#models.findRelation(`${model.name}.${key}`);
    if (relation) return this.#toMany(model, alias, relation, value as Input);
    return this.#comparator(model, alias, key, value as Input, sought);
  }

  #combined(
    model: Model,
    alias: string,
    key: 'and' | 'or',
    inputs: Input[],
    sought: Set<string> | null,
  ): string[] {
    const terms = inputs
      .map((input) => this.translate(model, alias, input, sought) ?? 'true')
      .map((term) => `(${term})`);
    if (terms.length === 0) return [key === 'and' ? 'true' : 'false'];
    return [`(${terms.join(` ${key} `)})`];
  }

  #toOne(alias: string, column: string, target: Model, where: Input): string {
    const inner = this.#aliases.next();
    const terms = [
      `${inner}.${target.key.name} = ${alias}.${column}`,
      this.#visible(target, inner),
      this.translate(target, inner, where),
    ];
    return `exists (select 1 from ${target.table} ${inner} where ${terms.filter(Boolean).join(' and ')})`;
  }

  /** What the asker may not see cannot be asked about either. */
  #visible(model: Model, alias: string): string | null {
    return model.visible ? `(${model.visible(alias, this.#bind, this.#asking)})` : null;
  }

  #toMany(model: Model, alias: string, relation: Relation, where: Input): string[] {
    const target = this.#models.model(relation.target);
    const parent = `${alias}.${columnOf(model, relation.from).name}`;
    const exists = (input: Input, negated: boolean): string => {
      const inner = this.#aliases.next();
      const linked =
        'by' in relation
          ? `${inner}.${columnOf(target, relation.by).name} = ${parent}`
          : `exists (select 1 from ${relation.through.table} l where l.${relation.through.parent} = ${parent} and l.${relation.through.child} = ${inner}.${target.key.name})`;
      const terms = [
        linked,
        this.#visible(target, inner),
        relation.condition?.(inner, this.#bind, {}),
        this.#inverted(this.translate(target, inner, input), negated),
      ];
      return `exists (select 1 from ${target.table} ${inner} where ${terms.filter(Boolean).join(' and ')})`;
    };
    const terms: string[] = [];
    if (where['some']) terms.push(exists(where['some'] as Input, false));
    if (where['none']) terms.push(`not ${exists(where['none'] as Input, false)}`);
    if (where['every']) terms.push(`not ${exists(where['every'] as Input, true)}`);
    return terms;
  }

  #inverted(condition: string | null, negated: boolean): string | null {
    if (!negated) return condition;
    return condition === null ? 'false' : `(${condition}) is not true`;
  }

  #comparator(
    model: Model,
    alias: string,
    property: string,
    comparator: Input,
    sought: Set<string> | null,
  ): string[] {
    const derived = model.derived[property] ?? model.computed[property];
    const value = derived
      ? `(${derived(alias, this.#bind, this.#asking)})`
      : `${alias}.${columnOf(model, property).name}`;
    const kind = model.kinds.get(property) ?? null;
    const terms: string[] = [];
    for (const [operator, raw] of Object.entries(comparator)) {
      if (raw === undefined || raw === null) continue;
      const operand = this.#operand(model, property, operator, raw);
      terms.push(
        compare(
          { value, kind, isSearchable: model.searchable.has(property) },
          operator,
          operand,
          this.#bind,
          this.#asking,
        ),
      );
    }
    if (terms.length > 0 && model.personal.has(property)) {
      terms.unshift(`(${model.whole!(alias, this.#bind, this.#asking)})`);
      if (sought && !Object.keys(comparator).some((operator) => EXCLUDING.has(operator)))
        sought.add(property);
      else if (model.recorded) terms.unshift(`not (${model.recorded(alias, this.#bind, this.#asking)})`);
    }
    return terms;
  }

  /** What is compared with, as the database has it: the key in a global id, the year of a plan. */
  #operand(model: Model, property: string, operator: string, raw: unknown): unknown {
    if (operator === 'planYear') return this.#planYears.get(raw as string)!;
    if (property !== 'id' || operator === 'isNull') return raw;
    const key = (id: unknown): string => this.#models.keyOf(model, id as string);
    return Array.isArray(raw) ? raw.map(key) : key(raw);
  }
}

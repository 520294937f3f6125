import type DataLoader from 'dataloader';
import type { GraphQLResolveInfo } from 'graphql';
import { columnOf } from '../column.ts';
import type { Model, Relation } from '../model.ts';
import { Ordering } from '../order.ts';
import type { ReadPlan, Row, SelectionPath } from '../plan.ts';
import { Bind } from '../sql.ts';
import { type ReadSession, where } from './session.ts';

/** Rows found by a value, and whole lists of relations. */
export class Lists {
  readonly #session: ReadSession;

  constructor(session: ReadSession) {
    this.#session = session;
  }

  /** The row of a model whose `property` equals `value`, or null. More than one row: the first two, see `some`. */
  async one(
    modelName: string,
    property: string,
    value: unknown,
    info: GraphQLResolveInfo,
  ): Promise<Row | null> {
    const model = this.#session.models.ofType(modelName)!;
    const rows = await this.#listBy(model, property, this.#session.plans.of(model, info)).load(value);
    return this.#session.handOut(rows as Row[])[0] ?? null;
  }

  /** All rows of a model whose `property` equals `value`. */
  async some(modelName: string, property: string, value: unknown, info: GraphQLResolveInfo): Promise<Row[]> {
    const model = this.#session.models.model(modelName);
    const rows = await this.#listBy(model, property, this.#session.plans.of(model, info)).load(value);
    return this.#session.handOut(rows as Row[]);
  }

  /** All rows of a model whose list `property` holds `value`. */
  async someHolding(
    modelName: string,
    property: string,
    value: unknown,
    info: GraphQLResolveInfo,
  ): Promise<Row[]> {
    const model = this.#session.models.model(modelName);
    const plan = this.#session.plans.of(model, info);
    return (await this.#listHolding(model, property, plan).load(value)) as Row[];
  }

  /** The whole list of a relation, in its natural order. For lists that the plan's own text bounds. */
  async many(
    relationName: string,
    parent: Row,
    info: GraphQLResolveInfo,
    args: Readonly<Record<string, unknown>> = {},
    paths?: readonly SelectionPath[],
  ): Promise<Row[]> {
    const relation = this.#session.models.relation(relationName);
    const plan = this.#session.plans.of(this.#session.models.model(relation.target), info, paths);
    const loader = this.#session.loader(`many ${relation.batch} ${plan.id} ${JSON.stringify(args)}`, (keys) =>
      this.#readMany(relation, plan, args, keys as string[]),
    );
    return this.#session.handOut((await loader.load(parent[`$${relation.from}`])) as Row[]);
  }

  #listBy(model: Model, property: string, plan: ReadPlan): DataLoader<unknown, unknown> {
    return this.#session.loader(`by ${model.name}.${property} ${plan.id}`, async (keys) => {
      const bind = new Bind();
      const column = `t.${columnOf(model, property).name}`;
      const terms = [`${column} = any(${bind.add(keys)})`, this.#session.visible(model, 't', bind)];
      const ordering = new Ordering(model, null).sql('t', false, bind, this.#session.asking);
      const { columns, joins } = plan.select(bind, this.#session.asking);
      const text = `select ${column}, ${columns.join(', ')} from ${model.table} t${joins}${where(terms)} order by ${ordering}`;
      return this.#session.lists(text, bind, keys, plan);
    });
  }

  #listHolding(model: Model, property: string, plan: ReadPlan): DataLoader<unknown, unknown> {
    return this.#session.loader(`holding ${model.name}.${property} ${plan.id}`, async (keys) => {
      const bind = new Bind();
      const column = `t.${columnOf(model, property).name}`;
      const wanted = bind.add(keys);
      const ordering = new Ordering(model, null).sql('t', false, bind, this.#session.asking);
      const { columns, joins } = plan.select(bind, this.#session.asking);
      const terms = [this.#session.visible(model, 't', bind)];
      const text = `select k.key, ${columns.join(', ')} from unnest(${wanted}::text[]) k(key) join ${
        model.table
      } t on ${column} @> array[k.key]${joins}${where(terms)} order by ${ordering}`;
      return this.#session.lists(text, bind, keys, plan);
    });
  }

  async #readMany(
    relation: Relation,
    plan: ReadPlan,
    args: Readonly<Record<string, unknown>>,
    keys: readonly string[],
  ): Promise<Row[][]> {
    const bind = new Bind();
    const parents = bind.add(keys);
    const { model } = plan;
    const { columns, joins } = plan.select(bind, this.#session.asking);
    const terms = [this.#session.visible(model, 't', bind), relation.condition?.('t', bind, args)];
    let text: string;
    if ('by' in relation) {
      const column = `t.${columnOf(model, relation.by).name}`;
      text = `select ${column}, ${columns.join(', ')} from ${model.table} t${joins}${where([
        `${column} = any(${parents})`,
        ...terms,
      ])} order by ${new Ordering(model, null).sql('t', false, bind, this.#session.asking)}`;
    } else {
      const { table, parent, child, order } = relation.through;
      text = `select l.${parent}, ${columns.join(', ')} from ${table} l join ${model.table} t on t.${model.key.name} = l.${child}${joins}${where(
        [`l.${parent} = any(${parents})`, ...terms],
      )} order by l.${order}`;
    }
    return this.#session.lists(text, bind, keys, plan);
  }
}

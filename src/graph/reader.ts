import DataLoader from 'dataloader';
import type { GraphQLResolveInfo } from 'graphql';
import { OneAtATime, type Turns } from '../turns.ts';
import type { Asking, Viewer } from '../viewer.ts';
import { columnOf } from './column.ts';
import type { Condition, Model, Models, Relation } from './model.ts';
import { Ordering } from './order.ts';
import { type PlanYears, readPlanYears } from './plan-years.ts';
import { type Page, type PageArguments, pageRequest, type PageRequest, toPage, type Total } from './page.ts';
import { type ReadPlan, ReadPlans, type Row, type SelectionPath } from './plan.ts';
import { SharedLoads } from './shared-loads.ts';
import { Bind, NOW } from './sql.ts';
import type { Statements } from './statements.ts';
import { type Tally, weighed, weigh, weightOf } from './tally.ts';
import { WhereTranslator } from './where.ts';

/** Counts stop here and become the planner's estimate. */
const EXACT_UP_TO = 10_000;

/** The rows a list is taken from: a condition over the alias, built anew for each statement with that statement's values. */
type Scope = (alias: string, bind: Bind, where: WhereTranslator) => (string | null | undefined)[];

/** Takes note that a row was found by a property. */
type NoteFound = (key: string, property: string) => void;

/** Where a row stands in an ordering. */
export interface Place {
  key: string;
  /** Its values in the ordering. */
  values: readonly string[];
  cursor: string;
}

/** What a statement of a module's own is written with. */
export interface StatementParts {
  bind: Bind;
  asking: Asking;
  /** The condition that a `…Where` input puts on a model's rows. */
  where: (model: string, alias: string, where: Readonly<Record<string, unknown>> | null) => string | null;
  /** The condition that the asker sees a model's row. */
  visible: (model: string, alias: string) => string | null;
  /** Quoted table of a model. */
  table: (model: string) => string;
}

/** What all requests share. */
export interface Reading {
  models: Models;
  plans: ReadPlans;
  statements: Pick<Statements, 'run'>;
  shared: Pick<SharedLoads, 'load'>;
  /** Turns of what reads many rows for one answer. */
  heavy: Turns;
}

/** What all readers of one database have in common. */
export const readingOf = (models: Models, statements: Statements, heavy: Turns): Reading => ({
  models,
  plans: new ReadPlans(models),
  statements,
  shared: new SharedLoads(statements),
  heavy,
});

/**
 * Loads the graph for one request. Every method takes the resolver's `info` and reads only what the selection asks
 * for, relations to one joined; equal loads of one tick become one statement.
 */
export class GraphReader {
  readonly #models: Models;
  readonly #plans: ReadPlans;
  readonly #statements: Pick<Statements, 'run'>;
  readonly #shared: Pick<SharedLoads, 'load'>;
  readonly #heavy: OneAtATime;
  readonly #asking: Asking;
  readonly #loaders = new Map<string, DataLoader<unknown, unknown>>();
  readonly #planYears = new Map<string, number>();
  /** Counts all that this reader hands out; resolvers that make objects of their own add theirs. */
  readonly tally: Tally;
  readonly #noteFound: NoteFound;

  constructor(
    { models, plans, statements, shared, heavy }: Reading,
    asking: Asking,
    tally: Tally,
    noteFound: NoteFound = () => {},
  ) {
    this.#models = models;
    this.#plans = plans;
    this.#statements = statements;
    this.#shared = shared;
    this.#heavy = new OneAtATime(heavy);
    this.#asking = asking;
    this.tally = tally;
    this.#noteFound = noteFound;
  }

  /** Counts a list into the answer: as often as it is handed out, though it was loaded once. */
  handOut<L extends readonly Row[]>(rows: L, times = 1): L {
    this.tally.add(rows.length * times, weightOf(rows) * times);
    return rows;
  }

  /**
   * Does work that reads many rows for one answer, in its turn: of all requests together only so much at one time, of
   * each request one piece. The work must not ask for another turn. Throws once the request's time is up.
   */
  heavily<T>(work: () => Promise<T>): Promise<T> {
    return this.#heavy.take(async () => {
      this.tally.check();
      return work();
    });
  }

  /** Forgets what was loaded: after a write, the same loads must see it. */
  forget(): void {
    this.#loaders.clear();
  }

  /** A measure of a row, 0 or whatever it is where nothing hangs on it. One statement for all rows of the tick. */
  measure(name: string, row: Row): Promise<unknown> {
    const { sql, none } = this.#models.measure(name);
    const loader = this.#loader(`measure ${name}`, async (keys) => {
      const text = sql('$1::uuid[]');
      const bound = text.includes(NOW) ? [keys, this.#asking.now] : [keys];
      const values = new Map((await this.#statements.run(text, bound)) as [string, unknown][]);
      return keys.map((key) => values.get(key as string) ?? none);
    });
    return loader.load(row.$id);
  }

  /** The row of a model whose `property` equals `value`, or null. More than one row: the first two, see `some`. */
  async one(
    modelName: string,
    property: string,
    value: unknown,
    info: GraphQLResolveInfo,
  ): Promise<Row | null> {
    const model = this.#models.ofType(modelName)!;
    const rows = await this.#listBy(model, property, this.#plans.of(model, info)).load(value);
    return this.handOut(rows as Row[])[0] ?? null;
  }

  /** All rows of a model whose `property` equals `value`. */
  async some(modelName: string, property: string, value: unknown, info: GraphQLResolveInfo): Promise<Row[]> {
    const model = this.#models.model(modelName);
    const rows = await this.#listBy(model, property, this.#plans.of(model, info)).load(value);
    return this.handOut(rows as Row[]);
  }

  /** All rows of a model whose list `property` holds `value`. */
  async someHolding(
    modelName: string,
    property: string,
    value: unknown,
    info: GraphQLResolveInfo,
  ): Promise<Row[]> {
    const model = this.#models.model(modelName);
    const plan = this.#plans.of(model, info);
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
    const relation = this.#models.relation(relationName);
    const plan = this.#plans.of(this.#models.model(relation.target), info, paths);
    const loader = this.#loader(`many ${relation.batch} ${plan.id} ${JSON.stringify(args)}`, (keys) =>
      this.#readMany(relation, plan, args, keys as string[]),
    );
    return this.handOut((await loader.load(parent[`$${relation.from}`])) as Row[]);
  }

  /** A page of a relation. One statement gives the pages of all parents of the tick. */
  async pageOf(
    relationName: string,
    parent: Row,
    args: PageArguments,
    info: GraphQLResolveInfo,
  ): Promise<Page> {
    const relation = this.#models.relation(relationName);
    const plan = this.#plans.ofConnection(this.#models.model(relation.target), info);
    const key = `${relation.batch} ${plan.id} ${JSON.stringify(args)}`;
    const loader = this.#loader(`page ${key}`, (keys) =>
      this.#readPages(relation, plan, args, keys as string[]),
    );
    const page = (await loader.load(parent[`$${relation.from}`])) as Page;
    this.handOut(page.nodes);
    return page;
  }

  /** A page of all rows of a model that meet `condition`. */
  async page(
    modelName: string,
    args: PageArguments,
    info: GraphQLResolveInfo,
    condition?: Condition,
  ): Promise<Page> {
    const model = this.#models.model(modelName);
    const plan = this.#plans.ofConnection(model, info);
    const request = pageRequest(args);
    const ordering = new Ordering(model, args.orderBy);
    const sought = new Set<string>();
    const scope: Scope = (alias, bind, where) => [
      this.#visible(model, alias, bind),
      condition?.(alias, bind, args),
      where.translate(model, alias, args.where, sought),
    ];
    await this.planYears(args.where);
    const bind = new Bind();
    const text = this.#pageSql(plan, ordering, request, scope, bind);
    const rows = await this.#run(text, bind);
    if (model.recorded && sought.size > 0) await this.#recordFound(model, scope, sought);
    const page = toPage(
      request,
      rows.map((values) => edge(plan, ordering, values, 0)),
      () => this.#total(model, scope),
    );
    this.handOut(weigh(page.nodes, rows));
    return page;
  }

  /** Keys and cursors of a page's rows, for whoever reads the rows one by one, later and as somebody. */
  async places(modelName: string, args: PageArguments): Promise<Place[]> {
    const model = this.#models.model(modelName);
    const request = pageRequest(args);
    const ordering = new Ordering(model, args.orderBy);
    await this.planYears(args.where);
    const bind = new Bind();
    const terms = [
      this.#visible(model, 't', bind),
      this.#translator(bind).translate(model, 't', args.where),
      request.cursor === null
        ? null
        : ordering.after('t', request.cursor, request.reversed, bind, this.#asking),
    ];
    const columns = [`t.${model.key.name}::text`, ...ordering.cursorColumns('t', bind, this.#asking)];
    const text = `select ${columns.join(', ')} from ${model.table} t${where(terms)} order by ${ordering.sql(
      't',
      request.reversed,
      bind,
      this.#asking,
    )} limit ${request.size}`;
    return (await this.#run(text, bind)).map(([key, ...values]) => ({
      key: key as string,
      values: values as string[],
      cursor: ordering.toCursor(values as string[]),
    }));
  }

  /** Rows by global ids of any models, in their order, null where absent. Throws BAD_ID. */
  nodes(ids: readonly string[], info: GraphQLResolveInfo): Promise<(Row | null)[]> {
    return Promise.all(
      ids.map((id) => {
        const { model, key } = this.#models.ofId(id);
        return this.one(model.name, 'id', key, info);
      }),
    );
  }

  /** The key in the global id of a row of this model. Throws BAD_ID. */
  keyOf(modelName: string, id: string): string {
    return this.#models.keyOf(this.#models.model(modelName), id);
  }

  /** The passages of a fact of any type. */
  sources(fact: Row, info: GraphQLResolveInfo): Promise<Row[]> {
    const model = this.#models.ofType(fact['__typename'] as string)!;
    return this.many(`${model.name}.sources`, fact, info);
  }

  /** The years of the plans that a condition names; a statement with this condition needs them read. */
  async planYears(where: PageArguments['where']): Promise<PlanYears> {
    await readPlanYears(where, this.#planYears, (text, values) => this.#statements.run(text, values));
    return this.#planYears;
  }

  /**
   * Runs a statement that reads no rows of the graph but numbers about them, as the asker sees them or somebody else.
   * Conditions that name a plan want its year read before (`planYears`).
   */
  async statement(
    write: (parts: StatementParts) => string,
    viewer: Viewer = this.#asking.viewer,
  ): Promise<unknown[][]> {
    const bind = new Bind();
    const asking = as(viewer, this.#asking);
    const translator = new WhereTranslator(this.#models, bind, asking, this.#planYears);
    const text = write({
      bind,
      asking,
      where: (model, alias, where) => translator.translate(this.#models.model(model), alias, where),
      visible: (model, alias) => this.#visible(this.#models.model(model), alias, bind, asking),
      table: (model) => this.#models.model(model).table,
    });
    return this.#run(text, bind);
  }

  /** Notes every recorded row that a search finds, on whichever page it stands: the total tells of all of them. */
  async #recordFound(model: Model, scope: Scope, sought: ReadonlySet<string>): Promise<void> {
    const bind = new Bind();
    const terms = scope('t', bind, this.#translator(bind));
    const recorded = `(${model.recorded!('t', bind, this.#asking)})`;
    const text = `select t.${model.key.name} from ${model.table} t${where([...terms, recorded])}`;
    for (const [key] of (await this.#run(text, bind)) as [string][]) {
      for (const property of sought) this.#noteFound(key, property);
    }
  }

  async #run(text: string, { values, isHeavy }: Bind): Promise<unknown[][]> {
    this.tally.check();
    const run = () => this.#statements.run(text, values);
    return isHeavy ? this.heavily(run) : run();
  }

  /** What `read` makes of the rows of each key, from a statement that takes the keys as its first value. */
  #load<T>(
    text: string,
    kind: string,
    { values, isHeavy }: Bind,
    keys: readonly unknown[],
    read: (rows: unknown[][]) => T,
  ): Promise<Map<unknown, T>> {
    this.tally.check();
    const load = () => this.#shared.load(text, kind, keys, values.slice(1), read);
    return isHeavy ? this.heavily(load) : load();
  }

  /** The rows of each key, from a statement that takes the keys as its first value. */
  async #lists(text: string, bind: Bind, keys: readonly unknown[], plan: ReadPlan): Promise<Row[][]> {
    const read = await this.#load(text, `list ${plan.id}`, bind, keys, (rows) =>
      weigh(
        rows.map((values) => plan.toRow(values.slice(1))),
        rows,
      ),
    );
    return keys.map((key) => read.get(key) ?? []);
  }

  /** In brackets, so that it may stand among other conditions. */
  #visible(model: Model, alias: string, bind: Bind, asking = this.#asking): string | null {
    return model.visible ? `(${model.visible(alias, bind, asking)})` : null;
  }

  #translator(bind: Bind): WhereTranslator {
    return new WhereTranslator(this.#models, bind, this.#asking, this.#planYears);
  }

  #loader(key: string, read: (keys: readonly unknown[]) => Promise<unknown[]>): DataLoader<unknown, unknown> {
    const known = this.#loaders.get(key);
    if (known) return known;
    const loader = new DataLoader<unknown, unknown>(read);
    this.#loaders.set(key, loader);
    return loader;
  }

  #listBy(model: Model, property: string, plan: ReadPlan): DataLoader<unknown, unknown> {
    return this.#loader(`by ${model.name}.${property} ${plan.id}`, async (keys) => {
      const bind = new Bind();
      const column = `t.${columnOf(model, property).name}`;
      const terms = [`${column} = any(${bind.add(keys)})`, this.#visible(model, 't', bind)];
      const ordering = new Ordering(model, null).sql('t', false, bind, this.#asking);
      const { columns, joins } = plan.select(bind, this.#asking);
      const text = `select ${column}, ${columns.join(', ')} from ${model.table} t${joins}${where(terms)} order by ${ordering}`;
      return this.#lists(text, bind, keys, plan);
    });
  }

  #listHolding(model: Model, property: string, plan: ReadPlan): DataLoader<unknown, unknown> {
    return this.#loader(`holding ${model.name}.${property} ${plan.id}`, async (keys) => {
      const bind = new Bind();
      const column = `t.${columnOf(model, property).name}`;
      const wanted = bind.add(keys);
      const ordering = new Ordering(model, null).sql('t', false, bind, this.#asking);
      const { columns, joins } = plan.select(bind, this.#asking);
      const terms = [this.#visible(model, 't', bind)];
      const text = `select k.key, ${columns.join(', ')} from unnest(${wanted}::text[]) k(key) join ${
        model.table
      } t on ${column} @> array[k.key]${joins}${where(terms)} order by ${ordering}`;
      return this.#lists(text, bind, keys, plan);
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
    const { columns, joins } = plan.select(bind, this.#asking);
    const terms = [this.#visible(model, 't', bind), relation.condition?.('t', bind, args)];
    let text: string;
    if ('by' in relation) {
      const column = `t.${columnOf(model, relation.by).name}`;
      text = `select ${column}, ${columns.join(', ')} from ${model.table} t${joins}${where([
        `${column} = any(${parents})`,
        ...terms,
      ])} order by ${new Ordering(model, null).sql('t', false, bind, this.#asking)}`;
    } else {
      const { table, parent, child, order } = relation.through;
      text = `select l.${parent}, ${columns.join(', ')} from ${table} l join ${model.table} t on t.${model.key.name} = l.${child}${joins}${where(
        [`l.${parent} = any(${parents})`, ...terms],
      )} order by l.${order}`;
    }
    return this.#lists(text, bind, keys, plan);
  }

  async #readPages(
    relation: Relation,
    plan: ReadPlan,
    args: PageArguments,
    keys: readonly string[],
  ): Promise<(Page | Error)[]> {
    if (!('by' in relation)) throw new Error(`${relation.name} has no pages`);
    const request = pageRequest(args);
    const ordering = new Ordering(plan.model, args.orderBy);
    const foreignKey = columnOf(plan.model, relation.by).name;
    const scope =
      (parent: string): Scope =>
      (alias, bind, whereTranslator) => [
        `${alias}.${foreignKey} = ${parent}`,
        this.#visible(plan.model, alias, bind),
        relation.condition?.(alias, bind, args),
        whereTranslator.translate(plan.model, alias, args.where),
      ];
    await this.planYears(args.where);
    const bind = new Bind();
    const parents = bind.add(keys);
    // The lateral sub-query runs once a parent as a nested loop, so each parent's rows arrive in their order.
    const page = this.#pageSql(plan, ordering, request, scope('p.key'), bind);
    const text = `select p.key, x.* from unnest(${parents}::uuid[]) p(key) cross join lateral (${page}) x`;
    const read = await this.#load(text, `page ${plan.id}`, bind, keys, (rows) =>
      weigh(
        rows.map((values) => edge(plan, ordering, values, 1)),
        rows,
      ),
    );
    return keys.map((key) => {
      const edges = read.get(key) ?? [];
      const page = toPage(request, edges, () => this.#totalOf(relation, plan.model, args, key, scope));
      weighed(page.nodes, weightOf(edges));
      return page;
    });
  }

  /** LIMIT stands in the text as a checked number: as a parameter it would make PostgreSQL plan every time. */
  #pageSql(plan: ReadPlan, ordering: Ordering, request: PageRequest, scope: Scope, bind: Bind): string {
    const { model } = plan;
    const selected = plan.select(bind, this.#asking);
    const columns = [...selected.columns, ...ordering.cursorColumns('t', bind, this.#asking)].map(
      (column, i) => `${column} as c${i}`,
    );
    const terms = [
      ...scope('t', bind, this.#translator(bind)),
      request.cursor === null
        ? null
        : ordering.after('t', request.cursor, request.reversed, bind, this.#asking),
    ];
    return `select ${columns.join(', ')} from ${model.table} t${selected.joins}${where(terms)} order by ${ordering.sql(
      't',
      request.reversed,
      bind,
      this.#asking,
    )} limit ${request.size + 1}`;
  }

  #totalOf(
    relation: Relation,
    model: Model,
    args: PageArguments,
    key: string,
    scope: (parent: string) => Scope,
  ): Promise<Total> {
    const loader = this.#loader(`total ${relation.batch} ${JSON.stringify(args)}`, async (keys) => {
      const bind = new Bind();
      const parents = bind.add(keys);
      const terms = scope('p.key')('t', bind, this.#translator(bind));
      const text = `select p.key, (select count(*)::int from (select 1 from ${model.table} t${where(
        terms,
      )} limit ${EXACT_UP_TO + 1}) c) from unnest(${parents}::uuid[]) p(key)`;
      const counts = new Map((await this.#run(text, bind)) as [string, number][]);
      return Promise.all(
        keys.map(async (parent): Promise<Total> => {
          const count = counts.get(parent as string) ?? 0;
          const one: Scope = (alias, b, translator) => scope(b.add(parent))(alias, b, translator);
          return count <= EXACT_UP_TO ? { count, kind: 'EXACT' } : this.#estimate(model, one);
        }),
      );
    });
    return loader.load(key) as Promise<Total>;
  }

  async #total(model: Model, scope: Scope): Promise<Total> {
    const bind = new Bind();
    const terms = scope('t', bind, this.#translator(bind));
    const text = `select count(*)::int from (select 1 from ${model.table} t${where(terms)} limit ${EXACT_UP_TO + 1}) c`;
    const [[count]] = (await this.#run(text, bind)) as [[number]];
    return count <= EXACT_UP_TO ? { count, kind: 'EXACT' } : this.#estimate(model, scope);
  }

  async #estimate(model: Model, scope: Scope): Promise<Total> {
    const bind = new Bind();
    const terms = scope('t', bind, this.#translator(bind));
    const text = `explain (format json) select 1 from ${model.table} t${where(terms)}`;
    const [[explained]] = (await this.#run(text, bind)) as [[[{ Plan: { 'Plan Rows': number } }]]];
    return { count: Math.max(EXACT_UP_TO + 1, explained[0].Plan['Plan Rows']), kind: 'ESTIMATED' };
  }
}

/** The same question of somebody else. Whether it depends on the time is told when the time is asked for. */
const as = (viewer: Viewer, asking: Asking): Asking => ({
  viewer,
  today: asking.today,
  get now() {
    return asking.now;
  },
});

const where = (terms: readonly (string | null | undefined)[]): string => {
  const given = terms.filter(Boolean);
  return given.length === 0 ? '' : ` where ${given.join(' and ')}`;
};

function edge(
  plan: ReadPlan,
  ordering: Ordering,
  values: readonly unknown[],
  from: number,
): { node: Row; cursor: string } {
  const own = values.slice(from);
  const keys = own.slice(plan.width) as (string | null)[];
  return { node: plan.toRow(own), cursor: ordering.toCursor(keys) };
}

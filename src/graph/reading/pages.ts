import type { GraphQLResolveInfo } from 'graphql';
import { columnOf } from '../column.ts';
import type { Condition } from '../definition.ts';
import type { Model, Relation } from '../model.ts';
import { Ordering } from '../order.ts';
import { type Page, type PageArguments, pageRequest, type PageRequest, toPage } from '../page.ts';
import type { ReadPlan, Row } from '../plan.ts';
import { Bind } from '../sql.ts';
import { weighed, weigh, weightOf } from '../tally.ts';
import { type ReadSession, type Scope, where } from './session.ts';
import { Totals } from './totals.ts';

/** Takes note that a row was found by a property. */
export type NoteFound = (key: string, property: string) => void;

/** Where a row stands in an ordering. */
export interface Place {
  key: string;
  /** Its values in the ordering. */
  values: readonly string[];
  cursor: string;
}

/** Pages of whole models and of relations. */
export class Pages {
  readonly #session: ReadSession;
  readonly #totals: Totals;
  readonly #noteFound: NoteFound;

  constructor(session: ReadSession, noteFound: NoteFound) {
    this.#session = session;
    this.#totals = new Totals(session);
    this.#noteFound = noteFound;
  }

  /** A page of a relation. One statement gives the pages of all parents of the tick. */
  async ofParent(
    relationName: string,
    parent: Row,
    args: PageArguments,
    info: GraphQLResolveInfo,
  ): Promise<Page> {
    const relation = this.#session.models.relation(relationName);
    const plan = this.#session.plans.ofConnection(this.#session.models.model(relation.target), info);
    const key = `${relation.batch} ${plan.id} ${JSON.stringify(args)}`;
    const loader = this.#session.loader(`page ${key}`, (keys) =>
      this.#readPages(relation, plan, args, keys as string[]),
    );
    const page = (await loader.load(parent[`$${relation.from}`])) as Page;
    this.#session.handOut(page.nodes);
    return page;
  }

  /** A page of all rows of a model that meet `condition`. */
  async of(
    modelName: string,
    args: PageArguments,
    info: GraphQLResolveInfo,
    condition?: Condition,
  ): Promise<Page> {
    const model = this.#session.models.model(modelName);
    const plan = this.#session.plans.ofConnection(model, info);
    const request = pageRequest(args);
    const ordering = new Ordering(model, args.orderBy);
    const sought = new Set<string>();
    const scope: Scope = (alias, bind, where) => [
      this.#session.visible(model, alias, bind),
      condition?.(alias, bind, args),
      where.translate(model, alias, args.where, sought),
    ];
    await this.#session.planYears(args.where);
    const bind = new Bind();
    const text = this.#pageSql(plan, ordering, request, scope, bind);
    const rows = await this.#session.run(text, bind);
    if (model.recorded && sought.size > 0) await this.#recordFound(model, scope, sought);
    const page = toPage(
      request,
      rows.map((values) => edge(plan, ordering, values, 0)),
      () => this.#totals.of(model, scope),
    );
    this.#session.handOut(weigh(page.nodes, rows));
    return page;
  }

  /** Keys and cursors of a page's rows, for whoever reads the rows one by one, later and as somebody. */
  async places(modelName: string, args: PageArguments): Promise<Place[]> {
    const model = this.#session.models.model(modelName);
    const request = pageRequest(args);
    const ordering = new Ordering(model, args.orderBy);
    await this.#session.planYears(args.where);
    const bind = new Bind();
    const terms = [
      this.#session.visible(model, 't', bind),
      this.#session.translator(bind).translate(model, 't', args.where),
      request.cursor === null
        ? null
        : ordering.after('t', request.cursor, request.reversed, bind, this.#session.asking),
    ];
    const columns = [`t.${model.key.name}::text`, ...ordering.cursorColumns('t', bind, this.#session.asking)];
    const text = `select ${columns.join(', ')} from ${model.table} t${where(terms)} order by ${ordering.sql(
      't',
      request.reversed,
      bind,
      this.#session.asking,
    )} limit ${request.size}`;
    return (await this.#session.run(text, bind)).map(([key, ...values]) => ({
      key: key as string,
      values: values as string[],
      cursor: ordering.toCursor(values as string[]),
    }));
  }

  /** Notes every recorded row that a search finds, on whichever page it stands: the total tells of all of them. */
  async #recordFound(model: Model, scope: Scope, sought: ReadonlySet<string>): Promise<void> {
    const bind = new Bind();
    const terms = scope('t', bind, this.#session.translator(bind));
    const recorded = `(${model.recorded!('t', bind, this.#session.asking)})`;
    const text = `select t.${model.key.name} from ${model.table} t${where([...terms, recorded])}`;
    for (const [key] of (await this.#session.run(text, bind)) as [string][]) {
      for (const property of sought) this.#noteFound(key, property);
    }
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
        this.#session.visible(plan.model, alias, bind),
        relation.condition?.(alias, bind, args),
        whereTranslator.translate(plan.model, alias, args.where),
      ];
    await this.#session.planYears(args.where);
    const bind = new Bind();
    const parents = bind.add(keys);
    // The lateral sub-query runs once a parent as a nested loop, so each parent's rows arrive in their order.
    const page = this.#pageSql(plan, ordering, request, scope('p.key'), bind);
    const text = `select p.key, x.* from unnest(${parents}::uuid[]) p(key) cross join lateral (${page}) x`;
    const read = await this.#session.load(text, `page ${plan.id}`, bind, keys, (rows) =>
      weigh(
        rows.map((values) => edge(plan, ordering, values, 1)),
        rows,
      ),
    );
    return keys.map((key) => {
      const edges = read.get(key) ?? [];
      const page = toPage(request, edges, () =>
        this.#totals.ofParent(relation, plan.model, args, key, scope),
      );
      weighed(page.nodes, weightOf(edges));
      return page;
    });
  }

  /** LIMIT stands in the text as a checked number: as a parameter it would make PostgreSQL plan every time. */
  #pageSql(plan: ReadPlan, ordering: Ordering, request: PageRequest, scope: Scope, bind: Bind): string {
    const { model } = plan;
    const selected = plan.select(bind, this.#session.asking);
    const columns = [...selected.columns, ...ordering.cursorColumns('t', bind, this.#session.asking)].map(
      (column, i) => `${column} as c${i}`,
    );
    const terms = [
      ...scope('t', bind, this.#session.translator(bind)),
      request.cursor === null
        ? null
        : ordering.after('t', request.cursor, request.reversed, bind, this.#session.asking),
    ];
    return `select ${columns.join(', ')} from ${model.table} t${selected.joins}${where(terms)} order by ${ordering.sql(
      't',
      request.reversed,
      bind,
      this.#session.asking,
    )} limit ${request.size + 1}`;
  }
}

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

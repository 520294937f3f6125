import type { GraphQLResolveInfo } from 'graphql';
import type { Turns } from '../turns.ts';
import type { Asking, Viewer } from '../viewer.ts';
import type { Condition } from './definition.ts';
import type { Models } from './models.ts';
import type { Page, PageArguments } from './page.ts';
import { ReadPlans, type Row, type SelectionPath } from './plan.ts';
import type { PlanYears } from './plan-years.ts';
import { Lists } from './reading/lists.ts';
import { measureOf } from './reading/measures.ts';
import { runOwn, type StatementParts } from './reading/own-statement.ts';
import { type NoteFound, Pages, type Place } from './reading/pages.ts';
import { type Reading, ReadSession } from './reading/session.ts';
import { SharedLoads } from './shared-loads.ts';
import type { Statements } from './statements.ts';
import type { Tally } from './tally.ts';

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
  readonly #session: ReadSession;
  readonly #lists: Lists;
  readonly #pages: Pages;
  /** Counts all that this reader hands out; resolvers that make objects of their own add theirs. */
  readonly tally: Tally;

  constructor(reading: Reading, asking: Asking, tally: Tally, noteFound: NoteFound = () => {}) {
    this.#session = new ReadSession(reading, asking, tally);
    this.#lists = new Lists(this.#session);
    this.#pages = new Pages(this.#session, noteFound);
    this.tally = tally;
  }

  /** Counts a list into the answer: as often as it is handed out, though it was loaded once. */
  handOut<L extends readonly Row[]>(rows: L, times = 1): L {
    return this.#session.handOut(rows, times);
  }

  /**
   * Does work that reads many rows for one answer, in its turn: of all requests together only so much at one time, of
   * each request one piece. The work must not ask for another turn. Throws once the request's time is up.
   */
  heavily<T>(work: () => Promise<T>): Promise<T> {
    return this.#session.heavily(work);
  }

  /** Forgets what was loaded: after a write, the same loads must see it. */
  forget(): void {
    this.#session.forget();
  }

  /** A measure of a row, 0 or whatever it is where nothing hangs on it. One statement for all rows of the tick. */
  measure(name: string, row: Row): Promise<unknown> {
    return measureOf(this.#session, name, row);
  }

  /** The row of a model whose `property` equals `value`, or null. More than one row: the first two, see `some`. */
  one(modelName: string, property: string, value: unknown, info: GraphQLResolveInfo): Promise<Row | null> {
    return this.#lists.one(modelName, property, value, info);
  }

  /** All rows of a model whose `property` equals `value`. */
  some(modelName: string, property: string, value: unknown, info: GraphQLResolveInfo): Promise<Row[]> {
    return this.#lists.some(modelName, property, value, info);
  }

  /** All rows of a model whose list `property` holds `value`. */
  someHolding(modelName: string, property: string, value: unknown, info: GraphQLResolveInfo): Promise<Row[]> {
    return this.#lists.someHolding(modelName, property, value, info);
  }

  /** The whole list of a relation, in its natural order. For lists that the plan's own text bounds. */
  many(
    relationName: string,
    parent: Row,
    info: GraphQLResolveInfo,
    args: Readonly<Record<string, unknown>> = {},
    paths?: readonly SelectionPath[],
  ): Promise<Row[]> {
    return this.#lists.many(relationName, parent, info, args, paths);
  }

  /** A page of a relation. One statement gives the pages of all parents of the tick. */
  pageOf(relationName: string, parent: Row, args: PageArguments, info: GraphQLResolveInfo): Promise<Page> {
    return this.#pages.ofParent(relationName, parent, args, info);
  }

  /** A page of all rows of a model that meet `condition`. */
  page(
    modelName: string,
    args: PageArguments,
    info: GraphQLResolveInfo,
    condition?: Condition,
  ): Promise<Page> {
    return this.#pages.of(modelName, args, info, condition);
  }

  /** Keys and cursors of a page's rows, for whoever reads the rows one by one, later and as somebody. */
  places(modelName: string, args: PageArguments): Promise<Place[]> {
    return this.#pages.places(modelName, args);
  }

  /** Rows by global ids of any models, in their order, null where absent. Throws BAD_ID. */
  nodes(ids: readonly string[], info: GraphQLResolveInfo): Promise<(Row | null)[]> {
    return Promise.all(
      ids.map((id) => {
        const { model, key } = this.#session.models.ofId(id);
        return this.one(model.name, 'id', key, info);
      }),
    );
  }

  /** The key in the global id of a row of this model. Throws BAD_ID. */
  keyOf(modelName: string, id: string): string {
    return this.#session.models.keyOf(this.#session.models.model(modelName), id);
  }

  /** The passages of a fact of any type. */
  sources(fact: Row, info: GraphQLResolveInfo): Promise<Row[]> {
    const model = this.#session.models.ofType(fact['__typename'] as string)!;
    return this.many(`${model.name}.sources`, fact, info);
  }

  /** The years of the plans that a condition names; a statement with this condition needs them read. */
  planYears(where: PageArguments['where']): Promise<PlanYears> {
    return this.#session.planYears(where);
  }

  /**
   * Runs a statement that reads no rows of the graph but numbers about them, as the asker sees them or somebody else.
   * Conditions that name a plan want its year read before (`planYears`).
   */
  statement(
    write: (parts: StatementParts) => string,
    viewer: Viewer = this.#session.asking.viewer,
  ): Promise<unknown[][]> {
    return runOwn(this.#session, write, viewer);
  }
}

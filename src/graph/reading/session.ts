import DataLoader from 'dataloader';
import { OneAtATime, type Turns } from '../../turns.ts';
import type { Asking } from '../../viewer.ts';
import type { Model } from '../model.ts';
import type { Models } from '../models.ts';
import type { PageArguments } from '../page.ts';
import { type PlanYears, readPlanYears } from '../plan-years.ts';
import type { ReadPlan, ReadPlans, Row } from '../plan.ts';
import type { SharedLoads } from '../shared-loads.ts';
import type { Bind } from '../sql.ts';
import type { Statements } from '../statements.ts';
import { type Tally, weigh, weightOf } from '../tally.ts';
import { WhereTranslator } from '../where.ts';

/** The rows a list is taken from: a condition over the alias, built anew for each statement with that statement's values. */
export type Scope = (alias: string, bind: Bind, where: WhereTranslator) => (string | null | undefined)[];

/** What all requests share. */
export interface Reading {
  models: Models;
  plans: ReadPlans;
  statements: Pick<Statements, 'run'>;
  shared: Pick<SharedLoads, 'load'>;
  /** Turns of what reads many rows for one answer. */
  heavy: Turns;
}

/** What the reading of one request has in common: who asks, what was loaded, and how much of it. */
export class ReadSession {
  readonly models: Models;
  readonly plans: ReadPlans;
  readonly asking: Asking;
  readonly tally: Tally;
  readonly #statements: Pick<Statements, 'run'>;
  readonly #shared: Pick<SharedLoads, 'load'>;
  readonly #heavy: OneAtATime;
  readonly #loaders = new Map<string, DataLoader<unknown, unknown>>();
  readonly #planYears = new Map<string, number>();

  constructor({ models, plans, statements, shared, heavy }: Reading, asking: Asking, tally: Tally) {
    this.models = models;
    this.plans = plans;
    this.#statements = statements;
    this.#shared = shared;
    this.#heavy = new OneAtATime(heavy);
    this.asking = asking;
    this.tally = tally;
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

  /** The years of the plans that a condition names; a statement with this condition needs them read. */
  async planYears(where: PageArguments['where']): Promise<PlanYears> {
    await readPlanYears(where, this.#planYears, (text, values) => this.#statements.run(text, values));
    return this.#planYears;
  }

  async run(text: string, { values, isHeavy, isPlannedAnew }: Bind): Promise<unknown[][]> {
    this.tally.check();
    const run = () => this.#statements.run(text, values, isPlannedAnew);
    return isHeavy ? this.heavily(run) : run();
  }

  /** What `read` makes of the rows of each key, from a statement that takes the keys as its first value. */
  load<T>(
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
  async lists(text: string, bind: Bind, keys: readonly unknown[], plan: ReadPlan): Promise<Row[][]> {
    const read = await this.load(text, `list ${plan.id}`, bind, keys, (rows) =>
      weigh(
        rows.map((values) => plan.toRow(values.slice(1))),
        rows,
      ),
    );
    return keys.map((key) => read.get(key) ?? []);
  }

  /** In brackets, so that it may stand among other conditions. */
  visible(model: Model, alias: string, bind: Bind, asking = this.asking): string | null {
    return model.visible ? `(${model.visible(alias, bind, asking)})` : null;
  }

  /** Conditions that name a plan want its year read before (`planYears`). */
  translator(bind: Bind, asking = this.asking): WhereTranslator {
    return new WhereTranslator(this.models, bind, asking, this.#planYears);
  }

  /** The loader of this key, made when first asked for: equal loads of one tick become one. */
  loader(key: string, read: (keys: readonly unknown[]) => Promise<unknown[]>): DataLoader<unknown, unknown> {
    const known = this.#loaders.get(key);
    if (known) return known;
    const loader = new DataLoader<unknown, unknown>(read);
    this.#loaders.set(key, loader);
    return loader;
  }
}

/** A `where` of the terms that are given; nothing where there is none. */
export const where = (terms: readonly (string | null | undefined)[]): string => {
  const given = terms.filter(Boolean);
  return given.length === 0 ? '' : ` where ${given.join(' and ')}`;
};

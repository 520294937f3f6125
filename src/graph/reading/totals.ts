import type { Model, Relation } from '../model.ts';
import type { PageArguments, Total } from '../page.ts';
import { Bind } from '../sql.ts';
import { type ReadSession, type Scope, where } from './session.ts';

/** Counts stop here and become the planner's estimate. */
const EXACT_UP_TO = 10_000;

/** How many rows a list has, for pages that are asked for it. */
export class Totals {
  readonly #session: ReadSession;

  constructor(session: ReadSession) {
    this.#session = session;
  }

  /** How many rows of a relation hang on one parent. One statement counts for all parents of the tick. */
  ofParent(
    relation: Relation,
    model: Model,
    args: PageArguments,
    key: string,
    scope: (parent: string) => Scope,
  ): Promise<Total> {
    const loader = this.#session.loader(`total ${relation.batch} ${JSON.stringify(args)}`, async (keys) => {
      const bind = new Bind();
      const parents = bind.add(keys);
      const terms = scope('p.key')('t', bind, this.#session.translator(bind));
      const text = `select p.key, (select count(*)::int from (select 1 from ${model.table} t${where(
        terms,
      )} limit ${EXACT_UP_TO + 1}) c) from unnest(${parents}::uuid[]) p(key)`;
      const counts = new Map((await this.#session.run(text, bind)) as [string, number][]);
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

  async of(model: Model, scope: Scope): Promise<Total> {
    const bind = new Bind();
    const terms = scope('t', bind, this.#session.translator(bind));
    const text = `select count(*)::int from (select 1 from ${model.table} t${where(terms)} limit ${EXACT_UP_TO + 1}) c`;
    const [[count]] = (await this.#session.run(text, bind)) as [[number]];
    return count <= EXACT_UP_TO ? { count, kind: 'EXACT' } : this.#estimate(model, scope);
  }

  async #estimate(model: Model, scope: Scope): Promise<Total> {
    const bind = new Bind();
    const terms = scope('t', bind, this.#session.translator(bind));
    const text = `explain (format json) select 1 from ${model.table} t${where(terms)}`;
    const [[explained]] = (await this.#session.run(text, bind)) as [[[{ Plan: { 'Plan Rows': number } }]]];
    return { count: Math.max(EXACT_UP_TO + 1, explained[0].Plan['Plan Rows']), kind: 'ESTIMATED' };
  }
}

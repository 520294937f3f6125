import { deepStrictEqual } from 'node:assert';
import { Pool } from 'pg';
import { answer, graphql } from './ask.ts';
import { type Ask, type Case, type Peer, PEERS } from './case.ts';
import { CASES } from './cases.ts';
import { type Running, start } from './cluster.ts';
import { type Data, product } from './data.ts';
import { type Figures, measure, type Request } from './measure.ts';
import { say } from './say.ts';

/** How it is measured. */
export interface Terms {
  activities: number;
  rounds: number;
  seconds: number;
  connections: number;
}

/** What came of each case: a list of rounds by peer. */
export type Results = Map<Case, Map<Peer, Figures[]>>;

interface Prepared {
  question: Case;
  values: readonly unknown[];
  requests: Record<Peer, Request[]>;
}

/** Values that a round of a writing case may use up in a second; a peer that is quicker must be given more. */
const WRITES_A_SECOND = 5_000;

/** Starts every peer over the data, and checks and measures them. */
export class Comparison {
  readonly #pool: Pool;
  readonly #running: ReadonlyMap<Peer, Running>;
  readonly #token: string;
  readonly #terms: Terms;

  constructor(pool: Pool, running: ReadonlyMap<Peer, Running>, token: string, terms: Terms) {
    this.#pool = pool;
    this.#running = running;
    this.#token = token;
    this.#terms = terms;
  }

  /** Checks that all give the same; measures when `isMeasured`. `only` is a part of a case's name. */
  static async run(
    data: Data,
    terms: Terms,
    { only, isMeasured, peers }: { only: string | undefined; isMeasured: boolean; peers: readonly Peer[] },
  ): Promise<Results> {
    const pool = new Pool({ connectionString: data.url, max: 2 });
    const running = new Map<Peer, Running>();
    const results: Results = new Map();
    try {
      const token = product('token', 'bench-office', '--role', 'OFFICE', '--database-url', data.url).trim();
      for (const peer of PEERS) {
        // Ten connections each, as many as the product has: none waits for PostgreSQL longer than another.
        running.set(
          peer,
          await start(peer, data.url, {
            BENCH_CONNECTIONS: '10',
            LOG_LEVEL: 'info',
            // Every answer is computed: what the cache gives is measured apart.
            ANSWER_CACHE: '0',
          }),
        );
      }
      const comparison = new Comparison(pool, running, token, terms);
      const cases = CASES.filter(({ name }) => !only || name.includes(only));
      for (const question of cases) {
        await question.writing?.open(pool);
        try {
          const prepared = await comparison.prepare(question);
          await comparison.check(prepared, peers);
          if (isMeasured) results.set(question, await comparison.measure(prepared, peers));
        } finally {
          await question.writing?.close(pool);
        }
      }
    } finally {
      await Promise.all([...running.values()].map(({ stop }) => stop()));
      await pool.end();
    }
    return results;
  }

  async prepare(question: Case): Promise<Prepared> {
    const ask = (peer: Peer, asked: Ask) => answer(this.#running.get(peer)!, graphql(asked));
    const all = await question.values({ pool: this.#pool, ask });
    const values = question.writing ? all.slice(0, this.#terms.seconds * WRITES_A_SECOND) : all;
    const headers: Record<string, string> = question.writing
      ? { authorization: `Bearer ${this.#token}` }
      : {};
    const of = (make: (value: unknown) => Request): Request[] => values.map(make);
    return {
      question,
      values,
      requests: {
        ours: of((value) => graphql(question.ours(value), headers)),
        postgraphile: of((value) => graphql(question.postgraphile(value))),
        mercurius: of((value) => graphql((question.mercurius ?? question.ours)(value))),
        limit: of((value) => ({ method: question.writing ? 'POST' : 'GET', path: question.limit(value) })),
      },
    };
  }

  /** Everybody gives the same data to every value, and they are not empty; what is written is the same too. */
  async check({ question, values, requests }: Prepared, peers: readonly Peer[]): Promise<void> {
    const { writing } = question;
    const used = values.slice(0, CHECKED);
    let expected: unknown;
    let size = 0;
    for (const peer of ['limit' as const, ...peers.filter((peer) => peer !== 'limit')]) {
      const given: unknown[] = [];
      for (const request of requests[peer].slice(0, CHECKED)) {
        const data = await answer(this.#running.get(peer)!, request);
        given.push(peer === 'postgraphile' ? question.samePostgraphile(data) : question.same(data));
      }
      if (writing) {
        given.push(await writing.effect(this.#pool, used, peer));
        await writing.reset(this.#pool);
      }
      const texts = given.map((each) => JSON.stringify(each));
      const plain = texts.map((text): unknown => JSON.parse(text));
      expected ??= plain;
      size = Math.max(size, ...texts.map(({ length }) => length));
      deepStrictEqual(plain, expected, `${question.name}: ${peer} and limit differ`);
    }
    if (size < 50) throw new Error(`${question.name}: all answers are empty`);
    say(`${question.name}: all give the same (${used.length} questions, ${size} characters at most)`);
  }

  async measure({ question, requests }: Prepared, peers: readonly Peer[]): Promise<Map<Peer, Figures[]>> {
    const { connections, seconds, rounds } = this.#terms;
    const once = async (peer: Peer, seconds: number): Promise<Figures> => {
      const terms = { connections, seconds, pool: this.#pool, writing: question.writing ?? null };
      return measure(this.#running.get(peer)!, requests[peer], terms);
    };
    const own = new Map<Peer, Figures[]>(peers.map((peer) => [peer, []]));
    for (const peer of peers) await once(peer, 2);
    for (let round = 0; round < rounds; round += 1) {
      // Turned by one each round, so that nobody always comes after the same one.
      for (const [i] of peers.entries()) {
        const peer = peers[(i + round) % peers.length]!;
        own.get(peer)!.push(await once(peer, seconds));
      }
    }
    const line = peers.map((peer) => {
      const { perSecond, cpu } = middle(own.get(peer)!);
      return `${peer} ${Math.round(perSecond)}/s ${cpu.toFixed(2)} ms`;
    });
    say(`${question.name}: ${line.join(', ')}`);
    return own;
  }
}

/** Values that are checked. */
const CHECKED = 40;

/** The median of each figure over the rounds. */
export function middle(rounds: readonly Figures[]): Figures {
  const of = (key: keyof Figures): number => {
    const values = rounds.map((figures) => figures[key]).toSorted((a, b) => a - b);
    const half = Math.floor(values.length / 2);
    return values.length % 2 === 1 ? values[half]! : (values[half - 1]! + values[half]!) / 2;
  };
  return {
    perSecond: of('perSecond'),
    p50: of('p50'),
    p99: of('p99'),
    cpu: of('cpu'),
    postgres: of('postgres'),
    statements: of('statements'),
    rss: of('rss'),
  };
}

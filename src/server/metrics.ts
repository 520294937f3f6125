import { AggregatorRegistry, collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

interface OfWorker {
  /** Number of the worker, a label of all that it counts. */
  worker: number;
  /** The text of all workers. */
  gather: () => Promise<string>;
}

/** What one process counted, as it is sent to another. */
export type Measured = Awaited<ReturnType<Registry['getMetricsAsJSON']>>;

/** Counts and times requests for `/metrics`; a registry of its own, so that two servers in one process do not mix. */
export class RequestMetrics {
  readonly registry = new Registry();
  readonly #gather: () => Promise<string>;
  readonly #requests: Counter<'operation' | 'outcome'>;
  readonly #seconds: Histogram<'operation'>;
  readonly #cache: Counter<'use'>;

  constructor(one?: OfWorker) {
    this.#gather = one?.gather ?? (() => this.registry.metrics());
    if (one) this.registry.setDefaultLabels({ worker: String(one.worker) });
    collectDefaultMetrics({ register: this.registry });
    this.#requests = new Counter({
      name: 'zhiyuan_graphql_requests_total',
      help: 'GraphQL requests by kind of operation and outcome',
      labelNames: ['operation', 'outcome'],
      registers: [this.registry],
    });
    this.#seconds = new Histogram({
      name: 'zhiyuan_graphql_request_seconds',
      help: 'Time from parsing to answer',
      labelNames: ['operation'],
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
      registers: [this.registry],
    });
    this.#cache = new Counter({
      name: 'zhiyuan_answer_cache_total',
      help: 'GraphQL requests by what the cache of answers did: hit, shared, miss, bypass',
      labelNames: ['use'],
      registers: [this.registry],
    });
  }

  observe(operation: string, outcome: string, seconds: number): void {
    this.#requests.inc({ operation, outcome });
    this.#seconds.observe({ operation }, seconds);
  }

  /** What this process counted, or all workers. */
  text(): Promise<string> {
    return this.#gather();
  }

  measured(): Promise<Measured> {
    return this.registry.getMetricsAsJSON();
  }

  observeCache(use: string): void {
    this.#cache.inc({ use });
  }

  /** Shows how much the cache of answers holds whenever that is asked for. */
  showCache(cache: { readonly answers: number; readonly bytes: number }): void {
    const gauge = (what: 'answers' | 'bytes', help: string) =>
      new Gauge({
        name: `zhiyuan_answer_cache_${what}`,
        help,
        registers: [this.registry],
        collect() {
          this.set(cache[what]);
        },
      });
    gauge('answers', 'Answers kept');
    gauge('bytes', 'Memory that they take');
  }
}

/** What several workers counted as one text, told apart by their label. */
export function metricsTogether(all: readonly Measured[]): Promise<string> {
  // Nothing is summed: a worker that is replaced begins at nothing, which a sum would hide.
  const apart = all.map((metrics) => metrics.map((metric) => ({ ...metric, aggregator: 'first' as const })));
  return AggregatorRegistry.aggregate(apart).metrics();
}

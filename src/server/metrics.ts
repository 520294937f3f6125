import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';

/** Counts and times requests for `/metrics`; a registry of its own, so that two servers in one process do not mix. */
export class RequestMetrics {
  readonly registry = new Registry();
  readonly #requests: Counter<'operation' | 'outcome'>;
  readonly #seconds: Histogram<'operation'>;

  constructor() {
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
  }

  observe(operation: string, outcome: string, seconds: number): void {
    this.#requests.inc({ operation, outcome });
    this.#seconds.observe({ operation }, seconds);
  }
}

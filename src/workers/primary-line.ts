import { RequestMetrics } from '../server/metrics.ts';
import type { PlacesFor } from '../server/places.ts';
import type { Begin, FromWorker, PlaceAnswer, ToWorker } from './messages.ts';

/** A worker's line to the first process. When that is gone, Node ends the worker. */
export class PrimaryLine {
  readonly #begin = Promise.withResolvers<Begin>();
  readonly #listen = Promise.withResolvers<{ host: string; port: number }>();
  readonly #ending = Promise.withResolvers<'drain' | 'stop'>();
  readonly #stopped = Promise.withResolvers<void>();
  readonly #asked = new Map<number, (value: unknown) => void>();
  #ids = 0;
  /** Told the database's new URL. */
  onMoved: (databaseUrl: string) => void = () => {};
  metrics: RequestMetrics | undefined;

  constructor() {
    process.on('message', (message: ToWorker) => this.#hear(message));
  }

  /** What to begin with. */
  get begin(): Promise<Begin> {
    return this.#begin.promise;
  }

  /** Where to listen, once all are prepared. */
  get listen(): Promise<{ host: string; port: number }> {
    return this.#listen.promise;
  }

  /** How to end, when it is time to. */
  get ending(): Promise<'drain' | 'stop'> {
    return this.#ending.promise;
  }

  /** Resolves when all is to stop, whatever it does. */
  get stopped(): Promise<void> {
    return this.#stopped.promise;
  }

  tell(message: FromWorker): void {
    process.send!(message);
  }

  /** Metrics of this worker, which `/metrics` tells with those of the others. */
  createMetrics(worker: number): RequestMetrics {
    const gather = () => this.#ask<string>((id) => ({ kind: 'metrics', id }));
    this.metrics = new RequestMetrics({ worker, gather });
    return this.metrics;
  }

  /** Places that the first process counts for all workers. */
  readonly placesFor: PlacesFor = (place) => ({
    take: async (owner, most) => {
      const taking = ++this.#ids;
      const { full } = await this.#ask<PlaceAnswer>(
        (id) => ({ kind: 'take', id, place, owner, most }),
        taking,
      );
      if (full) return { full };
      let isOver = false;
      const leave = () => {
        if (!isOver) this.tell({ kind: 'leave', id: taking });
        isOver = true;
      };
      return { leave };
    },
  });

  #ask<T>(message: (id: number) => FromWorker, id = ++this.#ids): Promise<T> {
    return new Promise((resolve) => {
      this.#asked.set(id, resolve as (value: unknown) => void);
      this.tell(message(id));
    });
  }

  #hear(message: ToWorker): void {
    switch (message.kind) {
      case 'begin':
        return this.#begin.resolve(message.begin);
      case 'listen':
        return this.#listen.resolve(message);
      case 'moveTo':
        return this.onMoved(message.databaseUrl);
      case 'stop':
        this.#stopped.resolve();
        return this.#ending.resolve('stop');
      case 'drain':
        return this.#ending.resolve('drain');
      case 'measure':
        return void this.#measure(message.id);
      case 'answer':
        this.#asked.get(message.id)?.(message.value);
        this.#asked.delete(message.id);
    }
  }

  async #measure(id: number): Promise<void> {
    this.tell({ kind: 'measured', id, metrics: (await this.metrics?.measured()) ?? [] });
  }
}

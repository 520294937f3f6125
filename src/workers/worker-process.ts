import cluster, { type Worker } from 'node:cluster';
import type { Measured } from '../server/metrics.ts';
import type { PlacesFor } from '../server/places.ts';
import type { FromWorker, ToWorker } from './messages.ts';

/** Milliseconds that a worker has to tell what it counted. */
const TO_MEASURE = 2_000;

/** How a process ended. */
export interface Gone {
  code: number | null;
  signal: string | null;
}

/** A worker that ended, or could not listen, before it served. */
export class NotServing extends Error {
  /** Node's code of what kept it from listening. */
  readonly code: string | null;

  constructor(message: string, code: string | null = null) {
    super(message);
    this.code = code;
  }
}

interface Parts {
  placesFor: PlacesFor;
  /** The metrics of all workers; never rejects. */
  gather: () => Promise<string>;
}

/** One worker as the first process sees it: what it says, and that it is gone. */
export class WorkerProcess {
  readonly number: number;
  readonly #worker: Worker;
  readonly #parts: Parts;
  readonly #prepared = Promise.withResolvers<void>();
  readonly #listening = Promise.withResolvers<string>();
  readonly #gone = Promise.withResolvers<Gone>();
  readonly #leaves = new Map<number, () => void>();
  readonly #measuring = new Map<number, (metrics: Measured) => void>();
  #ids = 0;
  /** Whether it listens and has not been told to end. */
  isServing = false;
  /** Whether nobody has been served by it yet. */
  isLoading = true;

  constructor(number: number, parts: Parts) {
    this.number = number;
    this.#parts = parts;
    this.#worker = cluster.fork();
    this.#worker.on('message', (message: FromWorker) => this.#hear(message));
    // What cannot be sent to a process that is going: that it is gone is told below.
    this.#worker.on('error', () => {});
    this.#worker.process.once('exit', (code, signal) => this.#end({ code, signal }));
    for (const { promise } of [this.#prepared, this.#listening]) promise.catch(() => {});
  }

  get pid(): number | undefined {
    return this.#worker.process.pid;
  }

  /** Resolves when it could listen; rejects with NotServing. */
  get prepared(): Promise<void> {
    return this.#prepared.promise;
  }

  /** The address that it listens on; rejects with NotServing. */
  get listening(): Promise<string> {
    return this.#listening.promise;
  }

  get gone(): Promise<Gone> {
    return this.#gone.promise;
  }

  tell(message: ToWorker): void {
    if (message.kind === 'drain' || message.kind === 'stop') this.isServing = false;
    if (this.#worker.isConnected()) this.#worker.send(message);
  }

  kill(): void {
    this.#worker.process.kill('SIGKILL');
  }

  /** What it counted; nothing when it is gone or does not tell in time. */
  measured(): Promise<Measured> {
    return new Promise((resolve) => {
      const id = ++this.#ids;
      const late = setTimeout(() => this.#measured(id, []), TO_MEASURE);
      this.#measuring.set(id, (metrics) => {
        clearTimeout(late);
        resolve(metrics);
      });
      this.tell({ kind: 'measure', id });
    });
  }

  #measured(id: number, metrics: Measured): void {
    this.#measuring.get(id)?.(metrics);
    this.#measuring.delete(id);
  }

  #end(gone: Gone): void {
    this.isServing = false;
    for (const leave of this.#leaves.values()) leave();
    this.#leaves.clear();
    for (const id of [...this.#measuring.keys()]) this.#measured(id, []);
    const error = new NotServing('A worker ended before it served');
    this.#prepared.reject(error);
    this.#listening.reject(error);
    this.#gone.resolve(gone);
  }

  #hear(message: FromWorker): void {
    switch (message.kind) {
      case 'prepared':
        return this.#prepared.resolve();
      case 'listening':
        this.isServing = true;
        this.isLoading = false;
        return this.#listening.resolve(message.address);
      case 'deaf':
        return this.#listening.reject(new NotServing(message.message, message.code));
      case 'measured':
        return this.#measured(message.id, message.metrics);
      case 'take':
        return void this.#take(message);
      case 'leave':
        this.#leaves.get(message.id)?.();
        return void this.#leaves.delete(message.id);
      case 'metrics':
        void this.#parts.gather().then((value) => this.tell({ kind: 'answer', id: message.id, value }));
    }
  }

  async #take({ id, place, owner, most }: Extract<FromWorker, { kind: 'take' }>): Promise<void> {
    const taken = await this.#parts.placesFor(place).take(owner, most);
    if ('leave' in taken) {
      if (this.#worker.isConnected()) this.#leaves.set(id, taken.leave);
      else taken.leave();
    }
    this.tell({ kind: 'answer', id, value: { full: 'full' in taken ? taken.full : null } });
  }
}

import cluster from 'node:cluster';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { ownPlaces } from '../server/places.ts';
import type { Begin } from './messages.ts';
import { type Gone, NotServing, WorkerProcess } from './worker-process.ts';

/** Milliseconds that a worker may take to be ready. */
const START = 60_000;
/** A worker that lived so long does not count as one more failure in a row. Milliseconds. */
const SETTLED = 60_000;
/** The longest pause before a worker is replaced. Milliseconds. */
const LONGEST_PAUSE = 30_000;
/** Failures in a row after which a service that nobody serves any more ends. */
const TRIES = 5;

/** Milliseconds before a worker that failed so many times in a row is replaced: at once at first. */
export const pauseAfter = (failures: number): number =>
  failures <= 1 ? 0 : Math.min(1_000 * 2 ** (failures - 2), LONGEST_PAUSE);

interface Log {
  info: (details: object, message: string) => void;
  warn: (details: object, message: string) => void;
  error: (details: object, message: string) => void;
}

interface Parts {
  count: number;
  log: Log;
  /** Milliseconds that a worker has to end. */
  patience: number;
}

/** What all workers are told alike. */
export interface Orders {
  host: string;
  port: number;
  begin: Pick<Begin, 'connections' | 'dataDir'>;
  databaseUrl: () => string;
}

/** A place among the workers: whoever fills it is replaced when it is gone. */
interface Post {
  number: number;
  worker: WorkerProcess;
  /** Since when it serves; null while it does not yet. */
  since: number | null;
  failures: number;
}

/**
 * The workers of a service, which all listen on one address. Each takes connections from the one queue that the system
 * keeps of them, so that a worker that dies or hands over loses none that it had not taken.
 */
export class Fleet {
  readonly #parts: Parts;
  readonly #posts: Post[];
  readonly #running = new Set<WorkerProcess>();
  readonly #placesFor;
  readonly #failed = Promise.withResolvers<never>();
  #orders: Orders | undefined;
  /** Another with each reload, which may bring another program. */
  #instance = randomUUID();
  readonly #stopping = new AbortController();
  #reloading: Promise<void> | undefined;
  #isToReloadAgain = false;

  /** Starts the processes: they load while the rest gets ready. */
  constructor(parts: Parts) {
    cluster.schedulingPolicy = cluster.SCHED_NONE;
    this.#parts = parts;
    this.#placesFor = ownPlaces(parts.count);
    this.#posts = Array.from({ length: parts.count }, (_, i) => this.#post(i + 1));
    this.#failed.promise.catch(() => {});
  }

  /** Rejects with NotServing when no worker is left and none can be started. */
  get failed(): Promise<never> {
    return this.#failed.promise;
  }

  /** Has all listen at once, when the last is prepared; the address. Throws NotServing when one cannot. */
  async start(orders: Orders): Promise<string> {
    this.#orders = orders;
    const workers = this.#posts.map(({ worker }) => worker);
    await this.#inTime(workers, async () => {
      for (const worker of workers) this.#begin(worker);
      await Promise.all(workers.map(({ prepared }) => prepared));
      for (const worker of workers) this.#listen(worker);
      await Promise.all(workers.map(({ listening }) => listening));
    });
    for (const post of this.#posts) {
      post.since = Date.now();
      void this.#watch(post);
    }
    return workers[0]!.listening;
  }

  /** Tells the workers where the database is now. */
  moveTo(databaseUrl: string): void {
    for (const worker of this.#running) worker.tell({ kind: 'moveTo', databaseUrl });
  }

  /**
   * Replaces one worker after the other: the new one listens before the old one hands over. When a new one cannot be
   * started, the old ones go on. Asked again meanwhile, it begins anew afterwards.
   */
  reload(): Promise<void> {
    this.#isToReloadAgain = true;
    this.#reloading ??= this.#reload().finally(() => (this.#reloading = undefined));
    return this.#reloading;
  }

  /** Ends all workers, in the end by force. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await Promise.all([...this.#running].map((worker) => this.#end(worker, 'stop')));
  }

  get #isStopping(): boolean {
    return this.#stopping.signal.aborted;
  }

  #fork(number: number): WorkerProcess {
    const worker = new WorkerProcess(number, {
      placesFor: this.#placesFor,
      gather: () => this.#gather(),
    });
    this.#running.add(worker);
    void worker.gone.then(() => this.#running.delete(worker));
    return worker;
  }

  #post(number: number): Post {
    return { number, worker: this.#fork(number), since: null, failures: 0 };
  }

  #begin(worker: WorkerProcess): void {
    const { begin, databaseUrl } = this.#orders!;
    const { number } = worker;
    worker.tell({
      kind: 'begin',
      begin: {
        ...begin,
        worker: number,
        databaseUrl: databaseUrl(),
        instance: this.#instance,
        deliversWebhooks: number === 1,
      },
    });
  }

  #listen(worker: WorkerProcess): void {
    const { host, port } = this.#orders!;
    worker.tell({ kind: 'listen', host, port });
  }

  /** Has one worker serve; it is killed when it cannot. */
  async #up(worker: WorkerProcess): Promise<void> {
    await this.#inTime([worker], async () => {
      this.#begin(worker);
      await worker.prepared;
      this.#listen(worker);
      await worker.listening;
    }).catch((error: unknown) => {
      worker.kill();
      throw error;
    });
  }

  async #inTime(workers: WorkerProcess[], work: () => Promise<void>): Promise<void> {
    const late = setTimeout(() => {
      for (const worker of workers) worker.kill();
    }, START);
    await work().finally(() => clearTimeout(late));
  }

  /** Replaces whoever fills the post, when that one is gone and nobody has replaced it yet. */
  async #watch(post: Post): Promise<void> {
    const { worker } = post;
    const isToReplace = () => !this.#isStopping && post.worker === worker;
    const gone = await worker.gone;
    if (!isToReplace()) return;
    const pause = this.#note(post, gone);
    this.#giveUpWhenNobodyServes(post);
    // Not to the end when the service stops, which the pause would hold.
    await sleep(pause, undefined, { signal: this.#stopping.signal }).catch(() => {});
    if (isToReplace()) await this.#replace(post);
  }

  /** Logs that a worker is gone; how long to wait before the next. */
  #note(post: Post, { code, signal }: Gone): number {
    const { number, worker, since } = post;
    const isSettled = since !== null && Date.now() - since > SETTLED;
    post.failures = isSettled ? 1 : post.failures + 1;
    const pause = pauseAfter(post.failures);
    const how = { code, signal, failures: post.failures, pause };
    this.#parts.log.error(
      { worker: number, workerPid: worker.pid, ...how },
      'a worker is gone; replacing it',
    );
    return pause;
  }

  #giveUpWhenNobodyServes({ failures }: Post): void {
    const isServed = this.#posts.some(({ worker }) => worker.isServing);
    if (failures > TRIES && !isServed) this.#failed.reject(new NotServing('No worker could be kept running'));
  }

  async #replace(post: Post): Promise<void> {
    const { log } = this.#parts;
    const worker = this.#fork(post.number);
    Object.assign(post, { worker, since: null });
    void this.#watch(post);
    try {
      await this.#up(worker);
      post.since = Date.now();
      log.warn({ worker: post.number, workerPid: worker.pid }, 'a worker serves in its place');
    } catch (error) {
      if (!this.#isStopping) log.error({ err: error, worker: post.number }, 'a worker did not start');
    }
  }

  async #reload(): Promise<void> {
    const { log } = this.#parts;
    while (this.#isToReloadAgain && !this.#isStopping) {
      this.#isToReloadAgain = false;
      this.#instance = randomUUID();
      log.info({ workers: this.#posts.length }, 'reloading');
      try {
        for (const post of this.#posts) await this.#renew(post);
        if (!this.#isStopping) log.info({ workers: this.#posts.length }, 'reloaded');
      } catch (error) {
        if (!this.#isStopping)
          log.error({ err: error }, 'a new worker did not start; those that were not replaced go on');
      }
    }
  }

  async #renew(post: Post): Promise<void> {
    if (this.#isStopping) return;
    const next = this.#fork(post.number);
    await this.#up(next);
    const former = post.worker;
    Object.assign(post, { worker: next, since: Date.now(), failures: 0 });
    void this.#watch(post);
    if (!this.#isStopping) await this.#end(former, 'drain');
  }

  async #end(worker: WorkerProcess, kind: 'drain' | 'stop'): Promise<void> {
    if (worker.isLoading) worker.kill();
    worker.tell({ kind });
    const late = setTimeout(() => {
      this.#parts.log.error({ worker: worker.number, workerPid: worker.pid }, 'a worker did not end in time');
      worker.kill();
    }, this.#parts.patience);
    await worker.gone;
    clearTimeout(late);
  }

  /** What the workers that serve have counted; nothing, and a line in the log, when it cannot be put together. */
  async #gather(): Promise<string> {
    try {
      const { metricsTogether } = await import('../server/metrics.ts');
      const serving = this.#posts.map(({ worker }) => worker).filter(({ isServing }) => isServing);
      return await metricsTogether(await Promise.all(serving.map((worker) => worker.measured())));
    } catch (error) {
      this.#parts.log.error({ err: error }, 'the metrics of the workers could not be put together');
      return '';
    }
  }
}

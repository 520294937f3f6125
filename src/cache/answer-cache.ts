import { LRUCache } from 'lru-cache';
import type { DataVersions } from './data-versions.ts';
import type { Reads } from './reads.ts';

/** An answer as it is sent. */
export interface Answer {
  body: Buffer;
  contentType: string;
  /** Null for one that nobody asks again for by its tag. */
  etag: string | null;
  /** Name of the operation, for the log. */
  operationName: string | undefined;
}

/** An answer, and what it was read from after which look. */
interface Kept extends Answer {
  look: number;
  reads: Reads;
}

/** What a computation came to: an answer and what it was read from, or nothing that others could use. */
export type Outcome = { answer: Answer; reads: Reads } | 'failed';

/** Somebody who computes an answer, while others who ask the same wait. To be settled, whatever happens. */
export interface Lead {
  settle: (outcome: Outcome) => void;
}

export type Found =
  { how: 'hit' | 'shared'; answer: Answer } | { how: 'miss'; lead: Lead } | { how: 'bypass' };

/** No answer is kept for longer, in milliseconds: for what no trigger sees, such as a table altered by hand. */
const MOST_AGE = 60_000;

/** What an entry takes beside its body. */
const OVERHEAD = 2_048;

/** Questions remembered whose answers are not kept. */
const PASSING = 10_000;

/** An answer takes at most this share of the memory. */
const LARGEST_SHARE = 8;

/** Answers to public questions, each only as long as the database holds what it was read from. */
export class AnswerCache {
  readonly #versions: DataVersions;
  readonly #kept: LRUCache<string, Kept>;
  readonly #flights = new Map<string, Promise<Kept | null>>();
  /** Questions whose answer is another each time: nobody waits for those. */
  readonly #passing = new LRUCache<string, true>({ max: PASSING, ttl: MOST_AGE });
  readonly #largest: number;

  constructor(versions: DataVersions, bytes: number) {
    this.#versions = versions;
    this.#largest = Math.ceil(bytes / LARGEST_SHARE);
    this.#kept = new LRUCache({
      maxSize: bytes,
      sizeCalculation: ({ body }) => body.byteLength + OVERHEAD,
      ttl: MOST_AGE,
    });
  }

  get bytes(): number {
    return this.#kept.calculatedSize;
  }

  get answers(): number {
    return this.#kept.size;
  }

  close(): void {
    this.#versions.close();
  }

  /** The answer to a question, of this moment or later; or the task of computing it. */
  async find(key: string): Promise<Found> {
    if (this.#passing.has(key)) return { how: 'bypass' };
    const look = await this.#versions.look();
    if (look === null) return { how: 'bypass' };
    for (;;) {
      const kept = this.#kept.get(key);
      if (kept && this.#holds(kept, look)) return { how: 'hit', answer: kept };
      const flight = this.#flights.get(key);
      if (!flight) return { how: 'miss', lead: this.#lead(key) };
      // It may have begun before the look, so that it is judged like any other.
      const computed = await flight;
      if (!computed) return { how: 'bypass' };
      if (this.#holds(computed, look)) return { how: 'shared', answer: computed };
    }
  }

  /** Whether an answer is of the moment of this look, or later: read after it, or of what was not written in between. */
  #holds(kept: Kept, look: number): boolean {
    return kept.look >= look || this.#versions.isFresh(kept.look, kept.reads);
  }

  #lead(key: string): Lead {
    // Whatever is read from now on is read after the last look.
    const look = this.#versions.last;
    const { promise, resolve } = Promise.withResolvers<Kept | null>();
    this.#flights.set(key, promise);
    const settle = (outcome: Outcome): void => {
      this.#flights.delete(key);
      resolve(this.#keep(key, look, outcome));
    };
    return { settle };
  }

  #keep(key: string, look: number, outcome: Outcome): Kept | null {
    if (outcome === 'failed') return null;
    if (outcome.reads.isPassing) {
      this.#passing.set(key, true);
      return null;
    }
    const kept = { ...outcome.answer, look, reads: outcome.reads };
    // One that is too large is still shared by those who wait.
    if (kept.body.byteLength + OVERHEAD <= this.#largest) this.#kept.set(key, kept);
    else this.#kept.delete(key);
    return kept;
  }
}

import type { FeedPlace, FeedWatch } from './feed-watch.ts';

/** A change to be told: its own fields are read when it is, as whoever follows. */
export interface FeedEvent {
  key: string;
  cursor: string;
}

/** What lies after a place in the feed. */
export interface FeedPage {
  events: readonly FeedEvent[];
  /** Up to here everything was looked through; null at the beginning of an empty feed. */
  upTo: FeedPlace | null;
}

/** Reads on from a place; whoever asks the same at the same time shares one statement. */
export type ReadFeed = (after: FeedPlace | null) => Promise<FeedPage>;

/** After a failed reading it is tried again so many milliseconds later. */
const RETRY = 1_000;

/**
 * The feed from a place on, without end: `next` waits for changes, `return` ends the waiting. Holds one page at most,
 * however far behind its follower is.
 */
export class ChangeStream implements AsyncIterableIterator<FeedEvent, undefined, undefined> {
  readonly #watch: FeedWatch;
  readonly #read: ReadFeed;
  readonly #leave: () => void;
  #place: FeedPlace | null;
  #events: FeedEvent[] = [];
  #isOver = false;
  #endWait: (() => void) | undefined;

  private constructor(watch: FeedWatch, read: ReadFeed, place: FeedPlace | null, leave: () => void) {
    this.#watch = watch;
    this.#read = read;
    this.#place = place;
    this.#leave = leave;
  }

  /** From that place, or from the newest change where none is given. Throws what the first reading throws. */
  static async open(watch: FeedWatch, read: ReadFeed, after: FeedPlace | undefined): Promise<ChangeStream> {
    const leave = await watch.follow();
    const stream = new ChangeStream(watch, read, after ?? watch.head, leave);
    try {
      await stream.#readOn();
      return stream;
    } catch (error) {
      leave();
      throw error;
    }
  }

  async next(): Promise<IteratorResult<FeedEvent, undefined>> {
    while (!this.#isOver) {
      const event = this.#events.shift();
      if (event) return { done: false, value: event };
      const seen = this.#watch.version;
      try {
        await this.#readOn();
      } catch {
        // The watch says in the log what is wrong with the database.
        await this.#pause(RETRY);
        continue;
      }
      if (this.#events.length === 0 && !this.#isOver) await this.#moved(seen);
    }
    return { done: true, value: undefined };
  }

  async return(): Promise<IteratorResult<FeedEvent, undefined>> {
    if (!this.#isOver) {
      this.#isOver = true;
      this.#events = [];
      this.#leave();
      this.#endWait?.();
    }
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async #readOn(): Promise<void> {
    const { events, upTo } = await this.#read(this.#place);
    this.#place = upTo;
    // Others may have been given the same list.
    this.#events = [...events];
  }

  async #moved(seen: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const forget = this.#watch.onceMoved(seen, resolve);
      this.#endWait = () => {
        forget();
        resolve();
      };
    });
  }

  async #pause(milliseconds: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.#endWait = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

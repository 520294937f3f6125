import type { Pool } from 'pg';
import { isShown } from './shown.ts';

/** How often the feed is looked at, in milliseconds, while somebody follows it. */
const INTERVAL = 500;

/** SQL: the newest change that is shown. */
export const HEAD = `select c.xid::text, c.position::text, c.id::text from change c
  where ${isShown('c')}
  order by c.xid desc, c.position desc limit 1`;

/** Place of a change in the feed, as its ordering has it. */
export type FeedPlace = readonly [xid: string, position: string, id: string];

interface Log {
  error: (details: object, message: string) => void;
}

/**
 * Looks for new changes, once for all who follow the feed in this process: by polling, since a notification within
 * write transactions would make them wait for one another. Own writes have it look at once.
 */
export class FeedWatch {
  readonly #pool: Pick<Pool, 'query'>;
  readonly #log: Log;
  readonly #waiting = new Set<() => void>();
  #followers = 0;
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> | undefined;
  #isToLookAgain = false;
  #isDown = false;
  /** Goes up with each new head. */
  version = 0;
  /** The newest change seen; null while none is. */
  head: FeedPlace | null = null;

  constructor(pool: Pick<Pool, 'query'>, log: Log) {
    this.#pool = pool;
    this.#log = log;
  }

  /** Starts looking, and resolves when it has looked once: what ends it. Throws when nothing could be seen. */
  async follow(): Promise<() => void> {
    this.#followers += 1;
    this.#timer ??= setInterval(() => void this.wake(), INTERVAL);
    this.#timer.unref();
    let isOver = false;
    const leave = () => {
      if (isOver) return;
      isOver = true;
      this.#followers -= 1;
      if (this.#followers > 0) return;
      clearInterval(this.#timer);
      this.#timer = undefined;
    };
    await this.wake();
    if (!this.#isDown) return leave;
    leave();
    throw new Error('The feed of changes cannot be read');
  }

  /** Calls back once the head is no longer that of `version`; returns what forgets it. */
  onceMoved(version: number, callback: () => void): () => void {
    if (version !== this.version) callback();
    else this.#waiting.add(callback);
    return () => this.#waiting.delete(callback);
  }

  /** Looks now; whoever asks while it looks is served by another look. */
  wake(): Promise<void> {
    if (this.#followers === 0) return Promise.resolve();
    if (this.#looking) this.#isToLookAgain = true;
    return (this.#looking ??= this.#look().finally(() => (this.#looking = undefined)));
  }

  async #look(): Promise<void> {
    do {
      this.#isToLookAgain = false;
      try {
        const query = { text: HEAD, rowMode: 'array' as const };
        const { rows } = await this.#pool.query<string[]>(query);
        this.#isDown = false;
        const head = (rows[0] as unknown as FeedPlace | undefined) ?? null;
        if (head?.join() !== this.head?.join()) this.#moveTo(head);
      } catch (error) {
        // Said once: the next look comes soon.
        if (!this.#isDown) this.#log.error({ err: error }, 'the feed of changes cannot be read');
        this.#isDown = true;
        return;
      }
    } while (this.#isToLookAgain);
  }

  #moveTo(head: FeedPlace | null): void {
    this.head = head;
    this.version += 1;
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const callback of waiting) callback();
  }
}

/** Whether a place comes after another in the feed. */
export function isBeyond(a: FeedPlace, b: FeedPlace | null): boolean {
  if (b === null) return true;
  const [xid, position] = [BigInt(a[0]) - BigInt(b[0]), BigInt(a[1]) - BigInt(b[1])];
  return xid > 0n || (xid === 0n && position > 0n);
}

import type { SubscriptionChangesArgs } from '../generated/resolvers.ts';
import type { Models } from '../graph/models.ts';
import { Ordering } from '../graph/order.ts';
import type { GraphReader } from '../graph/reader.ts';
import type { Place } from '../graph/reading/pages.ts';
import { Turns } from '../turns.ts';
import { ChangeStream, type FeedPage } from './change-stream.ts';
import { type FeedPlace, type FeedWatch, isBeyond } from './feed-watch.ts';

/** Changes that a follower may hold in memory. */
const PAGE = 50;
/** Readings of the feed that are under way at one time: those who follow it by conditions of their own share none. */
const AT_ONCE = 2;

/** The feed as those who follow it in this process share it. */
export class Feed {
  readonly watch: FeedWatch;
  readonly #ordering: Ordering;
  readonly #reader: () => GraphReader;
  readonly #reading = new Map<string, Promise<FeedPage>>();
  readonly #turns = new Turns(AT_ONCE);

  /** `reader` is one of nobody's: that there is a change is public, and what it is of is read by each follower. */
  constructor(watch: FeedWatch, models: Models, reader: () => GraphReader) {
    this.watch = watch;
    this.#ordering = new Ordering(models.model('Change'), null);
    this.#reader = reader;
  }

  /** What a cursor of the query `changes` is called here. */
  cursorOf(place: FeedPlace): string {
    return this.#ordering.toCursor(place);
  }

  /** Follows the feed. Throws BAD_CURSOR, CURSOR_OF_ANOTHER_ORDER, BAD_VALUE. */
  async follow({ after, where }: Partial<SubscriptionChangesArgs>): Promise<ChangeStream> {
    const place =
      after === null || after === undefined
        ? undefined
        : (this.#ordering.fromCursor(after) as unknown as FeedPlace);
    return ChangeStream.open(this.watch, (from) => this.#shared(from, where ?? null), place);
  }

  #shared(from: FeedPlace | null, where: object | null): Promise<FeedPage> {
    // A reading that began before the watch saw the newest change may lack it.
    const key = JSON.stringify([this.watch.version, from, where]);
    const known = this.#reading.get(key);
    if (known) return known;
    const reading = this.#turns.take(() => this.#read(from, where)).finally(() => this.#reading.delete(key));
    this.#reading.set(key, reading);
    return reading;
  }

  async #read(from: FeedPlace | null, where: object | null): Promise<FeedPage> {
    // Whatever the head was before reading, the reading saw.
    const { head } = this.watch;
    const after = from && this.cursorOf(from);
    const places = await this.#reader().places('Change', {
      first: PAGE,
      after,
      where: where as Record<string, unknown> | null,
    });
    const last = places.at(-1);
    const read = last ? placeOf(last) : from;
    const isAll = places.length < PAGE;
    return {
      events: places.map(({ key, cursor }) => ({ key, cursor })),
      // So that changes that the condition leaves out are looked through once.
      upTo: isAll && head && isBeyond(head, read) ? head : read,
    };
  }
}

const placeOf = ({ values }: Place): FeedPlace => values as unknown as FeedPlace;

import { setTimeout as sleep } from 'node:timers/promises';
import type { ExecutionResult, GraphQLFormattedError } from 'graphql';
import type { Turns } from '../turns.ts';
import type { Subscriber } from './subscriber.ts';

export interface FormattedAnswer {
  data: ExecutionResult['data'];
  errors?: readonly GraphQLFormattedError[];
}

interface Answering {
  /** Reads what is asked of an event. */
  answer: (event: unknown) => Promise<FormattedAnswer>;
  /** Shared with all other subscriptions: one change is to be read for each of them at the same moment. */
  turns: Turns;
  /** Milliseconds that the client may leave an answer lying. */
  stallTimeout: number;
  subscriber: Subscriber;
  leave: () => void;
}

/** What may be different a moment later, and is no reason to pass over an event. */
const PASSING = new Set(['INTERNAL_SERVER_ERROR', 'TIMEOUT']);
const RETRY = 1_000;

const OVER = { done: true, value: undefined } as const;

/**
 * The answers to the events of one subscription, each read when the client has taken the one before. A client that
 * takes none for too long, and an event that cannot be read now, close the connection: its last cursor leads on.
 */
export class EventAnswers implements AsyncGenerator<FormattedAnswer, undefined, undefined> {
  readonly #source: AsyncIterator<unknown>;
  readonly #answering: Answering;
  #stall: NodeJS.Timeout | undefined;
  #isOver = false;

  constructor(source: AsyncIterator<unknown>, answering: Answering) {
    this.#source = source;
    this.#answering = answering;
  }

  /** Never rejects: what fails closes the connection, and the client comes back. */
  async next(): Promise<IteratorResult<FormattedAnswer, undefined>> {
    clearTimeout(this.#stall);
    const { stallTimeout, subscriber } = this.#answering;
    try {
      const { done, value: event } = await this.#source.next();
      if (done || this.#isOver) return await this.return();
      const value = (await this.#answered(event)) ?? (await this.#answeredLater(event));
      if (this.#isOver) return OVER;
      if (value !== null) {
        this.#stall = setTimeout(() => subscriber.close('TOO_SLOW'), stallTimeout);
        this.#stall.unref();
        return { done: false, value };
      }
    } catch (error) {
      subscriber.log.error({ err: error }, 'fault');
    }
    subscriber.close('FAULT');
    return this.return();
  }

  /** Null where it cannot be read now. */
  async #answered(event: unknown): Promise<FormattedAnswer | null> {
    const { answer, turns, subscriber } = this.#answering;
    return turns.take(async () => {
      // Whoever has left meanwhile needs none.
      if (this.#isOver) return null;
      try {
        const value = await answer(event);
        return isPassing(value) ? null : value;
      } catch (error) {
        subscriber.log.error({ err: error }, 'fault');
        return null;
      }
    });
  }

  async #answeredLater(event: unknown): Promise<FormattedAnswer | null> {
    if (this.#isOver) return null;
    await sleep(RETRY);
    return this.#answered(event);
  }

  async return(): Promise<IteratorResult<FormattedAnswer, undefined>> {
    clearTimeout(this.#stall);
    if (!this.#isOver) {
      this.#isOver = true;
      this.#answering.leave();
      await this.#source.return?.();
    }
    return OVER;
  }

  async throw(): Promise<IteratorResult<FormattedAnswer, undefined>> {
    return this.return();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.return();
  }
}

const isPassing = ({ errors }: FormattedAnswer): boolean =>
  errors?.some(({ extensions }) => PASSING.has(extensions?.['code'] as string)) ?? false;

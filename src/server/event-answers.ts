import { setTimeout as sleep } from 'node:timers/promises';
import type { ExecutionResult, GraphQLFormattedError } from 'graphql';
import type { Subscriber } from './subscriptions.ts';

export interface FormattedAnswer {
  data: ExecutionResult['data'];
  errors?: readonly GraphQLFormattedError[];
}

interface Answering {
  /** Reads what is asked of an event. */
  answer: (event: unknown) => Promise<FormattedAnswer>;
  /** Milliseconds that the client may leave an answer lying. */
  stallTimeout: number;
  subscriber: Subscriber;
  leave: () => void;
}

/** What may be different a moment later, and is no reason to pass over an event. */
const PASSING = new Set(['INTERNAL_SERVER_ERROR', 'TIMEOUT']);
const RETRY = 1_000;

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

  async next(): Promise<IteratorResult<FormattedAnswer, undefined>> {
    clearTimeout(this.#stall);
    const { answer, stallTimeout, subscriber } = this.#answering;
    const { done, value: event } = await this.#source.next();
    if (done || this.#isOver) return this.return();
    let value = await answer(event);
    if (isPassing(value)) {
      await sleep(RETRY);
      value = await answer(event);
    }
    if (isPassing(value)) {
      subscriber.close('FAULT');
      return this.return();
    }
    if (this.#isOver) return { done: true, value: undefined };
    this.#stall = setTimeout(() => subscriber.close('TOO_SLOW'), stallTimeout);
    this.#stall.unref();
    return { done: false, value };
  }

  async return(): Promise<IteratorResult<FormattedAnswer, undefined>> {
    clearTimeout(this.#stall);
    if (!this.#isOver) {
      this.#isOver = true;
      this.#answering.leave();
      await this.#source.return?.();
    }
    return { done: true, value: undefined };
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

import type { GraphQLError } from 'graphql';
import type { Tally } from '../graph/tally.ts';
import { limitExceeded, LIMITS } from './limits.ts';

/** Which of the limits holds for an answer. */
type AnswerLimit = 'ANSWER' | 'EVENT_ANSWER';

/** The tally of one request. */
export class AnswerTally implements Tally {
  rows = 0;
  bytes = 0;
  /** Why the whole answer is given up, once it is. */
  stopped: GraphQLError | null = null;
  readonly #answer: AnswerLimit;

  constructor(answer: AnswerLimit = 'ANSWER') {
    this.#answer = answer;
  }

  add(rows: number, bytes: number): void {
    this.check();
    this.rows += rows;
    this.bytes += bytes;
    if (this.rows > LIMITS.ROWS) this.#stop(limitExceeded('ROWS', this.rows));
    if (this.bytes > LIMITS[this.#answer]) this.#stop(limitExceeded(this.#answer, this.bytes));
  }

  check(): void {
    if (this.stopped) throw this.stopped;
  }

  /** Ends the request: nothing more is read for it. */
  stop(error: GraphQLError): void {
    this.stopped ??= error;
  }

  #stop(error: GraphQLError): never {
    this.stop(error);
    throw error;
  }
}

/** A character of Chinese text has two bytes in memory and three in the answer. */
const UTF8_PER_BYTE = 1.5;

/** What of the request bears on the length of its answer's text. */
export interface AnswerShape {
  /** Length of the document. */
  source: number;
  aliases: number;
  /** Objects that the document allows: those of introspection are in no tally. */
  nodes: number;
}

/**
 * The error for an answer whose text would be too long, or null. A column may stand in it under many aliases and a key
 * be as long as the document, so rows read say too little; but most answers cannot be too long by any of that, and
 * only others are measured.
 */
export function tooLong(tally: AnswerTally, shape: AnswerShape, data: unknown): GraphQLError | null {
  const texts = tally.bytes * UTF8_PER_BYTE * (1 + shape.aliases);
  const most = (tally.rows + shape.nodes) * shape.source + texts;
  if (most <= LIMITS.ANSWER) return null;
  return longerThan('ANSWER', data);
}

/** The error for data whose text is longer than the limit, or null. */
export function longerThan(limit: AnswerLimit, data: unknown): GraphQLError | null {
  const length = textLength(data, LIMITS[limit]);
  return length > LIMITS[limit] ? limitExceeded(limit, length) : null;
}

/** Bytes of the data as JSON, escapes apart; stops counting at the limit. */
function textLength(data: unknown, limit: number): number {
  let length = 0;
  const visit = (value: unknown): void => {
    if (length > limit) return;
    if (typeof value === 'string') length += Buffer.byteLength(value) + 3;
    else if (Array.isArray(value)) for (const item of value) visit(item);
    else if (typeof value === 'object' && value !== null) {
      for (const [key, item] of Object.entries(value)) {
        length += Buffer.byteLength(key) + 4;
        visit(item);
      }
    } else length += 8;
  };
  visit(data);
  return length;
}

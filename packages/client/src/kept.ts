import type { Call } from './call.ts';

/** An answer and the mark by which the service knows whether it still holds. */
export interface Answer {
  etag: string;
  text: string;
}

/** The answers of those calls that were made last. */
export class KeptAnswers {
  readonly #answers = new Map<string, Answer>();
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  find(call: Call): Answer | undefined {
    return call.method === 'GET' ? this.#answers.get(keyOf(call)) : undefined;
  }

  keep(call: Call, answer: Answer): void {
    const key = keyOf(call);
    this.#answers.delete(key);
    this.#answers.set(key, answer);
    const [oldest] = this.#answers.keys();
    if (this.#answers.size > this.#most) this.#answers.delete(oldest!);
  }
}

/** Headers too: an answer may be in the language that they ask for. */
const keyOf = ({ url, headers }: Call): string => JSON.stringify([url, headers]);

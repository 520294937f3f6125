import { GraphQLError } from 'graphql';
import type { Statements } from './statements.ts';

/** Rows of one key, read once for all who asked. */
type Read<T> = (rows: unknown[][]) => T;

interface Waiting {
  keys: readonly unknown[];
  resolve: (rows: Map<unknown, unknown>) => void;
  reject: (error: unknown) => void;
}

/** What waits for one statement: its keys are all that may differ. */
interface Batch {
  text: string;
  others: readonly unknown[];
  read: Read<unknown>;
  waiting: Waiting[];
  size: number;
}

/** So many keys go into one statement; more start another. */
const KEYS = 1_000;

/**
 * Lets loads of different requests share a statement. Who asks and what they may see stands in a statement's text and
 * values, so that two loads with the same text and the same values but for their keys have the same answer for a key,
 * whoever asks. What was asked for in one turn of the event loop is sent at its end: never a row from before the
 * question.
 */
export class SharedLoads {
  readonly #statements: Statements;
  #batches = new Map<string, Map<string, Batch>>();
  #isScheduled = false;

  constructor(statements: Statements) {
    this.#statements = statements;
  }

  /**
   * The rows of each key, made by `read` of those whose first column is the key. The keys are the statement's `$1`,
   * `others` its further values; `read` must do the same for the same text and `kind`. Keys without rows are not in the map.
   */
  load<T>(
    text: string,
    kind: string,
    keys: readonly unknown[],
    others: readonly unknown[],
    read: Read<T>,
  ): Promise<Map<unknown, T>> {
    const byText = this.#batches.get(text) ?? new Map<string, Batch>();
    this.#batches.set(text, byText);
    const same = `${kind} ${JSON.stringify(others)}`;
    let batch = byText.get(same);
    if (!batch || batch.size + keys.length > KEYS) {
      if (batch) this.#send(batch);
      batch = { text, others, read, waiting: [], size: 0 };
      byText.set(same, batch);
    }
    batch.size += keys.length;
    const { waiting } = batch;
    const rows = new Promise<Map<unknown, unknown>>((resolve, reject) =>
      waiting.push({ keys, resolve, reject }),
    );
    if (!this.#isScheduled) {
      this.#isScheduled = true;
      setImmediate(() => this.#flush());
    }
    return rows as Promise<Map<unknown, T>>;
  }

  #flush(): void {
    const batches = this.#batches;
    this.#batches = new Map();
    this.#isScheduled = false;
    for (const byText of batches.values()) for (const batch of byText.values()) this.#send(batch);
  }

  #send({ text, others, read, waiting }: Batch): void {
    const keys =
      waiting.length === 1 ? waiting[0]!.keys : [...new Set(waiting.flatMap((asker) => asker.keys))];
    const tell = (rows: unknown[][]): void => {
      const found = new Map<unknown, unknown>();
      for (const [key, own] of Map.groupBy(rows, (values) => values[0])) found.set(key, read(own));
      for (const { resolve } of waiting) resolve(found);
    };
    const fail = (error: unknown): void => {
      // A key that no column can hold is the fault of whoever asked for it, not of the others.
      if (waiting.length > 1 && isBadValue(error))
        for (const asker of waiting) this.#send({ text, others, read, waiting: [asker], size: 0 });
      else for (const { reject } of waiting) reject(error);
    };
    void this.#statements
      .run(text, [keys, ...others])
      .then(tell)
      .catch(fail);
  }
}

const isBadValue = (error: unknown): boolean =>
  error instanceof GraphQLError && error.extensions['code'] === 'BAD_VALUE';

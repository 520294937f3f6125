/** Collects the values of a statement; `add` returns the placeholder to write into its text. */
export class Bind {
  readonly values: unknown[] = [];
  /** Whether the statement may read many rows for each that it gives, so that it has to wait for its turn. */
  isHeavy = false;
  /** Whether the best plan depends so much on the values that PostgreSQL must not settle on one for all of them. */
  isPlannedAnew = false;

  add(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }
}

/** Numbers the aliases of sub-queries within one statement. */
export class Aliases {
  #next = 0;

  next(): string {
    this.#next += 1;
    return `s${this.#next}`;
  }
}

/** Escapes the wildcards of LIKE, so that a user's `%` means itself. */
export const likeLiteral = (text: string): string => text.replaceAll(/[\\%_]/g, (c) => `\\${c}`);

/** SQL in a measure: the instant of the request, which is not the database's. */
export const NOW = '$2::timestamptz';

import type { StatementTables } from './statement-tables.ts';

/** What the answer to one request was read from, noted while it is read. */
export class Reads {
  readonly #known: StatementTables;
  readonly tables = new Set<string>();
  /** Whether it may depend on anything the database holds. */
  ofAnything = false;
  /** Whether it depends on what no table holds, such as the time of day: asked again, it may be another. */
  isPassing = false;

  constructor(known: StatementTables) {
    this.#known = known;
  }

  noteStatement(text: string): void {
    const { tables, ofAnything, isPassing } = this.#known.of(text);
    for (const table of tables) this.tables.add(table);
    if (ofAnything) this.noteAnything();
    if (isPassing) this.notePassing();
  }

  noteAnything(): void {
    this.ofAnything = true;
  }

  notePassing(): void {
    this.isPassing = true;
  }
}

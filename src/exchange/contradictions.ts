import { OperatorError } from '../errors.ts';

/** One property of a shared row that two plans give different values. */
interface Contradiction {
  /** What the row is, by its codes. */
  what: string;
  property: string;
  /** As it stands, by the word of `plans`. */
  known: string | null;
  given: string | null;
  plans: readonly string[];
}

/** Gathers everything in which a file contradicts other plans, so that one refusal names it all. */
export class Contradictions {
  readonly #list: Contradiction[] = [];

  add(contradiction: Contradiction): void {
    this.#list.push(contradiction);
  }

  /** Throws OperatorError where there is any. */
  refuse(): void {
    if (this.#list.length === 0) return;
    const shown = (value: string | null): string => (value === null ? '—' : `“${value}”`);
    const lines = this.#list.map(
      ({ what, property, known, given, plans }) =>
        `  ${what} ${property}: ${shown(known)} (${plans.join(', ') || '数据库 database'}) ≠ ${shown(given)}`,
    );
    throw new OperatorError(
      `与其他规划有 ${this.#list.length} 处矛盾，未作任何改动：\n${lines.join('\n')}`,
      `It contradicts other plans (${this.#list.length}); nothing was changed. Agree with them, or correct and import those first.`,
    );
  }
}

import type { PlanFileError } from './format.ts';

/** Where something stands in a plan folder. */
export interface Spot {
  file: string;
  line: number | null;
  path: string | null;
}

export type ErrorCode =
  | 'BAD_YAML'
  | 'MISSING'
  | 'UNKNOWN_KEY'
  | 'BAD_VALUE'
  | 'DUPLICATE'
  | 'NO_SUCH_REFERENCE'
  | 'QUOTE_NOT_FOUND'
  | 'QUOTE_AMBIGUOUS'
  | 'CONTRADICTS_QUOTE'
  | 'CLAUSE_ORDER'
  | 'NOT_NORMALISED';

/** Everything found wrong while reading a folder. Reading goes on after an error, so that one run reports them all. */
export class Errors {
  readonly #list: PlanFileError[] = [];
  readonly #known = new Set<string>();

  /** Adds an error; the message is Chinese first, then English. */
  add(at: Spot, code: ErrorCode, chinese: string, english: string): void {
    const { file, line, path } = at;
    const message = `${chinese} / ${english}`;
    // A value that two parts of the reader look at is at fault once.
    const key = JSON.stringify([file, line, path, message]);
    if (this.#known.has(key)) return;
    this.#known.add(key);
    this.#list.push({ file, line, path, code, message });
  }

  /** All errors by file and line. */
  sorted(): PlanFileError[] {
    return this.#list.toSorted((a, b) => a.file.localeCompare(b.file, 'en') || (a.line ?? 0) - (b.line ?? 0));
  }
}

/** A value shortened for a message. */
export function brief(value: unknown, limit = 40): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  const shown = text.length <= limit ? text : `${text.slice(0, limit)}…`;
  // No control character reaches a terminal by way of a message.
  return shown.toWellFormed().replaceAll(/\p{Cc}/gu, '�');
}

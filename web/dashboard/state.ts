import { currentPeriod, parsePeriod, type Period } from './period.ts';

/** Changes to a state: a text sets a name, null takes it out. */
export type Changes = Readonly<Record<string, string | null>>;

/**
 * What the page shows, as it stands in its address, so that a link, a reload and the back button keep it:
 *
 * - `plan`: code of the plan; the latest by default
 * - `period`: `2026-11`, `2026-Q4` or `2026`; the present month by default
 * - `program`: code of the one program that is looked at
 * - `passage`: ids of the passages that are open, with commas between
 * - `screen`: there in the big-screen mode
 * - `<panel>.<name>`: what is one panel's own, such as `matrix.open`
 *
 * Names it does not know stay as they are. It never changes: `with` gives another one.
 */
export class State {
  readonly #params: URLSearchParams;

  constructor(search: string) {
    this.#params = new URLSearchParams(search);
  }

  get(name: string): string | null {
    return this.#params.get(name);
  }

  /** A list with commas between; empty when it is not there. */
  list(name: string): string[] {
    return this.#params.get(name)?.split(',').filter(Boolean) ?? [];
  }

  get period(): Period {
    return parsePeriod(this.get('period') ?? '') ?? currentPeriod('month');
  }

  get program(): string | null {
    return this.get('program');
  }

  get isScreen(): boolean {
    return this.#params.has('screen');
  }

  with(changes: Changes): State {
    const params = new URLSearchParams(this.#params);
    for (const [name, value] of Object.entries(changes)) {
      if (value === null) params.delete(name);
      else params.set(name, value);
    }
    return new State(params.toString());
  }

  /** For the address: `/?period=2026-11`, and a place in the page behind it. */
  href(fragment = ''): string {
    // Signs that an address may hold stay readable.
    const search = this.#params
      .toString()
      .replaceAll('%2F', '/')
      .replaceAll('%2C', ',')
      .replace(/=(?=&|$)/g, '');
    return `/${search && `?${search}`}${fragment && `#${fragment}`}`;
  }
}

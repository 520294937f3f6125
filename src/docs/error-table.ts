/** What a code means, and what whoever gets it can do. */
export interface Explanation {
  what: string;
  todo: string;
}

/** The tables of docs/errors.md: of requests, limits included, and of the refusals in payloads. */
export interface Explanations {
  requests: ReadonlyMap<string, Explanation>;
  refusals: ReadonlyMap<string, Explanation>;
}

/** Reads docs/errors.md, or its Chinese twin: the last section is of refusals. */
export function explanationsIn(page: string): Explanations {
  const sections = page.split(/^## /m).slice(1).map(rowsOf);
  return { requests: new Map(sections.slice(0, -1).flat()), refusals: new Map(sections.at(-1)) };
}

const rowsOf = (section: string): [string, Explanation][] =>
  [...section.matchAll(/^\| `([A-Z_]+)` +\| (.*?) +\| (.*?) +\|$/gm)].map(([, code, what, todo]) => [
    code!,
    { what: what!, todo: todo! },
  ]);

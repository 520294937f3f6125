import type { PassageFact, Sourced } from './format.ts';
import { placesOf, type Scope } from './quotes.ts';

type QuoteYaml = string | { text: string; section: string; nth?: number };

/** The YAML keys that say a fact's origin and sources, as short as the reader allows. */
export interface SourcedYaml {
  origin?: string;
  derivation?: string;
  quote?: QuoteYaml | QuoteYaml[];
  also?: QuoteYaml | QuoteYaml[];
}

/** Writes passages as quotes that the reader resolves to the same places. */
export class QuoteWriter {
  readonly text: string;
  readonly whole: Scope;
  readonly #sections: ReadonlyMap<string, { start: number; end: number }>;

  constructor(text: string, sections: readonly { path: string; start: number; end: number }[]) {
    this.text = text;
    this.whole = { spans: [{ start: 0, end: text.length }], name: '' };
    this.#sections = new Map(sections.map((section) => [section.path, section]));
  }

  /** The scope of the section in which a fact's first passage stands: that of its program or requirement. */
  scopeOf(path: string | undefined): Scope {
    const section = path === undefined ? undefined : this.#sections.get(path);
    return section ? { spans: [section], name: '' } : this.whole;
  }

  /**
   * Origin and sources of a fact.
   *
   * @param defaults the passages the reader finds when no quote is given, null where it would find none
   * @throws Error where a passage does not stand in the text
   */
  sourced(fact: Sourced, scope: Scope, defaults: readonly (PassageFact | null)[]): SourcedYaml {
    const yaml: SourcedYaml = {};
    if (fact.origin === 'OPERATOR') yaml.origin = 'OPERATOR';
    if (fact.derivation !== null) yaml.derivation = fact.derivation;
    const found = fact.origin === 'OPERATOR' ? [] : defaults;
    const startsWithDefaults =
      found.length <= fact.sources.length && found.every((each, index) => isSame(each, fact.sources[index]));
    const rest = (startsWithDefaults ? fact.sources.slice(found.length) : fact.sources).map((each) =>
      this.#quote(each, scope),
    );
    if (!startsWithDefaults && rest.length === 0)
      throw new Error('A fact that is in the document needs a passage.');
    if (rest.length > 0) yaml[startsWithDefaults ? 'also' : 'quote'] = rest.length === 1 ? rest[0] : rest;
    return yaml;
  }

  /** What the reader finds for a text that must stand once in the scope (or be the `nth`); null where it reports an error. */
  found(quote: string, scope: Scope, nth: number | null = null): PassageFact | null {
    const places = placesOf(this.text, quote, scope);
    const start = nth === null ? (places.length === 1 ? places[0] : undefined) : places[nth - 1];
    return start === undefined ? null : { section: '', quote, start, end: start + quote.length };
  }

  /** The line that is exactly this text, which the reader prefers for titles. */
  foundLine(title: string, scope: Scope): PassageFact | null {
    let start = 0;
    for (const line of this.text.split('\n')) {
      if (line === title) return { section: '', quote: title, start, end: start + title.length };
      start += line.length + 1;
    }
    return this.found(title, scope);
  }

  #quote(passage: PassageFact, scope: Scope): QuoteYaml {
    const { quote, section, start, end } = passage;
    if (this.text.slice(start, end) !== quote) throw new Error(`The passage at ${start} is not “${quote}”.`);
    if (this.found(quote, scope)?.start === start) return quote;
    const places = placesOf(this.text, quote, this.scopeOf(section));
    const nth = places.indexOf(start) + 1;
    if (nth === 0) throw new Error(`“${quote}” at ${start} does not stand in section ${section}.`);
    return places.length === 1 ? { text: quote, section } : { text: quote, section, nth };
  }
}

function isSame(a: PassageFact | null, b: PassageFact | undefined): boolean {
  return a !== null && a.start === b?.start && a.end === b.end;
}

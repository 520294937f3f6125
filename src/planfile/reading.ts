import { brief, type Errors } from './errors.ts';
import type { Fields } from './fields.ts';
import type { Origin, PartyFact, PassageFact, Sourced } from './format.ts';
import type { Quotes, Scope } from './quotes.ts';
import { sentencesOf, type Sentence } from './sections.ts';
import type { Value } from './yaml-tree.ts';

/** Keys that every sourced fact may have in the YAML. */
export const SOURCED_KEYS = ['quote', 'also', 'origin', 'derivation'] as const;

const ORIGINS: readonly Origin[] = ['STATED', 'PARSED', 'OPERATOR'];

/** What the readers of all parts share: the text, the error list and the parties that exist. */
export class Reading {
  readonly quotes: Quotes;
  readonly errors: Errors;
  readonly district: string;
  #sentences: readonly Sentence[] | undefined;
  readonly #parties = new Map<string, PartyFact>();

  constructor(quotes: Quotes, errors: Errors, district: string) {
    this.quotes = quotes;
    this.errors = errors;
    this.district = district;
  }

  /** All sentences of the text, cut once. */
  get sentences(): readonly Sentence[] {
    this.#sentences ??= sentencesOf(this.quotes.text);
    return this.#sentences;
  }

  /** `publicity-department` → `370117/publicity-department`; a code with a division of its own stays. */
  fullCode(code: string): string {
    return code === '' || code.includes('/') ? code : `${this.district}/${code}`;
  }

  addParty(party: PartyFact): void {
    if (!this.#parties.has(party.code)) this.#parties.set(party.code, party);
  }

  partyOf(fullCode: string): PartyFact | undefined {
    return this.#parties.get(fullCode);
  }

  /** Full code of the party that a key names; reported where there is no such party. */
  partyIn(fields: Fields, key: string): string {
    const code = this.fullCode(fields.text(key));
    if (code !== '' && !this.#parties.has(code)) this.unknown(fields, key, 'parties');
    return code;
  }

  partyInOrNull(fields: Fields, key: string): string | null {
    return fields.value(key) ? this.partyIn(fields, key) : null;
  }

  unknown(fields: Fields, key: string, list: string): void {
    const value = fields.spot(key);
    const shown = value.kind === 'scalar' ? brief(String(value.value)) : key;
    this.errors.add(value, 'NO_SUCH_REFERENCE', `“${shown}”不在 ${list} 中`, `“${shown}” is not in ${list}`);
  }

  /**
   * The origin and sources of a fact. `quote` replaces the texts that stand for it by default (its title, its label …),
   * `also` adds to them. A derivation makes it PARSED. Only an OPERATOR's fact may have no source.
   *
   * @param scope where `quote` is looked up
   * @param alsoScope where `also` is looked up, if elsewhere
   */
  sourced(
    fields: Fields,
    scope: Scope,
    byDefault: () => (PassageFact | null)[],
    alsoScope: Scope = scope,
  ): Sourced {
    const derivation = fields.textOrNull('derivation');
    const origin =
      fields.oneOfOrNull('origin', ORIGINS) ??
      (derivation === null ? ('STATED' as const) : ('PARSED' as const));
    if ((origin === 'PARSED') !== (derivation !== null)) {
      fields.bad(
        derivation === null ? 'origin' : 'derivation',
        'origin 为 PARSED 时须写 derivation（怎样推导），其他情况不写',
        'a PARSED fact needs a derivation (how it was derived), others have none',
      );
    }
    const quote = fields.value('quote');
    const also = fields.value('also');
    const sources: PassageFact[] = [];
    if (quote) sources.push(...this.quotes.read(quote, scope));
    else if (origin !== 'OPERATOR') sources.push(...byDefault().filter((passage) => passage !== null));
    if (also) sources.push(...this.quotes.read(also, alsoScope));
    if (origin !== 'OPERATOR' && sources.length === 0 && quote?.kind === 'list' && quote.items.length === 0) {
      fields.bad('quote', '须有原文依据', 'needs at least one quote');
    }
    return { origin, derivation, sources };
  }

  /** The values of some keys, each with its place, as `checkOwnWords` takes them. */
  wordsOf(fields: Fields, keys: readonly string[]): { at: Value; words: string | null }[] {
    return keys.map((key) => ({
      at: fields.spot(key),
      words: fields.value(key) ? fields.textOrNull(key) : null,
    }));
  }

  /** The default source of most facts: the text of one of its keys, as it stands in the document. */
  ownWords(fields: Fields, key: string, scope: Scope): () => (PassageFact | null)[] {
    return () => [this.quotes.find(fields.textOrNull(key) ?? '', scope, fields.spot(key))];
  }
}

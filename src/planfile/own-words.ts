import { brief } from './errors.ts';
import type { Sourced } from './format.ts';
import type { Reading } from './reading.ts';
import type { Value } from './yaml-tree.ts';

/** A text without blanks: the document has some where its lines were broken. */
export const solid = (text: string): string => text.replaceAll(/\s+/g, '');

/** A fact's quotes for a message, shortened. */
export const shownQuotes = ({ sources }: Pick<Sourced, 'sources'>): string =>
  brief(sources.map(({ quote }) => quote).join(' … '), 60);

/**
 * What is given as the document's own word (STATED) must stand in one of the fact's quotes, blanks aside; what was
 * derived, put together or classified needs a `derivation`, and is then taken as it is.
 */
export function checkOwnWords(
  values: readonly { at: Value; words: string | null }[],
  sourced: Sourced,
  reading: Reading,
): void {
  // Without a source the quote itself is at fault, and reported as that.
  if (sourced.origin !== 'STATED' || sourced.sources.length === 0) return;
  const quotes = sourced.sources.map(({ quote }) => solid(quote));
  for (const { at, words } of values) {
    if (words === null || quotes.some((quote) => quote.includes(solid(words)))) continue;
    const shown = shownQuotes(sourced);
    reading.errors.add(
      at,
      'QUOTE_NOT_FOUND',
      `引文中没有“${brief(words)}”，引文是“${shown}”；若由原文推出，请写 derivation`,
      `the quotes do not contain ${brief(words)}; they say “${shown}”. Where it is derived, give a derivation`,
    );
  }
}

/** Whether one of the texts holds one of the names, blanks aside. */
export const isNamedIn = (texts: readonly string[], names: readonly string[]): boolean => {
  const solids = texts.map(solid);
  return names.some((name) => solids.some((text) => text.includes(solid(name))));
};

/** As `checkOwnWords`, for a party: its name or an alias must stand in one of the quotes. */
export function checkNamed(at: Value, partyCode: string, sourced: Sourced, reading: Reading): void {
  const party = reading.partyOf(partyCode);
  if (!party || sourced.origin !== 'STATED' || sourced.sources.length === 0) return;
  const quotes = sourced.sources.map(({ quote }) => quote);
  if (isNamedIn(quotes, [party.name, ...party.aliases])) return;
  const shown = shownQuotes(sourced);
  reading.errors.add(
    at,
    'QUOTE_NOT_FOUND',
    `引文没有点名“${brief(party.name)}”（或其别称），引文是“${shown}”；若由原文推出，请写 derivation`,
    `the quotes do not name ${brief(party.name)} (nor an alias); they say “${shown}”. Where it is derived, give a derivation`,
  );
}

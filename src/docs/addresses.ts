/** Imports nothing: the explorer uses it too. */
export type Language = 'zh' | 'en';

/** Where the pages of a language begin. */
export const baseOf = (language: Language): string => (language === 'zh' ? '/docs' : '/docs/en');

const ROOT = /^(?:Query|Mutation|Subscription)\.\w+/;

/** Where a coordinate is explained: a page of its own for types and root fields, an anchor for what is within them. */
export function addressOf(coordinate: string, language: Language): string {
  const base = baseOf(language);
  const root = ROOT.exec(coordinate)?.[0];
  if (root) return `${base}/${root}${root === coordinate ? '' : `#${coordinate}`}`;
  const type = coordinate.split('.', 1)[0]!;
  return `${base}/type/${type}${type === coordinate ? '' : `#${coordinate}`}`;
}

export const addressOfModule = (name: string, language: Language): string =>
  `${baseOf(language)}/module/${name}`;

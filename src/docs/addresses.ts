import type { Language, Reference } from './reference.ts';

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

/** `Program.funding`, or a type of two words at least: an English sentence may begin with Plan and mean none. */
const NAME = /(?<![\w.])(?:[A-Z][A-Za-z]*\.[A-Za-z_]+|[A-Z][a-z]+[A-Z]\w*)(?![\w(])/g;

/** Names of the contract in a text, `Program.funding` or `StoryLead`, as Markdown links; not within code. */
export function withLinks(text: string, reference: Reference, language: Language): string {
  return text
    .split(/(`[^`]*`)/)
    .map((part) =>
      part.startsWith('`')
        ? part
        : part.replaceAll(NAME, (name) =>
            reference.has(name) ? `[${name}](${addressOf(name, language)})` : name,
          ),
    )
    .join('');
}

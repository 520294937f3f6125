import type { MarkdownIt } from 'markdown-it';
import { addressOf, type Language } from './addresses.ts';
import { toldOf } from './dictionary.ts';
import { Html } from './html.ts';
import type { Reference } from './reference.ts';

let library: Promise<MarkdownIt> | undefined;

/** Loaded with the first page: a start does not need it. Lets no HTML through. */
export const markdownLibrary = (): Promise<MarkdownIt> =>
  (library ??= import('markdown-it').then(
    ({ default: Markdown }) => new Markdown({ html: false, linkify: false, typographer: false }),
  ));

/** Turns descriptions of the contract into HTML, in one language. */
export class Describing {
  readonly #markdown: MarkdownIt;
  readonly #reference: Reference;
  readonly language: Language;

  constructor(markdown: MarkdownIt, reference: Reference, language: Language) {
    this.#markdown = markdown;
    this.#reference = reference;
    this.language = language;
  }

  /** The whole description; names of the contract in it are links. */
  whole(description: string | null | undefined): Html {
    return this.text(toldOf(description)[this.language]);
  }

  /** The first sentence, in plain words. */
  first(description: string | null | undefined): string {
    const text = toldOf(description)[this.language];
    return this.language === 'zh' ? text.replace(/。.*$/s, '') : text.replace(/\.(?: .*)?$/s, '');
  }

  text(text: string): Html {
    return new Html(this.#markdown.renderInline(withLinks(text, this.#reference, this.language)));
  }
}

/** `Program.funding`, or a type of two words at least: an English sentence may begin with Plan and mean none. */
const NAME = /(?<![\w.])(?:[A-Z][A-Za-z]*\.[A-Za-z_]+|[A-Z][a-z]+[A-Z]\w*)(?![\w(])/g;

/** Names of the contract in a text, `Program.funding` or `StoryLead`, as Markdown links; not within code. */
function withLinks(text: string, reference: Reference, language: Language): string {
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

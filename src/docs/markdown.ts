import type { MarkdownIt } from 'markdown-it';
import { withLinks } from './addresses.ts';
import { toldOf } from './dictionary.ts';
import { Html } from './html.ts';
import type { Language, Reference } from './reference.ts';

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

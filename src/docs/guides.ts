import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MarkdownIt, Token } from 'markdown-it';
import type { Bilingual } from '../errors.ts';
import { baseOf, type Language } from './addresses.ts';
import type { Page } from './frame.ts';
import { html, Html } from './html.ts';
import { WORDS } from './words.ts';

/** A page of docs/ that is served too: its files by language, one of which may be missing. */
export interface Guide {
  slug: string;
  title: Bilingual;
  files: Partial<Bilingual>;
}

export const GUIDES: readonly Guide[] = [
  {
    slug: 'tutorials/dashboard',
    title: { zh: '做看板', en: 'Building a dashboard' },
    files: { zh: 'tutorial-dashboard.zh.md', en: 'tutorial-dashboard.md' },
  },
  {
    slug: 'tutorials/media',
    title: { zh: '取稿件', en: 'Taking stories (Chinese)' },
    files: { zh: 'tutorial-media.zh.md' },
  },
  {
    slug: 'tutorials/data',
    title: { zh: '查数据', en: 'Asking for figures' },
    files: { zh: 'tutorial-data.zh.md', en: 'tutorial-data.md' },
  },
  {
    slug: 'tutorials/office',
    title: { zh: '办事：从点单到证书', en: 'From a request to a certificate (Chinese)' },
    files: { zh: 'tutorial-office.zh.md' },
  },
  {
    slug: 'guides/errors',
    title: { zh: '错误代码', en: 'Error codes' },
    files: { zh: 'errors.zh.md', en: 'errors.md' },
  },
  { slug: 'guides/clients', title: { zh: '客户端（英文）', en: 'Clients' }, files: { en: 'clients.md' } },
  {
    slug: 'guides/analysts',
    title: { zh: '分析人员', en: 'For analysts' },
    files: { zh: 'analysts.zh.md', en: 'analysts.md' },
  },
  {
    slug: 'guides/questions',
    title: { zh: '三十个问题', en: 'Thirty questions (Chinese)' },
    files: { zh: 'questions.zh.md' },
  },
  {
    slug: 'guides/rights',
    title: { zh: '谁可以做什么', en: 'Who may do what' },
    files: { zh: 'rights.zh.md', en: 'rights.md' },
  },
  {
    slug: 'guides/operations',
    title: { zh: '运行', en: 'Operations' },
    files: { zh: 'operations.zh.md', en: 'operations.md' },
  },
  {
    slug: 'guides/plan-format',
    title: { zh: '规划的格式（英文）', en: 'Format of plans' },
    files: { en: 'plan-format.md' },
  },
];

export const isTutorial = ({ slug }: Guide): boolean => slug.startsWith('tutorials/');

export const titleOf = (slug: string, language: Language): string =>
  GUIDES.find((guide) => guide.slug === slug)!.title[language];

export const addressOfGuide = (slug: string, language: Language): string => `${baseOf(language)}/${slug}`;

const folder = join(import.meta.dirname, '../../docs');

/** A guide as a page, from the same Markdown that the repository shows. */
export function guidePage(slug: string, markdown: MarkdownIt, language: Language): Page | null {
  const guide = GUIDES.find((each) => each.slug === slug);
  if (!guide) return null;
  const words = WORDS[language];
  const file = guide.files[language];
  const text = readFileSync(join(folder, file ?? (guide.files.zh ?? guide.files.en)!), 'utf8');
  const spoken = file ? language : guide.files.zh ? 'zh' : 'en';
  const main = html`<nav class="path" aria-label="${words.index}">
      <a href="${baseOf(language)}">${words.index}</a>
    </nav>
    ${!file && html`<p class="note">${words.onlyIn}</p>`}
    <article class="text" lang="${WORDS[spoken].lang}">${rendered(text, markdown, language)}</article>`;
  return { title: guide.title[language], main };
}

/** Headings get the anchors that links in the repository know, links to other guides lead to their pages. */
function rendered(text: string, markdown: MarkdownIt, language: Language): Html {
  const tokens = markdown.parse(text, {});
  for (const [i, token] of tokens.entries()) {
    if (token.type === 'heading_open') token.attrSet('id', slugOf(tokens[i + 1]?.content ?? ''));
    if (token.type === 'fence') token.attrSet('tabindex', '0');
    joinLines(token.children ?? []);
    for (const child of token.children ?? []) {
      if (child.type === 'link_open')
        child.attrSet('href', targetOf(String(child.attrGet('href')), language));
    }
  }
  const body = markdown.renderer.render(tokens, markdown.options, {});
  return new Html(
    body
      .replaceAll('<table>', '<div class="wide" tabindex="0"><table>')
      .replaceAll('</table>', '</table></div>')
      .replaceAll('<pre>', '<pre tabindex="0">'),
  );
}

/** A line that ends in Chinese goes on without a blank. */
function joinLines(children: readonly Token[]): void {
  for (const [i, child] of children.entries()) {
    const isWithin =
      WIDE.test(children[i - 1]?.content.at(-1) ?? '') && WIDE.test(children[i + 1]?.content[0] ?? '');
    if (child.type === 'softbreak' && isWithin) child.type = 'text';
  }
}

const WIDE = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef“”‘’]/u;

export const slugOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\- ]/gu, '')
    .replaceAll(' ', '-');

/** Where a link of the repository leads to here: to a guide's page, an anchor, another host, or else the contents. */
function targetOf(href: string, language: Language): string {
  if (/^(?:https?:|#|\/)/.test(href)) return href;
  const [path = '', anchor] = decodeURI(href).split('#');
  const name = path.split('/').at(-1)!;
  const guide = path.startsWith('../')
    ? undefined
    : GUIDES.find(({ files }) => Object.values(files).includes(name));
  if (!guide) return baseOf(language);
  const spoken =
    guide.files.en === name && guide.files.zh
      ? 'en'
      : guide.files.zh === name && guide.files.en
        ? 'zh'
        : language;
  return `${addressOfGuide(guide.slug, spoken)}${anchor ? `#${anchor}` : ''}`;
}

import type { Env, MarkdownIt, Token } from 'markdown-it';
import type sanitizeHtml from 'sanitize-html';
import { type Picture, pictureAt, shown } from './pictures.ts';
import { rendered } from './rendered.ts';

type Sanitize = typeof sanitizeHtml;

interface Libraries {
  markdown: MarkdownIt;
  sanitize: Sanitize;
}

let libraries: Promise<Libraries> | undefined;

/** Loaded with the first body: a start needs neither. */
export const textLibraries = (): Promise<Libraries> => (libraries ??= load());

/** What a body is rendered for. */
interface Environment {
  pictures: readonly Picture[];
  /** Whether addresses of links stand in the text, because the reader could not follow them. */
  writesLinks: boolean;
}

const LINK = /^(?:https?:\/\/|mailto:)/i;
const OWN_PICTURE = /^(?:https?:\/\/[^/\s]+)?\/media\/[0-9a-f]{64}(?:\/|$)/;

async function load(): Promise<Libraries> {
  const [{ default: Markdown }, { default: sanitize }] = await Promise.all([
    import('markdown-it'),
    import('sanitize-html'),
  ]);
  const markdown = new Markdown({ html: false, linkify: false, typographer: false, breaks: true });
  markdown.validateLink = (address) => LINK.test(address.trim()) || OWN_PICTURE.test(address.trim());
  const { rules } = markdown.renderer;
  rules.image = (tokens, i, _, environment) => {
    const token = tokens[i]!;
    const { pictures } = environment as unknown as Environment;
    const picture = pictureAt(attribute(token, 'src'), pictures);
    if (!picture) return escapeHtml(token.content);
    const { src, width, height } = shown(picture, '');
    const alt = escapeHtml(token.content.trim() || picture.alt);
    return `<img src="${escapeHtml(src)}" alt="${alt}" width="${width}" height="${height}">`;
  };
  rules.link_open = (tokens, i, _, environment) => {
    const address = hrefOf(tokens, i);
    if ((environment as unknown as Environment).writesLinks || !LINK.test(address)) return '';
    return `<a href="${escapeHtml(address)}" rel="noopener noreferrer">`;
  };
  rules.link_close = (tokens, i, _, environment) => {
    const address = hrefOf(tokens, opening(tokens, i));
    if (!LINK.test(address)) return '';
    if (!(environment as unknown as Environment).writesLinks) return '</a>';
    return tokens[i - 1]?.content === address ? '' : `（${escapeHtml(address)}）`;
  };
  return { markdown, sanitize };
}

const attribute = (token: Token, name: string): string => String(token.attrGet(name) ?? '');

const hrefOf = (tokens: readonly Token[], i: number): string => attribute(tokens[i]!, 'href');

/** Links do not stand within one another. */
function opening(tokens: readonly Token[], close: number): number {
  let i = close;
  while (tokens[i]!.type !== 'link_open') i -= 1;
  return i;
}

export const TAGS = [
  ...['p', 'br', 'h2', 'h3', 'h4', 'h5', 'h6', 'strong', 'em', 's', 'blockquote', 'ul', 'ol', 'li'],
  ...['a', 'code', 'pre', 'hr', 'img', 'table', 'thead', 'tbody', 'tr', 'th', 'td'],
];

/**
 * A body as HTML. Markdown lets no HTML through; what comes of it passes a short list of tags all the same, so that no
 * fault of the one is a fault of both. Pictures are the story's own, links go by http(s) or mailto.
 */
export async function renderHtml(
  body: string,
  pictures: readonly Picture[],
  baseUrl: string,
  writesLinks = false,
): Promise<string> {
  const html = await rendered('html', [body, pictures, writesLinks], () =>
    freshHtml(body, pictures, writesLinks),
  );
  return withBase(html, baseUrl);
}

/** Puts the service's address before those of pictures, which are rendered without: a reader may know it by any. */
export const withBase = (html: string, baseUrl: string): string =>
  html.replaceAll('<img src="/media/', () => `<img src="${escapeHtml(baseUrl)}/media/`);

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escapeHtml = (text: string): string => text.replaceAll(/[&<>"]/g, (character) => ENTITIES[character]!);

async function freshHtml(body: string, pictures: readonly Picture[], writesLinks: boolean): Promise<string> {
  const { markdown, sanitize } = await textLibraries();
  const environment: Environment = { pictures, writesLinks };
  return sanitize(markdown.render(body, environment as unknown as Env), {
    allowedTags: TAGS,
    allowedAttributes: { a: ['href', 'rel'], img: ['src', 'alt', 'width', 'height'], ol: ['start'] },
    allowedSchemes: ['http', 'https', 'mailto'],
    allowProtocolRelative: false,
    // The title stands above: within the text headings begin one below.
    transformTags: { h1: 'h2' },
    exclusiveFilter: ({ tag, attribs }) => tag === 'img' && !attribs['src']?.startsWith('/media/'),
  }).trim();
}

/** A body as text: paragraphs on lines of their own, pictures left out. */
export const renderText = (body: string): Promise<string> => rendered('text', body, () => freshText(body));

async function freshText(body: string): Promise<string> {
  const { markdown } = await textLibraries();
  const lines: string[] = [];
  for (const token of markdown.parse(body, {})) {
    if (token.type === 'inline') lines.push(inlineText(token.children ?? []));
    else if (token.type === 'fence' || token.type === 'code_block') lines.push(token.content.trimEnd());
  }
  return lines.filter((line) => line !== '').join('\n');
}

const inlineText = (tokens: readonly Token[]): string =>
  tokens
    .map(({ type, content }) => {
      if (type === 'softbreak' || type === 'hardbreak') return '\n';
      return type === 'text' || type === 'code_inline' || type === 'text_special' ? content : '';
    })
    .join('')
    .trim();

import { renderHtml, TAGS, textLibraries, withBase } from './body.ts';
import { type Credits, creditLines } from './credits.ts';
import { captionOf, isShownIn, type Picture, pictureAt, shown } from './pictures.ts';
import { rendered } from './rendered.ts';
import { cut, SUMMARY_LENGTH, summaryOf } from './summary.ts';

interface Content {
  title: string;
  body: string;
  summary: string | null;
  credits: Credits;
  pictures: readonly Picture[];
}

const TITLE_LENGTH = 64;
const AUTHOR_LENGTH = 16;

/** The editor of official accounts keeps styles on tags, and drops classes, scripts and style sheets. */
const STYLES: Readonly<Record<string, string>> = {
  p: 'margin: 0 0 1em; line-height: 1.75; font-size: 16px; text-align: justify; word-break: break-word;',
  h2: 'margin: 1.5em 0 0.8em; font-size: 18px; font-weight: bold; line-height: 1.5;',
  h3: 'margin: 1.2em 0 0.8em; font-size: 17px; font-weight: bold; line-height: 1.5;',
  blockquote: 'margin: 0 0 1em; padding: 0.5em 1em; border-left: 3px solid #c8102e; color: #595959;',
  ul: 'margin: 0 0 1em; padding-left: 1.5em;',
  ol: 'margin: 0 0 1em; padding-left: 1.5em;',
  li: 'line-height: 1.75; font-size: 16px; word-break: break-word;',
  img: 'display: block; max-width: 100%; height: auto; margin: 0 auto;',
  table: 'border-collapse: collapse; width: 100%; margin: 0 0 1em; font-size: 14px;',
  th: 'border: 1px solid #d9d9d9; padding: 4px 8px;',
  td: 'border: 1px solid #d9d9d9; padding: 4px 8px;',
  pre: 'margin: 0 0 1em; white-space: pre-wrap; word-break: break-word;',
};
const CAPTION = 'margin: 0.3em 0 1em; font-size: 13px; color: #8c8c8c; text-align: center;';
const CREDIT = 'margin: 1.5em 0 0; font-size: 13px; color: #8c8c8c; line-height: 1.75;';

/** A draft as the editor of a WeChat official account takes it: pictures that the body does not show come first. */
export async function wechatDraft(draft: Content & { baseUrl: string }) {
  const { baseUrl, ...content } = draft;
  const { title, body, summary, credits } = content;
  const text = await rendered('wechat', content, () => freshContent(content));
  return {
    title: cut(title, TITLE_LENGTH),
    author: cut(credits.textAuthor ?? credits.source ?? '', AUTHOR_LENGTH),
    digest: cut((await summaryOf(summary, body)) ?? '', SUMMARY_LENGTH),
    content: withBase(text, baseUrl),
  };
}

async function freshContent({ body, credits, pictures }: Content): Promise<string> {
  const { markdown, sanitize } = await textLibraries();
  const { escapeHtml } = markdown.utils;
  const html = await renderHtml(body, pictures, '', true);
  const figure = (picture: Picture): string => {
    const { src } = shown(picture, '');
    return `<p><img src="${escapeHtml(src)}" alt="${escapeHtml(picture.alt)}"></p>${caption(picture)}`;
  };
  const caption = (picture: Picture): string => {
    const line = captionOf(picture);
    return line === '' ? '' : `<p data-style="caption">${escapeHtml(line)}</p>`;
  };
  const given = creditLines(credits);
  const content = [
    ...pictures.filter((picture) => !isShownIn(html, picture)).map(figure),
    withCaptions(html, pictures, caption),
    given.length === 0 ? '' : `<p data-style="credit">${given.map(escapeHtml).join('<br>')}</p>`,
  ].join('');
  const special: Readonly<Record<string, string>> = { caption: CAPTION, credit: CREDIT };
  return sanitize(content, {
    allowedTags: TAGS,
    allowedAttributes: { '*': ['style'], img: ['src', 'alt', 'style'], ol: ['start', 'style'] },
    parseStyleAttributes: false,
    transformTags: {
      '*': (tagName, { 'data-style': kind, ...attribs }) => {
        const style = (kind && special[kind]) ?? STYLES[tagName];
        return { tagName, attribs: { ...attribs, ...(style && { style }) } };
      },
    },
  });
}

/** A caption under each picture that stands in a paragraph of its own. */
const withCaptions = (
  html: string,
  pictures: readonly Picture[],
  caption: (picture: Picture) => string,
): string =>
  html.replaceAll(/<p><img src="([^"]+)"[^>]*><\/p>|<p><img src="([^"]+)"[^>]*\/><\/p>/g, (whole, a, b) => {
    const picture = pictureAt(String(a ?? b), pictures);
    return picture ? whole + caption(picture) : whole;
  });

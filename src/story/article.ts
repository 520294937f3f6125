import { type Credits, creditLines } from './credits.ts';
import { renderHtml, textLibraries } from './body.ts';
import { captionOf, isShownIn, type Picture, pictureAt, shown } from './pictures.ts';

interface Article {
  body: string;
  credits: Credits;
  pictures: readonly Picture[];
  baseUrl: string;
}

/**
 * A whole story as HTML for readers: every picture as a figure with its text and caption, those first that the body does
 * not show, and below it who made it.
 */
export async function articleHtml({ body, credits, pictures, baseUrl }: Article): Promise<string> {
  const { escapeHtml } = (await textLibraries()).markdown.utils;
  const html = await renderHtml(body, pictures, baseUrl);
  const figure = (img: string, picture: Picture): string => {
    const line = captionOf(picture);
    return `<figure>${img}${line === '' ? '' : `<figcaption>${escapeHtml(line)}</figcaption>`}</figure>`;
  };
  const image = (picture: Picture): string => {
    const { src, width, height } = shown(picture, baseUrl);
    return `<img src="${escapeHtml(src)}" alt="${escapeHtml(picture.alt)}" width="${width}" height="${height}">`;
  };
  const captioned = html.replaceAll(/<p>(<img src="([^"]+)"[^>]*>)<\/p>/g, (whole, img, src) => {
    const picture = pictureAt(String(src), pictures);
    return picture ? figure(String(img), picture) : whole;
  });
  const lines = creditLines(credits).map(escapeHtml);
  return [
    ...pictures
      .filter((picture) => !isShownIn(html, picture))
      .map((picture) => figure(image(picture), picture)),
    captioned,
    lines.length === 0 ? '' : `<p>${lines.join('<br>')}</p>`,
  ].join('\n');
}

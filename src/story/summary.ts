import { renderText } from './body.ts';

/** Characters of a summary or digest. */
export const SUMMARY_LENGTH = 120;

/** So many whole characters at most, the last of them an ellipsis where some are left out. */
export function cut(text: string, length: number): string {
  const characters = Array.from(text);
  return characters.length <= length ? text : `${characters.slice(0, length - 1).join('')}…`;
}

/** The summary as written, else the beginning of the body. */
export async function summaryOf(written: string | null, body: string | null): Promise<string | null> {
  if (written !== null || body === null) return written;
  // Of a long body, more than the beginning need not be read.
  const text = await renderText(body.slice(0, 2_000));
  return cut(text.replaceAll(/\s+/g, ' '), SUMMARY_LENGTH);
}

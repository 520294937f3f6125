import { escapeXml } from '../feed/markup.ts';

/** Text that is HTML already. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What may stand in a template; nothing comes of false, null and undefined. */
export type Piece = Html | string | number | false | null | undefined | readonly Piece[];

/** HTML of a template: what is not HTML already is escaped, in text and in attributes alike. */
export function html(texts: TemplateStringsArray, ...pieces: readonly Piece[]): Html {
  return new Html(texts.map((text, i) => (i === 0 ? text : `${written(pieces[i - 1])}${text}`)).join(''));
}

function written(piece: Piece): string {
  if (piece === false || piece === null || piece === undefined) return '';
  if (piece instanceof Html) return piece.text;
  return typeof piece === 'object' ? piece.map(written).join('') : escapeXml(String(piece));
}

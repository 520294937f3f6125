import { html, type Piece } from './html.ts';
import { writersOf } from './readers.ts';
import type { Language } from './addresses.ts';
import type { Reference } from './reference.ts';
import { WORDS } from './words.ts';

/** Who may read what is not public of a type, or of a field. */
export function readersOf(coordinate: string, reference: Reference, language: Language): Piece {
  const only: Readonly<Record<string, string>> = WORDS[language].only;
  return (reference.readers.get(coordinate) ?? []).map((readers) => {
    const what = only[readers.only] ?? readers.only;
    const whom = readers.whom[language];
    return html`<p class="note">
      ${language === 'zh' ? `${what}：${whom}可以看到。` : `${what}: seen by ${whom}.`}
    </p>`;
  });
}

export const writersPiece = (mutation: string, language: Language): Piece =>
  html`<p>${writersOf(mutation)[language]}</p>`;

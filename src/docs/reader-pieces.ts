import { html, type Piece } from './html.ts';
import { writersOf } from './readers.ts';
import type { Language, Reference } from './reference.ts';
import { WORDS } from './words.ts';

/** Who may read what is not public of a type, or of a field. */
export function readersOf(coordinate: string, reference: Reference, language: Language): Piece {
  const words = WORDS[language];
  const { only } = words;
  return (reference.readers.get(coordinate) ?? []).map(
    (readers) =>
      html`<p class="note">
        ${(only as Readonly<Record<string, string>>)[readers.only] ?? readers.only}. ${words.read}:
        ${readers.whom[language]}
      </p>`,
  );
}

export const writersPiece = (mutation: string, language: Language): Piece =>
  html`<p>${writersOf(mutation)[language]}</p>`;

import { Refusal } from '../writing/refusal.ts';
import type { PublicationConsent } from './publication-consent.ts';

/** The refusal to name, or show, these in public. */
export function consentMissing(
  volunteers: readonly string[],
  kind: PublicationConsent,
  path: readonly string[] | null,
): Refusal {
  const zh = kind === 'PUBLISH_NAME' ? '姓名' : '影像';
  const en = kind === 'PUBLISH_NAME' ? 'name' : 'image';
  return new Refusal(
    'ConsentMissing',
    `没有公开${zh}的同意在案：${volunteers.join('、')}`,
    `No consent to publish the ${en} is on record: ${volunteers.join(', ')}`,
    { path, volunteers, kind },
  );
}

export interface Named {
  number: string;
  name: string;
}

/**
 * Throws ConsentMissing when a text that everybody will read has the name of any of these in it, however it is spaced,
 * set off or written wide.
 */
export function refuseNames(people: readonly Named[], texts: readonly (string | null | undefined)[]): void {
  const found = namesIn(people, texts);
  if (found.length > 0) throw consentMissing(found, 'PUBLISH_NAME', null);
}

/** Numbers of those whose names the texts have in them. A name of one character would be found in every text. */
export function namesIn(people: readonly Named[], texts: readonly (string | null | undefined)[]): string[] {
  const close = texts.map((text) => lettersOf(text ?? '')).join('\n');
  const apart = texts.map((text) => lettersOf(text ?? '', SENTENCE)).join('\n');
  return people
    .filter(({ name }) => {
      const wanted = lettersOf(name);
      const length = Array.from(wanted).length;
      // Two characters may well stand on both sides of a comma without being anybody's name.
      return length > 1 && (length > 2 ? close : apart).includes(wanted);
    })
    .map(({ number }) => number)
    .toSorted();
}

const ALL = /[^\p{L}\p{N}]|\p{Default_Ignorable_Code_Point}/gu;
const SENTENCE = /(?![,.;:!?，。；：！？、\n])[^\p{L}\p{N}]|\p{Default_Ignorable_Code_Point}/gu;

/** What of a text is written: letters and digits, wide ones as narrow ones; and perhaps what ends a part of a sentence. */
const lettersOf = (text: string, besides = ALL): string =>
  text.normalize('NFKC').toLowerCase().replaceAll(besides, '');

import { patternOf } from './pattern.ts';

export interface Range {
  start: number;
  end: number;
}

export interface Highlight {
  field: 'TITLE' | 'BODY';
  text: string;
  ranges: Range[];
}

/** Characters before the first word found, and the most that an excerpt has. */
const BEFORE = 20;
const LENGTH = 120;

/** Where the words stand in the title, and the first place in the body, told by offsets of JavaScript strings. */
export function highlightsOf(title: string, body: string | null, words: readonly string[]): Highlight[] {
  const highlights: Highlight[] = [];
  const inTitle = rangesOf(title, words);
  if (inTitle.length > 0) highlights.push({ field: 'TITLE', text: title, ranges: inTitle });
  const first = body === null ? -1 : firstOf(body, words);
  if (body !== null && first >= 0) {
    const text = excerpt(body, first);
    highlights.push({ field: 'BODY', text, ranges: rangesOf(text, words) });
  }
  return highlights;
}

/** Where the first of the words begins; -1 where none stands in the text. */
function firstOf(text: string, words: readonly string[]): number {
  const places = words.map((word) => text.search(new RegExp(patternOf(word).source, 'iu')));
  const found = places.filter((place) => place >= 0);
  return found.length === 0 ? -1 : Math.min(...found);
}

/** The ranges of all words in a text as it stands, in whatever form it has them, in its order, those that touch or overlap as one. */
export function rangesOf(text: string, words: readonly string[]): Range[] {
  const found = words.flatMap((word) =>
    [...text.matchAll(new RegExp(patternOf(word).source, 'giu'))].map(({ index, 0: { length } }) => ({
      start: index,
      end: index + length,
    })),
  );
  const merged: Range[] = [];
  for (const range of found.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    const last = merged.at(-1);
    if (last && range.start <= last.end) last.end = Math.max(last.end, range.end);
    else merged.push({ ...range });
  }
  return merged;
}

/** A piece of the text from somewhat before this place, never with half a character at its ends. */
function excerpt(text: string, at: number): string {
  const whole = (i: number): number => (/[\uDC00-\uDFFF]/.test(text[i] ?? '') ? i - 1 : i);
  const start = whole(Math.max(0, at - BEFORE));
  const end = whole(Math.min(text.length, start + LENGTH));
  return text.slice(start, end);
}

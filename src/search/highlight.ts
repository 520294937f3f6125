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
  const first = body === null ? undefined : rangesOf(body, words)[0];
  if (body !== null && first) {
    const text = excerpt(body, first.start);
    highlights.push({ field: 'BODY', text, ranges: rangesOf(text, words) });
  }
  return highlights;
}

/** The ranges of all words in a text, in its order, those that touch or overlap as one. */
export function rangesOf(text: string, words: readonly string[]): Range[] {
  const plain = lowered(text);
  const found: Range[] = [];
  for (const word of words) {
    const wanted = lowered(word);
    for (let at = plain.indexOf(wanted); at >= 0; at = plain.indexOf(wanted, at + wanted.length)) {
      found.push({ start: at, end: at + wanted.length });
    }
  }
  const merged: Range[] = [];
  for (const range of found.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    const last = merged.at(-1);
    if (last && range.start <= last.end) last.end = Math.max(last.end, range.end);
    else merged.push({ ...range });
  }
  return merged;
}

/** In lower case, character by character, so that offsets stay: one whose lower case is longer stands as it is. */
const lowered = (text: string): string =>
  text.replaceAll(/\p{Lu}/gu, (letter) => {
    const lower = letter.toLowerCase();
    return lower.length === letter.length ? lower : letter;
  });

/** A piece of the text from somewhat before this place, never with half a character at its ends. */
function excerpt(text: string, at: number): string {
  const whole = (i: number): number => (/[\uDC00-\uDFFF]/.test(text[i] ?? '') ? i - 1 : i);
  const start = whole(Math.max(0, at - BEFORE));
  const end = whole(Math.min(text.length, start + LENGTH));
  return text.slice(start, end);
}

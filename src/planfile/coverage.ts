import { isWithin, sentencesOf, type Sentence } from './sections.ts';

/** How far passages cover some sections of a text, at three grains. */
export interface CoverageMeasure {
  /** Covered is a sentence that a passage touches at all. */
  sentences: { sentence: Sentence; covered: boolean }[];
  /** Covered is a clause (分句) of which every character stands in a passage. */
  clauses: { clause: Sentence; covered: boolean }[];
  /** Letters, figures and Chinese characters; no punctuation, no blanks, no label such as 责任单位：. */
  characterCount: number;
  coveredCharacterCount: number;
}

/** What parts the clauses of a sentence: its stops, commas and colons, but not the comma of 1,000. */
const CLAUSE_END = /[，；;：:。！？]|,(?!\d)/;
/** Names no fact, only what follows it. */
const LABEL = /(?:责任|牵头|配合|协助|协办|主办|承办)(?:单位|部门)(?=[：:])/g;
const COUNTED = /[\p{L}\p{N}]/u;

/**
 * Measures which sentences, clauses and characters of some sections (with their subsections) passages stand on.
 *
 * @param passages stretches of `text` that facts point to
 */
export function measureCoverage(
  text: string,
  passages: readonly { start: number; end: number }[],
  sections: readonly string[],
): CoverageMeasure {
  const isCovered = new Uint8Array(text.length);
  for (const { start, end } of passages) isCovered.fill(1, start, end);
  const measure: CoverageMeasure = {
    sentences: [],
    clauses: [],
    characterCount: 0,
    coveredCharacterCount: 0,
  };
  const isAsked = ({ section }: Sentence) => sections.some((path) => isWithin(section, path));
  for (const sentence of sentencesOf(text).filter(isAsked)) {
    const covered = isCovered.subarray(sentence.start, sentence.end).includes(1);
    measure.sentences.push({ sentence, covered });
    for (const clause of clausesIn(sentence)) {
      const { counted, touched } = count(clause, isCovered);
      if (counted === 0) continue;
      measure.clauses.push({ clause, covered: counted === touched });
      measure.characterCount += counted;
      measure.coveredCharacterCount += touched;
    }
  }
  return measure;
}

/** The clauses of a sentence, the mark at its end included, blanks at the edges not. */
export function clausesIn(sentence: Sentence): Sentence[] {
  const clauses: Sentence[] = [];
  let at = sentence.start;
  for (const piece of sentence.text.split(new RegExp(`(?<=${CLAUSE_END.source})`))) {
    const words = piece.trim();
    const start = at + piece.indexOf(words);
    if (words !== '') {
      clauses.push({ section: sentence.section, text: words, start, end: start + words.length });
    }
    at += piece.length;
  }
  return clauses;
}

function count(clause: Sentence, isCovered: Uint8Array): { counted: number; touched: number } {
  const labels = [...clause.text.matchAll(LABEL)].map(({ 0: label, index }) => [index, index + label.length]);
  let [counted, touched, at] = [0, 0, 0];
  for (const character of clause.text) {
    const isLabel = labels.some(([start, end]) => start! <= at && at < end!);
    if (!isLabel && COUNTED.test(character)) {
      counted += 1;
      touched += isCovered[clause.start + at]!;
    }
    at += character.length;
  }
  return { counted, touched };
}

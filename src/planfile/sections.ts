/**
 * Where a plan's parts stand: sections by their headings (一、 / （一） / 1. / （1）), sentences inside them.
 * All offsets are JavaScript string offsets into the normalised text; `end` is excluded.
 */

/** A section without its subsections: `三` is what stands between its heading and `三.1`. */
export interface Section {
  /** `head`, `foot`, or the numbers of the headings above joined by dots: `三`, `三.3`. */
  path: string;
  start: number;
  end: number;
  /** The heading as printed, number included; null for `head` and `foot`. */
  heading: string | null;
}

export interface Sentence {
  section: string;
  text: string;
  start: number;
  end: number;
}

interface Paragraph {
  start: number;
  end: number;
  text: string;
}

/** The kinds of heading number, as official documents use them. Which kind stands above which is read from the text. */
const NUMBERINGS = [
  /^([一二三四五六七八九十百]+)、/,
  /^[（(]([一二三四五六七八九十百]+)[）)]/,
  /^(\d{1,3})(?:[.．](?!\d)|、)/,
  /^[（(](\d{1,2})[）)]/,
];
const DATE = String.raw`\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日`;
/** Lines that stand at the end of an official document: copies, printing, the date beneath the signature. */
const FOOT_LINE = new RegExp(`印发$|^(?:抄送|抄报|主题词|附件)[：:]|^（此件.*）$|^${DATE}$`);
const DATE_LINE = new RegExp(`^${DATE}(?:印发)?$`);
/** A clause that names units: （责任单位：…）, （牵头单位：…；配合单位：…）. */
const CLAUSE = /[（(](?:责任|牵头|配合|协助|协办|主办|承办)(?:单位|部门)[：:][^。！？\n]*[）)]/g;
/** The end of a sentence, with the brackets and quotes that close right behind it. */
const SENTENCE_END = /[。！？]+[”’）》」』】)]*/g;

/** All sections of a normalised text in order, without gaps other than line ends. An empty head or foot is left out. */
export function sectionsOf(text: string): Section[] {
  const paragraphs = paragraphsOf(text);
  const footAt = footIndex(paragraphs);
  const sections: Section[] = [];
  const above: { kind: number; number: string }[] = [];
  for (const [index, paragraph] of paragraphs.entries()) {
    const heading = index < footAt ? headingOf(paragraph.text) : null;
    if (heading) {
      const level = above.findIndex((each) => each.kind === heading.kind);
      if (level >= 0) above.length = level;
      above.push(heading);
      const path = unusedPath(sections, above.map((each) => each.number).join('.'));
      sections.push({ ...spanOf(paragraph), path, heading: firstSentence(paragraph.text) });
    } else if (index === footAt) {
      sections.push({ ...spanOf(paragraph), path: 'foot', heading: null });
    } else {
      const current = sections.at(-1);
      if (current) current.end = paragraph.end;
      else sections.push({ ...spanOf(paragraph), path: 'head', heading: null });
    }
  }
  return sections;
}

/**
 * The section in which an offset stands; a line end belongs to the section before it.
 *
 * @throws RangeError for an offset outside the text
 */
export function sectionAt(sections: readonly Section[], offset: number): Section {
  const found = sections.findLast((section) => section.start <= offset);
  if (!found || offset < 0 || offset > (sections.at(-1)?.end ?? 0)) {
    throw new RangeError(`No section at offset ${offset}.`);
  }
  return found;
}

/**
 * Sentences in order. They end at 。！？ and at the end of a paragraph; a heading and a 责任单位 clause are sentences
 * of their own. Every character that is not a blank stands in exactly one of them.
 *
 * @param path a section with its subsections (`三` gives `三`, `三.1` …); the whole text without it
 */
export function sentencesOf(text: string, path?: string): Sentence[] {
  return sectionsOf(text)
    .filter((section) => path === undefined || isWithin(section.path, path))
    .flatMap((section) => sentencesBetween(text, section));
}

/** Whether a section path is `prefix` or lies below it. */
export function isWithin(path: string, prefix: string): boolean {
  return path === prefix || path.startsWith(`${prefix}.`);
}

/** The 责任单位 clauses of a section, brackets included, in order. */
export function clausesOf(text: string, section: Section): Paragraph[] {
  return [...text.slice(section.start, section.end).matchAll(CLAUSE)].map((match) => ({
    text: match[0],
    start: section.start + match.index,
    end: section.start + match.index + match[0].length,
  }));
}

/** What a section says beside its heading and its 责任单位 clauses, verbatim, one paragraph a line. */
export function bodyOf(text: string, section: Section): string {
  const whole = text.slice(section.start + (section.heading?.length ?? 0), section.end);
  return whole.replaceAll(CLAUSE, '').replaceAll(/^\s+|\s+$/gm, '');
}

function sentencesBetween(text: string, section: Section): Sentence[] {
  const cuts = new Set<number>();
  for (const match of text.slice(section.start, section.end).matchAll(SENTENCE_END)) {
    cuts.add(section.start + match.index + match[0].length);
  }
  for (const clause of clausesOf(text, section)) {
    // A full stop inside the clause's own closing bracket does not split it.
    cuts.add(clause.start).add(clause.end);
  }
  const sentences: Sentence[] = [];
  for (const paragraph of paragraphsOf(text, section.start, section.end)) {
    const inside = [...cuts].filter((cut) => cut > paragraph.start && cut < paragraph.end);
    const bounds = [paragraph.start, ...inside.toSorted((a, b) => a - b), paragraph.end];
    for (let index = 1; index < bounds.length; index += 1) {
      const sentence = trimmed(text, bounds[index - 1] ?? 0, bounds[index] ?? 0);
      if (sentence.text !== '') sentences.push({ section: section.path, ...sentence });
    }
  }
  return sentences;
}

function paragraphsOf(text: string, from = 0, to = text.length): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  let start = from;
  for (const line of text.slice(from, to).split('\n')) {
    if (line.trim() !== '') paragraphs.push({ text: line, start, end: start + line.length });
    start += line.length + 1;
  }
  return paragraphs;
}

function headingOf(paragraph: string): { kind: number; number: string } | null {
  for (const [kind, numbering] of NUMBERINGS.entries()) {
    const number = numbering.exec(paragraph)?.[1];
    if (number !== undefined) return { kind, number };
  }
  return null;
}

/** Index of the first paragraph of the foot: the lines after the last sentence that only say who printed it and when. */
function footIndex(paragraphs: Paragraph[]): number {
  let index = paragraphs.length;
  while (index > 0 && FOOT_LINE.test(paragraphs[index - 1]?.text ?? '')) index -= 1;
  const signature = paragraphs[index - 1]?.text ?? '';
  // The line above a date is the signature, if it is no sentence.
  if (DATE_LINE.test(paragraphs[index]?.text ?? '') && !/[。！？；：]$/.test(signature)) index -= 1;
  const hasHeading = paragraphs.slice(0, Math.max(index, 0)).some((each) => headingOf(each.text));
  return hasHeading ? index : paragraphs.length;
}

/** A document that numbers two headings alike still gets one path for each. */
function unusedPath(sections: Section[], path: string): string {
  let unused = path;
  for (let again = 2; sections.some((section) => section.path === unused); again += 1)
    unused = `${path}~${again}`;
  return unused;
}

function firstSentence(paragraph: string): string {
  // Not `exec`: it would leave its place in the shared expression, and the next `matchAll` would start there.
  const end = paragraph.matchAll(SENTENCE_END).next().value;
  return end ? paragraph.slice(0, end.index + end[0].length) : paragraph;
}

function spanOf({ start, end }: Paragraph): { start: number; end: number } {
  return { start, end };
}

function trimmed(text: string, start: number, end: number): Paragraph {
  const piece = text.slice(start, end);
  const inner = piece.trim();
  const at = start + piece.indexOf(inner);
  return { text: inner, start: at, end: at + inner.length };
}

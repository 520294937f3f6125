/**
 * From the text that a PDF gives (hard-wrapped lines, blank lines between them, page breaks) to one paragraph a
 * line. Only line ends, blanks at the edges of lines and page numbers change: characters and inner spaces stay, so
 * that a quote copied from the document is found.
 */

const OPENERS = '“‘（《〈「『【〔(';
const CLOSERS = '”’）》〉」』】〕)';
/** `— 3 —` on a line of its own: put there by the page, not by the author. */
const PAGE_NUMBER = /^[-—–－]+\s*\d{1,4}\s*[-—–－]+$/;
const STARTS_HEADING =
  /^(?:[一二三四五六七八九十百]+、|[（(](?:[一二三四五六七八九十百]+|\d{1,2})[）)]|\d{1,3}(?:[.．](?!\d)|、))/;
const ENDS_SENTENCE = /[。！？；：:)）”’》]$/;
/** A printed line is at most this wide (in Latin letters); anything wider was never hard-wrapped. */
const WIDEST_PRINTED_LINE = 120;
/** A column this narrow (twelve characters) is no printed page: its lines are headings and list items. */
const NARROWEST_PRINTED_LINE = 24;
/** A line counts as full when it falls short of the usual width by at most this much: punctuation may not start a line. */
const RAGGED = 6;

interface Line {
  text: string;
  /** Blank lines stand between the line before and this one. */
  afterGap: boolean;
  /** Width of the blank at its left edge, beyond the margin of the page. */
  indent: number;
}

/**
 * Turns extracted text into normalised text: one paragraph a line, `\n` between them, none at the end.
 *
 * Idempotent: text with one paragraph a line comes back as it is.
 */
export function normalise(raw: string): string {
  let text = joinWrappedLines(raw);
  // A second pass finds nothing in practice; running to the fixed point makes "idempotent" true by construction.
  for (let next = joinWrappedLines(text); next !== text; next = joinWrappedLines(text)) text = next;
  return text;
}

function joinWrappedLines(raw: string): string {
  const lines = linesOf(raw);
  const wrap = wrapWidth(lines);
  const doubleSpaced = lines.filter((line) => line.afterGap).length * 2 > lines.length;
  const paragraphs: string[] = [];
  let previous = '';
  for (const line of lines) {
    const open = paragraphs.at(-1);
    if (open !== undefined && wrap !== null && continues(open, previous, line, wrap, doubleSpaced)) {
      paragraphs[paragraphs.length - 1] = open + joint(open, line.text) + line.text;
    } else {
      paragraphs.push(line.text);
    }
    previous = line.text;
  }
  return paragraphs.join('\n');
}

function linesOf(raw: string): Line[] {
  const lines: Line[] = [];
  let afterGap = false;
  for (const physical of raw.split(/\r\n|[\n\r\u2028\u2029]/)) {
    const text = physical.trim();
    if (text === '' || PAGE_NUMBER.test(text)) {
      afterGap = true;
      continue;
    }
    const left = physical.slice(0, physical.indexOf(text));
    // A page break comes out as a form feed or as one blank before the first line of the page.
    lines.push({ text, afterGap: afterGap || left !== '', indent: width(left) });
    afterGap = false;
  }
  // An extraction that keeps the layout indents every line by the margin.
  const margin = Math.min(...lines.map((line) => line.indent));
  return lines.map((line) => ({ ...line, indent: line.indent - margin }));
}

/** Whether `line` goes on with the paragraph `open`, whose last printed line is `previous`. */
function continues(open: string, previous: string, line: Line, wrap: number, doubleSpaced: boolean): boolean {
  const full = width(previous) >= wrap - RAGGED;
  // 统/一、… across a line end is no heading: a full line that stops in mid-sentence goes on.
  if (STARTS_HEADING.test(line.text) && (!full || ENDS_SENTENCE.test(previous))) return false;
  if (hasOpenBracket(open)) return true;
  if (line.indent >= 2) return false;
  if (/[：:]$/.test(previous)) return false;
  // In double-spaced text two lines without a gap are one centred title.
  return full || (doubleSpaced && !line.afterGap && !STARTS_HEADING.test(open));
}

/** The width to which the text was wrapped, or null where its lines are paragraphs already. */
function wrapWidth(lines: Line[]): number | null {
  const widths = lines.map((line) => width(line.text));
  const widest = Math.max(0, ...widths);
  if (widest > WIDEST_PRINTED_LINE) return null;
  const tally = new Map<number, number>();
  for (const each of widths) tally.set(each, (tally.get(each) ?? 0) + 1);
  let usual = 0;
  // Among equally frequent widths the larger is the wrap: short ones are titles and ends of paragraphs.
  for (const [each, count] of tally) {
    const best = tally.get(usual) ?? 0;
    if (count > best || (count === best && each > usual)) usual = each;
  }
  if (usual < NARROWEST_PRINTED_LINE) return null;
  const near = lines.filter((_line, index) => Math.abs((widths[index] ?? 0) - usual) <= RAGGED);
  // Lines of one width that all end their sentence are short paragraphs; a wrap cuts most of its lines in mid-sentence.
  const cut = near.filter((line) => !ENDS_SENTENCE.test(line.text));
  return near.length * 2 >= lines.length && cut.length * 2 >= near.length ? usual : null;
}

/** Width in Latin letters: a Chinese character and its punctuation take two. */
function width(text: string): number {
  let sum = 0;
  for (const char of text) sum += isWide(char) ? 2 : 1;
  return sum;
}

function isWide(char: string): boolean {
  const code = char.codePointAt(0) ?? 0;
  return code >= 0x2e80 || (code >= 0x2014 && code <= 0x2026);
}

function hasOpenBracket(text: string): boolean {
  let depth = 0;
  for (const char of text) {
    if (OPENERS.includes(char)) depth += 1;
    else if (CLOSERS.includes(char)) depth = Math.max(0, depth - 1);
  }
  return depth > 0;
}

/** Chinese joins without a space; two Latin words keep theirs. */
function joint(before: string, after: string): string {
  return /[A-Za-z]$/.test(before) && /^[A-Za-z]/.test(after) ? ' ' : '';
}

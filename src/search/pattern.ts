import { LRUCache } from 'lru-cache';
import { type Bind, likeLiteral } from '../graph/sql.ts';

/** Forms of the same mark: who types one finds the others. */
const ALIKE = [
  '"“”„‟「」『』〝〞«»',
  `'‘’‚‛`,
  '(（〔﹙',
  ')）〕﹚',
  '[［【',
  ']］】',
  '-‐‑–—―',
  '·•・‧',
  '<〈《',
  '>〉》',
].map((marks) => Array.from(marks));

const HAN = /\p{Script=Han}/u;
const LATIN = /[\p{Script=Latin}\p{N}]/u;
const BLANK = '[ \u00A0\u3000]';

/** A regular expression that the database and JavaScript read alike, and the pieces of it that stand in every text. */
export interface Pattern {
  source: string;
  /** Runs of characters that an index of grams has under one key, whatever their width and case. */
  runs: readonly string[];
}

/**
 * What finds a word in whatever form a text has it: full width or half, any quotes and brackets, and a blank or none
 * between Chinese characters and letters or digits. Blanks in the word itself must stand there, save at such a border.
 */
export function patternOf(word: string): Pattern {
  const known = patterns.get(word);
  if (known) return known;
  const pattern = madeOf(word);
  patterns.set(word, pattern);
  return pattern;
}

/** Every text that is found asks again for the words of its search. */
const patterns = new LRUCache<string, Pattern>({ max: 500 });

function madeOf(word: string): Pattern {
  const characters = Array.from(word);
  const parts: string[] = [];
  const runs = [''];
  let before = '';
  characters.forEach((character, i) => {
    const form = character.normalize('NFKC');
    if (form === ' ') {
      const isOptional = isBorder(before, characters[i + 1]?.normalize('NFKC') ?? '');
      parts.push(isOptional ? `${BLANK}?` : `${BLANK}+`);
      runs.push('');
      before = isOptional ? '' : form;
      return;
    }
    if (isBorder(before, form)) {
      parts.push(`${BLANK}?`);
      runs.push('');
    }
    const forms = formsOf(character, form);
    parts.push(forms.length === 1 ? escaped(forms[0]!) : `(?:${forms.map(escaped).join('|')})`);
    if (forms.every((other) => folded(other) === folded(character))) runs[runs.length - 1] += character;
    else runs.push('');
    before = form;
  });
  return { source: parts.join(''), runs: runs.filter(Boolean) };
}

/** SQL: a text has the word in one of its forms. */
export function having(column: string, word: string, bind: Bind): string {
  const { source } = patternOf(word);
  // Without other forms LIKE is faster.
  return source === word
    ? `${column} ilike ${bind.add(`%${likeLiteral(word)}%`)}`
    : `${column} ~* ${bind.add(source)}`;
}

/** SQL: the index of grams has a text among those that may have the word; null where it can tell nothing. */
export function mayHave(column: string, word: string, bind: Bind): string | null {
  const { runs } = patternOf(word);
  if (runs.length === 0) return null;
  return `grams(${column}) @> (${runs.map((run) => `gram_keys(${bind.add(run)})`).join(' || ')})`;
}

/** Letters and digits set off by a blank from Chinese characters or not: both are written. */
const isBorder = (left: string, right: string): boolean => {
  const [end, start] = [left.at(-1) ?? '', Array.from(right)[0] ?? ''];
  return (HAN.test(end) && LATIN.test(start)) || (LATIN.test(end) && HAN.test(start));
};

function formsOf(character: string, form: string): string[] {
  const alike = ALIKE.find((marks) => marks.includes(character) || marks.includes(form)) ?? [];
  const cases = [character, form, ...alike].flatMap((each) => [each, each.toLowerCase(), each.toUpperCase()]);
  const sameLength = cases.filter((each) => Array.from(each).length === 1 || each === form);
  return [...new Set(sameLength.flatMap((each) => [each, wide(each)]))];
}

/** The full-width form of a character of ASCII; any other stands as it is. */
const wide = (character: string): string =>
  /^[!-~]$/.test(character) ? String.fromCodePoint(character.codePointAt(0)! + 0xfe_e0) : character;

/** As the grams of the database have it: half width, lower case. */
const folded = (character: string): string =>
  (/^[！-～]$/.test(character) ? character.normalize('NFKC') : character).toLowerCase();

const escaped = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|]/g, (sign) => `\\${sign}`);

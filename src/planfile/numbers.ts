import { solid } from './own-words.ts';

/** A number as a text has it: `1000人`, `1.5万人次`, `三百场`, and 万 in 万人. */
export interface NumberSaid {
  value: number;
  /** The digits or characters. */
  words: string;
  /** What stands behind it, without blanks. */
  after: string;
}

const DIGITS = '零一二三四五六七八九';
const SMALL: Record<string, number> = { 十: 10, 百: 100, 千: 1000 };
const LARGE: Record<string, number> = { 万: 10_000, 亿: 100_000_000 };
const NUMBER = /(\d+(?:,\d{3})*(?:\.\d+)?)([百千万亿]?)|[零〇一二两三四五六七八九十百千万亿]+/g;
/** Words for the same thing counted; others have none but themselves. */
const ALIKE = [
  ['人', '名', '位', '人次'],
  ['场', '次', '场次', '期'],
];

/** The numbers of a text, in its order. */
export function numbersIn(text: string): NumberSaid[] {
  const whole = solid(text);
  return [...whole.matchAll(NUMBER)].map((match) => {
    const [words, digits, unit] = match;
    const value =
      digits === undefined
        ? chineseNumber(words)
        : Math.round(Number(digits.replaceAll(',', '')) * (SMALL[unit!] ?? LARGE[unit!] ?? 1) * 1000) / 1000;
    return { value, words, after: whole.slice(match.index + words.length, match.index + words.length + 6) };
  });
}

/** Whether what stands behind a number is that unit, or another word for it. */
export function isCountedIn(unit: string, { after }: NumberSaid): boolean {
  const words = ALIKE.find((each) => each.includes(unit)) ?? [unit];
  return words.some((word) => after.startsWith(word));
}

/** `三百五十` is 350; a unit without a digit before it counts once: `万` is 10000. */
function chineseNumber(words: string): number {
  let [sum, section, digit] = [0, 0, 0];
  let isEmpty = true;
  for (const word of words) {
    if (SMALL[word] !== undefined) {
      section += (digit || 1) * SMALL[word];
      digit = 0;
    } else if (LARGE[word] !== undefined) {
      sum += (section + digit || (isEmpty ? 1 : 0)) * LARGE[word];
      [section, digit] = [0, 0];
    } else {
      digit = word === '两' ? 2 : word === '〇' ? 0 : DIGITS.indexOf(word);
    }
    isEmpty = false;
  }
  return sum + section + digit;
}

import { numbersIn } from './numbers.ts';
import { solid } from './own-words.ts';

/** A day that a text names, and whether it is the day of printing (…印发). */
export interface DaySaid {
  /** `YYYY-MM-DD`. */
  day: string;
  isPrinting: boolean;
}

const ARABIC = /(\d{4})(?:年|-|\/|\.)(\d{1,2})(?:月|-|\/|\.)(\d{1,2})日?(印发)?/g;
const CHINESE =
  /([〇零○一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日(印发)?/g;
const YEAR_DIGITS = '〇一二三四五六七八九';

/** The days of a text, in Arabic or Chinese figures. */
export function daysIn(text: string): DaySaid[] {
  const whole = solid(text);
  const pad = (part: number) => String(part).padStart(2, '0');
  const said = (year: string, month: number, day: number, printing: string | undefined): DaySaid => ({
    day: `${year}-${pad(month)}-${pad(day)}`,
    isPrinting: printing !== undefined,
  });
  const figure = (words: string) => numbersIn(words)[0]?.value ?? 0;
  return [
    ...[...whole.matchAll(ARABIC)].map(([, year, month, day, printing]) =>
      said(year!, Number(month), Number(day), printing),
    ),
    ...[...whole.matchAll(CHINESE)].map(([, year, month, day, printing]) =>
      said(
        year!.replaceAll(/./g, (each) =>
          String(YEAR_DIGITS.indexOf(each === '零' || each === '○' ? '〇' : each)),
        ),
        figure(month!),
        figure(day!),
        printing,
      ),
    ),
  ];
}

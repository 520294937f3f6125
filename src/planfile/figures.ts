import type { Fields } from './fields.ts';
import type { Sourced, TargetFact } from './format.ts';
import { isCountedIn, numbersIn, type NumberSaid } from './numbers.ts';
import { shownQuotes, solid } from './own-words.ts';
import type { Reading } from './reading.ts';

/** What a rule of recurrence may say of the words 每周, 每三个月 …, by their last character. */
const FREQUENCIES: Record<string, string> = {
  天: 'DAILY',
  日: 'DAILY',
  周: 'WEEKLY',
  期: 'WEEKLY',
  月: 'MONTHLY',
  度: 'MONTHLY',
  年: 'YEARLY',
};
const EVERY = /每(?:[一二两三四五六七八九十\d]+个?)?(?:天|日|周|星期|月|季度|年)/g;

/**
 * A target's value must be the number that its basis claims: STATED, one that a quote states, with its unit;
 * DERIVED_FROM_NAME, one in the name that it was read from, and that reading needs a derivation.
 *
 * @param campaign title of the campaign from whose name it was read
 */
export function checkTargetValue(
  fields: Fields,
  { basis, value, unit, title }: Pick<TargetFact, 'basis' | 'value' | 'unit' | 'title'>,
  campaign: string | null,
  sourced: Sourced,
  reading: Reading,
): void {
  if (basis === 'QUALITATIVE' || value === null || sourced.origin === 'OPERATOR') return;
  if (basis === 'DERIVED_FROM_NAME' && sourced.derivation === null) {
    reading.errors.add(
      fields.at,
      'MISSING',
      'basis 为 DERIVED_FROM_NAME 时须写 derivation（怎样由名称推得）',
      'a target whose basis is DERIVED_FROM_NAME needs a derivation: how it was read from the name',
    );
  }
  if (sourced.sources.length === 0) return;
  const quoted = sourced.sources.map(({ quote }) => quote);
  const named = [campaign, title].filter((each) => each !== null && numbersIn(each).length > 0) as string[];
  const texts = basis === 'STATED' || named.length === 0 ? [quoted.join('\n')] : named;
  for (const text of texts) {
    const numbers = numbersIn(text);
    const equal = numbers.filter((each) => each.value === value);
    if (equal.length === 0) contradictory(fields, 'value', String(value), listed(numbers), text, reading);
    else if (unit !== null && !equal.some((each) => hasUnit(unit, each, sourced))) {
      const behind = equal.map((each) => each.words + each.after).join(', ');
      contradictory(fields, 'unit', unit, behind, text, reading);
    }
  }
}

/** A rule is never the text's own word: it needs a derivation, and may not say 每天 where the text says 每周. */
export function checkRule(fields: Fields, rrule: string, sourced: Sourced, reading: Reading): void {
  if (sourced.origin === 'OPERATOR') return;
  if (sourced.derivation === null) {
    reading.errors.add(
      fields.spot('rrule'),
      'MISSING',
      `原文没有写出规则“${rrule}”，须写 derivation（怎样推得）；引文是“${shownQuotes(sourced)}”`,
      `the text does not say “${rrule}”: give a derivation; the quotes say “${shownQuotes(sourced)}”`,
    );
  }
  const text = sourced.sources.map(({ quote }) => quote).join('\n');
  const said = [...solid(text).matchAll(EVERY)].map(([words]) => words);
  const frequency = /^FREQ=([A-Z]+)/.exec(rrule)?.[1] ?? '';
  if (said.length > 0 && !said.some((words) => FREQUENCIES[words.at(-1)!] === frequency)) {
    contradictory(fields, 'rrule', rrule, said.join(', '), text, reading);
  }
}

/** As STATED the unit itself stands behind the number; where it was derived, 名 will do for 人. */
const hasUnit = (unit: string, number: NumberSaid, { origin }: Sourced): boolean =>
  origin === 'STATED' ? number.after.startsWith(unit) : isCountedIn(unit, number);

const listed = (numbers: readonly NumberSaid[]): string =>
  numbers.length === 0
    ? '—'
    : numbers.map(({ value, words }) => (words === String(value) ? words : `${words} = ${value}`)).join(', ');

function contradictory(
  fields: Fields,
  key: string,
  given: string,
  said: string,
  text: string,
  reading: Reading,
): void {
  const quote = shownQuotes({ sources: [{ section: '', quote: text, start: 0, end: 0 }] });
  reading.errors.add(
    fields.spot(key),
    'CONTRADICTS_QUOTE',
    `${key} 为 ${given}，原文“${quote}”说的是 ${said}`,
    `${key} is ${given}, but “${quote}” says ${said}`,
  );
}

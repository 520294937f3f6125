import type { Bind } from '../graph/sql.ts';

/** Whether somebody may have typed pinyin: Latin letters alone, and more than one. */
export const isPinyin = (word: string): boolean => /^[a-z]{2,}$/i.test(word);

/**
 * SQL: the pinyin of a title begins one of its syllables with this, or its initials have it in them. The sort key of a
 * title is its syllables with spaces between, and behind them the title itself.
 */
export function spells(key: string, title: string, word: string, bind: Bind): string {
  const syllables = `left(${key}, char_length(${key}) - char_length(${title}) - 1)`;
  const letters = word.toLowerCase();
  const spelt = bind.add(` ${Array.from(letters).join(' ?')}`);
  const initials = `regexp_replace(${syllables}, '(\\S)\\S*\\s*', '\\1', 'g')`;
  return `((' ' || ${syllables}) ~ ${spelt} or position(${bind.add(letters)} in ${initials}) > 0)`;
}

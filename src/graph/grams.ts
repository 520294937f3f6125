import { type Bind, likeLiteral } from './sql.ts';

/**
 * SQL: a text has these words in it, in whatever case. The index of a column's grams (`gramIndex`) gives the rows that
 * have all pairs of the words' characters, of which ILIKE takes those that have them side by side: the same rows as
 * ILIKE alone, without looking at every row.
 */
export function containing(column: string, words: string, bind: Bind): string {
  const like = `${column} ilike ${bind.add(`%${likeLiteral(words)}%`)}`;
  return words === '' ? like : `(grams(${column}) @> gram_keys(${bind.add(words)}) and ${like})`;
}

import { invalidInput } from '../writing/refusal.ts';
import { MOST_FEN } from './money.ts';

/** A year of money. Throws InvalidInput. */
export function yearOf(year: number, path: readonly string[]): number {
  if (year >= 2000 && year <= 2100) return year;
  throw invalidInput(path, '应在 2000 到 2100 之间', 'Must be from 2000 to 2100');
}

/** An amount of money that is at least this. Throws InvalidInput. */
export function fenOf(fen: number, path: readonly string[], least = 1): number {
  if (fen >= least && fen <= MOST_FEN) return fen;
  throw invalidInput(path, `应在 ${least} 到 ${MOST_FEN} 分之间`, `Must be from ${least} to ${MOST_FEN} fen`);
}

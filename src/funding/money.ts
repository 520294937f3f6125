import type { Money } from '../generated/resolvers.ts';

/** An amount of renminbi, from whole fen. */
export function money(fen: number): Money {
  const sign = fen < 0 ? '-' : '';
  const digits = String(Math.abs(fen)).padStart(3, '0');
  const whole = digits.slice(0, -2);
  const cents = digits.slice(-2);
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, ',');
  return { fen, yuan: `${sign}${whole}.${cents}`, text: `${sign}¥${grouped}.${cents}` };
}

/** The most that one entry can be of: a hundred thousand million yuan. */
export const MOST_FEN = 10_000_000_000_000;

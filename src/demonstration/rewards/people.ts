import type { Random } from '../random.ts';
import type { Year } from '../year.ts';

const MANY = 24;

/** Places of some adults who were there when the year began and stayed. */
export function peopleOf(year: Year): number[] {
  const places: number[] = [];
  let n = 0;
  for (const { withdrawnAt, guardianName } of year.volunteers()) {
    if (n >= Math.ceil(year.volunteerCount / 2) || places.length === MANY) break;
    if (withdrawnAt === null && guardianName === null) places.push(n);
    n += 1;
  }
  return places;
}

const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** As real numbers look, but drawn from the seed: these can be guessed. */
export function numberOf(random: Random): string {
  const part = (): string =>
    Array.from({ length: 4 }, () => ALPHABET[random.whole(0, ALPHABET.length - 1)]).join('');
  return `${part()}-${part()}-${part()}`;
}

import type { Digest } from '../access/secrets.ts';

/** Figures of fewer people than this are not given. */
export const FEWEST = 5;

/** Figures of people are rounded to multiples of this. */
export const PRECISION = 5;

/** A set of rows about people, as SQL counts it. */
export interface PeopleSet {
  people: number;
  /** Its rows. */
  count: number;
  /** The most rows of one person. */
  most: number;
  /** Which people, and which rows: the same for the same, in whatever words they were asked for. */
  ofPeople: string;
  ofRows: string;
}

/** What may be told of a set; null: not told. */
export type Told = { people: number; count: number; precision: number } | null;

/** Tells of sets of people what may be told. */
export type Guard = (set: PeopleSet) => Told;

/** How often, one in so many, a figure is moved further than to a multiple beside it. */
export const MOVED = 8;

/** The most multiples by which it is. */
export const MOST_STEPS = 20;

/**
 * Fewer than five people are never told of. More are told of nearly always, as multiples of five, right on average:
 * 7 is 5 in three cases of five, and 10 in the other two. What becomes of a set depends on its people alone, by a
 * secret, so that asking again, or for the same in other words, tells nothing new.
 *
 * No number of answers makes the size of a group certain, for whatever is not told may be of any size, and whatever is
 * told may be so of any set that is larger: a set of five or more is kept back too, ever more rarely the larger it is,
 * and a figure is moved further down or up at times. So each answer puts a lower bound on a size and none an upper one.
 */
export const guard =
  (digest: Digest): Guard =>
  ({ people, count, most, ofPeople, ofRows }) => {
    if (people < FEWEST) return null;
    const dice = diceOf(digest, `people ${ofPeople} ${people}`);
    if (dice() < 0.5 ** (people - 3)) return null;
    // Where one person has many rows, a difference of two counts would tell of them: so many more must not show.
    const precision = PRECISION * nice(most);
    const told = rounded(people, PRECISION, dice);
    // Where everybody has one row it is one number: drawn twice, it would be known twice as well.
    if (most === 1) return { people: told, count: told, precision };
    return {
      people: told,
      count: rounded(count, precision, diceOf(digest, `count ${ofPeople} ${ofRows} ${count}`)),
      precision,
    };
  };

/** Without: for whoever may know, and to show in tests what the guard is for. */
export const exact: Guard = ({ people, count }) => ({ people, count, precision: 1 });

/** Rounds at random to a multiple of `base`, so that the mean of all outcomes is the number itself. */
export function rounded(number: number, base: number, dice: () => number): number {
  const below = Math.floor(number / base) * base;
  const beside = dice() < (number - below) / base ? below + base : below;
  let steps = 0;
  while (steps < MOST_STEPS && dice() < 1 / MOVED) steps += 1;
  const isUp = dice() < 0.5;
  // Only as far up as it could go down: else it would be too much on average.
  if (beside - steps * base < base) return beside;
  return isUp ? beside + steps * base : beside - steps * base;
}

/** The first of 1, 2, 5, 10, 20 … that is not below: the precision itself says little of anybody. */
function nice(most: number): number {
  for (let power = 1; ; power *= 10) {
    for (const digit of [1, 2, 5]) if (digit * power >= most) return digit * power;
  }
}

/** Numbers from 0 to 1 that only the secret foretells. */
function diceOf(digest: Digest, text: string): () => number {
  let bytes = Buffer.alloc(0);
  let block = 0;
  return () => {
    if (bytes.length < 4) {
      bytes = Buffer.from(digest('statistics', `${block} ${text}`), 'base64url');
      block += 1;
    }
    const value = bytes.readUInt32BE(0);
    bytes = bytes.subarray(4);
    return value / 2 ** 32;
  };
}

/** The seed of the hashes by which SQL knows sets again. */
export const seedOf = (digest: Digest): string =>
  Buffer.from(digest('statistics', 'seed'), 'base64url').readBigInt64BE(0).toString();

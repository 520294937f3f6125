import { randomInt } from 'node:crypto';

/** Without the letters and digits that are taken for one another. */
const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** A code that cannot be guessed, e.g. `7KQM-2XRP-W9DT`: whoever has it, has the paper before them. */
export const randomCode = (): string =>
  Array.from({ length: 3 }, () =>
    Array.from({ length: 4 }, () => ALPHABET[randomInt(ALPHABET.length)]).join(''),
  ).join('-');

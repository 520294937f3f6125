import { randomFillSync } from 'node:crypto';

const POOL = 4096;
/** Keys that fit into one millisecond's counter of 24 bits. */
const MOST = 2 ** 24;

const pool = Buffer.alloc(POOL);
let used = POOL;
let time = 0;
let counter = 0;

/**
 * A UUIDv7, each greater than the one before it: time, a counter, then 48 bits of chance. Chance is fetched for many
 * keys at once, which makes them ten times as fast to have as one by one; millions are needed.
 */
export function newKey(): string {
  if (used + 6 > POOL) {
    randomFillSync(pool);
    used = 0;
  }
  const now = Date.now();
  counter += 1;
  if (now > time || counter === MOST) {
    time = Math.max(now, time + 1);
    counter = 0;
  }
  const head = time.toString(16).padStart(12, '0');
  const high = (counter >> 12).toString(16).padStart(3, '0');
  // The variant stands above the counter's lower half.
  const low = (0x8000 | (counter & 0xfff)).toString(16);
  const chance = pool.toString('hex', used, used + 6);
  used += 6;
  return `${head.slice(0, 8)}-${head.slice(8)}-7${high}-${low}-${chance}`;
}

import { DAY, HOUR, midnightOf, MINUTE } from './calendar.ts';
import { dateOf } from '../shanghai.ts';
import type { CertificateContent } from './content.ts';
import { Random } from './random.ts';
import type { Year } from './year.ts';

const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** Share of the volunteers that ask for one. */
const ASKING = 0.15;
const VOIDED = 0.05;

/**
 * Certificates, some after half a year, some at its end. Their numbers are drawn from the seed, so they can be
 * guessed, as real ones cannot: nothing personal stands behind them.
 */
export function* certificatesOf(year: Year, district: string): Generator<CertificateContent> {
  const { size, from, now } = year;
  const half = midnightOf(from) + 182 * DAY;
  for (const [volunteer, { registeredAt, withdrawnAt }] of numbered(year.volunteers())) {
    const random = new Random(size.seed, 'certificate', volunteer);
    if (withdrawnAt !== null || !random.chance(ASKING)) continue;
    const to = random.chance(0.5) ? half : now - 5 * DAY;
    const issuedAt = to + random.whole(2, 3) * DAY + random.whole(9 * 60, 17 * 60) * MINUTE;
    if (registeredAt > to) continue;
    const part = () =>
      Array.from({ length: 4 }, () => ALPHABET[random.whole(0, ALPHABET.length - 1)]).join('');
    yield {
      number: `${district}-C${dateOf(issuedAt).slice(0, 4)}-${part()}-${part()}-${part()}`,
      volunteer,
      from,
      to: dateOf(to),
      issuedAt,
      voidedAt: to === half && random.chance(VOIDED) ? issuedAt + 20 * HOUR : null,
    };
  }
}

function* numbered<T>(items: Iterable<T>): Generator<[number, T]> {
  let n = 0;
  for (const item of items) yield [n++, item];
}

import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { type CustomTypesConfig, type Pool, types } from 'pg';
import { SESSION_LIFETIME_SECONDS } from '../database/session-limits.ts';
import { badRequest } from '../errors.ts';

type TypeFormat = Parameters<CustomTypesConfig['getTypeParser']>[1];

/** Anything that runs a statement: the ORM's own pool. */
export type Queryable = Pick<Pool, 'query'>;

const DATE = 1082;
const TIMESTAMPTZ = 1184;

/** Dates stay the text that PostgreSQL sent, instants become RFC 3339; everything else is parsed as `pg` does. */
const parsers: CustomTypesConfig = {
  getTypeParser: (oid: number, format?: TypeFormat) => {
    if (oid === DATE) return (text: string) => text;
    return oid === TIMESTAMPTZ ? toInstant : types.getTypeParser(oid, format ?? 'text');
  },
};

/** `2026-11-24 04:00:00.5+00` as `2026-11-24T04:00:00.500Z`, without a Date in between where the session is in UTC. */
export function toInstant(text: string): string {
  if (!text.endsWith('+00') || text.length > 26) return new Date(text).toISOString();
  return `${text.slice(0, 10)}T${text.slice(11, 19)}.${text.slice(20, -3).padEnd(3, '0')}Z`;
}

/** Values that no column can hold, e.g. a text with U+0000: PostgreSQL's class 22, a fault of the request. */
function rejectBadValue(error: unknown): never {
  const { code } = error as { code?: string };
  if (!code?.startsWith('22')) throw error;
  throw badRequest('BAD_VALUE', '请求中有数据库无法表示的值', 'A value in the request cannot be represented');
}

/** How many texts have a name at one time, and how many can be given one within the life of a connection. */
const NAMED = 300;
/** Texts that were seen once and would be named the next time. */
const SEEN = 2_000;

/**
 * Runs read statements as arrays of values. A text seen before is sent as a named prepared statement, so that
 * PostgreSQL parses and plans it once a connection; one-off texts are not, so that they do not pile up there. The
 * least used text loses its name to a new one; what it left on connections goes with them, since none lives longer
 * than a session may. So a connection never holds more than three times as many statements as have names at one time:
 * those of its start, and those named in the two spans that its life may touch.
 */
export class Statements {
  readonly #pool: Queryable;
  readonly #isNamed: boolean;
  readonly #seen = new LRUCache<string, true>({ max: SEEN });
  readonly #names = new LRUCache<string, string>({ max: NAMED });
  readonly #now: () => number;
  #named = 0;
  #since: number;

  /** `named: false` for connection poolers that cannot keep prepared statements. */
  constructor(pool: Queryable, { named, now = Date.now }: { named: boolean; now?: () => number }) {
    this.#pool = pool;
    this.#isNamed = named;
    this.#now = now;
    this.#since = now();
  }

  /** With `isPlannedAnew` it gets no name, so that it is planned for these values alone. */
  async run(text: string, values: readonly unknown[], isPlannedAnew = false): Promise<unknown[][]> {
    const name = this.#isNamed && !isPlannedAnew ? this.#nameOf(text) : undefined;
    const query = {
      text,
      values: [...values],
      rowMode: 'array' as const,
      types: parsers,
      ...(name && { name }),
    };
    const { rows } = await this.#pool.query<unknown[]>(query).catch(rejectBadValue);
    return rows;
  }

  #nameOf(text: string): string | undefined {
    const known = this.#names.get(text);
    if (known !== undefined) return known;
    if (!this.#seen.get(text)) {
      this.#seen.set(text, true);
      return undefined;
    }
    if (this.#now() - this.#since > SESSION_LIFETIME_SECONDS * 1_000) {
      this.#named = 0;
      this.#since = this.#now();
    }
    if (this.#named >= NAMED) return undefined;
    this.#named += 1;
    const name = `zg_${createHash('sha256').update(text).digest('base64url').slice(0, 22)}`;
    this.#names.set(text, name);
    return name;
  }
}

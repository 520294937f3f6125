import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { type CustomTypesConfig, type Pool, types } from 'pg';
import { badRequest } from '../errors.ts';

type TypeFormat = Parameters<CustomTypesConfig['getTypeParser']>[1];

/** Anything that runs a statement: the ORM's own pool. */
export type Queryable = Pick<Pool, 'query'>;

const DATE = 1082;
/** Dates stay the text that PostgreSQL sent; everything else is parsed as `pg` does. */
const parsers: CustomTypesConfig = {
  getTypeParser: (oid: number, format?: TypeFormat) =>
    oid === DATE ? (text: string) => text : types.getTypeParser(oid, format ?? 'text'),
};

/** Values that no column can hold, e.g. a text with U+0000: PostgreSQL's class 22, a fault of the request. */
function rejectBadValue(error: unknown): never {
  const { code } = error as { code?: string };
  if (!code?.startsWith('22')) throw error;
  throw badRequest('BAD_VALUE', '请求中有数据库无法表示的值', 'A value in the request cannot be represented');
}

/** How many texts are prepared by name on each connection; beyond it the least used ones go unnamed. */
const NAMED = 500;

/**
 * Runs read statements as arrays of values. A text seen before is sent as a named prepared statement, so that
 * PostgreSQL parses and plans it once a connection; one-off texts are not, so that they do not pile up there.
 */
export class Statements {
  readonly #pool: Queryable;
  readonly #isNamed: boolean;
  readonly #names = new LRUCache<string, { name: string | null }>({ max: 4 * NAMED });
  #named = 0;

  /** `named: false` for connection poolers that cannot keep prepared statements. */
  constructor(pool: Queryable, options: { named: boolean }) {
    this.#pool = pool;
    this.#isNamed = options.named;
  }

  async run(text: string, values: readonly unknown[]): Promise<unknown[][]> {
    const name = this.#isNamed ? this.#nameOf(text) : undefined;
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
    if (!known) {
      this.#names.set(text, { name: null });
      return undefined;
    }
    if (known.name === null && this.#named < NAMED) {
      known.name = `zg_${createHash('sha256').update(text).digest('base64url').slice(0, 22)}`;
      this.#named += 1;
    }
    return known.name ?? undefined;
  }
}

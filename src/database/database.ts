import { MikroORM, type Options } from '@mikro-orm/postgresql';
import type { Pool } from 'pg';
import { OperatorError } from '../operator-error.ts';
import { asConnectError } from './connect-error.ts';
import { ormConfig } from './mikro-orm.config.ts';
import { poolOptions } from './pool-options.ts';
import { type SessionLimits, sessionOptions } from './session-limits.ts';

/** The connected database: the ORM for writes and rules, and its own pool for the graph reader. */
export interface Database {
  orm: MikroORM;
  pool: Pool;
  /** From now on new connections go there: the same database behind another port. */
  moveTo: (url: string) => void;
  close: () => Promise<void>;
}

const OLDEST = 15;

/** For commands: migrations and imports take the time they take. */
const UNLIMITED: SessionLimits = { statement: 0, lock: 0 };

export interface ConnectOptions extends Options {
  limits?: SessionLimits;
  /** Connections at most; ten unless told otherwise. */
  connections?: number;
}

/**
 * Connects and checks the server. Throws OperatorError with what to do when it cannot be reached, refuses the login,
 * has no such database or is too old.
 */
export async function connect(
  url: string,
  { limits = UNLIMITED, connections, ...overrides }: ConnectOptions = {},
): Promise<Database> {
  const driverOptions = {
    ...sessionOptions(limits),
    ...(connections !== undefined && { max: connections }),
    ...overrides.driverOptions,
  };
  const orm = await MikroORM.init(ormConfig(url, { ...overrides, driverOptions }));
  try {
    const pool = await (
      orm.em.getConnection() as unknown as { getNativeClient: () => Promise<Pool> }
    ).getNativeClient();
    const { rows } = await pool.query<{ version: number; encoding: string }>(
      `select current_setting('server_version_num')::int / 10000 as version, current_setting('server_encoding') as encoding`,
    );
    const { version, encoding } = rows[0]!;
    if (version < OLDEST) {
      throw new OperatorError(
        `数据库是 PostgreSQL ${version}，需要 ${OLDEST} 或更新的版本`,
        `The database is PostgreSQL ${version}; ${OLDEST} or later is needed`,
      );
    }
    if (encoding !== 'UTF8') {
      throw new OperatorError(
        `数据库编码是 ${encoding}，需要 UTF8`,
        `The database is in ${encoding}; UTF8 is needed`,
      );
    }
    const moveTo = (next: string) =>
      void Object.assign(pool.options, poolOptions(next), sessionOptions(limits));
    return { orm, pool, moveTo, close: () => orm.close(true) };
  } catch (error) {
    await orm.close(true);
    throw asConnectError(error, url);
  }
}

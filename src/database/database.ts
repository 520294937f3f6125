import { MikroORM, type Options } from '@mikro-orm/postgresql';
import type { Pool } from 'pg';
import { OperatorError } from '../errors.ts';
import { ormConfig } from './mikro-orm.config.ts';
import { poolOptions, type SessionLimits } from './session-limits.ts';

/** The connected database: the ORM for writes and rules, and its own pool for the graph reader. */
export interface Database {
  orm: MikroORM;
  pool: Pool;
  close: () => Promise<void>;
}

const OLDEST = 15;

/** For commands: migrations and imports take the time they take. */
const UNLIMITED: SessionLimits = { statement: 0, lock: 0 };

/**
 * Connects and checks the server. Throws OperatorError with what to do when it cannot be reached, refuses the login,
 * has no such database or is too old.
 */
export async function connect(
  url: string,
  { limits = UNLIMITED, ...overrides }: Options & { limits?: SessionLimits } = {},
): Promise<Database> {
  const driverOptions = { ...poolOptions(limits), ...overrides.driverOptions };
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
    return { orm, pool, close: () => orm.close(true) };
  } catch (error) {
    await orm.close(true);
    throw asOperatorError(error, url);
  }
}

const advice: Record<string, [zh: string, en: string]> = {
  ECONNREFUSED: ['那里没有数据库在监听，请检查主机与端口', 'nothing listens there; check host and port'],
  ENOTFOUND: ['找不到这台主机', 'there is no such host'],
  EAI_AGAIN: ['找不到这台主机', 'there is no such host'],
  ETIMEDOUT: ['连接超时', 'the connection timed out'],
  '28P01': ['用户名或密码不对', 'user or password is wrong'],
  '28000': ['不允许这个用户登录', 'this user may not log in'],
  '3D000': ['没有这个数据库，请先建立', 'there is no such database; create it first'],
};

function asOperatorError(error: unknown, url: string): unknown {
  if (error instanceof OperatorError) return error;
  const { code } = error as { code?: string };
  const [zh, en] = advice[code ?? ''] ?? [(error as Error).message, (error as Error).message];
  const place = withoutPassword(url);
  return new OperatorError(`无法连接数据库 ${place}：${zh}`, `Cannot connect to ${place}: ${en}`);
}

function withoutPassword(url: string): string {
  if (!URL.canParse(url)) return 'DATABASE_URL';
  const { protocol, username, host, pathname } = new URL(url);
  return `${protocol}//${username}${username ? '@' : ''}${host}${pathname}`;
}

import { Client } from 'pg';
import { EmbeddedError } from './embedded-error.ts';
import { SUPERUSER } from './cluster.ts';

export const DATABASE = 'zhiyuan';

export function urlOf(port: number, password: string, database = DATABASE): string {
  return `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/${database}`;
}

/**
 * Makes the program's database unless it is there: the start that made the cluster may have died before this.
 * @throws EmbeddedError NOT_DURABLE when `durable` is asked of a running server that may lose what it acknowledged
 */
export async function prepareDatabase(port: number, password: string, durable: boolean): Promise<void> {
  const client = new Client({ connectionString: urlOf(port, password, 'postgres') });
  // A server that stops meanwhile must not end this process; the query's own promise reports it.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ made: boolean; fsync: string }>(
      `select exists(select from pg_database where datname = $1) as made, current_setting('fsync') as fsync`,
      [DATABASE],
    );
    if (durable && rows[0]?.fsync !== 'on') throw notDurable();
    if (!rows[0]?.made) await client.query(`create database ${DATABASE}`);
  } finally {
    await client.end().catch(() => undefined);
  }
}

function notDurable(): EmbeddedError {
  return new EmbeddedError(
    'NOT_DURABLE',
    '正在运行的内置数据库是以测试方式启动的，断电可能丢数据。请先停止它，再重新启动。',
    'The embedded database that is running was started for tests and may lose data. Stop it, then start again.',
  );
}

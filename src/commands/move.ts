import type { Pool } from 'pg';
import type { Progress } from '../database/copy.ts';
import { OperatorError } from '../operator-error.ts';
import { databaseUrlFault } from '../settings.ts';
import type { Command } from './command.ts';
import { say, tell } from './command.ts';
import { adoptFeed, openDatabase } from './database.ts';

/** Progress within one table is told no more often than this, in milliseconds. */
const PAUSE = 2_000;

export const moveCommand: Command = {
  usage: '--to <DATABASE_URL>',
  zh: '把全部数据（规划、工作、账号、密钥）搬到另一个空的 PostgreSQL 数据库；原库不动',
  en: 'move everything (plan, work, accounts, keys) into another, empty PostgreSQL database; this one stays as it is',
  options: {
    to: {
      type: 'string',
      zh: '目标数据库，写法与 DATABASE_URL 相同；须已建好且没有数据',
      en: 'the target, written like DATABASE_URL; it must exist and have no data',
    },
  },
  async run({ settings, positionals, options }) {
    const url = options['to'] as string | undefined;
    if (url === undefined || url.trim() === '' || positionals.length > 0) {
      throw new OperatorError('请用 --to 给出目标数据库', 'Give the target with --to', 2);
    }
    const fault = databaseUrlFault(url);
    if (fault) throw new OperatorError(`--to ${fault}`, 'See move --help', 2);
    const [source, { connect }, { migrate }, { copyDatabase }] = await Promise.all([
      openDatabase(settings, { create: false }),
      import('../database/database.ts'),
      import('../database/migrate.ts'),
      import('../database/copy.ts'),
    ]);
    try {
      const target = await connect(url);
      try {
        await migrate(target);
        const others = await othersOn(source.pool);
        if (others > 0) {
          tell(
            `还有 ${others} 个连接在用原数据库：此刻之后写入的不会搬走。请先停止服务`,
            `${others} other connections use this database: what they write from now on stays behind. Stop the service first`,
          );
        }
        const copied = await copyDatabase(source.pool, target.pool, progress());
        await adoptFeed(target);
        const rows = [...copied.values()].reduce((sum, count) => sum + count, 0);
        tell(
          `已搬 ${copied.size} 个表共 ${rows} 行，逐表核对无误。以后用 DATABASE_URL 启动；原数据库没有改动，不再使用即可`,
          `Moved ${rows} rows of ${copied.size} tables, each counted on both sides. Start with DATABASE_URL from now on; the former database is as it was, to be used no more`,
        );
        return 0;
      } finally {
        await target.close();
      }
    } finally {
      await source.close();
    }
  },
};

/** Connections to the database beside this process's own. */
async function othersOn(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    `select count(*)::int as count from pg_stat_activity where datname = current_database() and backend_type = 'client backend'`,
  );
  return Math.max(0, rows[0]!.count - pool.totalCount);
}

/** Says each table when it begins, and how far a long one has come. */
function progress() {
  let told = 0;
  return ({ table, place, tables, rows, of }: Progress): void => {
    const now = Date.now();
    if (rows > 0 && now < told + PAUSE) return;
    told = now;
    say(`${place}/${tables} ${table}：${rows}/${of} 行`, `${rows} of ${of} rows`);
  };
}

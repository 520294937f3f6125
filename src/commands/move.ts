import { dirname } from 'node:path';
import type { Pool } from 'pg';
import type { Progress } from '../database/copy.ts';
import { OperatorError } from '../operator-error.ts';
import { DATABASE_SETTINGS, databaseUrlFault, MEDIA_SETTINGS, type Settings } from '../settings.ts';
import type { Command } from './command.ts';
import { say, tell } from './command.ts';
import { adoptFeed, openDatabase, type OpenDatabase } from './database.ts';
import { mediaFolder } from './media.ts';

/** Progress within one table is told no more often than this, in milliseconds. */
const PAUSE = 2_000;

export const moveCommand: Command = {
  usage: '--to <DATABASE_URL>',
  zh: '把全部数据（规划、工作、账号、密钥）搬到另一个空的 PostgreSQL 数据库；原库不动，图片文件在哪里会说明',
  en: 'move everything (plan, work, accounts, keys) into another, empty PostgreSQL database; this one stays as it is, and it says where the files of pictures are',
  options: {
    to: {
      type: 'string',
      zh: '目标数据库，写法与 DATABASE_URL 相同；须已建好且没有数据',
      en: 'the target, written like DATABASE_URL; it must exist and have no data',
    },
  },
  settings: [...DATABASE_SETTINGS, ...MEDIA_SETTINGS],
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
        // Before the rows: what fails here leaves the target empty, to be tried again.
        const pictures = await movePictures(settings, source);
        const copied = await copyDatabase(source.pool, target.pool, progress());
        await adoptFeed(target);
        const rows = [...copied.values()].reduce((sum, count) => sum + count, 0);
        tell(
          `已搬 ${copied.size} 个表共 ${rows} 行，逐表核对无误。以后用 DATABASE_URL 启动；原数据库没有改动，不再使用即可`,
          `Moved ${rows} rows of ${copied.size} tables, each counted on both sides. Start with DATABASE_URL from now on; the former database is as it was, to be used no more`,
        );
        pictures();
        return 0;
      } finally {
        await target.close();
      }
    } finally {
      await source.close();
    }
  },
};

/**
 * Brings the files of pictures to where a server with these settings and a DATABASE_URL looks for them; what is left to
 * say when all is done. A store is reached from everywhere, and a folder that is the right one stays.
 */
async function movePictures(settings: Settings, source: OpenDatabase): Promise<() => void> {
  const [folder, next] = [mediaFolder(settings, source), mediaFolder(settings, { embedded: null })];
  const [{ carryPictures, keptPictures }, { diskStorage }] = await Promise.all([
    import('../media/carry.ts'),
    import('../media/disk-storage.ts'),
  ]);
  const pictures = await keptPictures(source.pool);
  if (pictures.length === 0 || folder === null || next === null) return () => {};
  if (folder !== next) {
    const { carried, missing } = await carryPictures(pictures, diskStorage(folder), diskStorage(next));
    tell(
      `已把 ${carried} 张图片的文件从 ${folder} 复制到 ${next}`,
      `Copied the files of ${carried} pictures from ${folder} to ${next}`,
    );
    if (missing.length > 0) {
      tell(
        `${missing.length} 张图片缺文件：${missing.join('，')}`,
        `${missing.length} pictures lack files: ${missing.join(', ')}`,
      );
    }
  }
  return () =>
    tell(
      `${pictures.length} 张图片的文件不在数据库里，在 ${next}：以后启动仍用 DATA_DIR=${dirname(next)}；换到另一台机器，先把这个文件夹复制到那里的 DATA_DIR 下`,
      `The files of ${pictures.length} pictures are not in the database but in ${next}: go on with DATA_DIR=${dirname(next)}, or, on another machine, copy that folder into the DATA_DIR there first`,
    );
}

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

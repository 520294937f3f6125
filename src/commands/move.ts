import { access } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Pool } from 'pg';
import type { Progress } from '../database/copy.ts';
import type { CarryProgress } from '../media/carry.ts';
import { OperatorError } from '../operator-error.ts';
import { DATABASE_SETTINGS, databaseUrlFault, MEDIA_SETTINGS, type Settings } from '../settings.ts';
import type { Command } from './command.ts';
import { say, tell } from './command.ts';
import { adoptFeed, type OpenDatabase, openDatabase } from './database.ts';
import { mediaFolder, mediaStorage } from './media.ts';

/** Progress within one table is told no more often than this, in milliseconds. */
const PAUSE = 2_000;

export const moveCommand: Command = {
  usage: '--to <DATABASE_URL>',
  zh: '把全部数据（规划、工作、账号、密钥）搬到另一个空的 PostgreSQL 数据库；原库不动。图片存入 MEDIA_S3_…（设了的话），否则说明在哪里',
  en: 'move everything (plan, work, accounts, keys) into another, empty PostgreSQL database; this one stays as it is. Pictures go to the store of MEDIA_S3_…, where set; else it says where they are',
  settings: [...DATABASE_SETTINGS, ...MEDIA_SETTINGS],
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
        let afterwards = (): void => {};
        // Before the target is committed: what fails there leaves it empty, to be tried again.
        const copied = await copyDatabase(source.pool, target.pool, progress(), async () => {
          afterwards = await movePictures(settings, source);
        });
        await adoptFeed(target);
        const rows = [...copied.values()].reduce((sum, count) => sum + count, 0);
        tell(
          `已搬 ${copied.size} 个表共 ${rows} 行，逐表核对无误。以后用 DATABASE_URL 启动；原数据库没有改动，不再使用即可`,
          `Moved ${rows} rows of ${copied.size} tables, each counted on both sides. Start with DATABASE_URL from now on; the former database is as it was, to be used no more`,
        );
        afterwards();
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

/**
 * Brings the pictures that lie in a folder to where the next service looks for them: into the store, where one is set,
 * else into `DATA_DIR`, where the embedded database kept its data elsewhere. Returns what is left to say when all is done.
 */
async function movePictures(settings: Settings, source: OpenDatabase): Promise<() => void> {
  const [folder, next] = [mediaFolder(settings, source), mediaFolder(settings, { embedded: null })];
  const isStore = settings.MEDIA_S3_ENDPOINT !== '';
  const [{ carryPictures, keptPictures }, { diskStorage }] = await Promise.all([
    import('../media/carry.ts'),
    import('../media/disk-storage.ts'),
  ]);
  const pictures = await keptPictures(source.pool);
  // A store that has had them all along leaves no folder.
  if (pictures.length === 0 || (isStore && !(await isThere(folder)))) return () => {};
  if (isStore || folder !== next) {
    const to = isStore ? settings.MEDIA_S3_ENDPOINT : next;
    const storage = mediaStorage(settings, { embedded: null });
    const { files, missing } = await carryPictures(
      pictures,
      diskStorage(folder),
      storage,
      pictureProgress(),
    ).catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error);
      throw new OperatorError(
        `图片没能存入 ${to}（${reason}）。目标数据库未作改动；修好以后再运行一次，已存入的不会重来`,
        `The pictures could not be put into ${to} (${reason}). The target is as it was: run this again once that is mended, it goes on where it was`,
      );
    });
    tell(`已把图片文件 ${files} 个存入 ${to}`, `Put ${files} files of pictures into ${to}`);
    if (missing.length > 0) {
      tell(
        `有 ${missing.length} 张图片的文件两处都没有：${missing.join('、')}`,
        `Files of ${missing.length} pictures are in neither place: ${missing.join(', ')}`,
      );
    }
  }
  if (isStore) return () => {};
  return () =>
    tell(
      `${pictures.length} 张图片的文件不在数据库里，在 ${next}：以后启动仍用 DATA_DIR=${dirname(next)}；换到另一台机器，先把这个文件夹复制到那里的 DATA_DIR 下`,
      `The files of ${pictures.length} pictures are not in the database but in ${next}: go on with DATA_DIR=${dirname(next)}, or, on another machine, copy that folder into the DATA_DIR there first`,
    );
}

function pictureProgress() {
  let told = 0;
  return ({ pictures, of }: CarryProgress): void => {
    if (Date.now() < told + PAUSE) return;
    told = Date.now();
    say(`图片 ${pictures}/${of}`, `${pictures} of ${of} pictures`);
  };
}

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

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

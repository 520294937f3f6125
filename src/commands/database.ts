import { resolve } from 'node:path';
import type { Database } from '../database/database.ts';
import { type EmbeddedServer, hasEmbedded, startEmbedded } from '../database/embedded/start.ts';
import type { SessionLimits } from '../database/session-limits.ts';
import { OperatorError } from '../operator-error.ts';
import type { Settings } from '../settings.ts';
import { say, tell } from './command.ts';

export interface OpenDatabase extends Database {
  /** Null with DATABASE_URL. */
  embedded: EmbeddedServer | null;
  /** The same database over connections that wait no longer than this; closed with it. */
  limited: (limits: SessionLimits, connections?: number) => Promise<Database>;
  /** The URL that it is reached by now. */
  url: () => string;
  /** Starts the embedded server again after it died, and goes on with it. */
  reopen: () => Promise<void>;
  /** Calls back with the new URL when the embedded server was started again. */
  onMoved: (told: (url: string) => void) => void;
}

export interface OpenOptions {
  /** Bring the structure up to date. */
  migrate?: boolean;
  /** Make the embedded database where there is none; otherwise that is an error. */
  create?: boolean;
}

/** Opens the database of the settings, starting the embedded one unless DATABASE_URL is set. */
export async function openDatabase(
  settings: Settings,
  { migrate: wanted = true, create = true }: OpenOptions = {},
): Promise<OpenDatabase> {
  const isEmbedded = settings.DATABASE_URL === '';
  const dataDir = resolve(settings.DATA_DIR);
  const start = () => startEmbedded({ dataDir, onProgress: ({ zh, en }) => say(zh, en) });
  if (isEmbedded && !create && !(await hasEmbedded(dataDir))) throw noDatabase(dataDir);
  // The ORM takes longer to load than PostgreSQL to start: both at once.
  const [first, { connect }, { migrate }] = await Promise.all([
    isEmbedded ? start() : null,
    import('../database/database.ts'),
    import('../database/migrate.ts'),
  ]);
  for (const notice of first?.notices ?? []) process.stderr.write(`${notice}\n`);
  let embedded = first;
  const url = () => embedded?.url ?? settings.DATABASE_URL;
  const moves: ((url: string) => void)[] = [];
  let serving: Database | undefined;
  try {
    const database = await connect(url());
    if (wanted) {
      const applied = await migrate(database);
      if (applied.length > 0)
        say(`已升级数据库结构：${applied.length} 步`, `Migrated the database: ${applied.length} steps`);
      await adoptFeed(database);
    }
    return {
      ...database,
      get embedded() {
        return embedded;
      },
      url,
      onMoved: (told) => void moves.push(told),
      limited: async (limits, connections) => {
        serving = await connect(url(), { limits, ...(connections !== undefined && { connections }) });
        moves.push(serving.moveTo);
        return serving;
      },
      reopen: async () => {
        const former = embedded;
        embedded = await start();
        database.moveTo(embedded.url);
        for (const told of moves) told(embedded.url);
        await former?.release();
      },
      close: async () => {
        await serving?.close();
        await database.close();
        await embedded?.release();
      },
    };
  } catch (error) {
    await embedded?.release();
    throw error;
  }
}

/** Mends what counts transactions in a database that was restored from another server, and says so of its feed. */
export async function adoptFeed({ pool }: Database): Promise<void> {
  const [{ adoptRestoredFeed }, { removeForeignWrites }] = await Promise.all([
    import('../change/restored-feed.ts'),
    import('../cache/data-versions.ts'),
  ]);
  await removeForeignWrites(pool);
  if (!(await adoptRestoredFeed(pool))) return;
  tell(
    '数据库来自另一台服务器：变动流已续接，原有游标仍可用',
    'The database comes from another server: its feed goes on here, cursors stay valid',
  );
}

function noDatabase(dataDir: string): OperatorError {
  return new OperatorError(
    `${dataDir} 还没有数据库；检查 DATA_DIR 或 --data-dir，或先用 npm start 建立`,
    `There is no database in ${dataDir} yet; check DATA_DIR or --data-dir, or make one with npm start`,
  );
}

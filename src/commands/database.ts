import { resolve } from 'node:path';
import { connect, type Database } from '../database/database.ts';
import { type EmbeddedServer, startEmbedded } from '../database/embedded/start.ts';
import { migrate } from '../database/migrate.ts';
import type { SessionLimits } from '../database/session-limits.ts';
import type { Settings } from '../settings.ts';
import { say, tell } from './command.ts';

export interface OpenDatabase extends Database {
  /** Null with DATABASE_URL. */
  embedded: EmbeddedServer | null;
  /** The same database over connections that wait no longer than this; closing it leaves the first ones open. */
  limited: (limits: SessionLimits) => Promise<Database>;
}

/** Opens the database of the settings, starting the embedded one unless DATABASE_URL is set, and migrates it. */
export async function openDatabase(settings: Settings, options = { migrate: true }): Promise<OpenDatabase> {
  const embedded =
    settings.DATABASE_URL === ''
      ? await startEmbedded({ dataDir: resolve(settings.DATA_DIR), onProgress: ({ zh, en }) => say(zh, en) })
      : null;
  for (const notice of embedded?.notices ?? []) tell(notice, '');
  try {
    const database = await connect(embedded?.url ?? settings.DATABASE_URL);
    if (options.migrate) {
      const applied = await migrate(database);
      if (applied.length > 0)
        say(`已升级数据库结构：${applied.length} 步`, `Migrated the database: ${applied.length} steps`);
    }
    return {
      ...database,
      embedded,
      limited: (limits) => connect(embedded?.url ?? settings.DATABASE_URL, { limits }),
      close: async () => {
        await database.close();
        await embedded?.release();
      },
    };
  } catch (error) {
    await embedded?.release();
    throw error;
  }
}

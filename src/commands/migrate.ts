import type { Command } from './command.ts';
import { tell } from './command.ts';
import { adoptFeed, openDatabase } from './database.ts';

export const migrateCommand: Command = {
  usage: '',
  zh: '把数据库结构升级到最新',
  en: 'bring the database to the newest structure',
  options: {},
  async run({ settings }) {
    const [database, { migrate }] = await Promise.all([
      openDatabase(settings, { migrate: false }),
      import('../database/migrate.ts'),
    ]);
    try {
      const applied = await migrate(database);
      await adoptFeed(database);
      tell(
        applied.length === 0 ? '数据库结构已是最新' : `已执行：${applied.join('、')}`,
        applied.length === 0 ? 'The database is up to date' : `Applied: ${applied.join(', ')}`,
      );
      return 0;
    } finally {
      await database.close();
    }
  },
};

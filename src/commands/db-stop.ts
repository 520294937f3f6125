import { resolve } from 'node:path';
import { stopEmbedded } from '../database/embedded/start.ts';
import { OperatorError } from '../operator-error.ts';
import type { Command } from './command.ts';
import { tell } from './command.ts';

export const dbStopCommand: Command = {
  usage: '',
  zh: '停止嵌入式数据库（不论谁在使用；数据保留）',
  en: 'stop the embedded database, whoever uses it; data are kept',
  options: {},
  async run({ settings }) {
    if (settings.DATABASE_URL !== '') {
      throw new OperatorError(
        '设置了 DATABASE_URL，没有嵌入式数据库可停',
        'DATABASE_URL is set: there is no embedded database to stop',
        2,
      );
    }
    const outcome = await stopEmbedded(resolve(settings.DATA_DIR));
    if (outcome === 'stopped') tell('已停止', 'Stopped');
    else tell('没有在运行', 'It was not running');
    return 0;
  },
};

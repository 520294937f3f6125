import { OperatorError } from '../operator-error.ts';
import type { Command } from './command.ts';
import { tell } from './command.ts';
import { openDatabase } from './database.ts';

export const exportCommand: Command = {
  usage: '<规划代码 plan code> <文件夹 folder>',
  zh: '把一份规划写回同样格式的文件夹',
  en: 'write a plan back as a folder of the same format',
  options: {},
  async run({ settings, positionals }) {
    const [code, folder, ...others] = positionals;
    if (code === undefined || folder === undefined || others.length > 0) {
      throw new OperatorError('请给出规划代码与文件夹', 'Give a plan code and a folder', 2);
    }
    const [database, { exportPlan }, { writePlanFolder }] = await Promise.all([
      openDatabase(settings, { create: false }),
      import('../exchange/export.ts'),
      import('../planfile/write.ts'),
    ]);
    try {
      const file = await exportPlan(database.orm.em, code);
      if (!file) throw new OperatorError(`没有规划 ${code}`, `There is no plan ${code}`);
      await writePlanFolder(file, folder).catch((error: unknown) => {
        const why = error instanceof Error && 'code' in error ? String(error.code) : null;
        if (why === null) throw error;
        throw new OperatorError(`无法写入 ${folder}（${why}）`, `Cannot write to ${folder} (${why})`);
      });
      tell(`已写入 ${folder}`, `Written to ${folder}`);
      return 0;
    } finally {
      await database.close();
    }
  },
};

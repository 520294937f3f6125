import { OperatorError } from '../operator-error.ts';
import type { PlanFile, PlanFileError } from '../planfile/format.ts';
import type { Command } from './command.ts';
import { tell } from './command.ts';
import { openDatabase } from './database.ts';

/** Reads a plan folder. Throws OperatorError that lists every error with file and line. */
export async function readValidPlan(folder: string): Promise<PlanFile> {
  const { readPlanFolder } = await import('../planfile/read.ts');
  const { file, errors } = await readPlanFolder(folder);
  if (file && errors.length === 0) return file;
  throw new OperatorError(
    `规划有 ${errors.length} 处错误，未导入：\n${errors.map(line).join('\n')}`,
    `Errors in the plan: ${errors.length}; nothing was imported.`,
  );
}

const line = ({ file, line: at, path, code, message }: PlanFileError): string =>
  `  ${file}${at === null ? '' : `:${at}`} ${code}${path ? ` ${path}` : ''}\n    ${message}`;

export const importCommand: Command = {
  usage: '<规划文件夹 plan folder>',
  zh: '导入一份规划（source.txt、plan.yaml、members.yaml）；全部成功或全不改动，可重复执行',
  en: 'import a plan; all or nothing, may be repeated',
  options: { check: { type: 'boolean', zh: '只检查，不导入', en: 'only check, import nothing' } },
  async run({ settings, positionals, options }) {
    const [folder, ...others] = positionals;
    if (folder === undefined || others.length > 0) {
      throw new OperatorError('请给出一个规划文件夹', 'Give one plan folder', 2);
    }
    const file = await readValidPlan(folder);
    if (options['check']) {
      tell(`检查通过：${file.plan.code}`, `Correct: ${file.plan.code}`);
      return 0;
    }
    const [database, { importPlan }] = await Promise.all([
      openDatabase(settings),
      import('../exchange/import.ts'),
    ]);
    try {
      const { planCode, created, updated, removed } = await importPlan(database.orm.em, file);
      tell(
        `已导入规划 ${planCode}：新增 ${created}，更新 ${updated}，删除 ${removed}`,
        `Imported the plan ${planCode}: ${created} created, ${updated} updated, ${removed} removed`,
      );
      return 0;
    } finally {
      await database.close();
    }
  },
};

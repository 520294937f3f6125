import type { Command } from './commands/command.ts';
import { OperatorError } from './operator-error.ts';
import { DATABASE_SETTINGS, readCommandLine, settingsHelp } from './settings.ts';

/** Every command; loaded when it is the one that runs, since some bring half of the program with them. */
const commands: Record<string, () => Promise<Command>> = {
  serve: async () => (await import('./commands/serve.ts')).serveCommand,
  migrate: async () => (await import('./commands/migrate.ts')).migrateCommand,
  import: async () => (await import('./commands/import.ts')).importCommand,
  export: async () => (await import('./commands/export.ts')).exportCommand,
  token: async () => (await import('./commands/token.ts')).tokenCommand,
  doctor: async () => (await import('./commands/doctor.ts')).doctorCommand,
  schema: async () => (await import('./commands/schema.ts')).schemaCommand,
  'db:stop': async () => (await import('./commands/db-stop.ts')).dbStopCommand,
};

async function help(): Promise<string> {
  const list = await Promise.all(
    Object.entries(commands).map(async ([name, load]) => {
      const { usage, zh, en } = await load();
      return `  ${`${name} ${usage}`.trimEnd()}\n      ${zh}\n      ${en}`;
    }),
  );
  return [
    '志愿图谱 Zhiyuan Graph',
    '',
    '用法 Usage: npm run cli -- <命令 command> [选项 options]',
    '',
    ...list,
    '',
    '设置（选项优先于环境变量） Settings (a flag wins over the environment):',
    settingsHelp(),
    '',
    '退出状态 Exit status: 0 成功 done, 1 失败 failed, 2 用法有误 wrong usage',
    '',
  ].join('\n');
}

function helpOf(name: string, { usage, zh, en, options, settings = DATABASE_SETTINGS }: Command): string {
  const own = Object.entries(options).map(
    ([flag, option]) => `  --${flag}\n      ${option.zh}\n      ${option.en}`,
  );
  const listed = settings.length === 0 ? [] : ['设置 Settings:', settingsHelp(settings)];
  return [`${name} ${usage}`.trimEnd(), `  ${zh}`, `  ${en}`, ...own, '', ...listed, ''].join('\n');
}

async function run([name = '--help', ...args]: readonly string[]): Promise<number> {
  if (name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(await help());
    return 0;
  }
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!load) {
    throw new OperatorError(
      `没有命令 ${name}；--help 列出全部`,
      `There is no command ${name}; --help lists them all`,
      2,
    );
  }
  const command = await load();
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(helpOf(name, command));
    return 0;
  }
  const line = readCommandLine(args, command.options);
  if (command.usage === '' && line.positionals.length > 0) {
    throw new OperatorError(
      `${name} 不接受参数：${line.positionals.join(' ')}`,
      `${name} takes no arguments: ${line.positionals.join(' ')}`,
      2,
    );
  }
  return command.run(line);
}

/** Runs a command; its exit status. What the person can mend is printed in both languages, without a stack. */
export async function runCommandLine(args: readonly string[]): Promise<number> {
  // `doctor | head -3`: who reads has seen enough. The work goes on, since it may have something to close.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
  try {
    return await run(args);
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error;
    process.stderr.write(`${error.zh}\n${error.en}\n`);
    return error.exitCode;
  }
}

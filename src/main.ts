import type { Command } from './commands/command.ts';
import { dbStopCommand } from './commands/db-stop.ts';
import { demoCommand } from './commands/demo.ts';
import { doctorCommand } from './commands/doctor.ts';
import { exportCommand } from './commands/export.ts';
import { grantCommand } from './commands/grant.ts';
import { importCommand } from './commands/import.ts';
import { migrateCommand } from './commands/migrate.ts';
import { moveCommand } from './commands/move.ts';
import { reportRoleCommand } from './commands/report-role.ts';
import { schemaCommand } from './commands/schema.ts';
import { serveCommand } from './commands/serve.ts';
import { tokenCommand } from './commands/token.ts';
import { OperatorError } from './operator-error.ts';
import { DATABASE_SETTINGS, readCommandLine, settingsHelp } from './settings.ts';

const commands: Record<string, Command> = {
  serve: serveCommand,
  migrate: migrateCommand,
  import: importCommand,
  export: exportCommand,
  move: moveCommand,
  demo: demoCommand,
  token: tokenCommand,
  grant: grantCommand,
  'report-role': reportRoleCommand,
  doctor: doctorCommand,
  schema: schemaCommand,
  'db:stop': dbStopCommand,
};

function help(): string {
  const list = Object.entries(commands).map(
    ([name, { usage, zh, en }]) => `  ${`${name} ${usage}`.trimEnd()}\n      ${zh}\n      ${en}`,
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

async function main([name = '--help', ...args]: string[]): Promise<number> {
  if (name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(help());
    return 0;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) {
    throw new OperatorError(
      `没有命令 ${name}；--help 列出全部`,
      `There is no command ${name}; --help lists them all`,
      2,
    );
  }
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

// `doctor | head -3`: who reads has seen enough; or the terminal is gone. The work goes on, since it may have something to
// close.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE' && error.code !== 'EIO') throw error;
  });
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof OperatorError)) throw error;
  process.stderr.write(`${error.zh}\n${error.en}\n`);
  process.exitCode = error.exitCode;
}

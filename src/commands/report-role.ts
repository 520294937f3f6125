import { OperatorError } from '../operator-error.ts';
import type { CommandLine } from '../settings.ts';
import type { Command } from './command.ts';
import { tell } from './command.ts';
import { openDatabase } from './database.ts';

const NAME = 'zhiyuan_report';

export const reportRoleCommand: Command = {
  usage: '[<名字 name>]',
  zh: `建立只能读公开视图（模式 report）的数据库用户，供 BI 工具使用；已有则换密码。缺省名字 ${NAME}`,
  en: `make a database user that can read the public views (schema report) and nothing else, for BI tools; one that is there gets a new password. Named ${NAME} by default`,
  options: {
    'password-file': {
      type: 'string',
      zh: '把密码写入这个文件（.pgpass 格式，仅本人可读），而不打印连接地址',
      en: 'write the password to this file, in the form of .pgpass and for its owner alone, rather than print the URL',
    },
    connections: { type: 'string', zh: '同时的连接数上限（10）', en: 'sessions at the same time (10)' },
    timeout: { type: 'string', zh: '一条语句的时限，秒（60）', en: 'seconds that a statement may take (60)' },
    remove: { type: 'boolean', zh: '断开其连接并删除这个用户', en: 'end its sessions and remove the user' },
  },
  async run(line) {
    const { settings, options } = line;
    const name = nameOf(line);
    const connections = numberOf(options['connections'], 'connections', 10, 1000);
    const timeout = numberOf(options['timeout'], 'timeout', 60, 86_400);
    const file = options['password-file'] as string | undefined;
    if (options['remove'] === true && file !== undefined) {
      throw new OperatorError(
        '--remove 不与 --password-file 同用',
        '--remove goes without --password-file',
        2,
      );
    }
    const [database, { makeRole, removeRole }, { stagedPassword, urlFor }] = await Promise.all([
      // Whoever runs this may be the server's administrator, who shall own no table.
      openDatabase(settings, { migrate: false, create: false }),
      import('../reporting/role.ts'),
      import('../reporting/password-file.ts'),
    ]);
    try {
      if (options['remove'] === true) {
        await removeRole(database.pool, name);
        tell(`已断开并删除用户 ${name}`, `The user ${name} is gone, and so are its sessions`);
        return 0;
      }
      const url = database.embedded?.url ?? settings.DATABASE_URL;
      const staged = file === undefined ? null : stagedPassword(file, url, name);
      const made = await makeRole(database.pool, { name, connections, timeout }, async (password) =>
        staged?.write(password),
      ).catch(async (error: unknown) => {
        await staged?.discard();
        throw error;
      });
      await staged?.keep();
      if (file === undefined) process.stdout.write(`${urlFor(url, name, made.password)}\n`);
      const where = file === undefined ? '见上，只显示这一次' : `已写入 ${file}`;
      tell(
        `${made.isRenewed ? '已更换用户' : '已建立用户'} ${name}${made.isRenewed ? ' 的密码' : ''}（密码${where}）；它只能读模式 report 的视图`,
        `${made.isRenewed ? 'A new password for the user' : 'Made the user'} ${name} (${file === undefined ? 'above, shown this once' : `in ${file}`}); it can read the views of the schema report and nothing else`,
      );
      if (made.hasTemporary) {
        tell(
          '它还能建临时表，因为数据库不属于运行本命令的用户。请由管理员执行：revoke temporary on database … from public',
          'It can make temporary tables still, since the database is not owned by the user of this command. Let an administrator run: revoke temporary on database … from public',
        );
      }
      if (database.embedded) {
        tell(
          '内置数据库只听本机，端口每次启动都会变：长期使用请搬到 PostgreSQL 服务器（move --to），在那里再运行本命令',
          'The embedded database listens on this machine alone, on another port at each start: to connect for good, move to a PostgreSQL server (move --to) and run this command there',
        );
      }
      return 0;
    } finally {
      await database.close();
    }
  },
};

function nameOf({ positionals }: CommandLine): string {
  const [name = NAME, ...others] = positionals;
  if (others.length === 0 && /^(?!pg_)[a-z_][a-z0-9_]{0,62}$/.test(name)) return name;
  throw new OperatorError(
    '请给出一个名字：小写字母、数字与下划线，不以数字或 pg_ 开头，至多 63 个字符',
    'Give one name: small letters, digits and underscores, not beginning with a digit or pg_, 63 characters at most',
    2,
  );
}

function numberOf(given: unknown, option: string, usual: number, most: number): number {
  const value = Number(given ?? usual);
  if (Number.isInteger(value) && value >= 1 && value <= most) return value;
  throw new OperatorError(
    `${option} 应为 1 到 ${most} 的整数`,
    `${option} must be a whole number from 1 to ${most}`,
    2,
  );
}

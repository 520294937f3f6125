import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { OperatorError } from './operator-error.ts';

/** One setting: by flag and by environment, the same name. */
interface Setting {
  /** Environment variable; the flag is the same in lower case with dashes. */
  name: string;
  default: string;
  /** What it means; both languages stand in --help. */
  zh: string;
  en: string;
  check?: (text: string) => string | null;
}

const wholeNumber = (from: number, to: number) => (text: string) =>
  /^\d+$/.test(text) && Number(text) >= from && Number(text) <= to
    ? null
    : `应为 ${from} 到 ${to} 的整数 / must be a whole number from ${from} to ${to}`;

const orEmpty = (check: (text: string) => string | null) => (text: string) =>
  text === '' ? null : check(text);

/** Most workers that `WORKERS` may ask for by a number. */
const MOST_WORKERS = 128;

const workers = (text: string): string | null =>
  text === 'auto' || wholeNumber(1, MOST_WORKERS)(text) === null
    ? null
    : `应为 1 到 ${MOST_WORKERS} 的整数或 auto / must be a whole number from 1 to ${MOST_WORKERS}, or auto`;

/** Connections of a worker at least: a request that writes may need two at a time, and one must not wait for the other. */
export const FEWEST_CONNECTIONS = 4;

/** How many workers the setting asks for on this machine. */
export const workersIn = (text: string): number => (text === 'auto' ? availableParallelism() : Number(text));

const oneOf =
  (...values: string[]) =>
  (text: string) =>
    values.includes(text) ? null : `应为 ${values.join('、')} 之一 / must be one of ${values.join(', ')}`;

/** What `pg` knows; of libpq's words `allow` is missing, which a mistyped one would resemble. */
const SSL_MODES = ['disable', 'prefer', 'require', 'verify-ca', 'verify-full', 'no-verify'];

/** What is wrong with a database's URL; null when nothing is, or it is empty. */
export const databaseUrlFault = (text: string): string | null => {
  if (text === '') return null;
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^postgres(ql)?:$/.test(url.protocol)) {
    return '应形如 postgresql://用户:密码@主机:5432/库 / must be like postgresql://user:password@host:5432/name';
  }
  if (url.pathname.length < 2) {
    return '没有写数据库名，应形如 …@主机:5432/库 / names no database; it must end like …@host:5432/name';
  }
  const mode = url.searchParams.get('sslmode');
  if (mode !== null && !SSL_MODES.includes(mode)) {
    return `sslmode 应为 ${SSL_MODES.join('、')} 之一 / sslmode must be one of ${SSL_MODES.join(', ')}`;
  }
  const timeout = url.searchParams.get('connect_timeout');
  return timeout === null || /^[1-9]\d{0,3}$/.test(timeout)
    ? null
    : 'connect_timeout 应为 1 到 9999 秒 / connect_timeout must be 1 to 9999 seconds';
};

const webUrl = (text: string): string | null =>
  text === '' || (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol))
    ? null
    : '应为网址 / must be a URL';

/** The origins that a setting lists; an empty one has none. */
export const originsIn = (text: string): string[] =>
  text
    .split(',')
    .map((origin) => origin.trim())
    .filter(Boolean);

/** As browsers send it: `https://host`, a port only where it is not the usual one, nothing behind. */
const isOrigin = (text: string): boolean =>
  URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && new URL(text).origin === text;

const originList = (text: string): string | null => {
  const origins = originsIn(text);
  if (origins.length === 1 && origins[0] === '*') return null;
  const wrong = origins.filter((origin) => !isOrigin(origin));
  return wrong.length === 0
    ? null
    : `应为以逗号分隔的来源，如 https://kanban.example.cn，末尾没有斜杠，或单独一个 *；有误：${wrong.join('、')} / must be origins set off by commas, like https://dashboard.example.org, without a slash at the end, or * alone`;
};

export const SETTINGS = [
  {
    name: 'PORT',
    default: '4000',
    zh: '监听端口，0 为任选',
    en: 'port to listen on, 0 for any',
    check: wholeNumber(0, 65_535),
  },
  { name: 'HOST', default: '127.0.0.1', zh: '监听地址', en: 'address to listen on' },
  {
    name: 'WORKERS',
    default: '1',
    zh: '回答请求的进程数，auto 为处理器核数；2 个及以上时 SIGHUP 逐个更换进程而不中断服务',
    en: 'processes that answer requests, auto for one a core; from two on, SIGHUP replaces one after the other without a break',
    check: workers,
  },
  {
    name: 'DATA_DIR',
    default: 'data',
    zh: '嵌入式数据库与图片的文件夹',
    en: 'folder of the embedded database and of pictures',
  },
  {
    name: 'DATABASE_URL',
    default: '',
    zh: '使用这个 PostgreSQL（15 或更新）而不用嵌入式数据库',
    en: 'use this PostgreSQL (15 or later) instead of the embedded one',
    check: databaseUrlFault,
  },
  {
    name: 'DATABASE_CONNECTIONS',
    default: '',
    zh: '回答请求所用的数据库连接总数，由各进程平分；不设则每个进程 10 个，数据库的 max_connections 不够时减少',
    en: 'connections to the database for requests, shared out among the workers; without, 10 a worker, fewer where max_connections of the database is short of that',
    check: orEmpty(wholeNumber(FEWEST_CONNECTIONS, 10_000)),
  },
  {
    name: 'NAMED_STATEMENTS',
    default: 'on',
    zh: '是否按名预备语句；连接池代理不支持时设为 off',
    en: 'prepare statements by name; off for poolers that cannot keep them',
    check: oneOf('on', 'off'),
  },
  {
    name: 'REQUEST_TIMEOUT',
    default: '20000',
    zh: '执行一个请求的时限，毫秒；停止时也至多等这么久',
    en: 'milliseconds that a request may take; a stop waits no longer for it either',
    check: wholeNumber(100, 600_000),
  },
  {
    name: 'STATEMENT_TIMEOUT',
    default: '10000',
    zh: '一条语句的时限，毫秒；0 为由数据库决定（用于不接受启动参数的连接池代理）',
    en: 'milliseconds that a statement may take; 0 leaves it to the database, for poolers that refuse start-up parameters',
    check: wholeNumber(0, 600_000),
  },
  {
    name: 'LOCK_TIMEOUT',
    default: '5000',
    zh: '等待锁或空闲连接的时限，毫秒；0 为不限',
    en: 'milliseconds to wait for a lock or a free connection; 0 for no limit',
    check: wholeNumber(0, 600_000),
  },
  {
    name: 'OIDC_ISSUER',
    default: '',
    zh: '令牌的签发者（OpenID Connect）；不设则用本机密钥，由 token 命令签发',
    en: 'issuer of tokens (OpenID Connect); without, tokens are minted here by the command token',
    check: webUrl,
  },
  {
    name: 'OIDC_AUDIENCE',
    default: 'zhiyuan-graph',
    zh: '令牌须写明的受众',
    en: 'audience that tokens must name',
  },
  {
    name: 'CORS_ORIGINS',
    default: '',
    zh: '允许哪些网站的页面从浏览器调用，以逗号分隔，如 https://kanban.example.cn；* 为全部，不设则只有本站',
    en: 'origins whose pages may call from a browser, set off by commas; * for all, without it this service’s own pages only',
    check: originList,
  },
  {
    name: 'PUBLIC_URL',
    default: '',
    zh: '读者访问本服务的网址，用于图片、草稿与订阅源；不设则用请求中的地址',
    en: 'address that readers know the service by, for pictures, drafts and feeds; without, the one a request names',
    check: webUrl,
  },
  {
    name: 'MEDIA_S3_ENDPOINT',
    default: '',
    zh: '图片存入这个兼容 S3 的存储；不设则存在 DATA_DIR/media',
    en: 'keep pictures in this S3-compatible store; without, in DATA_DIR/media',
    check: webUrl,
  },
  {
    name: 'MEDIA_S3_BUCKET',
    default: '',
    zh: '存储桶',
    en: 'bucket of that store',
    check: (text) =>
      /^$|^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(text) ? null : '不是桶名 / is no name of a bucket',
  },
  { name: 'MEDIA_S3_REGION', default: 'us-east-1', zh: '存储的区域', en: 'region of that store' },
  { name: 'MEDIA_S3_ACCESS_KEY', default: '', zh: '存储的访问密钥', en: 'access key of that store' },
  { name: 'MEDIA_S3_SECRET_KEY', default: '', zh: '存储的私有密钥', en: 'secret key of that store' },
  {
    name: 'WEBHOOK_ALLOW_HTTP',
    default: 'off',
    zh: '仅供试用：Webhook 也可发往 http、任何端口、本机与内网',
    en: 'for trying things out only: webhooks may go to http, any port, this machine and private networks too',
    check: oneOf('on', 'off'),
  },
  {
    name: 'SUBSCRIPTIONS_PER_ADDRESS',
    default: '100',
    zh: '一个网络地址未登录者同时的订阅数；前面有代理时所有人都是它的地址，请调大并由代理限制',
    en: 'subscriptions of one network address without a token; behind a proxy all clients have its address: raise it and have the proxy limit them',
    check: wholeNumber(1, 1_000),
  },
  {
    name: 'ANSWER_CACHE',
    default: '64',
    zh: '为公开查询保存回答的内存，MB；0 为不保存',
    en: 'megabytes of memory for answers to public queries; 0 keeps none',
    check: wholeNumber(0, 65_536),
  },
  {
    name: 'LOG_LEVEL',
    default: 'info',
    zh: '日志级别',
    en: 'level of the log',
    check: oneOf('fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'),
  },
] as const satisfies readonly Setting[];

export type SettingName = (typeof SETTINGS)[number]['name'];

export type Settings = Record<SettingName, string>;

/** The settings of a command that only works on the database. */
export const DATABASE_SETTINGS: readonly SettingName[] = ['DATA_DIR', 'DATABASE_URL'];

/** Those that say where pictures are kept, beside the folder. */
export const MEDIA_SETTINGS: readonly SettingName[] = SETTINGS.map(({ name }) => name).filter((name) =>
  name.startsWith('MEDIA_'),
);

const flagOf = (name: string): string => name.toLowerCase().replaceAll('_', '-');

/** What a command was called with. */
export interface CommandLine {
  settings: Settings;
  positionals: string[];
  options: Record<string, string | boolean | undefined>;
}

/** An option of one command beside the settings. */
export interface CommandOption {
  type: 'boolean' | 'string';
  zh: string;
  en: string;
}

/**
 * Reads a command's flags and the environment (a flag wins; an empty text means not set, since `HOST=` would otherwise
 * listen everywhere). Throws OperatorError with every fault at once, exit status 2: unknown options, values out of range.
 */
export function readCommandLine(
  args: readonly string[],
  options: Readonly<Record<string, CommandOption>>,
  env: Readonly<Record<string, string | undefined>> = process.env,
): CommandLine {
  const { values, positionals, tokens } = parseArgs({
    args: [...args],
    allowPositionals: true,
    strict: false,
    tokens: true,
    options: {
      help: { type: 'boolean', short: 'h' },
      ...Object.fromEntries(Object.entries(options).map(([name, { type }]) => [name, { type }])),
      ...Object.fromEntries(SETTINGS.map(({ name }) => [flagOf(name), { type: 'string' as const }])),
    },
  });
  const known = new Set(['help', ...Object.keys(options), ...SETTINGS.map(({ name }) => flagOf(name))]);
  const faults = tokens.flatMap((token) => {
    if (token.kind !== 'option') return [];
    if (!known.has(token.name)) return [`没有选项 ${token.rawName} / no option ${token.rawName}`];
    const takesValue = token.name !== 'help' && options[token.name]?.type !== 'boolean';
    return takesValue && token.value === undefined
      ? [`选项 ${token.rawName} 需要一个值 / ${token.rawName} needs a value`]
      : [];
  });
  const settings = Object.fromEntries(
    SETTINGS.map((setting) => {
      const flag = values[flagOf(setting.name)];
      const given = typeof flag === 'string' ? flag : env[setting.name];
      const value = given === undefined || given.trim() === '' ? setting.default : given;
      const fault = 'check' in setting ? setting.check(value) : null;
      if (fault) faults.push(`${setting.name}：${fault}`);
      return [setting.name, value];
    }),
  ) as Settings;
  const s3 = (['ENDPOINT', 'BUCKET', 'ACCESS_KEY', 'SECRET_KEY'] as const).map(
    (part) => `MEDIA_S3_${part}` as const,
  );
  const absent = s3.filter((name) => settings[name] === '');
  if (absent.length > 0 && absent.length < s3.length)
    faults.push(`${absent.join('、')}：与其余 MEDIA_S3_… 一同设置 / must be set with the other MEDIA_S3_…`);
  const { REQUEST_TIMEOUT: request, STATEMENT_TIMEOUT: statement, LOCK_TIMEOUT: lock } = settings;
  if (Number(lock) > Number(statement) && Number(statement) > 0)
    faults.push('LOCK_TIMEOUT：不能大于 STATEMENT_TIMEOUT / must not be more than STATEMENT_TIMEOUT');
  if (Number(statement) > Number(request))
    faults.push('STATEMENT_TIMEOUT：不能大于 REQUEST_TIMEOUT / must not be more than REQUEST_TIMEOUT');
  const { WORKERS: count, DATABASE_CONNECTIONS: connections } = settings;
  const needed = workersIn(count) * FEWEST_CONNECTIONS;
  if (connections !== '' && Number(connections) < needed)
    faults.push(
      `DATABASE_CONNECTIONS：${count} 个进程至少要 ${needed} / must be at least ${needed} for ${count} workers`,
    );
  if (faults.length > 0) {
    const list = faults.map((fault) => `  - ${fault}`).join('\n');
    throw new OperatorError(`设置有误：\n${list}`, 'The settings above are wrong; --help lists them all.', 2);
  }
  return { settings, positionals, options: values };
}

/** Settings as --help lists them: all, or those that a command heeds. */
export function settingsHelp(names?: readonly SettingName[]): string {
  return SETTINGS.filter(({ name }) => names?.includes(name) ?? true)
    .map(
      ({ name, default: value, zh, en }) =>
        `  --${flagOf(name)}, ${name}${value === '' ? '' : `（${value}）`}\n      ${zh}\n      ${en}`,
    )
    .join('\n');
}

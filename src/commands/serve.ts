import { join } from 'node:path';
import { STRICT, TRIAL } from '../egress.ts';
import { keepClear } from '../housekeeping/housekeeping.ts';
import { OperatorError } from '../operator-error.ts';
import { type CommandLine, originsIn, SETTINGS, type Settings } from '../settings.ts';
import type { Command } from './command.ts';
import { say, tell } from './command.ts';
import { openDatabase, type OpenDatabase } from './database.ts';
import { keepEmbedded } from './keep-embedded.ts';
import { mediaStorage } from './media.ts';
import { pagesReady } from './pages.ts';

const plan = join(import.meta.dirname, '../../plans/gangcheng-2022-4');

export const serveCommand: Command = {
  usage: '',
  zh: '启动服务（首次启动建立数据库、导入规划；嵌入式数据库另加示例数据）',
  en: 'start the service; the first start creates the database and imports the plan, with demonstration data if embedded',
  options: {
    demo: {
      type: 'boolean',
      zh: '没有示例数据则加入（用 DATABASE_URL 时不说就没有）',
      en: 'add demonstration data if there is none; with DATABASE_URL there is none unless asked for',
    },
    'no-demo': {
      type: 'boolean',
      zh: '首次启动不加示例数据',
      en: 'no demonstration data on the first start',
    },
  },
  settings: SETTINGS.map(({ name }) => name),
  async run({ settings, options }) {
    if (options['demo'] && options['no-demo']) {
      throw new OperatorError('--demo 与 --no-demo 只能用一个', 'Give --demo or --no-demo, not both', 2);
    }
    // The database starts while the modules load.
    const [database, { createApp }] = await Promise.all([
      openDatabase(settings),
      import('../server/app.ts'),
      pagesReady(),
    ]);
    try {
      await fill(database, options, settings);
    } catch (error) {
      await database.close();
      throw error;
    }
    // Migrations and the import had all the time they needed; requests have not.
    const serving = await database
      .limited({ statement: Number(settings.STATEMENT_TIMEOUT), lock: Number(settings.LOCK_TIMEOUT) })
      .catch(async (error: unknown) => {
        await database.close();
        throw error;
      });
    const app = await createApp({
      database: serving,
      logLevel: settings.LOG_LEVEL,
      namedStatements: settings.NAMED_STATEMENTS === 'on',
      requestTimeout: Number(settings.REQUEST_TIMEOUT),
      media: mediaStorage(settings, database),
      publicUrl: settings.PUBLIC_URL.replace(/\/+$/, ''),
      egress: settings.WEBHOOK_ALLOW_HTTP === 'on' ? TRIAL : STRICT,
      deliversWebhooks: true,
      subscriptionsPerAddress: Number(settings.SUBSCRIPTIONS_PER_ADDRESS),
      answerCache: Number(settings.ANSWER_CACHE) * 2 ** 20,
      corsOrigins: originsIn(settings.CORS_ORIGINS),
      issuer: { issuer: settings.OIDC_ISSUER, audience: settings.OIDC_AUDIENCE },
    });
    const signalled = signal();
    try {
      const address = await app.listen({ port: Number(settings.PORT), host: settings.HOST });
      tell(
        `志愿图谱已启动：${address}（探索器 ${address}/explorer）`,
        `Zhiyuan Graph is ready at ${address}`,
      );
    } catch (error) {
      await database.close();
      throw listenError(error, settings);
    }
    // Over the connections without limits: it may have much to do.
    const stopClearing = keepClear(database.pool, app.log);
    try {
      await Promise.race([signalled, keepEmbedded(database, app.log)]);
    } finally {
      stopClearing();
      await app.close();
      await database.close();
    }
    return 0;
  },
};

/** Imports the plan on a fresh start, and adds the demonstration where it is wanted: what was removed stays so. */
async function fill(
  database: OpenDatabase,
  options: CommandLine['options'],
  settings: Settings,
): Promise<void> {
  const { Plan } = await import('../plan/plan.entity.ts');
  const em = database.orm.em.fork();
  const isFresh = (await em.count(Plan)) === 0;
  if (isFresh) {
    say('正在导入规划……', 'Importing the plan …');
    const [{ importPlan }, { readValidPlan }] = await Promise.all([
      import('../exchange/import.ts'),
      import('./import.ts'),
    ]);
    await importPlan(em, await readValidPlan(plan));
  }
  const isUsual = isFresh && database.embedded !== null && !options['no-demo'];
  if (!options['demo'] && !isUsual) return;
  const { demonstrate, usualSize } = await import('./demo.ts');
  await demonstrate(database, usualSize(), mediaStorage(settings, database));
}

/** Resolves at the first SIGINT, SIGTERM or SIGHUP; a second one ends the process at once. */
function signal(): Promise<void> {
  return new Promise((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.once(name, () => {
        say('正在停止……', 'Stopping …');
        resolve();
      });
    }
    if (process.env['npm_lifecycle_event'] === 'start')
      whenOrphaned(() => process.kill(process.pid, 'SIGTERM'));
  });
}

/** `npm start` killed outright cannot pass the signal on: its server notices that it has a new parent. */
function whenOrphaned(stop: () => void): void {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    stop();
  }, 1000);
  watch.unref();
}

function listenError(error: unknown, { HOST, PORT }: Settings): unknown {
  const code = (error as { code?: string }).code;
  if (code === 'EADDRINUSE') {
    return new OperatorError(
      `端口 ${PORT} 已被占用；用 --port 换一个（0 为任选）`,
      `Port ${PORT} is taken; choose another with --port (0 for any)`,
    );
  }
  if (code === 'EACCES') {
    return new OperatorError(`无权监听端口 ${PORT}`, `No right to listen on port ${PORT}`);
  }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return new OperatorError(`本机没有地址 ${HOST}`, `This machine has no address ${HOST}`);
  }
  return error;
}

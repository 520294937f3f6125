import { join } from 'node:path';
import { OperatorError } from '../errors.ts';
import { importPlan } from '../exchange/import.ts';
import { Plan } from '../plan/plan.entity.ts';
import { createApp } from '../server/app.ts';
import type { Settings } from '../settings.ts';
import type { Command } from './command.ts';
import { say, tell } from './command.ts';
import { openDatabase } from './database.ts';
import { readValidPlan } from './import.ts';

const plan = join(import.meta.dirname, '../../plans/gangcheng-2022-4');

export const serveCommand: Command = {
  usage: '',
  zh: '启动服务（首次启动建立数据库并导入规划）',
  en: 'start the service; the first start creates the database and imports the plan',
  options: {},
  async run({ settings }) {
    const database = await openDatabase(settings);
    const em = database.orm.em.fork();
    if ((await em.count(Plan)) === 0) {
      say('正在导入规划……', 'Importing the plan …');
      await importPlan(em, await readValidPlan(plan));
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
      issuer: { issuer: settings.OIDC_ISSUER, audience: settings.OIDC_AUDIENCE },
    });
    const stopped = stopOnSignals(async () => {
      await app.close();
      await serving.close();
      await database.close();
    });
    try {
      const address = await app.listen({ port: Number(settings.PORT), host: settings.HOST });
      tell(
        `志愿图谱已启动：${address}（探索器 ${address}/explorer）`,
        `Zhiyuan Graph is ready at ${address}`,
      );
    } catch (error) {
      await serving.close();
      await database.close();
      throw listenError(error, settings);
    }
    return stopped;
  },
};

/** Resolves with the exit status after the first SIGINT or SIGTERM and an orderly stop; a second signal ends at once. */
function stopOnSignals(stop: () => Promise<void>): Promise<number> {
  return new Promise((resolve, reject) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.once(signal, () => {
        say('正在停止……', 'Stopping …');
        stop().then(() => resolve(0), reject);
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

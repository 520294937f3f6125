import cluster from 'node:cluster';
import { join } from 'node:path';
import { keepClear } from '../housekeeping/housekeeping.ts';
import { OperatorError } from '../operator-error.ts';
import { keepSettled } from '../rollup/settle.ts';
import { type CommandLine, SETTINGS, type Settings, workersIn } from '../settings.ts';
import type { Command } from './command.ts';
import { say } from './command.ts';
import { openDatabase, type OpenDatabase } from './database.ts';
import { keepEmbedded } from './keep-embedded.ts';
import { mediaStorage } from './media.ts';
import { pagesReady } from './pages.ts';
import { announce, appOptions, listenError, sessionLimits } from './serving.ts';

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
    if (cluster.isWorker) return (await import('./serve-worker.ts')).serveAsWorker(settings);
    const open = () => openFilled(settings, options);
    const count = workersIn(settings.WORKERS);
    if (count === 1) return serveAlone(settings, open);
    const { serveByFleet } = await import('./serve-fleet.ts');
    return serveByFleet({ settings, count, open, signalled: () => signal(['SIGINT', 'SIGTERM']) });
  },
};

/** Serves in this process. */
async function serveAlone(settings: Settings, open: () => Promise<OpenDatabase>): Promise<number> {
  // The database starts while the modules load.
  const [database, { createApp }] = await Promise.all([open(), import('../server/app.ts')]);
  // Migrations and the import had all the time they needed; requests have not.
  const connections = Number(settings.DATABASE_CONNECTIONS) || undefined;
  const serving = await database
    .limited(sessionLimits(settings), connections)
    .catch(async (error: unknown) => {
      await database.close();
      throw error;
    });
  const app = await createApp({
    ...appOptions(settings, database.embedded),
    database: serving,
    deliversWebhooks: true,
  });
  const signalled = signal(['SIGINT', 'SIGTERM', 'SIGHUP']);
  try {
    announce(await app.listen({ port: Number(settings.PORT), host: settings.HOST }));
  } catch (error) {
    await database.close();
    throw listenError((error as NodeJS.ErrnoException).code ?? null, settings) ?? error;
  }
  // Over the connections without limits: it may have much to do.
  const stopClearing = keepClear(database.pool, app.log);
  const stopSettling = keepSettled(database.pool, app.log);
  try {
    await Promise.race([signalled, keepEmbedded(database, app.log)]);
  } finally {
    stopClearing();
    await Promise.all([stopSettling(), app.close()]);
    await database.close();
  }
  return 0;
}

/** Opens the database, migrated and with what belongs into it; the pages are bundled meanwhile. */
async function openFilled(settings: Settings, options: CommandLine['options']): Promise<OpenDatabase> {
  const [database] = await Promise.all([openDatabase(settings), pagesReady()]);
  try {
    await fill(database, options, settings);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

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

/** Resolves at the first of the signals; a second one ends the process at once. */
function signal(names: readonly NodeJS.Signals[]): Promise<void> {
  return new Promise((resolve) => {
    for (const name of names) {
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

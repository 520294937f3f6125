import type { Settings } from '../settings.ts';
import { PrimaryLine } from '../workers/primary-line.ts';
import { appOptions, sessionLimits } from './serving.ts';

/** Serves as one of several workers, as the first process tells it. */
export async function serveAsWorker(settings: Settings): Promise<number> {
  try {
    return await serve(settings);
  } finally {
    // The line would keep the process; it stays open, since its end would end the process before it has said why.
    process.channel!.unref();
  }
}

async function serve(settings: Settings): Promise<number> {
  // A terminal sends its signals to all: what is to be done is told by the first process alone.
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => {});
  const line = new PrimaryLine();
  let isServing = false;
  void line.stopped.then(() => isServing || process.exit(0));
  const [{ createApp }, { connect }, begin] = await Promise.all([
    import('../server/app.ts'),
    import('../database/database.ts'),
    line.begin,
  ]);
  const { worker, dataDir, instance, deliversWebhooks, connections } = begin;
  const database = await connect(begin.databaseUrl, { limits: sessionLimits(settings), connections });
  line.onMoved = database.moveTo;
  const app = await createApp({
    ...appOptions(settings, dataDir === null ? null : { dataDir }),
    database,
    deliversWebhooks,
    instance,
    placesFor: line.placesFor,
    metrics: line.createMetrics(worker),
  });
  await app.ready();
  line.tell({ kind: 'prepared' });
  try {
    const address = await app.listen(await line.listen);
    isServing = true;
    line.tell({ kind: 'listening', address });
    if ((await line.ending) === 'drain') await app.drain(line.stopped);
  } catch (error) {
    const { code = null, message } = error as NodeJS.ErrnoException;
    line.tell({ kind: 'deaf', code, message });
  }
  await app.close();
  await database.close();
  return 0;
}

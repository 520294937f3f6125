import { createServer } from 'node:net';
import { once } from 'node:events';
import { isatty } from 'node:tty';
import { keepClear } from '../housekeeping/housekeeping.ts';
import { keepSettled } from '../rollup/settle.ts';
import { OperatorError } from '../operator-error.ts';
import type { Settings } from '../settings.ts';
import { Fleet } from '../workers/fleet.ts';
import { NotServing } from '../workers/worker-process.ts';
import { connectionsEach } from './connections.ts';
import type { OpenDatabase } from './database.ts';
import { keepEmbedded } from './keep-embedded.ts';
import { announce, listenError } from './serving.ts';

/** Milliseconds that a worker has to end beside those of a request: for webhooks under way and for its connections. */
const TO_END = 10_000;

interface Parts {
  settings: Settings;
  count: number;
  /** Opens the database and fills it, while the workers load. */
  open: () => Promise<OpenDatabase>;
  /** Resolves when the service is to stop; asked for when it serves, since before that a signal ends it at once. */
  signalled: () => Promise<void>;
}

/**
 * Serves by several workers. This process has the database, what is done once (migrations, the plan, housekeeping,
 * counting places) and the workers; it answers no requests.
 */
export async function serveByFleet({ settings, count, open, signalled }: Parts): Promise<number> {
  const { pino } = await import('pino');
  const log = pino({ level: settings.LOG_LEVEL });
  const patience = Number(settings.REQUEST_TIMEOUT) + TO_END;
  const fleet = new Fleet({ count, log, patience });
  let database: OpenDatabase | undefined;
  let stopClearing = () => {};
  let stopSettling = async () => {};
  try {
    database = await open();
    const ending = signalled();
    database.onMoved((url) => fleet.moveTo(url));
    const address = await fleet.start({
      host: settings.HOST,
      // Of one number for all, and for those who replace them.
      port: Number(settings.PORT) || (await freePort(settings)),
      begin: {
        connections: await connectionsEach(database.pool, count, settings.DATABASE_CONNECTIONS),
        dataDir: database.embedded?.dataDir ?? null,
      },
      databaseUrl: database.url,
    });
    onHangUp(() => void fleet.reload());
    announce(address);
    stopClearing = keepClear(database.pool, log);
    stopSettling = keepSettled(database.pool, log);
    await Promise.race([ending, keepEmbedded(database, log), fleet.failed]);
  } catch (error) {
    throw error instanceof NotServing ? toldToOperator(error, settings) : error;
  } finally {
    stopClearing();
    await Promise.all([stopSettling(), fleet.stop()]);
    await database?.close();
  }
  return 0;
}

/** Reloads on SIGHUP, and stops when that one says that the terminal is gone. */
function onHangUp(reload: () => void): void {
  const terminals = [0, 1, 2].filter((fd) => isatty(fd));
  process.on('SIGHUP', () => {
    if (terminals.some((fd) => !isatty(fd))) process.kill(process.pid, 'SIGTERM');
    else reload();
  });
}

async function freePort(settings: Settings): Promise<number> {
  const server = createServer();
  try {
    server.listen({ port: 0, host: settings.HOST });
    await once(server, 'listening');
    return (server.address() as { port: number }).port;
  } catch (error) {
    throw listenError((error as NodeJS.ErrnoException).code ?? null, settings) ?? error;
  } finally {
    server.close();
  }
}

function toldToOperator({ code, message }: NotServing, settings: Settings): OperatorError {
  return (
    listenError(code, settings) ??
    new OperatorError(
      '工作进程没有启动或没能保持运行，服务停止；原因见上',
      `${message}; the service stops. What was said above tells why`,
    )
  );
}

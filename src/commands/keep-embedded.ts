import { setTimeout as sleep } from 'node:timers/promises';
import { OperatorError } from '../operator-error.ts';
import { tell } from './command.ts';
import type { OpenDatabase } from './database.ts';

const TRIES = 5;
/** A server that lived so long does not count as one more failure in a row. Milliseconds. */
const SETTLED = 60_000;

interface Log {
  error: (details: object, message: string) => void;
  warn: (details: object, message: string) => void;
}

/**
 * Keeps the embedded server up under a running service: one that died is started again. Resolves when it was stopped by
 * `db:stop`: then the service is to end too. Rejects when it cannot be started again, or dies again and again, so that
 * the process ends with an error and whoever watches over it can act. Never resolves with DATABASE_URL.
 */
export async function keepEmbedded(database: OpenDatabase, log: Log): Promise<void> {
  let failures = 0;
  for (;;) {
    const { embedded } = database;
    const since = Date.now();
    const ending = embedded ? await embedded.ended : 'released';
    if (ending === 'released') return new Promise<never>(() => undefined);
    if (ending === 'stopped') {
      tell(
        '嵌入式数据库已由 db:stop 停止，服务随之结束',
        'The embedded database was stopped by db:stop; the service ends too',
      );
      return undefined;
    }
    if (Date.now() - since > SETTLED) failures = 0;
    log.error({ dataDir: embedded!.dataDir }, 'the embedded database is gone; starting it again');
    failures = await reopen(database, log, failures + 1);
    log.warn({ dataDir: embedded!.dataDir }, 'the embedded database runs again');
  }
}

/** Tries until it runs; the number of failures so far, the one that led here included. */
async function reopen(database: OpenDatabase, log: Log, failures: number): Promise<number> {
  for (let count = failures; ; count += 1) {
    if (count > TRIES) throw givenUp(database.embedded!.dataDir);
    try {
      // At once at first, then with growing pauses.
      await sleep((count - 1) * 1000);
      await database.reopen();
      return count;
    } catch (error) {
      log.error({ err: error }, 'the embedded database did not start');
    }
  }
}

function givenUp(dataDir: string): OperatorError {
  return new OperatorError(
    `嵌入式数据库（${dataDir}）意外结束，重启 ${TRIES} 次未成，服务停止。日志在 ${dataDir}/postgres.log`,
    `The embedded database (${dataDir}) is gone and could not be kept running after ${TRIES} tries; the service stops. Its log is ${dataDir}/postgres.log`,
  );
}

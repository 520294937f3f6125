import type { Pool, PoolClient } from 'pg';
import { ADVISORY_LOCKS } from '../advisory-locks.ts';
import { SETTLE_WHOLE, settleCells } from './activity-rollup.ts';

/** Months and organizers that are summed up in one transaction. */
const AT_A_TIME = 100;

const EVERY = 5_000;

/**
 * The statements see what the last one who had the advisory lock did only if they begin after that. A table that is
 * locked for long, or a statement that takes long, fails: the next round tries again.
 */
const BEGIN = `begin isolation level read committed;
  set local lock_timeout = '2s';
  set local statement_timeout = '30s'`;

/**
 * Sums up anew whatever is marked, some at a time while `goesOn`. Returns of how many months and organizers; null when
 * another instance is at it.
 */
export async function settle(pool: Pool, goesOn: () => boolean = () => true): Promise<number | null> {
  let settled = 0;
  while (goesOn()) {
    const cells = await settleSome(pool);
    if (cells === null) return null;
    settled += cells;
    if (cells < AT_A_TIME) break;
  }
  return settled;
}

async function settleSome(pool: Pool): Promise<number | null> {
  const client = await pool.connect();
  try {
    await client.query(BEGIN);
    if (!(await isMarked(client))) {
      await client.query('commit');
      return 0;
    }
    const { rows: locks } = await client.query<{ isMine: boolean }>(
      'select pg_try_advisory_xact_lock($1) as "isMine"',
      [ADVISORY_LOCKS.SETTLING],
    );
    const settled = locks[0]!.isMine ? await settleLocked(client) : null;
    await client.query('commit');
    return settled;
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw error;
  } finally {
    client.release();
  }
}

async function isMarked(client: PoolClient): Promise<boolean> {
  const { rows } = await client.query('select 1 from activity_touched limit 1');
  return rows.length > 0;
}

async function settleLocked(client: PoolClient): Promise<number> {
  const { rows } = await client.query<{ cells: number; months: string[] | null }>(settleCells(AT_A_TIME));
  const { cells, months } = rows[0]!;
  if (cells > 0) await client.query(SETTLE_WHOLE, [months]);
  return cells;
}

interface Log {
  error: (error: unknown, message: string) => void;
}

/**
 * Settles every few seconds while there are marks, until the returned function is called, which waits for what is under
 * way. A failure is logged: answers are right without.
 */
export function keepSettled(pool: Pool, log: Log): () => Promise<void> {
  let isStopped = false;
  let underWay: Promise<void> | null = null;
  const once = async (): Promise<void> => {
    try {
      await settle(pool, () => !isStopped);
    } catch (error) {
      log.error(error, 'settling failed');
    } finally {
      underWay = null;
    }
  };
  const start = (): void => void (underWay ??= once());
  start();
  const timer = setInterval(start, EVERY);
  timer.unref();
  return async () => {
    clearInterval(timer);
    isStopped = true;
    await underWay;
  };
}

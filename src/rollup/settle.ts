import type { Pool, PoolClient } from 'pg';
import { SETTLE_WHOLE, settleCells } from './activity-rollup.ts';

/** Key of the advisory lock: two at the same work would undo each other's. */
const SETTLE_LOCK = 7_046_032;

/** Months and organizers that are summed up in one transaction. */
const AT_A_TIME = 100;

const EVERY = 5_000;

/** Sums up anew whatever is marked. Returns of how many months and organizers; null when another instance is at it. */
export async function settle(pool: Pool): Promise<number | null> {
  let settled = 0;
  for (;;) {
    const cells = await settleSome(pool);
    if (cells === null) return null;
    settled += cells;
    if (cells < AT_A_TIME) return settled;
  }
}

async function settleSome(pool: Pool): Promise<number | null> {
  const client = await pool.connect();
  try {
    // The statement sees what the last one who had the lock did only if it begins after that.
    await client.query('begin isolation level read committed');
    const { rows: locks } = await client.query<{ isMine: boolean }>(
      'select pg_try_advisory_xact_lock($1) as "isMine"',
      [SETTLE_LOCK],
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

async function settleLocked(client: PoolClient): Promise<number> {
  const { rows } = await client.query<{ cells: number; months: string[] | null }>(settleCells(AT_A_TIME));
  const { cells, months } = rows[0]!;
  if (cells > 0) await client.query(SETTLE_WHOLE, [months]);
  return cells;
}

interface Log {
  error: (error: unknown, message: string) => void;
}

/** Settles every few seconds while there are marks, until the returned function is called. A failure is logged: answers are right without. */
export function keepSettled(pool: Pool, log: Log): () => void {
  let isAtIt = false;
  const once = async (): Promise<void> => {
    if (isAtIt) return;
    isAtIt = true;
    try {
      const { rows } = await pool.query('select 1 from activity_touched limit 1');
      if (rows.length > 0) await settle(pool);
    } catch (error) {
      log.error(error, 'settling failed');
    } finally {
      isAtIt = false;
    }
  };
  void once();
  const timer = setInterval(() => void once(), EVERY);
  timer.unref();
  return () => clearInterval(timer);
}

import type { Pool } from 'pg';
import { ADVISORY_LOCKS } from '../advisory-locks.ts';

/** SQL: the feed has a row of a transaction that this server has yet to begin, as after a restore from another one. */
const IS_FROM_ELSEWHERE = `select exists (select 1 from change where xid >=
  (pg_snapshot_xmax(pg_current_snapshot())::text)::bigint + change_xid_offset()) as "isFromElsewhere"`;

/** Whether the feed comes from a server whose transaction ids were higher: it would hide what is newer, and order it wrongly. */
export async function isFromElsewhere(pool: Pick<Pool, 'query'>): Promise<boolean> {
  const { rows } = await pool.query<{ isFromElsewhere: boolean }>(IS_FROM_ELSEWHERE);
  return rows[0]!.isFromElsewhere;
}

/**
 * Makes the ids of this server go on where those of the restored feed end. No row changes, so that their order and the
 * cursors that clients hold stay as they were. Does nothing to a feed of this server's own; returns whether it did.
 */
export async function adoptRestoredFeed(pool: Pool): Promise<boolean> {
  if (!(await isFromElsewhere(pool))) return false;
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query('select pg_advisory_xact_lock($1)', [ADVISORY_LOCKS.FEED]);
    // No write may be under way with an id of before.
    await client.query('lock table change in exclusive mode');
    const isToMend = await isFromElsewhere(client);
    if (isToMend) await client.query(`select setval('change_xid_offset', (select max(xid) from change))`);
    await client.query('commit');
    return isToMend;
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw error;
  } finally {
    client.release();
  }
}

import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';

/** Tags of one process are no other's: what it knows of answers that depend on the time, it alone knows. */
const INSTANCE = randomUUID();

/**
 * A text that is the same only while the database holds the same: the snapshot changes with every transaction that
 * writes, the start of the server tells another server from this one. Taken before the reading whose answer it marks.
 */
export async function contentVersion(pool: Pool): Promise<string> {
  const { rows } = await pool.query<{ version: string }>(
    `select pg_current_snapshot()::text || ' ' || pg_postmaster_start_time()::text || ' ' || current_database() as version`,
  );
  return `${INSTANCE} ${rows[0]!.version}`;
}

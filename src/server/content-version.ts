import type { Pool } from 'pg';

/**
 * A text that is the same only while the database holds the same: the snapshot changes with every transaction that
 * writes, the start of the server tells another server from this one. `instance` tells programs apart, whose answers may differ. Taken before the reading whose answer it marks.
 */
export async function contentVersion(pool: Pool, instance: string): Promise<string> {
  const { rows } = await pool.query<{ version: string }>(
    `select pg_current_snapshot()::text || ' ' || pg_postmaster_start_time()::text || ' ' || current_database() as version`,
  );
  return `${instance} ${rows[0]!.version}`;
}

import type { Database } from './database.ts';

/** Key of the advisory lock that lets one process migrate at a time: the migrator has none of its own. */
const MIGRATION_LOCK = 7_046_028;

/** Brings the database up to the newest migration; waits while another process does. Returns the names applied. */
export async function migrate({ orm, pool }: Database): Promise<string[]> {
  const client = await pool.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const applied = await orm.migrator.up();
    return applied.map(({ name }) => name);
  } finally {
    await client.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK]);
    client.release();
  }
}

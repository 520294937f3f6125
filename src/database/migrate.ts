import type { Database } from './database.ts';
import { asMigrationError } from './migration-error.ts';

/** Key of the advisory lock that lets one process migrate at a time: the migrator has none of its own. */
const MIGRATION_LOCK = 7_046_028;

/**
 * Brings the database up to the newest migration; waits while another process does. Returns the names applied.
 * Throws OperatorError where the role lacks a right or the server an extension.
 */
export async function migrate({ orm, pool }: Pick<Database, 'orm' | 'pool'>): Promise<string[]> {
  const client = await pool.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const applied = await orm.migrator.up();
    await client.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK]);
    client.release();
    return applied.map(({ name }) => name);
  } catch (error) {
    // The connection's end gives the lock back, whatever state it is in.
    client.release(true);
    throw await asMigrationError(error, pool);
  }
}

import { ADVISORY_LOCKS } from '../advisory-locks.ts';
import { areTablesWatched, watchTables } from '../cache/watched-tables.ts';
import { areViewsCurrent, type Execute, publishViews, withdrawViews } from '../reporting/publish.ts';
import type { Database } from './database.ts';
import { asMigrationError } from './migration-error.ts';

/**
 * Brings the database up to the newest migration, and the views for analysts with it; waits while another process does.
 * Returns the names applied. Throws OperatorError where the role lacks a right or the server an extension.
 */
export async function migrate({ orm, pool }: Pick<Database, 'orm' | 'pool'>): Promise<string[]> {
  const client = await pool.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [ADVISORY_LOCKS.MIGRATION]);
    const applied = await upgrade(orm);
    await client.query('select pg_advisory_unlock($1)', [ADVISORY_LOCKS.MIGRATION]);
    client.release();
    return applied;
  } catch (error) {
    // The connection's end gives the lock back, whatever state it is in.
    client.release(true);
    throw await asMigrationError(error, pool);
  }
}

/**
 * Migrations cannot change what a view stands on, so the views go first and come again, all in one transaction: nobody
 * sees the database without them, and a migration that fails leaves everything as it was.
 */
async function upgrade(orm: Database['orm']): Promise<string[]> {
  const pending = await orm.migrator.getPending();
  return orm.em.fork().transactional(async (em) => {
    const execute: Execute = (sql) => em.execute(sql);
    const isCurrent = (await areViewsCurrent(execute)) && (await areTablesWatched(execute));
    if (pending.length === 0 && isCurrent) return [];
    await withdrawViews(execute);
    const applied =
      pending.length === 0 ? [] : await orm.migrator.up({ transaction: em.getTransactionContext()! });
    await watchTables(execute);
    await publishViews(execute);
    return applied.map(({ name }) => name);
  });
}

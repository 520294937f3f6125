import type { Pool } from 'pg';

/** Does something while another session holds a table for itself. */
export async function whileLocked<T>(
  pool: Pick<Pool, 'connect'>,
  table: string,
  work: () => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query(`begin; lock table ${table}`);
    return await work();
  } finally {
    await client.query('rollback');
    client.release();
  }
}

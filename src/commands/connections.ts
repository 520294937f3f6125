import type { Pool } from 'pg';
import { OperatorError } from '../operator-error.ts';
import { FEWEST_CONNECTIONS } from '../settings.ts';

/** Connections of a worker unless there are fewer to be had. */
const USUAL = 10;
/** Of the server's connections this share is for the workers; the rest is for commands, tools and other programs. */
const SHARE = 0.8;

/**
 * How many connections each of the workers may have: an equal share of `given`, else as many as the server allows while
 * one worker is being replaced by another. Throws OperatorError when that is too few.
 */
export async function connectionsEach(pool: Pool, workers: number, given: string): Promise<number> {
  if (given !== '') return Math.floor(Number(given) / workers);
  const { rows } = await pool.query<{ usable: number }>(
    `select current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int as usable`,
  );
  const { usable } = rows[0]!;
  const each = Math.min(USUAL, Math.floor((usable * SHARE) / (workers + 1)));
  if (each >= FEWEST_CONNECTIONS) return each;
  throw new OperatorError(
    `数据库的连接（max_connections）只有 ${usable} 个可用，不够 ${workers} 个进程：减少 WORKERS，或调大 max_connections`,
    `The database has ${usable} connections (max_connections), too few for ${workers} workers: fewer WORKERS, or a larger max_connections`,
  );
}

/** How long a session that serves requests may take and wait, in milliseconds. 0 leaves it to the server. */
export interface SessionLimits {
  /** One statement. */
  statement: number;
  /** A lock, or a free connection of the pool. */
  lock: number;
}

/**
 * A connection is renewed after this long, so that what it holds (prepared statements above all) does not pile up.
 * Statements count on it.
 */
export const SESSION_LIFETIME_SECONDS = 900;

/** The limits as options of `pg`: sent when a connection opens, so that they hold from its first statement. */
export function sessionOptions({ statement, lock }: SessionLimits): Record<string, number> {
  return {
    maxLifetimeSeconds: SESSION_LIFETIME_SECONDS,
    ...(lock > 0 && { connectionTimeoutMillis: lock }),
    // Some poolers refuse a connection that asks for any of these: then none is sent, and none is set for others.
    ...(statement > 0 && {
      statement_timeout: statement,
      idle_in_transaction_session_timeout: 2 * statement,
      ...(lock > 0 && { lock_timeout: lock }),
    }),
  };
}

/** PostgreSQL's codes: statement cancelled, lock not available, transaction left idle. */
const CODES = new Set(['57014', '55P03', '25P03']);
/** The pool's own errors have no code. */
const WAITED = /timeout exceeded when trying to connect|Connection terminated due to connection timeout/;

/** Whether an error says that a limit of a session was reached. */
export function isTimeout(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return CODES.has((error as { code?: string }).code ?? '') || WAITED.test(error.message);
}

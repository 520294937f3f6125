import type { Pool, PoolConfig } from 'pg';

const CONNECT_SECONDS = 10;

/** Seconds until an attempt to connect is given up: libpq's `connect_timeout` in the URL, else ten. */
export const connectSeconds = (databaseUrl: string): number =>
  Number(new URL(databaseUrl).searchParams.get('connect_timeout') ?? CONNECT_SECONDS);

/**
 * The pool's settings for a database URL. `pg` gets the whole of it, since the ORM would pass on no more than host,
 * port, user, password and name: not `sslmode`, not `application_name`.
 */
export const poolOptions = (databaseUrl: string): PoolConfig => ({
  connectionString: withPlainSslMode(databaseUrl),
  connectionTimeoutMillis: connectSeconds(databaseUrl) * 1000,
});

/** `pg` takes each of these for `verify-full`, and prints a warning of its own unless it is called so. */
function withPlainSslMode(databaseUrl: string): string {
  const url = new URL(databaseUrl);
  const mode = url.searchParams.get('sslmode') ?? '';
  if (!['prefer', 'require', 'verify-ca'].includes(mode) || url.searchParams.has('uselibpqcompat'))
    return databaseUrl;
  url.searchParams.set('sslmode', 'verify-full');
  return url.href;
}

/** Half of a pool's connections, one at least: what long work may take at one time, so that the rest is there for others. */
export const halfOf = ({ options }: Pool): number => Math.max(1, Math.floor(options.max / 2));

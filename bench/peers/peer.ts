import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the bench tells every peer: the database, and how many connections to it. */
export function settings(): { url: string; connections: number } {
  const { BENCH_DATABASE, BENCH_CONNECTIONS } = process.env;
  if (!BENCH_DATABASE) throw new Error('BENCH_DATABASE is not set: start the bench by `npm start`');
  return { url: BENCH_DATABASE, connections: Number(BENCH_CONNECTIONS ?? 10) };
}

/** Listens on any port and says which, as the product's own start does. */
export function listening(server: Server): void {
  server.listen(0, '127.0.0.1', () => {
    process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
  });
  process.once('SIGTERM', () => process.exit(0));
}

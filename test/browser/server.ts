import { mintToken } from '../../src/access/tokens.ts';
import { createApp } from '../../src/server/app.ts';
import { testDatabase } from '../setup/database.ts';

/** The real server with the real plan, on a port of its own. */
export async function startServer(): Promise<{
  origin: string;
  /** A token of this server's own. */
  token: (subject: string) => Promise<string>;
  close: () => Promise<void>;
}> {
  const database = await testDatabase();
  const app = await createApp({ database, logLevel: 'silent' });
  const origin = await app.listen({ host: '127.0.0.1', port: 0 });
  return { origin, token: (subject) => mintToken(database.pool, subject, 1), close: () => app.close() };
}

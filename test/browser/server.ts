import { mintToken } from '../../src/access/tokens.ts';
import { createApp } from '../../src/server/app.ts';
import { type Template, testDatabase, type TestDatabase } from '../setup/database.ts';

/** The real server on a port of its own, with the real plan unless said otherwise. */
export async function startServer(template: Template = 'plan'): Promise<{
  origin: string;
  database: TestDatabase;
  /** A token of this server's own. */
  token: (subject: string) => Promise<string>;
  close: () => Promise<void>;
}> {
  const database = await testDatabase(template);
  const app = await createApp({ database, logLevel: 'silent' });
  const origin = await app.listen({ host: '127.0.0.1', port: 0 });
  return {
    origin,
    database,
    token: (subject) => mintToken(database.pool, subject, 1),
    close: () => app.close(),
  };
}

import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg, { type Pool } from 'pg';
import { afterAll, inject } from 'vitest';
import { connect, type Database } from '../../src/database/database.ts';
import { databaseUrl } from './global.ts';

export interface TestDatabase extends Database {
  url: string;
  /** Statements sent since it was last set to an empty list, whoever sent them. */
  statements: string[];
}

/** What a test finds: the structure only, the real plan, or the plan with its demonstration year. */
export type Template = 'empty' | 'plan' | 'demo';

/** A database of this test file's own, copied from a template; dropped when the file is done. */
export async function testDatabase(template: Template = 'plan'): Promise<TestDatabase> {
  const serverUrl = inject('serverUrl');
  const from = inject(`${template}Template`);
  const name = `${from.replace(/_(plan|empty|demo)$/, '')}_${randomBytes(4).toString('hex')}`;
  const maintenance = new pg.Client({ connectionString: serverUrl });
  await maintenance.connect();
  await copyOf(maintenance, from, name);
  const url = databaseUrl(serverUrl, name);
  const log: { statements: string[] } = { statements: [] };
  const onPoolCreated = (pool: Pool) => countStatements(pool, (text) => log.statements.push(text));
  const database = await connect(url, { driverOptions: { onPoolCreated } });
  afterAll(async () => {
    await database.close();
    await maintenance.query(`drop database if exists ${name} with (force)`);
    await maintenance.end();
  });
  return Object.assign(log, database, { url });
}

const IN_USE = '55006';

/** A copy waits while something, such as PostgreSQL's own upkeep, looks at the template. */
async function copyOf(client: pg.Client, template: string, name: string, tries = 20): Promise<void> {
  try {
    await client.query(`create database ${name} template ${template}`);
  } catch (error) {
    if ((error as { code?: string }).code !== IN_USE || tries === 0) throw error;
    await sleep(250);
    await copyOf(client, template, name, tries - 1);
  }
}

/** Records the text of every statement on every connection of the pool: the ORM's, Kysely's and the reader's alike. */
function countStatements(pool: Pool, record: (text: string) => void): void {
  pool.on('connect', (client) => {
    const send = client.query.bind(client) as (...args: unknown[]) => unknown;
    client.query = ((...args: unknown[]) => {
      const [query] = args as [string | { text: string }];
      record(typeof query === 'string' ? query : query.text);
      return send(...args);
    }) as typeof client.query;
  });
}

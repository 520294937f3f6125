import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { connect } from '../../src/database/database.ts';
import { startEmbedded } from '../../src/database/embedded/start.ts';
import { migrate } from '../../src/database/migrate.ts';
import { addDemonstration } from '../../src/demonstration/demonstration.ts';
import { importPlan } from '../../src/exchange/import.ts';
import { readValidPlan } from '../../src/commands/import.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** URL of the server's maintenance database. */
    serverUrl: string;
    /** Log of the embedded server; null where another one was given. */
    serverLog: string | null;
    /** Template with the structure only. */
    emptyTemplate: string;
    /** Template with the real plan imported. */
    planTemplate: string;
    /** Template with the plan and a demonstration year of the usual size that ends on 2026-11-24. */
    demoTemplate: string;
  }
}

/** What the template has of it. */
export const DEMONSTRATION = { activities: 600, seed: 1, until: '2026-11-24' };

export const databaseUrl = (serverUrl: string, name: string): string => {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
};

/** One server for the whole run (TEST_DATABASE_URL, else an embedded one of its own) with two templates to copy from. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'zhiyuan-test-'));
  await chmod(folder, 0o711); // The server's account passes through when the tests run as root.
  const given = process.env['TEST_DATABASE_URL'];
  const embedded = given ? null : await startEmbedded({ dataDir: join(folder, 'data'), durable: false });
  const serverUrl = given ?? embedded!.url;
  const run = randomBytes(4).toString('hex');
  const emptyTemplate = `zg_${run}_empty`;
  const planTemplate = `zg_${run}_plan`;
  const demoTemplate = `zg_${run}_demo`;
  await inMaintenance(serverUrl, async (client) => {
    await client.query(`create database ${emptyTemplate}`);
    await inDatabase(databaseUrl(serverUrl, emptyTemplate), migrate);
    await client.query(`create database ${planTemplate} template ${emptyTemplate}`);
    const plan = await readValidPlan(join(import.meta.dirname, '../../plans/gangcheng-2022-4'));
    await inDatabase(databaseUrl(serverUrl, planTemplate), ({ orm }) => importPlan(orm.em, plan));
    await client.query(`create database ${demoTemplate} template ${planTemplate}`);
    await inDatabase(databaseUrl(serverUrl, demoTemplate), ({ pool }) =>
      addDemonstration(pool, DEMONSTRATION),
    );
  });
  project.provide('serverUrl', serverUrl);
  project.provide('serverLog', given ? null : join(folder, 'data', 'postgres.log'));
  project.provide('emptyTemplate', emptyTemplate);
  project.provide('planTemplate', planTemplate);
  project.provide('demoTemplate', demoTemplate);
  return async () => {
    await inMaintenance(serverUrl, async (client) => {
      const { rows } = await client.query<{ datname: string }>(
        `select datname from pg_database where datname like 'zg\\_${run}\\_%'`,
      );
      for (const { datname } of rows) await client.query(`drop database ${datname} with (force)`);
    });
    await embedded?.release();
    if (embedded) await rm(embedded.dataDir, { recursive: true, force: true });
    await rm(folder, { recursive: true, force: true });
  };
}

async function inMaintenance(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await work(client).finally(() => client.end());
}

async function inDatabase(
  url: string,
  work: (database: Awaited<ReturnType<typeof connect>>) => Promise<unknown>,
) {
  const database = await connect(url);
  await work(database).finally(() => database.close());
}

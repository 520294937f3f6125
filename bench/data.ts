import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { startEmbedded } from '../src/database/embedded/start.ts';
import { ROOT } from './cluster.ts';
import { copyActivities } from './copies.ts';
import { HITS } from './hits.ts';

/** Larger sizes are copies of a demonstration of this one, made within PostgreSQL. */
const DEMONSTRATION = 10_000;
/** The demonstration's last day: the same whenever this runs. */
const UNTIL = '2026-11-20';

export interface Data {
  url: string;
  folder: string;
  stop: () => Promise<void>;
}

/** A PostgreSQL with the plan and so many generated activities, made once a size and kept. */
export async function withData(folder: string, activities: number): Promise<Data> {
  const dataDir = join(folder, String(activities));
  const ready = join(dataDir, 'bench-is-ready');
  const isMade = existsSync(ready);
  if (!isMade) {
    // What was begun and not ended is begun anew.
    if (existsSync(dataDir)) product('db:stop', '--data-dir', dataDir);
    await rm(dataDir, { recursive: true, force: true });
    const first = String(Math.min(activities, DEMONSTRATION));
    product('import', join(ROOT, 'plans/gangcheng-2022-4'), '--data-dir', dataDir);
    product('demo', '--activities', first, '--until', UNTIL, '--data-dir', dataDir);
  } else product('migrate', '--data-dir', dataDir);
  let server = await startEmbedded({ dataDir, onProgress: () => undefined });
  if (await prepare(server.url)) {
    // The setting is read when the server starts.
    await server.release();
    product('db:stop', '--data-dir', dataDir);
    server = await startEmbedded({ dataDir, onProgress: () => undefined });
    await prepare(server.url);
  }
  if (!isMade) {
    await copyActivities(server.url, activities);
    await writeFile(ready, '');
  }
  return { url: server.url, folder: dataDir, stop: () => server.release() };
}

/** Statements are counted by PostgreSQL itself. True when it must start anew for that. */
async function prepare(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ libraries: string }>(
      `select current_setting('shared_preload_libraries') as libraries`,
    );
    if (!rows[0]!.libraries.includes('pg_stat_statements')) {
      await client.query(`alter system set shared_preload_libraries = 'pg_stat_statements'`);
      return true;
    }
    await client.query('create extension if not exists pg_stat_statements');
    await client.query(HITS);
    return false;
  } finally {
    await client.end();
  }
}

/** Runs a command of the product; what it prints. */
export function product(...args: string[]): string {
  const { status, stdout } = spawnSync(process.execPath, [join(ROOT, 'src/start.js'), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${args[0]} ended with ${status}`);
  return stdout;
}

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { startEmbedded } from '../src/database/embedded/start.ts';
import { ROOT } from './cluster.ts';

/** A PostgreSQL with the plan and so many generated activities, made once a size and kept. */
export async function withData(
  folder: string,
  activities: number,
): Promise<{ url: string; stop: () => Promise<void> }> {
  const dataDir = join(folder, String(activities));
  const isMade = existsSync(join(dataDir, 'postgres'));
  if (!isMade) {
    product('import', join(ROOT, 'plans/gangcheng-2022-4'), '--data-dir', dataDir);
    product('demo', '--activities', String(activities), '--until', '2026-11-20', '--data-dir', dataDir);
  }
  let server = await startEmbedded({ dataDir, onProgress: () => undefined });
  if (await prepare(server.url, !isMade)) {
    // The setting is read when the server starts.
    await server.release();
    product('db:stop', '--data-dir', dataDir);
    server = await startEmbedded({ dataDir, onProgress: () => undefined });
    await prepare(server.url, true);
  }
  return { url: server.url, stop: () => server.release() };
}

/** Statements are counted by PostgreSQL itself. True when it must start anew for that. */
async function prepare(url: string, isNew: boolean): Promise<boolean> {
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
    if (isNew) await client.query('vacuum analyze');
    return false;
  } finally {
    await client.end();
  }
}

function product(...args: string[]): void {
  const { status } = spawnSync(process.execPath, [join(ROOT, 'src/start.js'), ...args], { stdio: 'inherit' });
  if (status !== 0) throw new Error(`${args[0]} ended with ${status}`);
}

import type { ChildProcessByStdio } from 'node:child_process';
import { spawn } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { onTestFinished } from 'vitest';

const main = join(import.meta.dirname, '../../src/start.js');

export interface Ended {
  status: number | null;
  out: string;
  err: string;
}

/** Starts the command line as a person does; `ended` gives its exit status and what it printed. */
export function start(args: readonly string[], env: Record<string, string> = {}) {
  return watch(
    spawn(process.execPath, [main, ...args], {
      env: { PATH: '/usr/bin:/bin', DATABASE_URL: '', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    }),
  );
}

/** `npm start`; `ended` comes when no process holds its output any more. */
export function npmStart(env: Record<string, string>) {
  return watch(
    spawn('npm', ['start'], {
      cwd: join(main, '../..'),
      env: { ...process.env, DATABASE_URL: '', PORT: '0', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    }),
  );
}

function watch(child: ChildProcessByStdio<null, Readable, Readable>) {
  const seen = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => (seen.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (seen.err += chunk.toString()));
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (status) => resolve({ status, ...seen }));
  });
  return { child, seen, ended };
}

/** Runs a command to its end. */
export const run = (args: readonly string[], env?: Record<string, string>): Promise<Ended> =>
  start(args, env).ended;

/** A folder of this test's own, gone with it. */
export async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'zhiyuan-command-'));
  await chmod(path, 0o711); // As root, the database's account passes through.
  onTestFinished(() => rm(path, { recursive: true, force: true }));
  return path;
}

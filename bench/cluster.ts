import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { Peer } from './case.ts';

export const ROOT = join(import.meta.dirname, '..');

/** A peer's process: where it listens, and what it has used. */
export interface Running {
  peer: Peer;
  address: string;
  pid: number;
  stop: () => Promise<void>;
}

const START = 120_000;

/** Starts a process and waits for the address that it prints. */
export async function start(peer: Peer, database: string, env: Record<string, string>): Promise<Running> {
  const [file, args] =
    peer === 'ours'
      ? [join(ROOT, 'src/start.js'), ['serve', '--port', '0', '--database-url', database, '--no-demo']]
      : [join(import.meta.dirname, `peers/${peer}.ts`), []];
  const child = spawn(process.execPath, [file, ...args], {
    cwd: peer === 'ours' ? ROOT : import.meta.dirname,
    env: { ...process.env, NODE_ENV: 'production', BENCH_DATABASE: database, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const address = await addressOf(child, peer);
  return {
    peer,
    address,
    pid: child.pid!,
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve());
        child.kill('SIGTERM');
      }),
  };
}

function addressOf(child: ChildProcess, peer: Peer): Promise<string> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`${peer} did not start`)), START);
    let text = '';
    child.stdout!.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const address = /http:\/\/127\.0\.0\.1:\d+/.exec(text)?.[0];
      if (!address) return;
      clearTimeout(late);
      resolve(address);
    });
    child.once('exit', (code) => reject(new Error(`${peer} ended with ${code}`)));
  });
}

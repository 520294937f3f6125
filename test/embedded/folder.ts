import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { runningPostmaster } from '../../src/database/embedded/postmaster.ts';
import { stopEmbedded } from '../../src/database/embedded/start.ts';

export const isRoot = process.getuid?.() === 0;

/** A temporary folder of one test, with the programs that it starts; `close` ends them and removes everything. */
export interface Folder {
  root: string;
  dataDir: string;
  cluster: string;
  /** Runs user.ts, or a copy of it. */
  start(mode: 'hold' | 'write', durable?: 'durable', program?: string): User;
  close(): Promise<void>;
}

export interface User {
  child: ChildProcess;
  lines: Record<string, unknown>[];
  /** The first line that has the key; rejects after 30 seconds. */
  line(key: string): Promise<Record<string, unknown>>;
  kill(): Promise<void>;
  leave(): Promise<void>;
}

export async function newFolder(): Promise<Folder> {
  const root = mkdtempSync(join(tmpdir(), 'zhiyuan-embedded-'));
  await chmod(root, 0o711); // The server's account passes through when the tests run as root.
  const dataDir = join(root, 'data');
  const users: User[] = [];
  return {
    root,
    dataDir,
    cluster: join(dataDir, 'postgres'),
    start(mode, durable, program = join(import.meta.dirname, 'user.ts')) {
      const user = startUser(program, [dataDir, mode, durable ?? '']);
      users.push(user);
      return user;
    },
    async close() {
      await Promise.all(users.map((user) => user.kill()));
      await stopEmbedded(dataDir).catch(() => undefined);
      await until(() => processesNaming(root).length === 0, 'no process of the folder is left', 10_000);
      rmSync(root, { recursive: true, force: true });
    },
  };
}

function startUser(program: string, args: string[]): User {
  const child = spawn(process.execPath, [program, ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines: Record<string, unknown>[] = [];
  const reader = createInterface({ input: child.stdout });
  reader.on('line', (line) => lines.push(JSON.parse(line)));
  const ended = new Promise((resolve) => {
    child.on('close', resolve);
  });
  return {
    child,
    lines,
    async line(key) {
      await until(() => lines.some((line) => key in line), `a line with "${key}"`, 30_000);
      return lines.find((line) => key in line) ?? {};
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
    async leave() {
      child.stdin.end();
      await ended;
    },
  };
}

export async function until(holds: () => boolean, what: string, timeout: number): Promise<void> {
  const end = Date.now() + timeout;
  while (!holds()) {
    if (Date.now() > end) throw new Error(`not within ${timeout} ms: ${what}`);
    await sleep(10);
  }
}

/** The bound on "it stops": a fast shutdown of a small cluster takes well under a second. */
export async function untilStopped(folder: Folder): Promise<void> {
  await until(() => runningPostmaster(folder.cluster) === null, 'the server has stopped', 8000);
}

export async function rows<T extends object>(url: string, text: string): Promise<T[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(text)).rows;
  } finally {
    await client.end();
  }
}

/** Living processes whose command line names the path; only where /proc tells. */
export function processesNaming(path: string): number[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => {
      if (!(pid > 0) || pid === process.pid) return false;
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(path);
      } catch {
        return false;
      }
    });
}

import { spawn } from 'node:child_process';
import { lstat, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ROOT } from './cluster.ts';
import { product } from './data.ts';
import { rssOf } from './measure.ts';
import { shown, table, writePart } from './page.ts';
import { say } from './say.ts';

/** Measures starts, idle memory and what is installed, and writes it. */
export async function measureFootprint(path: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'zhiyuan-bench-'));
  try {
    const first = await startOnce(join(folder, 'data'));
    say(`first start ${shown(first.seconds)} s`);
    const second = await startOnce(join(folder, 'data'));
    say(`second start ${shown(second.seconds)} s`);
    const packages = await installed();
    await writePart(path, 'Start and size', page(first, second, packages));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Start {
  seconds: number;
  /** Mebibytes resident a while after the start, nobody asking. */
  rss: number;
}

const IDLE = 5_000;

/** From the command to the first answer of readiness, with the embedded database. */
async function startOnce(dataDir: string): Promise<Start> {
  const began = performance.now();
  const child = spawn(
    process.execPath,
    [join(ROOT, 'src/start.js'), 'serve', '--port', '0', '--data-dir', dataDir],
    {
      env: { ...process.env, NODE_ENV: 'production' },
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  );
  const ended = new Promise((resolve) => child.once('exit', resolve));
  try {
    const address = await new Promise<string>((resolve, reject) => {
      let text = '';
      child.stdout.on('data', (chunk: Buffer) => {
        text += chunk.toString();
        const found = /http:\/\/127\.0\.0\.1:\d+/.exec(text)?.[0];
        if (found) resolve(found);
      });
      child.once('exit', (code) => reject(new Error(`The start ended with ${code}`)));
    });
    const ready = await fetch(`${address}/readyz`);
    if (!ready.ok) throw new Error(`Not ready: ${ready.status}`);
    const seconds = (performance.now() - began) / 1_000;
    await sleep(IDLE);
    return { seconds, rss: await rssOf(child.pid!) };
  } finally {
    child.kill('SIGTERM');
    await ended;
    product('db:stop', '--data-dir', dataDir);
  }
}

interface Installed {
  name: string;
  megabytes: number;
}

/** Production packages as the lockfile has them and this machine holds them, largest first. */
async function installed(): Promise<Installed[]> {
  const lock = JSON.parse(await readFile(join(ROOT, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { dev?: boolean; devOptional?: boolean }>;
  };
  const names = Object.entries(lock.packages).flatMap(([name, { dev, devOptional }]) =>
    name !== '' && !dev && !devOptional ? [name] : [],
  );
  const sizes = await Promise.all(
    names.map(async (name) => ({ name, megabytes: (await sizeOf(join(ROOT, name), true)) / 2 ** 20 })),
  );
  return sizes
    .filter(({ megabytes }) => megabytes > 0)
    .map(({ name, megabytes }) => ({ name: name.replace(/^.*node_modules\//, ''), megabytes }))
    .toSorted((a, b) => b.megabytes - a.megabytes);
}

/** Bytes of a folder; of a package without those within it, which the lockfile lists by themselves. */
async function sizeOf(folder: string, isPackage = false): Promise<number> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const sizes = await Promise.all(
    entries.map(async (entry) => {
      if (isPackage && entry.name === 'node_modules') return 0;
      const path = join(entry.parentPath, entry.name);
      return entry.isDirectory() ? sizeOf(path) : (await lstat(path)).size;
    }),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

const LARGEST = 10;

function page(first: Start, second: Start, packages: readonly Installed[]): string {
  const total = packages.reduce((sum, { megabytes }) => sum + megabytes, 0);
  return `${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}, ${process.platform} ${process.arch}.

From the command to a ready service with the embedded database; the first start makes the database, imports the plan and adds
the demonstration year. Memory is that of node alone, five seconds after the start, nobody asking.

${table(
  ['', 'seconds', 'RSS, MB'],
  [
    ['first start', shown(first.seconds), shown(first.rss)],
    ['second start', shown(second.seconds), shown(second.rss)],
  ],
)}

Installed without development packages on this platform: ${packages.length} packages, ${shown(total)} MB. The ${LARGEST} largest:

${table(
  ['package', 'MB', 'share'],
  packages
    .slice(0, LARGEST)
    .map(({ name, megabytes }) => [name, shown(megabytes), `${Math.round((megabytes / total) * 100)} %`]),
)}
`;
}

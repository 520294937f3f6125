import { spawnSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { ROOT } from './cluster.ts';

const TITLE = '# Results';

/** The parts of the page, in their order; each run writes its own anew and leaves the others. */
const PARTS = ['Beside its peers', 'Growth', 'Start and size'] as const;
export type Part = (typeof PARTS)[number];

/** Writes a part of the page, as the repository formats its pages, and prints it. */
export async function writePart(path: string, part: Part, body: string): Promise<void> {
  const before = await readFile(path, 'utf8').catch(() => '');
  const parts = new Map(
    before
      .split(/^## /m)
      .slice(1)
      .map((text) => [text.slice(0, text.indexOf('\n')), text.slice(text.indexOf('\n')).trim()]),
  );
  parts.set(part, body.trim());
  const texts = PARTS.flatMap((name) => (parts.has(name) ? `## ${name}\n\n${parts.get(name)}` : []));
  await writeFile(path, `${TITLE}\n\n${ABOUT}\n\n${texts.join('\n\n')}\n`);
  const prettier = join(ROOT, 'node_modules/prettier/bin/prettier.cjs');
  spawnSync(process.execPath, [prettier, '--config', join(ROOT, '.prettierrc.json'), '--write', path]);
  const written = await readFile(path, 'utf8');
  const from = written.indexOf(`## ${part}`);
  const to = written.indexOf('\n## ', from);
  process.stdout.write(to < 0 ? written.slice(from) : written.slice(from, to + 1));
}

const ABOUT = `Written by \`npm run bench:peers\`, whose options stand in the README. Times are of the machine and its load
alone: compare the columns of one table, not the tables of two machines.`;

/** A Markdown table. Columns but the first are numbers. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, i) => (i === 0 ? '---' : '--:'))), ...rows.map(line)].join('\n');
}

/** When and on what, without names. */
export async function setting(url: string, packages: readonly string[]): Promise<string> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ version: string }>(
      `select current_setting('server_version') as version`,
    );
    const memory = Math.round(totalmem() / 2 ** 30);
    const own = await versionOf(join(ROOT, 'package.json'));
    const others = await Promise.all(
      packages.map(
        async (name) =>
          `${name} ${await versionOf(join(import.meta.dirname, 'node_modules', name, 'package.json'))}`,
      ),
    );
    return [
      `${new Date().toISOString().slice(0, 10)}, ${availableParallelism()} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), ${memory} GB of memory, ${process.platform} ${process.arch}.`,
      `Versions: ${[`ours ${own}${commit()}`, `Node ${process.versions.node}`, `PostgreSQL ${rows[0]!.version}`, ...others].join(', ')}.`,
    ].join('\n');
  } finally {
    await client.end();
  }
}

async function versionOf(file: string): Promise<string> {
  return (JSON.parse(await readFile(file, 'utf8')) as { version: string }).version;
}

/** The commit that was measured, where this is a checkout. */
function commit(): string {
  const { status, stdout } = spawnSync('git', ['rev-parse', '--short', 'HEAD'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  return status === 0 ? ` (${stdout.trim()})` : '';
}

export const geometricMean = (values: readonly number[]): number =>
  Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);

/** A number to three significant digits, as one reads it. */
export const shown = (value: number): string =>
  value >= 100 ? Math.round(value).toLocaleString('en') : String(Number(value.toPrecision(3)));

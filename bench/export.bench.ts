import { readFile, writeFile } from 'node:fs/promises';
import { get as httpGet, request as httpRequest, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { FORMAT_NAMES } from '../src/dataset/formats.ts';
import { start } from '../test/commands/process.ts';
import { manyActivities } from '../test/dataset/many.ts';
import { testDatabase } from '../test/setup/database.ts';

const ROWS = Number(process.env['BENCH_ROWS'] ?? 1_000_000);
/** What streaming may take over the idle process. */
const MOST = 150;

/** A narrow table of text, numbers and instants, and the whole dataset with all that hangs on an activity. */
const NARROW =
  '{ activities { nodes { code title status startsAt endsAt signUpCount districtCode isDemo id program { code title } organizer { code name } } } }';

const memoryOf = async (pid: number): Promise<number> =>
  Number(/VmRSS:\s+(\d+)/.exec(await readFile(`/proc/${pid}/status`, 'utf8'))![1]) / 1024;

const opened = (origin: string, format: string): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    if (process.env['BENCH_DATASET']) {
      httpGet(`${origin}/data/${process.env['BENCH_DATASET']}.${format}`, resolve).on('error', reject);
      return;
    }
    httpRequest(
      `${origin}/export?format=${format}`,
      { method: 'POST', headers: { 'content-type': 'application/json' } },
      resolve,
    )
      .on('error', reject)
      .end(JSON.stringify({ query: NARROW }));
  });

test(`${ROWS} rows in every format, and what they take of memory`, { timeout: 3_600_000 }, async () => {
  const database = await testDatabase('demo');
  await manyActivities(database.pool, ROWS);
  const lines: string[] = [];
  const over: number[] = [];
  for (const format of FORMAT_NAMES) {
    // A process of its own for each, so that none has the memory of another.
    const { child, seen, ended } = start(['serve'], {
      DATABASE_URL: database.url,
      PORT: '0',
      LOG_LEVEL: 'info',
    });
    try {
      let address: string | undefined;
      while (!(address = /http:\/\/[\w.[\]:]+:\d+/.exec(seen.out + seen.err)?.[0])) await sleep(50);
      const origin = address.replace(/localhost|0\.0\.0\.0|\[::\]/, '127.0.0.1');
      // Warm: a page of the same, so that what is loaded and compiled once is idle memory too.
      for (let i = 0; i < 3; i += 1) {
        await fetch(`${origin}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ query: NARROW.replace('activities', 'activities(first: 100)') }),
        }).then((answer) => answer.text());
      }
      await sleep(1_000);
      const idle = await memoryOf(child.pid!);
      let most = 0;
      const watching = setInterval(() => {
        void (async () => {
          most = Math.max(most, await memoryOf(child.pid!));
        })();
      }, 50);
      const started = performance.now();
      const response = await opened(origin, format);
      let bytes = 0;
      for await (const chunk of response) bytes += (chunk as Buffer).length;
      const seconds = (performance.now() - started) / 1_000;
      clearInterval(watching);
      expect(response.complete).toBe(true);
      const row = [format, idle, most, most - idle, bytes / 1_048_576, ROWS / seconds].map((cell) =>
        typeof cell === 'number' ? cell.toFixed(0) : cell,
      );
      lines.push(`| ${row.join(' | ')} |`);
      process.stdout.write(`${lines.at(-1)}\n`);
      over.push(most - idle);
    } finally {
      child.kill('SIGTERM');
      await ended;
    }
  }
  if (ROWS >= 1_000_000)
    await writeFile(
      join(import.meta.dirname, 'EXPORT.md'),
      `# Export

${ROWS.toLocaleString('en')} activities by \`POST /export\`, 13 columns, each format in a process of its own: resident memory idle
(after the start and a few pages of the same), at its most while the file was sent, and the difference, which must stay below
${MOST} MB; the length of the file; and rows a second, which is of this machine alone. \`npm run bench:export\` writes this page anew.

| format | idle, MB | most, MB | more, MB | file, MB | rows a second |
| ------ | -------- | -------- | -------- | -------- | ------------- |
${lines.join('\n')}
`,
    );
  expect(Math.max(...over)).toBeLessThan(MOST);
});

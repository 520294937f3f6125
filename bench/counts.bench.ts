import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PerformanceObserver } from 'node:perf_hooks';
import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { testServer, type TestServer } from '../test/setup/server.ts';
import { activity } from './cases/activity.ts';
import { containing } from './cases/containing.ts';
import { dashboard } from './cases/dashboard.ts';
import { filtered } from './cases/filtered.ts';
import { groupBy } from './cases/group-by.ts';
import { matrix } from './cases/matrix.ts';
import { search } from './cases/search.ts';
import { wholePlan } from './cases/whole-plan.ts';
import type { Ask, Preparing } from './case.ts';

/**
 * What each question of the bench takes that no load of the machine changes: SQL statements, and bytes of the heap that
 * are allocated for an answer. Both are held against those of `counts.json`. From run to run the bytes were the same
 * within one percent, once within five: the young generation is larger than all that is allocated, so that nothing is collected between
 * two looks at the heap, and everything is compiled before the first.
 */
const FILE = join(import.meta.dirname, 'counts.json');
/** `npm run bench:counts:update` writes the file anew. */
const IS_UPDATE = process.env['BENCH_UPDATE'] === '1';
/** Share by which the bytes may grow; statements may not at all. */
const GROWTH = 0.15;

const WARM = 300;
const REQUESTS = 20;
const REPETITIONS = 7;

interface Counts {
  statements: number;
  /** Bytes of the heap a request. */
  bytes: number;
}

/** The questions that need no other peer to prepare them, each with one value. */
const QUESTIONS: readonly [name: string, ask: (preparing: Preparing) => Promise<Ask>][] = [
  [dashboard.name, async () => dashboard.ours(5)],
  [matrix.name, async () => matrix.ours('2026-09-01')],
  [activity.name, async () => activity.ours('370117-A-000100')],
  [filtered.name, async (preparing) => filtered.ours((await filtered.values(preparing))[2]!)],
  [containing.name, async () => containing.ours('垃圾分类')],
  [search.name, async () => search.ours('文明交通')],
  [groupBy.name, async (preparing) => groupBy.ours((await groupBy.values(preparing))[4]!)],
  [wholePlan.name, async () => wholePlan.ours('钢城文明办〔2022〕4号')],
  [
    'media page',
    async () => ({
      query: `{ stories(first: 20, orderBy: [{ field: PUBLISHED_AT, direction: DESC }]) {
        nodes { code title summary body publishedAt owner { name } activity { code title } } } }`,
    }),
  ],
];

test(
  'no question takes more statements, nor much more memory, than it did',
  { timeout: 600_000 },
  async () => {
    const server = await testServer('demo');
    const preparing: Preparing = {
      pool: server.database.pool,
      ask: () => Promise.reject(new Error('Nobody else is asked here')),
    };
    const found: Record<string, Counts> = {};
    for (const [name, ask] of QUESTIONS) found[name] = await countsOf(server, await ask(preparing));
    if (IS_UPDATE) {
      await writeFile(FILE, `${JSON.stringify(found, null, 2)}\n`);
      return;
    }
    const known = JSON.parse(await readFile(FILE, 'utf8')) as Record<string, Counts>;
    expect(Object.keys(found), 'questions: npm run bench:counts:update writes them anew').toEqual(
      Object.keys(known),
    );
    for (const [name, { statements, bytes }] of Object.entries(found)) {
      const before = known[name]!;
      const share = bytes / before.bytes - 1;
      process.stdout.write(
        `${name}: ${statements} statements (${before.statements}), ${bytes} bytes (${(share * 100).toFixed(1)} %)\n`,
      );
      expect.soft(statements, `${name}: SQL statements`).toBeLessThanOrEqual(before.statements);
      expect
        .soft(bytes, `${name}: bytes of the heap`)
        .toBeLessThanOrEqual(Math.round(before.bytes * (1 + GROWTH)));
    }
  },
);

async function countsOf({ query, database }: TestServer, { query: text, variables }: Ask): Promise<Counts> {
  for (let i = 0; i < WARM; i += 1) await query(text, variables);
  database.statements = [];
  await query(text, variables);
  const statements = database.statements.length;
  const each: number[] = [];
  // A look between which something was collected is no look: with a young generation so large that is rare.
  for (let tries = 0; each.length < REPETITIONS; tries += 1) {
    if (tries > REPETITIONS * 5) throw new Error('The heap was collected again and again');
    const bytes = await allocated(async () => {
      for (let i = 0; i < REQUESTS; i += 1) await query(text, variables);
    });
    if (bytes !== null) each.push(Math.round(bytes / REQUESTS));
  }
  const sorted = each.toSorted((a, b) => a - b);
  return { statements, bytes: sorted[Math.floor(sorted.length / 2)]! };
}

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Bytes of the heap that something allocates; null when some were collected meanwhile. */
async function allocated(run: () => Promise<void>): Promise<number | null> {
  collect();
  const began = performance.now();
  let collected = 0;
  const observer = new PerformanceObserver((list) => {
    // Those that were asked for before are told of late.
    collected += list.getEntries().filter(({ startTime }) => startTime > began).length;
  });
  observer.observe({ entryTypes: ['gc'] });
  const before = getHeapStatistics().used_heap_size;
  await run();
  const after = getHeapStatistics().used_heap_size;
  // What was observed is told in a later turn.
  await new Promise((resolve) => setTimeout(resolve, 20));
  observer.disconnect();
  return collected > 0 ? null : after - before;
}

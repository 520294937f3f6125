import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { attemptsIn, BEFORE } from '../test/setup/attempts.ts';
import { world } from '../test/setup/world.ts';

const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 30);

/** The middle one, and the one that nine in ten are below. */
function spread(times: number[]): [median: number, p90: number] {
  const sorted = times.toSorted((a, b) => a - b);
  return [sorted[Math.floor(sorted.length / 2)]!, sorted[Math.floor(sorted.length * 0.9)]!];
}

test('how long each mutation takes, beside the cheapest read of the same round', async () => {
  const w = await world();
  const { attempts, owner } = attemptsIn(w);
  const rows: string[] = [];
  for (const [name, prepare] of Object.entries(attempts)) {
    const times: number[] = [];
    const reads: number[] = [];
    let statements = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      w.setNow(BEFORE);
      const args = await prepare(await owner());
      // Accepting and declining an offer are the offered party's alone, and rectifying the inspected one's.
      const who = /Request(Accept|Decline)$|^findingRectify$/.test(name) ? w.coordinator : w.office;
      w.database.statements = [];
      const start = performance.now();
      await who.does(name, args, '__typename');
      const end = performance.now();
      statements = w.database.statements.length;
      await who.query('{ program(by: {code: "2022-4/3"}) { title } }');
      times.push(end - start);
      reads.push(performance.now() - end);
    }
    const [median, p90] = spread(times);
    const [read] = spread(reads);
    rows.push(
      `| \`${name}\` | ${(median / read).toFixed(1)} | ${(p90 / median).toFixed(1)} | ${statements} |`,
    );
  }
  expect(rows).toHaveLength(Object.keys(attempts).length);
  const page = `# Mutations

Time of each mutation as a multiple of the cheapest read (one object by its code), both sent one after the other in
${ROUNDS} rounds over one database, tokens, rights, audit and idempotency included; then its 90th percentile as a
multiple of its median, and its SQL statements. \`npm run bench:mutations\` writes this page anew.

| mutation | median ÷ read | p90 ÷ median | SQL statements |
| --- | --- | --- | --- |
${rows.join('\n')}
`;
  await writeFile(join(import.meta.dirname, 'MUTATIONS.md'), page);
}, 600_000);

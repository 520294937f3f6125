import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Pool, PoolClient } from 'pg';
import { expect, test } from 'vitest';
import { settle } from '../src/rollup/settle.ts';
import { type Asked, asking } from '../test/rollup/asking.ts';
import { testDatabase } from '../test/setup/database.ts';

const ROWS = Number(process.env['BENCH_ROWS'] ?? 100_000);
const YEARS = 10;
const ROUNDS = 3;

/** The demonstration year over and over, in ten years, with its ledger: as many activities as are wanted. */
async function manyYears(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ count: number }>('select count(*)::int as count from activity');
  const copies = Math.ceil(ROWS / rows[0]!.count) - 1;
  await pool.query(`alter table service_record drop constraint service_record_no_overlap;
    drop index activity_title_grams, activity_summary_grams;
    create table copy as select a.id as of, n, gen_random_uuid() as id, (n % ${YEARS}) * interval '1 year' + (hashtext(a.id::text || n) % 30) * interval '1 day' as back
      from activity a, generate_series(1, ${copies}) n`);
  await pool.query(`insert into activity select r.* from copy c join activity a on a.id = c.of,
    jsonb_populate_record(null::activity, to_jsonb(a) || jsonb_build_object('id', c.id, 'code', 'B-' || c.n || a.code,
      'starts_at', a.starts_at - c.back, 'ends_at', a.ends_at - c.back)) r`);
  await pool.query(`insert into service_record select r.* from copy c join service_record s on s.activity_id = c.of and s.kind = 'SERVICE',
    jsonb_populate_record(null::service_record, to_jsonb(s) || jsonb_build_object('id', gen_random_uuid(), 'activity_id', c.id,
      'started_at', s.started_at - c.back, 'ended_at', s.ended_at - c.back)) r`);
  await pool.query('vacuum analyze');
}

const YEAR = { startsAt: { gte: '2025-12-31T16:00:00Z', lt: '2026-12-31T16:00:00Z' } };
const by = (...names: string[]) => names.map((name) => ({ by: name }));

const QUESTIONS: Record<string, Asked> = {
  'activities in all': { selection: 'count', variables: {} },
  'activities by month, program and status': {
    selection: 'count',
    variables: { groupBy: by('STARTS_AT', 'PROGRAM', 'STATUS') },
  },
  'activities by month and organizer': {
    selection: 'count',
    variables: { groupBy: by('STARTS_AT', 'ORGANIZER') },
  },
  'all measures by month and program': {
    selection: 'numbers',
    variables: { groupBy: by('STARTS_AT', 'PROGRAM') },
  },
  'all measures of a year by street': {
    selection: 'numbers',
    variables: { where: YEAR, groupBy: by('VENUE_OR_ORGANIZER_STREET') },
  },
  'all measures of a year, organizers and venues': { selection: 'distinct', variables: { where: YEAR } },
};

const median = (times: number[]): number => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)]!;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

const TRIGGERS = ['activity', 'service_record'].flatMap((table) =>
  ['insert', 'update', 'delete'].map((event) => [table, `${table}_${event}_touches`]),
);
const copyOf = (table: string, limit: number, more: string): string =>
  `insert into ${table} select r.* from (select * from ${table} order by id limit ${limit}) t,
   jsonb_populate_record(null::${table}, to_jsonb(t) || jsonb_build_object('id', gen_random_uuid()${more})) r`;
const CODE = `, 'code', gen_random_uuid()`;

const WRITES: Record<string, { sql: string; times: number }> = {
  'one activity changed': {
    sql: 'update activity set waiting_count = waiting_count + 1 where id = (select id from activity order by id limit 1)',
    times: 200,
  },
  'one activity added': { sql: copyOf('activity', 1, CODE), times: 200 },
  'one entry of the ledger added': { sql: copyOf('service_record', 1, ''), times: 200 },
  '10,000 activities added, 250 at a time': { sql: copyOf('activity', 250, CODE), times: 40 },
};

/** The time of a write with the marks over that without, one after the other in rounds; each in a transaction of its own that is taken back. */
async function priceOf(client: PoolClient, { sql, times }: { sql: string; times: number }): Promise<number> {
  const found: Record<string, number[]> = { 'enable always': [], disable: [] };
  for (let round = 0; round < 2 * ROUNDS + 1; round += 1) {
    for (const how of round % 2 ? ['enable always', 'disable'] : ['disable', 'enable always']) {
      for (const [table, trigger] of TRIGGERS)
        await client.query(`alter table ${table} ${how} trigger ${trigger}`);
      await client.query('begin');
      const each: number[] = [];
      for (let i = 0; i < times; i += 1) each.push(await timed(() => client.query(sql)));
      await client.query('rollback');
      found[how]!.push(median(each));
    }
  }
  return median(found['enable always']!) / median(found['disable']!);
}

test(
  `questions of whole months over ${ROWS} activities, and what the marks cost`,
  { timeout: 3_600_000 },
  async () => {
    const database = await testDatabase('demo');
    await manyYears(database.pool);
    const ask = asking(database);
    const client = await database.pool.connect();
    await client.query('set statement_timeout = 0; set synchronous_commit = off');
    const first = await timed(() => settle(database.pool));
    await client.query('vacuum analyze activity_rollup');
    const lines: string[] = [];
    for (const [name, asked] of Object.entries(QUESTIONS)) {
      const times = { counted: [] as number[], summed: [] as number[] };
      for (let round = 0; round < ROUNDS; round += 1) {
        const { counted, summed, isFromSums, took } = await ask(client, asked);
        expect(isFromSums).toBe(true);
        expect(summed).toEqual(counted);
        times.counted.push(took.counted);
        times.summed.push(took.summed);
      }
      lines.push(`| ${name} | ${(median(times.counted) / median(times.summed)).toFixed(0)} |`);
      process.stdout.write(
        `${lines.at(-1)} ${median(times.counted).toFixed(0)} ms ${median(times.summed).toFixed(1)} ms\n`,
      );
    }
    const prices: string[] = [];
    for (const [name, write] of Object.entries(WRITES)) {
      prices.push(`| ${name} | ${(await priceOf(client, write)).toFixed(2)} |`);
      process.stdout.write(`${prices.at(-1)}\n`);
    }
    const { rows } = await client.query<{ sums: number; share: number }>(
      `select count(*)::int as sums, pg_total_relation_size('activity_rollup')::float8 / pg_total_relation_size('activity') as share from activity_rollup`,
    );
    const { sums, share } = rows[0]!;
    client.release();
    process.stdout.write(`${sums} sums, settled in ${first.toFixed(0)} ms\n`);
    await writeFile(
      join(import.meta.dirname, 'ROLLUPS.md'),
      `# Sums of whole months

Over ${ROWS.toLocaleString('en')} activities of ${YEARS} years with their ledger: the time of a question that is counted from the activities over
that of the same question read from the sums, in one process and one after the other; both answers are held against
each other. There are ${sums.toLocaleString('en')} sums, ${(share * 100).toFixed(1)} % of the size of the activities. \`npm run bench:rollups\` writes this page anew.

| question | counted ÷ summed |
| -------- | ---------------- |
${lines.join('\n')}

What the marks cost: the time of a write with them over that without; on a busy machine those of one row vary by half.

| write | with ÷ without |
| ----- | -------------- |
${prices.join('\n')}
`,
    );
  },
);

import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { DataVersions, removeForeignWrites } from '../../src/cache/data-versions.ts';
import { WRITES } from '../../src/cache/watched-tables.ts';
import { readValidPlan } from '../../src/commands/import.ts';
import { connect } from '../../src/database/database.ts';
import { importPlan } from '../../src/exchange/import.ts';
import { createApp } from '../../src/server/app.ts';
import { start } from '../commands/process.ts';
import { UNIT, world } from '../setup/world.ts';

const MEMORY = 2 ** 24;
const w = await world({ answerCache: MEMORY });
const { pool, orm, url } = w.database;
const file = await readValidPlan(join(import.meta.dirname, '../../plans/gangcheng-2022-4'));

/** What is written: numbers that only grow, each by one writer. */
const NAMES = ['API', 'DIRECT', 'SLOW', 'IMPORT'] as const;
type Name = (typeof NAMES)[number];
const venueInput = (name: string) => ({ name, level: 'OFFICE', operator: w.partyId(UNIT) });
const venues = new Map<Name, { id: string; version: number }>();
for (const name of NAMES.slice(0, 3)) {
  venues.set(name, await w.office.does('venueCreate', { input: venueInput(`${name} 0`) }));
}
const keyOf = (name: Name) => Buffer.from(venues.get(name)!.id, 'base64url').toString().split(':')[1]!;

const write: Record<Name, (n: number) => Promise<unknown>> = {
  API: async (n) => {
    const { id, version } = venues.get('API')!;
    const change = { id, expectedVersion: version, input: venueInput(`API ${n}`) };
    venues.set('API', await w.office.does('venueUpdate', change));
  },
  DIRECT: (n) => pool.query('update venue set name = $2 where id = $1', [keyOf('DIRECT'), `DIRECT ${n}`]),
  SLOW: async (n) => {
    const client = await pool.connect();
    await client.query('begin; savepoint first');
    await client.query(`update venue set name = 'SLOW 0' where id = $1`, [keyOf('SLOW')]);
    await client.query('rollback to first');
    await client.query('update venue set name = $2 where id = $1', [keyOf('SLOW'), `SLOW ${n}`]);
    await sleep(Math.random() * 60);
    await client.query('commit');
    client.release();
  },
  IMPORT: (n) => importPlan(orm.em, { ...file, plan: { ...file.plan, title: `IMPORT ${n}` } }),
};

const QUESTIONS = [
  '{ venues(where: {name: {startsWith: "API"}}) { nodes { name } } plans { nodes { title } } }',
  '{ venues(first: 100) { nodes { name } } }',
  '{ programs(first: 3) { nodes { plan { title } } } venues(first: 50, orderBy: [{field: NAME}]) { nodes { name } } }',
];

type Ask = (query: string) => Promise<unknown>;
const askBy =
  (app: typeof w.app): Ask =>
  async (query) =>
    (await app.inject({ method: 'POST', url: '/graphql', payload: { query } })).json();

/** Numbers that an answer shows. */
const shown = (answer: unknown): [Name, number][] =>
  [...JSON.stringify(answer).matchAll(/"(API|DIRECT|SLOW|IMPORT) (\d+)"/g)].map(([, name, n]) => [
    name as Name,
    Number(n),
  ]);

let count = 0;

/** Milliseconds that a race may take on a machine that is busy. */
const RACE = { timeout: 300_000 };

/**
 * Writes and reads for a while, and longer where there were not yet so many reads; what was read that is older than what
 * had been acknowledged before the question. All stop when one of them fails.
 */
async function race(asks: readonly Ask[], milliseconds: number, least = 0): Promise<{ stale: string[] }> {
  const acknowledged = new Map<Name, number>();
  const stale: string[] = [];
  const end = performance.now() + milliseconds;
  let read = 0;
  let isStopped = false;
  const isOn = () => !isStopped && (performance.now() < end || read < least);
  const writer = async (name: Name) => {
    while (isOn()) {
      count += 1;
      const n = count;
      await write[name](n);
      acknowledged.set(name, n);
      await sleep(Math.random() * (name === 'IMPORT' ? 400 : 50));
    }
  };
  const reader = async (ask: Ask, i: number) => {
    while (isOn()) {
      const before = new Map(acknowledged);
      for (const [name, n] of shown(await ask(QUESTIONS[(i + read) % QUESTIONS.length]!))) {
        const least = before.get(name) ?? 0;
        if (n < least) stale.push(`${name} ${n}, though ${least} was acknowledged`);
      }
      read += 1;
      if (i % 2) await sleep(Math.random() * 5);
    }
  };
  const all = [...NAMES.map(writer), ...asks.flatMap((ask) => [0, 1, 2].map((i) => reader(ask, i)))];
  try {
    await Promise.all(all);
  } finally {
    isStopped = true;
    await Promise.allSettled(all);
  }
  return { stale };
}

const others: { close: () => Promise<unknown> }[] = [];
/** Another server over the same database, by connections of its own. */
async function another(): Promise<typeof w.app> {
  const database = await connect(url);
  const app = await createApp({ database, logLevel: 'silent', answerCache: MEMORY });
  others.push(app, database);
  return app;
}
afterAll(async () => {
  for (const other of others) await other.close();
});

const used = async (app: typeof w.app, use: string): Promise<number> =>
  Number(
    new RegExp(`zhiyuan_answer_cache_total\\{use="${use}"\\} (\\d+)`).exec(
      (await app.inject('/metrics')).body,
    )?.[1] ?? 0,
  );

const twice = async (ask: Ask): Promise<void> => {
  for (let i = 0; i < 2; i += 1) await ask(QUESTIONS[0]!);
};

describe('who asks after a write was acknowledged sees it', () => {
  test(
    'by the server that wrote and by another, whoever wrote: mutations, SQL by hand, imports',
    RACE,
    async () => {
      const apps = [w.app, await another()];
      const { stale } = await race(apps.map(askBy), 5_000, 400);
      expect(stale).toEqual([]);
      // The answers were kept: what is asked again while nobody writes is one of them.
      for (const app of apps) {
        expect(await used(app, 'miss')).toBeGreaterThan(0);
        const before = await used(app, 'hit');
        await twice(askBy(app));
        expect(await used(app, 'hit')).toBeGreaterThan(before);
      }
    },
  );

  test('by another process', RACE, async () => {
    const { child, seen, ended } = start(['serve'], { DATABASE_URL: url, PORT: '0', LOG_LEVEL: 'silent' });
    try {
      const place = /http:\/\/[\d.]+:\d+/;
      await vi.waitUntil(() => place.test(seen.out + seen.err), 30_000);
      const [address] = place.exec(seen.out + seen.err)!;
      const ask: Ask = async (query) => {
        const headers = { 'content-type': 'application/json' };
        const body = JSON.stringify({ query });
        return (await fetch(`${address}/graphql`, { method: 'POST', headers, body })).json();
      };
      const { stale } = await race([ask], 2_000, 100);
      expect(stale).toEqual([]);
      await twice(ask);
      expect(await (await fetch(`${address}/metrics`)).text()).toMatch(/cache_total\{use="hit"\} [1-9]/);
    } finally {
      child.kill('SIGTERM');
      await ended;
    }
  });

  test('though rows of writes are pruned, and by who slept meanwhile', async () => {
    const [awake, asleep] = [askBy(await another()), askBy(await another())];
    const [question] = QUESTIONS;
    await Promise.all([awake, asleep].map((ask) => ask(question!)));
    await write.DIRECT((count += 1));
    await write.API((count += 1));
    const api = count;
    let at = performance.now();
    vi.spyOn(performance, 'now').mockImplementation(() => at);
    for (let i = 0; i < 4; i += 1) {
      at += 61_000;
      await awake(question!);
      await write.SLOW((count += 1));
      await sleep(50);
    }
    const { rows } = await pool.query(`select 1 from ${WRITES} where relation = ''`);
    expect(rows).toHaveLength(1);
    vi.restoreAllMocks();
    expect(shown(await asleep(question!))).toContainEqual(['API', api]);
  });

  test('after a restore from a server whose transactions had greater numbers', async () => {
    const own = await another();
    const ask = askBy(own);
    await pool.query(`insert into ${WRITES} values ('900000000000', 'venue')`);
    await ask(QUESTIONS[1]!);
    await ask(QUESTIONS[1]!);
    expect(await used(own, 'hit')).toBe(0);
    await removeForeignWrites(pool);
    await ask(QUESTIONS[1]!);
    await ask(QUESTIONS[1]!);
    expect(await used(own, 'hit')).toBe(2);
    await write.DIRECT((count += 1));
    expect(shown(await ask(QUESTIONS[1]!))).toContainEqual(['DIRECT', count]);
  });
});

describe('the race finds what is stale', () => {
  afterEach(() => vi.restoreAllMocks());

  test('where nobody asks whether an answer still holds', RACE, async () => {
    vi.spyOn(DataVersions.prototype, 'isFresh').mockReturnValue(true);
    const { stale } = await race([askBy(await another())], 1_500, 200);
    expect(stale.length).toBeGreaterThan(0);
  });

  describe('where writes only move a sequence on', () => {
    beforeAll(() =>
      pool.query(`create sequence naive;
        create function naive() returns trigger language plpgsql as $$ begin perform nextval('naive'); return null; end $$;
        create trigger naive after update on venue for each statement execute function naive();
        create trigger naive after update on plan for each statement execute function naive()`),
    );
    afterAll(() => pool.query('drop sequence naive cascade; drop function naive cascade'));

    test('before they are committed', async () => {
      vi.spyOn(DataVersions.prototype, 'look').mockImplementation(async function (this: DataVersions) {
        const { rows } = await pool.query('select last_value::int as last from naive');
        this.last = rows[0].last;
        return this.last;
      });
      vi.spyOn(DataVersions.prototype, 'isFresh').mockImplementation(function (this: DataVersions, look) {
        return look === this.last;
      });
      const ask = askBy(await another());
      const client = await pool.connect();
      count += 1;
      await client.query('begin');
      await client.query('update venue set name = $2 where id = $1', [keyOf('SLOW'), `SLOW ${count}`]);
      // Read before the commit, and kept under the number of after.
      await ask(QUESTIONS[1]!);
      await client.query('commit');
      client.release();
      expect(shown(await ask(QUESTIONS[1]!))).not.toContainEqual(['SLOW', count]);
      vi.restoreAllMocks();
      expect(shown(await ask(QUESTIONS[1]!))).toContainEqual(['SLOW', count]);
    });
  });
});

import { deepStrictEqual } from 'node:assert';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Pool } from 'pg';
import { type Ask, type Case, type Peer, PEERS } from './case.ts';
import { CASES } from './cases.ts';
import { type Running, start } from './cluster.ts';
import { withData } from './data.ts';
import { type Figures, graphql, measure, type Request } from './measure.ts';
import { writeReport } from './report.ts';

const { values: options } = parseArgs({
  options: {
    activities: { type: 'string', default: '100000' },
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '5' },
    connections: { type: 'string', default: '32' },
    only: { type: 'string' },
    peers: { type: 'string', default: PEERS.join() },
    'data-dir': { type: 'string', default: join(import.meta.dirname, 'data') },
    check: { type: 'boolean', default: false },
  },
});

const rounds = Number(options.rounds);
const peers = options.peers.split(',') as Peer[];
const cases = CASES.filter(({ name }) => !options.only || name.includes(options.only));

await mkdir(resolve(options['data-dir']), { recursive: true });
const database = await withData(resolve(options['data-dir']), Number(options.activities));
const pool = new Pool({ connectionString: database.url, max: 2 });
const running = new Map<Peer, Running>();
try {
  for (const peer of PEERS) {
    // Ten connections each, as many as the product has: none waits for PostgreSQL longer than another.
    running.set(peer, await start(peer, database.url, { BENCH_CONNECTIONS: '10', LOG_LEVEL: 'info' }));
    say(`${peer}: ${running.get(peer)!.address}`);
  }
  const prepared = await Promise.all(cases.map(prepare));
  for (const each of prepared) await check(each);
  if (!options.check) await measureAll(prepared);
} finally {
  await Promise.all([...running.values()].map(({ stop }) => stop()));
  await pool.end();
  await database.stop();
}

interface Prepared {
  question: Case;
  requests: Record<Peer, Request[]>;
}

async function prepare(question: Case): Promise<Prepared> {
  const values = await question.values({ pool, ask });
  const of = (make: (value: unknown) => Request): Request[] => values.map(make);
  return {
    question,
    requests: {
      ours: of((value) => graphql(question.ours(value))),
      postgraphile: of((value) => graphql(question.postgraphile(value))),
      mercurius: of((value) => graphql((question.mercurius ?? question.ours)(value))),
      limit: of((value) => ({ method: 'GET', path: question.limit(value) })),
    },
  };
}

async function ask(peer: Peer, question: Ask): Promise<Record<string, unknown>> {
  return answer(peer, graphql(question));
}

async function answer(
  peer: Peer,
  { method, path, body, headers }: Request,
): Promise<Record<string, unknown>> {
  const response = await fetch(new URL(path, running.get(peer)!.address), {
    method,
    ...(body && { body }),
    ...(headers && { headers }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${peer} answered ${response.status}: ${text.slice(0, 500)}`);
  const { data, errors } = JSON.parse(text) as { data: Record<string, unknown>; errors?: unknown };
  if (errors) throw new Error(`${peer}: ${JSON.stringify(errors).slice(0, 500)}`);
  return data;
}

/** Everybody gives the same data to every value, and they are not empty. */
async function check({ question, requests }: Prepared): Promise<void> {
  let size = 0;
  for (const [i, request] of requests.limit.entries()) {
    if (i >= 40) break;
    const expected = plain(question.same(await answer('limit', request)));
    size = Math.max(size, JSON.stringify(expected).length);
    for (const peer of peers) {
      if (peer === 'limit') continue;
      const data = await answer(peer, requests[peer][i]!);
      const given = plain(peer === 'postgraphile' ? question.samePostgraphile(data) : question.same(data));
      deepStrictEqual(given, expected, `${question.name}: ${peer} and limit differ`);
    }
  }
  if (size < 50) throw new Error(`${question.name}: all answers are empty`);
  say(`${question.name}: all give the same (${requests.limit.length} questions, ${size} bytes at most)`);
}

function plain(data: unknown): unknown {
  return JSON.parse(JSON.stringify(data));
}

async function measureAll(all: readonly Prepared[]): Promise<void> {
  const figures = new Map<string, Map<Peer, Figures[]>>();
  const terms = { connections: Number(options.connections), pool };
  for (const { question, requests } of all) {
    const own = new Map<Peer, Figures[]>(peers.map((peer) => [peer, []]));
    figures.set(question.name, own);
    for (const peer of peers) await measure(running.get(peer)!, requests[peer], { ...terms, seconds: 2 });
    for (let round = 0; round < rounds; round += 1) {
      // Turned by one each round, so that nobody always comes after the same one.
      for (const [i] of peers.entries()) {
        const peer = peers[(i + round) % peers.length]!;
        const measured = await measure(running.get(peer)!, requests[peer], {
          ...terms,
          seconds: Number(options.seconds),
        });
        own.get(peer)!.push(measured);
      }
    }
    say(
      `${question.name}: ${peers.map((peer) => `${peer} ${Math.round(median(own.get(peer)!, 'perSecond'))}/s ${median(own.get(peer)!, 'cpu').toFixed(2)} ms`).join(', ')}`,
    );
  }
  if (!options.only)
    await writeReport(figures, cases, {
      activities: Number(options.activities),
      rounds,
      seconds: Number(options.seconds),
      connections: terms.connections,
      pool,
    });
}

function median(all: readonly Figures[], key: keyof Figures): number {
  return all.map((figures) => figures[key]).toSorted((a, b) => a - b)[Math.floor(all.length / 2)]!;
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

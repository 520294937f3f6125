import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import autocannon from 'autocannon';
import type { Pool } from 'pg';
import type { Writing } from './case.ts';
import type { Running } from './cluster.ts';

/** One peer, one case, one round. */
export interface Figures {
  perSecond: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
  /** CPU milliseconds a request of the peer's process and of PostgreSQL. */
  cpu: number;
  postgres: number;
  /** SQL statements a request. */
  statements: number;
  /** Mebibytes resident at the end of the round. */
  rss: number;
}

export interface Request {
  method: 'GET' | 'POST';
  path: string;
  body?: string;
  headers?: Record<string, string>;
}

/** How hard and for how long. */
interface Load {
  connections: number;
  seconds: number;
  pool: Pool;
  /** Of a case that writes, so that what it says it has written is counted, and taken back. */
  writing: Pick<Writing<never>, 'count' | 'reset'> | null;
}

/** Asks as fast as `connections` allow for `seconds`, and reads off what it took. Throws when an answer is no answer. */
export async function measure(
  { address, pid }: Running,
  requests: readonly Request[],
  { connections, seconds, pool, writing }: Load,
): Promise<Figures> {
  const [cpuBefore, postgresBefore, callsBefore] = await Promise.all([
    cpuOf([pid]),
    cpuOfPostgres(pool),
    calls(pool),
  ]);
  const result = await autocannon({
    url: address,
    connections,
    duration: seconds,
    setupClient: dealer(requests, connections, writing !== null),
  });
  const [cpuAfter, postgresAfter, callsAfter] = await Promise.all([
    cpuOf([pid]),
    cpuOfPostgres(pool),
    calls(pool),
  ]);
  const answered = result['2xx'];
  if (result.non2xx > 0 || result.errors > 0 || answered === 0) {
    throw new Error(`${address}: ${result.non2xx} refusals, ${result.errors} errors, ${answered} answers`);
  }
  if (writing) await checkWritten(address, answered, connections, pool, writing);
  return {
    perSecond: answered / result.duration,
    p50: result.latency.p50,
    p99: result.latency.p99,
    cpu: (cpuAfter - cpuBefore) / answered,
    postgres: (postgresAfter - postgresBefore) / answered,
    statements: (callsAfter - callsBefore) / answered,
    rss: await rssOf(pid),
  };
}

/**
 * Gives each connection its own requests: those that are sent once are dealt out; of the others each connection has all,
 * beginning at another one, since equal questions at one time are no load anybody has.
 */
function dealer(
  requests: readonly Request[],
  connections: number,
  isOnce: boolean,
): (client: autocannon.Client) => void {
  let dealt = 0;
  return (client) => {
    const i = dealt;
    dealt += 1;
    const from = Math.floor((i * requests.length) / connections);
    const own = isOnce
      ? requests.filter((_, at) => at % connections === i)
      : [...requests.slice(from), ...requests.slice(0, from)];
    client.setRequests(own.map((request) => ({ ...request })));
  };
}

/** Throws when less is written than was answered, or more than was asked. */
async function checkWritten(
  address: string,
  answered: number,
  connections: number,
  pool: Pool,
  writing: NonNullable<Load['writing']>,
): Promise<void> {
  // What is still under way when the measuring ends is carried out too.
  await sleep(500);
  const written = await writing.count(pool);
  await writing.reset(pool);
  if (written >= answered && written <= answered + connections) return;
  throw new Error(`${address}: ${answered} writes were answered, ${written} are there`);
}

/** A clock tick of /proc is 10 ms on every Linux that Node runs on. */
const TICK = 10;

async function cpuOf(pids: readonly number[]): Promise<number> {
  const times = await Promise.all(
    pids.map(async (pid) => {
      const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * TICK;
    }),
  );
  return times.reduce((sum, time) => sum + time, 0);
}

/** PostgreSQL's sessions, its children that ended included: what the postmaster waited for counts too. */
async function cpuOfPostgres(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ pid: number }>(
    'select pid from pg_stat_activity where pid is not null',
  );
  const postmaster = await parentOf(rows[0]!.pid);
  const stat = await readFile(`/proc/${postmaster}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ended = (Number(fields[13]) + Number(fields[14])) * TICK;
  const children = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const own = await Promise.all(
    children.map(async (pid) => ((await parentOf(pid)) === postmaster ? pid : null)),
  );
  return ended + (await cpuOf([postmaster, ...own.filter((pid) => pid !== null)]));
}

async function parentOf(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1] ?? 0);
}

/** Mebibytes resident. */
export async function rssOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)![1]) / 1024;
}

/** Statements that PostgreSQL has executed, those of this very question left out. */
async function calls(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ calls: string }>(
    `select coalesce(sum(calls), 0)::bigint as calls from pg_stat_statements where query not like '%pg_stat_%'`,
  );
  return Number(rows[0]!.calls);
}

import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { createClient as createWs } from 'graphql-ws';
import { afterAll, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { connectionsEach } from '../../src/commands/connections.ts';
import { pauseAfter } from '../../src/workers/fleet.ts';
import { testDatabase } from '../setup/database.ts';
import { fleet, isThere } from './fleet.ts';
import { run } from './process.ts';

// Whole services of three processes, on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

const database = await testDatabase('demo');
const env = { DATABASE_URL: database.url, SUBSCRIPTIONS_PER_ADDRESS: '3' };
const service = await fleet(env, [], afterAll);
const { url } = service;

/** A request on a connection of its own: whichever worker takes it. */
const ask = (path: string, init: RequestInit = {}): Promise<Response> =>
  fetch(`${url}${path}`, { ...init, headers: { connection: 'close', ...(init.headers as object) } });

const post = (body: object): Promise<Response> =>
  ask('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

/** Requests in a row that both workers hardly ever leave to one of them. */
const IN_A_ROW = 12;
/** So many requests in a row that one worker answers alone are a fault. */
const MOST = 500;

/** Asks until the log shows that both workers have answered. */
async function ofBoth(msg: string, request: () => Promise<void>): Promise<void> {
  const before = service.count(msg);
  const pids = () =>
    new Set(
      service
        .of(msg)
        .slice(before)
        .map(({ pid }) => pid),
    );
  for (let i = 0; i < MOST; i += 1) {
    await request();
    if (pids().size === 2) return;
  }
  throw new Error(`One worker alone has told "${msg}" for ${MOST} requests`);
}

test('it is ready once, at one address, when all workers listen there', async () => {
  expect(service.seen.err.match(/ready at/g)).toHaveLength(1);
  const listening = service.lines().filter(({ msg }) => msg.startsWith('Server listening'));
  expect(listening.map(({ msg }) => msg)).toEqual(Array(2).fill(`Server listening at ${url}`));
  expect(await (await ask('/readyz')).json()).toEqual({ status: 'ok' });
  const pids = await service.workers();
  expect(new Set(pids)).toEqual(new Set(listening.map(({ pid }) => pid)));
  expect(pids).not.toContain(service.child.pid);
});

test('/metrics tells what each worker has counted, whichever is asked', async () => {
  await service.workers();
  for (let i = 0; i < IN_A_ROW; i += 1) {
    const text = await (await ask('/metrics')).text();
    for (const worker of [1, 2]) {
      expect(text).toMatch(
        new RegExp(
          `zhiyuan_graphql_requests_total\\{operation="query",outcome="ok",worker="${worker}"\\} [1-9]`,
        ),
      );
      expect(text).toMatch(new RegExp(`process_start_time_seconds\\{worker="${worker}"\\} [1-9]`));
    }
    expect(text.match(/# TYPE zhiyuan_graphql_request_seconds /g)).toHaveLength(1);
  }
});

test('/metrics is answered without a worker that hangs', async () => {
  const [hung] = await service.workers();
  process.kill(hung!, 'SIGSTOP');
  try {
    const text = await (await ask('/metrics', { signal: AbortSignal.timeout(20_000) })).text();
    expect(text.match(/process_start_time_seconds\{/g)).toHaveLength(1);
  } finally {
    process.kill(hung!, 'SIGCONT');
  }
  await vi.waitFor(async () => {
    const text = await (await ask('/metrics')).text();
    expect(text.match(/process_start_time_seconds\{/g)).toHaveLength(2);
  });
});

test('a persisted query that one worker knows is asked for by the other, and then known to both', async () => {
  const query = '{ plans(first: 1) { totalCount } }';
  const sha256Hash = createHash('sha256').update(query).digest('hex');
  const extensions = { persistedQuery: { version: 1, sha256Hash } };
  const codes: string[] = [];
  for (let hits = 0; hits < IN_A_ROW;) {
    const known = await post({ extensions });
    hits = known.status === 200 ? hits + 1 : 0;
    if (known.status === 200) continue;
    codes.push(`${known.status} ${((await known.json()) as any).errors[0].extensions.code}`);
    codes.push(`${(await post({ query, extensions })).status}`);
  }
  expect(codes.slice(0, 2)).toEqual(['404 PERSISTED_QUERY_NOT_FOUND', '200']);
  expect(new Set(codes)).toEqual(new Set(codes.slice(0, 2)));
});

// Again where PostgreSQL's own upkeep has changed the tag meanwhile.
test(
  'the tag of a file holds at every worker, and no longer when the database has changed',
  { retry: 3 },
  async () => {
    const get = async (tag: string | null) => {
      const answer = await ask('/data/parties.csv', {
        headers: tag === null ? {} : { 'if-none-match': tag },
      });
      await answer.arrayBuffer();
      return { status: answer.status, tag: answer.headers.get('etag')! };
    };
    const tags: string[] = [];
    await ofBoth('export', async () => void tags.push((await get(null)).tag));
    // One more transaction on the server, whosever, and the tag is another.
    expect(new Set(tags).size).toBe(1);
    const known = tags.at(-1)!;
    for (let i = 0; i < IN_A_ROW; i += 1) expect(await get(known)).toEqual({ status: 304, tag: known });
    await database.pool.query('create table another (id int); drop table another');
    await ofBoth('export', async () => expect((await get(known)).status).toBe(200));
  },
);

test('what changes is told by every worker at once, whatever answers it keeps', async () => {
  const title = async () => {
    const answer = await post({ query: 'query Title { plans(first: 1) { nodes { title } } }' });
    return ((await answer.json()) as any).data.plans.nodes[0].title as string;
  };
  const isTitled = async (expected: string) => expect(await title()).toBe(expected);
  for (const next of ['零', '一', '二', '三']) {
    await database.pool.query('update plan set title = $1', [next]);
    await ofBoth('graphql', () => isTitled(next));
  }
});

const SUBSCRIPTION = 'subscription ($after: Cursor) { changes(after: $after) { cursor } }';

/** A subscription by server-sent events, its answer's head. */
async function stream() {
  const end = new AbortController();
  const response = await ask('/graphql/stream', {
    method: 'POST',
    signal: end.signal,
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify({ query: SUBSCRIPTION }),
  });
  // With the response: one that nobody holds any more is ended by fetch.
  return { status: response.status, response, end: () => end.abort() };
}

test('an address has no more subscriptions with two workers than with one', async () => {
  const open = await Promise.all([stream(), stream(), stream()]);
  expect(open.map(({ status }) => status)).toEqual([200, 200, 200]);
  await ofBoth('refused', async () => expect((await stream()).status).toBe(429));
  open[0].end();
  const next = await vi.waitFor(async () => {
    const tried = await stream();
    expect(tried.status).toBe(200);
    return tried;
  });
  for (const { end } of [...open, next]) end();
});

test('an address has no more WebSockets with two workers than with one', async () => {
  const sockets = Array.from(
    { length: 3 },
    () => new WebSocket(`${url.replace('http', 'ws')}/graphql/stream`, 'graphql-transport-ws'),
  );
  await Promise.all(sockets.map((socket) => once(socket, 'open')));
  for (let i = 0; i < IN_A_ROW; i += 1) {
    const late = new WebSocket(`${url.replace('http', 'ws')}/graphql/stream`, 'graphql-transport-ws');
    late.on('error', () => {});
    const [, answer] = await once(late, 'unexpected-response');
    expect(answer.statusCode).toBe(429);
    late.terminate();
  }
  for (const socket of sockets) socket.terminate();
});

test('places of a worker that died are free again', async () => {
  const open = await vi.waitFor(async () => {
    const three = await Promise.all([stream(), stream(), stream()]);
    if (three.some(({ status }) => status !== 200)) for (const { end } of three) end();
    expect(three.map(({ status }) => status)).toEqual([200, 200, 200]);
    return three;
  });
  for (const pid of await service.workers()) {
    const replaced = service.next('a worker serves in its place');
    process.kill(pid, 'SIGKILL');
    await replaced;
  }
  const anew = await Promise.all([stream(), stream(), stream()]);
  expect(anew.map(({ status }) => status)).toEqual([200, 200, 200]);
  for (const { end } of [...open, ...anew]) end();
});

test('a subscription by WebSocket gets what happened', async () => {
  const { data } = (await (
    await post({ query: '{ changes(first: 1) { edges { cursor } } }' })
  ).json()) as any;
  const client = createWs({
    url: `${url.replace('http', 'ws')}/graphql/stream`,
    webSocketImpl: WebSocket,
    retryAttempts: 5,
  });
  const events = client.iterate({
    query: SUBSCRIPTION,
    variables: { after: data.changes.edges[0].cursor },
  });
  expect((await events.next()).value).toMatchObject({ data: { changes: { cursor: expect.any(String) } } });
  await events.return!();
  await client.dispose();
});

test('a port that is taken ends the start with status 1 and a word on why', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const { port } = taken.address() as { port: number };
  const ended = await run(['serve', '--workers', '2', '--port', String(port)], env);
  taken.close();
  expect(ended.status).toBe(1);
  expect(ended.err).toContain(`Port ${port} is taken`);
  expect(ended.err).not.toContain('    at ');
});

test('a start that the database refuses ends with its own word and leaves no worker', async () => {
  const { status, err } = await run(['serve', '--workers', '2', '--port', '0'], {
    DATABASE_URL: `${database.url}_not_there`,
  });
  expect(status).toBe(1);
  expect(err).toContain('_not_there');
  expect(err).not.toContain('    at ');
});

test('a stop ends every worker, with status 0', async () => {
  const own = await fleet(env);
  const pids = await own.workers();
  own.child.kill('SIGTERM');
  expect(await own.ended).toMatchObject({ status: 0 });
  expect(pids.filter(isThere)).toEqual([]);
});

test('workers share the connections of the database out', async () => {
  const { pool } = database;
  const { rows } = await pool.query<{ usable: number }>(
    `select current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int as usable`,
  );
  const { usable } = rows[0]!;
  expect(await connectionsEach(pool, 2, '')).toBe(10);
  // While one worker is replaced there is one more.
  const many = 12;
  expect((many + 1) * (await connectionsEach(pool, many, ''))).toBeLessThanOrEqual(usable);
  expect(await connectionsEach(pool, 4, '30')).toBe(7);
  await expect(connectionsEach(pool, 128, '')).rejects.toMatchObject({
    en: expect.stringContaining('too few for 128 workers'),
  });
});

test('pauses before a worker is replaced grow to half a minute', () => {
  expect([1, 2, 3, 4, 5, 6, 7, 20].map(pauseAfter)).toEqual([
    0, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000,
  ]);
});

import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { mintToken } from '../../src/access/tokens.ts';
import { createApp } from '../../src/server/app.ts';
import { testDatabase } from '../setup/database.ts';

const database = await testDatabase('plan');
const { pool } = database;

async function server(more: { subscriptionsPerAddress?: number; requestTimeout?: number } = {}) {
  const app = await createApp({ database, logLevel: 'silent', ...more });
  const address = await app.listen({ port: 0, host: '127.0.0.1' });
  return {
    app,
    port: Number(new URL(address).port),
    url: `${address}/graphql/stream`,
    webSocketUrl: `${address.replace('http', 'ws')}/graphql/stream`,
  };
}

const QUERY = 'subscription { changes { cursor } }';

const announce = (count = 1) =>
  pool.query(
    `insert into change (id, kind, at, district_code, subject_id)
     select gen_random_uuid(), 'VENUE_CREATED', now(), '370117', 'x' from generate_series(1, $1)`,
    [count],
  );

/** A subscription by events: its answer, and all that comes by it. */
function stream(url: string, query = QUERY, headers: Record<string, string> = {}) {
  const body = JSON.stringify({ query });
  const state = { text: '', isOver: false, status: 0, stop: () => {} };
  const begun = new Promise<typeof state>((resolve) => {
    const request = httpRequest(
      url,
      {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...headers },
      },
      (answer) => {
        state.status = answer.statusCode!;
        answer.on('data', (chunk: Buffer) => (state.text += chunk.toString()));
        answer.on('error', () => {});
        answer.on('close', () => (state.isOver = true));
        resolve(state);
      },
    );
    request.on('error', () => {
      state.isOver = true;
      resolve(state);
    });
    state.stop = () => request.destroy();
    request.end(body);
  });
  return begun;
}

const eventsIn = (text: string): number => text.match(/^event: next$/gm)?.length ?? 0;

/** Holds whatever is read of the feed back until the returned function is called. */
async function heldBack(): Promise<() => Promise<void>> {
  const client = await pool.connect();
  await client.query('begin');
  await client.query('lock table change in access exclusive mode');
  return async () => {
    await client.query('commit');
    client.release();
  };
}

test('a subscriber who leaves while the subscription is opened leaves nothing behind', async () => {
  const { app, port, url } = await server({ subscriptionsPerAddress: 5 });
  const letGo = await heldBack();
  const body = JSON.stringify({ query: QUERY });
  for (let i = 0; i < 5; i += 1) {
    const socket = connect(port, '127.0.0.1', () =>
      socket.write(
        `POST /graphql/stream HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nAccept: text/event-stream\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
        () => setTimeout(() => socket.resetAndDestroy(), 100),
      ),
    );
    socket.on('error', () => {});
  }
  await sleep(400);
  await letGo();
  await sleep(300);
  const after = await stream(url);
  expect([after.status, after.text]).toEqual([200, expect.not.stringContaining('errors')]);
  after.stop();
  await app.close();
});

test('one who leaves a WebSocket while subscriptions are opened leaves nothing behind', async () => {
  const { app, url, webSocketUrl } = await server({ subscriptionsPerAddress: 5 });
  const letGo = await heldBack();
  const socket = new WebSocket(webSocketUrl, 'graphql-transport-ws');
  const send = (message: object) => socket.send(JSON.stringify(message));
  socket.on('open', () => send({ type: 'connection_init' }));
  await new Promise((resolve) => socket.once('message', resolve));
  for (let id = 0; id < 5; id += 1) send({ id: `${id}`, type: 'subscribe', payload: { query: QUERY } });
  await sleep(200);
  socket.terminate();
  await sleep(100);
  await letGo();
  await sleep(300);
  const after = await stream(url);
  expect(after.status).toBe(200);
  after.stop();
  await app.close();
});

test('one address may have so many subscriptions without a token, one account so many of its own', async () => {
  const { app, url, webSocketUrl } = await server({ subscriptionsPerAddress: 3 });
  const open = await Promise.all([1, 2, 3].map(() => stream(url)));
  expect(open.map(({ status }) => status)).toEqual([200, 200, 200]);
  const refused = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', 'accept-language': 'en' },
    body: JSON.stringify({ query: QUERY }),
  });
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '5']);
  expect(((await refused.json()) as any).errors).toMatchObject([
    {
      message: expect.stringContaining('at most 3 '),
      extensions: { code: 'LIMIT_ADDRESS_SUBSCRIPTIONS', limit: 3 },
    },
  ]);
  // Whoever is signed in is counted by account.
  const headers = { authorization: `Bearer ${await mintToken(pool, 'many', 1)}` };
  const own = await Promise.all(Array.from({ length: 50 }, () => stream(url, QUERY, headers)));
  expect(new Set(own.map(({ status }) => status))).toEqual(new Set([200]));
  expect((await stream(url, QUERY, headers)).status).toBe(429);
  open[0]!.stop();
  await sleep(200);
  expect((await stream(url)).status).toBe(200);
  // A WebSocket takes a place of its address before it says who it is.
  const sockets = [1, 2, 3].map(() => new WebSocket(webSocketUrl, 'graphql-transport-ws'));
  await Promise.all(sockets.map((socket) => new Promise((resolve) => socket.once('open', resolve))));
  const late = new WebSocket(webSocketUrl, 'graphql-transport-ws');
  late.on('error', () => {});
  expect(
    await new Promise((resolve) => {
      late.once('unexpected-response', (_, answer) => resolve(answer.statusCode));
      late.once('open', () => resolve(101));
    }),
  ).toBe(429);
  await app.close();
}, 20_000);

test('of an event less may be asked than of a query', async () => {
  const { app, url } = await server();
  const told = await stream(
    url,
    'subscription { changes { change { subject { ... on Activity { program { activities(first: 100) { nodes { stories(first: 10) { nodes { bodyHtml } } } } } } } } } }',
  );
  await expect.poll(() => told.isOver).toBe(true);
  expect(told.text).toContain('"code":"LIMIT_EVENT_NODES"');
  await app.close();
});

test('one change read by many subscribers takes at most half of the connections, and everybody gets it', async () => {
  const { app, url } = await server({ subscriptionsPerAddress: 300 });
  const COUNT = 120;
  const open = await Promise.all(
    Array.from({ length: COUNT }, () =>
      stream(
        url,
        'subscription { changes { cursor change { kind subject { ... on Activity { title program { title } } } } } }',
      ),
    ),
  );
  expect(open.every(({ status }) => status === 200)).toBe(true);
  await sleep(200);
  const { rows } = await pool.query<{ id: string }>('select id from program limit 1');
  // Every reading of the subject waits here, as slow ones would.
  const client = await pool.connect();
  await client.query('begin');
  await client.query('lock table program in access exclusive mode');
  const activity = `Program:${rows[0]!.id}`;
  await pool.query(
    `insert into change (id, kind, at, district_code, subject_id) values (gen_random_uuid(), 'VENUE_CREATED', now(), '370117', $1)`,
    [Buffer.from(activity).toString('base64url')],
  );
  await sleep(1_500);
  const busy = pool.totalCount - pool.idleCount;
  const waiting = pool.waitingCount;
  await client.query('commit');
  client.release();
  // The lock holder is one of them.
  expect([busy <= 1 + 5 + 2, waiting]).toEqual([true, 0]);
  await expect
    .poll(() => Math.min(...open.map(({ text }) => eventsIn(text))), { timeout: 10_000 })
    .toBeGreaterThanOrEqual(1);
  for (const { text } of open) expect(text).not.toContain('"errors"');
  await app.close();
}, 30_000);

const signedIn = async () => ({ authorization: `Bearer ${await mintToken(pool, 'reader', 1)}` });
const without = (table: string, work: () => Promise<void>) =>
  pool
    .query(`alter table ${table} rename to ${table}_away`)
    .then(work)
    .finally(() => pool.query(`alter table ${table}_away rename to ${table}`));

test('a fault that passes holds an event up, one that lasts closes the connection: nobody is left waiting', async () => {
  const { app, url, webSocketUrl } = await server();
  const headers = await signedIn();
  const events = await stream(url, QUERY, headers);
  const socket = new WebSocket(webSocketUrl, 'graphql-transport-ws', { headers });
  const messages: any[] = [];
  const closed = new Promise((resolve) => socket.on('close', (code) => resolve(code)));
  socket.on('message', (text: Buffer) => messages.push(JSON.parse(text.toString())));
  socket.on('open', () => socket.send(JSON.stringify({ type: 'connection_init' })));
  await expect.poll(() => messages.length).toBe(1);
  socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: QUERY } }));
  await sleep(300);
  await without('role_grant', async () => {
    await announce();
    await sleep(700);
  });
  await expect.poll(() => [eventsIn(events.text), messages.length], { timeout: 5_000 }).toEqual([1, 2]);
  expect(messages[1]).toMatchObject({ type: 'next', payload: { data: { changes: {} } } });
  await without('role_grant', async () => {
    await announce();
    await expect.poll(() => events.isOver, { timeout: 6_000 }).toBe(true);
    expect(await closed).toBe(1013);
  });
  expect(events.text).toContain(': FAULT\n');
  expect(events.text).not.toContain('complete');
  await app.close();
}, 20_000);

test('a stop does not wait for a subscription that is being opened', async () => {
  const { app, url } = await server({ requestTimeout: 6_000 });
  const letGo = await heldBack();
  const opening = stream(url);
  await sleep(300);
  const began = performance.now();
  const closing = app.close();
  await opening;
  await sleep(200);
  await letGo();
  await closing;
  expect(performance.now() - began).toBeLessThan(2_000);
}, 20_000);

import { request as httpRequest } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { createClient as createWs } from 'graphql-ws';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { mintToken } from '../../src/access/tokens.ts';
import { createApp } from '../../src/server/app.ts';
import { testDatabase } from '../setup/database.ts';

const database = await testDatabase('plan');

async function server(more: { stallTimeout?: number; corsOrigins?: string[] } = {}) {
  const app = await createApp({ database, logLevel: 'silent', ...more });
  const address = await app.listen({ port: 0, host: '127.0.0.1' });
  return {
    app,
    url: `${address}/graphql/stream`,
    webSocketUrl: `${address.replace('http', 'ws')}/graphql/stream`,
  };
}

const CHANGES = 'subscription { changes { cursor change { subjectId } } }';

const announce = (count = 1, text = 'x') =>
  database.pool.query(
    `insert into change (id, kind, at, district_code, subject_id)
     select gen_random_uuid(), 'VENUE_CREATED', now(), '370117', $2 from generate_series(1, $1)`,
    [count, text],
  );

/** A WebSocket that has said who it is, and how it was closed. */
async function opened(url: string, payload = {}, headers = {}) {
  const socket = new WebSocket(url, 'graphql-transport-ws', { headers });
  const messages: any[] = [];
  socket.on('message', (text: Buffer) => messages.push(JSON.parse(text.toString())));
  const closed = new Promise<[number, string]>((resolve) =>
    socket.on('close', (code, reason) => resolve([code, reason.toString()])),
  );
  await new Promise((resolve, reject) => socket.on('open', resolve).on('error', reject));
  const send = (message: object) => socket.send(JSON.stringify(message));
  send({ type: 'connection_init', payload });
  return { socket, messages, closed, send };
}

const streamed = (url: string, headers = {}) =>
  fetch(`${url}?query=${encodeURIComponent(CHANGES)}`, {
    headers: { accept: 'text/event-stream', ...headers },
  });

test('a stop closes both kinds at once so that they come back, and takes no more', async () => {
  const { app, url, webSocketUrl } = await server();
  const socket = await opened(webSocketUrl);
  await expect.poll(() => socket.messages.length).toBe(1);
  socket.send({ id: '1', type: 'subscribe', payload: { query: CHANGES } });
  const stream = await streamed(url);
  const began = performance.now();
  const closing = app.close();
  expect(await socket.closed).toEqual([1001, 'STOPPING']);
  const text = await stream.text();
  expect(text).toMatch(/: STOPPING\n\n$/);
  expect(text).not.toContain('complete');
  await closing;
  expect(performance.now() - began).toBeLessThan(5_000);
  expect(socket.messages.filter(({ type }) => type === 'complete')).toEqual([]);
});

test('the end of a token closes, and a bad one is not let in', async () => {
  const { app, url, webSocketUrl } = await server();
  // Clocks may differ by 30 seconds, so that one is taken which has just expired.
  const token = await mintToken(database.pool, 'li', 1 / 3600);
  const authorization = `Bearer ${token}`;
  const [byPayload, byHeader] = [
    await opened(webSocketUrl, { authorization }),
    await opened(webSocketUrl, {}, { authorization }),
  ];
  const stream = await streamed(url, { authorization });
  expect(await byPayload.closed).toEqual([4403, 'TOKEN_EXPIRED']);
  expect(await byHeader.closed).toEqual([4403, 'TOKEN_EXPIRED']);
  expect(await stream.text()).toMatch(/: TOKEN_EXPIRED\n\n$/);
  const bad = await opened(webSocketUrl, { authorization: 'Bearer x.y.z' });
  expect(await bad.closed).toEqual([4403, 'Forbidden']);
  expect((await streamed(url, { authorization: 'Bearer x.y.z' })).status).toBe(401);
  await app.close();
}, 60_000);

test('one WebSocket may have 20 subscriptions; what is ended makes room', async () => {
  const { app, webSocketUrl } = await server();
  const { messages, send } = await opened(webSocketUrl);
  await expect.poll(() => messages.length).toBe(1);
  for (let id = 1; id <= 21; id += 1) send({ id: `${id}`, type: 'subscribe', payload: { query: CHANGES } });
  await expect.poll(() => messages.length).toBe(2);
  expect(messages[1]).toMatchObject({
    type: 'error',
    payload: [{ extensions: { code: 'LIMIT_CONNECTION_SUBSCRIPTIONS', limit: 20 } }],
  });
  send({ id: '1', type: 'complete' });
  await sleep(100);
  send({ id: '22', type: 'subscribe', payload: { query: CHANGES } });
  await sleep(300);
  await announce();
  await expect.poll(() => messages.filter(({ type }) => type === 'next').length, { timeout: 3_000 }).toBe(20);
  await app.close();
});

test('a client that takes nothing is sent away; memory stays within bounds, and its cursor leads on', async () => {
  const { app, url } = await server({ stallTimeout: 1_000 });
  const first = await database.pool.query<{ id: string }>(
    `insert into change (id, kind, at, district_code, subject_id) values (gen_random_uuid(), 'VENUE_CREATED', now(), '370117', 'x') returning id`,
  );
  expect(first.rows).toHaveLength(1);
  const { changes } = await app
    .inject({
      method: 'POST',
      url: '/graphql',
      headers: { 'content-type': 'application/json' },
      payload: JSON.stringify({ query: '{ changes(last: 1) { pageInfo { endCursor } } }' }),
    })
    .then((answer) => answer.json().data);
  // Much more than the buffers of sockets between the two take in.
  await announce(20_000, 'y'.repeat(2_000));
  const query = `subscription { changes(after: "${changes.pageInfo.endCursor}") { cursor change { subjectId a: subjectId b: subjectId c: subjectId } } }`;
  global.gc?.();
  const before = process.memoryUsage().rss;
  const ended = await new Promise<number>((resolve, reject) => {
    let taken = 0;
    const request = httpRequest(
      url,
      { method: 'POST', headers: { 'content-type': 'application/json', accept: 'text/event-stream' } },
      (answer) => {
        answer.once('data', (chunk: Buffer) => {
          taken = chunk.length;
          answer.pause();
        });
        // Paused, it does not see the end: it looks again later.
        setTimeout(() => answer.resume().on('data', () => {}), 6_000);
        answer.on('close', () => resolve(taken));
      },
    );
    request.on('error', reject);
    request.end(JSON.stringify({ query }));
  });
  expect(ended).toBeGreaterThan(0);
  expect(process.memoryUsage().rss - before).toBeLessThan(150_000_000);
  await app.close();
}, 60_000);

test('a page of another origin opens no WebSocket unless it is listed', async () => {
  const { app, webSocketUrl } = await server({ corsOrigins: ['https://kanban.example.cn'] });
  const own = webSocketUrl.replace('ws', 'http').replace('/graphql/stream', '');
  const tried = (origin: string) =>
    new Promise<number>((resolve) => {
      const socket = new WebSocket(webSocketUrl, 'graphql-transport-ws', { headers: { origin } });
      socket.on('open', () => (socket.close(), resolve(101)));
      socket.on('unexpected-response', (_, answer) => resolve(answer.statusCode!));
      socket.on('error', () => {});
    });
  expect(await tried(own)).toBe(101);
  expect(await tried('https://kanban.example.cn')).toBe(101);
  expect(await tried('https://evil.example')).toBe(403);
  expect(await tried('null')).toBe(403);
  await app.close();
});

test('what asks for another upgrade, or at another address, is answered as if it had not', async () => {
  const { app, url } = await server();
  const { port } = new URL(url);
  const status = (path: string, upgrade: string) =>
    new Promise<number>((resolve, reject) => {
      httpRequest({ port, path, headers: { connection: 'upgrade', upgrade } }, (answer) =>
        resolve(answer.resume().statusCode!),
      )
        .on('error', reject)
        .end();
    });
  expect(await status('/livez', 'h2c')).toBe(200);
  expect(await status('/livez', 'websocket')).toBe(200);
  expect(await status('/none', 'websocket')).toBe(404);
  await app.close();
});

test('graphql-ws comes back by itself after a stop and goes on', async () => {
  const first = await server();
  const { port } = new URL(first.url);
  let cursor: string | null = null;
  const seen: string[] = [];
  const client = createWs({
    url: first.webSocketUrl,
    webSocketImpl: WebSocket,
    retryAttempts: 20,
    retryWait: () => sleep(50),
    shouldRetry: () => true,
  });
  await announce(1, 'vor');
  const stop = client.subscribe<any>(
    { query: CHANGES },
    {
      next: ({ data }) => {
        seen.push(data.changes.change.subjectId);
        cursor = data.changes.cursor;
      },
      error: () => {},
      complete: () => {},
    },
  );
  await sleep(500);
  await announce(1, 'eins');
  await expect.poll(() => seen, { timeout: 3_000 }).toEqual(['eins']);
  await first.app.close();
  const second = await createApp({ database, logLevel: 'silent' });
  await second.listen({ port: Number(port), host: '127.0.0.1' });
  await sleep(1_000);
  await announce(1, 'zwei');
  await expect.poll(() => seen, { timeout: 5_000 }).toEqual(['eins', 'zwei']);
  expect(cursor).not.toBeNull();
  stop();
  await second.close();
}, 30_000);

import { randomUUID } from 'node:crypto';
import { createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { createDigest } from '../../src/access/secrets.ts';
import { Feed } from '../../src/change/feed.ts';
import { FeedWatch } from '../../src/change/feed-watch.ts';
import { TRIAL } from '../../src/egress.ts';
import { Models } from '../../src/graph/models.ts';
import { createApp } from '../../src/server/app.ts';
import { reads } from '../../src/server/schema.ts';
import { post } from '../../src/webhook/post.ts';
import { WebhookWorker } from '../../src/webhook/worker.ts';
import { world } from '../setup/world.ts';
import { idsOf, receiver } from './receiver.ts';

const { office, person, given, database } = await world();
const { pool, orm } = database;
const media = await person('media', 'MEDIA');

const digest = await createDigest(pool);
const log = { error: (details: object, message: string) => console.error(message, details) };
const feed = new Feed(new FeedWatch(pool, log), new Models(orm, reads), () => {
  throw new Error('not read');
});
const workers: WebhookWorker[] = [];
afterAll(() => Promise.all(workers.map((one) => one.stop())));
function worker(timeout = 500) {
  const one = new WebhookWorker({ pool, digest, feed, rules: TRIAL, log, timeout });
  workers.push(one);
  return one;
}

const CREATE = `mutation ($input: WebhookEndpointInput!, $key: UUID) { webhookEndpointCreate(input: $input, idempotencyKey: $key) {
  secret webhookEndpoint { id version } errors { ... on UserError { code path message } } } }`;
const ROTATE = `mutation ($id: ID!, $version: Int!, $key: UUID) { webhookEndpointSecretRotate(id: $id, expectedVersion: $version, idempotencyKey: $key) {
  secret webhookEndpoint { id version } errors { ... on UserError { code } } } }`;
const input = { districtCode: '370117', url: 'https://hooks.example.org/' };

async function endpointAt(url: string) {
  const { data } = await media.send(CREATE, { input });
  const { id, version } = data.webhookEndpointCreate.webhookEndpoint;
  const key = Buffer.from(id, 'base64url').toString().split(':')[1]!;
  await pool.query('update webhook_endpoint set url = $2 where id = $1', [key, url]);
  return { id, version, key };
}
const noEndpoints = () => pool.query('delete from webhook_endpoint');

/** Somebody who answers a request with whatever bytes. */
async function raw(answer: (socket: Socket) => void): Promise<string> {
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', () => answer(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  afterAll(() => server.close());
  return `http://127.0.0.1:${(server.address() as { port: number }).port}/`;
}
const SWITCHING = 'HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n';

const outcomeOf = (url: string, signal = new AbortController().signal) =>
  Promise.race([
    post(url, { headers: {}, body: '{}', rules: TRIAL, timeout: 400, signal }),
    sleep(3_000).then(() => 'never settled' as const),
  ]);

test('whatever a receiver answers, an attempt is over in time', async () => {
  expect(await outcomeOf(await raw((socket) => socket.write(SWITCHING)))).toMatchObject({
    status: 101,
    error: 'STATUS',
  });
  expect(await outcomeOf(await raw((socket) => socket.end(SWITCHING)))).toMatchObject({ error: 'STATUS' });
  const told = (text: string, millis: number) =>
    raw((socket) => {
      const timer = setInterval(() => socket.write(text), millis);
      socket.on('close', () => clearInterval(timer));
    });
  expect(await outcomeOf(await told('HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n', 20))).toMatchObject({
    error: 'TIMEOUT',
  });
  expect(await outcomeOf(await raw(() => {}))).toMatchObject({ error: 'TIMEOUT' });
  expect(await outcomeOf(await raw((socket) => socket.end()))).toMatchObject({ error: 'CONNECTION' });
  expect(
    await outcomeOf(await raw((socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nabc'))),
  ).toMatchObject({ error: 'CONNECTION' });
});

test('a date in retry-after is heard as well as seconds', async () => {
  const at = (value: string) =>
    raw((socket) =>
      socket.end(
        `HTTP/1.1 503 Service Unavailable\r\nretry-after: ${value}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n`,
      ),
    );
  const after = async (value: string) => ((await outcomeOf(await at(value))) as any).retryAfter;
  expect(await after('120')).toBe(120);
  const inAnHour = await after(new Date(Date.now() + 3_600_000).toUTCString());
  expect(inAnHour).toBeGreaterThan(3_590);
  expect(inAnHour).toBeLessThanOrEqual(3_600);
  expect(await after(new Date(Date.now() - 3_600_000).toUTCString())).toBe(0);
  expect(await after('soon')).toBeNull();
});

test('a stop lets short attempts end, breaks long ones off, and the lease brings these back', async () => {
  const long = await receiver(() => {});
  const short = await receiver((response) => void setTimeout(() => response.writeHead(204).end(), 300));
  const [held, quick] = [await endpointAt(long.url), await endpointAt(short.url)];
  await given.activity();
  const one = worker(60_000);
  await one.round();
  await expect.poll(() => long.received.length + short.received.length).toBe(2);
  const began = performance.now();
  await one.stop();
  expect(performance.now() - began).toBeLessThan(4_000);
  const { rows } = await pool.query(
    `select endpoint_id as endpoint, state, last_error as error, next_attempt_at > now() as later from webhook_delivery`,
  );
  expect(rows).toHaveLength(2);
  expect(rows).toContainEqual({ endpoint: held.key, state: 'PENDING', error: null, later: true });
  expect(rows).toContainEqual({ endpoint: quick.key, state: 'DELIVERED', error: null, later: null });
  await noEndpoints();
});

test('the service stops soon whatever receivers do', async () => {
  const long = await receiver(() => {});
  await endpointAt(long.url);
  await endpointAt(await raw((socket) => socket.write(SWITCHING)));
  const app = await createApp({ database, logLevel: 'silent', deliversWebhooks: true, egress: TRIAL });
  await app.listen({ port: 0, host: '127.0.0.1' });
  await given.activity();
  await expect.poll(() => long.received.length, { timeout: 4_000 }).toBe(1);
  const began = performance.now();
  await app.close();
  expect(performance.now() - began).toBeLessThan(5_000);
  await noEndpoints();
}, 20_000);

test('endpoints that hang do not hold up one that does not', async () => {
  const hole = await receiver(() => {});
  const good = await receiver();
  for (let i = 0; i < 12; i += 1) await endpointAt(`${hole.url}/${i}`);
  await endpointAt(good.url);
  const change = (count: number) =>
    pool.query(
      `insert into change (id, kind, at, district_code, subject_id)
       select gen_random_uuid(), 'VENUE_UPDATED', now(), '370117', (select subject_id from change limit 1) from generate_series(1, $1)`,
      [count],
    );
  await change(40);
  const one = worker(20_000);
  one.start();
  // All of it, while every attempt at the others is still under way: none has failed yet.
  await expect.poll(() => good.received.length, { timeout: 8_000 }).toBe(40);
  expect(new Set(idsOf(good.received)).size).toBe(40);
  const { rows } = await pool.query<{ count: number }>(
    `select count(*)::int as count from webhook_delivery where attempts > 0 and state = 'PENDING' group by endpoint_id`,
  );
  // Each of the others has its share, and no more than that.
  expect(rows.length).toBe(12);
  expect(Math.max(...rows.map(({ count }) => count))).toBeLessThanOrEqual(4);
  await one.stop();
  await noEndpoints();
}, 20_000);

test('endpoints that failed before leave half of the attempts to the others', async () => {
  const hole = await receiver(() => {});
  const good = await receiver((response) => void setTimeout(() => response.writeHead(204).end(), 50));
  for (let i = 0; i < 18; i += 1) await endpointAt(`${hole.url}/${i}`);
  await pool.query(`update webhook_endpoint set failing_since = now()`);
  await endpointAt(good.url);
  await given.activity();
  await given.activity();
  const one = worker(20_000);
  await one.round();
  await one.round();
  await expect.poll(() => good.received.length).toBe(2);
  await sleep(200);
  expect(hole.received).toHaveLength(16);
  await one.stop();
  await noEndpoints();
}, 20_000);

test('a district has 50 endpoints at most', async () => {
  for (let i = 0; i < 50; i += 1) await endpointAt('https://hooks.example.org/');
  expect(await media.refused('webhookEndpointCreate', { input })).toMatchObject({
    code: 'INVALID_INPUT',
    path: ['input', 'districtCode'],
    message: expect.stringContaining('50'),
  });
  const { webhookEndpoints } = await media.query('{ webhookEndpoints(first: 1) { nodes { id version } } }');
  const [{ id, version }] = webhookEndpoints.nodes;
  await office.does('webhookEndpointRemove', { id, expectedVersion: version });
  expect((await media.tries('webhookEndpointCreate', { input })).errors).toEqual([]);
  await noEndpoints();
});

test('a secret is told once: a repeated request is answered without it', async () => {
  const key = randomUUID();
  const create = async () => (await media.send(CREATE, { input, key })).data.webhookEndpointCreate;
  const first = await create();
  expect(first.secret).toMatch(/^whsec_/);
  expect(await create()).toEqual({ ...first, secret: null });
  // Nor does it tell what a colleague was told since.
  const { id, version } = first.webhookEndpoint;
  const again = randomUUID();
  const rotate = async () =>
    (await office.send(ROTATE, { id, version, key: again })).data.webhookEndpointSecretRotate;
  const rotated = await rotate();
  expect(rotated.secret).toMatch(/^whsec_/);
  expect(rotated.secret).not.toBe(first.secret);
  expect((await create()).secret).toBeNull();
  expect(await rotate()).toEqual({ ...rotated, secret: null });
});

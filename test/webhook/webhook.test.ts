import { setTimeout as sleep } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';
import { afterAll, expect, test } from 'vitest';
import { createDigest } from '../../src/access/secrets.ts';
import { Feed } from '../../src/change/feed.ts';
import { FeedWatch } from '../../src/change/feed-watch.ts';
import { TRIAL } from '../../src/egress.ts';
import { Models } from '../../src/graph/models.ts';
import { reads } from '../../src/server/schema.ts';
import { GIVE_UP_AFTER, nextAttempt } from '../../src/webhook/schedule.ts';
import { WebhookWorker } from '../../src/webhook/worker.ts';
import { world } from '../setup/world.ts';
import { idsOf, receiver } from './receiver.ts';

const w = await world();
const { coordinator, office, person, given, database, partyId, programs, query, send } = w;
const { pool, orm } = database;
const media = await person('media', 'MEDIA');

const log = { error: (details: object, message: string) => console.error(message, details) };
const digest = await createDigest(pool);
const models = new Models(orm, reads);
const feed = new Feed(new FeedWatch(pool, log), models, () => {
  throw new Error('not read');
});
const workers: WebhookWorker[] = [];
/** The clock of the workers: that of the machine, moved forward by tests that wait. */
let ahead = 0;
const now = () => new Date(Date.now() + ahead);
function worker(timeout = 500) {
  const one = new WebhookWorker({ pool, digest, feed, rules: TRIAL, log, timeout, now });
  workers.push(one);
  return one;
}
afterAll(() => Promise.all(workers.map((one) => one.stop())));

/** One round after another till nothing is due; with `times`, so often, each at the time when the next is. */
async function deliver(one: WebhookWorker, times = 1): Promise<void> {
  for (let i = 0; i < times; i += 1) {
    if (i > 0) ahead += 30 * 3_600_000;
    while ((await one.round()) > 0) await one.settled();
  }
}

/** Registers an endpoint at a receiver's, which the rules of the API would refuse. */
async function endpointAt(url: string, more: Record<string, unknown> = {}, by = media) {
  const { data } = await by.send(
    `mutation ($input: WebhookEndpointInput!) { webhookEndpointCreate(input: $input) {
      secret webhookEndpoint { id version } errors { ... on UserError { code path message } } } }`,
    { input: { districtCode: '370117', url: 'https://hooks.example.org/', ...more } },
  );
  const { secret, webhookEndpoint } = data.webhookEndpointCreate;
  const key = Buffer.from(webhookEndpoint.id, 'base64url').toString().split(':')[1]!;
  await pool.query('update webhook_endpoint set url = $2 where id = $1', [key, url]);
  return { ...webhookEndpoint, key, secret } as { id: string; version: number; key: string; secret: string };
}

const deliveriesOf = async (id: string) =>
  (
    await media.query(
      `query ($id: ID!) { node(id: $id) { ... on WebhookEndpoint { isActive inactiveReason failingSince deliveries(first: 100) {
        nodes { id messageId state attempts lastStatus lastError nextAttemptAt change { id kind } } } } } }`,
      { id },
    )
  ).node as {
    isActive: boolean;
    inactiveReason: string | null;
    failingSince: string | null;
    deliveries: { nodes: any[] };
  };

const verified = (secret: string, { headers, body }: { headers: Record<string, string>; body: string }) =>
  new Webhook(secret).verify(body, headers);

test('what happens is sent, signed as Standard Webhooks has it, without personal data', async () => {
  await given.activity({ title: '登记之前的' });
  const { url, received } = await receiver();
  const { secret, id } = await endpointAt(url);
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  const activity = await given.activity({ title: '登记之后的' });
  await deliver(worker());
  expect(received).toHaveLength(1);
  const [message] = received;
  const { changes } = await query(
    '{ changes(last: 1) { edges { cursor node { id at kind subjectId districtCode } } } }',
  );
  const { cursor, node } = changes.edges[0];
  expect(verified(secret, message!)).toEqual({
    type: 'activity.published',
    timestamp: node.at,
    data: {
      changeId: node.id,
      cursor,
      kind: 'ACTIVITY_PUBLISHED',
      subject: { type: 'Activity', id: activity.id },
      districtCode: '370117',
    },
  });
  const { deliveries } = await deliveriesOf(id);
  expect(deliveries.nodes).toMatchObject([
    { state: 'DELIVERED', attempts: 1, lastStatus: 204, lastError: null },
  ]);
  expect(message!.headers['webhook-id']).toBe(deliveries.nodes[0].messageId);
  // Changed, too old, or signed by somebody else: all fail.
  expect(() => verified(secret, { ...message!, body: message!.body.replace('370117', '370118') })).toThrow(
    'No matching signature found',
  );
  const old = { ...message!.headers, 'webhook-timestamp': String(Math.floor(Date.now() / 1_000) - 600) };
  expect(() => verified(secret, { ...message!, headers: old })).toThrow('Message timestamp too old');
  const other = await endpointAt(url);
  expect(() => verified(other.secret, message!)).toThrow('No matching signature found');
});

test('receivers that fail, hang, lie, redirect or are slow get everything at least once, others are not held up', async () => {
  const elsewhere = await receiver();
  const kinds = {
    good: await receiver(),
    fails: await receiver((response, count) => response.writeHead(count <= 3 ? 500 : 200).end()),
    hangs: await receiver((response, count) => void (count > 2 && response.writeHead(200).end())),
    lies: await receiver((response, count) => {
      response.writeHead(200, { 'content-length': count > 2 ? '2' : '10' });
      response.write('ok');
      setTimeout(() => (count > 2 ? response.end() : response.destroy()), 20);
    }),
    redirects: await receiver((response, count) =>
      count <= 2 ? response.writeHead(302, { location: elsewhere.url }).end() : response.writeHead(200).end(),
    ),
    slow: await receiver((response) => void setTimeout(() => response.writeHead(200).end(), 300)),
  };
  const endpoints = Object.fromEntries(
    await Promise.all(
      Object.entries(kinds).map(async ([name, { url }]) => [name, await endpointAt(url)] as const),
    ),
  );
  const before = (await query('{ changes(last: 1) { pageInfo { endCursor } } }')).changes.pageInfo.endCursor;
  for (let i = 0; i < 3; i += 1) await given.activity();
  const { changes } = await query('query ($before: Cursor) { changes(after: $before) { nodes { id } } }', {
    before,
  });
  const expected = changes.nodes.map(({ id }: any) => id).toSorted();
  expect(expected).toHaveLength(3);
  const two = [worker(), worker()];
  for (let round = 0; round < 6; round += 1) {
    await Promise.all(two.map((one) => deliver(one)));
    ahead += 30 * 3_600_000;
  }
  for (const [name, { received }] of Object.entries(kinds)) {
    expect([name, [...new Set(idsOf(received))].toSorted()]).toEqual([name, expected]);
    // Of one message every attempt has the same id, and is signed anew.
    for (const [id, list] of Map.groupBy(received, ({ headers }) => headers['webhook-id'])) {
      expect(new Set(list.map(({ body }) => body)).size, id).toBe(1);
      for (const { headers, body } of list) {
        const stamped = { ...headers, 'webhook-timestamp': headers['webhook-timestamp']! };
        if (Math.abs(Number(stamped['webhook-timestamp']) * 1_000 - Date.now()) < 240_000)
          verified(endpoints[name]!.secret, { headers: stamped, body });
      }
    }
    const { deliveries } = await deliveriesOf(endpoints[name]!.id);
    expect([name, deliveries.nodes.map(({ state }) => state)]).toEqual([
      name,
      ['DELIVERED', 'DELIVERED', 'DELIVERED'],
    ]);
  }
  expect(kinds.good.received).toHaveLength(3);
  expect(elsewhere.received).toEqual([]);
}, 60_000);

test('a delivery that fails to the end is dead, can be seen, and delivered again under its id', async () => {
  let isDown = true;
  const { url, received } = await receiver((response) => response.writeHead(isDown ? 500 : 200).end());
  const { id } = await endpointAt(url);
  await given.activity();
  const one = worker();
  await deliver(one, 15);
  const failed = await deliveriesOf(id);
  expect(failed.deliveries.nodes).toMatchObject([
    { state: 'DEAD', attempts: 11, lastStatus: 500, lastError: 'STATUS', nextAttemptAt: null },
  ]);
  // Days without a success: it is not sent to any more till somebody looks after it.
  expect(failed).toMatchObject({ isActive: false, inactiveReason: 'FAILING' });
  const { webhookDeliveries } = await office.query(
    '{ webhookDeliveries(where: {state: {eq: DEAD}}) { nodes { id endpoint { url } } } }',
  );
  expect(webhookDeliveries.nodes).toEqual([{ id: failed.deliveries.nodes[0].id, endpoint: { url } }]);
  isDown = false;
  const { version } = (
    await media.query('query ($id: ID!) { node(id: $id) { ... on WebhookEndpoint { version } } }', { id })
  ).node;
  await media.does('webhookEndpointUpdate', {
    id,
    expectedVersion: version,
    input: { districtCode: '370117', url: 'https://hooks.example.org/' },
  });
  await pool.query('update webhook_endpoint set url = $1 where url = $2', [
    url,
    'https://hooks.example.org/',
  ]);
  await media.does('webhookDeliveryRedeliver', { id: failed.deliveries.nodes[0].id });
  expect(
    await media.refused('webhookDeliveryRedeliver', { id: failed.deliveries.nodes[0].id }),
  ).toMatchObject({
    code: 'INVALID_TRANSITION',
  });
  await deliver(one);
  expect(await deliveriesOf(id)).toMatchObject({
    isActive: true,
    failingSince: null,
    deliveries: { nodes: [{ state: 'DELIVERED', attempts: 12 }] },
  });
  expect(new Set(received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
}, 60_000);

test('410 ends it at once', async () => {
  const { url, received } = await receiver((response) => response.writeHead(410).end());
  const { id } = await endpointAt(url);
  await given.activity();
  await deliver(worker(), 2);
  expect(received).toHaveLength(1);
  expect(await deliveriesOf(id)).toMatchObject({
    isActive: false,
    inactiveReason: 'GONE',
    deliveries: { nodes: [{ state: 'DEAD' }] },
  });
});

test('kinds, program and party say what is sent', async () => {
  const all = await receiver();
  const cancelled = await receiver();
  const other = await receiver();
  const ofProgram = await receiver();
  const ofUnit = await receiver();
  await endpointAt(all.url);
  await endpointAt(cancelled.url, { kinds: ['ACTIVITY_CANCELLED'] });
  await endpointAt(other.url, { program: programs['2022-4/4'] });
  await endpointAt(ofProgram.url, { program: programs['2022-4/3'] });
  await endpointAt(ofUnit.url, { party: partyId('370117/lixin-street') });
  const { id, version } = await given.activity();
  await coordinator.does('activityCancel', { id, expectedVersion: version, reason: '雨' });
  await coordinator.does('venueCreate', {
    input: { name: '实践所', level: 'OFFICE', operator: partyId('370117/aishan-street') },
  });
  await deliver(worker());
  expect([all, cancelled, other, ofProgram, ofUnit].map(({ received }) => received.length)).toEqual([
    3, 1, 0, 2, 0,
  ]);
});

test('a changed secret: both sign for a day; what is removed is sent nothing', async () => {
  const { url, received } = await receiver();
  const { id, version, secret } = await endpointAt(url);
  w.setNow(now().toISOString());
  const { data } = await media.send(
    `mutation ($id: ID!, $version: Int!) { webhookEndpointSecretRotate(id: $id, expectedVersion: $version) { secret webhookEndpoint { version } errors { __typename } } }`,
    { id, version },
  );
  const { secret: fresh, webhookEndpoint } = data.webhookEndpointSecretRotate;
  expect(fresh).not.toBe(secret);
  const one = worker();
  const last = async () => {
    const { id: activity } = await given.activity();
    expect(activity).not.toBe('');
    await deliver(one);
    const { headers, body } = received.at(-1)!;
    return { headers, body };
  };
  // The workers' clock is days ahead by now, and so are the timestamps: only the signatures are looked at.
  const signers = ({ headers, body }: { headers: Record<string, string>; body: string }) =>
    [secret, fresh].filter((candidate) =>
      headers['webhook-signature']!.split(' ').includes(
        new Webhook(candidate).sign(
          headers['webhook-id']!,
          new Date(Number(headers['webhook-timestamp']) * 1_000),
          body,
        ),
      ),
    );
  w.setNow('2026-11-24T04:00:00Z');
  expect(signers(await last())).toEqual([secret, fresh]);
  ahead += 25 * 3_600_000;
  expect(signers(await last())).toEqual([fresh]);
  await media.does('webhookEndpointRemove', {
    id,
    expectedVersion: webhookEndpoint.version,
    reason: '系统下线',
  });
  const count = received.length;
  await given.activity();
  await deliver(one);
  expect(received).toHaveLength(count);
});

test('the secret is told by those two writes alone, stands in no table and no log of what was done', async () => {
  const { secret } = await endpointAt('https://hooks.example.org/x');
  const { rows } = await pool.query<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
  );
  for (const { name } of rows) {
    const found = await pool.query(`select 1 from "${name}" t where t::text like $1`, [
      `%${secret.slice(6, 40)}%`,
    ]);
    expect([name, found.rowCount]).toEqual([name, 0]);
  }
  expect(
    Object.keys(w.schema.getTypeMap()).flatMap((name) => {
      const type = w.schema.getType(name) as any;
      return Object.keys(type.getFields?.() ?? {})
        .filter((field) => /^secret$/.test(field))
        .map((field) => `${name}.${field}`);
    }),
  ).toEqual(['WebhookSecretPayload.secret']);
});

test('addresses are judged when they are given', async () => {
  for (const url of [
    'http://example.org/',
    'https://127.0.0.1/',
    'https://u:p@example.org/',
    'https://example.org:22/',
  ])
    expect(
      await office.refused('webhookEndpointCreate', { input: { districtCode: '370117', url } }),
    ).toMatchObject({ code: 'INVALID_INPUT', path: ['input', 'url'] });
  expect(
    await office.refused('webhookEndpointCreate', {
      input: { districtCode: '370199', url: 'https://example.org/' },
    }),
  ).toMatchObject({ code: 'NOT_ALLOWED' });
});

test('lists of endpoints and deliveries cost the same number of statements, however long', async () => {
  const count = async (first: number) => {
    database.statements = [];
    await media.query(
      `query ($first: Int) { webhookEndpoints(first: $first) { nodes { url program { title } party { name } deliveries(first: 2) { nodes { change { kind } } } } } }`,
      { first },
    );
    return database.statements.length;
  };
  expect(await count(5)).toBe(await count(1));
});

test('what is delivered slowly holds nothing back: the feed goes on while an attempt is under way', async () => {
  const { url, received } = await receiver(
    (response) => void setTimeout(() => response.writeHead(200).end(), 400),
  );
  await endpointAt(url);
  await given.activity();
  const one = worker(2_000);
  await one.round();
  await expect.poll(() => received.length).toBe(1);
  const { id } = await given.activity();
  const { changes } = await query('{ changes(last: 1) { nodes { subjectId } } }');
  expect(changes.nodes).toEqual([{ subjectId: id }]);
  await one.settled();
  await sleep(10);
});

test('attempts lie further and further apart, by chance a little more or less', () => {
  const at = new Date();
  const delays = Array.from({ length: 12 }, (_, i) => {
    const next = nextAttempt(i + 1, at, null, () => 0.5);
    return next && (next.getTime() - at.getTime()) / 1_000;
  });
  expect(delays).toEqual([5, 60, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400, null, null]);
  expect(nextAttempt(1, at, null, () => 0)!.getTime() - at.getTime()).toBe(4_000);
  expect(nextAttempt(1, at, 120, () => 0.5)!.getTime() - at.getTime()).toBe(120_000);
  expect(GIVE_UP_AFTER).toBeGreaterThan(86_400_000);
  expect(send).toBeDefined();
});

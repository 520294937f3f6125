import { setTimeout as sleep } from 'node:timers/promises';
import { createClient as createSse } from 'graphql-sse';
import { createClient as createWs } from 'graphql-ws';
import { afterAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { HEAD } from '../../src/change/feed-watch.ts';
import { world } from '../setup/world.ts';

const { app, office, coordinator, person, given, query, database } = await world();
const address = await app.listen({ port: 0, host: '127.0.0.1' });
const url = `${address}/graphql/stream`;
const webSocketUrl = url.replace('http', 'ws');

const SUBSCRIPTION =
  'subscription ($after: Cursor, $where: ChangeWhere) { changes(after: $after, where: $where) { cursor change { id kind subjectId subject { ... on Activity { title } } } } }';

const newest = async (): Promise<string> =>
  (await query('{ changes(last: 1) { pageInfo { endCursor } } }')).changes.pageInfo.endCursor;

/** Any client of the two, as one way to listen. */
interface Client {
  subscribe: (
    payload: { query: string; variables?: Record<string, unknown> },
    sink: { next: (value: any) => void; error: (error: any) => void; complete: () => void },
  ) => () => void;
}

const sse = (headers = {}): Client => createSse({ url, headers, retryAttempts: 0 });
const ws = (connectionParams = {}): Client =>
  createWs({
    url: webSocketUrl,
    webSocketImpl: WebSocket,
    connectionParams,
    retryAttempts: 0,
    lazyCloseTimeout: 0,
  });
const clients: [string, (token?: Record<string, string>) => Client][] = [
  ['graphql-sse', sse],
  ['graphql-ws', ws],
];

function listen(client: Client, variables: Record<string, unknown> = {}, text = SUBSCRIPTION) {
  const events: any[] = [];
  const ends: unknown[] = [];
  const stop = client.subscribe(
    { query: text, variables },
    {
      next: (value) => events.push(value),
      error: (error) => ends.push(error),
      complete: () => ends.push('complete'),
    },
  );
  afterAll(stop);
  return {
    events,
    ends,
    stop,
    until: async (count: number): Promise<void> => {
      await expect.poll(() => events.length, { timeout: 5_000 }).toBeGreaterThanOrEqual(count);
    },
  };
}

await given.activity({ title: '已有的' });

test.each(clients)('%s tells what is there after a cursor, and then what comes', async (_, client) => {
  const after = await newest();
  await given.activity({ title: '一' });
  const { events, until, stop } = listen(client(), { after });
  await until(1);
  await given.activity({ title: '二' });
  await until(2);
  expect(events.map(({ data }) => data.changes.change.subject.title)).toEqual(['一', '二']);
  expect(events.at(-1).data.changes.cursor).toBe(await newest());
  stop();
});

test.each(clients)('%s without a cursor tells what comes from now on', async (_, client) => {
  const { events, until, stop } = listen(client());
  await sleep(300);
  await given.activity({ title: '此后' });
  await until(1);
  expect(events.map(({ data }) => data.changes.change.subject.title)).toEqual(['此后']);
  stop();
});

test('what other processes write is told too, within the interval', async () => {
  const { events, until, stop } = listen(sse());
  await sleep(300);
  await database.pool.query(
    `insert into change (id, kind, at, district_code, subject_id) values (gen_random_uuid(), 'VENUE_CREATED', now(), '370117', '')`,
  );
  await expect.poll(() => events.length, { timeout: 3_000 }).toBe(1);
  await until(1);
  stop();
  await database.pool.query(`delete from change where subject_id = ''`);
});

test('a condition leaves out the rest', async () => {
  const { events, until, stop } = listen(ws(), {
    after: await newest(),
    where: { kind: { eq: 'ACTIVITY_CANCELLED' } },
  });
  const { id, version } = await given.activity();
  await coordinator.does('activityCancel', { id, expectedVersion: version, reason: '雨' });
  await until(1);
  expect(events.map(({ data }) => data.changes.change.kind)).toEqual(['ACTIVITY_CANCELLED']);
  stop();
});

test.each(clients)('%s: each sees of the subject what the query shows them', async (name, client) => {
  const after = await newest();
  const params = name === 'graphql-ws' ? { authorization: office.headers['authorization']! } : office.headers;
  const [known, unknown] = [client(params), client()].map((one) => listen(one, { after }));
  const { id, version } = await given.activity({ title: '作废的' });
  await office.does('activityVoid', { id, expectedVersion: version, reason: '误录' });
  await Promise.all([known!.until(2), unknown!.until(2)]);
  expect(known!.events[1].data.changes.change.subject).toEqual({ title: '作废的' });
  expect(unknown!.events[1].data.changes.change.subject).toBeNull();
  known!.stop();
  unknown!.stop();
});

test('a role that is lost is lost to whoever follows, too', async () => {
  const other = await person('leaver', 'OFFICE');
  const { events, until, stop } = listen(sse(other.headers), { after: await newest() });
  const drafts = await Promise.all([given.activity(), given.activity()]);
  await until(2);
  const voided = async (index: number) => {
    const { id, version } = drafts[index]!;
    await office.does('activityVoid', { id, expectedVersion: version, reason: '误录' });
    await until(3 + index);
    return events.at(-1).data.changes.change.subject;
  };
  expect(await voided(0)).not.toBeNull();
  await database.pool.query(
    `update role_grant set revoked_at = now() from account a where a.id = account_id and a.subject = 'leaver'`,
  );
  expect(await voided(1)).toBeNull();
  stop();
});

test.each([
  ['no query', '', 'BAD_REQUEST'],
  ['no GraphQL', 'subscription {', 'GRAPHQL_PARSE_FAILED'],
  ['no such field', 'subscription { x }', 'GRAPHQL_VALIDATION_FAILED'],
  ['a query', '{ service { name } }', 'OPERATION_NOT_SUPPORTED'],
  ['two fields', 'subscription { changes { cursor } b: changes { cursor } }', 'GRAPHQL_VALIDATION_FAILED'],
  ['a cursor that is none', 'subscription { changes(after: "x") { cursor } }', 'BAD_CURSOR'],
  [
    'a cursor with nonsense in it',
    `subscription { changes(after: "${Buffer.from(JSON.stringify(['x', 'a', 'b', 'c'])).toString('base64url')}") { cursor } }`,
    'CURSOR_OF_ANOTHER_ORDER',
  ],
  [
    'too much',
    `subscription { changes { change { subject { ... on Activity { program { activities(first: 100) { nodes { program { activities(first: 100) { nodes { program { activities(first: 100) { nodes { id } } } } } } } } } } } } } }`,
    'LIMIT_EVENT_NODES',
  ],
])('refuses %s, by either way', async (_, text, code) => {
  const overSse = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: text }),
  });
  expect([overSse.status, ((await overSse.json()) as any).errors[0].extensions.code]).toEqual([400, code]);
  const streamed = listen(sse(), {}, text);
  const { ends } = listen(ws(), {}, text);
  await expect.poll(() => ends.length).toBe(1);
  expect((ends[0] as any)[0].extensions.code).toBe(code);
  await expect.poll(() => streamed.ends).toEqual(['complete']);
  expect(streamed.events[0].errors[0].extensions.code).toBe(code);
});

test('the newest change is the one with the highest numbers, not the one whose digits sort last', async () => {
  const { rows: made } = await database.pool.query<{ id: string }>(
    `insert into change (id, xid, position, kind, at, district_code, subject_id)
     select gen_random_uuid(), x, x, 'VENUE_CREATED', now(), '370117', '' from unnest(array[-20, -10]) x returning id`,
  );
  const { rows } = await database.pool.query<{ xid: string }>(HEAD.replace('where', 'where c.xid < 0 and'));
  expect(rows[0]!.xid).toBe('-10');
  await database.pool.query('delete from change where id = any($1)', [made.map(({ id }) => id)]);
});

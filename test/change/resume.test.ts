import { setTimeout as sleep } from 'node:timers/promises';
import { connect, type Socket } from 'node:net';
import { createServer } from 'node:net';
import { ApolloClient, ApolloLink, gql, InMemoryCache, Observable } from '@apollo/client/core';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { Client, subscriptionExchange } from '@urql/core';
import { print } from 'graphql';
import { createClient as createSse } from 'graphql-sse';
import { createClient as createWs } from 'graphql-ws';
import { afterAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { testServer } from '../setup/server.ts';

const { app, database, query } = await testServer();
const { port } = new URL(await app.listen({ port: 0, host: '127.0.0.1' }));

/** A way to the server that can be cut. */
const sockets = new Set<Socket>();
const way = createServer((from) => {
  const to = connect(Number(port), '127.0.0.1');
  for (const socket of [from, to]) {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
  }
  from.pipe(to);
  to.pipe(from);
  from.on('close', () => to.destroy());
  to.on('close', () => from.destroy());
});
await new Promise<void>((resolve) => way.listen(0, '127.0.0.1', resolve));
afterAll(() => way.close());
const cut = () => {
  for (const socket of sockets) socket.destroy();
};
const address = `127.0.0.1:${(way.address() as { port: number }).port}/graphql/stream`;

const CHANGES = 'subscription ($after: Cursor) { changes(after: $after) { cursor change { id } } }';

interface Sink {
  next: (value: any) => void;
  end: () => void;
}
/** One subscription till it ends, for whatever reason. */
type Subscribe = (after: string | null, sink: Sink) => () => void;

const sse = () => createSse({ url: `http://${address}`, retryAttempts: 0 });
const ws = () =>
  createWs({ url: `ws://${address}`, webSocketImpl: WebSocket, retryAttempts: 0, lazyCloseTimeout: 0 });
const plain =
  (client: () => { subscribe: ReturnType<typeof createSse>['subscribe'] }): Subscribe =>
  (after, { next, end }) => {
    return client().subscribe<any>(
      { query: CHANGES, variables: { after } },
      { next, error: end, complete: end },
    );
  };
const overSse = new ApolloLink(
  ({ query: document, variables }) =>
    new Observable((sink) =>
      sse().subscribe<any>(
        { query: print(document), variables },
        {
          next: (value) => sink.next(value as never),
          error: (e) => sink.error(e),
          complete: () => sink.complete(),
        },
      ),
    ),
);
const apollo =
  (link: () => ApolloLink): Subscribe =>
  (after, { next, end }) => {
    const client = new ApolloClient({ link: link(), cache: new InMemoryCache() });
    const subscription = client
      .subscribe({ query: gql(CHANGES), variables: { after } })
      .subscribe({ next: (value) => (value.error ? end() : next(value)), error: end, complete: end });
    return () => subscription.unsubscribe();
  };
const urql =
  (client: () => { subscribe: ReturnType<typeof createSse>['subscribe'] }): Subscribe =>
  (after, { next, end }) => {
    const subscription = new Client({
      url: `http://${address}`,
      exchanges: [
        subscriptionExchange({
          forwardSubscription: ({ query: text, variables }) => ({
            subscribe: (sink) => ({
              unsubscribe: client().subscribe<any>(
                { query: text!, variables: variables as Record<string, unknown> },
                {
                  next: (value) => sink.next(value as never),
                  error: (e) => sink.error(e),
                  complete: () => sink.complete(),
                },
              ),
            }),
          }),
        }),
      ],
    })
      .subscription(CHANGES, { after })
      .subscribe((result) => (result.error ? end() : next(result)));
    return () => subscription.unsubscribe();
  };

const followers: [string, Subscribe][] = [
  ['graphql-sse', plain(sse)],
  ['graphql-ws', plain(ws)],
  ['Apollo Client by graphql-ws', apollo(() => new GraphQLWsLink(ws()))],
  ['Apollo Client by graphql-sse', apollo(() => overSse)],
  ['urql by graphql-ws', urql(ws)],
  ['urql by graphql-sse', urql(sse)],
];

/** Subscribes again and again, from the last cursor where there is one. */
function follow(subscribe: Subscribe, start: string | null, isNaive = false) {
  const seen: string[] = [];
  let cursor = start;
  let isOver = false;
  let stop = () => {};
  const again = () => {
    let isEnded = false;
    const end = () => {
      if (isEnded || isOver) return;
      isEnded = true;
      stop();
      setTimeout(again, 5);
    };
    stop = subscribe(isNaive ? null : cursor, {
      next: ({ data }) => {
        if (isEnded || !data) return;
        seen.push(data.changes.change.id);
        cursor = data.changes.cursor;
      },
      end,
    });
  };
  again();
  return {
    seen,
    end: () => {
      isOver = true;
      stop();
    },
  };
}

const writing = { isOver: false };
const written: string[] = [];
/** Writes in transactions of which some are slow, so that they commit out of order. */
async function writer(): Promise<void> {
  while (!writing.isOver) {
    const client = await database.pool.connect();
    try {
      await client.query('begin');
      const { rows } = await client.query<{ id: string }>(
        `insert into change (id, kind, at, district_code, subject_id) values (gen_random_uuid(), 'VENUE_CREATED', now(), '370117', 'x') returning id`,
      );
      await sleep(Math.random() < 0.2 ? Math.random() * 80 : Math.random() * 10);
      await client.query('commit');
      written.push(rows[0]!.id);
    } finally {
      client.release();
    }
    await sleep(20);
  }
}

const CUTS = 100;

test(`after ${CUTS} cuts every client has each change once; one without a cursor misses some`, async () => {
  await database.pool.query(
    `insert into change (id, kind, at, district_code, subject_id) values (gen_random_uuid(), 'VENUE_CREATED', now(), '370117', 'x')`,
  );
  const start = (await query('{ changes(last: 1) { pageInfo { endCursor } } }')).changes.pageInfo.endCursor;
  const running = followers.map(([, subscribe]) => follow(subscribe, start));
  const naive = follow(plain(sse), null, true);
  const writers = Array.from({ length: 3 }, writer);
  for (let i = 0; i < CUTS; i += 1) {
    await sleep(20 + Math.random() * 180);
    cut();
  }
  writing.isOver = true;
  await Promise.all(writers);
  const whole = written.map((id) => Buffer.from(`Change:${id}`).toString('base64url')).toSorted();
  await expect
    .poll(() => Math.min(...running.map(({ seen }) => seen.length)), { timeout: 20_000 })
    .toBeGreaterThanOrEqual(whole.length);
  for (const { end } of [...running, naive]) end();
  for (const [i, [name]] of followers.entries())
    expect([name, running[i]!.seen.toSorted()]).toEqual([name, whole]);
  expect(new Set(naive.seen).size).toBeLessThan(whole.length);
}, 120_000);

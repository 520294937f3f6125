import { expect, test } from 'vitest';
import {
  CompletedActivitiesDocument,
  createClient,
  GraphQLRequestError,
  LatestChangesDocument,
  ProgressDocument,
  WhatMustItDoDocument,
  WholePlanDocument,
} from '../../packages/client/src/index.ts';
import { mintToken } from '../../src/access/tokens.ts';
import { listeningServer } from '../setup/listening.ts';

const { address, database } = await listeningServer();
const url = `${address}/graphql`;

/** A client that notes what it sends, and what it gets back. */
function watched(options: Partial<Parameters<typeof createClient>[0]> = {}) {
  const calls: { method: string; url: string; status: number; headers: Headers }[] = [];
  const outer = options.fetch ?? fetch;
  const client = createClient({
    url,
    ...options,
    fetch: async (to, init) => {
      const answer = await outer(to, init);
      calls.push({
        method: init?.method ?? 'GET',
        url: answer.url,
        status: answer.status,
        headers: new Headers(init?.headers),
      });
      return answer;
    },
  });
  return { ...client, calls };
}

const answering = (status: number, body: string, headers: Record<string, string> = {}) =>
  createClient({ url, fetch: async () => new Response(body, { status, headers }) });

const caught = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => expect.unreachable(),
    (error: unknown) => error,
  );

test('an operation of the package is asked with its variables', async () => {
  const client = createClient({ url });
  const { party } = await client.request(WhatMustItDoDocument, { name: '艾山街道' });
  expect(party?.name).toBe('艾山街道');
  expect(party?.responsibilities.nodes.length).toBeGreaterThan(0);
});

test('what takes no variables is asked with none', async () => {
  const { service, programs } = await createClient({ url }).request(ProgressDocument);
  expect(service.dataState).toBe('DEMO');
  expect(programs.nodes).toHaveLength(8);
});

test('public queries go by GET, long ones, mutations and those of somebody by POST', async () => {
  const client = watched();
  await client.request(WholePlanDocument);
  expect(new URL(client.calls[0]!.url).searchParams.get('query')).toBe(String(WholePlanDocument));
  await client.request(`${WholePlanDocument}#${'长'.repeat(1_000)}`);
  await caught(client.request('mutation { nothing }'));
  await client.request(ProgressDocument, {}, { headers: { Authorization: await token() } });
  expect(client.calls.map(({ method }) => method)).toEqual(['GET', 'POST', 'POST', 'POST']);
});

const token = async () => `Bearer ${await mintToken(database.pool, 'somebody', 1)}`;

test('headers of the client go with each request, asked for each time, and those of a request before them', async () => {
  let count = 0;
  const { request, calls } = watched({
    headers: () => ({ 'accept-language': 'en', 'X-Count': String((count += 1)) }),
  });
  const english = await caught(request('{ node(id: "x") { id } }'));
  const chinese = await caught(
    request('{ node(id: "x") { id } }', {}, { headers: { 'Accept-Language': 'zh' } }),
  );
  expect((english as Error).message).toMatch(/^[ -~]+$/);
  expect((chinese as Error).message).toMatch(/[一-龥]/);
  expect(calls.map(({ headers }) => headers.get('x-count'))).toEqual(['1', '2']);
});

test('a refusal throws, with the codes, the status and the number of the request', async () => {
  const asked = createClient({ url }).request('{ node(id: "x") { id } }');
  await expect(asked).rejects.toBeInstanceOf(GraphQLRequestError);
  await expect(asked).rejects.toMatchObject({
    name: 'GraphQLRequestError',
    codes: ['BAD_ID'],
    status: 400,
    data: null,
    requestId: expect.stringMatching(/./),
    retryAfter: null,
  });
});

test('an answer in part throws too, with what came', async () => {
  const errors = [{ message: 'too slow', path: ['b'], extensions: { code: 'TIMEOUT' } }];
  const client = answering(200, JSON.stringify({ data: { a: 1, b: null }, errors }));
  expect(await caught(client.request('{ a b }'))).toMatchObject({
    codes: ['TIMEOUT'],
    data: { a: 1, b: null },
    errors,
    status: 200,
  });
});

test('what answers in another form than GraphQL is an error with its status', async () => {
  expect(
    await caught(answering(502, '<h1>Bad gateway</h1>', { 'retry-after': '5' }).request('{ a }')),
  ).toMatchObject({ message: 'HTTP 502', codes: [], errors: [], status: 502, retryAfter: '5' });
  for (const body of ['null', '[]', '{}', '{"data":null}', '']) {
    expect(await caught(answering(200, body).request('{ a }'))).toBeInstanceOf(GraphQLRequestError);
  }
});

test('a signal ends a request, with its own reason', async () => {
  const controller = new AbortController();
  const asked = createClient({ url }).request(ProgressDocument, {}, { signal: controller.signal });
  const reason = new Error('no longer shown');
  controller.abort(reason);
  expect(await caught(asked)).toBe(reason);
  const silent = createClient({
    url,
    fetch: (_, init) =>
      new Promise((_resolve, reject) => {
        init?.signal?.addEventListener('abort', () => reject(init.signal?.reason as Error));
      }),
  });
  const timedOut = silent.request(ProgressDocument, {}, { signal: AbortSignal.timeout(5) });
  expect(await caught(timedOut)).toMatchObject({ name: 'TimeoutError' });
});

test('pages visit every row once, and none is asked for before it is needed', async () => {
  const { pages, calls } = watched();
  const codes: string[] = [];
  let total = 0;
  for await (const page of pages(CompletedActivitiesDocument, {}, (data) => data.activities)) {
    codes.push(...page.nodes.map(({ code }) => code));
    total = page.totalCount;
    expect(calls).toHaveLength(Math.ceil(codes.length / 20));
  }
  expect(total).toBeGreaterThan(40);
  expect(new Set(codes).size).toBe(total);
  expect(codes).toHaveLength(total);
});

test('pages are read on from a cursor, and no further than one goes', async () => {
  const { pages, calls } = watched();
  const cursors: (string | null)[] = [];
  for await (const { pageInfo } of pages(LatestChangesDocument, {}, (data) => data.changes)) {
    cursors.push(pageInfo.endCursor);
    if (cursors.length === 2) break;
  }
  expect(calls).toHaveLength(2);
  const later = pages(LatestChangesDocument, { after: cursors[0]! }, (data) => data.changes);
  const { value } = await later.next();
  expect(value?.pageInfo.endCursor).toBe(cursors[1]);
});

test('a list that is not there has no pages', async () => {
  const found = [];
  for await (const page of createClient({ url }).pages(LatestChangesDocument, {}, () => null))
    found.push(page);
  expect(found).toEqual([]);
});

test('an answer that still holds is not sent again', async () => {
  const { request, calls } = watched({ keep: 2 });
  const first = await request(WhatMustItDoDocument, { name: '艾山街道' });
  const second = await request(WhatMustItDoDocument, { name: '艾山街道' });
  expect(calls.map(({ status }) => status)).toEqual([200, 304]);
  expect(second).toEqual(first);
  // Not the same object: whoever changes one does not change the other.
  expect(second).not.toBe(first);
});

test('no more answers are kept than are said, the last ones asked for, and none unless it is said', async () => {
  const asked = async (keep: number | undefined, ...names: string[]) => {
    const { request, calls } = watched({ ...(keep !== undefined && { keep }) });
    for (const name of names) await request(WhatMustItDoDocument, { name });
    return calls.map(({ status }) => status);
  };
  expect(await asked(2, 'a', 'b', 'a', 'c', 'b', 'a')).toEqual([200, 200, 304, 200, 200, 200]);
  expect(await asked(undefined, 'a', 'a')).toEqual([200, 200]);
});

test('an answer in another language is another answer', async () => {
  const { request, calls } = watched({ keep: 5 });
  for (const language of ['zh', 'en', 'zh'])
    await request(ProgressDocument, {}, { headers: { 'accept-language': language } });
  expect(calls.map(({ status }) => status)).toEqual([200, 200, 304]);
});

import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { testServer } from '../setup/server.ts';

const { app, send } = await testServer();

const get = (search: string, headers: Record<string, string> = {}) =>
  app.inject({
    method: 'GET',
    url: `/graphql?${search}`,
    headers: { 'apollo-require-preflight': 'yes', ...headers },
  });
const q = encodeURIComponent('{ service { name } }');

describe('on the wire', () => {
  test('a subscription sent as a plain request is refused with 400', async () => {
    const { status, errors } = await send('subscription { x }');
    expect(status).toBe(400);
    expect(errors![0]!.extensions.code).toBeTruthy();
  });

  test('empty GET parameters mean absent ones', async () => {
    const response = await get(`query=${q}&variables=&operationName=&extensions=`);
    expect(response.statusCode).toBe(200);
    expect(response.json().data.service.name).toContain('志愿图谱');
  });

  test('a question mark in a GET is no end of it', async () => {
    const text = encodeURIComponent('{ party(by: {name: "谁') + '?' + encodeURIComponent('"}) { name } }');
    const response = await get(`variables=&query=${text}`);
    expect([response.statusCode, response.json().data]).toEqual([200, { party: null }]);
  });

  test('an empty query beside the hash of one known means the known one', async () => {
    const text = '{ service { version } }';
    const persistedQuery = { version: 1, sha256Hash: createHash('sha256').update(text).digest('hex') };
    const extensions = { persistedQuery };
    const post = (payload: object) => app.inject({ method: 'POST', url: '/graphql', payload });
    expect((await post({ query: text, extensions })).statusCode).toBe(200);
    const answers = [
      await post({ query: '', extensions }),
      await get(`query=&extensions=${encodeURIComponent(JSON.stringify(extensions))}`),
    ];
    for (const answer of answers) expect(answer.json().data.service.version).toBeTruthy();
  });

  test('a folder of assets is no address', async () => {
    const response = await app.inject({ url: '/assets/' });
    expect([response.statusCode, response.json().errors[0].extensions.code]).toEqual([404, 'NOT_FOUND']);
  });

  test('an unknown persisted query is 404, so that no cache keeps it', async () => {
    const extensions = encodeURIComponent(
      JSON.stringify({ persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } }),
    );
    const response = await get(`extensions=${extensions}`);
    expect(response.statusCode).toBe(404);
    expect(response.json().errors[0].extensions.code).toBe('PERSISTED_QUERY_NOT_FOUND');
  });

  test.each(['PUT', 'DELETE', 'PATCH'] as const)('%s is 405 and says what is allowed', async (method) => {
    const response = await app.inject({
      method,
      url: '/graphql',
      payload: '{}',
      headers: { 'content-type': 'text/x' },
    });
    expect(response.statusCode).toBe(405);
    expect(response.headers['allow']).toBe('GET, POST');
    expect(response.json().errors[0].extensions.code).toBe('METHOD_NOT_ALLOWED');
  });

  test('a body of another media type is 415 in the shape of GraphQL', async () => {
    const response = await app.inject({
      method: 'POST',
      url: '/graphql',
      payload: '<x/>',
      headers: { 'content-type': 'application/xml' },
    });
    expect(response.statusCode).toBe(415);
    expect(response.json().errors[0].extensions.code).toBe('UNSUPPORTED_MEDIA_TYPE');
  });

  test('bad JSON is 400 in the shape of GraphQL, in the language asked for', async () => {
    const body = { method: 'POST', url: '/graphql', payload: '{"query":' } as const;
    const chinese = await app.inject({ ...body, headers: { 'content-type': 'application/json' } });
    const english = await app.inject({
      ...body,
      headers: { 'content-type': 'application/json', 'accept-language': 'en-GB' },
    });
    expect([chinese.statusCode, english.statusCode]).toEqual([400, 400]);
    expect(chinese.json().errors[0].message).toContain('有效');
    expect(english.json().errors[0].message).toContain('not valid JSON');
  });

  test('a body beyond the limit is 413', async () => {
    const { status, errors } = await send(`{ service { name } } # ${'x'.repeat(1_000_000)}`);
    expect(status).toBe(413);
    expect(errors![0]!.extensions).toMatchObject({ code: 'LIMIT_BODY', limit: 262_144 });
  });

  test('an error beside data leaves the status at 200', async () => {
    const { status, data, errors } = await send(
      '{ service { name } party(by: {name: "x"}) { name } again: program(by: {code: "y"}) { code } }',
    );
    expect(status).toBe(200);
    expect(data.party).toBeNull();
    expect(errors).toBeUndefined();
  });

  test('every answer carries a request id, the given one where it is plain', async () => {
    const response = await app.inject({ method: 'GET', url: '/livez', headers: { 'x-request-id': 'abc-1' } });
    expect(response.headers['x-request-id']).toBe('abc-1');
    const other = await app.inject({ method: 'GET', url: '/livez', headers: { 'x-request-id': 'a b\n' } });
    expect(other.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('a page of another site cannot send a query without a preflight', async () => {
    const response = await app.inject({ method: 'GET', url: `/graphql?query=${q}` });
    expect(response.statusCode).toBe(400);
  });
});

test.each(['/livez', '/readyz'])('%s answers ok', async (url) => {
  const response = await app.inject({ method: 'GET', url });
  expect([response.statusCode, response.json().status]).toEqual([200, 'ok']);
});

test('/metrics counts requests and /schema.graphql gives the contract', async () => {
  await send('{ service { name } }');
  const metrics = await app.inject({ method: 'GET', url: '/metrics' });
  expect(metrics.body).toContain('zhiyuan_graphql_requests_total{operation="query",outcome="ok"}');
  const schema = await app.inject({ method: 'GET', url: '/schema.graphql' });
  expect(schema.body).toContain('type ResponsibilityMatrix');
});

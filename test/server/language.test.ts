import { expect, test } from 'vitest';
import { languageOf } from '../../src/server/language.ts';
import { testServer } from '../setup/server.ts';

const { app, send } = await testServer('empty');

test.each([
  [undefined, 'zh'],
  ['', 'zh'],
  ['en', 'en'],
  ['en;q=0.9', 'en'],
  ['EN-gb', 'en'],
  ['zh;q=0.1, en;q=0.9', 'en'],
  ['en;q=0.1, zh-CN;q=0.9', 'zh'],
  ['en, zh', 'en'],
  ['zh, en', 'zh'],
  ['fr, en;q=0.5', 'en'],
  ['fr', 'zh'],
  ['*', 'zh'],
  ['en;q=0', 'zh'],
  ['en;q=x', 'zh'],
  ['english', 'zh'],
] as const)('Accept-Language %s means %s', (header, language) => {
  expect(languageOf(header)).toBe(language);
});

test('errors of GraphQL and refusals before it speak the same language', async () => {
  for (const header of ['en;q=0.9', 'zh;q=0.1, en;q=0.9', 'zh, en;q=0.9']) {
    const headers = { 'accept-language': header };
    const inside = (await send('{ node(id: "x") { id } }', {}, headers)).errors![0]!.message;
    const before = (await app.inject({ url: '/nowhere', headers })).json().errors[0].message;
    expect(inside.startsWith('Not a global id'), header).toBe(before.startsWith('No such address'));
  }
});

const post = (payload: unknown) => ({ method: 'POST', payload: JSON.stringify(payload) }) as const;
const get = (search: string) =>
  ({ method: 'GET', search, headers: { 'apollo-require-preflight': '1' } }) as const;
const MUTATION = encodeURIComponent(
  'mutation { venueClose(id: "x", expectedVersion: 1, reason: "x") { errors { __typename } } }',
);

test.for([
  ['a possible forgery', { method: 'GET', search: 'query={__typename}' }, 400, 'BAD_REQUEST', '跨站'],
  ['a batch', post([{ query: '{ __typename }' }]), 400, 'BAD_REQUEST', '批量'],
  ['a body without anything', post({}), 400, 'BAD_REQUEST', '请求体'],
  ['a body without a query', post({ variables: {} }), 400, 'BAD_REQUEST', '须有 query'],
  ['a query that is none', post({ query: 5 }), 400, 'BAD_REQUEST', 'query 应为'],
  [
    'variables in a text',
    post({ query: '{ __typename }', variables: '{}' }),
    400,
    'BAD_REQUEST',
    'variables 应为对象',
  ],
  [
    'a name that is none',
    post({ query: '{ __typename }', operationName: 5 }),
    400,
    'BAD_REQUEST',
    'operationName 应为字符串',
  ],
  [
    'variables in an address that are no JSON',
    get('query={__typename}&variables=x'),
    400,
    'BAD_REQUEST',
    '参数 variables',
  ],
  [
    'a query twice in an address',
    get('query={__typename}&query={__typename}'),
    400,
    'BAD_REQUEST',
    '参数 query',
  ],
  ['a mutation by GET', get(`query=${MUTATION}`), 405, 'METHOD_NOT_ALLOWED', '请用 POST'],
  [
    'several operations',
    post({ query: 'query A { __typename } query B { __typename }' }),
    400,
    'OPERATION_RESOLUTION_FAILURE',
    '多个操作',
  ],
  [
    'an operation that is not there',
    post({ query: 'query A { __typename }', operationName: 'B' }),
    400,
    'OPERATION_RESOLUTION_FAILURE',
    '没有名为 B',
  ],
] as const)('%s is refused in the language asked for', async ([, request, status, code, words]) => {
  const answer = async (language: string) => {
    const {
      method,
      search = '',
      headers = {},
      payload,
    } = request as {
      method: 'GET' | 'POST';
      search?: string;
      headers?: Record<string, string>;
      payload?: string;
    };
    const response = await app.inject({
      method,
      url: `/graphql${search && `?${search}`}`,
      headers: {
        ...headers,
        'accept-language': language,
        ...(payload && { 'content-type': 'application/json' }),
      },
      ...(payload && { payload }),
    });
    const [{ message, extensions }] = response.json().errors;
    return { message, outcome: [response.statusCode, extensions.code] };
  };
  const [zh, en] = [await answer('zh'), await answer('en')];
  expect([zh.outcome, en.outcome]).toEqual([
    [status, code],
    [status, code],
  ]);
  expect(zh.message).toContain(words);
  expect(en.message).not.toMatch(/[\u4e00-\u9fff]/);
});

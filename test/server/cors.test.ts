import { afterAll, describe, expect, test } from 'vitest';
import { createApp } from '../../src/server/app.ts';
import { testDatabase } from '../setup/database.ts';

const database = await testDatabase('plan');
const PAGE = 'https://kanban.example.cn';
const PREFLIGHT = {
  'access-control-request-method': 'POST',
  'access-control-request-headers': 'authorization,content-type',
};

async function served(corsOrigins?: string[]) {
  const app = await createApp({ database, logLevel: 'silent', ...(corsOrigins && { corsOrigins }) });
  afterAll(() => app.close());
  return {
    preflight: (origin?: string) =>
      app.inject({
        method: 'OPTIONS',
        url: '/graphql',
        headers: { ...PREFLIGHT, ...(origin !== undefined && { origin }) },
      }),
    post: (origin: string, query = '{ service { name } }', headers = {}) =>
      app.inject({ method: 'POST', url: '/graphql', headers: { origin, ...headers }, payload: { query } }),
  };
}

describe('with a listed origin', async () => {
  const { preflight, post } = await served(['http://localhost:5173', PAGE]);

  test('its pages may send tokens, and read what an answer says of itself', async () => {
    const asked = await preflight(PAGE);
    expect([asked.statusCode, asked.body]).toEqual([204, '']);
    expect(asked.headers).toMatchObject({
      'access-control-allow-origin': PAGE,
      'access-control-allow-methods': 'GET, POST',
      'access-control-allow-headers': 'authorization,content-type',
      'access-control-max-age': '7200',
    });
    const answer = await post(PAGE);
    expect(answer.json().data.service.name).toContain('志愿图谱');
    expect(answer.headers).toMatchObject({
      'access-control-allow-origin': PAGE,
      'access-control-expose-headers': 'x-request-id, retry-after, www-authenticate',
    });
    expect(answer.headers['vary']).toContain('Origin');
    expect(answer.headers['access-control-allow-credentials']).toBeUndefined();
  });

  test('they can read refusals too: of a token, of a document', async () => {
    const unknown = await post(PAGE, '{ service { name } }', { authorization: 'Bearer x.y.z' });
    expect([unknown.statusCode, unknown.headers['access-control-allow-origin']]).toEqual([401, PAGE]);
    const wrong = await post(PAGE, '{ nothing }');
    expect([wrong.statusCode, wrong.headers['access-control-allow-origin']]).toEqual([400, PAGE]);
  });

  test.each(['https://evil.example', 'https://kanban.example.cn.evil.example', 'null', undefined])(
    'pages of %s may not',
    async (origin) => {
      const asked = await preflight(origin);
      expect([asked.statusCode, asked.headers['access-control-allow-origin']]).toEqual([405, undefined]);
      const answer = await post(origin ?? 'https://other.example');
      expect(answer.headers['access-control-allow-origin']).toBeUndefined();
    },
  );
});

test('with * every page may, and none with credentials', async () => {
  const { preflight, post } = await served(['*']);
  for (const answer of [await preflight('https://any.example'), await post('https://any.example')]) {
    expect(answer.headers['access-control-allow-origin']).toBe('*');
    expect(answer.headers['access-control-allow-credentials']).toBeUndefined();
  }
});

test('without the setting no other page may, and a preflight is a method that is not supported', async () => {
  const { preflight, post } = await served();
  const asked = await preflight(PAGE);
  expect([asked.statusCode, asked.json().errors[0].extensions.code]).toEqual([405, 'METHOD_NOT_ALLOWED']);
  expect((await post(PAGE)).headers['access-control-allow-origin']).toBeUndefined();
});

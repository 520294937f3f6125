import { once } from 'node:events';
import { connect } from 'node:net';
import { Writable } from 'node:stream';
import { afterAll, describe, expect, test } from 'vitest';
import { createApp } from '../../src/server/app.ts';
import { testDatabase } from '../setup/database.ts';

const database = await testDatabase('empty');
const lines: Record<string, any>[] = [];
const log = new Writable({
  write(chunk, _, done) {
    lines.push(
      ...String(chunk)
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    );
    done();
  },
});
const app = await createApp({ database, logLevel: 'info', logTo: log, sendTimeout: 500 });
const port = Number(new URL(await app.listen({ port: 0, host: '127.0.0.1' })).port);
afterAll(() => app.close());

interface Raw {
  status: number;
  head: string;
  code: string | undefined;
}

/** Sends bytes as they are; the answer when the server has closed the connection or `wait` is over. */
function raw(text: string, wait = 3_000): Promise<Raw> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    let answer = '';
    const end = () => {
      socket.destroy();
      const [head = '', body = ''] = answer.split('\r\n\r\n', 2);
      const code = body.startsWith('{') ? JSON.parse(body).errors?.[0]?.extensions?.code : undefined;
      resolve({ status: Number(head.slice(9, 12)), head: head.toLowerCase(), code });
    };
    const timer = setTimeout(end, wait);
    socket.on('data', (chunk) => {
      answer += chunk.toString();
    });
    socket.on('error', reject);
    socket.on('close', () => {
      clearTimeout(timer);
      end();
    });
  });
}

const body = JSON.stringify({ query: '{ service { name } }' });
const post = (lineAndHost: string) =>
  `${lineAndHost}content-type: application/json\r\nconnection: close\r\ncontent-length: ${body.length}\r\n\r\n${body}`;

test.each([
  ['empty', 'POST /graphql HTTP/1.1\r\nHost:\r\n'],
  ['two words', 'POST /graphql HTTP/1.1\r\nHost: a b\r\n'],
  ['a bracket', 'POST /graphql HTTP/1.1\r\nHost: [\r\n'],
  ['percent signs', 'POST /graphql HTTP/1.1\r\nHost: %%\r\n'],
  ['left out', 'POST /graphql HTTP/1.0\r\n'],
])('a Host header that is %s is refused with 400', async (_, head) => {
  expect(await raw(post(head))).toMatchObject({ status: 400, code: 'BAD_REQUEST' });
});

test('a Host header as it should be is answered', async () => {
  expect((await raw(post('POST /graphql HTTP/1.1\r\nHost: localhost:4000\r\n'))).status).toBe(200);
});

test.each(['OPTIONS', 'TRACE', 'PROPFIND', 'PUT', 'DELETE'])(
  '%s is 405 and says what is allowed',
  async (method) => {
    const answer = await raw(`${method} /graphql HTTP/1.1\r\nHost: a\r\nconnection: close\r\n\r\n`);
    expect([answer.status, answer.code]).toEqual([405, 'METHOD_NOT_ALLOWED']);
    expect(answer.head).toContain('allow: get, post');
  },
);

describe('what is no request is answered in the shape of all errors', () => {
  test.each([
    ['garbage', 'hello\r\n\r\n', 400, 'BAD_REQUEST'],
    ['an unknown method', 'NONSENSE /graphql HTTP/1.1\r\nHost: a\r\n\r\n', 400, 'BAD_REQUEST'],
    [
      'two lengths',
      'POST /graphql HTTP/1.1\r\nHost: a\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab',
      400,
      'BAD_REQUEST',
    ],
    [
      'too large headers',
      `GET / HTTP/1.1\r\nHost: a\r\nx: ${'x'.repeat(20_000)}\r\n\r\n`,
      431,
      'LIMIT_HEADERS',
    ],
    [
      'a body that does not come',
      'POST /graphql HTTP/1.1\r\nHost: a\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n{"q',
      408,
      'REQUEST_TIMEOUT',
    ],
  ])('%s', async (_, text, status, code) => {
    expect(await raw(text)).toMatchObject({ status, code });
  });
});

describe('the log', () => {
  const logged = async (work: () => Promise<unknown>) => {
    lines.length = 0;
    await work();
    return lines;
  };

  test('has one line for each refused request, without its document', async () => {
    const headers = { 'content-type': 'application/json' };
    const payload = (text: string) => ({ method: 'POST', url: '/graphql', headers, payload: text }) as const;
    expect(await logged(() => app.inject(payload('{"query":')))).toMatchObject([
      { msg: 'refused', code: 'BAD_JSON', status: 400, path: '/graphql', reqId: expect.any(String) },
    ]);
    expect(await logged(() => app.inject(payload('{"x": 1}')))).toMatchObject([
      { msg: 'graphql', outcome: 'error', codes: ['BAD_REQUEST'] },
    ]);
    expect(await logged(() => app.inject(payload('{"query": 5}')))).toMatchObject([
      { msg: 'refused', code: 'BAD_REQUEST', status: 400 },
    ]);
    expect(await logged(() => app.inject({ url: '/graphql?query=%7Bsecret%7D' }))).toMatchObject([
      { msg: 'refused', code: 'BAD_REQUEST', status: 400 },
    ]);
    expect(JSON.stringify(lines)).not.toContain('secret');
  });

  test('clips the name of an operation', async () => {
    const query = `query ${'n'.repeat(50_000)} { service { name } }`;
    const [line] = await logged(() => app.inject({ method: 'POST', url: '/graphql', payload: { query } }));
    expect(line!['operation']).toBe('n'.repeat(100));
  });
});

test('a request that comes while the service stops is told so', async () => {
  const stopping = await createApp({ database, logLevel: 'silent' });
  await stopping.listen({ port: 0, host: '127.0.0.1' });
  const { port: own } = stopping.server.address() as { port: number };
  const accepted = once(stopping.server, 'connection');
  const socket = connect(own, '127.0.0.1');
  const head = `POST /graphql HTTP/1.1\r\nHost: a\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n`;
  let answer = '';
  socket.on('data', (chunk) => (answer += chunk.toString()));
  const closed = new Promise((resolve) => socket.on('close', resolve));
  // The first request is half sent, so that its connection outlives the beginning of the stop.
  socket.write(head + body.slice(0, 5));
  await accepted;
  await new Promise((done) => setTimeout(done, 100));
  const stop = stopping.close();
  await new Promise((done) => setTimeout(done, 100));
  socket.write(body.slice(5) + head + body);
  await Promise.all([stop, closed]);
  expect(answer).toContain('200 OK');
  expect(answer.slice(answer.indexOf('HTTP/1.1', 5))).toMatch(/503[^]*"code":"STOPPING"/);
});

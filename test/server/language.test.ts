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

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { LIMITS } from '../../src/server/limits.ts';
import { filledFrom, rootExamples } from '../setup/examples.ts';
import { testServer } from '../setup/server.ts';

const { app, send, database } = await testServer('demo');
const root = join(import.meta.dirname, '../../operations');

async function considered(payload: unknown, headers: Record<string, string> = {}) {
  const answer = await app.inject({
    method: 'POST',
    url: '/graphql/cost',
    payload: payload as object,
    headers,
  });
  return { status: answer.statusCode, ...answer.json() };
}

const variablesBeside = (file: string): Record<string, unknown> => {
  const path = join(root, file.replace('.graphql', '.variables.json'));
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>) : {};
};

/** What questions about a period cannot do without. */
const DAYS = { plan: '2022-4', from: '2026-01-01', to: '2026-10-31' };
const PERIODS: Record<string, Record<string, string>> = {
  'data/calendar.graphql': { from: '2026-01-01T00:00:00+08:00', before: '2026-11-01T00:00:00+08:00' },
  'data/gaps.graphql': DAYS,
  'data/weekly-duties.graphql': DAYS,
};
const questions = ['.', 'data']
  .flatMap((folder) => readdirSync(join(root, folder)).map((file) => join(folder, file)))
  .filter((file) => file.endsWith('.graphql'))
  .map((file) => ({ file, variables: PERIODS[file] ?? variablesBeside(file) }));

test.each(questions)('$file costs what was said before', async ({ file, variables }) => {
  const query = readFileSync(join(root, file), 'utf8');
  database.statements = [];
  const { status, cost, limits } = await considered({ query, variables });
  // Nothing is read for it.
  expect(database.statements).toEqual([]);
  expect(status).toBe(200);
  const { extensions, errors } = await send(query, variables);
  expect(errors).toBeUndefined();
  expect(extensions.cost).toEqual(cost);
  expect(cost.nodes).toBeLessThanOrEqual(limits.nodes);
});

const fieldQuestions = rootExamples.filter(({ text, who }) => /^query/m.test(text) && who === 'anybody');

test.each(fieldQuestions)('$file costs what was said before', async ({ text, first, variables }) => {
  const filled = filledFrom(variables, first && (await send(first)).data) as Record<string, unknown>;
  const { cost } = await considered({ query: text, variables: filled });
  expect(cost).toEqual((await send(text, filled)).extensions.cost);
});

test('the variables decide, as they do afterwards', async () => {
  const query = 'query Q($first: Int) { programs(first: $first) { nodes { targets { code } } } }';
  const few = await considered({ query, variables: { first: 2 } });
  const many = await considered({ query, variables: { first: 50 } });
  expect(many.cost.nodes).toBe(few.cost.nodes * 25);
  expect((await considered({ query, variables: { first: 'x' } })).cost).toBeNull();
  expect(few.limits).toEqual({ nodes: LIMITS.NODES, fields: LIMITS.FIELDS, depth: LIMITS.DEPTH });
});

test('a subscription is counted for one event, with its own limit', async () => {
  const query = 'subscription { changes { change { subject { id } } } }';
  expect((await considered({ query })).limits.nodes).toBe(LIMITS.EVENT_NODES);
});

test.each([
  [
    'too much',
    '{ programs(first: 100) { nodes { activities(first: 100) { nodes { signUps(first: 100) { nodes { id } } } } } } }',
    {},
  ],
  ['a wrong field', '{ nothing }', {}],
  ['what is no GraphQL', '{ programs(', {}],
  ['too many words', `{ ${'a '.repeat(1_200)} }`, {}],
  ['a page that is too long', '{ programs(first: 101) { nodes { id } } }', {}],
  ['an id of another service', '{ node(id: "x") { id } }', {}],
  ['an operation that is not there', 'query A { service { name } }', { operationName: 'B' }],
])('%s is refused with the code of the request', async (_, query, more) => {
  const before = await considered({ query, ...more });
  const answer = await app.inject({ method: 'POST', url: '/graphql', payload: { query, ...more } });
  const codes = (errors: any[]) => errors.map(({ extensions }) => extensions.code);
  expect(before.status).toBe(200);
  expect(codes(before.errors)).toEqual(codes(answer.json().errors));
});

test('what is no request gets the shape of every refusal, in the language of the request', async () => {
  const { status, errors } = await considered({ query: 1 }, { 'accept-language': 'en' });
  expect([status, errors]).toEqual([
    400,
    [{ message: 'This is no GraphQL request', extensions: { code: 'BAD_REQUEST' } }],
  ]);
  for (const payload of ['null', '{"query": "{ service { name } }", "variables": []}']) {
    const answer = await app.inject({
      method: 'POST',
      url: '/graphql/cost',
      headers: { 'content-type': 'application/json' },
      payload,
    });
    expect(answer.statusCode).toBe(400);
  }
});

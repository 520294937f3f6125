import { describe, expect, test } from 'vitest';
import { testServer } from '../setup/server.ts';

const { app, query, send, database } = await testServer();

/** A `where` with this many levels, as a client might build it. */
function nested(levels: number): object {
  let where: object = {};
  for (let i = 0; i < levels; i += 1) where = { not: where };
  return where;
}

const BY_WHERE = 'query ($where: PartyWhere) { parties(where: $where) { totalCount } }';

describe('conditions in variables', () => {
  test('answer alike the first time, compiled, and ever after', async () => {
    // An input type that holds itself once made the compiler write without end.
    const where = { or: [{ name: { contains: '街道' } }, { parent: { name: { eq: '没有' } } }] };
    for (let i = 0; i < 4; i += 1) {
      expect((await query(BY_WHERE, { where })).parties.totalCount).toBe(6);
    }
  });

  test('default values of variables count, whether compiled or not', async () => {
    const text = `query ($where: PartyWhere = {name: {eq: "艾山街道"}}, $first: Int = 1) {
      parties(where: $where, first: $first) { nodes { name } totalCount } }`;
    for (let i = 0; i < 3; i += 1) {
      expect((await query(text)).parties).toEqual({ nodes: [{ name: '艾山街道' }], totalCount: 1 });
      expect((await query(text, { where: null, first: 2 })).parties.totalCount).toBe(39);
    }
  });

  test.each([
    ['too deep', { where: nested(40) }, 'LIMIT_INPUT_DEPTH'],
    ['without end', { where: nested(3000) }, 'LIMIT_INPUT_DEPTH'],
    ['too many', { where: { or: Array.from({ length: 600 }, () => ({})) } }, 'LIMIT_INPUT_OBJECTS'],
    ['deep in an unused variable', { other: nested(40) }, 'LIMIT_INPUT_DEPTH'],
  ])('are refused when %s', async (_, variables, code) => {
    const { status, errors } = await send(BY_WHERE, variables);
    expect(status).toBe(400);
    expect(errors![0]!.extensions['code']).toBe(code);
  });

  test('are refused when too deep in the document', async () => {
    const where = `${'{not: '.repeat(40)}{}${'}'.repeat(40)}`;
    const { status, errors } = await send(`{ parties(where: ${where}) { totalCount } }`);
    expect(status).toBe(400);
    expect(errors![0]!.extensions['code']).toBe('LIMIT_INPUT_DEPTH');
  });

  test('take a long list of values', async () => {
    const where = { code: { in: Array.from({ length: 8000 }, (_, i) => `x${i}`) } };
    expect((await query(BY_WHERE, { where })).parties.totalCount).toBe(0);
  });
});

describe('values that cannot be', () => {
  test.each([
    ['a text with U+0000 in a condition', BY_WHERE, { where: { name: { eq: '\0' } } }, 'BAD_VALUE'],
    [
      'a text with U+0000 looked up',
      'query ($c: String!) { party(by: {name: $c}) { name } }',
      { c: '\0' },
      'BAD_VALUE',
    ],
    [
      'null for the one key of a look-up',
      'query ($c: String) { party(by: {code: $c}) { name } }',
      { c: null },
      'BAD_USER_INPUT',
    ],
    ['a variable of another type', BY_WHERE, { where: { name: 5 } }, 'BAD_USER_INPUT'],
    [
      'null for an argument that takes none',
      'query ($i: ID = "x") { node(id: $i) { id } }',
      { i: null },
      'BAD_USER_INPUT',
    ],
    [
      'null for a list that takes none',
      'query ($i: [ID!] = []) { nodes(ids: $i) { id } }',
      { i: null },
      'BAD_USER_INPUT',
    ],
    [
      'null inside a condition that takes none',
      'query ($f: Int = 1) { programs(where: {ordinal: {between: {from: $f, to: 3}}}) { totalCount } }',
      { f: null },
      'BAD_USER_INPUT',
    ],
    [
      'null for a direction',
      'query ($d: SortDirection) { programs(orderBy: [{field: TITLE, direction: $d}]) { totalCount } }',
      { d: null },
      'BAD_USER_INPUT',
    ],
    [
      'null for a condition of @include',
      'query ($x: Boolean = true) { service { name @include(if: $x) version } }',
      { x: null },
      'BAD_USER_INPUT',
    ],
    ['a number as an id', 'query ($i: ID!) { node(id: $i) { id } }', { i: 5 }, 'BAD_ID'],
    [
      'a text with U+0000 in a list of conditions',
      '{ parties(where: {or: [{name: {in: ["a\\u0000"]}}]}) { totalCount } }',
      {},
      'BAD_VALUE',
    ],
  ])('%s', async (_, text, variables, code) => {
    for (let i = 0; i < 3; i += 1) {
      const { status, errors } = await send(text, variables);
      expect(status).toBe(400);
      expect(errors!.map(({ extensions }) => extensions.code)).toEqual([code]);
    }
  });

  test('an id of another type, wherever it stands', async () => {
    const { responsibilities } = await query('{ responsibilities(first: 1) { nodes { id } } }');
    const { id } = responsibilities.nodes[0];
    for (const text of [
      'query ($id: ID!) { party(by: {id: $id}) { name } }',
      'query ($id: ID!) { parties(where: {id: {eq: $id}}) { totalCount } }',
      'query ($id: ID!) { responsibilities(where: {program: {id: {notIn: [$id]}}}) { totalCount } }',
      'query ($id: ID!) { plan(by: {code: "2022-4"}) { comparison(with: {id: $id}) { changes { key } } } }',
    ]) {
      const { status, errors } = await send(text, { id });
      expect([status, errors?.[0]?.extensions.code], text).toEqual([400, 'BAD_ID']);
    }
  });

  test('what a condition leaves out is not looked at', async () => {
    const text = `query ($has: Boolean!, $c: String = "x") {
      ... @include(if: $has) { program(by: {code: $c}) { title } } service { name } }`;
    expect((await query(text, { has: false, c: null })).program).toBeUndefined();
  });

  test('a fault in one place leaves the rest, compiled too', async () => {
    await database.pool.query('alter table passage rename to passage_away');
    try {
      for (let i = 0; i < 3; i += 1) {
        const { status, data, errors } = await send(
          '{ service { name } program(by: {code: "2022-4/3"}) { title sources { quote } } }',
        );
        expect([status, data]).toEqual([200, { service: { name: expect.any(String) }, program: null }]);
        expect(errors!.map(({ extensions }) => extensions.code)).toEqual(['INTERNAL_SERVER_ERROR']);
      }
    } finally {
      await database.pool.query('alter table passage_away rename to passage');
    }
  });

  test('the year 0 is no year', async () => {
    const { status, errors } = await send('{ plans(where: {issuedOn: {gte: "0000-01-01"}}) { totalCount } }');
    expect(status).toBe(400);
    expect(errors![0]!.message).toContain('日期');
  });
});

test('a document of too many tokens is told its limit', async () => {
  const { status, errors } = await send(`{${' a'.repeat(5000)} }`);
  expect(status).toBe(400);
  expect(errors).toMatchObject([{ extensions: { code: 'LIMIT_TOKENS', limit: 1000 } }]);
});

test('an operation that the contract does not have is refused as one', async () => {
  for (const kind of ['mutation', 'subscription']) {
    const { status, errors } = await send(`${kind} { x }`);
    expect(status).toBe(400);
    expect(errors![0]!.extensions['code']).toMatch(/OPERATION_NOT_SUPPORTED|GRAPHQL_VALIDATION_FAILED/);
  }
});

test('an address that is none is answered in the shape of all errors', async () => {
  const response = await app.inject({ url: '/%ff' });
  expect(response.statusCode).toBe(404);
  expect(response.json()).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] });
});

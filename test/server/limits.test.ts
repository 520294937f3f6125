import { describe, expect, test } from 'vitest';
import { testServer } from '../setup/server.ts';

const { query, send } = await testServer();

async function refused(text: string, variables: Record<string, unknown> = {}) {
  const { status, data, errors } = await send(text, variables);
  expect(status).toBeGreaterThanOrEqual(400);
  expect(status).toBeLessThan(500);
  expect(data).toBeUndefined();
  expect(errors![0]!.message).toBeTruthy();
  return errors![0]!.extensions;
}

describe('refused with a 4xx, a code and a reason', () => {
  test('a document that is too deep', async () => {
    const deep = `{ parties { nodes { ${'parent { '.repeat(14)} name ${'} '.repeat(14)} } } }`;
    expect(await refused(deep)).toMatchObject({ code: 'LIMIT_DEPTH', limit: 15, requested: 16 });
  });

  test('a document with too many aliases, of __typename too', async () => {
    const aliases = Array.from({ length: 31 }, (_, i) => `a${i}: __typename`).join(' ');
    expect(await refused(`{ service { ${aliases} } }`)).toMatchObject({ code: 'LIMIT_ALIASES' });
  });

  test('a text too long to look for', async () => {
    const part = 'x'.repeat(501);
    expect(
      await refused(`{ activities(where: {title: {contains: "${part}"}}) { totalCount } }`),
    ).toMatchObject({
      code: 'LIMIT_PART',
      argument: ['where', 'title', 'contains'],
    });
  });

  test('a document with too many root fields', async () => {
    const fields = Array.from({ length: 21 }, (_, i) => `a${i}: service { name }`).join(' ');
    expect(await refused(`{ ${fields} }`)).toMatchObject({ code: 'LIMIT_ROOT_FIELDS', requested: 21 });
  });

  test('a field repeated too often', async () => {
    expect(await refused(`{ service { ${'name '.repeat(40)} } }`)).toMatchObject({
      code: 'LIMIT_DUPLICATES',
    });
  });

  test('too many directives', async () => {
    expect(await refused(`{ service { ${'... @include(if: true) { name } '.repeat(31)} } }`)).toMatchObject({
      code: 'LIMIT_DIRECTIVES',
    });
  });

  test('fragments that multiply', async () => {
    const levels = Array.from(
      { length: 12 },
      (_, i) => `fragment F${i} on Service { ...F${i + 1} ...F${i + 1} }`,
    );
    const bomb = `{ service { ...F0 } } ${levels.join(' ')} fragment F12 on Service { name }`;
    expect((await refused(bomb)).code).toMatch(/^LIMIT_/);
  });

  test('a document of too many tokens, quickly', async () => {
    expect((await refused(`{ ${'a '.repeat(30_000)} }`)).code).toBe('LIMIT_TOKENS');
  });

  test('pages that multiply beyond the limit, in a variable too', async () => {
    const text = `query ($n: Int) { plans(first: $n) { nodes { programs(first: $n) { nodes { responsibilities(first: $n) { nodes { id } } } } } } }`;
    expect(await refused(text, { n: 100 })).toMatchObject({
      code: 'LIMIT_NODES',
      limit: 50_000,
      requested: 1_010_100,
    });
  });

  test.each([101, 0, -1])('first: %i', async (first) => {
    expect(
      await refused(`query ($n: Int) { programs(first: $n) { nodes { id } } }`, { n: first }),
    ).toMatchObject({
      code: 'PAGE_SIZE',
      limit: 100,
      requested: first,
    });
  });

  test('first and last together', async () => {
    expect(await refused(`{ programs(first: 1, last: 1) { nodes { id } } }`)).toMatchObject({
      code: 'BAD_PAGE',
    });
  });

  test('a cursor of another ordering', async () => {
    const data = await query(`{ programs(first: 1) { pageInfo { endCursor } } }`);
    const after = data.programs.pageInfo.endCursor;
    const text = `query ($after: Cursor) { programs(after: $after, orderBy: [{field: TITLE}]) { nodes { id } } }`;
    expect(await refused(text, { after })).toMatchObject({ code: 'CURSOR_OF_ANOTHER_ORDER' });
    expect(
      await refused(`query ($after: Cursor) { parties(after: $after) { nodes { id } } }`, { after }),
    ).toMatchObject({
      code: 'CURSOR_OF_ANOTHER_ORDER',
    });
  });

  test('a broken cursor', async () => {
    expect((await refused(`{ programs(after: "aaaaaaaaaaaaaaaa") { nodes { id } } }`)).code).toBe(
      'BAD_CURSOR',
    );
    expect(
      await refused(`query ($c: Cursor) { programs(after: $c) { nodes { id } } }`, { c: '💥' }),
    ).toBeTruthy();
  });

  test('a broken id, wherever it stands', async () => {
    expect((await refused(`{ node(id: "x") { id } }`)).code).toBe('BAD_ID');
    expect((await refused(`{ program(by: {id: "x"}) { id } }`)).code).toBe('BAD_ID');
    const uuid = '01890000-0000-7000-8000-000000000000';
    for (const name of [`Program:${uuid}+${uuid}`, `Nothing:${uuid}`]) {
      const id = Buffer.from(name).toString('base64url');
      expect((await refused(`query ($id: ID!) { node(id: $id) { id } }`, { id })).code).toBe('BAD_ID');
    }
    expect(
      (await refused(`query ($by: ProgramBy!) { program(by: $by) { id } }`, { by: { id: 'x' } })).code,
    ).toBe('BAD_ID');
    expect((await refused(`{ programs(where: {or: [{id: {in: ["x"]}}]}) { nodes { id } } }`)).code).toBe(
      'BAD_ID',
    );
  });

  test('what is wrong is told with its place: the field, and the argument within it', async () => {
    expect(
      await refused('{ plan(by: {code: "2022-4"}) { all: programs(first: 0) { nodes { id } } } }'),
    ).toMatchObject({
      code: 'PAGE_SIZE',
      field: ['plan', 'all'],
    });
    expect(
      await refused('{ programs(first: 1, before: "aaaaaaaaaaaaaaaa") { nodes { id } } }'),
    ).toMatchObject({
      code: 'BAD_PAGE',
      field: ['programs'],
    });
    expect(
      await refused(
        `query ($ids: [ID!]!) { programs(where: {or: [{}, {id: {in: $ids}}]}) { nodes { id } } }`,
        {
          ids: [Buffer.from('Program:01890000-0000-7000-8000-000000000000').toString('base64url'), 'x'],
        },
      ),
    ).toMatchObject({
      code: 'BAD_ID',
      field: ['programs'],
      argument: ['where', 'or', '1', 'id', 'in', '1'],
    });
    const since = `query ($where: ActivityWhere) { activities(where: $where) { nodes { id } } }`;
    expect(await refused(since, { where: { startsAt: { gte: 'soon' } } })).toMatchObject({
      code: 'BAD_VALUE',
      variable: 'where.startsAt.gte',
    });
  });

  test('an id of another type', async () => {
    const { programs } = await query(`{ programs(first: 1) { nodes { id } } }`);
    const { errors, data } = await send(`query ($id: ID!) { plan(by: {id: $id}) { id } }`, {
      id: programs.nodes[0].id,
    });
    expect(data?.plan ?? null).toBeNull();
    expect(errors![0]!.extensions.code).toBe('BAD_ID');
  });

  test('a date that is none', async () => {
    const text = `query ($d: Date) { plan(by: {code: "2022-4"}) { responsibilityMatrix(asOf: $d) { asOf } } }`;
    expect(await refused(text, { d: '2022-02-30' })).toBeTruthy();
  });

  test('two ways of looking up at once', async () => {
    expect(await refused(`{ plan(by: {code: "a", id: "b"}) { id } }`)).toBeTruthy();
  });
});

test('the cost of a request stands in its extensions', async () => {
  const { extensions } = await send(`{ plans(first: 2) { nodes { programs(first: 10) { nodes { id } } } } }`);
  expect(extensions.cost).toMatchObject({ nodes: 22, depth: 5 });
});

test('a skipped list costs nothing', async () => {
  const { extensions } = await send(
    `query ($no: Boolean!) { plans(first: 2) @skip(if: $no) { nodes { id } } service { name } }`,
    { no: true },
  );
  expect(extensions.cost.nodes).toBe(0);
});

test('messages come in the language asked for, codes stay', async () => {
  const chinese = await send(`{ node(id: "x") { id } }`);
  const english = await send(`{ node(id: "x") { id } }`, {}, { 'accept-language': 'en' });
  expect(chinese.errors![0]!.message).toContain('无效');
  expect(english.errors![0]!.message).toContain('Not a global id');
  expect(english.errors![0]!.extensions.code).toBe(chinese.errors![0]!.extensions.code);
});

test('the standard introspection query is within the limits', async () => {
  const { getIntrospectionQuery } = await import('graphql');
  const { __schema } = await query(getIntrospectionQuery({ oneOf: true }));
  expect(__schema.types.length).toBeGreaterThan(100);
});

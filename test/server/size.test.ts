import { getIntrospectionQuery } from 'graphql';
import { describe, expect, test } from 'vitest';
import { LIMITS } from '../../src/server/limits.ts';
import { testServer } from '../setup/server.ts';

const { query, send, database } = await testServer();

/** A matrix in a matrix, so many times. */
const matrices = (times: number): string =>
  `responsibilityMatrix { rows { cells { program { ${times > 1 ? `plan { ${matrices(times - 1)} }` : 'code'} } } } }`;

const inPlan = (selection: string) => `{ plan(by: {code: "2022-4"}) { ${selection} } }`;

async function cost(text: string, variables = {}): Promise<number> {
  const { errors, extensions } = await send(text, variables);
  expect(errors).toBeUndefined();
  return extensions.cost.nodes;
}

describe('plain lists count into the cost', () => {
  test('a matrix in a matrix is refused before anything is read', async () => {
    database.statements = [];
    const { status, errors } = await send(inPlan(matrices(2)));
    expect([status, errors![0]!.extensions.code]).toEqual([400, 'LIMIT_NODES']);
    expect(database.statements).toEqual([]);
  });

  test('lists multiply down the tree, alone and in fragments', async () => {
    expect(await cost(inPlan('responsibilityMatrix { rows { cells { program { code } } } }'))).toBe(550);
    expect(await cost(inPlan('vocabularies { terms { label } }'))).toBe(275);
    expect(
      await cost(`${inPlan('vocabularies { ...V } programs(first: 3) { nodes { tasks { code } } }')}
        fragment V on Vocabulary { terms { sources { quote } } }`),
    ).toBe(25 + 250 + 500 + 3 + 30);
  });

  test('ids count by their number, given in a variable too', async () => {
    const { programs } = await query('{ programs(first: 3) { nodes { id } } }');
    const ids = programs.nodes.map(({ id }: { id: string }) => id);
    const text = 'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Program { tasks { code } } } }';
    expect(await cost(text, { ids })).toBe(3 + 30);
    expect(await cost('{ nodes(ids: []) { id } }')).toBe(0);
  });

  test('introspection counts by the size of the schema', async () => {
    expect(await cost(getIntrospectionQuery())).toBeGreaterThan(1000);
    const inner = Array.from({ length: 20 }, (_, i) => `a${i}: fields { args { name } }`);
    const { status, errors } = await send(
      `{ __schema { types { fields { type { ${inner.join(' ')} } } } } }`,
    );
    expect([status, errors![0]!.extensions.code]).toEqual([400, 'LIMIT_NODES']);
  });
});

describe('what is in fact read is limited, whatever was assumed', () => {
  test('rows', async () => {
    await database.pool.query(
      `with c as (select id from party where name = '各街道、功能区'),
       units as (select id from party where kind = 'UNIT')
       insert into membership (id, collective_id, member_id, valid_from, valid_to, is_confirmed, source_title, origin)
       select gen_random_uuid(), c.id, u.id, date '1900-01-01' + n, null, false, '', 'OPERATOR'
       from c, units u, generate_series(1, 20) n`,
    );
    const text = `{ party(by: {name: "各街道、功能区"}) { ... on Collective {
      members { collective { members { collective { members { validFrom } } } } } } } }`;
    for (let i = 0; i < 2; i += 1) {
      const { status, data, errors } = await send(text);
      expect([status, data, errors!.map(({ extensions }) => extensions)]).toEqual([
        400,
        undefined,
        [{ code: 'LIMIT_ROWS', limit: LIMITS.ROWS, requested: expect.any(Number) }],
      ]);
    }
  });

  test('bytes of the rows', async () => {
    await database.pool.query(`update document set text = text || repeat('长', 300000)`);
    const { status, errors } = await send(
      inPlan('document { passages(first: 100) { nodes { document { text } } } }'),
    );
    expect([status, errors![0]!.extensions.code]).toEqual([400, 'LIMIT_ANSWER']);
  });

  test('bytes of the text, where one column stands under many names', async () => {
    const names = Array.from({ length: 20 }, (_, i) => `a${i}: text`);
    const { status, errors, data } = await send(inPlan(`document { ${names.join(' ')} }`));
    expect([status, errors![0]!.extensions.code, data]).toEqual([400, 'LIMIT_ANSWER', undefined]);
    expect((await query(inPlan('document { text }'))).plan.document.text.length).toBeGreaterThan(300_000);
  });

  test('bytes of the text, where names are long', async () => {
    const name = 'n'.repeat(200_000);
    const { status, errors } = await send(
      inPlan(`document { passages(first: 100) { nodes { ${name}: start } } }`),
    );
    expect([status, errors![0]!.extensions.code]).toEqual([400, 'LIMIT_ANSWER']);
  });
});

import { makeExecutableSchema } from '@graphql-tools/schema';
import { execute, type ExecutionResult, parse, validate } from 'graphql';
import { describe, expect, test } from 'vitest';
import { createExecutor } from '../../src/server/executor.ts';
import { Dice } from './random-document.ts';

/** Shows what arguments its resolvers get. */
const schema = makeExecutableSchema({
  typeDefs: `
    enum Scope { ONE ALL }
    input Inner { flag: Boolean! = true, scope: Scope! = ONE, size: Int = 3, name: String }
    input Outer { inner: Inner! = {name: "d"}, list: [Inner!] = [{flag: false}], id: ID, range: Range }
    input Range { from: Int!, to: Int! = 9 }
    input By @oneOf { id: ID, code: String, range: Range }
    type Query {
      plain(a: Int, b: Int = 5, c: Int! = 6, d: Int!): String
      strict(d: Int!): String!
      ids(ids: [ID!]!, more: [ID], scopes: [Scope!] = [ALL]): String
      scope(scope: Scope! = ONE, other: Scope = ALL): String
      outer(input: Outer!, second: Outer = {inner: {size: null}}): String
      by(by: By!): String
      nested: Query!
    }
    type Mutation { add(n: Int! = 1, wait: Int! = 0, fail: Boolean! = false): Sum }
    type Sum { total: Int! later: Int! }`,
  resolvers: {
    Query: {
      ...Object.fromEntries(
        ['plain', 'strict', 'ids', 'scope', 'outer', 'by'].map((name) => [
          name,
          (_: unknown, args: object) => JSON.stringify(sorted(args)),
        ]),
      ),
      nested: () => ({}),
    },
    Mutation: {
      async add(_, { n, wait, fail }: { n: number; wait: number; fail: boolean }, sum: { total: number }) {
        const before = sum.total;
        await new Promise((done) => setTimeout(done, wait));
        if (fail) throw new Error('refused');
        sum.total = before + n;
        return { total: sum.total };
      },
    },
    Sum: {
      async later(_, __, sum: { total: number }) {
        await new Promise((done) => setTimeout(done, 5));
        return sum.total;
      },
    },
  },
});

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, sorted(item)]),
  );
}

const compiled = createExecutor(schema, { eager: true });

const shown = ({ data, errors }: ExecutionResult) =>
  JSON.parse(JSON.stringify({ data: data ?? null, at: (errors ?? []).map(({ path }) => path ?? null) }));

async function both(text: string, variables: Record<string, unknown>, context: () => unknown = () => ({})) {
  const document = parse(text);
  expect(validate(schema, document), text).toEqual([]);
  const asked = { document, operationName: undefined, variables };
  const expected = shown(
    await execute({ schema, document, variableValues: variables, contextValue: context() }),
  );
  // Twice: what the first run leaves behind must not show in the second.
  for (let i = 0; i < 2; i += 1) {
    const actual = shown(await compiled({ ...asked, context: context() }));
    expect(actual, `${text}\n${JSON.stringify(variables)}`).toEqual(expected);
  }
  return expected;
}

describe('compiled execution fills in the defaults of input objects as graphql-js does', () => {
  const d = { flag: true, scope: 'ONE', size: 3 };
  test.each([
    ['a literal', '{ outer(input: {inner: {}}) }', {}, { inner: d, list: [{ ...d, flag: false }] }],
    [
      'nothing given',
      '{ outer(input: {}) }',
      {},
      { inner: { ...d, name: 'd' }, list: [{ ...d, flag: false }] },
    ],
    [
      'a whole variable',
      'query ($v: Outer!) { outer(input: $v) }',
      { v: { inner: { size: null }, list: [{}] } },
      { inner: { ...d, size: null }, list: [d] },
    ],
    [
      'a variable inside a literal',
      'query ($f: Boolean = false, $i: Inner!) { outer(input: {inner: {flag: $f}, list: [$i]}) }',
      { i: { scope: 'ALL' } },
      { inner: { ...d, flag: false }, list: [{ ...d, scope: 'ALL' }] },
    ],
    [
      'variables left out inside a literal',
      'query ($s: Scope, $n: Int, $t: String) { outer(input: {inner: {scope: $s, size: $n, name: $t}}) }',
      {},
      { inner: d, list: [{ ...d, flag: false }] },
    ],
  ])('%s', async (_, text, variables, input) => {
    const { data, at } = await both(text, variables);
    expect(at).toEqual([]);
    expect(JSON.parse(data.outer)).toEqual(
      sorted({ input, second: { inner: { ...d, size: null }, list: [{ ...d, flag: false }] } }),
    );
  });
});

describe('compiled execution refuses a null where none may stand, as graphql-js does', () => {
  test.each([
    ['an argument', 'query ($v: Int = 1) { plain(d: $v) }', { v: null }],
    ['an argument that nulls the whole', 'query ($v: Int = 1) { strict(d: $v) }', { v: null }],
    ['an argument with a default', 'query ($v: Int) { plain(d: 1, c: $v) }', { v: null }],
    ['an enum', 'query ($v: Scope) { scope(scope: $v) }', { v: null }],
    ['a list', 'query ($v: [ID!] = ["x"]) { ids(ids: $v) }', { v: null }],
    ['an item', 'query ($v: ID = "x") { ids(ids: [$v]) }', { v: null }],
    ['a field', 'query ($v: Int = 1) { by(by: {range: {from: $v, to: 3}}) }', { v: null }],
    ['a field with a default', 'query ($v: Int) { by(by: {range: {from: 1, to: $v}}) }', { v: null }],
  ])('%s', async (_, text, variables) => {
    expect((await both(text, variables)).at).toHaveLength(1);
  });
});

const VALUES = {
  Int: ['0', '7', 'null'],
  ID: ['"a"', '8', 'null'],
  String: ['"t"', 'null'],
  Boolean: ['true', 'false', 'null'],
  Scope: ['ONE', 'ALL', 'null'],
} as const;
type Leaf = keyof typeof VALUES;

/** Positions that take a leaf, each with a place for its value. */
const POSITIONS: [Leaf, boolean, (v: string) => string][] = [
  ['Int', false, (v) => `plain(d: 1, a: ${v})`],
  ['Int', false, (v) => `plain(d: 1, b: ${v})`],
  ['Int', true, (v) => `plain(d: 1, c: ${v})`],
  ['Int', true, (v) => `plain(d: ${v})`],
  ['Int', true, (v) => `strict(d: ${v})`],
  ['ID', true, (v) => `ids(ids: [${v}])`],
  ['ID', true, (v) => `ids(ids: ["q", ${v}])`],
  ['ID', false, (v) => `ids(ids: [], more: [${v}, "q"])`],
  ['Scope', true, (v) => `ids(ids: [], scopes: [ONE, ${v}])`],
  ['Scope', true, (v) => `scope(scope: ${v})`],
  ['Scope', false, (v) => `scope(other: ${v})`],
  ['Boolean', true, (v) => `outer(input: {inner: {flag: ${v}}})`],
  ['Scope', true, (v) => `outer(input: {list: [{scope: ${v}}]})`],
  ['Scope', true, (v) => `outer(input: {list: {scope: ${v}}})`],
  ['Int', false, (v) => `outer(input: {inner: {size: ${v}}})`],
  ['String', false, (v) => `outer(input: {inner: {name: ${v}}, id: "i"})`],
  ['ID', false, (v) => `outer(input: {id: ${v}}, second: null)`],
  ['Int', true, (v) => `outer(input: {range: {from: ${v}}})`],
  ['Int', true, (v) => `outer(input: {range: {from: 1, to: ${v}}})`],
  ['String', true, (v) => `by(by: {code: ${v}})`],
  ['Int', true, (v) => `by(by: {range: {from: ${v}, to: 2}})`],
];

const CASES = 500;

test(`compiled execution answers as graphql-js does with ${CASES} random variables, null and absent among them`, async () => {
  let refused = 0;
  let answered = 0;
  for (let seed = 1; refused + answered < CASES; seed += 1) {
    const dice = new Dice(seed * 7919);
    const definitions: string[] = [];
    const variables: Record<string, unknown> = {};
    const fields = Array.from({ length: 1 + dice.below(3) }, (_, i) => {
      const [type, isStrict, place] = dice.pick(POSITIONS);
      const value = dice.pick(VALUES[type]);
      if (dice.chance(0.2)) return `f${i}: ${place(value)}`;
      const name = `v${i}`;
      const isRequired = isStrict && dice.chance(0.4);
      const preset = dice.chance(0.4) ? ` = ${dice.pick(VALUES[type])}` : '';
      definitions.push(`$${name}: ${type}${isRequired ? '!' : ''}${preset}`);
      const given = dice.pick(VALUES[type]);
      if (dice.chance(0.7))
        variables[name] = type === 'Scope' && given !== 'null' ? given : JSON.parse(given);
      const field = `f${i}: ${place(`$${name}`)}`;
      return dice.chance(0.3) ? `n${i}: nested { ${field} }` : field;
    });
    const text = `query ${definitions.length > 0 ? `(${definitions.join(', ')})` : ''} { ${fields.join(' ')} }`;
    if (validate(schema, parse(text)).length > 0) continue;
    if ((await both(text, variables)).at.length > 0) refused += 1;
    else answered += 1;
  }
  expect(refused).toBeGreaterThan(CASES / 10);
  expect(answered).toBeGreaterThan(CASES / 10);
}, 60_000);

describe('mutations of one document run one after the other', () => {
  test.each([
    [
      'the slow one first',
      'mutation ($n: Int!) { a: add(n: $n, wait: 20) { total later } b: add { total } }',
      { n: 2 },
      [3, 0],
    ],
    [
      'one that fails between',
      'mutation ($n: Int!) { a: add(n: $n) { total } x: add(fail: true) { total } b: add { later total } }',
      { n: 2 },
      [3, 1],
    ],
    [
      // The compiled code alone would never end here.
      'one whose argument is null between',
      'mutation ($n: Int = 2) { a: add(n: 3) { total } x: add(n: $n) { total } b: add { total } }',
      { n: null },
      [4, 1],
    ],
  ])('%s', async (_, text, variables, outcome) => {
    const { data, at } = await both(text, variables, () => ({ total: 0 }));
    expect([data.b.total, at.length]).toEqual(outcome);
  });
});

import { expect, test } from 'vitest';
import { testServer } from '../setup/server.ts';

const { send } = await testServer();

/** A value of a scalar in a condition: in the document, and in a variable. */
const PLACES = {
  DateTime: (value: string) => `activities(where: {startsAt: {gte: ${value}}}) { nodes { id } }`,
  Date: (value: string) => `responsibilities(asOf: ${value}) { nodes { id } }`,
  Cursor: (value: string) => `activities(after: ${value}) { nodes { id } }`,
} as const;

test.for([
  ['DateTime', '2026-11-26T25:00:00Z', 'BAD_VALUE'],
  ['DateTime', '2026-11-26T24:00:00Z', 'BAD_VALUE'],
  ['DateTime', '2026-11-26T03:61:00Z', 'BAD_VALUE'],
  ['DateTime', '2026-11-26T03:00:60Z', 'BAD_VALUE'],
  ['DateTime', '2026-11-26T03:00:00+99:99', 'BAD_VALUE'],
  ['DateTime', '2026-11-26T03:00:00+16:00', 'BAD_VALUE'],
  ['DateTime', '2026-02-30T03:00:00Z', 'BAD_VALUE'],
  ['DateTime', '0001-01-01T00:00:00+08:00', 'BAD_VALUE'],
  ['DateTime', '9999-12-31T22:00:00-08:00', 'BAD_VALUE'],
  ['DateTime', '0001-01-01T00:00:00Z', undefined],
  ['DateTime', '9999-12-31T23:59:59.123456789Z', undefined],
  ['DateTime', '2026-11-26T03:00:00-15:59', undefined],
  ['Date', '2026-02-30', 'BAD_VALUE'],
  ['Cursor', 'abc', 'BAD_CURSOR'],
] as const)('%s %s gives %s, in the document as in a variable', async ([scalar, value, code]) => {
  const literal = await send(`{ ${PLACES[scalar](JSON.stringify(value))} }`);
  const variable = await send(`query ($v: ${scalar}) { ${PLACES[scalar]('$v')} }`, { v: value });
  const outcome = ({ status, errors }: typeof literal) => [status, errors?.[0]?.extensions.code];
  expect([outcome(literal), outcome(variable)]).toEqual(
    Array.from({ length: 2 }, () => [code ? 400 : 200, code]),
  );
  expect(literal.errors?.[0]?.message).toBe(variable.errors?.[0]?.message);
});

test.for([
  [
    '{ a: activities(where: {and: [{code: {eq: "x"}}, {startsAt: {gte: "2026-01-01"}}]}) { nodes { id } } }',
    ['a'],
    ['where', 'and', '1', 'startsAt', 'gte'],
    '"2026-01-01"',
  ],
  [
    '{ activities(where: {startsAt: {last: P30D}}) { nodes { id } } }',
    ['activities'],
    ['where', 'startsAt', 'last'],
    'P30D',
  ],
  [
    '{ programs { nodes { activities(first: "9") { nodes { id } } } } }',
    ['programs', 'nodes', 'activities'],
    ['first'],
    '"9"',
  ],
  [
    'fragment f on Query { activities(where: {startsAt: {gte: "x"}}) { nodes { id } } } query { ...f }',
    undefined,
    ['where', 'startsAt', 'gte'],
    '"x"',
  ],
] as const)(
  'a value in the document that does not fit is placed: %s',
  async ([document, field, argument, text]) => {
    const { status, errors } = await send(document);
    const { locations, extensions } = errors![0]! as any;
    expect(status).toBe(400);
    expect([extensions.field, extensions.argument]).toEqual([field, argument]);
    expect(locations).toEqual([{ line: 1, column: document.indexOf(text) + 1 }]);
  },
);

import { expect, test } from 'vitest';
import { testServer } from '../setup/server.ts';

const { query, database } = await testServer();

const MATRIX = `query ($expand: Expand!) { plan(by: {code: "2022-4"}) { responsibilityMatrix(expand: $expand) {
  expand asOf programs { code }
  rows { party { name sources { quote } } cells { program { code } responsibilities { role kind via { name } membership { isConfirmed } sources { quote section } } } } } } }`;

test('a street owes 7 programs, each through 各街道、功能区', async () => {
  const data =
    await query(`{ party(by: {name: "艾山街道"}) { responsibilities(where: {program: {ordinal: {gte: 1}}}) { totalCount
    nodes { id via { name } program { ordinal } kind sources { quote } } } } }`);
  const { nodes, totalCount } = data.party.responsibilities;
  expect(totalCount).toBe(7);
  expect(nodes.map(({ program }: any) => program.ordinal)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  for (const { via, sources } of nodes) {
    expect(via.name).toBe('各街道、功能区');
    expect(sources.length).toBeGreaterThan(0);
  }
});

test('an expanded row is found again by its id', async () => {
  const data = await query(
    `{ party(by: {name: "艾山街道"}) { responsibilities(first: 1) { nodes { id program { code } } } } }`,
  );
  const [{ id, program }] = data.party.responsibilities.nodes;
  const again = await query(
    `query ($id: ID!) { node(id: $id) { id __typename ... on Responsibility { program { code } party { name } } } }`,
    { id },
  );
  expect(again.node).toEqual({ id, __typename: 'Responsibility', program, party: { name: '艾山街道' } });
});

test('the declared matrix has the collectives as rows, with 8 cells each', async () => {
  const { plan } = await query(MATRIX, { expand: 'NONE' });
  const { rows, programs, asOf } = plan.responsibilityMatrix;
  expect(asOf).toBe('2026-11-24');
  expect(programs).toHaveLength(8);
  for (const { cells } of rows)
    expect(cells.map(({ program }: any) => program.code)).toEqual(programs.map(({ code }: any) => code));
  const streets = rows.find(({ party }: any) => party.name === '各街道、功能区');
  expect(streets.cells.map(({ responsibilities }: any) => responsibilities.length)).toEqual([
    1, 1, 1, 1, 1, 1, 1, 0,
  ]);
});

test('the effective matrix puts members in the place of a collective whose members are known', async () => {
  const { plan } = await query(MATRIX, { expand: 'MEMBERS' });
  const names = plan.responsibilityMatrix.rows.map(({ party }: any) => party.name);
  expect(names).toContain('艾山街道');
  expect(names).not.toContain('各街道、功能区');
  expect(names).toContain('区直各部门单位');
  const street = plan.responsibilityMatrix.rows.find(({ party }: any) => party.name === '艾山街道');
  expect(street.cells[0].responsibilities[0].via.name).toBe('各街道、功能区');
});

test('the matrix takes the same few statements whatever its size', async () => {
  await query(MATRIX, { expand: 'NONE' });
  const count = async (expand: string) => {
    database.statements = [];
    await query(MATRIX, { expand });
    return database.statements.length;
  };
  expect(await count('NONE')).toBe(5);
  expect(await count('MEMBERS')).toBe(5);
});

import { expect, test } from 'vitest';
import { testServer } from '../setup/server.ts';

const server = await testServer();
const { query } = server;

test('responsibilities of every plan are those of its plans together', async () => {
  const data = await query(`{
    responsibilities(first: 100) { totalCount nodes { id } }
    plans { nodes { responsibilities(first: 100) { nodes { id } } } } }`);
  const ofPlans = data.plans.nodes.flatMap(({ responsibilities }: any) => responsibilities.nodes);
  expect(data.responsibilities.nodes).toEqual(ofPlans);
  expect(data.responsibilities.totalCount).toBe(ofPlans.length);
});

test('expanded, a member stands for its collective, and says so', async () => {
  const list = async (expand: string, asOf = '2026-11-24') =>
    (
      await query(
        `{ responsibilities(expand: ${expand}, asOf: "${asOf}", first: 100, where: {program: {code: {eq: "2022-4/1"}}, kind: {eq: NAMED_IN_CLAUSE}}) { nodes { party { name } via { name } } } }`,
      )
    ).responsibilities.nodes.map(({ party, via }: any) => `${party.name}${via ? ` ← ${via.name}` : ''}`);
  expect(await list('NONE')).toEqual(['区委宣传部', '各街道、功能区']);
  const expanded = await list('MEMBERS');
  expect(expanded).toContain('艾山街道 ← 各街道、功能区');
  expect(expanded).not.toContain('各街道、功能区');
});

test('the list takes a fixed number of statements, whatever its size', async () => {
  const count = async (first: number) => {
    server.database.statements = [];
    await query(
      `{ responsibilities(first: ${first}, expand: MEMBERS) { totalCount nodes { role party { name } via { name } program { title } sources { quote } } } }`,
    );
    return server.database.statements.length;
  };
  expect([await count(1), await count(20), await count(100)]).toEqual([3, 3, 3]);
});

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

test('an expanded row says that it is derived, and has no place in the clause', async () => {
  const data =
    await query(`{ responsibilities(expand: MEMBERS, first: 100, where: {program: {code: {eq: "2022-4/2"}}}) {
    nodes { kind origin derivation clauseOrder party { name } via { name } membership { isConfirmed } sources { quote } } } }`);
  const of = (name: string) => data.responsibilities.nodes.find(({ party }: any) => party.name === name);
  expect(of('区委宣传部')).toMatchObject({ origin: 'STATED', derivation: null, clauseOrder: 1 });
  expect(of('艾山街道')).toMatchObject({
    kind: 'NAMED_IN_CLAUSE',
    origin: 'PARSED',
    derivation: '由“各街道、功能区”的成员关系展开（成员不在原文中）',
    clauseOrder: null,
    membership: { isConfirmed: true },
    sources: [{ quote: '各街道、功能区' }, { quote: '各街道、功能区要组建志愿服务队伍' }],
  });
  expect(of('棋山国家森林公园')).toMatchObject({
    origin: 'PARSED',
    derivation: '由“各街道、功能区”的成员关系展开（成员不在原文中，是否为成员待确认）',
    membership: { isConfirmed: false },
  });
});

test('what an office assigned to a collective stays an office’s for its members', async () => {
  const { pool } = server.database;
  const { rows } =
    await pool.query(`insert into responsibility (id, plan_id, program_id, party_id, kind, ordinal, origin)
    select gen_random_uuid(), g.plan_id, g.id, p.id, 'ASSIGNED', 1000, 'OPERATOR' from program g, party p
    where g.code = '2022-4/8' and p.code = '370117/streets-and-zones' returning id`);
  const data = await query(
    `{ responsibilities(expand: MEMBERS, where: {kind: {eq: ASSIGNED}}) { nodes { origin derivation } } }`,
  );
  expect(data.responsibilities.nodes).toHaveLength(7);
  expect(data.responsibilities.nodes[0]).toEqual({ origin: 'OPERATOR', derivation: null });
  await pool.query('delete from responsibility where id = $1', [rows[0].id]);
});

import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { readValidPlan } from '../../src/commands/import.ts';
import { importPlan } from '../../src/exchange/import.ts';
import { testServer } from '../setup/server.ts';

const { query, database } = await testServer();
const plans = join(import.meta.dirname, '../..');

beforeAll(async () => {
  const { em } = database.orm;
  await importPlan(em, await readValidPlan(join(plans, 'test/fixtures/plans/example-district')));
  const next = await readValidPlan(join(plans, 'plans/gangcheng-2022-4'));
  next.plan.code = '2023-1';
  next.plan.supersedes = '2022-4';
  next.document.number = '钢城文明办〔2023〕1号';
  next.programs[2]!.title = '市容市貌再美化';
  next.programs.pop();
  await importPlan(em, next);
});

const COMPARISON = `from { code } to { code } changes { kind subject key label }`;

test('tells what changed from one plan to the next', async () => {
  const { plan } = await query(
    `{ plan(by: {code: "2023-1"}) { comparison(with: {code: "2022-4"}) { ${COMPARISON} } } }`,
  );
  expect(plan.comparison).toMatchObject({ from: { code: '2022-4' }, to: { code: '2023-1' } });
  const changes = plan.comparison.changes.map(
    (change: any) => `${change.kind} ${change.subject} ${change.key}`,
  );
  expect(changes).toContain('CHANGED PROGRAM 3');
  expect(changes).toContain('REMOVED PROGRAM 8');
});

test('is null where there is no such plan, and empty against itself', async () => {
  const { plan } = await query(`{ plan(by: {code: "2022-4"}) {
    none: comparison(with: {code: "1999-9"}) { changes { key } }
    itself: comparison(with: {code: "2022-4"}) { changes { key } } } }`);
  expect(plan).toEqual({ none: null, itself: { changes: [] } });
});

describe('another district beside the first', () => {
  test('has its own programs, roles and matrix', async () => {
    const { plan } = await query(`{ plan(by: {code: "example-2025-1"}) {
      districtName: title programs { nodes { code title responsibilities { nodes { role party { code name } } } } }
      responsibilityMatrix { programs { code } rows { party { code } cells { program { code } } } } } }`);
    expect(plan.programs.nodes.map(({ title }: any) => title)).toEqual(['夜间护学', '社区长者食堂']);
    expect(plan.programs.nodes[0].responsibilities.nodes[0]).toMatchObject({
      role: 'LEAD',
      party: { name: '区教育局' },
    });
    const parties = plan.responsibilityMatrix.rows.map(({ party }: any) => party.code);
    expect(parties.length).toBeGreaterThan(2);
    expect(parties.every((code: string) => code.startsWith('990101/'))).toBe(true);
    expect(plan.responsibilityMatrix.programs).toHaveLength(2);
  });

  test('leaves the matrix of the first as it was', async () => {
    const { plan } = await query(
      `{ plan(by: {code: "2022-4"}) { responsibilityMatrix(expand: MEMBERS) { programs { code } rows { party { code } } } } }`,
    );
    expect(plan.responsibilityMatrix.programs).toHaveLength(8);
    expect(plan.responsibilityMatrix.rows.some(({ party }: any) => party.code.startsWith('990101/'))).toBe(
      false,
    );
  });
});

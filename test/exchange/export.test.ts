import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readValidPlan } from '../../src/commands/import.ts';
import { exportPlan } from '../../src/exchange/export.ts';
import { importPlan } from '../../src/exchange/import.ts';
import { Party } from '../../src/party/party.entity.ts';
import { Plan } from '../../src/plan/plan.entity.ts';
import { Program } from '../../src/program/program.entity.ts';
import { Responsibility } from '../../src/responsibility/responsibility.entity.ts';
import { testDatabase } from '../setup/database.ts';

const database = await testDatabase('empty');
const { em } = database.orm;
const folder = join(import.meta.dirname, '../../plans/gangcheng-2022-4');
const file = await readValidPlan(folder);

/** The same district's next plan: it names the same parties, in a document of its own. */
const next = structuredClone(file);
next.plan.code = '2023-1';
next.plan.supersedes = '2022-4';
next.document.number = '钢城文明办〔2023〕1号';
next.memberships = [];

test('gives back the plan that was imported', async () => {
  await importPlan(em, file);
  expect(await exportPlan(em, '2022-4')).toEqual(file);
});

test('gives back the same after a second import', async () => {
  await importPlan(em, file);
  expect(await exportPlan(em, '2022-4')).toEqual(file);
});

test('knows nothing of a plan that is not here', async () => {
  expect(await exportPlan(em, '1999-1')).toBeNull();
});

test('keeps the passages of shared parties apart and the memberships that another plan gave', async () => {
  await importPlan(em, next);
  expect(await exportPlan(em, '2022-4')).toEqual(file);
  expect(await exportPlan(em, '2023-1')).toEqual({ ...next, memberships: file.memberships });
});

test('leaves out what an office assigned', async () => {
  const tx = em.fork();
  const plan = await tx.findOneOrFail(Plan, { code: '2022-4' });
  const program = await tx.findOneOrFail(Program, { code: '2022-4/1' });
  const party = await tx.findOneOrFail(Party, { name: '区教体局' });
  const row = { plan, program, party, kind: 'ASSIGNED', ordinal: 1000, origin: 'OPERATOR' } as const;
  tx.create(Responsibility, row, { persist: true });
  await tx.flush();
  expect(await exportPlan(em, '2022-4')).toEqual(file);
});

test('takes a fixed number of statements', async () => {
  database.statements = [];
  await exportPlan(em, '2022-4');
  const all = database.statements.length;
  const slim = structuredClone(file);
  slim.plan.code = 'slim';
  slim.document.number = 'slim';
  slim.programs = slim.programs.slice(0, 1);
  slim.vocabularies = slim.vocabularies.filter(({ program }) => program === 1);
  await importPlan(em, slim);
  database.statements = [];
  await exportPlan(em, 'slim');
  expect(database.statements).toHaveLength(all);
  expect(all).toBeLessThan(30);
});

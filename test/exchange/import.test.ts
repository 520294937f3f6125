import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { readValidPlan } from '../../src/commands/import.ts';
import { OperatorError } from '../../src/errors.ts';
import { exportPlan } from '../../src/exchange/export.ts';
import { importPlan } from '../../src/exchange/import.ts';
import type { PlanFile } from '../../src/planfile/format.ts';
import { testDatabase } from '../setup/database.ts';

const database = await testDatabase('empty');
const { em } = database.orm;
const folder = join(import.meta.dirname, '../../plans/gangcheng-2022-4');
const original = await readValidPlan(folder);

const TABLES = [
  ...['document', 'passage', 'fact_source', 'citation', 'party', 'membership', 'plan', 'goal', 'requirement'],
  ...['program', 'campaign', 'target', 'indicator', 'schedule', 'task', 'task_party', 'vocabulary', 'term'],
  ...['responsibility', 'incentive'],
];

/** Every row of every table, as text. */
async function everything(): Promise<Record<string, string[]>> {
  const rows: Record<string, string[]> = {};
  for (const table of TABLES) {
    const found: { row: string }[] = await em
      .fork()
      .execute(`select t::text as row from ${table} t order by 1`);
    rows[table] = found.map(({ row }) => row);
  }
  return rows;
}

/** Ids of a table's rows by another column. */
async function ids(table: string, column: string): Promise<Map<string, string>> {
  const rows: { id: string; key: string }[] = await em
    .fork()
    .execute(`select id, ${column} as key from ${table}`);
  return new Map(rows.map(({ id, key }) => [key, id]));
}

let file: PlanFile;
beforeEach(async () => {
  await em.fork().execute(`truncate ${TABLES.join(', ')} cascade`);
  file = structuredClone(original);
});

const nothing = { planCode: '2022-4', created: 0, updated: 0, removed: 0 };

test('changes nothing the second time', async () => {
  const first = await importPlan(em, file);
  const { passage: _1, fact_source: _2, task_party: _3, ...facts } = await everything();
  expect(first).toEqual({ ...nothing, created: Object.values(facts).flat().length });
  expect(await importPlan(em, file)).toEqual(nothing);
});

test('leaves every row as it is the second time', async () => {
  await importPlan(em, file);
  const before = await everything();
  await importPlan(em, file);
  const after = await everything();
  expect(after).toEqual(before);
});

test('edits in place: what stays and what changed keep their ids', async () => {
  await importPlan(em, file);
  const before = { campaigns: await ids('campaign', 'code'), terms: await ids('term', 'id') };
  const responsibilities = await ids('responsibility', 'id');
  const [first] = file.programs;
  first!.campaigns[0]!.title = '习语润心新篇';
  const removed = file.vocabularies[0]!.terms.pop()!;
  first!.responsibilities.push({
    party: '370117/education-bureau',
    kind: 'TASKED_IN_TEXT',
    role: null,
    clauseOrder: null,
    origin: 'STATED',
    derivation: null,
    sources: first!.sources,
  });
  const report = await importPlan(em, file);
  expect(report).toMatchObject({ created: 1, removed: 1 });
  expect(await exportPlan(em, '2022-4')).toEqual(file);
  expect(await ids('campaign', 'code')).toEqual(before.campaigns);
  const terms = await ids('term', 'id');
  expect(terms.size).toBe(before.terms.size - 1);
  expect(
    before.terms
      .keys()
      .filter((id) => !terms.has(id))
      .toArray(),
  ).toHaveLength(1);
  expect([...(await ids('term', 'label')).keys()]).not.toContain(removed.label);
  const now = await ids('responsibility', 'id');
  expect(responsibilities.keys().every((id) => now.has(id))).toBe(true);
  expect(now.size).toBe(responsibilities.size + 1);
});

test('counts one changed title as one update', async () => {
  await importPlan(em, file);
  file.programs[0]!.campaigns[0]!.title = '习语润心新篇';
  expect(await importPlan(em, file)).toEqual({ ...nothing, updated: 1 });
});

test('counts what changed of every kind: plan, party, program, term', async () => {
  await importPlan(em, file);
  file.plan.theme = '新主题';
  file.parties[0]!.aliases.push('文明办');
  file.programs[0]!.slogan = null;
  file.vocabularies[0]!.terms[0]!.label = '精准';
  expect(await importPlan(em, file)).toEqual({ ...nothing, updated: 4 });
  expect(await exportPlan(em, '2022-4')).toEqual(file);
});

test('counts a task whose parties changed, and a fact whose passage moved, as updates', async () => {
  await importPlan(em, file);
  file.programs[0]!.tasks[0]!.parties.pop();
  expect(await importPlan(em, file)).toEqual({ ...nothing, updated: 1 });
  const [term] = file.vocabularies[0]!.terms;
  term!.sources = [...term!.sources, file.vocabularies[0]!.terms[1]!.sources[0]!];
  expect(await importPlan(em, file)).toEqual({ ...nothing, updated: 1 });
  expect(await importPlan(em, file)).toEqual(nothing);
});

test('changes the parties of a task in place', async () => {
  await importPlan(em, file);
  const task = file.programs[0]!.tasks[0]!;
  task.parties = ['370117/media-centre', ...task.parties];
  await importPlan(em, file);
  expect(await exportPlan(em, '2022-4')).toEqual(file);
  task.parties = task.parties.toReversed();
  await importPlan(em, file);
  expect(await exportPlan(em, '2022-4')).toEqual(file);
  task.parties = [];
  await importPlan(em, file);
  expect(await exportPlan(em, '2022-4')).toEqual(file);
});

test('removes a whole program with what stands in it', async () => {
  await importPlan(em, file);
  file.programs.pop();
  file.vocabularies = file.vocabularies.filter(({ program }) => program !== 8);
  await importPlan(em, file);
  expect((await exportPlan(em, '2022-4'))!.programs).toEqual(file.programs);
  expect(await importPlan(em, file)).toEqual(nothing);
});

test('leaves nothing of an import that fails half-way', async () => {
  const before = await everything();
  file.programs[0]!.targets[0]!.value = 1; // which a qualitative target has not, says the database
  await expect(importPlan(em, file)).rejects.toThrow('target_value_has_basis');
  expect(await everything()).toEqual(before);
});

test('leaves the plan as it was when an import fails at its very end', async () => {
  await importPlan(em, file);
  const before = await everything();
  file.programs[0]!.title = '改了';
  file.incentives[0]!.sources.push({ section: '四.3', quote: null as never, start: 1, end: 2 });
  await expect(importPlan(em, file)).rejects.toThrow('quote');
  expect(await everything()).toEqual(before);
});

test('refuses a plan that supersedes one that is not here', async () => {
  file.plan.supersedes = '1999-1';
  await expect(importPlan(em, file)).rejects.toThrow(OperatorError);
  expect((await everything())['party']).toEqual([]);
});

test('refuses a second plan of the same document', async () => {
  await importPlan(em, file);
  file.plan.code = 'another';
  await expect(importPlan(em, file)).rejects.toThrow(OperatorError);
});

test('refuses another document under the code of a plan', async () => {
  await importPlan(em, file);
  const before = await everything();
  file.document.number = '钢城文明办〔2023〕1号';
  await expect(importPlan(em, file)).rejects.toThrow(OperatorError);
  expect(await everything()).toEqual(before);
});

test('refuses to drop what other records refer to, and says so', async () => {
  await importPlan(em, file);
  const before = await everything();
  await em.fork().execute(`create table work as select id as campaign_id from campaign`);
  await em.fork().execute(`alter table work add foreign key (campaign_id) references campaign`);
  file.programs[0]!.campaigns = [];
  await expect(importPlan(em, file)).rejects.toThrow(OperatorError);
  await em.fork().execute(`drop table work`);
  expect(await everything()).toEqual(before);
});

test('keeps what an office assigned, and takes an assignment of the file once', async () => {
  const [first] = file.programs;
  first!.responsibilities.push({
    party: '370117/education-bureau',
    kind: 'ASSIGNED',
    role: null,
    clauseOrder: null,
    origin: 'OPERATOR',
    derivation: null,
    sources: [],
  });
  await importPlan(em, file);
  expect(await importPlan(em, file)).toEqual(nothing);
  first!.responsibilities.pop();
  await importPlan(em, file);
  const rows = (await everything())['responsibility']!;
  expect(rows.filter((row) => row.includes('ASSIGNED'))).toHaveLength(1);
});

test('leaves members of a collective to the plan that gives them', async () => {
  await importPlan(em, file);
  const memberships = (await everything())['membership'];
  file.plan.code = '2023-1';
  file.document.number = '钢城文明办〔2023〕1号';
  file.memberships = [];
  await importPlan(em, file);
  expect((await everything())['membership']).toEqual(memberships);
});

test('resolves a citation once the cited document is here', async () => {
  const cites = structuredClone(file);
  cites.plan.code = '2023-1';
  cites.document.number = '钢城文明办〔2023〕1号';
  cites.citations[0]!.targetNumber = file.document.number;
  await importPlan(em, file);
  await importPlan(em, cites);
  expect((await exportPlan(em, '2023-1'))!.citations).toEqual(cites.citations);
});

test('keeps the number of a cited document that is not here, and resolves it when that one arrives', async () => {
  const cites = structuredClone(file);
  cites.plan.code = '2023-1';
  cites.document.number = '钢城文明办〔2023〕1号';
  cites.citations[0]!.targetNumber = file.document.number;
  await importPlan(em, cites);
  const targets = () => em.fork().execute('select target_id as id from citation where target_id is not null');
  expect(await targets()).toEqual([]);
  expect((await exportPlan(em, '2023-1'))!.citations).toEqual(cites.citations);
  await importPlan(em, file);
  expect(await targets()).toHaveLength(1);
  expect(await importPlan(em, cites)).toEqual({ ...nothing, planCode: '2023-1' });
});

test('lets two imports at once both succeed', async () => {
  const reports = await Promise.all([importPlan(em, file), importPlan(em, file)]);
  expect(reports).toContainEqual(nothing);
});

import { expect, test } from 'vitest';
import { comparePlans } from '../../src/comparison/compare.ts';
import type { PlanFile, ProgramFact, ResponsibilityFact } from '../../src/planfile/format.ts';

const sourced = () => ({ origin: 'STATED' as const, derivation: null, sources: [] });

const duty = (party: string, clauseOrder: number): ResponsibilityFact => ({
  party,
  kind: 'NAMED_IN_CLAUSE',
  role: null,
  clauseOrder,
  ...sourced(),
});

const program = (ordinal: number, title: string, over: Partial<ProgramFact> = {}): ProgramFact => ({
  ordinal,
  title,
  slogan: null,
  summary: `${title}。`,
  campaigns: [],
  targets: [],
  indicators: [],
  schedules: [],
  tasks: [],
  responsibilities: [],
  ...sourced(),
  ...over,
});

const unit = (code: string, name: string) => ({
  code,
  name,
  kind: 'UNIT' as const,
  aliases: [],
  unitType: null,
  parent: null,
  divisionCode: null,
  ...sourced(),
});

/** A small plan of a district; `over` replaces parts of it. */
const plan = (over: Partial<PlanFile> = {}, district = '370117'): PlanFile => ({
  district: { code: district, name: '某区' },
  text: '',
  document: {
    number: '〔2022〕1号',
    title: '通知',
    issuedOn: '2022-06-01',
    printedOn: null,
    issuer: `${district}/publicity`,
    addressees: [],
    ...sourced(),
  },
  plan: { code: '2022-1', title: '方案', theme: '主题', purpose: null, supersedes: null, ...sourced() },
  goals: [],
  requirements: [],
  vocabularies: [],
  citations: [],
  parties: [
    unit(`${district}/publicity`, '区委宣传部'),
    unit(`${district}/education`, '区教体局'),
    unit(`${district}/league`, '团区委'),
  ],
  memberships: [],
  programs: [],
  incentives: [],
  ...over,
});

/** The changes in one line each. */
const lines = (from: PlanFile, to: PlanFile) =>
  comparePlans(from, to).map(
    ({ kind, subject, key, label, fields }) =>
      `${kind} ${subject} ${key} ${label} ${fields.map((f) => `${f.field}:${f.before}→${f.after}`).join(' ')}`,
  );

test('finds no change in a plan compared with itself', () => {
  const one = plan({ programs: [program(1, '宣传', { responsibilities: [duty('370117/league', 1)] })] });
  expect(comparePlans(one, structuredClone(one))).toEqual([]);
});

test('does not count where a fact is quoted from', () => {
  const moved = plan();
  moved.plan.sources = [{ section: 'head', quote: '方案', start: 4, end: 6 }];
  expect(comparePlans(plan(), moved)).toEqual([]);
});

test('tells what changed of the plan itself, field by field', () => {
  const to = plan();
  to.plan.purpose = '为民';
  to.document.issuedOn = '2023-06-01';
  expect(comparePlans(plan(), to)).toEqual([
    {
      kind: 'CHANGED',
      subject: 'PLAN',
      key: '2022-1',
      label: '方案',
      fields: [
        { field: 'purpose', before: null, after: '为民' },
        { field: 'issuedOn', before: '2022-06-01', after: '2023-06-01' },
      ],
    },
  ]);
});

test('takes a program of the same title for the same, wherever it stands', () => {
  const from = plan({ programs: [program(1, '宣传'), program(2, '交通')] });
  const to = plan({ programs: [program(1, '交通'), program(2, '宣传', { slogan: '宣传员' })] });
  expect(lines(from, to)).toEqual([
    'CHANGED PROGRAM 1 交通 ordinal:2→1',
    'CHANGED PROGRAM 2 宣传 ordinal:1→2 slogan:null→宣传员',
  ]);
});

test('takes a program in the same place for renamed when neither title is on the other side', () => {
  const from = plan({ programs: [program(1, '宣传', { summary: '略' })] });
  const to = plan({ programs: [program(1, '宣传发动', { summary: '略' })] });
  expect(lines(from, to)).toEqual(['CHANGED PROGRAM 1 宣传发动 title:宣传→宣传发动']);
});

test('does not take a program for renamed whose place went to a known one', () => {
  const from = plan({ programs: [program(1, '宣传'), program(2, '交通')] });
  const to = plan({ programs: [program(1, '交通'), program(2, '培训'), program(3, '环境')] });
  expect(comparePlans(from, to).map(({ kind, key, label }) => `${kind} ${key} ${label}`)).toEqual([
    'CHANGED 1 交通',
    'ADDED 2 培训',
    'ADDED 3 环境',
    'REMOVED 1 宣传',
  ]);
});

test('lists the parts of an added or removed program, with all their fields', () => {
  const campaigns = [{ code: 'brand', kind: 'BRAND' as const, title: '习语润心', ...sourced() }];
  const full = plan({
    programs: [program(1, '宣传', { campaigns, responsibilities: [duty('370117/league', 1)] })],
  });
  expect(lines(full, plan())).toEqual([
    'REMOVED PROGRAM 1 宣传 ordinal:1→null title:宣传→null slogan:null→null summary:宣传。→null',
    'REMOVED RESPONSIBILITY program/1/370117/league 宣传：团区委 party:团区委→null kind:NAMED_IN_CLAUSE→null role:null→null clauseOrder:1→null',
    'REMOVED CAMPAIGN program/1/brand 习语润心 kind:BRAND→null title:习语润心→null',
  ]);
  expect(lines(plan(), full).map((line) => line.split(' ', 3).join(' '))).toEqual([
    'ADDED PROGRAM 1',
    'ADDED RESPONSIBILITY program/1/370117/league',
    'ADDED CAMPAIGN program/1/brand',
  ]);
});

test('follows responsibilities into a program that moved, and matches them by party code', () => {
  const from = plan({
    programs: [
      program(1, '宣传', { responsibilities: [duty('370117/league', 1), duty('370117/education', 2)] }),
    ],
  });
  const lead = { ...duty('370117/education', 1), role: 'LEAD' as const };
  const to = plan({
    programs: [program(3, '宣传', { responsibilities: [lead, duty('370117/publicity', 2)] })],
  });
  expect(lines(from, to).slice(1)).toEqual([
    'CHANGED RESPONSIBILITY program/3/370117/education 宣传：区教体局 role:null→LEAD clauseOrder:2→1',
    'ADDED RESPONSIBILITY program/3/370117/publicity 宣传：区委宣传部 party:null→区委宣传部 kind:null→NAMED_IN_CLAUSE role:null→null clauseOrder:null→2',
    'REMOVED RESPONSIBILITY program/1/370117/league 宣传：团区委 party:团区委→null kind:NAMED_IN_CLAUSE→null role:null→null clauseOrder:1→null',
  ]);
});

test('matches parties of different districts by name', () => {
  const from = plan({ programs: [program(1, '宣传', { responsibilities: [duty('370117/league', 1)] })] });
  const to = plan(
    { programs: [program(1, '宣传', { responsibilities: [duty('370116/league-committee', 1)] })] },
    '370116',
  );
  to.parties.push(unit('370116/league-committee', '团区委'));
  expect(lines(from, to)).toEqual(['CHANGED PLAN 2022-1 方案 districtCode:370117→370116']);
});

test('does not match parties of one district by name', () => {
  const from = plan({ programs: [program(1, '宣传', { responsibilities: [duty('370117/league', 1)] })] });
  const to = plan({ programs: [program(1, '宣传', { responsibilities: [duty('370117/other', 1)] })] });
  to.parties.push(unit('370117/other', '团区委'));
  expect(comparePlans(from, to).map(({ kind }) => kind)).toEqual(['ADDED', 'REMOVED']);
});

test('keeps the responsibilities of programs and of requirements apart', () => {
  const parts = { tasks: [], responsibilities: [duty('370117/league', 1)], ...sourced() };
  const requirement = { ordinal: 1, title: '加强组织统筹', mechanism: null, ...parts };
  const to = plan({ programs: [program(1, '宣传')], requirements: [requirement] });
  const from = plan({ programs: [program(1, '宣传')] });
  expect(lines(from, to).map((line) => line.split(' ', 3).join(' '))).toEqual([
    'ADDED REQUIREMENT 1',
    'ADDED RESPONSIBILITY requirement/1/370117/league',
  ]);
});

test('matches terms by code within their list', () => {
  const list = (code: string, ...terms: [string, string][]) => ({
    code,
    title: code,
    program: null,
    requirement: null,
    terms: terms.map(([term, label]) => ({ code: term, label, ...sourced() })),
    ...sourced(),
  });
  const from = plan({
    vocabularies: [list('rates', ['entry', '入户率'], ['known', '知晓率']), list('modes', ['entry', '集中'])],
  });
  const to = plan({ vocabularies: [list('rates', ['known', '知晓度']), list('modes', ['entry', '集中'])] });
  expect(lines(from, to)).toEqual([
    'CHANGED TERM rates/known rates：知晓度 label:知晓率→知晓度',
    'REMOVED TERM rates/entry rates：入户率 label:入户率→null',
  ]);
});

test('lists subjects in the order of the schema', () => {
  const target = { metric: 'OTHER', basis: 'STATED', value: 1000, unit: '人', campaign: null } as const;
  const full = plan({
    goals: [{ code: 'goal', title: '目标', ...sourced() }],
    requirements: [
      { ordinal: 1, title: '要求', mechanism: null, tasks: [], responsibilities: [], ...sourced() },
    ],
    programs: [
      program(1, '宣传', {
        responsibilities: [duty('370117/league', 1)],
        campaigns: [{ code: 'c', kind: 'CAMPAIGN', title: '活动', ...sourced() }],
        targets: [{ code: 't', title: '千人', ...target, ...sourced() }],
      }),
    ],
    vocabularies: [
      {
        code: 'v',
        title: '词',
        program: null,
        requirement: null,
        terms: [{ code: 't', label: '词', ...sourced() }],
        ...sourced(),
      },
    ],
    incentives: [
      {
        code: 'i',
        kind: 'AWARD',
        title: '评选',
        audience: null,
        provider: '370117/league',
        ...sourced(),
      },
    ],
  });
  full.plan.theme = '新主题';
  const changes = comparePlans(plan(), full);
  expect(changes.map(({ subject }) => subject)).toEqual([
    'PLAN',
    'GOAL',
    'REQUIREMENT',
    'PROGRAM',
    'RESPONSIBILITY',
    'CAMPAIGN',
    'TARGET',
    'TERM',
    'INCENTIVE',
  ]);
  expect(changes[6]!.fields).toContainEqual({ field: 'value', before: null, after: '1000' });
  expect(changes[8]!.fields).toContainEqual({ field: 'provider', before: null, after: '团区委' });
});

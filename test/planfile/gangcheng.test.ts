import { expect, test } from 'vitest';
import { clausesIn, measureCoverage } from '../../src/planfile/coverage.ts';
import { factsOf } from '../../src/planfile/facts.ts';
import type { PlanFile } from '../../src/planfile/format.ts';
import { EXAMPLE, GANGCHENG, readWell } from './folder.ts';

const file = await readWell(GANGCHENG);
const names = new Map(file.parties.map((party) => [party.code, party.name]));
const program = (ordinal: number) => {
  const found = file.programs.find((each) => each.ordinal === ordinal);
  if (!found) throw new Error(`no program ${ordinal}`);
  return found;
};
const namesOf = (home: { responsibilities: { kind: string; party: string }[] }, kind: string) =>
  home.responsibilities.filter((each) => each.kind === kind).map((each) => names.get(each.party));
const labels = (code: string) =>
  file.vocabularies.find((each) => each.code === code)?.terms.map((term) => term.label);

test('holds the head of the document', () => {
  expect(file.document).toMatchObject({
    number: '钢城文明办〔2022〕4号',
    issuer: '370117/civilization-office',
    issuedOn: '2022-06-01',
    printedOn: '2022-06-01',
  });
  expect(file.document.addressees).toEqual([
    ...[
      '各街道（功能区）党工委',
      '区委各部门',
      '区级国家机关各部门党组（党委）',
      '各人民团体党组',
      '区属各企事业单位党组织',
    ],
  ]);
  const quotes = file.document.sources.map((source) => source.quote);
  expect(quotes).toEqual(expect.arrayContaining(file.document.addressees));
  expect(file.plan).toMatchObject({ code: '2022-4', theme: '钢城志愿者 哪里需要哪有我' });
  expect(file.text).toContain(file.plan.purpose);
});

const streets = '各街道、功能区';
const direct = ['区直各部门单位', '区属各企事业单位'];
test.each([
  [1, '创城宣传发动', '创城宣传员', ['区委宣传部', streets], ['区委网信办', '区融媒体中心']],
  [2, '倡导文明行为', '文明引导员', ['区委宣传部', '区教体局', streets], []],
  [3, '市容市貌美化', '城市美容师', ['区委宣传部', streets], []],
  [4, '社区环境提升', '社区好管家', [...direct, streets], []],
  [5, '“五为”文明实践', '为民生力军', [...direct, streets], ['各单位']],
  [
    6,
    '重点窗口行业',
    '窗口服务员',
    [
      ...[
        '团区委',
        '区妇联',
        '区住房和城乡建设局',
        '区交通运输局',
        '区工信局',
        '区文化和旅游局',
        '区卫生健康局',
      ],
      ...[
        '区金融办',
        '区行政审批服务局',
        '钢城汽车站',
        '联通钢城分公司',
        '电信钢城分公司',
        '移动钢城分公司',
        streets,
      ],
    ],
    ['区有关部门', '新时代文明实践中心（所、站）'],
  ],
  [
    7,
    '文明交通劝导',
    '交通劝导员',
    ['区委宣传部', '市公安局钢城区分局', '各级文明单位', streets, '“好帮手”文明交通志愿服务队'],
    [],
  ],
  [8, '文明创建培训', '创城突击队', ['区新时代文明实践指导中心'], []],
])(
  'program %i is %s, %s, with the units of its clause in order',
  (ordinal, title, slogan, clause, tasked) => {
    expect(program(ordinal)).toMatchObject({ title, slogan });
    expect(namesOf(program(ordinal), 'NAMED_IN_CLAUSE')).toEqual(clause);
    expect(namesOf(program(ordinal), 'TASKED_IN_TEXT')).toEqual(tasked);
    const orders = program(ordinal).responsibilities.map((each) => each.clauseOrder);
    expect(orders).toEqual(
      [...clause.keys()].map((index) => index + 1).concat(tasked.map(() => null) as never[]),
    );
  },
);

test('holds eight programs and three requirements with the mechanisms of their headings', () => {
  expect(file.programs.map((each) => each.ordinal)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  expect(file.requirements.map((each) => [each.title, each.mechanism])).toEqual([
    ['加强组织统筹', '工作机制'],
    ['加强典型选树', '宣传机制'],
    ['加强激励扶持', '保障机制'],
  ]);
});

test('gives a lead three times only, and no other role', () => {
  const roles = [...file.programs, ...file.requirements].flatMap((home) =>
    home.responsibilities
      .filter((each) => each.role !== null)
      .map((each) => [
        home.title,
        names.get(each.party),
        each.role,
        each.sources.some((s) => s.quote.includes('牵头')),
      ]),
  );
  expect(roles).toEqual([
    ['市容市貌美化', '区委宣传部', 'LEAD', true],
    ['加强组织统筹', '区委宣传部', 'LEAD', true],
    ['加强组织统筹', '区新时代文明实践志愿服务总队', 'LEAD', true],
  ]);
});

test('gives a party one row in a program, with the text beside the clause where both name it', () => {
  for (const home of [...file.programs, ...file.requirements]) {
    const parties = home.responsibilities.map((each) => each.party);
    expect(new Set(parties).size).toBe(parties.length);
  }
  const row = program(1).responsibilities.find((each) => each.party === '370117/streets-and-zones');
  expect(row?.sources.map((source) => source.quote)).toEqual([
    '各街道、功能区',
    '各街道（功能区）要发挥新时代文明实践所、站作用',
  ]);
});

test.each([
  ['five-rates', 5],
  ['publicity-materials', 5],
  ['uncivilized-behaviours', 9],
  ['cleaned-objects', 6],
  ['waste-blind-spots', 3],
  ['five-groups', 5],
  ['service-modes', 3],
  ['public-places', 7],
  ['regular-activities', 5],
  ['window-activities', 3],
  ['traffic-activities', 5],
  ['traffic-behaviours', 7],
  ['four-ones', 4],
  ['four-directions', 4],
  ['healthy-lifestyles', 5],
  ['courtesy-areas', 4],
  ['media-platforms', 5],
])('holds the closed list %s with its %i entries', (code, count) => {
  expect(labels(code)).toHaveLength(count);
});

test('leaves no entry of a closed list out and adds none', () => {
  for (const vocabulary of file.vocabularies) {
    const [span] = vocabulary.sources;
    const left = vocabulary.terms.reduce(
      (rest, term) => rest.replace(term.sources[0]?.quote ?? '', ''),
      span?.quote ?? '',
    );
    // Two entries side by side leave two commas; an entry that was forgotten leaves its words between them.
    expect([vocabulary.code, left.match(/^[“]?[^、]*、+[^、]*$/)?.[0]]).toEqual([vocabulary.code, left]);
  }
});

test('knows one stated number and marks those that are only in names', () => {
  const targets = file.programs.flatMap((each) => each.targets);
  expect(
    targets
      .filter((each) => each.value !== null)
      .map((each) => [each.value, each.unit, each.basis, each.origin]),
  ).toEqual([
    [10000, '人', 'DERIVED_FROM_NAME', 'PARSED'],
    [100, '场', 'DERIVED_FROM_NAME', 'PARSED'],
    [1000, '场', 'DERIVED_FROM_NAME', 'PARSED'],
    [1000, '人', 'STATED', 'STATED'],
  ]);
  expect(program(1).indicators.map((each) => [each.title, each.unit])).toEqual([
    ...['入户率', '知晓率', '参与率', '支持率', '满意率'].map((title) => [title, null]),
  ]);
});

test('tells the kinds of schedule apart', () => {
  const schedules = file.programs.flatMap((each) =>
    each.schedules.map((one) => [each.ordinal, one.kind, one.label, one.rrule]),
  );
  expect(schedules).toEqual([
    [3, 'RECURRENCE', '每周', 'FREQ=WEEKLY'],
    [3, 'OCCASION', '重大活动期间', null],
    [6, 'TIMETABLE', '每月活动的时间安排表', 'FREQ=MONTHLY'],
    [7, 'DAILY_WINDOW', '早晚高峰', null],
  ]);
});

test('holds four courtesies, two awards and five sources of money', () => {
  const of = (kind: string) => file.incentives.filter((each) => each.kind === kind);
  expect(of('COURTESY').map((each) => each.title)).toEqual(['就业创业', '就医就学', '评先评优', '公共服务']);
  expect(new Set(of('COURTESY').map((each) => each.audience))).toEqual(new Set(['表现突出的志愿者']));
  expect(of('AWARD').map((each) => each.audience)).toEqual(
    Array.from({ length: 2 }, () => '表现优异的志愿服务组织和志愿者'),
  );
  expect(of('FUNDING_SOURCE')).toHaveLength(5);
  expect(of('FUNDING_SOURCE').map((each) => each.provider)).toContain('370117/finance-bureau');
});

test('leaves the five cited documents unresolved', () => {
  expect(file.citations).toHaveLength(5);
  expect(file.citations.map((each) => each.targetNumber)).toEqual([null, null, null, null, null]);
});

test('keeps members apart from the document: without passages, with a source, unconfirmed zones, no invented dates', () => {
  const members = file.memberships.map((each) => file.parties.find((party) => party.code === each.member));
  expect(members.map((each) => each?.divisionCode)).toEqual([
    ...['370117001', '370117002', '370117003', '370117004', '370117005', '370117400', '370117401'],
  ]);
  expect(members.every((each) => each?.origin === 'OPERATOR' && each.sources.length === 0)).toBe(true);
  expect(file.memberships.map((each) => each.confirmed)).toEqual([
    true,
    true,
    true,
    true,
    true,
    false,
    false,
  ]);
  expect(file.memberships.every((each) => each.validFrom === null && each.sourceTitle !== '')).toBe(true);
});

test('takes the summary from the text, without heading and clause', () => {
  expect(program(4).summary).toMatch(/^区直各部门单位.*促进社区和谐。$/);
});

test.each([
  ['钢城', GANGCHENG],
  ['example', EXAMPLE],
])('proves every fact of the %s plan by passages that stand at their offsets', async (_name, folder) => {
  const plan = await readWell(folder);
  for (const { path, fact } of factsOf(plan)) {
    expect([path, fact.sources.length > 0 || fact.origin === 'OPERATOR']).toEqual([path, true]);
    expect([path, fact.origin === 'PARSED']).toEqual([path, fact.derivation !== null]);
    for (const { start, end, quote } of fact.sources)
      expect([path, plan.text.slice(start, end)]).toEqual([path, quote]);
  }
});

test.each([
  ['钢城', GANGCHENG],
  ['example', EXAMPLE],
])('points to every sentence of the main parts of the %s plan', async (_name, folder) => {
  expect(uncovered(await readWell(folder))).toEqual([]);
});

test('notices a sentence that no fact points to', () => {
  const without: PlanFile = { ...file, requirements: [] };
  expect(uncovered(without)).toContain('1.加强组织统筹，健全工作机制。');
});

test.each([
  ['钢城', GANGCHENG],
  ['example', EXAMPLE],
])('leaves no clause, nor a character of one, of the %s plan without a fact', async (_name, folder) => {
  const plan = await readWell(folder);
  expect(uncoveredClauses(plan)).toEqual([]);
  const { characterCount, coveredCharacterCount } = coverageOf(plan);
  expect(coveredCharacterCount).toBe(characterCount);
});

test('notices a clause that no fact points to, and one that a fact only touches', () => {
  const goals = file.goals.filter(({ code }) => code !== 'vanguard');
  expect(uncovered({ ...file, goals })).toEqual([]);
  expect(uncoveredClauses({ ...file, goals })).toEqual(['发挥好广大志愿者的生力军突击队作用，']);
  const touched = structuredClone(file);
  touched.goals.find(({ code }) => code === 'vanguard')!.sources[0]!.end -= 2;
  expect(uncoveredClauses(touched)).toEqual(['发挥好广大志愿者的生力军突击队作用，']);
  const [whole, part] = [coverageOf(file), coverageOf(touched)];
  expect(whole.coveredCharacterCount - part.coveredCharacterCount).toBe(2);
});

test('cuts sentences into clauses at their marks, not inside a number', () => {
  const sentence = {
    section: '一',
    text: '即：开展1,000场,立足“五为”；（责任单位：甲，乙）。',
    start: 10,
    end: 38,
  };
  const clauses = clausesIn(sentence);
  expect(clauses.map(({ text }) => text)).toEqual([
    ...['即：', '开展1,000场,', '立足“五为”；', '（责任单位：', '甲，', '乙）。'],
  ]);
  for (const { text, start, end } of clauses) expect(sentence.text.slice(start - 10, end - 10)).toBe(text);
});

test('quotes no program as a whole', () => {
  for (const { path, fact } of factsOf(file)) {
    for (const source of fact.sources.filter((each) => /^[三四]/.test(each.section))) {
      expect([path, source.quote.length < 120]).toEqual([path, true]);
    }
  }
});

function uncovered(plan: PlanFile): string[] {
  const passages = [...factsOf(plan)].flatMap(({ fact }) => fact.sources);
  return measureCoverage(plan.text, passages, ['二', '三', '四'])
    .sentences.filter((each) => !each.covered)
    .map((each) => each.sentence.text);
}

function coverageOf(plan: PlanFile) {
  const passages = [...factsOf(plan)].flatMap(({ fact }) => fact.sources);
  return measureCoverage(plan.text, passages, ['二', '三', '四']);
}

const uncoveredClauses = (plan: PlanFile): string[] =>
  coverageOf(plan)
    .clauses.filter((each) => !each.covered)
    .map((each) => each.clause.text);

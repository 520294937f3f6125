import { execFileSync } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Errors } from '../../src/planfile/errors.ts';
import { readPlanFolder } from '../../src/planfile/read.ts';
import { copyOfExample, emptyFolder, errorsAfter, EXAMPLE, readWell } from './folder.ts';

/** `below`: where the fault is reported, in lines below the place of the change. */
type Case = [what: string, before: string, after: string, code: string, message: RegExp, below?: number];

const inPlan: Case[] = [
  ['an unknown key', '    slogan: 护学员', '    sloggan: 护学员', 'UNKNOWN_KEY', /sloggan.*slogan/],
  ['a missing key', '    title: 夜间护学\n', '', 'MISSING', /“title” is missing/, -2],
  ['a missing part', 'plan:\n', 'plann:\n', 'MISSING', /“plan” is missing/, -11],
  ['a number where text is due', "code: '990101'", 'code: 990101', 'BAD_VALUE', /put it in quotes: '990101'/],
  ['text where a number is due', 'value: 200', 'value: 二百', 'BAD_VALUE', /whole number/],
  ['a negative number', 'value: 200', 'value: -200', 'BAD_VALUE', /whole number/],
  ['a number the database cannot hold', 'value: 200', 'value: 2147483648', 'BAD_VALUE', /whole number/],
  ['a map where a list is due', 'goals:\n', 'goals: { a: b }\nx:\n', 'BAD_VALUE', /must be a list/],
  [
    'a list where a map is due',
    "district: { code: '990101', name: 虚构示例区 }",
    'district: [甲]',
    'BAD_VALUE',
    /expected a map/,
  ],
  ['empty text', 'theme: 邻里相助', "theme: ' '", 'BAD_VALUE', /not empty/],
  ['a code in capitals', 'code: love-table', 'code: LoveTable', 'BAD_VALUE', /lower-case/],
  [
    'a word outside a closed list',
    'metric: SESSIONS',
    'metric: MEETINGS',
    'BAD_VALUE',
    /one of PEOPLE_TRAINED/,
  ],
  ['a day that does not exist', 'issuedOn: 2025-03-01', 'issuedOn: 2022-02-30', 'BAD_VALUE', /2022-02-30/],
  [
    'a day before any such document',
    'issuedOn: 2025-03-01',
    'issuedOn: 0000-01-01',
    'BAD_VALUE',
    /before 1900/,
  ],
  [
    'a plan that supersedes itself',
    '  theme: 邻里相助',
    '  theme: 邻里相助\n  supersedes: example-2025-1',
    'BAD_VALUE',
    /cannot supersede itself/,
    1,
  ],
  ['a date in another form', 'issuedOn: 2025-03-01', 'issuedOn: 2025年3月1日', 'BAD_VALUE', /YYYY-MM-DD/],
  ['a rule that is none', 'rrule: FREQ=WEEKLY', 'rrule: weekly', 'BAD_VALUE', /RFC 5545/],
  [
    'a party code twice',
    'code: finance-bureau, name',
    'code: education-bureau, name',
    'DUPLICATE',
    /区教育局/,
  ],
  ['a task code twice', 'code: set-up-tables', 'code: bring-meals', 'DUPLICATE', /already stands in line/],
  ['an ordinal twice', '  - ordinal: 2', '  - ordinal: 1', 'DUPLICATE', /ordinal/],
  ['a section twice', 'section: 二.二', 'section: 二.一', 'DUPLICATE', /section/, -1],
  ['a term code twice', 'code: company', 'code: bring', 'DUPLICATE', /terms/],
  [
    'a party twice in one program',
    '        - { party: streets, role: COOPERATE }',
    '        - education-bureau',
    'DUPLICATE',
    /party/,
  ],
  ['a key twice', '  theme: 邻里相助', '  theme: 邻里相助\n  theme: 邻里相助', 'DUPLICATE', /same key/, 1],
  [
    'an unknown party in a clause',
    '        - civil-affairs-bureau',
    '        - civil-bureau',
    'NO_SUCH_REFERENCE',
    /civil-bureau/,
  ],
  [
    'an unknown party of a task',
    'parties: [finance-bureau]',
    'parties: [treasury]',
    'NO_SUCH_REFERENCE',
    /treasury/,
  ],
  ['an unknown issuer', 'issuer: civilization-office', 'issuer: office', 'NO_SUCH_REFERENCE', /office/],
  ['an unknown provider', 'provider: finance-bureau', 'provider: bank', 'NO_SUCH_REFERENCE', /bank/],
  [
    'an unknown campaign',
    'basis: STATED',
    'basis: STATED\n        campaign: gala',
    'NO_SUCH_REFERENCE',
    /gala/,
    1,
  ],
  ['an unknown program', '    program: 2', '    program: 7', 'NO_SUCH_REFERENCE', /“7” is not in programs/],
  ['an unknown section', 'section: 三.一', 'section: 三.9', 'NO_SUCH_REFERENCE', /it has head, 一, 二/],
  [
    'a quote that is not there',
    'title: 推动志愿服务常态化、专业化',
    'title: 推动志愿服务常态化、规范化',
    'QUOTE_NOT_FOUND',
    /after “推动志愿服务常态化、” the text goes on “专业化。”, not “规范化”/,
  ],
  [
    'a slogan that is not in the heading',
    'slogan: 护学员',
    'slogan: 护送员',
    'QUOTE_NOT_FOUND',
    /do not contain 护送员/,
  ],
  [
    'a quote of another section',
    'quote: 送餐、陪餐、读报',
    'quote: 区财政局统筹安排经费',
    'QUOTE_NOT_FOUND',
    /it does in 三.一/,
  ],
  [
    'a quote with other blanks',
    'title: 全区开展两项志愿服务',
    'title: 全区 开展两项志愿服务',
    'QUOTE_NOT_FOUND',
    /only blanks/,
  ],
  [
    'a quote that is there too often',
    'title: 全区开展两项志愿服务',
    'title: 志愿服务',
    'QUOTE_AMBIGUOUS',
    /stands 7 times in the whole text/,
  ],
  [
    'an nth that is too high',
    '{ text: 2025年3月1日, section: head }',
    '{ text: 2025年3月1日, section: head, nth: 2 }',
    'QUOTE_NOT_FOUND',
    /only 1 time/,
  ],
  [
    'an nth of 0',
    '{ text: 2025年3月1日, section: head }',
    '{ text: 2025年3月1日, section: head, nth: 0 }',
    'BAD_VALUE',
    /counts from 1/,
  ],
  [
    'a quote beyond its section',
    'theme: 邻里相助',
    'theme: 邻里相助\n  quote: "专业化。\\n二、重点"',
    'BAD_VALUE',
    /runs beyond section 一/,
    1,
  ],
  [
    'a fact without quote',
    'title: 推动志愿服务常态化、专业化',
    'title: 推动志愿服务常态化、专业化, quote: []',
    'BAD_VALUE',
    /at least one quote/,
  ],
  [
    'a duty in the text without quote',
    '{ party: finance-bureau, quote: 区财政局统筹安排经费 }',
    '{ party: finance-bureau }',
    'MISSING',
    /words that task/,
  ],
  [
    'a name that is not in the clause',
    '        - civil-affairs-bureau',
    '        - finance-bureau',
    'QUOTE_NOT_FOUND',
    /区财政局/,
  ],
  ['a name of the clause left out', '        - civil-affairs-bureau\n', '', 'MISSING', /also names 区民政局/],
  [
    'a role that the text does not say',
    '{ party: streets, also',
    '{ party: streets, role: LEAD, also',
    'BAD_VALUE',
    /no quoted sentence says 牵头/,
  ],
  [
    'a value with a qualitative basis',
    'basis: STATED',
    'basis: QUALITATIVE',
    'BAD_VALUE',
    /QUALITATIVE target has no value/,
    1,
  ],
  ['no value with a stated basis', '        value: 200\n', '', 'MISSING', /needs a value/, -4],
  [
    'PARSED without derivation',
    'title: 爱心餐桌',
    'title: 爱心餐桌, origin: PARSED',
    'BAD_VALUE',
    /needs a derivation/,
  ],
  [
    'an entered party in plan.yaml',
    'name: 区公安分局',
    'name: 区公安分局, origin: OPERATOR',
    'BAD_VALUE',
    /members.yaml/,
  ],
  ['broken YAML', 'theme: 邻里相助', 'theme: [邻里相助', 'BAD_YAML', /YAML/, 1],
  ['a control character', 'theme: 邻里相助', 'theme: "邻里\\0相助"', 'BAD_VALUE', /U\+0000/],
  ['a lone surrogate', 'theme: 邻里相助', 'theme: "邻里\\uD800"', 'BAD_VALUE', /surrogate/],
];

test.each(inPlan)('reports %s with its line', async (_what, before, after, code, message, below = 0) => {
  const { errors, line } = await errorsAfter('plan.yaml', before, after);
  const text = expect.stringMatching(message);
  const found = { file: 'plan.yaml', code, message: text, line: line + below };
  expect(errors).toContainEqual(expect.objectContaining(found));
});

test('speaks Chinese first, then English', async () => {
  for (const [, before, after] of inPlan) {
    const { errors } = await errorsAfter('plan.yaml', before, after);
    const others = errors.filter((each) => !/[\u4e00-\u9fff].* \/ \S/s.test(each.message));
    expect(others).toEqual([]);
  }
});

test('reports a clause whose order contradicts the text', async () => {
  const first = '        - { party: education-bureau, role: LEAD, also: 由区教育局牵头 }\n';
  const second = '        - { party: police-branch, role: COOPERATE, also: 区公安分局配合 }\n';
  const { errors, line } = await errorsAfter('plan.yaml', first + second, second + first);
  expect(errors).toMatchObject([{ file: 'plan.yaml', line: line + 1, code: 'CLAUSE_ORDER' }]);
  expect(errors[0]?.path).toBe('programs[0].responsibilities.clause[1]');
});

test.each([
  [
    'an end before its start',
    'validTo: 2024-07-01',
    'validTo: 2019-07-01',
    'BAD_VALUE',
    /later than validFrom/,
  ],
  ['an end on its start', 'validTo: 2024-07-01', 'validTo: 2020-01-01', 'BAD_VALUE', /later than validFrom/],
  ['an unknown collective', 'collective: streets', 'collective: towns', 'NO_SUCH_REFERENCE', /towns/],
  [
    'a collective that is a unit',
    'collective: streets',
    'collective: finance-bureau',
    'BAD_VALUE',
    /no COLLECTIVE/,
  ],
  [
    'an unknown member',
    '{ party: north-street',
    '{ party: south-street',
    'NO_SUCH_REFERENCE',
    /south-street/,
  ],
  ['an unknown parent', 'parent: civilization-office', 'parent: nobody', 'NO_SUCH_REFERENCE', /nobody/],
  ['a circle of parents', 'parent: civilization-office', 'parent: north-street', 'BAD_VALUE', /circle/],
  [
    'the same membership twice',
    '{ party: north-street, validFrom: 2024-07-01',
    '{ party: east-street, validFrom: 2020-01-01',
    'DUPLICATE',
    /member/,
  ],
  ['a source that is no URL', "'https://example.org/divisions'", '某处', 'BAD_VALUE', /no URL/],
  [
    'a source that is a script',
    "'https://example.org/divisions'",
    "'javascript:alert(1)'",
    'BAD_VALUE',
    /only http and https, not “javascript:”/,
  ],
  [
    'a member at two times that overlap',
    '{ party: north-street, validFrom: 2024-07-01',
    '{ party: east-street, validFrom: 2024-07-01',
    'BAD_VALUE',
    /2024-07-01– overlaps 2020-01-01– in line \d+/,
  ],
  [
    'a collective that is its own member',
    '{ party: north-street',
    '{ party: streets',
    'BAD_VALUE',
    /“各街道” cannot be its own member/,
  ],
  ['a source without title', 'title: 虚构区划公告, ', '', 'MISSING', /“title”/],
  ['a division code that is none', "'990101003'", "'99'", 'BAD_VALUE', /6 to 12 digits/],
  [
    'a quote where there is no document',
    'name: 虚构东街街道',
    'name: 虚构东街街道, quote: 各街道',
    'UNKNOWN_KEY',
    /quote/,
  ],
])('reports %s in members.yaml with its line', async (_what, before, after, code, message) => {
  const { errors, line } = await errorsAfter('members.yaml', before, after);
  expect(errors).toMatchObject([
    { file: 'members.yaml', line, code, message: expect.stringMatching(message) },
  ]);
});

test('reports a collective in a collective: a duty is expanded by one step', async () => {
  const folder = await copyOfExample();
  const path = join(folder, 'members.yaml');
  const content = await readFile(path, 'utf8');
  await writeFile(
    path,
    content
      .replace('memberships:', '  - { code: towns, name: 虚构各镇, kind: COLLECTIVE }\nmemberships:')
      .replace('{ party: north-street,', '{ party: towns,'),
  );
  const { errors } = await readPlanFolder(folder);
  expect(errors).toMatchObject([
    {
      code: 'BAD_VALUE',
      message: expect.stringContaining('“虚构各镇” is a COLLECTIVE and cannot be a member'),
    },
  ]);
});

test('takes a member that left and came back', async () => {
  const folder = await copyOfExample();
  const path = join(folder, 'members.yaml');
  const content = await readFile(path, 'utf8');
  await writeFile(path, content.replace('{ party: north-street', '{ party: west-street'));
  expect((await readWell(folder)).memberships).toHaveLength(3);
});

test('reports text that is not normalised at its line, and not every quote beside it', async () => {
  const { errors } = await errorsAfter('source.txt', '一、总体要求', '\n一、总体要求');
  expect(errors).toMatchObject([{ file: 'source.txt', line: 8, code: 'NOT_NORMALISED' }]);
});

test('reports a control character in the text', async () => {
  const { errors } = await errorsAfter('source.txt', '一、总体要求', '一、总体\u0000要求');
  expect(errors).toMatchObject([{ file: 'source.txt', line: 8, code: 'BAD_VALUE' }]);
});

test('reports every fault of a folder at once, by file and line', async () => {
  const folder = await copyOfExample();
  await writeFile(join(folder, 'members.yaml'), 'parties: 1\nmemberships: 2\n');
  await writeFile(join(folder, 'plan.yaml'), 'district: 3\nfoo: 4\n');
  const { errors } = await readPlanFolder(folder);
  expect(errors.map((each) => [each.file, each.line, each.code])).toEqual([
    ['members.yaml', 1, 'BAD_VALUE'],
    ['members.yaml', 2, 'BAD_VALUE'],
    ['plan.yaml', 1, 'BAD_VALUE'],
    ...Array.from({ length: 4 }, () => ['plan.yaml', 1, 'MISSING']),
    ['plan.yaml', 2, 'UNKNOWN_KEY'],
  ]);
});

test('reports a folder that is not there, or is a file', async () => {
  const folder = await emptyFolder();
  const fault = async (path: string) => (await readPlanFolder(path)).errors;
  expect(await fault(join(folder, 'nowhere'))).toMatchObject([{ code: 'MISSING', line: null }]);
  expect(await fault(join(EXAMPLE, 'plan.yaml'))).toMatchObject([{ code: 'BAD_VALUE', line: null }]);
});

test('reports the files that are missing; members.yaml may be', async () => {
  const { errors } = await readPlanFolder(await emptyFolder());
  expect(errors.map((each) => [each.file, each.code])).toEqual([
    ['plan.yaml', 'MISSING'],
    ['source.txt', 'MISSING'],
  ]);
  const folder = await copyOfExample();
  await rm(join(folder, 'members.yaml'));
  expect((await readWell(folder)).memberships).toEqual([]);
});

test('reports a file that cannot be read, is empty or is not UTF-8', async () => {
  const folder = await copyOfExample();
  await rm(join(folder, 'members.yaml'));
  await mkdir(join(folder, 'members.yaml'));
  await writeFile(join(folder, 'plan.yaml'), Uint8Array.of(0xc3, 0x28));
  await writeFile(join(folder, 'source.txt'), '\n');
  const { errors } = await readPlanFolder(folder);
  expect(errors.map((each) => [each.file, each.code])).toEqual([
    ['members.yaml', 'BAD_VALUE'],
    ['plan.yaml', 'BAD_VALUE'],
    ['source.txt', 'MISSING'],
  ]);
});

test('reports a pipe at once instead of waiting for its writer', async () => {
  const folder = await copyOfExample();
  await rm(join(folder, 'source.txt'));
  execFileSync('mkfifo', [join(folder, 'source.txt')]);
  const { errors } = await readPlanFolder(folder);
  expect(errors).toMatchObject([{ file: 'source.txt', message: expect.stringContaining('cannot be read') }]);
});

test('refuses aliases, so that a few lines cannot fill the memory', async () => {
  const folder = await copyOfExample();
  const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x]'];
  for (let level = 1; level < 12; level += 1) {
    lines.push(`a${level}: &a${level} [${Array.from({ length: 9 }, () => `*a${level - 1}`).join(', ')}]`);
  }
  await writeFile(join(folder, 'plan.yaml'), lines.join('\n'));
  const { errors } = await readPlanFolder(folder);
  expect(errors[0]).toMatchObject({ file: 'plan.yaml', line: 2, code: 'BAD_YAML' });
});

test('refuses nesting without end and files without measure', async () => {
  const folder = await copyOfExample();
  await writeFile(join(folder, 'plan.yaml'), `goals: ${'['.repeat(50_000)}${']'.repeat(50_000)}`);
  await writeFile(join(folder, 'members.yaml'), `# ${'x'.repeat(5_000_000)}`);
  const { errors } = await readPlanFolder(folder);
  expect(errors.map((each) => [each.file, each.code])).toEqual(
    expect.arrayContaining([
      ['plan.yaml', 'BAD_YAML'],
      ['members.yaml', 'BAD_VALUE'],
    ]),
  );
});

test('takes Windows line ends and a last line end as they come', async () => {
  const folder = await copyOfExample();
  const { text } = await readWell(EXAMPLE);
  await writeFile(join(folder, 'source.txt'), `${text.replaceAll('\n', '\r\n')}\r\n`);
  expect((await readWell(folder)).text).toBe(text);
});

test('reads roles the text states, and members that came and left', async () => {
  const file = await readWell(EXAMPLE);
  expect(file.programs[0]?.responsibilities.map((each) => [each.party, each.role, each.clauseOrder])).toEqual(
    [
      ['990101/education-bureau', 'LEAD', 1],
      ['990101/police-branch', 'COOPERATE', 2],
      ['990101/streets', 'COOPERATE', 3],
    ],
  );
  expect(file.memberships.map((each) => [each.member, each.validFrom, each.validTo, each.confirmed])).toEqual(
    [
      ['990101/east-street', '2020-01-01', null, true],
      ['990101/west-street', '2020-01-01', '2024-07-01', true],
      ['990101/north-street', '2024-07-01', null, false],
    ],
  );
});

test(
  'keeps up with a hundred thousand faults: each is looked up, not searched for',
  { timeout: 10_000 },
  () => {
    const errors = new Errors();
    const at = { file: 'plan.yaml', path: null };
    for (let line = 0; line < 100_000; line += 1) {
      for (let again = 0; again < 2; again += 1) errors.add({ ...at, line }, 'MISSING', '缺少', 'missing');
    }
    expect(errors.sorted()).toHaveLength(100_000);
  },
);

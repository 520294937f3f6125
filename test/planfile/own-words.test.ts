import { describe, expect, test } from 'vitest';
import { daysIn } from '../../src/planfile/dates.ts';
import { numbersIn } from '../../src/planfile/numbers.ts';
import { rolesIn } from '../../src/planfile/roles.ts';
import { errorsAfter } from './folder.ts';

// What a plan folder gives as the document's word must stand in its quotes; what is derived needs a derivation.

/** `below`: where the fault is reported, in lines below the place of the change. */
type Case = [what: string, before: string, after: string, code: string, message: RegExp, below?: number];

const untrue: Case[] = [
  [
    'a stated number that is not the quoted one',
    'value: 200',
    'value: 2000',
    'CONTRADICTS_QUOTE',
    /value is 2000, but “全年组织护学不少于200场” says 200/,
  ],
  [
    'a unit that is not the quoted one',
    'unit: 场',
    'unit: 人',
    'CONTRADICTS_QUOTE',
    /unit is 人, but “全年组织护学不少于200场” says 200场/,
  ],
  [
    'a number read from a name without a derivation',
    '        basis: STATED\n',
    '        basis: DERIVED_FROM_NAME\n',
    'MISSING',
    /DERIVED_FROM_NAME needs a derivation/,
    -3,
  ],
  [
    'a number that is not the one in the name',
    '        basis: STATED\n        value: 200',
    '        basis: DERIVED_FROM_NAME\n        derivation: 由名称推得\n        value: 99',
    'CONTRADICTS_QUOTE',
    /value is 99, but “全年组织护学不少于200场” says 200/,
    2,
  ],
  [
    'a rule without a derivation',
    '        rrule: FREQ=WEEKLY\n        derivation: 由“每周”推得\n',
    '        rrule: FREQ=WEEKLY\n',
    'MISSING',
    /does not say “FREQ=WEEKLY”/,
  ],
  [
    'a rule that contradicts the words',
    'rrule: FREQ=WEEKLY',
    'rrule: FREQ=DAILY',
    'CONTRADICTS_QUOTE',
    /rrule is FREQ=DAILY, but “每周不少于一次” says 每周/,
  ],
  [
    'a day of issue that is not the quoted one',
    'issuedOn: 2025-03-01',
    'issuedOn: 2025-03-02',
    'CONTRADICTS_QUOTE',
    /issuedOn is 2025-03-02, but the quotes give 2025-03-01/,
  ],
  [
    'a day of printing that is not the quoted one',
    'printedOn: 2025-03-01',
    'printedOn: 2025-03-02',
    'CONTRADICTS_QUOTE',
    /printedOn is 2025-03-02, but the quotes give 2025-03-01/,
  ],
  [
    'a day without a quote',
    '  also: [{ text: 2025年3月1日, section: head }, 2025年3月1日印发]\n',
    '',
    'QUOTE_NOT_FOUND',
    /issuedOn: 2025-03-01/,
    -3,
  ],
  [
    'a lead that the quote gives to another',
    '{ party: police-branch, role: COOPERATE, also: 区公安分局配合 }',
    '{ party: police-branch, role: LEAD, also: 由区教育局牵头、区公安分局配合 }',
    'BAD_VALUE',
    /do not say that 区公安分局 has the role LEAD \(牵头\)/,
  ],
  [
    'a role of a party that no quote names beside it',
    '        - { party: streets, role: COOPERATE }',
    '        - { party: streets, role: LEAD, also: 由区教育局牵头 }',
    'BAD_VALUE',
    /do not say that 各街道 has the role LEAD/,
  ],
  [
    'an audience that the quotes do not name',
    'audience: 表现突出的志愿者',
    'audience: 全体居民',
    'QUOTE_NOT_FOUND',
    /do not contain 全体居民; they say “通报表扬 … 对表现突出的志愿者”/,
  ],
  [
    'a provider that the quotes do not name',
    'title: 区财政局统筹安排经费, provider: finance-bureau',
    'title: 区财政局统筹安排经费, provider: education-bureau',
    'QUOTE_NOT_FOUND',
    /do not name 区教育局/,
  ],
  [
    'a term whose label is not in its quote',
    'code: reading, label: 读报',
    'code: reading, label: 唱歌, quote: 读报',
    'QUOTE_NOT_FOUND',
    /do not contain 唱歌; they say “读报”/,
  ],
  [
    'a list whose title is not in its quote',
    '    derivation: 标题是我们加的\n',
    '',
    'QUOTE_NOT_FOUND',
    /do not contain 服务内容/,
    -3,
  ],
  [
    'a task whose text is not in its quote',
    'text: 对表现突出的志愿者给予通报表扬 }',
    'text: 对所有人发钱, quote: 对表现突出的志愿者给予通报表扬 }',
    'QUOTE_NOT_FOUND',
    /do not contain 对所有人发钱/,
  ],
  [
    'a task of a party that its section does not name',
    'parties: [finance-bureau]',
    'parties: [police-branch]',
    'QUOTE_NOT_FOUND',
    /三.一 does not name 区公安分局/,
  ],
  [
    'a theme that the quotes do not contain',
    'theme: 邻里相助',
    'theme: 邻里守望',
    'QUOTE_NOT_FOUND',
    /do not contain 邻里守望/,
  ],
  [
    'a party under a name that its quote does not say',
    'name: 区财政局, unitType: GOVERNMENT_DEPARTMENT',
    'name: 区财政和国资局, quote: { text: 区财政局, nth: 1 }',
    'QUOTE_NOT_FOUND',
    /do not contain 区财政和国资局; they say “区财政局”/,
  ],
  [
    'an alias that the quotes do not say',
    'name: 区财政局, unitType: GOVERNMENT_DEPARTMENT',
    'name: 区财政局, aliases: [国库]',
    'QUOTE_NOT_FOUND',
    /do not contain 国库/,
  ],
  [
    'an addressee that the quotes do not name',
    'addressees: [各街道, 区直各部门]',
    'addressees: [各街道, 各学校]\n  quote: [各街道, 示例文明办〔2025〕1号]',
    'QUOTE_NOT_FOUND',
    /do not contain 各学校/,
  ],
  [
    'a duty that the quote gives to another party',
    '{ party: finance-bureau, quote: 区财政局统筹安排经费 }',
    '{ party: education-bureau, quote: 区财政局统筹安排经费 }',
    'QUOTE_NOT_FOUND',
    /do not name 区教育局/,
  ],
  [
    'a summary that is not the paragraph’s',
    '    slogan: 护学员\n',
    '    slogan: 护学员\n    summary: 每天发放一万元补贴\n',
    'QUOTE_NOT_FOUND',
    /do not contain 每天发放一万元补贴/,
    1,
  ],
  [
    'a duty in the clause that an office entered',
    '        - civil-affairs-bureau',
    '        - { party: civil-affairs-bureau, origin: OPERATOR }',
    'BAD_VALUE',
    /belongs in assigned/,
  ],
];

test.each(untrue)(
  'refuses %s, with its line and both values',
  async (_what, before, after, code, message, below = 0) => {
    const { errors, line } = await errorsAfter('plan.yaml', before, after);
    const text = expect.stringMatching(message);
    expect(errors).toContainEqual(
      expect.objectContaining({ file: 'plan.yaml', code, message: text, line: line + below }),
    );
    for (const each of errors) expect(each.message).toMatch(/[\u4e00-\u9fff].* \/ \S/s);
  },
);

test.each([
  [
    'a title put together',
    'title: 通报表扬, audience',
    'title: 表扬和奖励, quote: 通报表扬, derivation: 由“通报表扬”引申, audience',
  ],
  ['a label with other blanks', 'code: reading, label: 读报', 'code: reading, label: 读 报, quote: 读报'],
  [
    'a role inferred',
    '        - { party: streets, role: COOPERATE }',
    '        - { party: streets, role: LEAD, derivation: 承前句, also: 由区教育局牵头 }',
  ],
])('takes %s', async (_what, before, after) => {
  expect((await errorsAfter('plan.yaml', before, after)).errors).toEqual([]);
});

describe('what the words of a text say', () => {
  test.each([
    ['万人百场', [10_000, 100]],
    ['千名骨干志愿者', [1000]],
    ['培训 1000人', [1000]],
    ['三百五十场、两千零五人', [350, 2005]],
    ['1.5万人次', [15_000]],
    ['1,200户', [1200]],
    ['十二次', [12]],
    ['三万五千人', [35_000]],
    ['“四个 100”', [4, 100]],
    ['志愿服务', []],
  ])('the numbers of %s are %j', (text, numbers) => {
    expect(numbersIn(text).map(({ value }) => value)).toEqual(numbers);
  });

  test.each([
    ['2022年 6月 1日', [['2022-06-01', false]]],
    ['二〇二二年十二月三十一日印发', [['2022-12-31', true]]],
    ['2025-03-01', [['2025-03-01', false]]],
    ['6月1日', []],
  ])('the days of %s are %j', (text, days) => {
    expect(daysIn(text).map(({ day, isPrinting }) => [day, isPrinting])).toEqual(days);
  });

  test.each([
    ['由区教育局牵头、区公安分局配合，', ['LEAD 区教育局', 'COOPERATE 、区公安分局']],
    ['（牵头单位：甲；配合单位：乙、丙）', ['LEAD 甲', 'COOPERATE 乙、丙）']],
    ['区委宣传部（区文明办）要发挥好牵头作用，', ['LEAD 区委宣传部（区文明办）要发挥好']],
    ['组织各街道由甲牵头', ['LEAD 甲']],
    ['甲会同乙、丙开展', ['COOPERATE 乙、丙开展']],
    ['团区委做好，区妇联协助', ['ASSIST 区妇联']],
  ])('the roles of %s are %j', (sentence, roles) => {
    expect(rolesIn(sentence).map(({ role, start, end }) => `${role} ${sentence.slice(start, end)}`)).toEqual(
      roles,
    );
  });
});

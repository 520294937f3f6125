import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { bodyOf, clausesOf, sectionAt, sectionsOf, sentencesOf } from '../../src/planfile/sections.ts';
import { EXAMPLE, GANGCHENG } from './folder.ts';

const text = await readFile(join(GANGCHENG, 'source.txt'), 'utf8');
const example = (await readFile(join(EXAMPLE, 'source.txt'), 'utf8')).trim();
const sections = sectionsOf(text);
const named = (path: string) => {
  const section = sections.find((each) => each.path === path);
  if (!section) throw new Error(path);
  return section;
};

test('finds every section of the real document in order', () => {
  expect(sections.map((section) => section.path)).toEqual([
    ...['head', '一', '二', '三', '三.1', '三.2', '三.3', '三.4', '三.5', '三.6', '三.7', '三.8'],
    ...['四', '四.1', '四.2', '四.3', 'foot'],
  ]);
});

test('takes the heading up to its full stop and the introduction of part three without the programs', () => {
  expect(named('三').heading).toBe('三、工作内容');
  expect(text.slice(named('三').start, named('三').end)).toMatch(/^三、工作内容\n围绕.*推出 8项志愿服务。$/);
  expect(named('三.8').heading).toBe('8.开展文明创建培训志愿服务，当好创城突击队。');
  expect(named('head').heading).toBeNull();
  expect(text.slice(named('foot').start)).toBe('济南市钢城区精神文明建设委员会办公室     2022年 6月 1日印发');
});

test('leaves only line ends between sections', () => {
  const between = sections.slice(1).map((section, index) => text.slice(sections[index]?.end, section.start));
  expect(new Set(between)).toEqual(new Set(['\n']));
  expect([sections[0]?.start, sections.at(-1)?.end]).toEqual([0, text.length]);
});

test('says in which section an offset stands', () => {
  expect(sectionAt(sections, 0).path).toBe('head');
  expect(sectionAt(sections, text.indexOf('每周组织')).path).toBe('三.3');
  expect(sectionAt(sections, named('三.3').start).path).toBe('三.3');
  expect(sectionAt(sections, named('三.3').start - 1).path).toBe('三.2');
  expect(() => sectionAt(sections, text.length + 1)).toThrow(RangeError);
  expect(() => sectionAt(sections, -1)).toThrow(RangeError);
});

test.each([
  ['real', text],
  ['example', example],
])('puts every character of the %s document that is not a blank in exactly one sentence', (_name, whole) => {
  const times = new Uint8Array(whole.length);
  for (const sentence of sentencesOf(whole)) {
    expect(whole.slice(sentence.start, sentence.end)).toBe(sentence.text);
    for (let index = sentence.start; index < sentence.end; index += 1) times[index] = (times[index] ?? 0) + 1;
  }
  const wrong = [...times.entries()].filter(([index, count]) => /\S/.test(whole[index] ?? '') && count !== 1);
  expect(wrong).toEqual([]);
});

test('makes sentences of headings and of the 责任单位 clause', () => {
  expect(sentencesOf(text, '三.3').map((sentence) => sentence.text)).toEqual([
    '3.开展市容市貌美化志愿服务，当好城市美容师。',
    expect.stringMatching(/^由区委宣传部牵头.*干净整洁。$/),
    '（责任单位：区委宣传部，各街道、功能区）',
  ]);
  expect(
    sentencesOf(text, '四')
      .map((sentence) => sentence.text)
      .slice(0, 2),
  ).toEqual(['四、工作要求', '1.加强组织统筹，健全工作机制。']);
});

test('keeps a closing quote or bracket with the full stop before it', () => {
  expect(sentencesOf('他说：“好。”（完。）然后走了！').map((sentence) => sentence.text)).toEqual([
    '他说：“好。”',
    '（完。）',
    '然后走了！',
  ]);
});

test('splits off a 责任单位 clause that no full stop precedes', () => {
  expect(sentencesOf('一、开展活动（责任单位：甲局、乙站（所））').map((sentence) => sentence.text)).toEqual([
    '一、开展活动',
    '（责任单位：甲局、乙站（所））',
  ]);
});

test('gives a section with its subsections, and no other that merely begins alike', () => {
  const paths = (path: string) => [...new Set(sentencesOf(text, path).map((sentence) => sentence.section))];
  expect(paths('四')).toEqual(['四', '四.1', '四.2', '四.3']);
  expect(paths('三.1')).toEqual(['三.1']);
  const many = `一、甲\n${Array.from({ length: 11 }, (_each, index) => `${index + 1}.乙。`).join('\n')}`;
  expect([...new Set(sentencesOf(many, '一.1').map((sentence) => sentence.section))]).toEqual(['一.1']);
});

test('reads headings of the kinds 一、 / （一） / 1. / （1） as the text nests them', () => {
  expect(sectionsOf(example).map((section) => section.path)).toEqual([
    ...['head', '一', '二', '二.一', '二.二', '三', '三.一', 'foot'],
  ]);
  const deep = '一、甲\n（一）乙\n1.丙\n（1）丁\n2.戊\n（二）己\n二、庚\n1.辛';
  expect(sectionsOf(deep).map((section) => section.path)).toEqual([
    ...['一', '一.一', '一.一.1', '一.一.1.1', '一.一.2', '一.二', '二', '二.1'],
  ]);
});

test('does not take a year or a decimal for a heading', () => {
  expect(sectionsOf('一、甲\n2022 年是关键一年。\n3.5万人参加。').map((section) => section.path)).toEqual([
    '一',
  ]);
});

test('gives each of two headings of the same number a path of its own', () => {
  expect(sectionsOf('一、甲\n一、乙').map((section) => section.path)).toEqual(['一', '一~2']);
});

test('takes a signature and date after the last section as foot', () => {
  const foot = sectionsOf(example).at(-1);
  expect(example.slice(foot?.start)).toBe('虚构示例区文明办\n2025年3月1日印发');
});

test('finds the clause with brackets inside it and gives the body without heading and clause', () => {
  expect(clausesOf(text, named('三.4')).map((clause) => clause.text)).toEqual([
    '（责任单位：区直各部门单位、区属各企事业单位，各街道、功能区)',
  ]);
  expect(bodyOf(text, named('三.8'))).toMatch(/^依托区新时代.*（管理员）.*储备专业人才。$/);
  expect(clausesOf(text, named('四.1'))).toEqual([]);
});

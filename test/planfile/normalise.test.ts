import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { array, assert, constantFrom, property } from 'fast-check';
import { expect, test } from 'vitest';
import { normalise } from '../../src/planfile/normalise.ts';
import { GANGCHENG, RAW } from './folder.ts';

const raw = await readFile(RAW, 'utf8');
const text = normalise(raw);
const paragraphs = text.split('\n');
const solid = (any: string) => any.replaceAll(/\s+/g, '');

test('keeps every character of the real document that is not a blank', () => {
  expect(solid(text)).toBe(solid(raw));
});

test('gives one line for each of the 28 paragraphs of the real document', () => {
  expect(paragraphs).toHaveLength(28);
  expect(paragraphs.filter((each) => each !== each.trim() || each === '')).toEqual([]);
});

test('joins the lines of titles and keeps the number, addressees, signature and date apart', () => {
  expect(paragraphs.slice(0, 4)).toEqual([
    '济南市钢城区精神文明建设委员会办公室文件',
    '钢城文明办〔2022〕4号',
    '关于印发《关于开展“钢城志愿者 哪里需要哪有我”文明实践志愿服务的实施方案》的通知',
    '各街道（功能区）党工委，区委各部门，区级国家机关各部门党组（党委），各人民团体党组，区属各企事业单位党组织：',
  ]);
  expect(paragraphs.slice(5, 8)).toEqual([
    '济南市钢城区精神文明建设委员会办公室',
    '2022年 6月 1日',
    '关于开展“钢城志愿者 哪里需要哪有我”文明实践志愿服务的实施方案',
  ]);
  expect(paragraphs.at(-1)).toBe('济南市钢城区精神文明建设委员会办公室     2022年 6月 1日印发');
});

test('joins a paragraph across a page break and leaves its inner spaces', () => {
  expect(paragraphs[22]).toBe(
    '8.开展文明创建培训志愿服务，当好创城突击队。依托区新时代文明实践指导中心，按照全国文明城市测评体系的要求，开展“四个一”文明创建专题培训。即：聘请一批专业老师、推送一堂专业课程、提供一个活动机会、培育一批专业志愿者（管理员）。按照疫情防控的要求，完善线上线下、分层分类的培训格局，推出“千名骨干志愿者”培训计划，培训各级各类创城骨干志愿者 1000人，为文明典范城市创建储备专业人才。（责任单位：区新时代文明实践指导中心）',
  );
  expect(paragraphs[25]).toContain('网络大 V 等新媒体平台');
  expect(paragraphs[26]).toContain('“四个 100”志愿服务');
  expect(paragraphs[14]).toContain('立足“五为”,积极回应');
});

test('starts a paragraph at each heading and nowhere else in parts three and four', () => {
  expect(paragraphs.slice(13).map((each) => each.slice(0, 2))).toEqual([
    ...['三、', '围绕', '1.', '2.', '3.', '4.', '5.', '6.', '7.', '8.', '四、', '1.', '2.', '3.', '济南'],
  ]);
});

test('is the source text of the plan folder', async () => {
  expect(await readFile(join(GANGCHENG, 'source.txt'), 'utf8')).toBe(text);
});

test('leaves normalised text as it is', () => {
  expect(normalise(text)).toBe(text);
});

test('is idempotent and keeps all characters but blanks for any text', () => {
  const piece = constantFrom(
    '一、',
    '（二）',
    '1.',
    '志愿服务',
    '。',
    '“',
    '”',
    '（',
    '\n',
    '\n\n',
    ' ',
    '　',
    'ab',
    '：',
  );
  assert(
    property(array(piece, { maxLength: 120 }), (pieces) => {
      const any = pieces.join('');
      const once = normalise(any);
      expect(normalise(once)).toBe(once);
      expect(solid(once)).toBe(solid(any));
    }),
  );
});

test('drops page numbers, carriage returns and form feeds', () => {
  expect(normalise('一、目标\r\n\r\n建设。\r\n— 2 —\r\n\f二、任务\r\n')).toBe('一、目标\n建设。\n二、任务');
});

test('does not take 一、 in the middle of a sentence for a heading', () => {
  const line = '坚持以居民需要为中心推动全区志愿服务工作制度的统';
  const wrapped = [line, '一、规范和高效，使各项工作都能够得到全面的落实并', '且取得实效。'];
  const filler = Array.from({ length: 4 }, () => line);
  expect(normalise([...filler, ...wrapped].join('\n'))).toContain('统一、规范和高效，');
});

test('starts a paragraph at an indented line', () => {
  const full = '推动志愿服务工作常态化专业化品牌化便利化精准化、';
  const last = '推动志愿服务工作常态化专业化品牌化便利化精准化。';
  const [one, two] = [`　　${full}`, full];
  expect(normalise([one, two, last, one, two, last].join('\n'))).toBe(
    `${full}${full}${last}\n${full}${full}${last}`,
  );
});

test('leaves short paragraphs of one width apart', () => {
  const short = [
    '推动志愿服务工作常态化专业化品牌化便利化。',
    '推动志愿服务工作精准化专业化品牌化便利化。',
  ].join('\n');
  expect(normalise(short)).toBe(short);
});

import { describe, expect, test } from 'vitest';
import { testServer } from '../setup/server.ts';

const { app, query } = await testServer('demo');

const post = (text: string, search = '', variables: object = {}, headers: Record<string, string> = {}) =>
  app.inject({
    method: 'POST',
    url: `/export?format=json${search}`,
    headers: { 'content-type': 'application/json', ...headers },
    payload: JSON.stringify({ query: text, variables }),
  });
const rowsOf = async (text: string, search = '', variables: object = {}) => {
  const answer = await post(text, search, variables);
  expect(answer.statusCode, answer.body.slice(0, 400)).toBe(200);
  return answer.json<{ rows: Record<string, any>[] }>().rows;
};
const refused = async (text: string, search = '', headers = {}) => {
  const answer = await post(text, search, {}, headers);
  expect(answer.statusCode, answer.body.slice(0, 400)).toBe(400);
  const [error] = answer.json().errors;
  expect(error.extensions.code).toBe('EXPORT_LIST_CUT');
  return error as { message: string; extensions: { list: string } };
};

const statistics = (first = '') =>
  `activityStatistics(${first}groupBy: [{by: STARTS_AT, unit: DAY}, {by: PROGRAM}]) { groups { measures { count } } groupCount }`;

test('statistics are given with all of their groups, where their query does not say how many', async () => {
  const { activityStatistics } = await query(`{ ${statistics()} }`);
  expect(activityStatistics.groups).toHaveLength(100);
  expect(activityStatistics.groupCount).toBeGreaterThan(100);
  const all = Array.from({ length: activityStatistics.groupCount as number });
  expect(await rowsOf(`{ ${statistics()} }`)).toHaveLength(all.length);
  const asked = `query ($n: Int) { ${statistics('first: $n, ')} }`;
  expect(await rowsOf(asked)).toHaveLength(all.length);
  // Ten and the others are a question of its own.
  expect(await rowsOf(asked, '', { n: 10 })).toHaveLength(10);
  expect(await rowsOf(`{ ${statistics('first: 7, ')} }`)).toHaveLength(7);
});

test('statistics within a row are whole too', async () => {
  const inRow = `{ programs(where: {code: {eq: "2022-4/3"}}) { nodes { code statistics(groupBy: [{by: STARTS_AT, unit: DAY}, {by: ORGANIZER}]) { groups { measures { count } } groupCount } } } }`;
  const { programs } = await query(inRow);
  const { groupCount } = programs.nodes[0].statistics;
  const [row] = await rowsOf(inRow, '&rows=programs');
  expect(row!['statistics.groups.measures.count']).toHaveLength(groupCount);
  expect(await rowsOf(inRow, '&rows=programs.statistics.groups')).toHaveLength(groupCount);
});

test('statistics of more groups than may be asked for are refused', async () => {
  const text = `{ activityStatistics(groupBy: [{by: STARTS_AT, unit: DAY, fill: true}, {by: PROGRAM}], where: {startsAt: {gte: "2023-01-01T00:00:00+08:00", lt: "2026-12-01T00:00:00+08:00"}}) { groups { measures { count } } groupCount } }`;
  const { activityStatistics } = await query(text);
  expect(activityStatistics.groupCount).toBeGreaterThan(1000);
  const { message, extensions } = await refused(text);
  expect(extensions.list).toBe('activityStatistics.groups');
  expect(message).toContain('1000');
  expect(message).not.toContain('rows');
});

test('a list within a row is never cut, whatever its first says', async () => {
  const party = await query('{ parties(first: 100) { nodes { code activities(first: 1) { totalCount } } } }');
  const most = Math.max(...party.parties.nodes.map((each: any) => each.activities.totalCount));
  expect(most).toBeGreaterThan(2);
  const text = (first: string) => `{ parties { nodes { name activities${first} { nodes { code } } } } }`;
  for (const args of ['(first: 2)', '(last: 2)', '(first: null)'])
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    if (args !== '(first: null)' || most > 20) await refused(text(args), '&rows=parties');
  const asRows = await refused(text('(first: 2)'), '&rows=parties.activities');
  expect(asRows.extensions.list).toBe('parties.activities');
  expect(asRows.message).not.toContain('rows');
  const inRow = await refused(text('(first: 2)'), '&rows=parties');
  expect(inRow.message).toContain('rows');
  const english = await refused(text('(first: 2)'), '&rows=parties.activities', { 'accept-language': 'en' });
  expect(english.message).toContain('100');
  expect(english.message).not.toMatch(/\p{Script=Han}/u);
});

const headingsOf = async (text: string, search = '', language = 'zh') => {
  const answer = await post(text, search, {}, { 'accept-language': language });
  expect(answer.statusCode, answer.body.slice(0, 400)).toBe(200);
  return answer
    .json<{ meta: { columns: { heading: string }[] } }>()
    .meta.columns.map(({ heading }) => heading);
};

describe('headings', () => {
  const text =
    '{ activityStatistics(groupBy: [{by: STARTS_AT, unit: MONTH}]) { groups { runningTotal(of: HOURS) measures { distribution(of: DURATION) { mean percentile(at: 0.9) p10: percentile(at: 0.1) } } } } }';

  test('tell what a field was asked with', async () => {
    expect(await headingsOf(text)).toEqual([
      '累计（台账中已确认且计入的小时数之和）',
      '度量·每行数值的分布（每场的时长）·平均数',
      '度量·每行数值的分布（每场的时长）·百分位数（at: 0.9）',
      '度量·每行数值的分布（每场的时长）·百分位数（at: 0.1）',
    ]);
    const english = await headingsOf(text, '', 'en');
    expect(english[0]).toBe('Running total (HOURS)');
    expect(english[2]).toMatch(/Percentile \(at: 0\.9\)$/);
    expect(english.join()).not.toMatch(/\p{Script=Han}/u);
  });

  test('use the alias where that is long, and say nothing of pages', async () => {
    const long =
      '{ programs { nodes { done: activities(first: 100, where: {status: {eq: COMPLETED}, title: {contains: "没有这样的"}}) { nodes { code } } targets { title } } } }';
    expect(await headingsOf(long, '&rows=programs')).toEqual([
      '本项目的活动（done）·代码',
      '目标值及其依据·内容',
    ]);
  });

  test('may be given by a comment', async () => {
    const given =
      '{ programs { nodes {\n# heading: 编号 · Number\ncode\n# heading: 规划 · Plan\nplan { code } } } }';
    expect(await headingsOf(given)).toEqual(['编号', '规划·代码']);
    expect(await headingsOf(given, '', 'en')).toEqual(['Number', 'Plan · Code']);
  });
});

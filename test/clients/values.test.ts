import { describe, expect, test } from 'vitest';
import {
  dateInShanghai,
  duration,
  formatDate,
  formatDateTime,
  formatFen,
  formatMinutes,
  formatMonth,
  formatPeriod,
  formatQuote,
} from '../../packages/client/src/index.ts';
import { testServer } from '../setup/server.ts';

const { query } = await testServer('demo');

test('money is written as the service writes it', async () => {
  const { programs } = await query('{ programs(first: 8) { nodes { funding { allocated { fen text } } } } }');
  const sums = programs.nodes.map(({ funding }: any) => funding.allocated);
  expect(sums.some(({ fen }: any) => fen > 100_000)).toBe(true);
  for (const { fen, text } of sums) expect(formatFen(fen)).toBe(text);
  expect([0, -5, 123_450, 99].map((fen) => formatFen(fen, 'en'))).toEqual([
    '¥0.00',
    '-¥0.05',
    '¥1,234.50',
    '¥0.99',
  ]);
});

describe('minutes', () => {
  test.each([
    [0, '0分钟', '0 minutes'],
    [45, '45分钟', '45 minutes'],
    [60, '1小时', '1 hour'],
    [6_090, '101小时30分钟', '101 hours 30 minutes'],
  ])('%s', (minutes, zh, en) => {
    expect([formatMinutes(minutes), formatMinutes(minutes, 'en')]).toEqual([zh, en]);
  });
});

test('instants go by the clock in Shanghai, wherever one reads', () => {
  expect(formatDateTime('2026-11-24T16:30:00.000Z')).toBe('2026年11月25日 00:30');
  expect(formatDateTime('2026-11-24T16:30:00.000Z', 'en')).toBe('November 25, 2026 at 00:30');
  expect(dateInShanghai('2026-11-24T15:59:59.999Z')).toBe('2026-11-24');
  expect(dateInShanghai(new Date('2026-11-24T16:00:00Z'))).toBe('2026-11-25');
  expect(dateInShanghai()).toMatch(/^\d{4}-\d\d-\d\d$/);
});

test('a period says once what its ends share', () => {
  const of = (endsAt: string) => formatPeriod('2026-11-24T06:30:00Z', endsAt).replace(/[\u2009\u202F]/g, ' ');
  expect(of('2026-11-24T08:00:00Z')).toBe('2026/11/24 14:30–16:00');
  expect(of('2026-11-25T08:00:00Z')).toBe('2026/11/24 14:30 – 2026/11/25 16:00');
});

test('dates and months are those that are written, in every zone', () => {
  expect([formatDate('2026-11-24'), formatMonth('2026-01')]).toEqual(['2026年11月24日', '2026年1月']);
  expect([formatDate('2026-11-24', 'en'), formatMonth('2026-01', 'en')]).toEqual([
    'November 24, 2026',
    'January 2026',
  ]);
});

test('durations are taken by the service', async () => {
  expect(duration({ days: 30 })).toBe('P30D');
  expect(duration({ years: 1, months: 6 })).toBe('P1Y6M');
  expect(duration({ months: 1, hours: 36, minutes: 5 })).toBe('P1MT36H5M');
  const { activities } = await query(
    `query ($last: Duration) { activities(where: { startsAt: { last: $last } }) { totalCount } }`,
    { last: duration({ days: 60, hours: 12 }) },
  );
  expect(activities.totalCount).toBeGreaterThan(0);
});

test('a passage is cited with its place, quotes within it as single ones', async () => {
  const { plan } = await query(
    `{ plan(by: { documentNumber: "钢城文明办〔2022〕4号" }) { goals { sources { quote section document { number } } } } }`,
  );
  const [source] = plan.goals[0].sources;
  expect(formatQuote(source)).toBe(`“${source.quote}”（钢城文明办〔2022〕4号，${source.section}）`);
  expect(formatQuote({ quote: '“好帮手”队伍' })).toBe('“‘好帮手’队伍”');
  expect(formatQuote({ quote: '一', section: '三.3', document: null })).toBe('“一”（三.3）');
});

import { expect, test } from 'vitest';
import { testServer } from '../setup/server.ts';

const { query, send } = await testServer();

const daysOf = async (from: string, to: string) =>
  (await query(`{ calendarDays(from: "${from}", to: "${to}") { date kind isWorkday holiday notice } }`))
    .calendarDays;

test('the days around a holiday are what the notice of the year says', async () => {
  const notice = '国办发明电〔2025〕7号';
  const day = (date: string, kind: string, isWorkday: boolean, holiday: string | null = '国庆节') => ({
    date,
    kind,
    isWorkday,
    holiday,
    notice,
  });
  expect(await daysOf('2026-09-18', '2026-09-20')).toEqual([
    day('2026-09-18', 'WORKDAY', true, null),
    day('2026-09-19', 'WEEKEND', false, null),
    day('2026-09-20', 'WORKING_WEEKEND', true),
  ]);
  expect(await daysOf('2026-09-30', '2026-10-11')).toEqual([
    day('2026-09-30', 'WORKDAY', true, null),
    ...[1, 2, 3, 4, 5, 6, 7].map((n) => day(`2026-10-0${n}`, 'HOLIDAY', false)),
    day('2026-10-08', 'WORKDAY', true, null),
    day('2026-10-09', 'WORKDAY', true, null),
    day('2026-10-10', 'WORKING_WEEKEND', true),
    day('2026-10-11', 'WEEKEND', false, null),
  ]);
});

test.each([
  // Days off and working weekends as each notice counts them; the first of 2023 is in December.
  [2022, 32, 7],
  [2023, 26, 7],
  [2024, 28, 8],
  [2025, 28, 5],
  [2026, 33, 6],
])('of %i there are %i days off and %i worked at weekends', async (year, off, worked) => {
  const days = await daysOf(`${year}-01-01`, `${year}-12-31`);
  const ofKind = (kind: string) => days.filter((day: any) => day.kind === kind);
  expect([ofKind('HOLIDAY').length, ofKind('WORKING_WEEKEND').length]).toEqual([off, worked]);
  const weekdays = (kind: string) => ofKind(kind).map(({ date }: any) => new Date(date).getUTCDay() % 6);
  expect(weekdays('WORKING_WEEKEND').every((weekday: number) => weekday === 0)).toBe(true);
  expect(weekdays('WORKDAY').every((weekday: number) => weekday > 0)).toBe(true);
});

test('a year whose notice is not known has its weekends alone, and says so', async () => {
  expect(await daysOf('2028-01-01', '2028-01-03')).toEqual([
    { date: '2028-01-01', kind: 'WEEKEND', isWorkday: false, holiday: null, notice: null },
    { date: '2028-01-02', kind: 'WEEKEND', isWorkday: false, holiday: null, notice: null },
    { date: '2028-01-03', kind: 'WORKDAY', isWorkday: true, holiday: null, notice: null },
  ]);
});

test('the last day of a year may be a holiday by the notice of the next', async () => {
  expect(await daysOf('2022-12-31', '2022-12-31')).toMatchObject([
    { kind: 'HOLIDAY', holiday: '元旦', notice: '国办发明电〔2022〕16号' },
  ]);
});

test('statistics by day say what day it is, by month they do not', async () => {
  const groups = async (unit: string) =>
    (
      await query(
        `{ activityStatistics(where: {startsAt: {gte: "2026-10-01T00:00:00+08:00", lt: "2026-10-11T00:00:00+08:00"}},
          groupBy: [{by: STARTS_AT, unit: ${unit}, fill: true}]) { groups { key { period { start calendarDay { date kind } } } } } }`,
      )
    ).activityStatistics.groups.map(({ key }: any) => key.period);
  const days = await groups('DAY');
  expect(days).toHaveLength(10);
  expect(days.map(({ start }: any) => start)).toEqual(days.map(({ calendarDay }: any) => calendarDay.date));
  expect(days.at(-1).calendarDay.kind).toBe('WORKING_WEEKEND');
  expect(await groups('MONTH')).toEqual([{ start: '2026-10-01', calendarDay: null }]);
});

test.each([
  ['2026-02-01', '2026-01-31', 'to 早于 from'],
  ['2025-01-01', '2026-12-31', '一次至多查 400 天'],
])('from %s to %s is refused', async (from, to, message) => {
  const { status, errors } = await send(`{ calendarDays(from: "${from}", to: "${to}") { date } }`);
  expect([status, errors?.[0]?.extensions.code, errors?.[0]?.message]).toEqual([400, 'BAD_VALUE', message]);
});

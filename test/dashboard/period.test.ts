import { afterEach, describe, expect, test, vi } from 'vitest';
import { isDay } from '../../web/dashboard/days.ts';
import { currentPeriod, inUnit, parsePeriod, stepped, yearOf } from '../../web/dashboard/period.ts';
import { State } from '../../web/dashboard/state.ts';

afterEach(() => {
  vi.useRealTimers();
});

function at(instant: string): void {
  vi.useFakeTimers({ now: new Date(instant), toFake: ['Date'] });
}

describe('a period', () => {
  test.each([
    ['2026-11', '2026年11月', '2026-11-01', '2026-12-01'],
    ['2026-12', '2026年12月', '2026-12-01', '2027-01-01'],
    ['2026-Q1', '2026年第一季度', '2026-01-01', '2026-04-01'],
    ['2026-Q4', '2026年第四季度', '2026-10-01', '2027-01-01'],
    ['2026', '2026年', '2026-01-01', '2027-01-01'],
  ])('%s is %s, from %s until before %s', (text, label, firstDay, dayAfter) => {
    expect(parsePeriod(text)).toMatchObject({
      text,
      label,
      firstDay,
      dayAfter,
      from: `${firstDay}T00:00:00+08:00`,
      before: `${dayAfter}T00:00:00+08:00`,
    });
  });

  test.each(['', '2026-13', '2026-00', '2026-Q5', '1999', '2026-1', '2026-11-01', '本月'])(
    'is not what %j says',
    (text) => {
      expect(parsePeriod(text)).toBeNull();
    },
  );

  test('is stepped over the turn of the year', () => {
    expect(stepped(parsePeriod('2026-12')!, 1).text).toBe('2027-01');
    expect(stepped(parsePeriod('2026-01')!, -1).text).toBe('2025-12');
    expect(stepped(parsePeriod('2026-Q1')!, -1).text).toBe('2025-Q4');
    expect(stepped(parsePeriod('2026')!, -3).text).toBe('2023');
  });

  test('begins in the district, wherever the computer stands', () => {
    at('2026-10-31T16:30:00Z');
    expect(currentPeriod('month').text).toBe('2026-11');
    at('2026-12-31T15:59:59Z');
    expect(currentPeriod('quarter').text).toBe('2026-Q4');
    at('2026-12-31T16:00:00Z');
    expect(currentPeriod('year').text).toBe('2027');
  });

  test('of another unit is about the same time: the present one where it has today', () => {
    at('2026-11-25T04:00:00Z');
    expect(inUnit(parsePeriod('2026')!, 'month').text).toBe('2026-11');
    expect(inUnit(parsePeriod('2025')!, 'month').text).toBe('2025-01');
    expect(inUnit(parsePeriod('2025-08')!, 'quarter').text).toBe('2025-Q3');
    expect(yearOf(parsePeriod('2025-Q2')!).text).toBe('2025');
  });
});

describe('the state of the page', () => {
  test('is what its address says, and goes back into it', () => {
    const state = new State('?period=2026-Q4&program=2022-4/3&matrix.open=370117/a,370117/b&screen=');
    expect(state.period.label).toBe('2026年第四季度');
    expect(state.program).toBe('2022-4/3');
    expect(state.list('matrix.open')).toEqual(['370117/a', '370117/b']);
    expect(state.isScreen).toBe(true);
    expect(state.href('matrix')).toBe(
      '/?period=2026-Q4&program=2022-4/3&matrix.open=370117/a,370117/b&screen#matrix',
    );
  });

  test('changes into another one, and what it does not know stays', () => {
    const state = new State('?from=elsewhere&program=x');
    expect(state.with({ program: null, period: '2026' }).href()).toBe('/?from=elsewhere&period=2026');
    expect(state.program).toBe('x');
    expect(new State('').href()).toBe('/');
  });

  test('takes the present month for what is no period', () => {
    at('2026-11-25T04:00:00Z');
    expect(new State('?period=yesterday').period.text).toBe('2026-11');
  });
});

test.each([
  ['2026-11-30', true],
  ['2028-02-29', true],
  ['2026-11-31', false],
  ['2026-02-30', false],
  ['2026-11-99', false],
  ['2026-13-01', false],
  ['2026-11', false],
  ['', false],
])('%s is a day: %s', (text, is) => {
  expect(isDay(text)).toBe(is);
});

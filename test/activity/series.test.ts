import { expect, test } from 'vitest';
import { startsOf } from '../../src/activity/series.service.ts';
import { Refusal } from '../../src/writing/refusal.ts';
import { world } from '../setup/world.ts';

const { coordinator, given, query, activityInput, setNow } = await world();

const series = (more: Record<string, unknown> = {}, activity: Record<string, unknown> = {}) =>
  coordinator.does(
    'activitySeriesCreate',
    { input: { activity: activityInput(activity), rrule: 'FREQ=WEEKLY;BYDAY=TH,SA;COUNT=5', ...more } },
    'id code rrule exceptDates activities(first: 100) { totalCount nodes { id version startsAt endsAt status title } }',
  );

const occurrences = async (id: string) =>
  (
    await coordinator.query(
      `query ($id: ID!) { activitySeries(by: {id: $id}) { activities(first: 100) { nodes { id version startsAt endsAt status title shifts { label startsAt } } } } }`,
      { id },
    )
  ).activitySeries.activities.nodes;

test('a weekly series has its days in Shanghai, less those left out', async () => {
  const made = await series({ exceptDates: ['2026-12-03'] });
  expect(made.activities.nodes.map(({ startsAt }: any) => startsAt)).toEqual([
    '2026-11-26T01:00:00.000Z',
    '2026-11-28T01:00:00.000Z',
    '2026-12-05T01:00:00.000Z',
    '2026-12-10T01:00:00.000Z',
  ]);
  expect(made.activities.nodes[3].endsAt).toBe('2026-12-10T03:00:00.000Z');
});

test('rush hours are shifts of every day', async () => {
  const made = await series(
    { rrule: 'RRULE:FREQ=DAILY;UNTIL=20261128T000000Z' },
    {
      startsAt: '2026-11-25T23:00:00Z',
      endsAt: '2026-11-26T10:00:00Z',
      shifts: [
        { label: '早高峰', startsAt: '2026-11-25T23:00:00Z', endsAt: '2026-11-26T01:00:00Z', capacity: 4 },
        { label: '晚高峰', startsAt: '2026-11-26T09:00:00Z', endsAt: '2026-11-26T10:00:00Z', capacity: 4 },
      ],
    },
  );
  const days = await occurrences(made.id);
  expect(days).toHaveLength(3);
  expect(days[2].shifts).toEqual([
    { label: '早高峰', startsAt: '2026-11-27T23:00:00.000Z' },
    { label: '晚高峰', startsAt: '2026-11-28T09:00:00.000Z' },
  ]);
});

test('one, those that follow, or all are changed', async () => {
  const made = await series();
  const content = (title: string, { startsAt, endsAt }: any) => activityInput({ title, startsAt, endsAt });
  const change = async (index: number, scope: string, title: string, hoursLater = 0) => {
    const { id, version, startsAt, endsAt } = (await occurrences(made.id))[index];
    const later = (text: string) => new Date(Date.parse(text) + hoursLater * 3_600_000).toISOString();
    await coordinator.does('activityUpdate', {
      id,
      expectedVersion: version,
      scope,
      input: content(title, { startsAt: later(startsAt), endsAt: later(endsAt) }),
    });
    return (await occurrences(made.id)).map((each: any) => each.title);
  };
  const plain = '清理绿化带';
  expect(await change(1, 'ONE', '一')).toEqual([plain, '一', plain, plain, plain]);
  expect(await change(3, 'FOLLOWING', '后')).toEqual([plain, '一', plain, '后', '后']);
  expect(await change(2, 'ALL', '全', 1)).toEqual(['全', '全', '全', '全', '全']);
  expect((await occurrences(made.id)).map(({ startsAt }: any) => startsAt.slice(11, 16))).toEqual(
    Array.from({ length: 5 }, () => '02:00'),
  );
});

test('publishing and cancelling all leave what has begun alone', async () => {
  const made = await series();
  const [first] = await occurrences(made.id);
  await coordinator.does('activityPublish', { id: first.id, expectedVersion: first.version, scope: 'ALL' });
  setNow('2026-11-27T00:00:00Z');
  const [, second] = await occurrences(made.id);
  await coordinator.does('activityCancel', {
    id: second.id,
    expectedVersion: second.version,
    reason: '雪',
    scope: 'ALL',
  });
  expect((await occurrences(made.id)).map(({ status }: any) => status)).toEqual([
    'PUBLISHED',
    ...Array.from({ length: 4 }, () => 'CANCELLED'),
  ]);
  setNow('2026-11-24T04:00:00Z');
});

test.each([
  ['FREQ=WEEKLY', 'COUNT'],
  ['FREQ=HOURLY;COUNT=3', 'shifts'],
  ['FREQ=DAILY;COUNT=401', '400'],
  ['FREQ=YEARLY;COUNT=5', 'years'],
  ['FREQ=SOMETIMES;COUNT=3', 'recurrence'],
  ['FREQ=DAILY;COUNT=abc', 'COUNT'],
  ['WEEKLY;COUNT=3', 'recurrence'],
  ['FREQ=DAILY;UNTIL=soon', 'UNTIL'],
  ['FREQ=DAILY;COUNT=3\nDTSTART:19700101', 'recurrence'],
  ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=3', 'recurrence'],
])('refuses the rule %s', (rule, reason) => {
  expect(() => startsOf(rule, new Date('2026-11-26T01:00:00Z'), [])).toThrow(Refusal);
  expect(() => startsOf(rule, new Date('2026-11-26T01:00:00Z'), [])).toThrow(reason);
});

test('a rule that leaves every day out is refused', () => {
  expect(() => startsOf('FREQ=DAILY;COUNT=1', new Date('2026-11-26T01:00:00Z'), ['2026-11-26'])).toThrow(
    'no occurrence',
  );
});

test('a series and its occurrences are one write, however many', async () => {
  const made = await series({ rrule: 'FREQ=DAILY;COUNT=60' });
  expect(made.activities.totalCount).toBe(60);
  expect(
    (await query(`query ($id: ID!) { activitySeries(by: {id: $id}) { activities { totalCount } } }`, made))
      .activitySeries.activities.totalCount,
  ).toBe(0);
  await given.activity();
});

import { expect, test } from 'vitest';
import { startsOf } from '../../src/activity/series.service.ts';
import { Refusal } from '../../src/writing/refusal.ts';
import { world } from '../setup/world.ts';

const { coordinator, office, person, query, activityInput, partyId, setNow } = await world();

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

test('what another party organizes is not changed, published or cancelled with the series', async () => {
  const other = await person('other-street', 'COORDINATOR', { party: '370117/lixin-street' });
  const made = await series();
  const state = async () =>
    (
      await office.query(
        `query ($id: ID!) { activitySeries(by: {id: $id}) { activities { nodes { id version title status startsAt endsAt organizer { name } } } } }`,
        made,
      )
    ).activitySeries.activities.nodes;
  // The office gives the first one to another street.
  const [first] = await state();
  const { startsAt, endsAt } = first;
  const theirs = activityInput({
    startsAt,
    endsAt,
    title: '他街的',
    organizer: partyId('370117/lixin-street'),
  });
  const change = async (index: number) => {
    const { id, version } = (await state())[index];
    return { id, expectedVersion: version };
  };
  await office.does('activityUpdate', { ...(await change(0)), input: theirs });
  const before = await state();
  for (const [who, index] of [
    [other, 0],
    [coordinator, 1],
  ] as const) {
    const { startsAt: from, endsAt: to, organizer } = before[index];
    const input = {
      ...theirs,
      ...{ startsAt: from, endsAt: to },
      organizer: partyId(organizer.name === '艾山街道' ? '370117/aishan-street' : '370117/lixin-street'),
    };
    const args = { ...(await change(index)), scope: 'ALL' };
    const refusal = { __typename: 'NotAllowed', path: ['scope'] };
    expect(await who.refused('activityUpdate', { ...args, input })).toMatchObject(refusal);
    expect(await who.refused('activityPublish', args)).toMatchObject(refusal);
  }
  expect(await state()).toEqual(before);
  // Nor is one's own given to somebody else.
  expect(
    (await coordinator.refused('activityUpdate', { ...(await change(1)), input: theirs })).__typename,
  ).toBe('NotAllowed');
  // What follows is the street's own.
  await coordinator.does('activityPublish', { ...(await change(1)), scope: 'FOLLOWING' });
  await other.does('activityPublish', await change(0));
  expect(
    await other.refused('activityCancel', { ...(await change(0)), scope: 'ALL', reason: '雪' }),
  ).toMatchObject({ __typename: 'NotAllowed', path: ['scope'] });
  await office.does('activityCancel', { ...(await change(0)), scope: 'ALL', reason: '雪' });
  expect(new Set((await state()).map(({ status }: any) => status))).toEqual(new Set(['CANCELLED']));
});

test('a series is public with its first published activity, and so are its shifts', async () => {
  const shifts = [{ label: '早', startsAt: '2026-11-26T01:00:00Z', endsAt: '2026-11-26T02:00:00Z' }];
  const made = await series({}, { shifts });
  const [first] = await occurrences(made.id);
  const { activity } = await coordinator.query(
    `query ($id: ID!) { activity(by: {id: $id}) { shifts { id } } }`,
    first,
  );
  const seen = async (who: { query: typeof query }) => {
    const data = await who.query(
      `query ($code: String!, $series: ID!, $shift: ID!) { byCode: activitySeries(by: {code: $code}) { code }
        series: node(id: $series) { id } shift: node(id: $shift) { id } }`,
      { code: made.code, series: made.id, shift: activity.shifts[0].id },
    );
    return Object.values(data).map((value) => value !== null);
  };
  expect(await seen({ query })).toEqual([false, false, false]);
  expect(await seen(await person())).toEqual([false, false, false]);
  expect(await seen(coordinator)).toEqual([true, true, true]);
  await coordinator.does('activityPublish', { id: first.id, expectedVersion: first.version });
  expect(await seen({ query })).toEqual([true, true, true]);
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
    (await query(`query ($id: ID!) { activitySeries(by: {id: $id}) { id } }`, made)).activitySeries,
  ).toBeNull();
});

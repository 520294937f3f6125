import fc from 'fast-check';
import { RRuleTemporal } from 'rrule-temporal';
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
  ['FREQ=DAILY;COUNT=2;COUNT=3', 'COUNT may be given once'],
  ['FREQ=DAILY;COUNT=3;EXDATE=20261127', 'EXDATE'],
  ['FREQ=DAILY;COUNT=3;', 'recurrence'],
  ['FREQ=DAILY;BYHOUR=9,14;COUNT=4', 'BYHOUR'],
  ['FREQ=YEARLY;BYYEARDAY=366;COUNT=1', 'BYYEARDAY'],
  ['FREQ=DAILY;UNTIL=20261128T090000', 'UNTIL'],
  ['FREQ=DAILY;UNTIL=20261345', 'UNTIL'],
  ['FREQ=DAILY;UNTIL=20260230', 'UNTIL'],
  ['FREQ=DAILY;UNTIL=20261128T250000Z', 'UNTIL'],
  ['FREQ=DAILY;COUNT=2;UNTIL=20261128', 'one of the two'],
  ['FREQ=DAILY;COUNT=0', 'COUNT'],
  ['FREQ=DAILY;INTERVAL=0;COUNT=3', 'INTERVAL'],
  ['FREQ=DAILY;INTERVAL=99999999999999999999;COUNT=3', 'INTERVAL'],
  ['FREQ=MONTHLY;BYMONTHDAY=32;COUNT=3', 'BYMONTHDAY'],
  ['FREQ=MONTHLY;BYMONTHDAY=0;COUNT=3', 'BYMONTHDAY'],
  ['FREQ=YEARLY;BYMONTH=13;COUNT=3', 'BYMONTH'],
  ['FREQ=MONTHLY;BYDAY=54MO;COUNT=3', 'BYDAY'],
  ['FREQ=WEEKLY;BYDAY=1MO;COUNT=3', 'BYDAY'],
  ['FREQ=WEEKLY;BYMONTHDAY=1;COUNT=3', 'BYMONTHDAY'],
  ['FREQ=WEEKLY;BYSETPOS=1;COUNT=3', 'BYSETPOS'],
  ['FREQ=WEEKLY;WKST=XX;COUNT=3', 'WKST'],
  [`FREQ=DAILY;BYHOUR=${Array.from({ length: 24 }, (_, i) => i).join()};BYSETPOS=2000;COUNT=1`, 'BYHOUR'],
])('refuses the rule %s', (rule, reason) => {
  expect(() => startsOf(rule, new Date('2026-11-26T01:00:00Z'), [])).toThrow(Refusal);
  expect(() => startsOf(rule, new Date('2026-11-26T01:00:00Z'), [])).toThrow(reason);
});

/** Processor time of this thread since then. */
function milliseconds(began: NodeJS.CpuUsage): number {
  const { user, system } = process.threadCpuUsage(began);
  return (user + system) / 1_000;
}

const days = fc.constantFrom('MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU');
const several = (item: fc.Arbitrary<string | number>) =>
  fc.uniqueArray(item, { minLength: 1, maxLength: 4 }).map((items) => items.join());
const place = (most: number) => fc.integer({ min: 1, max: most }).chain((n) => fc.constantFrom(n, -n));
/** Rules of any accepted parts; some are refused for what they come to. */
const rules = fc
  .record(
    {
      FREQ: fc.constantFrom('DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'),
      INTERVAL: fc.oneof(
        { weight: 8, arbitrary: fc.integer({ min: 1, max: 3 }) },
        fc.integer({ min: 1, max: 1000 }),
      ),
      COUNT: fc.oneof(
        { weight: 8, arbitrary: fc.integer({ min: 1, max: 8 }) },
        fc.integer({ min: 1, max: 999 }),
      ),
      // The library that it is compared with takes `MO,1MO` for `1MO`.
      BYDAY: fc.oneof(several(days), several(fc.tuple(place(5), days).map(([n, day]) => `${n}${day}`))),
      BYMONTHDAY: several(place(31)),
      BYMONTH: several(fc.integer({ min: 1, max: 12 })),
      BYSETPOS: several(place(5)),
      WKST: days,
    },
    { requiredKeys: ['FREQ', 'COUNT'] },
  )
  .map((parts) =>
    Object.entries(parts)
      .map(([name, value]) => `${name}=${value}`)
      .join(';'),
  );

test('of every accepted rule: at most 400 starts, one a day, at the same hour, as RFC 5545 has them, and soon', () => {
  let [accepted, compared] = [0, 0];
  fc.assert(
    fc.property(rules, fc.integer({ min: 0, max: 3_000 }), (rule, days) => {
      const first = new Date(Date.parse('2024-01-01T01:00:00Z') + days * 86_400_000);
      // Of this thread alone: the machine may be busy with other things.
      const began = process.threadCpuUsage();
      let starts: Date[];
      try {
        starts = startsOf(rule, first, []);
      } catch (error) {
        if (error instanceof Refusal) return;
        throw error;
      } finally {
        // Some milliseconds; what this is about took half a minute.
        expect(milliseconds(began)).toBeLessThan(2_000);
      }
      accepted += 1;
      expect(starts.length).toBeLessThanOrEqual(400);
      expect(new Set(starts.map((start) => start.toISOString().slice(0, 10))).size).toBe(starts.length);
      expect(starts.every((start) => start.toISOString().endsWith('T01:00:00.000Z') && start >= first)).toBe(
        true,
      );
      // The library that it is compared with leaves BYMONTHDAY out beside numbered days.
      if (starts.length > 30 || (/BYDAY=-?\d/.test(rule) && rule.includes('BYMONTHDAY'))) return;
      compared += 1;
      const local = `${first.toISOString().slice(0, 10).replaceAll('-', '')}T090000`;
      const other = new RRuleTemporal({ rruleString: `DTSTART;TZID=Asia/Shanghai:${local}\nRRULE:${rule}` });
      expect(starts.map(Number), rule).toEqual(other.all().map(({ epochMilliseconds }) => epochMilliseconds));
    }),
    { numRuns: 3_000 },
  );
  expect([accepted > 100, compared > 100]).toEqual([true, true]);
});

test('no rule that gives nothing is looked for long', () => {
  const began = process.threadCpuUsage();
  for (let i = 0; i < 20; i += 1) {
    expect(() => startsOf('FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=1', new Date(), [])).toThrow(Refusal);
  }
  expect(milliseconds(began)).toBeLessThan(20 * 50);
});

test('UNTIL as a date is that day in Shanghai, the day included', () => {
  const until = (text: string) =>
    startsOf(`FREQ=DAILY;UNTIL=${text}`, new Date('2026-11-25T22:00:00Z'), []).length;
  expect([until('20261128'), until('20261127T220000Z'), until('20261127T215959Z')]).toEqual([3, 3, 2]);
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

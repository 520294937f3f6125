import { beforeEach, expect, test } from 'vitest';
import { world } from '../setup/world.ts';

const { coordinator, given, activityInput, setNow, database, partyId, term } = await world();
beforeEach(() => setNow('2026-11-24T04:00:00Z'));

type Known = { id: string; version: number };
const change = ({ id, version }: Known) => ({ id, expectedVersion: version });
const series = async (rrule = 'FREQ=DAILY;COUNT=3'): Promise<Known[]> => {
  const { activities } = await coordinator.does(
    'activitySeriesCreate',
    { input: { activity: activityInput(), rrule } },
    'activities(first: 9) { nodes { id version } }',
  );
  return activities.nodes;
};
const updated = (activity: Known, more: Record<string, unknown>, scope = 'ONE') =>
  coordinator.does(
    'activityUpdate',
    { ...change(activity), input: activityInput(more), scope },
    'id version shifts { id label }',
  );
const refused = (activity: Known, more: Record<string, unknown>, scope = 'ONE') =>
  coordinator.refused('activityUpdate', { ...change(activity), input: activityInput(more), scope });
const shift = (label: string, from: number, to = from + 1) => ({
  label,
  startsAt: `2026-11-26T0${from}:00:00Z`,
  endsAt: `2026-11-26T0${to}:00:00Z`,
});

test('an occurrence of another length is judged by its own time, and named', async () => {
  const [first, second] = await series();
  await updated(second!, { startsAt: '2026-11-27T01:00:00Z', endsAt: '2026-11-27T01:30:00Z' });
  const startOnly = { startsAt: '2026-11-26T02:00:00Z' };
  expect(await refused(first!, startOnly, 'FOLLOWING')).toMatchObject({
    __typename: 'InvalidInput',
    path: ['input', 'endsAt'],
    message: expect.stringMatching(/^370117-A-\d+：/),
  });
  const long = { startsAt: '2026-11-26T01:00:00Z', endsAt: '2026-11-27T00:00:00Z' };
  const [, third] = [first!, second!];
  await updated(
    { ...third, version: third.version + 1 },
    { startsAt: '2026-11-27T01:00:00Z', endsAt: '2026-11-27T12:00:00Z' },
  );
  expect((await refused(first!, long, 'FOLLOWING')).path).toEqual(['input', 'endsAt']);
});

test('shifts stay within the time of every occurrence', async () => {
  const [first, second] = await series();
  await updated(second!, { startsAt: '2026-11-27T01:00:00Z', endsAt: '2026-11-27T01:30:00Z' });
  expect((await refused(first!, { shifts: [shift('后段', 2)] }, 'FOLLOWING')).path).toEqual([
    'input',
    'shifts',
  ]);
});

test('two shifts of one label are refused', async () => {
  const { path } = await coordinator.refused('activityCreate', {
    input: activityInput({ shifts: [shift('早', 1), shift('早', 2)] }),
  });
  expect(path).toEqual(['input', 'shifts']);
});

test('a shift that somebody waits for does not go', async () => {
  const activity = await given.activity({ capacity: 1, shifts: [shift('甲', 1), shift('乙', 2)] });
  const [holds, waits] = [await given.volunteer(), await given.volunteer()];
  await holds.does('signUpCreate', { input: { activity: activity.id, shift: activity.shifts[0].id } });
  await waits.does('signUpCreate', { input: { activity: activity.id, shift: activity.shifts[1].id } });
  const message = await refused(activity, { capacity: 1, shifts: [shift('甲', 1)] });
  expect(message).toMatchObject({ __typename: 'InvalidInput', path: ['input', 'shifts'] });
  await expect(database.pool.query(`delete from shift where label = '乙'`)).rejects.toThrow('foreign key');
});

test('what people signed up for as a whole is not divided into shifts', async () => {
  const activity = await given.activity();
  await (await given.volunteer()).does('signUpCreate', { input: { activity: activity.id } });
  expect((await refused(activity, { shifts: [shift('甲', 1)] })).path).toEqual(['input', 'shifts']);
});

test('what people were present at keeps its time, shifts, program and organizer, and is not cancelled', async () => {
  const activity = await given.activity();
  const volunteer = await given.volunteer();
  const signUp = await volunteer.does('signUpCreate', { input: { activity: activity.id } });
  setNow('2026-11-26T00:30:00Z');
  await coordinator.does('signUpCheckIn', change(signUp));
  const fixed = [
    { startsAt: '2026-11-26T01:30:00Z' },
    { endsAt: '2026-11-26T22:00:00Z' },
    { organizer: partyId('370117/aishan-street'), endsAt: '2026-11-26T02:00:00Z' },
  ];
  for (const more of fixed) expect((await refused(activity, more)).__typename).toBe('InvalidTransition');
  const { __typename } = await coordinator.refused('activityCancel', { ...change(activity), reason: '雨' });
  expect(__typename).toBe('InvalidTransition');
  await updated(activity, { title: '清理绿化带和花坛', capacity: 9 });
});

test('what did not come about can be cancelled afterwards', async () => {
  const activity = await given.activity();
  setNow('2026-11-27T04:00:00Z');
  const { status } = await coordinator.does(
    'activityCancel',
    { ...change(activity), reason: '当日有雨' },
    'status',
  );
  expect(status).toBe('CANCELLED');
});

test('a change of groups, shifts or co-organizers alone makes a new version', async () => {
  const draft = await coordinator.does('activityCreate', { input: activityInput() });
  const changes = [
    { beneficiaryGroups: [term('five-groups/elderly')] },
    { beneficiaryGroups: [term('five-groups/elderly')], shifts: [shift('甲', 1)] },
    { coOrganizers: [partyId('370117/lixin-street')], shifts: [shift('甲', 1)] },
  ];
  let known: Known = draft;
  for (const more of changes) {
    const now = await updated(known, more);
    expect(now.version).toBe(known.version + 1);
    known = now;
  }
});

test('the organizer is no co-organizer of its own', async () => {
  const { path } = await coordinator.refused('activityCreate', {
    input: activityInput({ coOrganizers: [partyId('370117/aishan-street')] }),
  });
  expect(path).toEqual(['input', 'coOrganizers']);
});

test('more shifts than one write can carry are refused at once', async () => {
  const all = await series('FREQ=DAILY;COUNT=60');
  const shifts = Array.from({ length: 40 }, (_, i) => ({
    label: `班${i}`,
    startsAt: `2026-11-26T01:${String(i).padStart(2, '0')}:00Z`,
    endsAt: '2026-11-26T02:00:00Z',
  }));
  expect((await refused(all[0]!, { shifts }, 'ALL')).path).toEqual(['input', 'shifts']);
});

test('what was planned at a venue that closed since can still be changed', async () => {
  const venue = await coordinator.does('venueCreate', {
    input: { name: '老文化站', level: 'OFFICE', operator: partyId('370117/aishan-street') },
  });
  const activity = await given.activity({ venue: venue.id });
  await database.pool.query('update venue set closed_at = now()');
  await updated(activity, { venue: venue.id, title: '换个名称' });
  const { path } = await coordinator.refused('activityCreate', {
    input: activityInput({ venue: venue.id }),
  });
  expect(path).toEqual(['input', 'venue']);
});

import { expect, test } from 'vitest';
import { rewarding } from '../setup/rewarding.ts';
import { type Person, UNIT, world } from '../setup/world.ts';

const w = await world();
const { given, office, coordinator, partyId, database, setNow } = w;
const { course, session, sessionInput, change } = rewarding(w);

const volunteer = () => given.volunteer({ unit: partyId(UNIT) });
const FIELDS = 'id version status waitingPosition';
const enrol = (who: Person, { id }: { id: string }) =>
  who.does('enrolmentCreate', { input: { session: id } }, FIELDS);
const read = async (id: string) =>
  (
    await office.query(
      `query ($id: ID!) { node(id: $id) { ... on TrainingSession { version enrolledCount waitingCount
       enrolments(first: 50) { nodes { status waitingPosition } } } } }`,
      { id },
    )
  ).node;
const statuses = async (id: string) =>
  (await read(id)).enrolments.nodes.map(({ status }: any) => status).join(' ');

test('of twenty who enrol at one time for three places three have one, and the others wait, each at a place', async () => {
  const { id } = await session({ capacity: 3 });
  const people = [];
  for (let i = 0; i < 20; i += 1) people.push(await volunteer());
  await Promise.all(people.map((who) => enrol(who, { id })));
  const { enrolledCount, waitingCount, enrolments } = await read(id);
  expect([enrolledCount, waitingCount]).toEqual([3, 17]);
  const positions = enrolments.nodes.flatMap(({ waitingPosition: at }: any) => (at === null ? [] : [at]));
  expect(positions.toSorted((a: number, b: number) => a - b)).toEqual(
    Array.from({ length: 17 }, (_, i) => i + 1),
  );
});

test('a cancelled place goes to the first one waiting, and a place in the queue to nobody', async () => {
  const { id } = await session({ capacity: 1 });
  const [a, b, c, d] = [await volunteer(), await volunteer(), await volunteer(), await volunteer()];
  const first = await enrol(a, { id });
  const second = await enrol(b, { id });
  await enrol(c, { id });
  const fourth = await enrol(d, { id });
  expect(fourth).toMatchObject({ status: 'WAITING', waitingPosition: 3 });
  await b.does('enrolmentCancel', change(second));
  expect(await read(id)).toMatchObject({ enrolledCount: 1, waitingCount: 2 });
  await a.does('enrolmentCancel', change(first));
  expect(await statuses(id)).toBe('CANCELLED CANCELLED ENROLLED WAITING');
  expect(await read(id)).toMatchObject({ enrolledCount: 1, waitingCount: 1 });
});

test('whoever waits sees no link, and gets a place when there are more', async () => {
  const online = { mode: 'ONLINE', link: 'https://example.org/x', course: (await course()).id };
  const created = await session({ capacity: 1, ...online });
  const { id } = created;
  const [a, b] = [await volunteer(), await volunteer()];
  await enrol(a, { id });
  await enrol(b, { id });
  const link = async (who: Person) =>
    (await who.query(`query ($id: ID!) { trainingSession(by: {id: $id}) { link } }`, { id })).trainingSession
      .link;
  expect([await link(a), await link(b)]).toEqual(['https://example.org/x', null]);
  await coordinator.does('trainingSessionUpdate', {
    ...change({ id, version: (await read(id)).version }),
    input: await sessionInput({ capacity: 2, ...online }),
  });
  expect(await statuses(id)).toBe('ENROLLED ENROLLED');
  expect(await link(b)).toBe('https://example.org/x');
});

test('nobody is at two places at one time: neither training nor activity', async () => {
  const who = await volunteer();
  const training = await session();
  const same = await session();
  const { id: activity } = await given.activity();
  await enrol(who, training);
  const { code } = (
    await w.query(`query ($id: ID!) { trainingSession(by: {id: $id}) { code } }`, { id: training.id })
  ).trainingSession;
  const refusal = { __typename: 'TimeConflict', activityCode: null, trainingSessionCode: code };
  expect(await who.refused('enrolmentCreate', { input: { session: same.id } })).toMatchObject(refusal);
  expect(await who.refused('signUpCreate', { input: { activity } })).toMatchObject(refusal);
  const later = await session({ startsAt: '2026-11-26T03:00:00Z', endsAt: '2026-11-26T04:00:00Z' });
  expect(await enrol(who, later)).toMatchObject({ status: 'ENROLLED' });

  const other = await volunteer();
  const { code: activityCode } = (
    await w.query(`query ($id: ID!) { activity(by: {id: $id}) { code } }`, { id: activity })
  ).activity;
  await other.does('signUpCreate', { input: { activity } });
  expect(await other.refused('enrolmentCreate', { input: { session: training.id } })).toMatchObject({
    ...{ __typename: 'TimeConflict', activityCode, trainingSessionCode: null },
  });
});

test('who is elsewhere by now is passed over, and goes on waiting', async () => {
  const { id } = await session({ capacity: 1 });
  const [a, b, c] = [await volunteer(), await volunteer(), await volunteer()];
  const first = await enrol(a, { id });
  await enrol(b, { id });
  await enrol(c, { id });
  await b.does('signUpCreate', { input: { activity: (await given.activity()).id } });
  await a.does('enrolmentCancel', change(first));
  expect(await statuses(id)).toBe('CANCELLED WAITING ENROLLED');
});

test('a session or an activity is not moved to where its people are elsewhere', async () => {
  const who = await volunteer();
  const courseId = (await course()).id;
  const moved = await session({
    ...{ course: courseId, startsAt: '2026-11-27T01:00:00Z', endsAt: '2026-11-27T03:00:00Z' },
  });
  const activity = await given.activity();
  await who.does('signUpCreate', { input: { activity: activity.id } });
  await enrol(who, moved);
  const input = await sessionInput({ course: courseId });
  expect(await coordinator.refused('trainingSessionUpdate', { ...change(moved), input })).toMatchObject({
    ...{ __typename: 'InvalidInput', path: ['input', 'startsAt'] },
  });
  const there = { startsAt: '2026-11-27T01:00:00Z', endsAt: '2026-11-27T03:00:00Z' };
  expect(
    await coordinator.refused('activityUpdate', {
      ...change(activity as { id: string; version: number }),
      input: w.activityInput(there),
    }),
  ).toMatchObject({ __typename: 'InvalidInput', path: ['input', 'startsAt'] });
});

test('whoever only waits is not seen whole by the organizer', async () => {
  const { id } = await session({ capacity: 1 });
  for (let i = 0; i < 2; i += 1) await enrol(await given.volunteer({ name: '王小平' }), { id });
  const { node } = await coordinator.query(
    `query ($id: ID!) { node(id: $id) { ... on TrainingSession { enrolments { nodes { status volunteer { name } } } } } }`,
    { id },
  );
  expect(node.enrolments.nodes).toEqual([
    { status: 'ENROLLED', volunteer: { name: '王小平' } },
    { status: 'WAITING', volunteer: { name: '王**' } },
  ]);
});

test('whoever withdraws does not wait any more', async () => {
  const { id } = await session({ capacity: 1 });
  const [a, b] = [await volunteer(), await volunteer()];
  const first = await enrol(a, { id });
  await enrol(b, { id });
  await b.does('volunteerWithdraw', { ...change(b), reason: '搬家' });
  expect(await read(id)).toMatchObject({ enrolledCount: 1, waitingCount: 0 });
  await a.does('enrolmentCancel', change(first));
  expect(await statuses(id)).toBe('CANCELLED CANCELLED');
});

test('when it is over, whoever still waits is cancelled; presence is for those with a place', async () => {
  const { id } = await session({ capacity: 1 });
  const [a, b] = [await volunteer(), await volunteer()];
  await enrol(a, { id });
  const waiting = await enrol(b, { id });
  setNow('2026-11-26T02:00:00Z');
  expect(await coordinator.refused('enrolmentAttend', change(waiting))).toMatchObject({
    __typename: 'InvalidTransition',
  });
  setNow('2026-11-26T04:00:00Z');
  await coordinator.does('trainingSessionComplete', change({ id, version: (await read(id)).version }));
  expect(await statuses(id)).toBe('ABSENT CANCELLED');
  const { rows } = await database.pool
    .query(`select count(*)::int as count from enrolment where status = 'WAITING'
    and session_id in (select id from training_session where waiting_count = 0)`);
  expect(rows).toEqual([{ count: 0 }]);
  setNow('2026-11-24T04:00:00Z');
});

import { expect, test } from 'vitest';
import { world } from '../setup/world.ts';

const { coordinator, office, person, given, query, setNow, database, volunteerInput, partyId } =
  await world();

/** Everything that must hold of an activity's places, whatever happened. */
async function places(id: string) {
  const { activity } = await coordinator.query(
    `query ($id: ID!) { activity(by: {id: $id}) { signUpCount waitingCount placesLeft
      confirmed: signUps(where: {status: {in: [CONFIRMED, ATTENDED]}}) { totalCount }
      waiting: signUps(where: {status: {eq: WAITING}}, first: 100) { totalCount nodes { waitingPosition volunteer { id } } } } }`,
    { id },
  );
  expect(activity.signUpCount).toBe(activity.confirmed.totalCount);
  expect(activity.waitingCount).toBe(activity.waiting.totalCount);
  expect(activity.waiting.nodes.map(({ waitingPosition }: any) => waitingPosition)).toEqual(
    Array.from({ length: activity.waitingCount }, (_, i) => i + 1),
  );
  return activity;
}

test('signs up, waits when full, and moves up when somebody cancels', async () => {
  const activity = await given.activity({ capacity: 1 });
  const [first, second, third] = [await given.volunteer(), await given.volunteer(), await given.volunteer()];
  const sign = (who: typeof first) =>
    who.does('signUpCreate', { input: { activity: activity.id } }, 'id version status waitingPosition');
  const confirmed = await sign(first);
  expect(confirmed).toMatchObject({ status: 'CONFIRMED', waitingPosition: null });
  expect(await sign(second)).toMatchObject({ status: 'WAITING', waitingPosition: 1 });
  expect(await sign(third)).toMatchObject({ status: 'WAITING', waitingPosition: 2 });
  await first.does('signUpCancel', { id: confirmed.id, expectedVersion: confirmed.version });
  const now = await places(activity.id);
  expect(now).toMatchObject({ signUpCount: 1, waitingCount: 1, placesLeft: 0 });
  expect(now.waiting.nodes[0].volunteer.id).toBe(third.id);
  const mine = await second.query('{ viewer { volunteer { signUps { nodes { status } } } } }');
  expect(mine.viewer.volunteer.signUps.nodes).toEqual([{ status: 'CONFIRMED' }]);
});

test('more places let those who wait move up, in their order', async () => {
  const activity = await given.activity({ capacity: 1 });
  const people = [await given.volunteer(), await given.volunteer(), await given.volunteer()];
  for (const who of people) await who.does('signUpCreate', { input: { activity: activity.id } });
  const { activity: row } = await coordinator.query(
    `query ($id: ID!) { activity(by: {id: $id}) { version title program { id } organizer { id } startsAt endsAt riskStatement } }`,
    activity,
  );
  const { version, program, organizer, ...content } = row;
  await coordinator.does('activityUpdate', {
    id: activity.id,
    expectedVersion: version,
    input: { ...content, program: program.id, organizer: organizer.id, capacity: 2 },
  });
  expect(await places(activity.id)).toMatchObject({ signUpCount: 2, waitingCount: 1 });
  expect(
    await coordinator.refused('activityUpdate', {
      id: activity.id,
      expectedVersion: version + 1,
      input: { ...content, program: program.id, organizer: organizer.id, capacity: 1 },
    }),
  ).toMatchObject({ __typename: 'InvalidInput', path: ['input', 'capacity'] });
});

test('without a waiting list a full activity says so', async () => {
  const activity = await given.activity({ capacity: 1, hasWaitingList: false });
  await (await given.volunteer()).does('signUpCreate', { input: { activity: activity.id } });
  expect(
    await (await given.volunteer()).refused('signUpCreate', { input: { activity: activity.id } }),
  ).toMatchObject({ __typename: 'ActivityFull', capacity: 1 });
  expect(await places(activity.id)).toMatchObject({ signUpCount: 1, waitingCount: 0 });
});

test('a shift has places of its own, and must be chosen', async () => {
  const activity = await given.activity({
    shifts: [
      { label: '早', startsAt: '2026-11-26T01:00:00Z', endsAt: '2026-11-26T02:00:00Z', capacity: 1 },
      { label: '晚', startsAt: '2026-11-26T02:00:00Z', endsAt: '2026-11-26T03:00:00Z', capacity: 1 },
    ],
  });
  const [early, late] = activity.shifts;
  const who = await given.volunteer();
  expect(await who.refused('signUpCreate', { input: { activity: activity.id } })).toMatchObject({
    path: ['input', 'shift'],
  });
  const sign = (by: typeof who, shift: string) =>
    by.does('signUpCreate', { input: { activity: activity.id, shift } }, 'id version status shift { label }');
  const first = await sign(who, early.id);
  expect(first).toMatchObject({ status: 'CONFIRMED', shift: { label: '早' } });
  expect((await sign(who, late.id)).status).toBe('CONFIRMED');
  const second = await given.volunteer();
  expect((await sign(second, early.id)).status).toBe('WAITING');
  await who.does('signUpCancel', { id: first.id, expectedVersion: first.version });
  const { activity: now } = await coordinator.query(
    `query ($id: ID!) { activity(by: {id: $id}) { signUpCount waitingCount shifts { label signUpCount } } }`,
    activity,
  );
  expect(now).toEqual({
    signUpCount: 2,
    waitingCount: 0,
    shifts: [
      { label: '早', signUpCount: 1 },
      { label: '晚', signUpCount: 1 },
    ],
  });
});

test('nobody signs up twice, nor for two places at one time', async () => {
  const [one, other] = [
    await given.activity(),
    await given.activity({ startsAt: '2026-11-26T02:30:00Z', endsAt: '2026-11-26T04:00:00Z' }),
  ];
  const who = await given.volunteer();
  const { id } = await who.does('signUpCreate', { input: { activity: one.id } });
  expect(await who.refused('signUpCreate', { input: { activity: one.id } })).toMatchObject({
    __typename: 'AlreadySignedUp',
    signUpId: id,
  });
  expect(await who.refused('signUpCreate', { input: { activity: other.id } })).toMatchObject({
    __typename: 'TimeConflict',
    activityCode: one.code,
  });
});

test('one person racing for two activities at one time gets one', async () => {
  const activities = [await given.activity(), await given.activity()];
  const who = await given.volunteer();
  const results = await Promise.all(
    activities.map(({ id }) => who.tries('signUpCreate', { input: { activity: id } })),
  );
  expect(results.filter(({ object }) => object !== null)).toHaveLength(1);
  expect(results.flatMap(({ errors }) => errors).map(({ __typename }) => __typename)).toEqual([
    'TimeConflict',
  ]);
});

test('the age at the time of the activity decides', async () => {
  const activity = await given.activity({ minimumAge: 18, maximumAge: 60 });
  const guardian = { guardianName: '家长', guardianPhone: '13900000000' };
  // 18 on the day of the activity itself.
  const young = await given.volunteer({ birthDate: '2008-11-26', ...guardian });
  await young.does('signUpCreate', { input: { activity: activity.id } });
  const tooYoung = await given.volunteer({ birthDate: '2008-11-27', ...guardian });
  expect((await tooYoung.refused('signUpCreate', { input: { activity: activity.id } })).__typename).toBe(
    'AgeNotAllowed',
  );
  const tooOld = await given.volunteer({ birthDate: '1960-01-01' });
  expect((await tooOld.refused('signUpCreate', { input: { activity: activity.id } })).__typename).toBe(
    'AgeNotAllowed',
  );
});

test('under 14, the guardian must still consent', async () => {
  const activity = await given.activity();
  const child = await given.volunteer({
    birthDate: '2014-06-01',
    guardianName: '家长',
    guardianPhone: '13900000000',
    guardianConsent: true,
  });
  const { viewer } = await child.query('{ viewer { volunteer { consents { id version kind givenBy } } } }');
  const [consent] = viewer.volunteer.consents;
  expect(consent).toMatchObject({ kind: 'GUARDIAN_PARTICIPATION', givenBy: 'GUARDIAN' });
  await child.does('consentWithdraw', { id: consent.id, expectedVersion: consent.version });
  expect(await child.refused('signUpCreate', { input: { activity: activity.id } })).toMatchObject({
    ...{ __typename: 'GuardianConsentMissing', path: ['input', 'volunteer'] },
  });
  await office.does('consentGive', {
    input: {
      volunteer: child.id,
      kind: 'GUARDIAN_PARTICIPATION',
      givenBy: 'GUARDIAN',
      evidence: '同意书 12 号',
    },
  });
  await child.does('signUpCreate', { input: { activity: activity.id } });
});

test('a guardian who withdraws the consent takes the child out of what has not begun', async () => {
  const activity = await given.activity({ capacity: 1 });
  const child = await given.volunteer({
    birthDate: '2014-06-01',
    guardianName: '家长',
    guardianPhone: '13900000000',
    guardianConsent: true,
  });
  const next = await given.volunteer();
  for (const who of [child, next]) await who.does('signUpCreate', { input: { activity: activity.id } });
  const { viewer } = await child.query('{ viewer { volunteer { consents { id version } } } }');
  const [{ id, version }] = viewer.volunteer.consents;
  await child.does('consentWithdraw', { id, expectedVersion: version });
  const statuses = async (who: typeof child) =>
    (await who.query('{ viewer { volunteer { signUps { nodes { status } } } } }')).viewer.volunteer.signUps
      .nodes;
  expect(await statuses(child)).toEqual([{ status: 'CANCELLED' }]);
  expect(await statuses(next)).toEqual([{ status: 'CONFIRMED' }]);
});

test('a draft is unknown to volunteers, a cancelled one takes none', async () => {
  const who = await given.volunteer();
  const draft = await coordinator.does('activityCreate', {
    input: {
      title: '草稿',
      program: (await query('{ program(by: {code: "2022-4/3"}) { id } }')).program.id,
      organizer: partyId('370117/aishan-street'),
      startsAt: '2026-11-26T01:00:00Z',
      endsAt: '2026-11-26T03:00:00Z',
    },
  });
  expect((await who.refused('signUpCreate', { input: { activity: draft.id } })).__typename).toBe('NotFound');
  const { id, version } = await given.activity();
  await coordinator.does('activityCancel', { id, expectedVersion: version, reason: '雨' });
  expect(await who.refused('signUpCreate', { input: { activity: id } })).toMatchObject({
    __typename: 'ActivityNotOpen',
    activityStatus: 'CANCELLED',
  });
});

test('after the start nobody signs up or cancels', async () => {
  const activity = await given.activity();
  const who = await given.volunteer();
  const signUp = await who.does('signUpCreate', { input: { activity: activity.id } });
  setNow('2026-11-26T01:00:00Z');
  try {
    expect(
      (await who.refused('signUpCancel', { id: signUp.id, expectedVersion: signUp.version })).__typename,
    ).toBe('InvalidTransition');
    expect(
      (await (await given.volunteer()).refused('signUpCreate', { input: { activity: activity.id } }))
        .__typename,
    ).toBe('ActivityNotOpen');
  } finally {
    setNow('2026-11-24T04:00:00Z');
  }
});

test('a volunteer who withdraws gives the places back, and what is personal goes', async () => {
  const activity = await given.activity({ capacity: 1 });
  const [leaving, waiting] = [await given.volunteer(), await given.volunteer()];
  await leaving.does('signUpCreate', { input: { activity: activity.id } });
  await waiting.does('signUpCreate', { input: { activity: activity.id } });
  await leaving.does('volunteerWithdraw', {
    id: leaving.id,
    expectedVersion: leaving.version,
    reason: '搬家',
  });
  expect(await places(activity.id)).toMatchObject({ signUpCount: 1, waitingCount: 0 });
  const { volunteer } = await office.query(
    `query ($id: ID!) { volunteer(by: {id: $id}) { number name phone birthDate status } }`,
    leaving,
  );
  expect(volunteer).toEqual({
    number: leaving.number,
    name: '（已退出）',
    phone: null,
    birthDate: null,
    status: 'WITHDRAWN',
  });
});

test('100 volunteers race for 10 places: 10 get one, 90 wait, and the count agrees', async () => {
  const ids = await Promise.all(
    Array.from({ length: 100 }, () =>
      office.does('volunteerRegister', { input: volunteerInput({ forOneself: false }) }),
    ),
  );
  const activity = await given.activity({ capacity: 10 });
  const full = await given.activity({
    capacity: 10,
    hasWaitingList: false,
    startsAt: '2026-11-27T01:00:00Z',
    endsAt: '2026-11-27T02:00:00Z',
  });
  const race = (to: string) =>
    Promise.all(
      ids.map(({ id }) => office.tries('signUpCreate', { input: { activity: to, volunteer: id } }, 'status')),
    );
  const statuses = (await race(activity.id)).map(({ object }) => object?.status);
  expect(Object.groupBy(statuses, (status) => status).CONFIRMED).toHaveLength(10);
  expect(Object.groupBy(statuses, (status) => status).WAITING).toHaveLength(90);
  const outcomes = await race(full.id);
  expect(outcomes.filter(({ object }) => object?.status === 'CONFIRMED')).toHaveLength(10);
  expect(outcomes.filter(({ errors }) => errors[0]?.__typename === 'ActivityFull')).toHaveLength(90);
  await places(activity.id);
}, 60_000);

test('the list of sign-ups takes a fixed number of statements', async () => {
  const count = async (first: number) => {
    database.statements = [];
    await office.query(
      `{ activities(first: ${first}) { nodes { title shifts { label } signUps(first: 5) { totalCount nodes { status waitingPosition volunteer { number } } } } } }`,
    );
    return database.statements.length;
  };
  await count(1);
  expect(await count(1)).toBe(await count(20));
});

test('somebody else’s sign-up looks like one that is not there', async () => {
  const activity = await given.activity();
  const [who, other] = [await given.volunteer(), await given.volunteer()];
  const signUp = await who.does('signUpCreate', { input: { activity: activity.id } });
  const args = { id: signUp.id, expectedVersion: signUp.version };
  expect((await other.refused('signUpCancel', args)).__typename).toBe('NotFound');
  const elsewhere = await person('other-unit', 'COORDINATOR', { party: '370117/lixin-street' });
  expect((await elsewhere.refused('signUpCancel', args)).__typename).toBe('NotFound');
  const seen = await other.query(
    `query ($id: ID!) { activity(by: {id: $id}) { signUps { totalCount } } }`,
    activity,
  );
  expect(seen.activity.signUps.totalCount).toBe(0);
});

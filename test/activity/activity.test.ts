import { expect, test } from 'vitest';
import { world } from '../setup/world.ts';

const { coordinator, office, person, given, activityInput, query, partyId, programs, term, setNow } =
  await world();

test('a draft is seen by its organizer and the office alone, and by everybody once published', async () => {
  const draft = await coordinator.does(
    'activityCreate',
    { input: activityInput() },
    'id version code status',
  );
  expect(draft).toMatchObject({
    version: 1,
    status: 'DRAFT',
    code: expect.stringMatching(/^370117-A-\d{6}$/),
  });
  const read = `query ($id: ID!) { activity(by: {id: $id}) { title } node(id: $id) { id } }`;
  expect(await query(read, { id: draft.id })).toEqual({ activity: null, node: null });
  expect(await (await person()).query(read, { id: draft.id })).toEqual({ activity: null, node: null });
  for (const who of [coordinator, office]) {
    expect(await who.query(read, { id: draft.id })).toEqual({
      activity: { title: '清理绿化带' },
      node: { id: draft.id },
    });
  }
  await coordinator.does('activityPublish', { id: draft.id, expectedVersion: 1 });
  expect((await query(read, { id: draft.id })).activity).toEqual({ title: '清理绿化带' });
});

test('an activity carries what was given, with its relations', async () => {
  const created = await coordinator.does(
    'activityCreate',
    {
      input: activityInput({
        summary: '简介',
        coOrganizers: [partyId('370117/good-helper-traffic-team')],
        serviceMode: term('service-modes/station'),
        beneficiaryGroups: [term('five-groups/elderly'), term('five-groups/young')],
        terms: [term('cleaned-objects/green-belts')],
        capacity: 10,
        minimumAge: 16,
        occasion: '国庆',
        shifts: [
          { label: '早', startsAt: '2026-11-26T01:00:00Z', endsAt: '2026-11-26T02:00:00Z', capacity: 5 },
          { label: '晚', startsAt: '2026-11-26T02:00:00Z', endsAt: '2026-11-26T03:00:00Z' },
        ],
      }),
    },
    `title summary program { code } organizer { name } coOrganizers { name } serviceMode { label } beneficiaryGroups { code } terms { label }
     capacity placesLeft signUpCount minimumAge maximumAge occasion startsAt endsAt shifts { label capacity startsAt } districtCode isDemo attendance hours`,
  );
  expect(created).toMatchObject({
    program: { code: '2022-4/3' },
    organizer: { name: '艾山街道' },
    coOrganizers: [{ name: '“好帮手”文明交通志愿服务队' }],
    serviceMode: { label: '站点服务' },
    terms: [{ label: '绿化带' }],
    capacity: 10,
    placesLeft: 10,
    signUpCount: 0,
    maximumAge: null,
    startsAt: '2026-11-26T01:00:00.000Z',
    shifts: [
      { label: '早', capacity: 5, startsAt: '2026-11-26T01:00:00.000Z' },
      { label: '晚', capacity: null },
    ],
    districtCode: '370117',
    isDemo: false,
    attendance: 0,
    hours: 0,
  });
  expect(created.beneficiaryGroups.map(({ code }: any) => code).toSorted()).toEqual(['elderly', 'young']);
});

test.each([
  [{ title: ' ' }, 'InvalidInput', 'title'],
  [{ title: '\u0007' }, 'InvalidInput', 'title'],
  [{ endsAt: '2026-11-26T01:00:00Z' }, 'InvalidInput', 'endsAt'],
  [{ endsAt: '2026-11-28T01:00:00Z' }, 'InvalidInput', 'endsAt'],
  [{ capacity: 0 }, 'InvalidInput', 'capacity'],
  [{ minimumAge: 60, maximumAge: 18 }, 'InvalidInput', 'maximumAge'],
  [{ serviceMode: 'five-groups/elderly' }, 'InvalidInput', 'serviceMode'],
])('refuses content that is wrong: %j', async (more, type, field) => {
  const input = activityInput('serviceMode' in more ? { serviceMode: term(more.serviceMode) } : more);
  const refusal = await coordinator.refused('activityCreate', { input });
  expect(refusal).toMatchObject({ __typename: type, path: ['input', field] });
  expect(refusal.message).toBeTruthy();
});

test('a campaign of another program is refused', async () => {
  const { program } = await query(`{ program(by: {code: "2022-4/7"}) { campaigns { id } } }`);
  expect(
    await coordinator.refused('activityCreate', {
      input: activityInput({ campaign: program.campaigns[0].id }),
    }),
  ).toMatchObject({ __typename: 'InvalidInput', path: ['input', 'campaign'] });
});

test('without a statement of risks nothing is published (article 12)', async () => {
  const draft = await coordinator.does('activityCreate', { input: activityInput({ riskStatement: null }) });
  const refusal = await coordinator.refused('activityPublish', { id: draft.id, expectedVersion: 1 });
  expect(refusal).toMatchObject({ __typename: 'RiskStatementMissing', code: 'RISK_STATEMENT_MISSING' });
});

test('a risky activity is not published uninsured (article 17)', async () => {
  const draft = await coordinator.does('activityCreate', { input: activityInput({ isRisky: true }) });
  expect(
    (await coordinator.refused('activityPublish', { id: draft.id, expectedVersion: 1 })).__typename,
  ).toBe('InsuranceMissing');
  const insured = await coordinator.does('activityUpdate', {
    id: draft.id,
    expectedVersion: 1,
    input: activityInput({ isRisky: true, isInsured: true }),
  });
  await coordinator.does('activityPublish', { id: draft.id, expectedVersion: insured.version });
});

test('what is published is not moved into the past', async () => {
  const { id, version } = await given.activity();
  const change = (more: Record<string, unknown>) => ({
    id,
    expectedVersion: version,
    input: activityInput(more),
  });
  const past = { startsAt: '2026-11-24T03:00:00Z', endsAt: '2026-11-24T05:00:00Z' };
  expect(await coordinator.refused('activityUpdate', change(past))).toMatchObject({
    __typename: 'InvalidInput',
    path: ['input', 'startsAt'],
  });
  // One that has begun may still be described better.
  setNow('2026-11-26T02:00:00Z');
  await coordinator.does('activityUpdate', change({ title: '清理绿化带与花坛' }));
  setNow('2026-11-24T04:00:00Z');
});

test('is not moved to where those who signed up have another activity', async () => {
  const first = await given.activity();
  const later = { startsAt: '2026-11-26T05:00:00Z', endsAt: '2026-11-26T06:00:00Z' };
  const second = await given.activity(later);
  const both = await Promise.all([given.volunteer(), given.volunteer()]);
  for (const volunteer of [...both, await given.volunteer()]) {
    await volunteer.does('signUpCreate', { input: { activity: second.id } });
  }
  for (const volunteer of both) await volunteer.does('signUpCreate', { input: { activity: first.id } });
  const { version } = (
    await query(`query ($id: ID!) { activity(by: {id: $id}) { version } }`, { id: second.id })
  ).activity;
  const move = (startsAt: string, endsAt: string) => ({
    id: second.id,
    expectedVersion: version,
    input: activityInput({ startsAt, endsAt }),
  });
  const refusal = await coordinator.refused(
    'activityUpdate',
    move('2026-11-26T02:00:00Z', '2026-11-26T04:00:00Z'),
  );
  expect(refusal).toMatchObject({ __typename: 'InvalidInput', path: ['input', 'startsAt'] });
  expect(refusal.message).toContain('2 个报名');
  await coordinator.does('activityUpdate', move('2026-11-26T03:00:00Z', '2026-11-26T04:00:00Z'));
});

test('a series moves by a day though each goes to where the next one was', async () => {
  const { activities } = await coordinator.does(
    'activitySeriesCreate',
    { input: { activity: activityInput(), rrule: 'FREQ=DAILY;COUNT=2' } },
    'id activities { nodes { id version } }',
  );
  const [first, second] = activities.nodes;
  await coordinator.does('activityPublish', { id: first.id, expectedVersion: first.version, scope: 'ALL' });
  const volunteer = await given.volunteer();
  for (const { id } of [first, second]) await volunteer.does('signUpCreate', { input: { activity: id } });
  const { version } = (
    await query(`query ($id: ID!) { activity(by: {id: $id}) { version } }`, { id: first.id })
  ).activity;
  const moved = await coordinator.does(
    'activityUpdate',
    {
      id: first.id,
      expectedVersion: version,
      scope: 'ALL',
      input: activityInput({ startsAt: '2026-11-27T01:00:00Z', endsAt: '2026-11-27T03:00:00Z' }),
    },
    'series { activities { nodes { startsAt } } }',
  );
  expect(moved.series.activities.nodes).toEqual([
    { startsAt: '2026-11-27T01:00:00.000Z' },
    { startsAt: '2026-11-28T01:00:00.000Z' },
  ]);
});

test('an update on a stale version is refused with the current one, and nothing is lost', async () => {
  const draft = await coordinator.does('activityCreate', { input: activityInput() });
  await coordinator.does('activityUpdate', {
    id: draft.id,
    expectedVersion: 1,
    input: activityInput({ title: '第一次' }),
  });
  expect(
    await office.refused('activityUpdate', {
      id: draft.id,
      expectedVersion: 1,
      input: activityInput({ title: '第二次' }),
    }),
  ).toMatchObject({ __typename: 'VersionConflict', current: 2 });
  const { activity } = await office.query(`query ($id: ID!) { activity(by: {id: $id}) { title } }`, draft);
  expect(activity.title).toBe('第一次');
});

test('the same key and input gives the first answer again, other input is refused', async () => {
  const idempotencyKey = crypto.randomUUID();
  const first = await coordinator.does('activityCreate', {
    input: activityInput({ title: '甲' }),
    idempotencyKey,
  });
  const again = await coordinator.does('activityCreate', {
    input: activityInput({ title: '甲' }),
    idempotencyKey,
  });
  expect(again.id).toBe(first.id);
  expect(
    await coordinator.refused('activityCreate', { input: activityInput({ title: '乙' }), idempotencyKey }),
  ).toMatchObject({ __typename: 'IdempotencyConflict' });
  const { activities } = await office.query(
    `{ activities(where: {title: {in: ["甲", "乙"]}}) { totalCount } }`,
  );
  expect(activities.totalCount).toBe(1);
});

test('twins under way at the same time write once', async () => {
  const args = { input: activityInput({ title: '孪生' }), idempotencyKey: crypto.randomUUID() };
  const twins = await Promise.all(Array.from({ length: 8 }, () => coordinator.does('activityCreate', args)));
  expect(new Set(twins.map(({ id }) => id)).size).toBe(1);
});

test('cancels with a public reason, once', async () => {
  const { id, version } = await given.activity();
  expect(
    await coordinator.refused('activityCancel', { id, expectedVersion: version, reason: '  ' }),
  ).toMatchObject({
    path: ['reason'],
  });
  const cancelled = await coordinator.does(
    'activityCancel',
    { id, expectedVersion: version, reason: '大雨' },
    'status cancelReason version',
  );
  expect(cancelled).toMatchObject({ status: 'CANCELLED', cancelReason: '大雨' });
  expect(
    await coordinator.refused('activityCancel', { id, expectedVersion: cancelled.version, reason: '再' }),
  ).toMatchObject({ __typename: 'InvalidTransition', status: 'CANCELLED' });
});

test('what is void is public no longer', async () => {
  const { id, version } = await given.activity();
  expect(
    (await coordinator.refused('activityVoid', { id, expectedVersion: version, reason: '误录' })).code,
  ).toBe('NOT_ALLOWED');
  await office.does('activityVoid', { id, expectedVersion: version, reason: '误录' });
  expect((await query(`query ($id: ID!) { activity(by: {id: $id}) { id } }`, { id })).activity).toBeNull();
});

test('without a token a write is refused as a whole', async () => {
  const { send } = await world();
  const { status, errors } = await send(
    `mutation ($input: ActivityInput!) { activityCreate(input: $input) { activity { id } } }`,
    { input: activityInput() },
  );
  expect(status).toBe(401);
  expect(errors![0]!.extensions.code).toBe('UNAUTHENTICATED');
});

test('lists are filtered by program, terms, time and organizer', async () => {
  await given.activity({
    title: '筛选',
    terms: [term('cleaned-objects/dustbins')],
    program: programs['2022-4/3'],
  });
  const { activities } = await query(`{ activities(where: {
      title: {eq: "筛选"}, program: {ordinal: {eq: 3}}, terms: {some: {code: {eq: "dustbins"}}},
      organizer: {name: {eq: "艾山街道"}}, startsAt: {between: {from: "2026-11-26T00:00:00+08:00", to: "2026-11-27T00:00:00+08:00"}} }) {
      totalCount nodes { title terms { code } } } }`);
  expect(activities).toEqual({ totalCount: 1, nodes: [{ title: '筛选', terms: [{ code: 'dustbins' }] }] });
});

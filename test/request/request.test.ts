import { afterEach, expect, test } from 'vitest';
import { world } from '../setup/world.ts';
import { requests } from './given.ts';

const everybody = await world();
const { coordinator, office, person, query, setNow, partyId, term, programs, database } = everybody;
const here = await requests(everybody);
const { team, corps, otherStreet, TEAM, CORPS } = here;
const requester = await person('requester');

const NOW = '2026-11-24T04:00:00Z';
afterEach(() => setNow(NOW));

const read = async (request: { id: string }, fields: string, who = office) =>
  (
    await who.query(`query ($id: ID!) { serviceRequest(by: {id: $id}) { ${fields} } }`, {
      id: request.id,
    })
  ).serviceRequest;

test('a request goes the whole way, from submission to evaluation', async () => {
  const submitted = await requester.does(
    'serviceRequestSubmit',
    {
      input: here.input({
        program: programs['2022-4/5'],
        preferredFrom: '2026-11-26T00:00:00Z',
        preferredTo: '2026-11-27T00:00:00Z',
      }),
    },
    `id version number status title need isOnBehalf requester { id } beneficiaryGroup { code } program { code } street { name } districtCode
     contactName address submittedAt reviewDueAt waitsFor dueAt isLate responseMinutes activity { id } dispatches { id } isDemo`,
  );
  expect(submitted).toMatchObject({
    version: 1,
    number: expect.stringMatching(/^370117-R-\d{6}$/),
    status: 'SUBMITTED',
    isOnBehalf: false,
    requester: { id: expect.any(String) },
    beneficiaryGroup: { code: 'elderly' },
    program: { code: '2022-4/5' },
    street: { name: '艾山街道' },
    districtCode: '370117',
    contactName: '欧阳若兰',
    submittedAt: '2026-11-24T04:00:00.000Z',
    reviewDueAt: '2026-11-27T04:00:00.000Z',
    waitsFor: 'REVIEW',
    dueAt: '2026-11-27T04:00:00.000Z',
    isLate: false,
    responseMinutes: null,
    activity: null,
    dispatches: [],
    isDemo: false,
  });
  setNow('2026-11-24T05:00:00Z');
  const approved = await here.approve(submitted);
  expect(await read(approved, 'status waitsFor dueAt reviewedAt')).toEqual({
    status: 'APPROVED',
    waitsFor: 'DISPATCH',
    dueAt: '2026-11-26T05:00:00.000Z',
    reviewedAt: '2026-11-24T05:00:00.000Z',
  });
  const offered = await here.offer(approved, TEAM);
  expect(await read(offered, 'status waitsFor dueAt dispatches { party { name } answer respondBy }')).toEqual(
    {
      status: 'OFFERED',
      waitsFor: 'ANSWER',
      dueAt: '2026-11-26T05:00:00.000Z',
      dispatches: [
        {
          party: { name: '“好帮手”文明交通志愿服务队' },
          answer: 'PENDING',
          respondBy: '2026-11-26T05:00:00.000Z',
        },
      ],
    },
  );
  setNow('2026-11-24T06:30:00Z');
  const accepted = await here.accept(offered, team);
  expect(
    await read(
      accepted,
      'status waitsFor acceptedBy { id } acceptedAt responseMinutes dispatches { answer answeredAt }',
    ),
  ).toEqual({
    status: 'ACCEPTED',
    waitsFor: 'SCHEDULE',
    acceptedBy: { id: TEAM },
    acceptedAt: '2026-11-24T06:30:00.000Z',
    responseMinutes: 150,
    dispatches: [{ answer: 'ACCEPTED', answeredAt: '2026-11-24T06:30:00.000Z' }],
  });
  const activity = await here.activity({ serviceMode: term('service-modes/on-request') });
  const scheduled = await here.schedule(accepted, team, activity.id);
  expect(await read(scheduled, 'status waitsFor dueAt activity { code }')).toEqual({
    status: 'SCHEDULED',
    waitsFor: 'SERVICE',
    dueAt: activity.endsAt,
    activity: { code: activity.code },
  });
  setNow('2026-11-26T03:00:00Z');
  const served = await here.served(scheduled, team);
  expect(await read(served, 'status waitsFor dueAt servedAt')).toEqual({
    status: 'SERVED',
    waitsFor: 'EVALUATION',
    dueAt: null,
    servedAt: '2026-11-26T03:00:00.000Z',
  });
  const evaluated = await requester.does(
    'serviceRequestEvaluate',
    { id: served.id, expectedVersion: served.version, input: { score: 5, comment: '很周到' } },
    'id status waitsFor isLate score comment evaluatedAt',
  );
  expect(evaluated).toMatchObject({
    status: 'EVALUATED',
    waitsFor: null,
    isLate: false,
    score: 5,
    comment: '很周到',
    evaluatedAt: '2026-11-26T03:00:00.000Z',
  });
  const of = await office.query(
    `query ($activity: ID!, $code: String!) {
      activity(by: {id: $activity}) { serviceRequests { nodes { number } } }
      party(by: {code: $code}) { serviceRequests { totalCount nodes { number } } } }`,
    { activity: activity.id, code: '370117/good-helper-traffic-team' },
  );
  const one = { nodes: [{ number: submitted.number }] };
  expect(of).toMatchObject({ activity: { serviceRequests: one }, party: { serviceRequests: one } });
});

test('a declined offer costs nothing, and the request is offered to another', async () => {
  const offered = await here.offered(requester);
  const declined = await here.decline(offered, team);
  expect(await read(declined, 'status waitsFor')).toEqual({ status: 'APPROVED', waitsFor: 'DISPATCH' });
  setNow('2026-11-24T05:00:00Z');
  const again = await here.offer(declined, CORPS);
  await here.accept(again, corps);
  expect(
    await read(again, 'status acceptedBy { id } responseMinutes dispatches { answer declineReason }'),
  ).toEqual({
    status: 'ACCEPTED',
    acceptedBy: { id: CORPS },
    responseMinutes: 60,
    dispatches: [
      { answer: 'DECLINED', declineReason: null },
      { answer: 'ACCEPTED', declineReason: null },
    ],
  });
});

test('nobody answers an offer for another: the office neither (article 25)', async () => {
  const { id, version } = await here.offered(requester);
  for (const who of [office, coordinator, requester]) {
    for (const mutation of ['serviceRequestAccept', 'serviceRequestDecline']) {
      expect((await who.refused(mutation, { id, expectedVersion: version })).code).toBe('NOT_ALLOWED');
    }
  }
  expect((await otherStreet.refused('serviceRequestAccept', { id, expectedVersion: version })).code).toBe(
    'NOT_FOUND',
  );
});

test('a second offer waits until the first is past its time, and then supersedes it', async () => {
  const offered = await here.offered(requester);
  const args = { id: offered.id, expectedVersion: offered.version, input: { party: CORPS } };
  expect(await office.refused('serviceRequestOffer', args)).toMatchObject({
    __typename: 'OfferPending',
    code: 'OFFER_PENDING',
    respondBy: '2026-11-26T04:00:00.000Z',
  });
  setNow('2026-11-26T04:00:01Z');
  expect(await read(offered, 'waitsFor isLate')).toEqual({ waitsFor: 'ANSWER', isLate: true });
  const again = await office.does('serviceRequestOffer', args);
  expect(await read(again, 'status isLate dispatches { party { id } answer answeredAt }')).toEqual({
    status: 'OFFERED',
    isLate: false,
    dispatches: [
      { party: { id: TEAM }, answer: 'EXPIRED', answeredAt: null },
      { party: { id: CORPS }, answer: 'PENDING', answeredAt: null },
    ],
  });
  const late = { id: again.id, expectedVersion: again.version };
  expect((await team.refused('serviceRequestAccept', late)).code).toBe('NOT_FOUND');
  await corps.does('serviceRequestAccept', late);
});

test('an accepted request is handed back with a reason, and offered to another', async () => {
  const accepted = await here.accepted(requester);
  const args = { id: accepted.id, expectedVersion: accepted.version, reason: '车坏了' };
  expect(await team.refused('serviceRequestReturn', { ...args, reason: ' ' })).toMatchObject({
    path: ['reason'],
  });
  expect((await corps.refused('serviceRequestReturn', args)).code).toBe('NOT_FOUND');
  for (const who of [coordinator, requester]) {
    expect((await who.refused('serviceRequestReturn', args)).code).toBe('NOT_ALLOWED');
  }
  setNow('2026-11-25T04:00:00Z');
  const returned = await here.handBack(accepted, team, '车坏了');
  const STATE =
    'status waitsFor dueAt acceptedBy { id } acceptedAt responseMinutes activity { id } dispatches { answer answeredAt declineReason }';
  expect(await read(returned, STATE)).toEqual({
    status: 'APPROVED',
    waitsFor: 'DISPATCH',
    dueAt: '2026-11-27T04:00:00.000Z',
    acceptedBy: null,
    acceptedAt: null,
    responseMinutes: null,
    activity: null,
    dispatches: [{ answer: 'RETURNED', answeredAt: '2026-11-25T04:00:00.000Z', declineReason: '车坏了' }],
  });
  await here.accept(await here.offer(returned, CORPS), corps);
  // The office may, too, and from what is scheduled; not from what was served.
  setNow(NOW);
  const scheduled = await here.schedule(await here.accepted(requester), team, (await here.activity()).id);
  await office.does('serviceRequestReturn', {
    id: scheduled.id,
    expectedVersion: scheduled.version,
    reason: '换人',
  });
  expect(await read(scheduled, 'status activity { id }')).toEqual({ status: 'APPROVED', activity: null });
  const other = await here.schedule(await here.accepted(requester), team, (await here.activity()).id);
  setNow('2026-11-26T02:00:00Z');
  const { id, version } = await here.served(other, team);
  expect(
    (await team.refused('serviceRequestReturn', { id, expectedVersion: version, reason: '晚' })).code,
  ).toBe('INVALID_TRANSITION');
});

test('what was accepted and not scheduled in time is offered to another', async () => {
  const accepted = await here.accepted(requester);
  const dropped = await here.accepted(requester);
  const activity = await here.activity();
  const scheduled = await here.schedule(dropped, team, activity.id);
  const offer = ({ id, version }: { id: string; version: number }) => ({
    id,
    expectedVersion: version,
    input: { party: CORPS },
  });
  for (const request of [accepted, scheduled]) {
    expect((await coordinator.refused('serviceRequestOffer', offer(request))).code).toBe(
      'INVALID_TRANSITION',
    );
  }
  await team.does('activityCancel', { id: activity.id, expectedVersion: activity.version, reason: '雨' });
  setNow('2026-11-27T04:00:01Z');
  for (const request of [accepted, scheduled]) {
    await coordinator.does('serviceRequestOffer', offer(request));
    expect(await read(request, 'status acceptedBy { id } activity { id } dispatches { answer }')).toEqual({
      status: 'OFFERED',
      acceptedBy: null,
      activity: null,
      dispatches: [{ answer: 'EXPIRED' }, { answer: 'PENDING' }],
    });
  }
});

test('a late answer counts while no other offer was made', async () => {
  const offered = await here.offered(requester);
  setNow('2026-11-30T04:00:00Z');
  await here.accept(offered, team);
  expect(await read(offered, 'status')).toEqual({ status: 'ACCEPTED' });
});

test('of two who accept at once one wins, and of two who offer at once', async () => {
  for (let round = 0; round < 10; round += 1) {
    const approved = await here.approved(requester);
    const offers = await Promise.all(
      [TEAM, CORPS].map((party) =>
        office.tries('serviceRequestOffer', {
          id: approved.id,
          expectedVersion: approved.version,
          input: { party },
        }),
      ),
    );
    expect(offers.flatMap(({ errors }) => errors).map(({ __typename }) => __typename)).toEqual([
      'VersionConflict',
    ]);
    const { version, dispatches } = await read(approved, 'version dispatches { party { id } answer }');
    expect(dispatches).toHaveLength(1);
    const who = dispatches[0].party.id === TEAM ? team : corps;
    const args = { id: approved.id, expectedVersion: version };
    const answers = await Promise.all(
      ['serviceRequestAccept', 'serviceRequestDecline', 'serviceRequestAccept'].map((mutation) =>
        who.tries(mutation, args),
      ),
    );
    expect(answers.filter(({ errors }) => errors.length === 0)).toHaveLength(1);
    expect((await read(approved, 'dispatches { answer }')).dispatches).toHaveLength(1);
  }
});

test('is late when the step it waits for is past due, and the list can be asked for such', async () => {
  const submitted = await here.submitted(requester, { title: '会逾期' });
  const late = async () =>
    (
      await office.query(
        `{ serviceRequests(where: {title: {eq: "会逾期"}, isLate: {eq: true}, waitsFor: {eq: REVIEW}}) { totalCount nodes { dueAt } } }`,
      )
    ).serviceRequests;
  expect(await late()).toEqual({ totalCount: 0, nodes: [] });
  setNow('2026-11-27T04:00:01Z');
  expect(await late()).toEqual({ totalCount: 1, nodes: [{ dueAt: '2026-11-27T04:00:00.000Z' }] });
  await here.approve(submitted);
  expect(await read(submitted, 'waitsFor isLate')).toEqual({ waitsFor: 'DISPATCH', isLate: false });
});

test('without its activity it waits for another one', async () => {
  const accepted = await here.accepted(requester);
  const first = await here.activity();
  const scheduled = await here.schedule(accepted, team, first.id);
  await team.does('activityCancel', { id: first.id, expectedVersion: first.version, reason: '大雨' });
  expect(await read(scheduled, 'status waitsFor')).toEqual({ status: 'SCHEDULED', waitsFor: 'SCHEDULE' });
  setNow('2026-11-26T02:00:00Z');
  expect(
    await team.refused('serviceRequestServed', { id: scheduled.id, expectedVersion: scheduled.version }),
  ).toMatchObject({ __typename: 'InvalidTransition' });
  setNow(NOW);
  const second = await here.activity();
  const again = await here.schedule(scheduled, team, second.id);
  const args = { id: again.id, expectedVersion: again.version };
  expect((await team.refused('serviceRequestServed', args)).code).toBe('INVALID_TRANSITION');
  setNow('2026-11-26T02:00:00Z');
  // It has begun, and nobody is there.
  const { message } = await team.refused('serviceRequestServed', args);
  expect(message).toContain('没有人到场');
  await here.served(again, team);
  expect(await read(again, 'status')).toEqual({ status: 'SERVED' });
});

test('only a published activity of whoever accepted serves, on request or of no mode', async () => {
  const { id, version } = await here.accepted(requester);
  const draft = await team.does('activityCreate', {
    input: everybody.activityInput({ organizer: TEAM }),
  });
  for (const activity of [
    draft,
    await everybody.given.activity(),
    await here.activity({ serviceMode: term('service-modes/station') }),
  ]) {
    expect(
      await team.refused('serviceRequestSchedule', { id, expectedVersion: version, activity: activity.id }),
    ).toMatchObject({ __typename: 'ActivityNotSuitable', path: ['activity'] });
  }
  expect(
    await corps.refused('serviceRequestSchedule', { id, expectedVersion: version, activity: draft.id }),
  ).toMatchObject({ __typename: 'NotFound' });
});

test.each([
  [{ street: '370117/publicity-department' }, 'street'],
  [{ beneficiaryGroup: 'service-modes/station' }, 'beneficiaryGroup'],
  [{ title: ' ' }, 'title'],
  [{ contactPhone: '12' }, 'contactPhone'],
  [{ preferredFrom: '2026-11-27T00:00:00Z', preferredTo: '2026-11-26T00:00:00Z' }, 'preferredTo'],
  [{ preferredTo: '2026-11-01T00:00:00Z' }, 'preferredTo'],
  [{ preferredFrom: '2026-11-24T03:59:59Z' }, 'preferredFrom'],
])('refuses a request that is wrong: %j', async (more: Record<string, string>, field) => {
  const input = here.input({
    ...more,
    ...(more['street'] && { street: partyId(more['street']) }),
    ...(more['beneficiaryGroup'] && { beneficiaryGroup: term(more['beneficiaryGroup']) }),
  });
  expect(await requester.refused('serviceRequestSubmit', { input })).toMatchObject({
    __typename: 'InvalidInput',
    path: ['input', field],
  });
});

test('for somebody else only the street and the office submit', async () => {
  const input = here.input({ forOneself: false });
  for (const who of [requester, otherStreet, here.otherOffice]) {
    expect((await who.refused('serviceRequestSubmit', { input })).code).toBe('NOT_ALLOWED');
  }
  for (const who of [coordinator, office]) {
    expect(await who.does('serviceRequestSubmit', { input }, 'isOnBehalf requester { id }')).toEqual({
      isOnBehalf: true,
      requester: null,
    });
  }
});

test('a rejection says why, and the requester reads it', async () => {
  const { id, version } = await here.submitted(requester);
  const args = (reason?: string) => ({ id, expectedVersion: version, input: { decision: 'REJECT', reason } });
  expect(await coordinator.refused('serviceRequestReview', args())).toMatchObject({
    path: ['input', 'reason'],
  });
  expect((await requester.refused('serviceRequestReview', args('不'))).code).toBe('NOT_ALLOWED');
  const rejected = await coordinator.does('serviceRequestReview', args('不在服务范围'));
  expect(await read(rejected, 'status rejectReason waitsFor dueAt', requester)).toEqual({
    status: 'REJECTED',
    rejectReason: '不在服务范围',
    waitsFor: null,
    dueAt: null,
  });
  expect(
    await coordinator.refused('serviceRequestReview', { ...args('再'), expectedVersion: rejected.version }),
  ).toMatchObject({ __typename: 'InvalidTransition', status: 'REJECTED' });
});

test('an offer goes to a unit or team of the district, for 14 days at most', async () => {
  const { id, version } = await here.approved(requester);
  const refused = (input: Record<string, unknown>) =>
    coordinator.refused('serviceRequestOffer', { id, expectedVersion: version, input });
  expect(await refused({ party: partyId('370117/streets-and-zones') })).toMatchObject({
    path: ['input', 'party'],
  });
  for (const respondBy of ['2026-11-24T04:00:00Z', '2026-11-24T04:59:59Z', '2026-12-08T04:00:01Z']) {
    expect(await refused({ party: TEAM, respondBy })).toMatchObject({ path: ['input', 'respondBy'] });
  }
  await here.offer({ id, version }, TEAM, '2026-12-08T04:00:00Z');
});

test('is cancelled before the service, by the requester or the office, and an open offer goes with it', async () => {
  const offered = await here.offered(requester);
  const args = { id: offered.id, expectedVersion: offered.version, reason: '已好转' };
  expect((await team.refused('serviceRequestCancel', args)).code).toBe('NOT_ALLOWED');
  const cancelled = await requester.does('serviceRequestCancel', args);
  expect(await read(cancelled, 'status cancelReason waitsFor dispatches { answer }')).toEqual({
    status: 'CANCELLED',
    cancelReason: '已好转',
    waitsFor: null,
    dispatches: [{ answer: 'WITHDRAWN' }],
  });
  expect(
    await team.refused('serviceRequestAccept', { id: offered.id, expectedVersion: cancelled.version }),
  ).toMatchObject({ __typename: 'InvalidTransition', status: 'CANCELLED' });
  const scheduled = await here.schedule(await here.accepted(requester), team, (await here.activity()).id);
  setNow('2026-11-26T02:00:00Z');
  const { id, version } = await here.served(scheduled, team);
  expect(
    (await office.refused('serviceRequestCancel', { id, expectedVersion: version, reason: '晚了' })).code,
  ).toBe('INVALID_TRANSITION');
});

test('is evaluated by the requester, or by the office with a reason', async () => {
  const scheduled = await here.schedule(await here.accepted(requester), team, (await here.activity()).id);
  const early = {
    id: scheduled.id,
    expectedVersion: scheduled.version,
    input: { score: 5, reason: '电话回访' },
  };
  expect((await office.refused('serviceRequestEvaluate', early)).code).toBe('INVALID_TRANSITION');
  setNow('2026-11-26T02:00:00Z');
  const { id, version } = await here.served(scheduled, team);
  const args = (input: Record<string, unknown>) => ({ id, expectedVersion: version, input });
  for (const score of [0, 6]) {
    expect(await requester.refused('serviceRequestEvaluate', args({ score }))).toMatchObject({
      path: ['input', 'score'],
    });
  }
  expect((await team.refused('serviceRequestEvaluate', args({ score: 5 }))).code).toBe('NOT_ALLOWED');
  expect(await office.refused('serviceRequestEvaluate', args({ score: 4 }))).toMatchObject({
    path: ['input', 'reason'],
  });
  await office.does('serviceRequestEvaluate', args({ score: 4, reason: '电话回访' }));
  const { auditEntries } = await office.query(
    `{ auditEntries(where: {action: {eq: "serviceRequestEvaluate"}}, first: 100) { nodes { reason subjectId } } }`,
  );
  expect(auditEntries.nodes).toContainEqual({ reason: '电话回访', subjectId: id });
});

test('the same key and input gives the first request again, other input is refused', async () => {
  const idempotencyKey = crypto.randomUUID();
  const input = here.input();
  const submit = () => requester.does('serviceRequestSubmit', { input, idempotencyKey });
  const [first, twin] = await Promise.all([submit(), submit()]);
  expect(twin.id).toBe(first.id);
  expect((await submit()).id).toBe(first.id);
  expect(
    (await requester.refused('serviceRequestSubmit', { input: here.input(), idempotencyKey })).code,
  ).toBe('IDEMPOTENCY_CONFLICT');
  const offered = await here.offered(requester);
  const answer = { id: offered.id, expectedVersion: offered.version, idempotencyKey: crypto.randomUUID() };
  const accepted = await team.does('serviceRequestAccept', answer);
  expect(await team.does('serviceRequestAccept', answer)).toEqual(accepted);
});

test('the list takes a fixed number of statements, whatever its size', async () => {
  for (let i = 0; i < 8; i += 1) await here.accepted(await person());
  const count = async (first: number) => {
    const text = `{ serviceRequests(first: ${first}, orderBy: [{field: NUMBER, direction: DESC}]) { totalCount nodes {
      number status waitsFor dueAt isLate responseMinutes contactName address street { name } acceptedBy { name } beneficiaryGroup { label }
      activity { title } requester { id } dispatches { answer party { name } request { number } } } } }`;
    database.statements = [];
    const { serviceRequests } = await office.query(text);
    expect(serviceRequests.nodes).toHaveLength(first);
    return database.statements.length;
  };
  const few = await count(1);
  expect([await count(4), await count(8)]).toEqual([few, few]);
  // Who asks, the list, its total, the offers.
  expect(few).toBe(4);
});

test('without a token nothing is submitted', async () => {
  const { status } = await everybody.send(
    `mutation ($input: ServiceRequestInput!) { serviceRequestSubmit(input: $input) { serviceRequest { id } } }`,
    { input: here.input() },
  );
  expect(status).toBe(401);
  expect(await query(`{ viewer { serviceRequests { totalCount } } }`)).toEqual({
    viewer: { serviceRequests: null },
  });
});

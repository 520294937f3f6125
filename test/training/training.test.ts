import { expect, test } from 'vitest';
import { rewarding } from '../setup/rewarding.ts';
import { type Person, UNIT, world } from '../setup/world.ts';

const w = await world();
const { given, office, coordinator, person, partyId, programs, term, query, database, setNow } = w;
const { course, courseInput, session, sessionInput, draftSession, enrol, attended, passed, diploma, change } =
  rewarding(w);

const BEFORE = '2026-11-24T04:00:00Z';
const volunteer = (more: Record<string, unknown> = {}) => given.volunteer({ unit: partyId(UNIT), ...more });
const read = async (id: string, fields: string, who: Pick<Person, 'query'> = w) =>
  (await who.query(`query ($id: ID!) { node(id: $id) { ... on TrainingSession { ${fields} } } }`, { id }))
    .node;
const target = async () => {
  const { program } = await query(
    '{ program(by: {code: "2022-4/8"}) { targets { code progress { value share definition } } } }',
  );
  return program.targets.find(({ code }: any) => code === 'backbone-volunteers').progress;
};

test('of fifty who enrol at one time for five places, five have one', async () => {
  const { id } = await session({ capacity: 5, hasWaitingList: false });
  const people = [];
  for (let i = 0; i < 50; i += 1) people.push(await volunteer());
  const outcomes = await Promise.all(
    people.map((one) => one.tries('enrolmentCreate', { input: { session: id } }, 'id')),
  );
  expect(outcomes.filter(({ object }) => object)).toHaveLength(5);
  expect(outcomes.flatMap(({ errors }) => errors)).toEqual(
    Array.from({ length: 45 }, () => expect.objectContaining({ __typename: 'SessionFull', capacity: 5 })),
  );
  expect(await read(id, 'enrolledCount placesLeft')).toEqual({ enrolledCount: 5, placesLeft: 0 });
  await expect(
    database.pool.query(`update training_session set enrolled_count = 6 where capacity = 5`),
  ).rejects.toThrow('training_session_not_oversold');
});

test('one person enrols once, at one time too, and may again after cancelling', async () => {
  const { id } = await session({ capacity: 3 });
  const who = await volunteer();
  const all = await Promise.all(
    [1, 2, 3, 4, 5].map(() => who.tries('enrolmentCreate', { input: { session: id } })),
  );
  const [enrolment] = all.flatMap(({ object }) => object ?? []);
  expect(all.flatMap(({ errors }) => errors)).toEqual(
    Array.from({ length: 4 }, () =>
      expect.objectContaining({ __typename: 'AlreadyEnrolled', enrolmentId: enrolment.id }),
    ),
  );
  await who.does('enrolmentCancel', change(enrolment));
  expect(await read(id, 'enrolledCount')).toEqual({ enrolledCount: 0 });
  await who.does('enrolmentCreate', { input: { session: id } });
  expect(await read(id, 'enrolledCount')).toEqual({ enrolledCount: 1 });
});

test('a cancelled place is free for the next one, whatever happens at one time', async () => {
  const { id } = await session({ capacity: 2 });
  const people = [await volunteer(), await volunteer(), await volunteer(), await volunteer()];
  const [a, b] = [
    await people[0]!.does('enrolmentCreate', { input: { session: id } }),
    await people[1]!.does('enrolmentCreate', { input: { session: id } }),
  ];
  await Promise.all([
    people[0]!.tries('enrolmentCancel', change(a)),
    people[1]!.tries('enrolmentCancel', change(b)),
    people[2]!.tries('enrolmentCreate', { input: { session: id } }),
    people[3]!.tries('enrolmentCreate', { input: { session: id } }),
  ]);
  const { rows } = await database.pool.query(
    `select s.enrolled_count = (select count(*) from enrolment e where e.session_id = s.id and e.status <> 'CANCELLED') as same from training_session s`,
  );
  expect(rows.every(({ same }) => same)).toBe(true);
});

test('enrolment is open from publication to the start', async () => {
  const who = await volunteer();
  const draft = await draftSession();
  const create = (id: string) => who.tries('enrolmentCreate', { input: { session: id } });
  expect((await create(draft.id)).errors).toMatchObject([
    { __typename: 'NotFound', path: ['input', 'session'] },
  ]);
  const published = await session();
  setNow('2026-11-26T01:00:00Z');
  expect((await create(published.id)).errors).toMatchObject([
    { __typename: 'SessionNotOpen', sessionStatus: 'PUBLISHED' },
  ]);
  expect(await coordinator.refused('trainingSessionPublish', change(draft))).toMatchObject({
    __typename: 'InvalidTransition',
  });
  setNow(BEFORE);
});

test('a child enrols with the guardian’s consent alone, and loses the place with it', async () => {
  const child = { birthDate: '2016-05-01', guardianName: '某某', guardianPhone: '13800000001' };
  const { id } = await session();
  const who = await volunteer({ ...child, guardianConsent: true });
  await who.does('enrolmentCreate', { input: { session: id } });
  const { viewer } = await who.query('{ viewer { volunteer { consents { id version kind } } } }');
  const consent = viewer.volunteer.consents.find(({ kind }: any) => kind === 'GUARDIAN_PARTICIPATION');
  await who.does('consentWithdraw', change(consent));
  expect(await read(id, 'enrolledCount')).toEqual({ enrolledCount: 0 });
  expect(await who.refused('enrolmentCreate', { input: { session: id } })).toMatchObject({
    __typename: 'GuardianConsentMissing',
  });
});

test('whoever withdraws leaves the training that has not begun', async () => {
  const { id } = await session();
  const who = await volunteer();
  await who.does('enrolmentCreate', { input: { session: id } });
  await who.does('volunteerWithdraw', { ...change(who), reason: '搬家' });
  expect(await read(id, 'enrolledCount enrolments { totalCount nodes { status } }', office)).toEqual({
    ...{ enrolledCount: 0, enrolments: { totalCount: 1, nodes: [{ status: 'CANCELLED' }] } },
  });
});

test('presence, completion and certificate follow one another; a score decides where the course has one', async () => {
  const scored = await course({ passingScore: 60 });
  const who = await volunteer();
  const enrolment = await enrol(who, { course: scored.id });
  const complete = (row: { id: string; version: number }, input: Record<string, unknown>) =>
    coordinator.tries('enrolmentComplete', { ...change(row), input }, 'id version status score hasPassed');
  expect((await complete(enrolment, { score: 80 })).errors).toMatchObject([
    { __typename: 'InvalidTransition' },
  ]);
  expect(await coordinator.refused('enrolmentAttend', change(enrolment))).toMatchObject({
    status: 'ENROLLED',
  });
  setNow('2026-11-26T02:00:00Z');
  const present = await coordinator.does('enrolmentAttend', change(enrolment));
  for (const [input, field] of [
    [{ hasPassed: true }, 'score'],
    [{ score: 80, hasPassed: true }, 'hasPassed'],
    [{ score: 101 }, 'score'],
  ] as const) {
    expect((await complete(present, input)).errors).toMatchObject([{ path: ['input', field] }]);
  }
  const failed = (await complete(present, { score: 59 })).object;
  expect(failed).toMatchObject({ status: 'COMPLETED', score: 59, hasPassed: false });
  expect(await who.refused('trainingCertificateIssue', { enrolment: failed.id })).toMatchObject({
    __typename: 'InvalidTransition',
  });
  const mended = (await complete(failed, { score: 60 })).object;
  expect(mended).toMatchObject({ score: 60, hasPassed: true });
  const certificate = await who.does(
    'trainingCertificateIssue',
    { enrolment: mended.id },
    'id version number',
  );
  expect((await complete(mended, { score: 10 })).errors).toMatchObject([{ __typename: 'InvalidTransition' }]);
  expect(certificate.number).toMatch(/^370117-J2026(-[2-9A-HJ-NP-Z]{4}){3}$/);
  setNow(BEFORE);
});

test('anybody verifies a certificate by its number, without personal data', async () => {
  const who = await volunteer();
  const certificate = await diploma(who);
  const VERIFY = `query ($number: String!) { trainingCertificate(by: {number: $number}) { status courseTitle completedOn voidedAt volunteer { number } } }`;
  const verify = async (by: Pick<Person, 'query'>) =>
    (await by.query(VERIFY, { number: certificate.number })).trainingCertificate;
  expect(await verify(w)).toEqual({
    ...{
      status: 'VALID',
      courseTitle: '创城骨干培训',
      completedOn: '2026-11-26',
      voidedAt: null,
      volunteer: null,
    },
  });
  expect(await verify(who)).toMatchObject({ volunteer: { number: who.number } });
  expect(await verify(await volunteer())).toMatchObject({ volunteer: null });
  await office.does('trainingCertificateVoid', { ...change(certificate), reason: '误发' });
  expect(await verify(w)).toMatchObject({ status: 'VOID' });
  expect((await query(VERIFY, { number: '370117-J2026-AAAA-AAAA-AAAA' })).trainingCertificate).toBeNull();
  setNow(BEFORE);
});

test('certificates asked for at one time are one', async () => {
  const who = await volunteer();
  const { id } = await passed(who);
  const all = await Promise.all(
    [1, 2, 3, 4, 5].map(() => who.tries('trainingCertificateIssue', { enrolment: id })),
  );
  expect(all.filter(({ object }) => object)).toHaveLength(1);
  setNow(BEFORE);
});

test('whoever passed counts towards the thousand once, by course or by activity', async () => {
  const before = (await target()).value;
  const [one, two, failing] = [await volunteer(), await volunteer(), await volunteer()];
  await coordinator.does('enrolmentComplete', {
    ...change(await attended(failing)),
    input: { hasPassed: false },
  });
  // One after the other: nobody is at two sessions at one time.
  const early = { endsAt: '2026-11-26T01:30:00Z' };
  const late = { startsAt: '2026-11-26T01:30:00Z' };
  setNow(BEFORE);
  await passed(one, early);
  setNow(BEFORE);
  await passed(one, late);
  setNow(BEFORE);
  expect(await target()).toMatchObject({
    value: before + 1,
    definition: expect.stringContaining('合格结业'),
  });
  // Present is not passed, and a course of another program is none of this target.
  await attended(two, early);
  setNow(BEFORE);
  await passed(two, { ...late, course: (await course({ program: programs['2022-4/3'] })).id });
  setNow(BEFORE);
  expect((await target()).value).toBe(before + 1);
  // The same person at an activity of the training plan is still one person.
  const campaigns = (await query('{ program(by: {code: "2022-4/8"}) { campaigns { id code } } }')).program
    .campaigns;
  const activity = await given.activity({
    ...{ startsAt: '2026-11-26T03:00:00Z', endsAt: '2026-11-26T05:00:00Z' },
    program: programs['2022-4/8'],
    campaign: campaigns.find(({ code }: any) => code === 'backbone-training').id,
  });
  for (const who of [one, two]) {
    setNow(BEFORE);
    const signUp = await who.does('signUpCreate', { input: { activity: activity.id } });
    setNow('2026-11-26T05:00:00Z');
    await coordinator.does('signUpRecord', {
      ...change(signUp),
      ...{ startedAt: activity.startsAt, endedAt: activity.endsAt, reason: '签到表' },
    });
  }
  expect((await target()).value).toBe(before + 2);
  setNow(BEFORE);
});

test('a session completes after its end; who did not come is absent', async () => {
  const held = await session();
  const [came, stayed] = [await volunteer(), await volunteer()];
  const first = await came.does('enrolmentCreate', { input: { session: held.id } });
  const second = await stayed.does('enrolmentCreate', { input: { session: held.id } });
  expect(await coordinator.refused('trainingSessionComplete', change(held))).toMatchObject({
    status: 'PUBLISHED',
  });
  setNow('2026-11-26T02:00:00Z');
  await coordinator.does('enrolmentAttend', change(first));
  expect(await coordinator.refused('trainingSessionCancel', { ...change(held), reason: '误' })).toMatchObject(
    {
      __typename: 'InvalidTransition',
    },
  );
  setNow('2026-11-26T03:00:00Z');
  await coordinator.does('trainingSessionComplete', change(held));
  const { enrolments, status } = await read(
    held.id,
    'status enrolments { nodes { id version status } }',
    coordinator,
  );
  expect(status).toBe('COMPLETED');
  expect(enrolments.nodes.map((node: any) => node.status)).toEqual(['ATTENDED', 'ABSENT']);
  // A list on paper is entered afterwards.
  await coordinator.does('enrolmentAttend', change(enrolments.nodes.find(({ id }: any) => id === second.id)));
  setNow(BEFORE);
});

test('what is wrong in a course or session is told with its path', async () => {
  for (const [more, field] of [
    [{ passingScore: 101 }, 'passingScore'],
    [{ term: term('five-groups/elderly') }, 'term'],
    [{ term: term('four-ones/course'), program: programs['2022-4/3'] }, 'term'],
    [{ organizer: partyId('370117/streets-and-zones') }, 'organizer'],
  ] as const) {
    expect(await office.refused('courseCreate', { input: courseInput(more) })).toMatchObject({
      path: ['input', field],
    });
  }
  const tiered = await coordinator.does(
    'courseCreate',
    { input: courseInput({ tiers: ['STREET'] }) },
    'id tiers',
  );
  expect(tiered.tiers).toEqual(['STREET']);
  for (const [more, field] of [
    [{ mode: 'ONLINE', place: '会议室' }, 'place'],
    [{ link: 'https://example.org' }, 'link'],
    [{ mode: 'ONLINE', link: 'http://example.org' }, 'link'],
    [{ tier: 'VILLAGE' }, 'tier'],
    [{ capacity: 0 }, 'capacity'],
    [{ endsAt: '2026-11-26T01:00:00Z' }, 'endsAt'],
  ] as const) {
    const input = await sessionInput({ course: tiered.id, ...more });
    expect(await coordinator.refused('trainingSessionCreate', { input })).toMatchObject({
      path: ['input', field],
    });
  }
  // Whoever enrols must be able to get there.
  const nowhere = await coordinator.does('trainingSessionCreate', {
    input: await sessionInput({ course: tiered.id, mode: 'ONLINE' }),
  });
  const { message, path } = await coordinator.refused('trainingSessionPublish', change(nowhere));
  expect([message, path]).toEqual(['线上培训发布前须有链接（link）', ['id']]);
  const closed = await course();
  await coordinator.does('courseClose', { ...change(closed), reason: '合并' });
  expect(
    await coordinator.refused('trainingSessionCreate', { input: await sessionInput({ course: closed.id }) }),
  ).toMatchObject({ path: ['input', 'course'] });
});

test('a published session is changed within what is promised', async () => {
  const { id: of } = await course();
  const published = await session({ course: of });
  const who = await volunteer();
  const other = await volunteer();
  for (const one of [who, other]) await one.does('enrolmentCreate', { input: { session: published.id } });
  const update = async (more: Record<string, unknown>) =>
    coordinator.tries('trainingSessionUpdate', {
      ...change(published),
      input: await sessionInput({ course: of, ...more }),
    });
  for (const [more, field] of [
    [{ capacity: 1 }, 'capacity'],
    [{ startsAt: '2026-11-24T01:00:00Z', endsAt: '2026-11-24T02:00:00Z' }, 'startsAt'],
    [{ course: (await course()).id }, 'course'],
  ] as const) {
    expect((await update(more)).errors).toMatchObject([{ path: ['input', field] }]);
  }
  // It is not given to somebody else.
  expect((await update({ organizer: partyId('370117/lixin-street') })).errors).toMatchObject([
    { __typename: 'NotAllowed' },
  ]);
  expect((await update({ capacity: 2, teacher: '王老师' })).object).toBeTruthy();
  const { changes } = await query(
    '{ changes(first: 100, where: {kind: {eq: TRAINING_SESSION_UPDATED}}) { nodes { subjectId } } }',
  );
  expect(changes.nodes.map(({ subjectId }: any) => subjectId)).toEqual([published.id]);
});

test('an organizer reads who is enrolled, whole while they have a place', async () => {
  const lixin = await person('lixin', 'COORDINATOR', { party: '370117/lixin-street' });
  const who = await volunteer({ name: '张三丰', phone: '13812345678' });
  const draft = await lixin.does('trainingSessionCreate', {
    input: await sessionInput({ organizer: partyId('370117/lixin-street') }),
  });
  const held = await lixin.does('trainingSessionPublish', change(draft));
  const nameBy = async () => {
    const { enrolments } = await read(held.id, 'enrolments { nodes { volunteer { name phone } } }', lixin);
    return enrolments.nodes.map((node: any) => node.volunteer);
  };
  const enrolment = await who.does('enrolmentCreate', { input: { session: held.id } });
  expect(await nameBy()).toEqual([{ name: '张三丰', phone: '13812345678' }]);
  await who.does('enrolmentCancel', change(enrolment));
  expect(await nameBy()).toEqual([{ name: '张**', phone: '138****5678' }]);
  const stranger = await person('yanzhuang', 'COORDINATOR', { party: '370117/yanzhuang-street' });
  for (const one of [w, await volunteer(), stranger]) {
    expect(await read(held.id, 'enrolments { totalCount nodes { id } }', one)).toEqual({
      enrolments: { totalCount: 0, nodes: [] },
    });
  }
});

test('the four ones have a state once the office enters one, and keep the earlier ones', async () => {
  const ask = async () =>
    await query(
      '{ program(by: {code: "2022-4/8"}) { fourOnes { code label state { state on note } states { state } } } other: program(by: {code: "2022-4/3"}) { fourOnes { code } terms { state { state } } } }',
    );
  const { program, other } = await ask();
  expect(program.fourOnes.map(({ label }: any) => label)).toEqual([
    '聘请一批专业老师',
    '推送一堂专业课程',
    '提供一个活动机会',
    '培育一批专业志愿者（管理员）',
  ]);
  expect(program.fourOnes.every(({ state, states }: any) => state === null && states.length === 0)).toBe(
    true,
  );
  expect(other.fourOnes).toEqual([]);
  const enter = (more: Record<string, unknown>) =>
    office.tries('termStateRecord', {
      input: { term: term('four-ones/course'), state: 'UNDER_WAY', on: '2026-03-01', ...more },
    });
  expect((await enter({ on: '2026-11-25' })).errors).toMatchObject([{ path: ['input', 'on'] }]);
  expect((await enter({ term: term('five-rates/entry-rate') })).errors).toMatchObject([
    { path: ['input', 'term'] },
  ]);
  await enter({});
  await enter({ state: 'DONE', on: '2026-10-01', note: '已开课' });
  expect((await ask()).program.fourOnes[1]).toEqual({
    ...{
      code: 'course',
      label: '推送一堂专业课程',
      state: { state: 'DONE', on: '2026-10-01', note: '已开课' },
    },
    states: [{ state: 'UNDER_WAY' }, { state: 'DONE' }],
  });
});

test('courses and sessions take a fixed number of statements', async () => {
  const count = async (first: number) => {
    database.statements = [];
    await query(
      `{ trainingSessions(first: ${first}) { nodes { code course { title } organizer { name } placesLeft passedCount link } }
         program(by: {code: "2022-4/8"}) { fourOnes { state { state } } courses { passedCount sessions(first: 3) { nodes { code } } } } }`,
    );
    return database.statements.length;
  };
  expect([await count(2), await count(50)]).toEqual([8, 8]);
});

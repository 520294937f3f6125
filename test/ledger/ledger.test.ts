import { expect, test } from 'vitest';
import { world } from '../setup/world.ts';

const { coordinator, office, given, setNow, database, query, server } = await world();

type Volunteer = Awaited<ReturnType<typeof given.volunteer>>;

const START = '2026-11-26T01:00:00Z';

/** A published activity of two hours with one volunteer who has a place; the clock stands still before it. */
async function planned(more: Record<string, unknown> = {}) {
  setNow('2026-11-24T04:00:00Z');
  const activity = await given.activity(more);
  const volunteer = await given.volunteer();
  const signUp = await volunteer.does('signUpCreate', { input: { activity: activity.id } });
  return { activity, volunteer, signUp };
}

const at = (minutes: number) => setNow(new Date(Date.parse(START) + minutes * 60_000).toISOString());

async function step(who: Volunteer | typeof coordinator, mutation: string, id: string, more = {}) {
  const { signUp } = await signUpOf(id);
  return who.does(
    mutation,
    { id, expectedVersion: signUp.version, ...more },
    'id version status checkInMethod serviceRecords { id minutes source confirmedAt notCountedReason }',
  );
}

const signUpOf = (id: string) =>
  office.query(
    `query ($id: ID!) { signUp: node(id: $id) { ... on SignUp { version status serviceRecords { id minutes kind source confirmedAt notCountedReason } } } }`,
    { id },
  );

async function totals({ volunteer, activity }: { volunteer: Volunteer; activity: { id: string } }) {
  const data = await office.query(
    `query ($v: ID!, $a: ID!) { volunteer(by: {id: $v}) { minutes hours } activity(by: {id: $a}) { attendance minutes hours } }`,
    { v: volunteer.id, a: activity.id },
  );
  return [data.volunteer.minutes, data.volunteer.hours, data.activity.attendance, data.activity.minutes];
}

test('the server counts whole minutes between check-in and check-out, within the activity', async () => {
  const it = await planned();
  at(-10);
  await step(coordinator, 'signUpCheckIn', it.signUp.id);
  at(100.9);
  const { serviceRecords } = await step(coordinator, 'signUpCheckOut', it.signUp.id);
  expect(serviceRecords).toMatchObject([{ minutes: 100, source: 'COORDINATOR', notCountedReason: null }]);
  expect(await totals(it)).toEqual([100, 1.67, 1, 100]);
});

test('staying longer counts no more than the activity is long', async () => {
  const it = await planned();
  at(0);
  await step(coordinator, 'signUpCheckIn', it.signUp.id);
  at(200);
  await step(coordinator, 'signUpCheckOut', it.signUp.id);
  expect(await totals(it)).toEqual([120, 2, 1, 120]);
});

test('less than half of it does not count, and says why', async () => {
  const it = await planned();
  at(0);
  await step(coordinator, 'signUpCheckIn', it.signUp.id);
  at(59);
  const { serviceRecords } = await step(coordinator, 'signUpCheckOut', it.signUp.id);
  expect(serviceRecords).toMatchObject([{ minutes: 59, notCountedReason: 'TOO_SHORT' }]);
  expect(await totals(it)).toEqual([0, 0, 0, 0]);
});

test('the code shown at the place proves presence; it is the organizer’s to see, and grows old', async () => {
  const it = await planned();
  at(-5);
  const read = `query ($id: ID!) { activity(by: {id: $id}) { checkInCode } }`;
  expect((await query(read, it.activity)).activity.checkInCode).toBeNull();
  expect((await it.volunteer.query(read, it.activity)).activity.checkInCode).toBeNull();
  const { checkInCode: code } = (await coordinator.query(read, it.activity)).activity;
  expect(code).toMatch(/^\d{6}$/);
  const args = { id: it.signUp.id, expectedVersion: 1 };
  expect(
    await it.volunteer.refused('signUpCheckIn', { ...args, code: code === '000000' ? '111111' : '000000' }),
  ).toMatchObject({
    __typename: 'CheckInRefused',
    path: ['code'],
  });
  at(6);
  expect((await it.volunteer.refused('signUpCheckIn', { ...args, code })).__typename).toBe('CheckInRefused');
  const fresh = (await coordinator.query(read, it.activity)).activity.checkInCode;
  expect(await step(it.volunteer, 'signUpCheckIn', it.signUp.id, { code: fresh })).toMatchObject({
    checkInMethod: 'CODE',
  });
  at(120);
  const later = (await coordinator.query(read, it.activity)).activity.checkInCode;
  await step(it.volunteer, 'signUpCheckOut', it.signUp.id, { code: later });
  expect(await totals(it)).toEqual([114, 1.9, 1, 114]);
});

test('after five wrong codes the code helps no more, and those sent at once are few more', async () => {
  const it = await planned();
  at(0);
  const read = `query ($id: ID!) { activity(by: {id: $id}) { checkInCode } }`;
  const { checkInCode: code } = (await coordinator.query(read, it.activity)).activity;
  const others = Array.from({ length: 40 }, (_, i) => String(i).padStart(6, '0')).filter((c) => c !== code);
  const args = { id: it.signUp.id, expectedVersion: 1 };
  const answers = await Promise.all(
    others.slice(0, 20).map((wrong, i) =>
      it.volunteer.refused('signUpCheckIn', {
        ...args,
        code: wrong,
        ...(i % 2 && { idempotencyKey: crypto.randomUUID() }),
      }),
    ),
  );
  const messages = answers.map(({ message }) => message);
  // As many as are under way together when the fifth is counted.
  const tried = messages.filter((message) => message === '签到码不对或已过期').length;
  expect(tried).toBeGreaterThanOrEqual(5);
  expect(tried).toBeLessThan(20);
  expect(await it.volunteer.refused('signUpCheckIn', { ...args, code })).toMatchObject({
    __typename: 'TooManyAttempts',
    message: '签到码已错 5 次，请由协调员签到、签退',
  });
  expect((await step(coordinator, 'signUpCheckIn', it.signUp.id)).status).toBe('ATTENDED');
});

test('signing up anew gives no further tries of the code', async () => {
  const it = await planned();
  at(-10);
  for (let i = 0; i < 5; i += 1) {
    const wrong = { id: it.signUp.id, expectedVersion: 1, code: 'x' };
    expect((await it.volunteer.refused('signUpCheckIn', wrong)).message).toContain('签到码不对');
  }
  await it.volunteer.does('signUpCancel', { id: it.signUp.id, expectedVersion: 1 });
  const { id, version } = await it.volunteer.does('signUpCreate', { input: { activity: it.activity.id } });
  const again = { id, expectedVersion: version, code: 'x' };
  expect((await it.volunteer.refused('signUpCheckIn', again)).message).toContain('5 次');
});

test('a refused write may be tried again with its key', async () => {
  const it = await planned();
  at(0);
  const args = { id: it.signUp.id, expectedVersion: 1, idempotencyKey: crypto.randomUUID() };
  await it.volunteer.refused('signUpCheckIn', { ...args, code: 'x' });
  const { id } = await it.volunteer.does('signUpCheckIn', args);
  expect(id).toBe(it.signUp.id);
});

test('what one reports oneself counts once the coordinator confirms it, and oneself never can', async () => {
  const it = await planned();
  at(0);
  await step(it.volunteer, 'signUpCheckIn', it.signUp.id);
  at(120);
  const { serviceRecords } = await step(it.volunteer, 'signUpCheckOut', it.signUp.id);
  const [{ id, confirmedAt }] = serviceRecords;
  expect(confirmedAt).toBeNull();
  expect(await totals(it)).toEqual([0, 0, 0, 0]);
  expect((await it.volunteer.refused('serviceRecordConfirm', { id })).__typename).toBe('NotAllowed');
  await coordinator.does('serviceRecordConfirm', { id }, 'id');
  expect(await totals(it)).toEqual([120, 2, 1, 120]);
  expect((await coordinator.refused('serviceRecordConfirm', { id })).__typename).toBe('InvalidTransition');
});

test('a correction is a counter-entry; the ledger itself refuses anything else', async () => {
  const it = await planned();
  at(0);
  await step(coordinator, 'signUpCheckIn', it.signUp.id);
  at(120);
  const { serviceRecords } = await step(coordinator, 'signUpCheckOut', it.signUp.id);
  const [{ id }] = serviceRecords;
  const correct = (minutes: number, expectedMinutes: number) =>
    coordinator.does(
      'serviceRecordCorrect',
      { id, minutes, expectedMinutes, reason: '核对签到表' },
      'kind minutes corrects { id countedMinutes }',
    );
  expect(await correct(90, 120)).toEqual({
    kind: 'CORRECTION',
    minutes: -30,
    corrects: { id, countedMinutes: 90 },
  });
  expect(await correct(100, 90)).toMatchObject({ minutes: 10 });
  expect(await totals(it)).toEqual([100, 1.67, 1, 100]);
  expect(
    await coordinator.refused('serviceRecordCorrect', {
      id,
      minutes: 121,
      expectedMinutes: 100,
      reason: '多',
    }),
  ).toMatchObject({ path: ['minutes'] });
  for (const sql of ['update service_record set minutes = 0', 'delete from service_record']) {
    await expect(database.pool.query(sql)).rejects.toThrow('only takes new entries');
  }
});

test('completing marks no-shows, and leaves those without a check-out to be corrected', async () => {
  const it = await planned();
  const [absent, open] = [await given.volunteer(), await given.volunteer()];
  const absence = await absent.does('signUpCreate', { input: { activity: it.activity.id } });
  const opened = await open.does('signUpCreate', { input: { activity: it.activity.id } });
  at(0);
  await step(coordinator, 'signUpCheckIn', it.signUp.id);
  await step(coordinator, 'signUpCheckIn', opened.id);
  expect(
    (
      await coordinator.refused('activityComplete', {
        id: it.activity.id,
        expectedVersion: it.activity.version,
      })
    ).__typename,
  ).toBe('InvalidTransition');
  at(120);
  await step(coordinator, 'signUpCheckOut', it.signUp.id);
  await coordinator.does(
    'activityComplete',
    { id: it.activity.id, expectedVersion: it.activity.version },
    'status completedAt',
  );
  expect((await signUpOf(absence.id)).signUp.status).toBe('NO_SHOW');
  const { signUp } = await signUpOf(opened.id);
  expect(signUp.serviceRecords).toMatchObject([{ minutes: 0, notCountedReason: 'NO_CHECK_OUT' }]);
  await coordinator.does('serviceRecordCorrect', {
    id: signUp.serviceRecords[0].id,
    minutes: 120,
    expectedMinutes: 0,
    reason: '忘记签退',
  });
  expect((await totals({ ...it, volunteer: open }))[0]).toBe(120);
  // A no-show who was there after all is put right from the paper sheet.
  const recorded = await coordinator.does(
    'signUpRecord',
    {
      id: absence.id,
      expectedVersion: (await signUpOf(absence.id)).signUp.version,
      startedAt: START,
      endedAt: '2026-11-26T03:00:00Z',
      reason: '纸质签到表',
    },
    'status',
  );
  expect(recorded.status).toBe('ATTENDED');
  expect(await totals({ ...it, volunteer: absent })).toEqual([120, 2, 3, 360]);
});

test('nobody serves at two places at once, whatever the coordinators enter', async () => {
  const it = await planned();
  const other = await given.activity({ startsAt: '2026-11-26T03:00:00Z', endsAt: '2026-11-26T04:00:00Z' });
  const second = await it.volunteer.does('signUpCreate', { input: { activity: other.id } });
  // No service would move the second one onto the first: the ledger is the last to hold.
  await database.pool.query(
    `update activity set starts_at = $2, ends_at = '2026-11-26T02:00:00Z' where code = $1`,
    [other.code, START],
  );
  at(0);
  await step(coordinator, 'signUpCheckIn', it.signUp.id);
  await step(coordinator, 'signUpCheckIn', second.id);
  at(60);
  await step(coordinator, 'signUpCheckOut', it.signUp.id);
  const { signUp } = await signUpOf(second.id);
  expect(
    (await coordinator.refused('signUpCheckOut', { id: second.id, expectedVersion: signUp.version }))
      .__typename,
  ).toBe('OverlappingService');
});

test('where people were present, nothing is voided', async () => {
  const it = await planned();
  at(0);
  await step(coordinator, 'signUpCheckIn', it.signUp.id);
  expect(
    await office.refused('activityVoid', {
      id: it.activity.id,
      expectedVersion: it.activity.version,
      reason: '误录',
    }),
  ).toMatchObject({ __typename: 'InvalidTransition', status: 'PUBLISHED' });
});

test('check-in outside the hours is refused', async () => {
  const it = await planned();
  at(-61);
  const args = { id: it.signUp.id, expectedVersion: 1 };
  expect((await coordinator.refused('signUpCheckIn', args)).__typename).toBe('CheckInRefused');
  at(121);
  expect((await coordinator.refused('signUpCheckIn', args)).__typename).toBe('CheckInRefused');
});

test('a certificate says what was confirmed in the period, to anybody who has its number, and nothing personal', async () => {
  const it = await planned();
  at(0);
  await step(coordinator, 'signUpCheckIn', it.signUp.id);
  at(120);
  expect(
    (await it.volunteer.refused('certificateIssue', { input: { from: '2026-11-26', to: '2026-11-26' } }))
      .__typename,
  ).toBe('NothingToCertify');
  await step(coordinator, 'signUpCheckOut', it.signUp.id);
  expect(
    (await it.volunteer.refused('certificateIssue', { input: { from: '2026-11-01', to: '2026-11-25' } }))
      .__typename,
  ).toBe('NothingToCertify');
  const issued = await it.volunteer.does(
    'certificateIssue',
    { input: { from: '2026-11-26', to: '2026-11-26' } },
    'id version number minutes hours activityCount volunteer { name }',
  );
  expect(issued).toMatchObject({
    minutes: 120,
    hours: 2,
    activityCount: 1,
    volunteer: { name: it.volunteer.name },
  });
  const read = `query ($number: String!) { certificate(by: {number: $number}) { status minutes from to volunteer { name } } }`;
  expect((await query(read, issued)).certificate).toEqual({
    status: 'VALID',
    minutes: 120,
    from: '2026-11-26',
    to: '2026-11-26',
    volunteer: null,
  });
  await office.does('certificateVoid', { id: issued.id, expectedVersion: issued.version, reason: '误发' });
  expect((await query(read, issued)).certificate.status).toBe('VOID');
  // It is for those who have its number: the public feed does not give it away.
  const { changes } = await query('{ changes(last: 100) { nodes { subjectId } } }');
  expect(changes.nodes).not.toContainEqual({ subjectId: issued.id });
});

test('sums over a page of activities take a fixed number of statements', async () => {
  const count = async (first: number) => {
    database.statements = [];
    await server.query(`{ activities(first: ${first}) { nodes { attendance minutes hours } } }`);
    return database.statements.length;
  };
  expect([await count(1), await count(10)]).toEqual([3, 3]);
});

/** Two activities of one time, which a volunteer came to have places in by moving the second; both checked in. */
async function twice() {
  const it = await planned();
  const second = await given.activity({ startsAt: '2026-11-26T05:00:00Z', endsAt: '2026-11-26T07:00:00Z' });
  const other = await it.volunteer.does('signUpCreate', { input: { activity: second.id } });
  await database.pool.query(
    `update activity set starts_at = $2, ends_at = '2026-11-26T03:00:00Z' where code = $1`,
    [second.code, START],
  );
  at(0);
  for (const id of [it.signUp.id, other.id]) await step(coordinator, 'signUpCheckIn', id);
  return { ...it, second, other };
}

const correct = (id: string, minutes: number, expectedMinutes: number) =>
  coordinator.tries('serviceRecordCorrect', { id, minutes, expectedMinutes, reason: '核对' }, 'minutes');

test('a correction gives nobody two hours of one: where nobody checked out', async () => {
  const it = await twice();
  at(120);
  await step(coordinator, 'signUpCheckOut', it.other.id);
  await coordinator.does('activityComplete', {
    id: it.activity.id,
    expectedVersion: it.activity.version,
  });
  const [{ id }] = (await signUpOf(it.signUp.id)).signUp.serviceRecords;
  const refused = await correct(id, 120, 0);
  expect(refused.errors).toMatchObject([{ __typename: 'OverlappingService' }]);
  expect((await totals(it))[0]).toBe(120);
});

test('… where one left too soon, and what is left of the time may count', async () => {
  const it = await twice();
  at(10);
  const { serviceRecords } = await step(coordinator, 'signUpCheckOut', it.signUp.id);
  const [{ id, notCountedReason }] = serviceRecords;
  expect(notCountedReason).toBe('TOO_SHORT');
  // The other one counts from here on.
  await database.pool.query(`update sign_up set checked_in_at = $1 where id = $2`, [
    '2026-11-26T01:20:00Z',
    Buffer.from(it.other.id, 'base64url').toString().split(':')[1],
  ]);
  at(120);
  await step(coordinator, 'signUpCheckOut', it.other.id);
  expect((await correct(id, 21, 0)).errors).toMatchObject([{ __typename: 'OverlappingService' }]);
  expect((await correct(id, 20, 0)).errors).toEqual([]);
  expect((await totals(it))[0]).toBe(120);
});

test('… nor does a record that comes after the correction', async () => {
  const it = await twice();
  at(120);
  await coordinator.does('activityComplete', { id: it.activity.id, expectedVersion: it.activity.version });
  const [{ id }] = (await signUpOf(it.signUp.id)).signUp.serviceRecords;
  expect((await correct(id, 120, 0)).errors).toEqual([]);
  const { version } = (await signUpOf(it.other.id)).signUp;
  expect(
    (await coordinator.refused('signUpCheckOut', { id: it.other.id, expectedVersion: version })).__typename,
  ).toBe('OverlappingService');
});

test('of corrections at once that know the same minutes one is carried out, the others hear what it is now', async () => {
  const it = await planned();
  at(0);
  await step(coordinator, 'signUpCheckIn', it.signUp.id);
  at(120);
  const [{ id }] = (await step(coordinator, 'signUpCheckOut', it.signUp.id)).serviceRecords;
  const all = await Promise.all([60, 70, 80].map((minutes) => correct(id, minutes, 120)));
  const errors = all.flatMap((each) => each.errors);
  expect(errors.map(({ __typename }) => __typename)).toEqual(['MinutesConflict', 'MinutesConflict']);
  const { node } = await coordinator.query(
    `query ($id: ID!) { node(id: $id) { ... on ServiceRecord { countedMinutes } } }`,
    { id },
  );
  expect(await correct(id, 90, 120)).toMatchObject({
    errors: [{ path: ['expectedMinutes'], message: expect.stringContaining(`${node.countedMinutes} 分钟`) }],
  });
});

test('what was corrected to nothing, or is not confirmed, is no attendance anywhere', async () => {
  const it = await planned();
  const PLACES = `{ districtStatistics(districtCode: "370117", from: "2026-11-01", to: "2026-11-30") {
      activeVolunteers { value } attendances { value } minutes { value } }
    program(by: {code: "2022-4/3"}) { progress { attendances { value } participants { value } } } }`;
  const before = await office.query(PLACES);
  at(0);
  await step(it.volunteer, 'signUpCheckIn', it.signUp.id);
  at(120);
  const [{ id }] = (await step(it.volunteer, 'signUpCheckOut', it.signUp.id)).serviceRecords;
  expect(await office.query(PLACES)).toEqual(before);
  await coordinator.does('serviceRecordConfirm', { id }, 'id');
  const confirmed = await office.query(PLACES);
  expect(confirmed.districtStatistics.attendances.value).toBe(
    before.districtStatistics.attendances.value + 1,
  );
  expect(confirmed.program.progress.participants.value).toBe(before.program.progress.participants.value + 1);
  await correct(id, 0, 120);
  expect(await office.query(PLACES)).toEqual(before);
  expect(await totals(it)).toEqual([0, 0, 0, 0]);
  // Of the activities on a certificate it is none, either.
  const other = await given.activity({ startsAt: '2026-11-26T05:00:00Z', endsAt: '2026-11-26T06:00:00Z' });
  const signUp = await it.volunteer.does('signUpCreate', { input: { activity: other.id } });
  setNow('2026-11-26T07:00:00Z');
  await coordinator.does('signUpRecord', {
    id: signUp.id,
    expectedVersion: signUp.version,
    startedAt: other.startsAt,
    endedAt: other.endsAt,
    reason: '签到表',
  });
  const input = { from: '2026-11-26', to: '2026-11-26' };
  expect(await it.volunteer.does('certificateIssue', { input }, 'minutes activityCount')).toEqual({
    minutes: 60,
    activityCount: 1,
  });
});

test('a certificate is of days that have been, and is found by its number however it is typed', async () => {
  const it = await planned();
  at(0);
  await step(coordinator, 'signUpCheckIn', it.signUp.id);
  at(120);
  await step(coordinator, 'signUpCheckOut', it.signUp.id);
  const input = { from: '2026-11-01', to: '2026-11-27' };
  expect(await it.volunteer.refused('certificateIssue', { input })).toMatchObject({
    __typename: 'InvalidInput',
    path: ['input', 'to'],
  });
  const { number } = await it.volunteer.does(
    'certificateIssue',
    { input: { ...input, to: '2026-11-26' } },
    'number',
  );
  const typed = ` ${number.toLowerCase().replaceAll('-', ' - ')} `;
  const read = `query ($typed: String!) { certificate(by: {number: $typed}) { number } }`;
  expect((await query(read, { typed })).certificate).toEqual({ number });
});

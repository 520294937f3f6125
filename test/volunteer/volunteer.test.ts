import { expect, test } from 'vitest';
import { ageOn, readIdentityNumber } from '../../src/volunteer/age.ts';
import { world } from '../setup/world.ts';

const { coordinator, office, person, given, query, database, volunteerInput, partyId, setNow } =
  await world();

const READ = `query ($id: ID!) { volunteer(by: {id: $id}) { number name phone birthDate guardianName guardianPhone isMinor } }`;

test('registers oneself, once, and reads all of it', async () => {
  const who = await person();
  const args = {
    input: volunteerInput({
      name: '张三丰',
      phone: '138 0000 1234',
      identityNumber: '11010519491231002X',
      birthDate: '1949-12-31',
    }),
  };
  const { id, number } = await who.does('volunteerRegister', args, 'id number');
  expect(number).toMatch(/^370117-\d{6}$/);
  expect((await who.query(READ, { id })).volunteer).toMatchObject({
    name: '张三丰',
    phone: '13800001234',
    birthDate: '1949-12-31',
    isMinor: false,
  });
  expect((await who.refused('volunteerRegister', args)).__typename).toBe('AlreadyRegistered');
  // The same person with another account is found by the identity number, of which only a digest is kept.
  expect((await (await person()).refused('volunteerRegister', args)).__typename).toBe('AlreadyRegistered');
  const { rows } = await database.pool.query('select * from volunteer');
  expect(JSON.stringify(rows)).not.toContain('11010519491231002X');
});

test('a volunteer is nothing to anybody without the right, and whole to who has it', async () => {
  const unit = partyId('370117/aishan-street');
  const member = await coordinator.does('volunteerRegister', {
    input: volunteerInput({ name: '李四', unit, forOneself: false }),
  });
  const elsewhere = await person('lixin', 'COORDINATOR', { party: '370117/lixin-street' });
  const media = await person('media', 'MEDIA');
  const otherDistrict = await person('office-2', 'OFFICE', { district: '370199' });
  for (const who of [{ query }, await given.volunteer(), elsewhere, media, otherDistrict]) {
    expect((await who.query(READ, { id: member.id })).volunteer).toBeNull();
    const { volunteers, node } = await who.query(
      `query ($id: ID!) { volunteers(where: {id: {eq: $id}}) { totalCount } node(id: $id) { id } }`,
      { id: member.id },
    );
    expect(volunteers.totalCount).toBe(0);
    expect(node).toBeNull();
  }
  for (const who of [coordinator, office]) {
    expect((await who.query(READ, { id: member.id })).volunteer).toMatchObject({ name: '李四' });
  }
});

test('a coordinator sees who waits for an activity masked, and who has a place whole', async () => {
  const activity = await given.activity({ capacity: 1 });
  const [placed, waiting] = [
    await given.volunteer({ name: '王小明', phone: '13812345678' }),
    await given.volunteer({ name: '赵钱孙李', phone: '13887654321' }),
  ];
  for (const who of [placed, waiting]) await who.does('signUpCreate', { input: { activity: activity.id } });
  const read = async (id: string) => (await coordinator.query(READ, { id })).volunteer;
  expect(await read(placed.id)).toMatchObject({
    name: '王小明',
    phone: '13812345678',
    birthDate: '1990-05-01',
  });
  expect(await read(waiting.id)).toMatchObject({ name: '赵***', phone: '138****4321', birthDate: null });
  // Nor can the name be found out by asking for it.
  const { volunteers } = await coordinator.query(
    `{ volunteers(where: {name: {in: ["王小明", "赵钱孙李"]}}) { nodes { name } } }`,
  );
  expect(volunteers.nodes).toEqual([{ name: '王小明' }]);
});

test('who had a place is whole to the organizer till 90 days after, and not when nothing takes place', async () => {
  const organizer = await person('far-organizer', 'COORDINATOR', { party: '370117/lixin-street' });
  const of = { organizer: partyId('370117/lixin-street') };
  const [held, cancelled] = [await given.activity(of, organizer), await given.activity(of, organizer)];
  const [present, spared] = [
    await given.volunteer({ phone: '+86 138-7654-0001' }),
    await given.volunteer({ phone: '13876540002' }),
  ];
  await present.does('signUpCreate', { input: { activity: held.id } });
  await spared.does('signUpCreate', { input: { activity: cancelled.id } });
  const phone = async ({ id }: { id: string }) =>
    (await organizer.query(`query ($id: ID!) { volunteer(by: {id: $id}) { phone } }`, { id })).volunteer
      .phone;
  expect([await phone(present), await phone(spared)]).toEqual(['13876540001', '13876540002']);
  await organizer.does('activityCancel', {
    id: cancelled.id,
    expectedVersion: cancelled.version,
    reason: '雨',
  });
  expect([await phone(present), await phone(spared)]).toEqual(['13876540001', '138****0002']);
  setNow('2027-02-24T02:59:00Z');
  expect(await phone(present)).toBe('13876540001');
  setNow('2027-02-24T03:01:00Z');
  expect(await phone(present)).toBe('138****0001');
  setNow('2026-11-24T04:00:00Z');
});

test('reading a minor’s data is on record, one’s own reading is not', async () => {
  const child = await given.volunteer({
    birthDate: '2012-01-01',
    guardianName: '家长',
    guardianPhone: '13900000000',
  });
  const reads = async () =>
    (
      await database.pool.query(
        `select a.subject, r.fields from minor_read r join account a on a.id = r.account_id where r.volunteer_id = $1`,
        [Buffer.from(child.id, 'base64url').toString().split(':')[1]],
      )
    ).rows;
  await child.query(READ, { id: child.id });
  expect(await reads()).toEqual([]);
  await office.query(`query ($id: ID!) { volunteer(by: {id: $id}) { number isMinor } }`, { id: child.id });
  expect(await reads()).toEqual([]);
  await office.query(READ, { id: child.id });
  expect(await reads()).toEqual([
    { subject: 'office', fields: ['name', 'phone', 'birthDate', 'guardianName', 'guardianPhone'] },
  ]);
});

test.each([
  [
    { birthDate: '2013-01-01', guardianName: '家长', guardianPhone: '13900000000' },
    'GuardianConsentMissing',
    'guardianConsent',
  ],
  [{ birthDate: '2010-01-01' }, 'InvalidInput', 'guardianName'],
  [{ birthDate: '2027-01-01' }, 'InvalidInput', 'birthDate'],
  [{ phone: '12' }, 'InvalidInput', 'phone'],
  [{ name: '' }, 'InvalidInput', 'name'],
  [{ identityNumber: '110105194912310021' }, 'InvalidInput', 'identityNumber'],
  [{ identityNumber: '11010519491231002X' }, 'InvalidInput', 'birthDate'],
])('refuses a registration that is wrong: %j', async (more, type, field) => {
  const refusal = await (await person()).refused('volunteerRegister', { input: volunteerInput(more) });
  expect(refusal).toMatchObject({ __typename: type, path: ['input', field] });
});

test('joins a team and leaves it; a leader is named by others', async () => {
  const team = partyId('370117/good-helper-traffic-team');
  const who = await given.volunteer();
  expect((await who.refused('teamJoin', { input: { team, role: 'LEADER' } })).__typename).toBe('NotAllowed');
  const joined = await who.does(
    'teamJoin',
    { input: { team } },
    'id version role joinedOn team { name memberCount }',
  );
  expect(joined).toMatchObject({ role: 'MEMBER', joinedOn: '2026-11-24', team: { memberCount: 1 } });
  expect((await who.refused('teamJoin', { input: { team } })).__typename).toBe('InvalidTransition');
  const left = await who.does(
    'teamLeave',
    { id: joined.id, expectedVersion: joined.version },
    'leftOn team { ... on Team { memberCount } }',
  );
  expect(left).toEqual({ leftOn: '2026-11-24', team: { memberCount: 0 } });
});

test('the viewer says who they are and what they may do', async () => {
  expect(
    (
      await query(
        '{ viewer { isSignedIn account { subject } roles { role } permissions { mutation } volunteer { id } } }',
      )
    ).viewer,
  ).toEqual({
    isSignedIn: false,
    account: null,
    roles: [],
    permissions: [],
    volunteer: null,
  });
  const { viewer } = await coordinator.query(
    '{ viewer { isSignedIn account { subject } roles { role party { name } districtCode } permissions { mutation scope } } }',
  );
  expect(viewer).toMatchObject({
    isSignedIn: true,
    account: { subject: 'coordinator' },
    roles: [{ role: 'COORDINATOR', party: { name: '艾山街道' }, districtCode: '370117' }],
  });
  const scopes = Object.fromEntries(viewer.permissions.map(({ mutation, scope }: any) => [mutation, scope]));
  expect(scopes).toMatchObject({
    activityPublish: 'UNIT',
    certificateIssue: 'UNIT',
    volunteerWithdraw: 'OWN',
  });
  expect(scopes).not.toHaveProperty('activityVoid');
});

test('ages and identity numbers are read as the law counts them', () => {
  expect(ageOn('2008-02-29', '2026-02-28')).toBe(17);
  expect(ageOn('2008-02-29', '2026-03-01')).toBe(18);
  expect(readIdentityNumber('11010519491231002x')).toEqual({
    birthDate: '1949-12-31',
    number: '11010519491231002X',
  });
  expect(readIdentityNumber('110105194912310021')).toBeNull();
});

test('training, commendations and evaluations are on file (article 19), and a volunteer never writes their own', async () => {
  const who = await given.volunteer({ unit: partyId('370117/aishan-street') });
  const input = {
    volunteer: who.id,
    group: 'TRAINING',
    title: '急救培训',
    on: '2026-10-01',
    source: '区红十字会',
  };
  expect((await who.refused('fileEntryAdd', { input })).__typename).toBe('NotAllowed');
  expect(await coordinator.refused('fileEntryAdd', { input: { ...input, on: '2026-12-01' } })).toMatchObject({
    path: ['input', 'on'],
  });
  const entry = await coordinator.does('fileEntryAdd', { input });
  await office.does('fileEntryRetract', { id: entry.id, expectedVersion: entry.version, reason: '误录' });
  const { viewer } = await who.query(
    '{ viewer { volunteer { fileEntries { group title source retractedAt } } } }',
  );
  expect(viewer.volunteer.fileEntries).toEqual([
    { group: 'TRAINING', title: '急救培训', source: '区红十字会', retractedAt: '2026-11-24T04:00:00.000Z' },
  ]);
});

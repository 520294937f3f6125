import { describe, expect, test } from 'vitest';
import { type Person, world } from '../setup/world.ts';

// A coordinator who is a volunteer too: nobody vouches for themselves, whatever their role.
const w = await world();
const { given, office, coordinator, person, partyId, setNow, volunteerInput } = w;
const UNIT = '370117/aishan-street';
const BEFORE = '2026-11-24T04:00:00Z';
const change = ({ id, version }: { id: string; version: number }) => ({ id, expectedVersion: version });

async function volunteering() {
  setNow(BEFORE);
  const who = await person(undefined, 'COORDINATOR', { party: UNIT });
  const { id } = await who.does('volunteerRegister', { input: volunteerInput({ unit: partyId(UNIT) }) });
  return { ...who, id: id as string };
}

async function signedUp(who: Person) {
  const activity = await given.activity({}, who);
  return who.does('signUpCreate', { input: { activity: activity.id } });
}

const SERVED = 'id version checkInMethod serviceRecords { id source confirmedAt }';

describe('a coordinator does not', () => {
  test('write on their own file, nor strike from it', async () => {
    const who = await volunteering();
    const input = { volunteer: who.id, group: 'EVALUATION', title: '五星', on: '2026-11-01', source: '队长' };
    expect((await who.refused('fileEntryAdd', { input })).__typename).toBe('NotAllowed');
    const entry = await coordinator.does('fileEntryAdd', { input });
    const retracted = { ...change(entry), reason: '误录' };
    expect((await who.refused('fileEntryRetract', retracted)).__typename).toBe('NotAllowed');
    await office.does('fileEntryRetract', retracted);
  });

  test('record their own attendance afterwards, nor correct it', async () => {
    const who = await volunteering();
    const signUp = await signedUp(who);
    setNow('2026-11-26T04:00:00Z');
    const times = {
      startedAt: '2026-11-26T01:00:00Z',
      endedAt: '2026-11-26T02:30:00Z',
      reason: '纸质签到表',
    };
    const recorded = { ...change(signUp), ...times };
    expect((await who.refused('signUpRecord', recorded)).__typename).toBe('NotAllowed');
    const { serviceRecords } = await coordinator.does('signUpRecord', recorded, SERVED);
    const corrected = { id: serviceRecords[0].id, expectedMinutes: 90, minutes: 120, reason: '核对' };
    expect((await who.refused('serviceRecordCorrect', corrected)).__typename).toBe('NotAllowed');
    await coordinator.does('serviceRecordCorrect', corrected);
  });

  test.each([false, true])('confirm what they checked in themselves, with the code: %s', async (withCode) => {
    const who = await volunteering();
    const signUp = await signedUp(who);
    const code = async () => {
      const { signUps } = (
        await who.query(`{ viewer { volunteer { signUps { nodes { activity { checkInCode } } } } } }`)
      ).viewer.volunteer;
      return withCode ? { code: signUps.nodes[0].activity.checkInCode } : {};
    };
    setNow('2026-11-26T01:00:00Z');
    const present = await who.does('signUpCheckIn', { ...change(signUp), ...(await code()) }, SERVED);
    expect(present.checkInMethod).toBe('SELF');
    setNow('2026-11-26T03:00:00Z');
    const { serviceRecords } = await who.does(
      'signUpCheckOut',
      { ...change(present), ...(await code()) },
      SERVED,
    );
    const [{ id, ...record }] = serviceRecords;
    expect(record).toEqual({ source: 'SELF', confirmedAt: null });
    expect((await who.refused('serviceRecordConfirm', { id })).__typename).toBe('NotAllowed');
    await coordinator.does('serviceRecordConfirm', { id });
  });
});

describe('the consent of a guardian', () => {
  const minor = (birthDate: string) =>
    given.volunteer({
      birthDate,
      guardianName: '家长',
      guardianPhone: '13900000000',
      guardianConsent: true,
      unit: partyId(UNIT),
    });

  test.each(['2015-01-01', '2010-01-01'])('is not given again by the child born on %s', async (birthDate) => {
    setNow(BEFORE);
    const child = await minor(birthDate);
    const { consents } = (await child.query('{ viewer { volunteer { consents { id version } } } }')).viewer
      .volunteer;
    await office.does('consentWithdraw', change(consents[0]));
    const input = { volunteer: child.id, kind: 'GUARDIAN_PARTICIPATION', givenBy: 'GUARDIAN' };
    for (const kind of ['GUARDIAN_PARTICIPATION', 'PUBLISH_NAME']) {
      const refusal = await child.refused('consentGive', { input: { ...input, kind } });
      expect(refusal.__typename).toBe('NotAllowed');
    }
    await coordinator.does('consentGive', { input });
  });

  test('is nothing an adult has, nor is a guardian', async () => {
    setNow('2026-11-24T04:00:00Z');
    const adult = await given.volunteer();
    for (const [name, value] of [
      ['guardianName', '某人'],
      ['guardianPhone', '13900000000'],
    ] as const) {
      const refusal = await adult.refused('volunteerUpdate', { ...change(adult), input: { [name]: value } });
      expect(refusal).toMatchObject({ __typename: 'InvalidInput', path: ['input', name] });
    }
    const child = await minor('2010-01-01');
    await child.does('volunteerUpdate', { ...change(child), input: { guardianName: '母亲' } });
    const read = async () =>
      (await child.query('{ viewer { volunteer { guardianName guardianPhone } } }')).viewer.volunteer;
    expect(await read()).toEqual({ guardianName: '母亲', guardianPhone: '13900000000' });
    setNow('2028-01-01T04:00:00Z');
    expect(await read()).toEqual({ guardianName: null, guardianPhone: null });
  });
});

test('whoever withdraws leaves no words about themselves behind, in the audit trail neither', async () => {
  setNow(BEFORE);
  const who = await given.volunteer({ skills: ['金丝雀特长'] });
  const consent = { volunteer: who.id, kind: 'PUBLISH_NAME', givenBy: 'SELF', evidence: '金丝雀的同意书' };
  const withdrawn = await who.does('consentGive', { input: { ...consent, kind: 'PUBLISH_IMAGE' } });
  await who.does('consentWithdraw', change(withdrawn));
  await who.does('consentGive', { input: consent });
  const entry = { volunteer: who.id, group: 'EVALUATION', on: '2026-11-01', source: '金丝雀的队长' };
  const retracted = await office.does('fileEntryAdd', { input: { ...entry, title: '金丝雀迟到' } });
  await office.does('fileEntryRetract', { ...change(retracted), reason: '误录' });
  await office.does('fileEntryAdd', { input: { ...entry, title: '金丝雀守时' } });
  const holding = async (tables: string[]) =>
    (
      await Promise.all(
        tables.map(async (table) => {
          const { rows } = await w.database.pool.query(`select * from ${table}`);
          return JSON.stringify(rows).includes('金丝雀') ? [table] : [];
        }),
      )
    ).flat();
  expect(await holding(['volunteer', 'consent', 'file_entry'])).toEqual([
    'volunteer',
    'consent',
    'file_entry',
  ]);
  await who.does('volunteerWithdraw', { ...change(who), reason: '搬家' });
  expect(await holding(['volunteer', 'consent', 'file_entry', 'audit_entry', 'idempotent_answer'])).toEqual(
    [],
  );
  const { volunteer } = await office.query(
    'query ($id: ID!) { volunteer(by: {id: $id}) { fileEntries { title source group } consents { kind withdrawnAt } } }',
    { id: who.id },
  );
  expect(volunteer.fileEntries).toHaveLength(2);
  expect(volunteer.fileEntries[0]).toEqual({
    title: '（已抹去）',
    source: '（已抹去）',
    group: 'EVALUATION',
  });
  expect(volunteer.consents.every(({ withdrawnAt }: any) => withdrawnAt !== null)).toBe(true);
  const { auditEntries } = await office.query(
    '{ auditEntries(where: {action: {eq: "fileEntryAdd"}}, last: 1) { nodes { changes { property after } } } }',
  );
  expect(auditEntries.nodes[0].changes).toContainEqual({ property: 'title', after: '"***"' });
});

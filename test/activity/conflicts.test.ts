import { beforeEach, expect, test } from 'vitest';
import { world } from '../setup/world.ts';

const { coordinator, office, given, setNow, database } = await world();
beforeEach(() => setNow('2026-11-24T04:00:00Z'));

/** From nine to eleven and from twelve to two in Shanghai, one place each. */
const twoShifts = (more: Record<string, unknown> = {}) => ({
  shifts: [
    { label: '上午', startsAt: '2026-11-26T01:00:00Z', endsAt: '2026-11-26T03:00:00Z', ...more },
    { label: '下午', startsAt: '2026-11-26T04:00:00Z', endsAt: '2026-11-26T06:00:00Z', ...more },
  ],
  endsAt: '2026-11-26T06:00:00Z',
});
const change = ({ id, version }: { id: string; version: number }) => ({ id, expectedVersion: version });

async function consentOf(volunteer: { id: string }) {
  const { rows } = await database.pool.query<{ id: string; version: number }>(
    `select c.id, c.version from consent c where c.volunteer_id = $1 and kind = 'GUARDIAN_PARTICIPATION'`,
    [Buffer.from(volunteer.id, 'base64url').toString().split(':')[1]],
  );
  return change({ ...rows[0]!, id: Buffer.from(`Consent:${rows[0]!.id}`).toString('base64url') });
}

test('who waits here and has a place elsewhere at that time by then is passed over', async () => {
  const full = await given.activity({ capacity: 1 });
  const elsewhere = await given.activity();
  const [first, second, third] = [await given.volunteer(), await given.volunteer(), await given.volunteer()];
  const held = await first.does('signUpCreate', { input: { activity: full.id } });
  const waits = await second.does('signUpCreate', { input: { activity: full.id } }, 'id status');
  expect(waits.status).toBe('WAITING');
  const next = await third.does('signUpCreate', { input: { activity: full.id } });
  await second.does('signUpCreate', { input: { activity: elsewhere.id } });
  await first.does('signUpCancel', change(held));
  const status = async ({ id }: { id: string }) =>
    (await office.query('query ($id: ID!) { node(id: $id) { ... on SignUp { status } } }', { id })).node
      .status;
  expect(await status(waits)).toBe('WAITING');
  expect(await status(next)).toBe('CONFIRMED');
});

test('a later shift is cancelled, and passed on, while the activity is under way', async () => {
  const activity = await given.activity(twoShifts({ capacity: 1 }));
  const shift = activity.shifts[1].id;
  const [first, second] = [await given.volunteer(), await given.volunteer()];
  const held = await first.does('signUpCreate', { input: { activity: activity.id, shift } });
  const waits = await second.does('signUpCreate', { input: { activity: activity.id, shift } }, 'id status');
  expect(waits.status).toBe('WAITING');
  setNow('2026-11-26T02:00:00Z');
  await first.does('signUpCancel', change(held));
  const { node } = await second.query('query ($id: ID!) { node(id: $id) { ... on SignUp { status } } }', {
    id: waits.id,
  });
  expect(node.status).toBe('CONFIRMED');
});

test('who waits for a shift that has begun gets no place in it any more', async () => {
  const activity = await given.activity(twoShifts({ capacity: 1 }));
  const [first, second] = [await given.volunteer(), await given.volunteer()];
  await first.does('signUpCreate', { input: { activity: activity.id, shift: activity.shifts[0].id } });
  const waits = await second.does('signUpCreate', {
    input: { activity: activity.id, shift: activity.shifts[0].id },
  });
  const later = await first.does('signUpCreate', {
    input: { activity: activity.id, shift: activity.shifts[1].id },
  });
  await database.pool.query('update shift set capacity = 2 where label = $1', ['上午']);
  await database.pool.query('update activity set capacity = null');
  setNow('2026-11-26T02:00:00Z');
  await first.does('signUpCancel', change(later));
  const { node } = await second.query('query ($id: ID!) { node(id: $id) { ... on SignUp { status } } }', {
    id: waits.id,
  });
  expect(node.status).toBe('WAITING');
});

test('a child whose guardian withdrew the consent is in no later shift of what has begun', async () => {
  const activity = await given.activity(twoShifts());
  const child = await given.volunteer({
    birthDate: '2015-01-01',
    guardianName: '家长',
    guardianPhone: '13812345678',
    guardianConsent: true,
  });
  const early = await child.does('signUpCreate', {
    input: { activity: activity.id, shift: activity.shifts[0].id },
  });
  const late = await child.does('signUpCreate', {
    input: { activity: activity.id, shift: activity.shifts[1].id },
  });
  setNow('2026-11-26T01:05:00Z');
  await office.does('consentWithdraw', await consentOf(child));
  expect((await coordinator.refused('signUpCheckIn', change(early))).__typename).toBe(
    'GuardianConsentMissing',
  );
  const { node } = await child.query('query ($id: ID!) { node(id: $id) { ... on SignUp { status } } }', {
    id: late.id,
  });
  expect(node.status).toBe('CANCELLED');
});

test('whoever is of age keeps the sign-ups when a consent of their childhood is withdrawn', async () => {
  const grown = await given.volunteer({
    birthDate: '2008-12-01',
    guardianName: '家长',
    guardianPhone: '13812345678',
    guardianConsent: true,
  });
  setNow('2026-12-10T04:00:00Z');
  const activity = await given.activity({
    startsAt: '2026-12-26T01:00:00Z',
    endsAt: '2026-12-26T03:00:00Z',
  });
  const signUp = await grown.does('signUpCreate', { input: { activity: activity.id } });
  await office.does('consentWithdraw', await consentOf(grown));
  const { node } = await grown.query('query ($id: ID!) { node(id: $id) { ... on SignUp { status } } }', {
    id: signUp.id,
  });
  expect(node.status).toBe('CONFIRMED');
});

test('what one signed up for stays to be read when it is void', async () => {
  const activity = await given.activity();
  const volunteer = await given.volunteer();
  await volunteer.does('signUpCreate', { input: { activity: activity.id } });
  await office.does('activityVoid', { ...change(activity), reason: '误录' });
  const { viewer } = await volunteer.query(
    '{ viewer { volunteer { signUps { nodes { activity { code status } } } } } }',
  );
  expect(viewer.volunteer.signUps.nodes).toEqual([{ activity: { code: activity.code, status: 'VOID' } }]);
});

import { expect, test } from 'vitest';
import { requests } from '../request/given.ts';
import { type Person, world } from '../setup/world.ts';

// What somebody may do for another volunteer, and what they learn of one by trying.
const w = await world();
const { given, office, coordinator, partyId } = w;
const { team, TEAM } = await requests(w);
const INVENTED = Buffer.from('Volunteer:01a210a0-d214-7414-a816-631fd2a7d560').toString('base64url');
const later = { startsAt: '2026-11-28T01:00:00Z', endsAt: '2026-11-28T02:00:00Z' };

const nameFor = async (who: Person, id: string) =>
  (await who.query('query ($id: ID!) { volunteer(by: {id: $id}) { name } }', { id })).volunteer?.name ?? null;

/** A volunteer who waits for a full activity of the team. */
async function waiting() {
  const activity = await given.activity({ organizer: TEAM, capacity: 1, hasWaitingList: true }, team);
  await (await given.volunteer()).does('signUpCreate', { input: { activity: activity.id } });
  const who = await given.volunteer({ name: '金丝雀' });
  await who.does('signUpCreate', { input: { activity: activity.id } });
  return who;
}

test('a coordinator draws nobody into a team or an activity who is not theirs, and so unmasks nobody', async () => {
  const mine = await given.activity({ organizer: TEAM, ...later }, team);
  const attempts: [string, (volunteer: string) => object][] = [
    ['teamJoin', (volunteer) => ({ team: TEAM, volunteer })],
    ['signUpCreate', (volunteer) => ({ activity: mine.id, volunteer })],
  ];
  const masked = await waiting();
  const unknown = await given.volunteer({ name: '金丝雀' });
  for (const [mutation, input] of attempts) {
    expect((await team.refused(mutation, { input: input(masked.id) })).__typename).toBe('NotAllowed');
    // A volunteer whom one does not see looks like one that is not there.
    const [hidden, invented] = [
      await team.refused(mutation, { input: input(unknown.id) }),
      await team.refused(mutation, { input: input(INVENTED) }),
    ];
    expect(hidden).toEqual(invented);
    expect(hidden.__typename).toBe('NotFound');
  }
  expect(await nameFor(team, masked.id)).toBe('金**');
  expect(await nameFor(team, unknown.id)).toBeNull();
});

test('a coordinator signs up who is of the unit or the team, the office whoever is of the district', async () => {
  const member = await given.volunteer();
  await member.does('teamJoin', { input: { team: TEAM } });
  const ofUnit = await given.volunteer({ unit: partyId('370117/aishan-street') });
  const anybody = await given.volunteer();
  const mine = await given.activity({ organizer: TEAM, ...later }, team);
  const signUp = async (who: Person, volunteer: { id: string }) =>
    (await who.tries('signUpCreate', { input: { activity: mine.id, volunteer: volunteer.id } })).errors;
  expect(await signUp(team, member)).toEqual([]);
  expect(await signUp(coordinator, ofUnit)).toEqual([]);
  expect(await signUp(office, anybody)).toEqual([]);
});

test('whoever signs up their own people for the activity of another sees what came of it', async () => {
  const ofUnit = await given.volunteer({ unit: partyId('370117/aishan-street') });
  const theirs = await given.activity({ organizer: partyId('370117/lixin-street'), ...later }, office);
  const input = { activity: theirs.id, volunteer: ofUnit.id };
  const { status } = await coordinator.does('signUpCreate', { input }, 'id status activity { code }');
  expect(status).toBe('CONFIRMED');
  await office.does('activityVoid', { id: theirs.id, expectedVersion: theirs.version, reason: '误录' });
  const read = 'query ($id: ID!) { volunteer(by: {id: $id}) { signUps { nodes { activity { status } } } } }';
  const { volunteer } = await coordinator.query(read, { id: ofUnit.id });
  expect(volunteer.signUps.nodes).toEqual([{ activity: { status: 'VOID' } }]);
});

test('whoever signs somebody else up learns of another activity only what they run', async () => {
  const member = await given.volunteer();
  await member.does('teamJoin', { input: { team: TEAM } });
  const other = await given.activity();
  await member.does('signUpCreate', { input: { activity: other.id } });
  const input = { activity: (await given.activity({ organizer: TEAM }, team)).id, volunteer: member.id };
  const refusal = await team.refused('signUpCreate', { input });
  expect(refusal).toMatchObject({ __typename: 'TimeConflict', activityCode: null });
  expect(refusal.message).not.toContain(other.code);
  for (const who of [office, member]) {
    expect(await who.refused('signUpCreate', { input })).toMatchObject({ activityCode: other.code });
  }
});

test('consents and file entries are for whoever sees the volunteer whole', async () => {
  const masked = await waiting();
  await masked.does('consentGive', {
    input: { volunteer: masked.id, kind: 'PUBLISH_NAME', givenBy: 'SELF', evidence: '同意书 7 号' },
  });
  await office.does('fileEntryAdd', {
    input: { volunteer: masked.id, group: 'EVALUATION', title: '待改进', on: '2026-11-01', source: '队长' },
  });
  const read = async (who: Person) =>
    (
      await who.query(
        'query ($id: ID!) { volunteer(by: {id: $id}) { consents { evidence } fileEntries { title } } }',
        { id: masked.id },
      )
    ).volunteer;
  expect(await read(team)).toEqual({ consents: [], fileEntries: [] });
  expect(await read(office)).toEqual({
    consents: [{ evidence: '同意书 7 号' }],
    fileEntries: [{ title: '待改进' }],
  });
});

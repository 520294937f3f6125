import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readValidPlan } from '../../src/commands/import.ts';
import { importPlan } from '../../src/exchange/import.ts';
import { type Person, world } from '../setup/world.ts';

// Two districts, each with a plan and an office: people of one take part in the other.
const w = await world();
const { given, office, coordinator, person, partyId, volunteerInput, database } = w;
await importPlan(
  database.orm.em,
  await readValidPlan(join(import.meta.dirname, '../fixtures/plans/example-district')),
);
const NEIGHBOUR = '990101';
const neighbouringOffice = await person('neighbouring-office', 'OFFICE', { district: NEIGHBOUR });
const { rows } = await database.pool.query<{ id: string }>(`select id from party where code = $1`, [
  `${NEIGHBOUR}/education-bureau`,
]);
const unitThere = Buffer.from(`Party:${rows[0]!.id}`).toString('base64url');
const TEAM = partyId('370117/good-helper-traffic-team');

describe('a volunteer is registered in a district that has a plan', () => {
  test.each(['370102', '', '<b>\u202e x\n'])('not in %j', async (districtCode) => {
    const refusal = await (
      await person()
    ).refused('volunteerRegister', { input: volunteerInput({ districtCode }) });
    expect(refusal).toMatchObject({ __typename: 'InvalidInput', path: ['input', 'districtCode'] });
  });

  test('and their unit is of that district', async () => {
    const input = volunteerInput({
      forOneself: false,
      unit: partyId('370117/aishan-street'),
      districtCode: NEIGHBOUR,
    });
    const wrong = { __typename: 'InvalidInput', path: ['input', 'unit'] };
    expect(await coordinator.refused('volunteerRegister', { input })).toMatchObject(wrong);
    const who = await given.volunteer();
    const move = { id: who.id, expectedVersion: who.version, input: { unit: unitThere } };
    expect(await who.refused('volunteerUpdate', move)).toMatchObject(wrong);
    const there = await given.volunteer({ districtCode: NEIGHBOUR, unit: unitThere });
    expect(there.number).toMatch(/^990101-/);
  });
});

describe('whoever takes part in another district', () => {
  const listed = (who: Person, id: string) =>
    who.send(
      `query ($id: ID!) { activity(by: {id: $id}) {
        signUps { nodes { volunteer { name } } } serviceRecords { nodes { volunteer { name } } } } }`,
      { id },
    );

  test('is shown to the office there, masked until they have a place, and breaks no list', async () => {
    const activity = await given.activity({ capacity: 1, hasWaitingList: true });
    const [placed, waits] = [
      await given.volunteer({ name: '王小明', districtCode: NEIGHBOUR }),
      await given.volunteer({ name: '赵钱孙李', districtCode: NEIGHBOUR }),
    ];
    const signUp = await placed.does('signUpCreate', { input: { activity: activity.id } });
    await waits.does('signUpCreate', { input: { activity: activity.id } });
    w.setNow('2026-11-26T03:00:00Z');
    await coordinator.does('signUpRecord', {
      id: signUp.id,
      expectedVersion: signUp.version,
      startedAt: activity.startsAt,
      endedAt: activity.endsAt,
      reason: '纸质签到表',
    });
    w.setNow('2026-11-24T04:00:00Z');
    for (const who of [office, coordinator]) {
      const { data, errors } = await listed(who, activity.id);
      expect(errors).toBeUndefined();
      expect(data.activity).toEqual({
        signUps: { nodes: [{ volunteer: { name: '王小明' } }, { volunteer: { name: '赵***' } }] },
        serviceRecords: { nodes: [{ volunteer: { name: '王小明' } }] },
      });
    }
    // The office at home sees its volunteers, and of what they do elsewhere nothing.
    expect((await listed(neighbouringOffice, activity.id)).data.activity.signUps.nodes).toEqual([]);
  });

  test('is not signed up there by the office, nor seen by it before', async () => {
    const activity = await given.activity();
    const who = await given.volunteer({ districtCode: NEIGHBOUR });
    const input = { activity: activity.id, volunteer: who.id };
    expect((await office.refused('signUpCreate', { input })).__typename).toBe('NotFound');
  });

  test('is not made the leader of a team there by the office at home', async () => {
    const who = await given.volunteer({ districtCode: NEIGHBOUR });
    const input = { team: TEAM, volunteer: who.id, role: 'LEADER' };
    expect((await neighbouringOffice.refused('teamJoin', { input })).__typename).toBe('NotAllowed');
    expect(await who.does('teamJoin', { input: { team: TEAM } }, 'role')).toEqual({ role: 'MEMBER' });
  });
});

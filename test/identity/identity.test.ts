import { describe, expect, test } from 'vitest';
import { requests } from '../request/given.ts';
import { world } from '../setup/world.ts';

const w = await world();
const { office, person, given, partyId, database, activityInput, volunteerInput } = w;
const { submitted } = await requests(w);
const grant = (more: Record<string, unknown> = {}) => ({
  input: { subject: crypto.randomUUID(), role: 'MEDIA', districtCode: '370117', ...more },
});
const change = ({ id, version }: { id: string; version: number }) => ({ id, expectedVersion: version });

describe('a role', () => {
  test.each([
    ['MEDIA', {}],
    ['COORDINATOR', { party: partyId('370117/aishan-street') }],
  ])('that is granted many times at once is granted once: %s', async (role, more) => {
    // An account that is new is written by one of them while the others wait.
    const { subject } = await person();
    const args = grant({ subject, role, ...more });
    const answers = await Promise.all(Array.from({ length: 6 }, () => office.tries('roleGrant', args)));
    expect(answers.filter(({ object }) => object)).toHaveLength(1);
    for (const { errors } of answers) {
      for (const error of errors)
        expect(error).toMatchObject({ code: 'INVALID_TRANSITION', status: 'GRANTED' });
    }
    const { object } = answers.find((answer) => answer.object)!;
    await office.does('roleRevoke', { ...change(object), reason: '离任' });
    await office.does('roleGrant', args);
  });

  test('of a coordinator is of no collective', async () => {
    const { parties } = await office.query(
      '{ parties(first: 1, where: {kind: {eq: COLLECTIVE}}) { nodes { id } } }',
    );
    const args = grant({ role: 'COORDINATOR', party: parties.nodes[0].id });
    expect(await office.refused('roleGrant', args)).toMatchObject({ path: ['input', 'party'] });
  });

  test('that one gives up is gone for the rest of the request', async () => {
    const leaving = await person('leaving', 'OFFICE');
    const { roleGrants } = await leaving.query(
      '{ roleGrants(where: {role: {eq: OFFICE}}, last: 1) { nodes { id version account { subject } } } }',
    );
    const [own] = roleGrants.nodes;
    expect(own.account.subject).toBe('leaving');
    const { data } = await leaving.send(
      `mutation ($id: ID!, $version: Int!, $input: RoleGrantInput!) {
        one: roleRevoke(id: $id, expectedVersion: $version, reason: "离任") { roleGrant { revokedAt } }
        two: roleGrant(input: $input) { roleGrant { id } errors { __typename }
          query { auditEntries { totalCount } viewer { roles { role } permissions { mutation } } } }
      }`,
      { id: own.id, version: own.version, ...grant() },
    );
    expect(data.one.roleGrant.revokedAt).not.toBeNull();
    expect(data.two).toMatchObject({ roleGrant: null, errors: [{ __typename: 'NotAllowed' }] });
    const { auditEntries, viewer } = data.two.query;
    expect(auditEntries.totalCount).toBe(0);
    expect(viewer.roles).toEqual([]);
    expect(viewer.permissions.map(({ mutation }: any) => mutation)).not.toContain('roleGrant');
  });
});

test('a request that is repeated after the right was revoked is not answered as if nothing had been there', async () => {
  const subject = crypto.randomUUID();
  const leaving = await person(subject);
  const args = { subject, role: 'COORDINATOR', party: partyId('370117/aishan-street') };
  const granted = await office.does('roleGrant', grant(args));
  const draft = { input: activityInput(), idempotencyKey: crypto.randomUUID() };
  const { id } = await leaving.does('activityCreate', draft);
  expect((await leaving.does('activityCreate', draft)).id).toBe(id);
  await office.does('roleRevoke', { ...change(granted), reason: '离任' });
  expect((await leaving.refused('activityCreate', draft)).__typename).toBe('NotAllowed');
});

describe('the office is told', () => {
  test('who wrote, whoever it was', async () => {
    const requester = await person('requester');
    await submitted(requester);
    const { auditEntries } = await office.query(
      '{ auditEntries(where: {action: {eq: "serviceRequestSubmit"}}, last: 1) { nodes { account { subject } } } }',
    );
    expect(auditEntries.nodes).toEqual([{ account: { subject: 'requester' } }]);
    const { auditEntries: found } = await office.query(
      '{ auditEntries(where: {account: {subject: {eq: "requester"}}}) { totalCount } }',
    );
    expect(found.totalCount).toBe(1);
  });

  test('who read a minor’s data, though the role that let them is of another district', async () => {
    const child = await given.volunteer({
      birthDate: '2010-03-04',
      guardianName: '家长',
      guardianPhone: '13900000000',
    });
    const coordinator = await person('elsewhere', 'COORDINATOR', { party: '370117/aishan-street' });
    await database.pool.query(
      `update role_grant set district_code = '990101' where account_id = (select id from account where subject = 'elsewhere')`,
    );
    const activity = await given.activity();
    await child.does('signUpCreate', { input: { activity: activity.id } });
    await coordinator.query('query ($id: ID!) { volunteer(by: {id: $id}) { name } }', { id: child.id });
    const { minorReads } = await office.query(
      '{ minorReads(last: 1) { nodes { account { subject } volunteerId } } }',
    );
    expect(minorReads.nodes).toEqual([{ account: { subject: 'elsewhere' }, volunteerId: child.id }]);
  });

  test('of no account that did nothing in the district', async () => {
    await person('nobody');
    const { rows } = await database.pool.query<{ id: string }>(
      `select id from account where subject = 'nobody'`,
    );
    const id = Buffer.from(`Account:${rows[0]!.id}`).toString('base64url');
    expect((await office.query('query ($id: ID!) { node(id: $id) { id } }', { id })).node).toBeNull();
  });
});

describe('an identity number', () => {
  const numberOf = (digits: string): string => {
    const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    return digits + '10X98765432'[weights.reduce((sum, x, i) => sum + x * Number(digits[i]), 0) % 11]!;
  };
  const input = (digits: string, more: Record<string, unknown> = {}) => ({
    input: volunteerInput({ identityNumber: numberOf(digits), birthDate: '1949-12-31', ...more }),
  });
  const KNOWN = '11010519491231002';

  test('is not compared before all else is right', async () => {
    await given.volunteer(input(KNOWN).input);
    const who = await person();
    const wrong: [Record<string, unknown>, string[]][] = [
      [{ name: ' ' }, ['input', 'name']],
      [{ phone: '1' }, ['input', 'phone']],
      [{ skills: [' '] }, ['input', 'skills', '0']],
      [{ guardianConsentEvidence: 'x'.repeat(300) }, ['input', 'guardianConsentEvidence']],
    ];
    for (const [more, path] of wrong) {
      const refusal = await who.refused('volunteerRegister', input(KNOWN, more));
      expect(refusal).toMatchObject({ __typename: 'InvalidInput', path });
    }
  });

  test('is tried ten times a day and no more, whether it is known or not', async () => {
    w.setNow('2026-11-24T04:00:00Z');
    const who = await person();
    const refused = async () => (await who.refused('volunteerRegister', input(KNOWN))).__typename;
    for (let i = 0; i < 8; i += 1) expect(await refused()).toBe('AlreadyRegistered');
    for (const digits of ['11010519491231004', '11010519491231006']) {
      const own = await who.does('volunteerRegister', input(digits));
      await who.does('volunteerWithdraw', { ...change(own), reason: '搬家' });
    }
    expect(await refused()).toBe('TooManyAttempts');
    expect((await who.refused('volunteerRegister', input('11010519491231008'))).__typename).toBe(
      'TooManyAttempts',
    );
    // Others go on, and so do they: without a number, or on another day.
    expect((await (await person()).refused('volunteerRegister', input(KNOWN))).__typename).toBe(
      'AlreadyRegistered',
    );
    w.setNow('2026-11-25T04:00:01Z');
    expect(await refused()).toBe('AlreadyRegistered');
    const { rows } = await database.pool.query(
      'select 1 from attempt a join account o on o.id = a.account_id where o.subject = $1',
      [who.subject],
    );
    expect(rows).toHaveLength(1);
    await who.does('volunteerRegister', { input: volunteerInput() });
  });

  test('is no bar to a coordinator who registers many', async () => {
    const many = await person(undefined, 'COORDINATOR', { party: '370117/aishan-street' });
    const more = { forOneself: false, unit: partyId('370117/aishan-street') };
    for (let i = 10; i < 22; i += 1) {
      const { errors } = await many.tries('volunteerRegister', input(`110105194912313${i}`, more));
      expect(errors).toEqual([]);
    }
  });
});

test('an answer to somebody is kept by no cache', async () => {
  const ask = (headers: Record<string, string>) =>
    w.app.inject({
      url: '/graphql?query={viewer{isSignedIn}}',
      headers: { 'apollo-require-preflight': '1', ...headers },
    });
  const who = await person();
  for (const headers of [who.headers, { authorization: 'Bearer x' }]) {
    expect((await ask(headers)).headers['cache-control']).toBe('private, no-store');
  }
});

import { expect, test } from 'vitest';
import { UNIT } from '../setup/world.ts';
import { incentiveWorld } from './given.ts';

const w = await incentiveWorld();
const { given, office, coordinator, partyId, query, database, setNow } = w;
const { incentive, rule, granted, accepted, underReview, advance, serve, change } = w;

const volunteer = () => given.volunteer({ unit: partyId(UNIT) });
const courtesy = await incentive('employment');
const oneStar = await rule({ title: '一星', tier: '一星', minimumMinutes: 60 });
const twoStars = await rule({ title: '二星', tier: '二星', minimumMinutes: 120 });
const give = (who: { id: string }, more: Record<string, unknown> = {}) => ({
  input: { incentive: courtesy, volunteer: who.id, validFrom: '2026-11-24', validTo: '2027-11-23', ...more },
});
const GRANT = `query ($number: String!) { grant(by: {number: $number}) { number status recipientName incentive { title } rule { tier }
  volunteer { number } evidence { minutes } revokedAt validTo } }`;
const read = async (who: { query: typeof query }, number: string) =>
  (await who.query(GRANT, { number })).grant;

test('a courtesy is given to whoever meets a rule, by the one that asks for most, and once', async () => {
  const who = await volunteer();
  expect(await office.refused('grantGive', give(who))).toMatchObject({
    ...{ __typename: 'NotEligible', path: ['input', 'volunteer'] },
  });
  await serve(who, 120);
  const grant = await office.does(
    'grantGive',
    give(who),
    'id version number rule { tier } evidence { minutes }',
  );
  expect(grant).toMatchObject({ rule: { tier: '二星' }, evidence: { minutes: 120 } });
  expect(grant.number).toMatch(/^370117-H2026(-[2-9A-HJ-NP-Z]{4}){3}$/);
  expect(await office.refused('grantGive', give(who))).toMatchObject({
    ...{ __typename: 'AlreadyGranted', number: grant.number },
  });
  setNow('2026-12-30T04:00:00Z');
  const both = await Promise.all([
    office.tries('grantGive', give(who)),
    office.tries('grantGive', give(who)),
  ]);
  expect(both.flatMap(({ errors }) => errors.map(({ __typename }) => __typename))).toEqual([
    'AlreadyGranted',
    'AlreadyGranted',
  ]);
  setNow('2026-11-24T04:00:00Z');
});

test('a courtesy is given by the rule that is asked for, if that is met', async () => {
  const who = await volunteer();
  await serve(who, 60);
  expect(await office.refused('grantGive', give(who, { rule: twoStars.id }))).toMatchObject({
    ...{ __typename: 'NotEligible', path: ['input', 'rule'] },
  });
  const other = await rule({
    title: '另一项',
    incentive: await incentive('four-hundreds'),
    subject: 'VOLUNTEER',
  });
  expect(await office.refused('grantGive', give(who, { rule: other.id }))).toMatchObject({
    ...{ __typename: 'InvalidInput', path: ['input', 'rule'] },
  });
  await serve(who, 60);
  const grant = await office.does('grantGive', give(who, { rule: oneStar.id }), 'rule { tier }');
  expect(grant.rule.tier).toBe('一星');
});

test('of two grants at one time one is given', async () => {
  const who = await volunteer();
  await serve(who, 60);
  const both = await Promise.all([1, 2, 3, 4, 5].map(() => office.tries('grantGive', give(who))));
  expect(both.filter(({ object }) => object)).toHaveLength(1);
});

test('a name is published with consent alone, and goes with it', async () => {
  const who = await volunteer();
  await serve(who, 60);
  const { number } = await office.does('grantGive', give(who), 'number');
  expect(await read(w, number)).toEqual({
    ...{ number, status: 'VALID', recipientName: null, volunteer: null, evidence: null, revokedAt: null },
    ...{ incentive: { title: '就业创业' }, rule: { tier: '一星' }, validTo: '2027-11-23' },
  });
  expect(await read(office, number)).toMatchObject({
    volunteer: { number: who.number },
    evidence: { minutes: 60 },
  });
  const consent = await who.does('consentGive', {
    input: { volunteer: who.id, kind: 'PUBLISH_NAME', givenBy: 'SELF' },
  });
  expect(await read(w, number)).toMatchObject({ recipientName: who.name, volunteer: null, evidence: null });
  await who.does('consentWithdraw', change(consent));
  expect(await read(w, number)).toMatchObject({ recipientName: null });
  // Consent to something else is none to this.
  await who.does('consentGive', { input: { volunteer: who.id, kind: 'PUBLISH_IMAGE', givenBy: 'SELF' } });
  expect(await read(w, number)).toMatchObject({ recipientName: null });
});

test('an award is given to an accepted nomination once its round is decided, and public with the round', async () => {
  const who = await volunteer();
  await who.does('consentGive', { input: { volunteer: who.id, kind: 'PUBLISH_NAME', givenBy: 'SELF' } });
  const { nomination } = await underReview(who);
  const input = { nomination: nomination.id, validFrom: '2026-11-24' };
  expect(await office.refused('grantGive', { input })).toMatchObject({
    ...{ __typename: 'InvalidTransition', status: 'SUBMITTED' },
  });
  const { round, grant } = await granted(who);
  const numberOf = async () =>
    (await office.query(`query ($id: ID!) { node(id: $id) { ... on Grant { number } } }`, { id: grant.id }))
      .node.number;
  const number = await numberOf();
  const listed = async (one: { query: typeof query }) =>
    (
      await one.query(`query ($id: ID!) { node(id: $id) { ... on AwardRound { grants { totalCount } } } }`, {
        id: round.id,
      })
    ).node.grants.totalCount;
  for (const one of [w, who, coordinator]) {
    expect(await read(one, number)).toBeNull();
    expect(await listed(one)).toBe(0);
  }
  expect(await listed(office)).toBe(1);
  const announced = async () =>
    (
      await query('{ changes(first: 100, where: {kind: {eq: GRANT_GIVEN}}) { nodes { subjectId } } }')
    ).changes.nodes.map(({ subjectId }: any) => subjectId);
  expect(await announced()).not.toContain(grant.id);
  await advance(round, 'PUBLISHED');
  expect(await announced()).toContain(grant.id);
  expect(await read(w, number)).toMatchObject({ recipientName: who.name, rule: null });
  expect(await listed(w)).toBe(1);
});

test('an award is given once to a nomination', async () => {
  const { nomination } = await accepted(await volunteer());
  const input = { nomination: nomination.id, validFrom: '2026-11-24' };
  const all = await Promise.all([1, 2, 3, 4, 5].map(() => office.tries('grantGive', { input })));
  expect(all.filter(({ object }) => object)).toHaveLength(1);
  expect(new Set(all.flatMap(({ errors }) => errors.map(({ __typename }) => __typename)))).toEqual(
    new Set(['AlreadyGranted']),
  );
});

test('a revoked grant says so to whoever looks it up, without a name', async () => {
  const who = await volunteer();
  await who.does('consentGive', { input: { volunteer: who.id, kind: 'PUBLISH_NAME', givenBy: 'SELF' } });
  await serve(who, 60);
  const grant = await office.does('grantGive', give(who), 'id version number');
  await office.does('grantRevoke', { ...change(grant), reason: '事迹不实' });
  expect(await read(w, grant.number)).toMatchObject({ status: 'REVOKED', recipientName: null });
  const { changes } = await query(
    `{ changes(first: 100, where: {kind: {eq: GRANT_REVOKED}}) { nodes { subjectId } } }`,
  );
  expect(changes.nodes.map(({ subjectId }: any) => subjectId)).toEqual([grant.id]);
  // It can be given anew.
  await office.does('grantGive', give(who));
});

test('a grant expires with its last day', async () => {
  const who = await volunteer();
  await serve(who, 60);
  const { number } = await office.does('grantGive', give(who, { validTo: '2026-11-25' }), 'number');
  setNow('2026-11-25T15:59:00Z');
  expect(await read(w, number)).toMatchObject({ status: 'VALID' });
  setNow('2026-11-25T16:00:00Z');
  expect(await read(w, number)).toMatchObject({ status: 'EXPIRED' });
  setNow('2026-11-24T04:00:00Z');
});

test('what is wrong in a grant is told with its path', async () => {
  const who = await volunteer();
  const { nomination } = await accepted(who);
  for (const [input, field] of [
    [{ ...give(who).input, validTo: '2026-11-23' }, 'validTo'],
    [{ ...give(who).input, incentive: await incentive('four-hundreds') }, 'incentive'],
    [{ volunteer: who.id, validFrom: '2026-11-24' }, 'incentive'],
    [{ ...give(who).input, nomination: nomination.id }, 'incentive'],
  ] as const) {
    expect(await office.refused('grantGive', { input })).toMatchObject({ path: ['input', field] });
  }
});

test('lists of grants take a fixed number of statements', async () => {
  const count = async (first: number) => {
    database.statements = [];
    const { grants } = await query(
      `{ grants(first: ${first}) { nodes { number recipientName incentive { title } evidence { minutes } volunteer { number } } } }`,
    );
    return [database.statements.length, grants.nodes.length > 2];
  };
  expect(await count(1)).toEqual([1, false]);
  expect(await count(100)).toEqual([1, true]);
});

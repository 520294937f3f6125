import { expect, test } from 'vitest';
import { UNIT } from '../setup/world.ts';
import { incentiveWorld } from './given.ts';

const w = await incentiveWorld();
const { given, office, coordinator, person, partyId, query, database, setNow } = w;
const { incentive, rule, round, roundInput, openRound, advance, nominate, serve, change } = w;

const volunteer = () => given.volunteer({ unit: partyId(UNIT) });
const review = (
  by: typeof office,
  nomination: { id: string; version: number },
  input: Record<string, unknown>,
) => by.tries('nominationReview', { ...change(nomination), input });

test('a round goes its steps in order, none left out, none taken back', async () => {
  const planned = await round();
  expect(await office.refused('awardRoundAdvance', { ...change(planned), to: 'REVIEW' })).toMatchObject({
    __typename: 'InvalidTransition',
    status: 'PLANNED',
  });
  let now = planned;
  for (const to of ['OPEN', 'REVIEW', 'DECIDED', 'PUBLISHED']) now = await advance(now, to);
  expect(await office.refused('awardRoundAdvance', { ...change(now), to: 'PLANNED' })).toMatchObject({
    status: 'PUBLISHED',
  });
  const { awards } = await query(
    '{ awards(where: {code: {eq: "four-hundreds"}}) { nodes { rounds { id status publishedAt acceptedCount } } } }',
  );
  expect(awards.nodes[0].rounds.find(({ id }: any) => id === planned.id)).toMatchObject({
    status: 'PUBLISHED',
    publishedAt: '2026-11-24T04:00:00.000Z',
  });
  const { changes } = await query(
    '{ changes(first: 50, where: {kind: {eq: AWARD_ROUND_ADVANCED}}) { nodes { subjectId } } }',
  );
  expect(changes.nodes).toHaveLength(4);
});

test('what is wrong in a round is told with its path; its period stays once it is open', async () => {
  for (const [more, field] of [
    [{ periodTo: '2025-12-31' }, 'periodTo'],
    [{ closesOn: '2026-10-31' }, 'closesOn'],
    [{ quota: 0 }, 'quota'],
    [{ award: await incentive('employment') }, 'award'],
  ] as const) {
    expect(await office.refused('awardRoundCreate', { input: await roundInput(more) })).toMatchObject({
      path: ['input', field],
    });
  }
  const open = await openRound();
  const moved = await roundInput({ periodFrom: '2025-01-01' });
  expect(await office.refused('awardRoundUpdate', { ...change(open), input: moved })).toMatchObject({
    path: ['input', 'periodFrom'],
  });
  const updated = await office.does('awardRoundUpdate', {
    ...change(open),
    input: await roundInput({ quota: 2 }),
  });
  const reviewed = await advance(updated, 'REVIEW');
  expect(
    await office.refused('awardRoundUpdate', { ...change(reviewed), input: await roundInput() }),
  ).toMatchObject({ __typename: 'InvalidTransition', status: 'REVIEW' });
});

test('a nomination freezes what the ledger says of the round’s period', async () => {
  const who = await volunteer();
  await serve(who, 90, { day: '2026-12-31' });
  await serve(who, 60, { day: '2025-12-31' });
  setNow('2027-01-10T04:00:00Z');
  await rule({
    incentive: await incentive('four-hundreds'),
    minimumMinutes: 60,
    period: 'ALL_TIME',
    title: '评选条件',
  });
  const open = await openRound({ closesOn: '2027-01-31' });
  const fields =
    'id version nominator isEligible status evidence { minutes hours activityCount score definition } volunteer { number }';
  const input = { round: open.id, statement: '连续两年参加' };
  const nomination = await who.does('nominationSubmit', { input }, fields);
  expect(nomination).toMatchObject({
    ...{ nominator: 'SELF', isEligible: true, status: 'SUBMITTED', volunteer: { number: who.number } },
    evidence: {
      minutes: 90,
      hours: 1.5,
      activityCount: 1,
      score: null,
      definition: expect.stringContaining('含更正'),
    },
  });
  await serve(who, 600, { day: '2026-07-01' });
  const later = await who.query(
    `query ($id: ID!) { node(id: $id) { ... on Nomination { evidence { minutes } } } }`,
    {
      id: nomination.id,
    },
  );
  expect(later.node.evidence.minutes).toBe(90);
  setNow('2026-11-24T04:00:00Z');
});

test('who nominates is on record, and each is nominated once a round', async () => {
  const open = await openRound();
  const [one, other] = [await volunteer(), await volunteer()];
  const fields = 'id version nominator';
  const of = (id: string) => ({ input: { round: open.id, volunteer: id, statement: '好' } });
  expect(await coordinator.does('nominationSubmit', of(one.id), fields)).toMatchObject({ nominator: 'UNIT' });
  expect(await one.refused('nominationSubmit', of(one.id))).toMatchObject({ __typename: 'AlreadyNominated' });
  const byOffice = await office.does('nominationSubmit', of(other.id), fields);
  expect(byOffice).toMatchObject({ nominator: 'OFFICE' });
  await other.does('nominationWithdraw', change(byOffice));
  await other.does('nominationSubmit', of(other.id));
  const team = { input: { round: open.id, team: partyId('370117/volunteer-corps'), statement: '好' } };
  expect(await one.refused('nominationSubmit', team)).toMatchObject({ __typename: 'NotAllowed' });
  const lead = await person('corps', 'COORDINATOR', { party: '370117/volunteer-corps' });
  expect(await lead.does('nominationSubmit', team, 'nominator team { name } volunteer { id }')).toEqual({
    ...{ nominator: 'UNIT', team: { name: '区新时代文明实践志愿服务总队' }, volunteer: null },
  });
});

test('of twenty nominations of one person at one time, one is taken', async () => {
  const open = await openRound();
  const who = await volunteer();
  const input = { round: open.id, volunteer: who.id, statement: '好' };
  const people = await Promise.all(Array.from({ length: 20 }, () => person(undefined, 'OFFICE')));
  const outcomes = await Promise.all(
    people.map((one) => one.tries('nominationSubmit', { input }, '__typename')),
  );
  const errors = outcomes.flatMap(({ errors: refused }) => refused.map(({ __typename }) => __typename));
  expect(errors).toEqual(Array.from({ length: 19 }, () => 'AlreadyNominated'));
});

test('nominations are taken between the days of an open round alone', async () => {
  const who = await volunteer();
  const refused = async (id: string) =>
    who.refused('nominationSubmit', { input: { round: id, statement: '好' } });
  expect(await refused((await round()).id)).toMatchObject({
    __typename: 'RoundNotOpen',
    roundStatus: 'PLANNED',
  });
  const early = await openRound({ opensOn: '2026-11-25' });
  const late = await openRound({ closesOn: '2026-11-23' });
  for (const { id } of [early, late]) expect(await refused(id)).toMatchObject({ roundStatus: 'OPEN' });
});

test('a review accepts up to the quota, and another decision replaces the first', async () => {
  const open = await openRound({ quota: 1 });
  const [a, b] = [await nominate(await volunteer(), {}, open), await nominate(await volunteer(), {}, open)];
  expect((await review(office, a, { decision: 'ACCEPT' })).errors).toMatchObject([
    { __typename: 'RoundNotOpen' },
  ]);
  const reviewed = await advance(open, 'REVIEW');
  expect((await review(office, a, { decision: 'REJECT' })).errors).toMatchObject([
    { path: ['input', 'reason'] },
  ]);
  const accepted = (await review(office, a, { decision: 'ACCEPT' })).object;
  expect((await review(office, b, { decision: 'ACCEPT' })).errors).toMatchObject([
    { __typename: 'QuotaReached', quota: 1 },
  ]);
  expect(await office.refused('awardRoundAdvance', { ...change(reviewed), to: 'DECIDED' })).toMatchObject({
    __typename: 'InvalidTransition',
  });
  await office.does('nominationReview', {
    ...change(accepted),
    input: { decision: 'REJECT', reason: '材料不实' },
  });
  const second = (await review(office, b, { decision: 'ACCEPT', reason: '突出' })).object;
  const decided = await advance(reviewed, 'DECIDED');
  expect((await review(office, second, { decision: 'REJECT', reason: '晚了' })).errors).toMatchObject([
    { __typename: 'RoundNotOpen', roundStatus: 'DECIDED' },
  ]);
  const { node } = await query(
    `query ($id: ID!) { node(id: $id) { ... on AwardRound { acceptedCount quota } } }`,
    {
      id: decided.id,
    },
  );
  expect(node).toEqual({ acceptedCount: 1, quota: 1 });
});

test('ten reviews at one time accept three of a quota of three', async () => {
  const open = await openRound({ quota: 3 });
  const nominations = [];
  for (let i = 0; i < 10; i += 1) nominations.push(await nominate(await volunteer(), {}, open));
  await advance(open, 'REVIEW');
  const outcomes = await Promise.all(nominations.map((one) => review(office, one, { decision: 'ACCEPT' })));
  expect(outcomes.filter(({ object }) => object)).toHaveLength(3);
  expect(new Set(outcomes.flatMap(({ errors }) => errors.map(({ __typename }) => __typename)))).toEqual(
    new Set(['QuotaReached']),
  );
  const { rows } = await database.pool.query(
    `select r.accepted_count as count, (select count(*)::int from nomination n where n.round_id = r.id and n.status = 'ACCEPTED') as accepted
     from award_round r where r.quota = 3`,
  );
  expect(rows).toEqual([{ count: 3, accepted: 3 }]);
});

test('nominations are seen by whom they concern alone, in lists and totals too', async () => {
  const open = await openRound();
  const who = await volunteer();
  await nominate(who, {}, open);
  const count = async (one: { query: typeof query }) => {
    const { node } = await one.query(
      `query ($id: ID!) { node(id: $id) { ... on AwardRound { nominations { totalCount nodes { statement } } } } }`,
      { id: open.id },
    );
    return [node.nominations.totalCount, node.nominations.nodes.length];
  };
  for (const one of [who, coordinator, office]) expect(await count(one)).toEqual([1, 1]);
  const lixin = await person('lixin', 'COORDINATOR', { party: '370117/lixin-street' });
  for (const one of [w, await volunteer(), lixin]) expect(await count(one)).toEqual([0, 0]);
});

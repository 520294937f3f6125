import { beforeAll, expect, test } from 'vitest';
import { UNIT } from '../setup/world.ts';
import { incentiveWorld, NOW } from './given.ts';

const w = await incentiveWorld();
const { given, office, coordinator, person, partyId, rule, incentive, serve, evaluate, database, query } = w;

const ELIGIBILITY = `query ($incentive: ID!, $volunteer: ID, $team: ID) { eligibility(incentive: $incentive, volunteer: $volunteer, team: $team) {
  qualifies asOf incentive { title } volunteer { number } team { name }
  rules { qualifies from to rule { title } conditions { code text required actual isMet definition } } } }`;

const employment = await incentive('employment');
const busy = await given.volunteer({ unit: partyId(UNIT) });
const idle = await given.volunteer({ unit: partyId(UNIT) });
const elsewhere = await given.volunteer({ unit: partyId('370117/lixin-street') });
const ask = async (who: { query: typeof query }, variables: Record<string, unknown> = {}) =>
  (await who.query(ELIGIBILITY, { incentive: employment, ...variables })).eligibility;

beforeAll(async () => {
  await rule({ title: '本年度', minimumMinutes: 180, minimumActivities: 2 });
  await rule({ title: '十二个月', period: 'ROLLING_YEAR', minimumMinutes: 240 });
  await rule({ title: '未到', minimumMinutes: 1, validFrom: '2026-11-25' });
  await rule({ title: '已过', minimumMinutes: 1, validFrom: '2025-01-01', validTo: '2026-11-23' });
  // Of the rolling year alone: the day after a year ago; and one day too early.
  await serve(busy, 60, { day: '2025-11-25' });
  await serve(busy, 600, { day: '2025-11-24' });
  await serve(busy, 60, { day: '2026-01-01' });
  await serve(busy, 120);
  await serve(elsewhere, 300);
});

test('each rule in force says what is required, what there is, and how it is computed', async () => {
  const eligibility = await ask(busy);
  expect(eligibility).toMatchObject({
    qualifies: true,
    asOf: new Date(NOW).toISOString(),
    incentive: { title: '就业创业' },
    volunteer: { number: busy.number },
    team: null,
  });
  expect(eligibility.rules).toMatchObject([
    {
      ...{ rule: { title: '本年度' }, qualifies: true, from: '2026-01-01', to: '2026-11-24' },
      conditions: [
        { code: 'REGISTERED', required: 1, actual: 1, isMet: true },
        { code: 'MINUTES', required: 180, actual: 180, isMet: true, text: '已确认的服务时长不少于 3 小时' },
        { code: 'ACTIVITIES', required: 2, actual: 2, isMet: true },
      ],
    },
    {
      ...{ rule: { title: '十二个月' }, qualifies: true, from: '2025-11-25', to: '2026-11-24' },
      conditions: [
        { code: 'REGISTERED' },
        { code: 'MINUTES', required: 240, actual: 240, definition: expect.stringContaining('含更正') },
      ],
    },
  ]);
  const none = await ask(idle);
  expect(none.qualifies).toBe(false);
  expect(none.rules[0].conditions.map(({ actual, isMet }: any) => [actual, isMet])).toEqual([
    [1, true],
    [0, false],
    [0, false],
  ]);
});

test('what is reported and not confirmed does not count, and a correction does', async () => {
  const who = await given.volunteer({ unit: partyId(UNIT) });
  const activity = await serve(who, 180);
  await serve(who, 60);
  const minutes = async () => (await ask(who)).rules[0].conditions[1].actual;
  expect(await minutes()).toBe(240);
  const { node } = await office.query(
    `query ($id: ID!) { node(id: $id) { ... on Activity { serviceRecords { nodes { id } } } } }`,
    { id: activity },
  );
  await coordinator.does('serviceRecordCorrect', {
    ...{ id: node.serviceRecords.nodes[0].id, minutes: 0, expectedMinutes: 180, reason: '未到' },
  });
  const [, , activities] = (await ask(who)).rules[0].conditions;
  expect([await minutes(), activities.actual]).toEqual([60, 1]);
  await database.pool.query(`alter table service_record disable trigger user`);
  await database.pool.query(
    `update service_record r set confirmed_at = null from volunteer v where v.id = r.volunteer_id and v.number = $1`,
    [who.number],
  );
  await database.pool.query(`alter table service_record enable trigger user`);
  expect(await minutes()).toBe(0);
});

test('a mean score is told from five evaluations on', async () => {
  const award = await incentive('four-hundreds');
  await rule({ incentive: award, title: '评价', minimumMinutes: undefined, minimumScore: 4.5 });
  const who = await given.volunteer({ unit: partyId(UNIT) });
  const activity = await serve(who, 60);
  const score = async () => {
    const { rules } = (await who.query(ELIGIBILITY, { incentive: award })).eligibility;
    return rules[0].conditions.at(-1);
  };
  await evaluate(activity, [5, 5, 5, 4]);
  expect(await score()).toMatchObject({ code: 'SCORE', required: 4.5, actual: null, isMet: false });
  await evaluate(activity, [4]);
  expect(await score()).toMatchObject({ actual: 4.6, isMet: true });
});

test('a team is judged by the activities it organized, for everybody', async () => {
  const award = await incentive('model-city-contribution');
  const TEAM = '370117/good-helper-traffic-team';
  await rule({ incentive: award, subject: 'TEAM', title: '队伍', minimumMinutes: 60, minimumActivities: 2 });
  const lead = await person('lead', 'COORDINATOR', { party: TEAM });
  await serve(busy, 90, { organizer: TEAM, by: lead });
  const { eligibility } = await query(ELIGIBILITY, { incentive: award, team: partyId(TEAM) });
  expect(eligibility).toMatchObject({
    qualifies: false,
    volunteer: null,
    team: { name: '“好帮手”文明交通志愿服务队' },
  });
  expect(eligibility.rules[0].conditions).toMatchObject([
    { code: 'MINUTES', actual: 90, isMet: true },
    { code: 'ACTIVITIES', actual: 1, isMet: false },
  ]);
});

test('others look absent to whoever may not see them', async () => {
  const lixin = await person('lixin', 'COORDINATOR', { party: '370117/lixin-street' });
  const others = {
    anonymous: w,
    'another volunteer': idle,
    'another unit': lixin,
    media: await person('m', 'MEDIA'),
  };
  for (const [name, who] of Object.entries(others)) {
    expect(await ask(who, { volunteer: busy.id }), name).toBeNull();
  }
  for (const who of [busy, coordinator, office])
    expect(await ask(who, { volunteer: busy.id })).not.toBeNull();
  expect(await ask(w)).toBeNull();
  // Whoever signed up once and cancelled is seen, masked: so are their figures.
  const activity = await given.activity();
  const signUp = await elsewhere.does('signUpCreate', { input: { activity: activity.id } });
  await elsewhere.does('signUpCancel', { id: signUp.id, expectedVersion: signUp.version });
  const seen = 'query ($id: ID!) { volunteer(by: {id: $id}) { number } }';
  expect((await coordinator.query(seen, elsewhere)).volunteer).not.toBeNull();
  expect(await ask(coordinator, { volunteer: elsewhere.id })).toBeNull();
  const { errors } = await w.send(ELIGIBILITY, {
    ...{ incentive: employment, volunteer: busy.id, team: partyId('370117/volunteer-corps') },
  });
  expect(errors![0]!.extensions.code).toBe('BAD_VALUE');
  expect(
    await office.query(ELIGIBILITY, { incentive: await incentive('social-funds'), volunteer: busy.id }),
  ).toEqual({
    eligibility: null,
  });
});

const ELIGIBLE = `query ($incentive: ID!, $first: Int = 20, $after: Cursor, $rule: ID) { eligibleVolunteers(incentive: $incentive, rule: $rule, first: $first, after: $after) {
  totalCount nodes { number } pageInfo { hasNextPage endCursor } } }`;
const eligible = async (who: { query: typeof query }, variables: Record<string, unknown> = {}) =>
  (await who.query(ELIGIBLE, { incentive: employment, ...variables })).eligibleVolunteers;

test('the office lists all who qualify, a coordinator the unit’s, others nobody', async () => {
  const lixin = await person('lixin-lists', 'COORDINATOR', { party: '370117/lixin-street' });
  const numbers = async (who: { query: typeof query }) =>
    (await eligible(who)).nodes.map(({ number }: any) => number).toSorted();
  expect(await numbers(office)).toEqual([busy.number, elsewhere.number].toSorted());
  expect(await numbers(coordinator)).toEqual([busy.number]);
  expect(await numbers(lixin)).toEqual([elsewhere.number]);
  for (const who of [w, busy, await person('o2', 'OFFICE', { district: '370199' })])
    expect(await numbers(who)).toEqual([]);
  const unruled = await eligible(office, { incentive: await incentive('public-services') });
  expect(unruled).toMatchObject({ totalCount: 0, nodes: [] });
  const first = await eligible(office, { first: 1 });
  expect(first).toMatchObject({ totalCount: 2, pageInfo: { hasNextPage: true } });
  const second = await eligible(office, { first: 1, after: first.pageInfo.endCursor });
  expect(second.nodes).toHaveLength(1);
  expect(second.nodes[0].number).not.toBe(first.nodes[0].number);
});

test('whoever is listed qualifies, and nobody else: the list and the explanation agree', async () => {
  const { volunteers } = await office.query('{ volunteers(first: 100) { nodes { id number } } }');
  const listed = new Set((await eligible(office)).nodes.map(({ number }: any) => number));
  for (const { id, number } of volunteers.nodes) {
    expect((await ask(office, { volunteer: id })).qualifies, number).toBe(listed.has(number));
  }
});

test('a volunteer who withdraws qualifies for nothing', async () => {
  const who = await given.volunteer({ unit: partyId(UNIT) });
  await serve(who, 600);
  expect((await ask(who)).rules[1].qualifies).toBe(true);
  await office.does('volunteerWithdraw', { ...w.change(who), reason: '搬家' });
  expect(await ask(office, { volunteer: who.id })).toMatchObject({ qualifies: false });
  expect((await eligible(office)).nodes.map(({ number }: any) => number)).not.toContain(who.number);
});

test('statements do not grow with rules or volunteers', async () => {
  const count = async (run: () => Promise<unknown>) => {
    database.statements = [];
    await run();
    return database.statements.length;
  };
  const signIn = await count(() => office.query('{ __typename }'));
  // One judges, one reads the rules, one the incentive, one the volunteer.
  expect(await count(() => ask(office, { volunteer: busy.id }))).toBe(signIn + 4);
  expect(await count(() => eligible(office))).toBe(signIn + 3);
});

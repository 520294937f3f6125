import { expect, test } from 'vitest';
import { world } from '../setup/world.ts';
import { storiesIn } from './given.ts';

const w = await world();
const { coordinator, office, person, given, database, setNow, partyId, term, programs, query, send } = w;
const { media, create } = await storiesIn(w);
const lixin = await person('lixin', 'COORDINATOR', { party: '370117/lixin-street' });

/** Something held and completed on a day of November, with so many present for two hours. */
async function held(day: number, people: number, more: Record<string, unknown> = {}, by = coordinator) {
  const date = `2026-11-${String(day).padStart(2, '0')}`;
  setNow('2026-10-30T00:00:00Z');
  const [startsAt, endsAt] = [`${date}T01:00:00Z`, `${date}T03:00:00Z`];
  const activity = await given.activity({ startsAt, endsAt, ...more }, by);
  const signUps = [];
  for (let i = 0; i < people; i += 1) {
    const who = await given.volunteer();
    signUps.push(await who.does('signUpCreate', { input: { activity: activity.id } }));
  }
  setNow(`${date}T04:00:00Z`);
  for (const { id, version } of signUps) {
    await by.does('signUpRecord', {
      id,
      expectedVersion: version,
      startedAt: startsAt,
      endedAt: endsAt,
      reason: '签到表',
    });
  }
  await by.does('activityComplete', { id: activity.id, expectedVersion: activity.version });
  return activity;
}

const { program } = await query('{ program(by: {code: "2022-4/3"}) { campaigns { id title } } }');
const first = await held(1, 1);
const rich = await held(20, 3, {
  campaign: program.campaigns[0].id,
  occasion: '国庆',
  beneficiaryGroups: [term('five-groups/elderly')],
});
const plain = await held(22, 2);
const nobody = await held(21, 0);
const told = await held(19, 2);
const elsewhere = await held(18, 1, { organizer: partyId('370117/lixin-street') }, lixin);
const old = await held(3, 1, { program: programs['2022-4/1'] });
const given3 = await held(16, 1);
setNow('2026-11-24T04:00:00Z');
await create({ activity: told.id });

const LEADS = `score activity { code } reasons { code points text }`;
const leadsOf = async (who: { query: typeof query }, args = 'first: 100') =>
  (
    await who.query(
      `{ storyLeads(${args}) { totalCount totalCountKind nodes { ${LEADS} } pageInfo { hasNextPage endCursor } } }`,
    )
  ).storyLeads;
const codes = (leads: any): string[] => leads.nodes.map(({ activity }: any) => activity.code);

test('what makes a story is told with its points, best first', async () => {
  const { nodes } = await leadsOf(media);
  expect(nodes[0]).toEqual({
    activity: { code: rich.code },
    // 3 people, 6 hours, and 16 of 20 days.
    score: 3 + 3 + 15 + 10 + 10 + 16,
    reasons: [
      { code: 'RECENCY', points: 16, text: '4 日前结束' },
      { code: 'CAMPAIGN', points: 15, text: `属品牌活动：${program.campaigns[0].title}` },
      { code: 'OCCASION', points: 10, text: '重大活动期间：国庆' },
      { code: 'FIVE_GROUPS', points: 10, text: '服务“五为”对象' },
      { code: 'ATTENDANCE', points: 3, text: '到场 3 人（有已确认时长）' },
      { code: 'HOURS', points: 3, text: '服务 6 小时' },
    ],
  });
  const scores = Object.fromEntries(nodes.map(({ activity, score }: any) => [activity.code, score]));
  expect(scores).toEqual({
    [rich.code]: 57,
    [elsewhere.code]: 1 + 1 + 15 + 14,
    [plain.code]: 2 + 2 + 18,
    [first.code]: 1 + 1 + 15,
    [old.code]: 1 + 1 + 15,
    [given3.code]: 1 + 1 + 12,
  });
  // The nearer one of the same score is not first by chance.
  expect(codes(await leadsOf(media))).toEqual(codes({ nodes }));
});

test('in the reader’s language', async () => {
  const { data } = await send(
    `{ storyLeads(first: 1) { nodes { reasons { text } } } }`,
    {},
    { ...media.headers, 'accept-language': 'en' },
  );
  expect(data.storyLeads.nodes[0].reasons.map(({ text }: any) => text)).toContain('Ended 4 days ago');
});

test('not what nobody attended, nor what has a story, until it is retracted', async () => {
  expect(codes(await leadsOf(media))).not.toContain(nobody.code);
  expect(codes(await leadsOf(media))).not.toContain(told.code);
  const { activity } = await office.query(
    `query ($id: ID!) { activity(by: {id: $id}) { stories { nodes { id version } } } }`,
    told,
  );
  const [story] = activity.stories.nodes;
  await office.does('storyRetract', { id: story.id, expectedVersion: story.version, reason: '不写' });
  expect(codes(await leadsOf(media))).toContain(told.code);
});

test('coordinators get their own, others none', async () => {
  expect(codes(await leadsOf(lixin))).toEqual([elsewhere.code]);
  expect(codes(await leadsOf(coordinator))).not.toContain(elsewhere.code);
  expect(codes(await leadsOf(office))).toContain(elsewhere.code);
  for (const who of [
    { query },
    await given.volunteer(),
    await person('m2', 'MEDIA', { district: '370199' }),
    await person('an', 'ANALYST'),
  ]) {
    expect(await leadsOf(who)).toMatchObject({ totalCount: 0, nodes: [] });
  }
});

test('after 90 days it is no news', async () => {
  setNow('2027-02-01T04:00:00Z');
  const nodes = codes(await leadsOf(media));
  setNow('2026-11-24T04:00:00Z');
  expect(nodes).toContain(rich.code);
  expect(nodes).not.toContain(first.code);
});

test('pages forward and backward show all of it once', async () => {
  const whole = codes(await leadsOf(media));
  const walk = async (size: number, backward: boolean) => {
    const rows: string[] = [];
    let cursor: string | null = null;
    for (;;) {
      const at: string = cursor === null ? '' : `, ${backward ? 'before' : 'after'}: "${cursor}"`;
      const { storyLeads } = await media.query(
        `{ storyLeads(${backward ? 'last' : 'first'}: ${size}${at}) { edges { cursor node { activity { code } } } totalCount totalCountKind
          pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`,
      );
      const page = storyLeads.edges.map(({ node }: any) => node.activity.code);
      if (backward) rows.unshift(...page);
      else rows.push(...page);
      expect(storyLeads).toMatchObject({ totalCount: whole.length, totalCountKind: 'EXACT' });
      const { pageInfo } = storyLeads;
      if (!(backward ? pageInfo.hasPreviousPage : pageInfo.hasNextPage)) return rows;
      cursor = backward ? pageInfo.startCursor : pageInfo.endCursor;
    }
  };
  expect(whole.length).toBeGreaterThan(5);
  for (const size of [1, 2, 4]) {
    expect(await walk(size, false)).toEqual(whole);
    expect(await walk(size, true)).toEqual(whole);
  }
});

test('cursors of other lists or days, and what is none, are errors', async () => {
  const { pageInfo } = await leadsOf(media, 'first: 1');
  const code = async (cursor: string, args = `first: 1, after: "${cursor}"`) =>
    (await media.send(`{ storyLeads(${args}) { nodes { score } } }`)).errors?.[0]?.extensions.code;
  setNow('2026-11-25T04:00:00Z');
  expect(await code(pageInfo.endCursor)).toBe('CURSOR_OF_ANOTHER_ORDER');
  setNow('2026-11-24T04:00:00Z');
  expect(await code(pageInfo.endCursor)).toBeUndefined();
  const { activities } = await query('{ activities(first: 1) { pageInfo { endCursor } } }');
  expect(await code(activities.pageInfo.endCursor)).toBe('CURSOR_OF_ANOTHER_ORDER');
  const forged = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  expect(await code('x'.repeat(12))).toBe('BAD_CURSOR');
  expect(await code(forged(['leads 2026-11-24', 1e12, 'x']))).toBe('BAD_CURSOR');
  expect(await code(forged(['leads 2026-11-24', 1, "' or 1"]))).toBe('BAD_CURSOR');
  expect(await code('', 'first: 101')).toBe('PAGE_SIZE');
  expect(await code('', 'first: 1, last: 1')).toBe('BAD_PAGE');
});

test('takes a fixed number of statements', async () => {
  const count = async (size: number) => {
    database.statements = [];
    await leadsOf(media, `first: ${size}`);
    return database.statements.length;
  };
  await count(1);
  expect(await count(5)).toBe(await count(1));
});

test('who is counted is who Activity.attendance counts: what is too short to count is nobody’s presence', async () => {
  setNow('2026-11-10T00:00:00Z');
  const [startsAt, endsAt] = ['2026-11-15T01:00:00Z', '2026-11-15T03:00:00Z'];
  const activity = await given.activity({ startsAt, endsAt });
  const signUps = [];
  for (let i = 0; i < 2; i += 1) {
    signUps.push(await (await given.volunteer()).does('signUpCreate', { input: { activity: activity.id } }));
  }
  setNow('2026-11-15T04:00:00Z');
  for (const [i, { id, version }] of signUps.entries()) {
    await coordinator.does('signUpRecord', {
      ...{ id, expectedVersion: version, startedAt: startsAt, reason: '签到表' },
      endedAt: i === 0 ? endsAt : '2026-11-15T01:30:00Z',
    });
  }
  await coordinator.does('activityComplete', { id: activity.id, expectedVersion: activity.version });
  setNow('2026-11-24T04:00:00Z');
  const { nodes } = await leadsOf(media);
  const lead = nodes.find((node: any) => node.activity.code === activity.code);
  const counted = await query(`{ activity(by: {code: "${activity.code}"}) { attendance } }`);
  expect(counted.activity.attendance).toBe(1);
  expect(lead.reasons.find(({ code }: any) => code === 'ATTENDANCE')).toMatchObject({
    points: 1,
    text: '到场 1 人（有已确认时长）',
  });
});

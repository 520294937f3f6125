import { beforeAll, expect, test } from 'vitest';
import { weekOf } from '../../src/gap/gap.resolvers.ts';
import { requests } from '../request/given.ts';
import { world } from '../setup/world.ts';

const everybody = await world();
const { coordinator, office, person, partyId, programs, query, send, setNow, given, database } = everybody;

// November has the whole weeks from the 2nd, 9th, 16th and 23rd; on the 24th three of them are past.
const PERIOD = 'of: {districtCode: "370117"}, from: "2026-11-01", to: "2026-11-30"';
const FIELDS = `__typename kind definition origin derivation plan { code } program { code } party { code name } sources { section quote }
  ... on PartyWithoutActivity { responsibilities { kind party { code } via { code } } }
  ... on WeeklyDutyMissed { weeks { code from to } weekCount schedule { label } }
  ... on TimetableMissing { month publishedAt station { name } schedule { label } }
  ... on TargetWithoutMeasurement { indicator { title } }
  ... on CollectiveWithoutMembers { responsibilities { kind } }
  ... on CitationUnresolved { citation { title } }
  ... on RequestsLate { count }`;
const ask = async (more = '', period = PERIOD) => {
  const nodes: any[] = [];
  for (let after = ''; ;) {
    const { gaps } = await query(
      `{ gaps(${period}, first: 100${more}${after}) { nodes { ${FIELDS} } pageInfo { hasNextPage endCursor } } }`,
    );
    nodes.push(...gaps.nodes);
    if (!gaps.pageInfo.hasNextPage) return nodes;
    after = `, after: "${gaps.pageInfo.endCursor}"`;
  }
};
const countsOf = async (period = PERIOD): Promise<Record<string, number>> => {
  const { gaps } = await query(`{ gaps(${period}) { totalCount byKind { kind count } } }`);
  const counts = Object.fromEntries(gaps.byKind.map(({ kind, count }: any) => [kind, count]));
  expect(gaps.totalCount).toBe(Object.values(counts).reduce((a: number, b) => a + Number(b), 0));
  return counts;
};
const of = (gaps: any[], kind: string, program?: string) =>
  gaps.filter((gap) => gap.kind === kind && (program === undefined || gap.program?.code === program));
const partiesOf = (gaps: any[]) => gaps.map(({ party }) => party.code.replace('370117/', ''));

const MEMBERS = [
  'aishan-street',
  'lixin-street',
  'qishan-forest-park',
  'southern-new-town',
  'wenyuan-street',
  'xinzhuang-street',
  'yanzhuang-street',
];
const STREETS = MEMBERS.filter((code) => code.endsWith('-street'));

let before: any[];
beforeAll(async () => {
  before = await ask();
});

test('of a plan without any record everything is missing, counted by hand', async () => {
  expect(await countsOf()).toEqual({
    PROGRAM_WITHOUT_ACTIVITY: 8,
    // Units, teams and members by program: 10 + 9 + 8 + 7 + 7 + 20 + 10 + 1.
    PARTY_WITHOUT_ACTIVITY: 72,
    WEEKLY_DUTY_MISSED: 5,
    TARGET_WITHOUT_MEASUREMENT: 5 * 7,
    // All but 各街道、功能区.
    COLLECTIVE_WITHOUT_MEMBERS: 8,
    CITATION_UNRESOLVED: 5,
  });
  expect(partiesOf(of(before, 'PARTY_WITHOUT_ACTIVITY', '2022-4/3'))).toEqual(
    [...MEMBERS, 'publicity-department'].toSorted(),
  );
  expect(partiesOf(of(before, 'PARTY_WITHOUT_ACTIVITY', '2022-4/8'))).toEqual(['practice-guidance-centre']);
  expect(partiesOf(of(before, 'WEEKLY_DUTY_MISSED'))).toEqual(STREETS);
  expect(new Set(partiesOf(of(before, 'TARGET_WITHOUT_MEASUREMENT')))).toEqual(new Set(MEMBERS));
});

test('each says what creates the duty, in the words of the plan', () => {
  for (const gap of before) {
    expect(gap.sources.length, gap.kind).toBeGreaterThan(0);
    expect(gap).toMatchObject({ plan: { code: '2022-4' }, origin: 'PARSED', derivation: gap.definition });
    expect(gap.definition.length).toBeGreaterThan(10);
  }
  const quotes = (gap: any): string =>
    gap.sources.map(({ section, quote }: any) => `${section} ${quote}`).join('|');
  const weekly = of(before, 'WEEKLY_DUTY_MISSED')[0];
  expect(quotes(weekly)).toContain('三.3 每周组织志愿者');
  expect(quotes(weekly)).toContain('各街道、功能区');
  expect(weekly).toMatchObject({
    schedule: { label: '每周' },
    weekCount: 3,
    weeks: [
      { code: '2026-W45', from: '2026-11-02', to: '2026-11-08' },
      { code: '2026-W46', from: '2026-11-09', to: '2026-11-15' },
      { code: '2026-W47', from: '2026-11-16', to: '2026-11-22' },
    ],
  });
  const street = of(before, 'PARTY_WITHOUT_ACTIVITY', '2022-4/3').find(
    ({ party }) => party.name === '艾山街道',
  );
  expect(street.responsibilities).toEqual([
    {
      kind: 'NAMED_IN_CLAUSE',
      party: { code: '370117/aishan-street' },
      via: { code: '370117/streets-and-zones' },
    },
  ]);
  expect(quotes(of(before, 'TARGET_WITHOUT_MEASUREMENT')[0])).toContain('三.1 入户率');
  expect(of(before, 'CITATION_UNRESOLVED').map(({ citation }) => citation.title)).toContain('市民公约');
});

test('what is done closes the gap: by oneself, with others, or by a team below', async () => {
  await database.pool.query(
    `insert into party (id, code, kind, name, name_key, aliases, parent_id, origin)
     select gen_random_uuid(), '370117/lixin-team', 'TEAM', '里辛队', 'lixin', '{}', id, 'OPERATOR' from party where code = '370117/lixin-street'`,
  );
  setNow('2026-11-02T00:00:00Z');
  const lixin = await person('lixin', 'COORDINATOR', { party: '370117/lixin-street' });
  const { party } = await query('{ party(by: {code: "370117/lixin-team"}) { id } }');
  const at = (day: string) => ({ startsAt: `${day}T01:00:00Z`, endsAt: `${day}T03:00:00Z` });
  await given.activity({ ...at('2026-11-05'), coOrganizers: [partyId('370117/wenyuan-street')] });
  await given.activity({ ...at('2026-11-12'), organizer: party.id }, lixin);
  // Sunday night in Shanghai is still that week, though Monday is near.
  await given.activity({ startsAt: '2026-11-22T15:30:00Z', endsAt: '2026-11-22T17:00:00Z' });
  const off = await given.activity({ ...at('2026-11-10'), title: '取消的' });
  await coordinator.does('activityCancel', { id: off.id, expectedVersion: off.version, reason: '雨' });
  // Of another program, and of another month.
  await given.activity({ ...at('2026-11-17'), program: programs['2022-4/2'] });
  await given.activity(at('2026-12-01'));
  setNow('2026-11-24T04:00:00Z');
  const now = await ask();
  expect(of(now, 'PROGRAM_WITHOUT_ACTIVITY').map(({ program }) => program.code)).toEqual(
    [1, 4, 5, 6, 7, 8].map((n) => `2022-4/${n}`),
  );
  const done = new Set(['aishan-street', 'lixin-street', 'wenyuan-street']);
  expect(partiesOf(of(now, 'PARTY_WITHOUT_ACTIVITY', '2022-4/3'))).toEqual(
    [...MEMBERS, 'publicity-department'].filter((code) => !done.has(code)).toSorted(),
  );
  expect(partiesOf(of(now, 'PARTY_WITHOUT_ACTIVITY', '2022-4/2'))).not.toContain('aishan-street');
  const missed = Object.fromEntries(
    of(now, 'WEEKLY_DUTY_MISSED').map(({ party: { code }, weeks }) => [
      code.replace('370117/', ''),
      weeks.map(({ code: week }: any) => week),
    ]),
  );
  expect(missed).toMatchObject({
    'aishan-street': ['2026-W46'],
    'lixin-street': ['2026-W45', '2026-W47'],
    'wenyuan-street': ['2026-W46', '2026-W47'],
    'yanzhuang-street': ['2026-W45', '2026-W46', '2026-W47'],
  });
});

test('timetables, measurements and memberships close theirs', async () => {
  const venue = (name: string) =>
    office.does('venueCreate', {
      input: { name, level: 'OFFICE', operator: partyId('370117/aishan-street') },
    });
  // What is entered in the middle of a month owes its first timetable for the next.
  setNow('2026-10-15T04:00:00Z');
  const [published, open, closed] = [
    await venue('已公布所'),
    await venue('未公布所'),
    await venue('已停用所'),
  ];
  await coordinator.does('timetablePublish', { input: { station: published.id, month: '2026-11' } });
  setNow('2026-10-31T15:00:00Z');
  await office.does('venueClose', { id: closed.id, expectedVersion: closed.version, reason: '搬迁' });
  setNow('2026-11-24T04:00:00Z');
  const timetables = of(await ask(), 'TIMETABLE_MISSING');
  expect(timetables).toMatchObject([
    {
      month: '2026-11',
      station: { name: '未公布所' },
      schedule: { label: '每月活动的时间安排表' },
      party: { name: '艾山街道' },
      program: { code: '2022-4/6' },
      sources: [{ section: '三.6', quote: '及时公布每月活动的时间安排表' }],
    },
  ]);
  // December has not come, October's first day is not asked for.
  expect(
    await ask(', kinds: [TIMETABLE_MISSING]', 'of: {plan: "2022-4"}, from: "2026-10-02", to: "2026-12-31"'),
  ).toHaveLength(1);
  await coordinator.does('timetablePublish', { input: { station: open.id, month: '2026-11' } });
  // Published now, it is late: that there was none when the month began stays to be seen.
  expect(of(await ask(), 'TIMETABLE_MISSING')).toMatchObject([
    { month: '2026-11', station: { name: '未公布所' }, publishedAt: '2026-11-24T04:00:00.000Z' },
  ]);

  const { program } = await query('{ program(by: {code: "2022-4/1"}) { indicators { id title } } }');
  const measure = (n: number, measuredOn: string) =>
    office.does('measurementRecord', {
      input: {
        indicator: program.indicators[n].id,
        party: partyId('370117/aishan-street'),
        measuredOn,
        value: 90,
        source: '测评',
      },
    });
  await measure(0, '2026-11-03');
  await measure(1, '2026-10-31');
  const wrong = await measure(2, '2026-11-03');
  await office.does('measurementRetract', { id: wrong.id, expectedVersion: wrong.version, reason: '录错' });
  const unmeasured = of(await ask(), 'TARGET_WITHOUT_MEASUREMENT').filter(
    ({ party }) => party.name === '艾山街道',
  );
  expect(unmeasured.map(({ indicator }) => indicator.title)).toEqual(
    program.indicators.slice(1).map(({ title }: any) => title),
  );

  await database.pool.query(
    `insert into membership (id, collective_id, member_id, valid_from, valid_to, is_confirmed, source_title, origin)
     select gen_random_uuid(), (select id from party where code = '370117/civilized-units'), (select id from party where code = '370117/bus-station'), d.a, d.b, true, '名单', 'OPERATOR'
     from (values ('2026-01-01'::date, '2026-11-30'::date), ('2026-12-01', null)) d(a, b)`,
  );
  // The first membership ends before the last day, the second begins after it.
  expect(of(await ask(), 'COLLECTIVE_WITHOUT_MEMBERS')).toHaveLength(8);
  const later = await ask('', 'of: {plan: "2022-4"}, from: "2026-11-01", to: "2026-12-31"');
  expect(of(later, 'COLLECTIVE_WITHOUT_MEMBERS')).toHaveLength(7);
  expect(partiesOf(of(later, 'PARTY_WITHOUT_ACTIVITY', '2022-4/7'))).toContain('bus-station');
});

test('late requests are told of only when they are of five people at least', async () => {
  const here = await requests(everybody);
  setNow('2026-11-03T04:00:00Z');
  const late = async () => of(await ask(', kinds: [REQUEST_LATE]'), 'REQUEST_LATE');
  for (let i = 0; i < 4; i += 1) await here.approved(await person());
  setNow('2026-11-24T04:00:00Z');
  expect(await late()).toEqual([]);
  setNow('2026-11-03T04:00:00Z');
  for (let i = 0; i < 13; i += 1) await here.approved(await person());
  setNow('2026-11-24T04:00:00Z');
  const { requestStatistics } = await query(
    '{ requestStatistics(districtCode: "370117", from: "2026-11-01", to: "2026-11-30") { lateCount } }',
  );
  expect(requestStatistics.lateCount % 5).toBe(0);
  expect(await late()).toMatchObject([
    {
      count: requestStatistics.lateCount,
      program: { code: '2022-4/5' },
      party: null,
      sources: [{ section: '三.5' }],
    },
  ]);
});

test('pages forward and backward hold the whole list once, and the filters narrow it', async () => {
  const all = await ask();
  const page = (args: string) =>
    query(
      `{ gaps(${PERIOD}, ${args}) { edges { cursor node { kind party { code } program { code } } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`,
    );
  const { gaps: first } = await page('first: 7');
  const { gaps: second } = await page(`first: 7, after: "${first.pageInfo.endCursor}"`);
  const { gaps: back } = await page(`last: 7, before: "${second.pageInfo.startCursor}"`);
  expect(back.edges).toEqual(first.edges);
  expect(first.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
  const cursors = new Set([...first.edges, ...second.edges].map(({ cursor }: any) => cursor));
  expect(cursors.size).toBe(14);
  const party = partyId('370117/yanzhuang-street');
  expect(await ask(`, party: "${party}"`)).toEqual(
    all.filter((gap) => gap.party?.code === '370117/yanzhuang-street'),
  );
  expect(await ask(`, program: "${programs['2022-4/3']}"`)).toEqual(
    all.filter((gap) => gap.program?.code === '2022-4/3'),
  );
  expect(await ask(', kinds: [CITATION_UNRESOLVED, PROGRAM_WITHOUT_ACTIVITY]')).toEqual(
    all.filter(({ kind }) => kind === 'CITATION_UNRESOLVED' || kind === 'PROGRAM_WITHOUT_ACTIVITY'),
  );
  expect(await ask(', kinds: []')).toEqual([]);
});

test.each([
  ['of: {districtCode: "370117"}, from: "2026-11-02", to: "2026-11-01"', 'BAD_VALUE'],
  ['of: {districtCode: "370117"}, from: "2025-01-01", to: "2026-11-01"', 'BAD_VALUE'],
  ['of: {districtCode: "999999"}, from: "2026-11-01", to: "2026-11-30"', 'BAD_VALUE'],
  ['of: {plan: "2021-1"}, from: "2026-11-01", to: "2026-11-30"', 'BAD_VALUE'],
  [`${PERIOD}, after: "abcdefghij"`, 'BAD_CURSOR'],
  [`${PERIOD}, first: 101`, 'PAGE_SIZE'],
  [`${PERIOD}, first: 1, last: 1`, 'BAD_PAGE'],
])('gaps(%s) is %s', async (args, code) => {
  const { errors } = await send(`{ gaps(${args}) { totalCount nodes { kind } } }`);
  expect(errors!.map(({ extensions }) => extensions.code)).toEqual([code]);
});

test('however many there are, the same few statements answer', async () => {
  const count = async (args: string) => {
    database.statements = [];
    await query(`{ gaps(${args}) { totalCount byKind { kind count } nodes { ${FIELDS} } } }`);
    return database.statements.length;
  };
  const month = await count(`${PERIOD}, first: 100`);
  const year = await count('of: {districtCode: "370117"}, from: "2025-11-01", to: "2026-11-30", first: 100');
  expect(year).toBe(month);
  expect(await count(`${PERIOD}, first: 5, kinds: [CITATION_UNRESOLVED]`)).toBeLessThan(month);
  expect(month).toBeLessThan(25);
});

test('weeks are numbered by ISO 8601', () => {
  expect(
    ['2020-12-28', '2021-01-04', '2024-12-30', '2026-12-28', '2027-01-04'].map((day) => weekOf(day).code),
  ).toEqual(['2020-W53', '2021-W01', '2025-W01', '2026-W53', '2027-W01']);
});

test('a plan by its document number is told the code that is wanted, and every missing argument is named', async () => {
  const refused = async (scope: string) => {
    const { errors } = await send(
      `{ gaps(of: {${scope}}, from: "2026-11-01", to: "2026-11-30") { totalCount } }`,
      {},
      { 'accept-language': 'en' },
    );
    const { message, extensions } = errors![0]! as any;
    return [extensions.code, extensions.argument, message];
  };
  expect(await refused('plan: "钢城文明办〔2022〕4号"')).toEqual([
    'BAD_VALUE',
    ['of', 'plan'],
    'plan is the code of a plan, not its document number: that of 钢城文明办〔2022〕4号 is 2022-4',
  ]);
  expect(await refused('plan: "2021-9"')).toEqual([
    'BAD_VALUE',
    ['of', 'plan'],
    'No plan has the code 2021-9; the codes stand in plans { nodes { code } }',
  ]);
  expect(await refused('districtCode: "999"')).toEqual([
    'BAD_VALUE',
    ['of', 'districtCode'],
    'No plan is of the district 999',
  ]);
  const { errors } = await send('{ gaps { totalCount } }');
  expect(errors!.map(({ message }) => /argument "(\w+)"/.exec(message)?.[1])).toEqual(['of', 'from', 'to']);
});

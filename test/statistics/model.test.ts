import { v7 } from 'uuid';
import { expect, test } from 'vitest';
import { testServer } from '../setup/server.ts';
import { answer, type Query, type Row, type World } from './model.ts';

const CASES = Number(process.env['MODEL_CASES'] ?? 2_000);
const { send, database } = await testServer('plan');
const sql = async (text: string, values: unknown[] = []): Promise<any[]> =>
  (await database.pool.query(text, values)).rows;

/** Numbers that are the same in every run. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
const roll = dice(20_261_124);
const below = (n: number) => Math.floor(roll() * n);
const pick = <T>(list: readonly T[]): T => list[below(list.length)]!;
const maybe = (share: number) => roll() < share;

/** A tree of parties three levels deep, in which streets stand at different ones. */
async function parties(): Promise<World['parties']> {
  const codes: string[] = [];
  for (let i = 0; i < 12; i += 1) {
    const code = `370117/model-${i}`;
    const parent = i < 3 ? null : codes[below(Math.min(i, 8))]!;
    const isStreet = maybe(0.3);
    await sql(
      `insert into party (id, code, kind, name, name_key, aliases, unit_type, parent_id, origin)
       select $1, $2, 'UNIT', $2, $3, '{}', $4, (select id from party where code = $5), 'OPERATOR'`,
      [v7(), code, `key ${pick(['a', 'b', 'c'])} ${code}`, isStreet ? 'STREET' : 'ENTERPRISE', parent],
    );
    codes.push(code);
  }
  const rows =
    await sql(`select p.code, q.code as above, p.name_key as sort, coalesce(p.unit_type in ('STREET', 'FUNCTIONAL_ZONE'), false) as "isStreet"
    from party p left join party q on q.id = p.parent_id`);
  return new Map(rows.map(({ code, ...party }) => [code, party]));
}

/** Instants about which a bucket is easily taken for another: midnights in Shanghai, the ends of years, weeks and February. */
const EDGES = [
  '2024-02-29',
  '2024-03-01',
  '2024-12-30',
  '2025-01-01',
  '2025-03-01',
  '2026-01-01',
  '2026-02-28',
  '2026-12-28',
  '2027-01-03',
  '2027-01-04',
];

const instant = (): number => {
  if (maybe(0.4))
    return Date.parse(`${pick(EDGES)}T00:00:00+08:00`) + pick([-1, 0, 1, -3_600_000, 28_800_000, 57_599_999]);
  return Date.parse('2024-01-15T00:00:00Z') + below(3 * 365 * 24) * 3_600_000;
};

async function given(): Promise<{ world: World; rows: Row[] }> {
  const tree = await parties();
  const organizers = [...tree.keys()].filter((code) => code.includes('model-'));
  const programs = await sql('select id, ordinal from program order by ordinal limit 4');
  const campaigns = await sql(
    'select c.id, c.code, c.program_id from campaign c join program p on p.id = c.program_id order by p.ordinal, c.ordinal',
  );
  const groups = await sql(
    `select t.id, t.code from term t join vocabulary v on v.id = t.vocabulary_id where v.code = 'five-groups' order by t.ordinal`,
  );
  const statuses = ['DRAFT', 'PUBLISHED', 'CANCELLED', 'COMPLETED', 'VOID'];
  const rows: Row[] = [];
  for (let i = 0; i < 160; i += 1) {
    const program = pick(programs);
    const campaign = maybe(0.5) ? pick(campaigns) : null;
    const capacity = maybe(0.6) ? below(30) : null;
    const row: Row = {
      id: v7(),
      program: program.ordinal,
      campaign: campaign?.code ?? null,
      organizer: pick(organizers),
      status: pick(statuses),
      startsAt: instant(),
      publishedAt: maybe(0.7) ? instant() : null,
      capacity,
      signUps: capacity === null ? below(40) : below(capacity + 1),
      groups: groups.filter(() => maybe(0.25)).map(({ code }) => code),
    };
    await sql(
      `insert into activity (id, code, title, title_key, program_id, campaign_id, organizer_id, starts_at, ends_at, status, cancel_reason, capacity, sign_up_count,
         has_waiting_list, is_risky, is_insured, district_code, published_at, version)
       select $1, $2, '活动', 'huo dong', $3, $4, p.id, $5::timestamptz, $5::timestamptz + interval '2 hours', $6, case when $6 = 'CANCELLED' then '雨' end, $7, $8, false, false, false, '370117', $9, 1
       from party p where p.code = $10`,
      [
        row.id,
        `M${i}`,
        program.id,
        campaign?.id ?? null,
        new Date(row.startsAt),
        row.status,
        capacity,
        row.signUps,
        row.publishedAt && new Date(row.publishedAt),
        row.organizer,
      ],
    );
    for (const { id, code } of groups) {
      if (row.groups.includes(code))
        await sql('insert into activity_beneficiary_group values ($1, $2)', [row.id, id]);
    }
    if (row.status !== 'DRAFT' && row.status !== 'VOID') rows.push(row);
  }
  return {
    world: {
      parties: tree,
      campaigns: campaigns.map(({ code }) => code),
      statuses,
      groups: groups.map(({ code }) => code),
    },
    rows,
  };
}

const { world, rows } = await given();
const UNITS = ['DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR'];

function grouping(): any {
  const by = pick([
    'PROGRAM',
    'CAMPAIGN',
    'ORGANIZER',
    'ORGANIZER',
    'STATUS',
    'BENEFICIARY_GROUP',
    'STARTS_AT',
    'STARTS_AT',
    'PUBLISHED_AT',
  ]);
  if (by === 'ORGANIZER')
    return pick([{ by }, { by, level: 'TOP' }, { by, level: 'STREET' }, { by, rollUp: true }]);
  if (by.endsWith('_AT'))
    return { by, ...(maybe(0.9) && { unit: pick(UNITS) }), ...(maybe(0.4) && { fill: true }) };
  return { by };
}

function conditions(): { where: any; matches: Query['matches']; starts: Query['starts'] } {
  const where: any = {};
  const tests: ((row: Row) => boolean)[] = [];
  const add = (condition: any, matches: (row: Row) => boolean) => {
    const how = below(4);
    if (how === 0) where.not = condition;
    else if (how === 1) where.or = [condition, { program: { ordinal: { eq: 1 } } }];
    else Object.assign(where, condition);
    tests.push(
      how === 0 ? (row) => !matches(row) : how === 1 ? (row) => matches(row) || row.program === 1 : matches,
    );
  };
  const kind = below(10);
  if (kind < 3) {
    const status = [pick(world.statuses), pick(world.statuses)];
    add({ status: { in: status } }, (row) => status.includes(row.status));
  } else if (kind < 5) {
    const limit = below(25);
    add({ capacity: { gt: limit } }, (row) => row.capacity !== null && row.capacity > limit);
  } else if (kind < 7) {
    const group = pick(world.groups);
    add({ beneficiaryGroups: { some: { code: { eq: group } } } }, (row) => row.groups.includes(group));
  }
  let starts: Query['starts'] = null;
  if (maybe(0.5)) {
    const [from, before] = [instant(), instant()].toSorted((a, b) => a - b) as [number, number];
    starts = { from: maybe(0.8) ? from : null, before: maybe(0.8) ? before : null };
    where.startsAt = {
      ...(starts.from !== null && { gte: new Date(starts.from).toISOString() }),
      ...(starts.before !== null && { lt: new Date(starts.before).toISOString() }),
    };
  }
  return { where, matches: (row) => tests.every((holds) => holds(row)), starts };
}

const MEASURES = ['COUNT', 'SIGN_UPS', 'CAPACITY', 'ORGANIZERS', 'FILL_RATE'];

function query(): { query: Query; where: any } {
  const groupBy: any[] = [];
  for (let tries = below(4); tries > 0; tries -= 1) {
    const next = grouping();
    const kind = (by: string) => (by.endsWith('_AT') ? 'time' : by);
    if (!groupBy.some(({ by }) => kind(by) === kind(next.by))) groupBy.push(next);
  }
  const { where, matches, starts } = conditions();
  const having = maybe(0.3)
    ? [
        {
          measure: pick(MEASURES),
          is: pick<any>([
            { gt: below(3) },
            { lte: below(20) },
            { ne: 1 },
            { in: [1, 2] },
            { between: { from: 1, to: 9 } },
            { isNull: maybe(0.5) },
          ]),
        },
      ]
    : [];
  const orderBy = Array.from({ length: below(3) }, () => {
    const direction = pick(['ASC', 'DESC']);
    return groupBy.length > 0 && maybe(0.5)
      ? { key: pick(groupBy).by, direction }
      : { measure: pick(MEASURES), direction };
  });
  return { where, query: { groupBy, having, orderBy, first: pick([1, 3, 10, 1_000]), matches, starts } };
}

const NUMBERS = `count signUps capacity organizers fillRate distribution(of: SIGN_UPS) { mean min max median p90: percentile(at: 0.9) }`;
const document = (
  more: string,
) => `query ($where: ActivityWhere, $groupBy: [ActivityGrouping!], $having: [ActivityHaving!], $orderBy: [ActivityStatisticsOrder!], $first: Int) {
  activityStatistics(where: $where, groupBy: $groupBy, having: $having, orderBy: $orderBy, first: $first) { groupCount
    groups { key { program { ordinal } campaign { code } organizer { code } status beneficiaryGroup { code } period { start } }
      measures { ${NUMBERS} } share running: runningTotal(of: SIGN_UPS) ${more} }
    total { ${NUMBERS} } others { ${NUMBERS} } } }`;
const PLAIN = document('');
const COMPARED = document('previous { count signUps } yearEarlier { count signUps }');

const keyOf = (key: any, { by }: any): string | null => {
  if (by === 'PROGRAM') return String(key.program.ordinal);
  if (by === 'STATUS') return key.status;
  if (by.endsWith('_AT')) return key.period?.start ?? null;
  return (
    { CAMPAIGN: key.campaign, ORGANIZER: key.organizer, BENEFICIARY_GROUP: key.beneficiaryGroup }[
      by as string
    ]?.code ?? null
  );
};

/** Sums of fractions may differ in their last binary digits, whatever the order they are added in. */
const near = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (_, item: unknown) =>
      typeof item === 'number' ? Number(item.toPrecision(12)) : item,
    ),
  );

test('random questions are answered as a plain model answers them', { timeout: 600_000 }, async () => {
  expect(rows.length).toBeGreaterThan(60);
  let answered = 0;
  for (let i = 0; i < CASES; i += 1) {
    const { where, query: asked } = query();
    const { groupBy, having, orderBy, first } = asked;
    const isTimed = groupBy.some(({ by }) => by.endsWith('_AT'));
    const variables = { where, groupBy, having, orderBy, first };
    const { data, errors } = await send(isTimed ? COMPARED : PLAIN, variables);
    if (errors?.[0]?.extensions.code === 'TOO_MANY_GROUPS') continue;
    expect(errors, JSON.stringify(variables)).toBeUndefined();
    const { groups, ...rest } = data.activityStatistics;
    const got = {
      ...rest,
      groups: groups.map(({ key, ...group }: any) => ({ ...group, key: groupBy.map((g) => keyOf(key, g)) })),
    };
    const expected = answer(world, rows, asked);
    if (groupBy.length === 0) expected.others = got.others;
    expect(near(got), JSON.stringify(variables)).toEqual(near(expected));
    answered += 1;
  }
  expect(answered).toBeGreaterThan(CASES * 0.9);
});

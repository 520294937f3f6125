import { type GraphQLEnumType, type GraphQLObjectType } from 'graphql';
import { describe, expect, test } from 'vitest';
import {
  bucketOf,
  bucketsBetween,
  isoWeek,
  labelOf,
  lastDay,
  shifted,
  yearEarlier,
} from '../../src/statistics/calendar.ts';
import { isMoney } from '../../src/statistics/cube.ts';
import { cubes } from '../../src/statistics/cubes.ts';
import { testServer } from '../setup/server.ts';

const server = await testServer('plan');
const { send, query, schema, database } = server;

const { rows } = await database.pool.query(
  `select (select id from program order by ordinal limit 1) as program, id as party from party limit 1`,
);
const activity = (code: string, starts: string) =>
  database.pool.query(
    `insert into activity (id, code, title, title_key, program_id, organizer_id, starts_at, ends_at, status, has_waiting_list, is_risky, is_insured, district_code, version)
     values (gen_random_uuid(), $1, '活动', 'huo dong', $2, $3, $4::timestamptz, $4::timestamptz + interval '1 hour', 'PUBLISHED', false, false, false, '370117', 1)`,
    [code, rows[0].program, rows[0].party, starts],
  );
for (const [i, starts] of [
  '2025-12-31T15:59:59.999Z',
  '2025-12-31T16:00:00Z',
  '2024-02-28T16:00:00Z',
  '2026-12-28T01:00:00Z',
].entries())
  await activity(`midnight-${i}`, starts);

describe('the calendar', () => {
  test('a week begins on Monday, and the first is the one with the first Thursday', () => {
    expect(
      ['2026-12-27', '2026-12-28', '2027-01-03', '2027-01-04'].map((day) => bucketOf(day, 'WEEK')),
    ).toEqual(['2026-12-21', '2026-12-28', '2026-12-28', '2027-01-04']);
    expect(['2026-12-28', '2027-01-04', '2020-12-28', '2018-12-31'].map((day) => isoWeek(day))).toEqual([
      { year: 2026, week: 53 },
      { year: 2027, week: 1 },
      { year: 2020, week: 53 },
      { year: 2019, week: 1 },
    ]);
  });

  test('the year before has the same week by its number, and no week 53 or 29 February where it has none', () => {
    expect(yearEarlier('2027-01-04', 'WEEK')).toBe('2025-12-29');
    expect(yearEarlier('2026-12-28', 'WEEK')).toBeNull();
    expect(yearEarlier('2024-02-29', 'DAY')).toBeNull();
    expect(yearEarlier('2025-03-01', 'DAY')).toBe('2024-03-01');
    expect(yearEarlier('2026-10-01', 'QUARTER')).toBe('2025-10-01');
  });

  test('weeks have their numbers in the first centuries, too', () => {
    expect(isoWeek('0050-01-03')).toEqual({ year: 50, week: 1 });
    expect(yearEarlier('0999-01-07', 'WEEK')).toBe('0998-01-08');
  });

  test('buckets follow one another over leap days and ends of years', () => {
    expect(bucketsBetween('2024-02-28', '2024-03-01', 'DAY', 9)).toEqual([
      '2024-02-28',
      '2024-02-29',
      '2024-03-01',
    ]);
    expect([lastDay('2024-02-01', 'MONTH'), lastDay('2025-02-01', 'MONTH')]).toEqual([
      '2024-02-29',
      '2025-02-28',
    ]);
    expect([shifted('2026-01-01', 'QUARTER', -1), lastDay('2026-10-01', 'QUARTER')]).toEqual([
      '2025-10-01',
      '2026-12-31',
    ]);
    expect(bucketsBetween('2024-01-01', '2030-01-01', 'DAY', 5)).toHaveLength(5);
  });

  test('buckets are called as people call them', () => {
    const label = (start: string, unit: 'DAY' | 'WEEK' | 'MONTH' | 'QUARTER' | 'YEAR') => [
      labelOf(start, unit, 'zh'),
      labelOf(start, unit, 'en'),
    ];
    expect(label('2026-12-28', 'WEEK')).toEqual(['2026年第53周', '2026-W53']);
    expect(label('2026-10-01', 'QUARTER')).toEqual(['2026年第4季度', '2026 Q4']);
    expect(label('2026-11-01', 'MONTH')).toEqual(['2026年11月', '2026-11']);
    expect(label('2026-11-05', 'DAY')).toEqual(['2026年11月5日', '2026-11-05']);
    expect(label('2026-01-01', 'YEAR')).toEqual(['2026年', '2026']);
  });
});

test('an activity of midnight in Shanghai is of the day that begins then', async () => {
  const by = async (unit: string) =>
    (
      await query(
        `{ activityStatistics(groupBy: [{by: STARTS_AT, unit: ${unit}}]) { groups { key { period { start end label } } measures { count } } } }`,
      )
    ).activityStatistics.groups.map(
      ({ key: { period }, measures }: any) =>
        `${period.start} ${period.end} ${period.label} ${measures.count}`,
    );
  expect(await by('DAY')).toEqual([
    '2024-02-29 2024-02-29 2024年2月29日 1',
    '2025-12-31 2025-12-31 2025年12月31日 1',
    '2026-01-01 2026-01-01 2026年1月1日 1',
    '2026-12-28 2026-12-28 2026年12月28日 1',
  ]);
  expect(await by('WEEK')).toEqual([
    '2024-02-26 2024-03-03 2024年第9周 1',
    '2025-12-29 2026-01-04 2026年第1周 2',
    '2026-12-28 2027-01-03 2026年第53周 1',
  ]);
  expect(await by('YEAR')).toEqual([
    '2024-01-01 2024-12-31 2024年 1',
    '2025-01-01 2025-12-31 2025年 1',
    '2026-01-01 2026-12-31 2026年 2',
  ]);
});

test.each([
  ['groupBy: [{by: PROGRAM, unit: MONTH}]', 'BAD_VALUE groupBy 0 unit'],
  ['groupBy: [{by: STATUS, fill: true}]', 'BAD_VALUE groupBy 0 fill'],
  ['groupBy: [{by: STARTS_AT}, {by: STATUS, level: TOP}]', 'BAD_VALUE groupBy 1 level'],
  ['groupBy: [{by: STARTS_AT, rollUp: true}]', 'BAD_VALUE groupBy 0 rollUp'],
  ['groupBy: [{by: ORGANIZER, rollUp: true, level: TOP}]', 'BAD_VALUE groupBy 0 rollUp'],
  ['groupBy: [{by: PROGRAM, vocabulary: "x"}]', 'BAD_VALUE groupBy 0 vocabulary'],
  ['groupBy: [{by: TERM, vocabulary: "x"}]', 'BAD_VALUE groupBy 0 vocabulary'],
  ['groupBy: [{by: STARTS_AT}, {by: PUBLISHED_AT}]', 'BAD_VALUE groupBy 1'],
  ['groupBy: [{by: PROGRAM}, {by: PROGRAM}]', 'BAD_VALUE groupBy 1'],
  ['groupBy: [{by: PROGRAM}, {by: STATUS}, {by: VENUE}, {by: STREET}, {by: CAMPAIGN}]', 'BAD_VALUE groupBy'],
  ['orderBy: [{key: PROGRAM}]', 'BAD_VALUE orderBy 0 key'],
  ['orderBy: [{direction: DESC}]', 'BAD_VALUE orderBy 0'],
  ['groupBy: [{by: PROGRAM}], orderBy: [{key: PROGRAM, measure: COUNT}]', 'BAD_VALUE orderBy 0'],
  ['groupBy: [{by: PROGRAM}], orderBy: [{key: PROGRAM, quantity: DURATION}]', 'BAD_VALUE orderBy 0'],
  ['groupBy: [{by: PROGRAM}], orderBy: [{measure: COUNT, quantity: DURATION}]', 'BAD_VALUE orderBy 0'],
  ['groupBy: [{by: PROGRAM}], orderBy: [{statistic: MEDIAN}]', 'BAD_VALUE orderBy 0'],
  ['first: 0', 'PAGE_SIZE'],
  ['first: 1001', 'PAGE_SIZE'],
])('refuses %s', async (args, code) => {
  const { errors, data } = await send(`{ activityStatistics(${args}) { groups { measures { count } } } }`);
  expect(data ?? null).toBeNull();
  const { message, extensions } = errors![0]!;
  expect([extensions.code, ...((extensions['argument'] as string[]) ?? [])].join(' ')).toBe(code);
  expect(message).toMatch(/\p{Script=Han}/u);
});

test.each([
  ['groups { previous { count } }', 'BAD_VALUE groupBy'],
  ['groups { runningTotal(of: FILL_RATE) }', 'BAD_VALUE of'],
  ['groups { runningTotal(of: ORGANIZERS) }', 'BAD_VALUE of'],
  ['groups { share(of: FILL_RATE) }', 'BAD_VALUE of'],
  ['total { distribution(of: SIGN_UPS) { percentile(at: 1.5) } }', 'BAD_VALUE at'],
])('refuses to answer %s', async (selection, code) => {
  const { errors } = await send(`{ activityStatistics { ${selection} } }`);
  const { extensions } = errors![0]!;
  expect([extensions.code, ...(extensions['argument'] as string[])].join(' ')).toBe(code);
});

test('refuses a share beside the same statistics without one', async () => {
  const own = (alias: string, more: string) =>
    `${alias}: statistics(groupBy: {by: STATUS}) { groups { measures { fillRate } ${more} } }`;
  for (const both of [
    [own('a', ''), own('b', 'share(of: FILL_RATE)')],
    [own('b', 'share(of: FILL_RATE)'), own('a', '')],
  ]) {
    const { errors } = await send(`{ programs(first: 1) { nodes { ${both.join(' ')} } } }`);
    expect(errors!.map(({ path, extensions }) => [path!.at(-1), extensions.code])).toEqual([
      ['b', 'BAD_VALUE'],
    ]);
  }
});

test('gaps are filled from the first bucket that the condition allows to the last, and no further', async () => {
  const starts = async (condition: string) =>
    (
      await query(
        `{ activityStatistics(where: {startsAt: {${condition}}}, groupBy: [{by: STARTS_AT, fill: true}]) { groups { key { period { start } } measures { count } } } }`,
      )
    ).activityStatistics.groups.map(
      ({ key, measures }: any) => `${key.period.start.slice(0, 7)} ${measures.count}`,
    );
  const midnight = '"2026-02-28T16:00:00Z"';
  expect(await starts(`gte: "2025-11-30T16:00:00Z", lt: ${midnight}`)).toEqual([
    '2025-12 1',
    '2026-01 1',
    '2026-02 0',
  ]);
  expect(await starts(`gt: "2025-11-30T15:59:59Z", lte: ${midnight}`)).toEqual([
    '2025-11 0',
    '2025-12 1',
    '2026-01 1',
    '2026-02 0',
    '2026-03 0',
  ]);
  expect(await starts(`between: {from: "2030-01-01T00:00:00Z", to: "2030-02-01T00:00:00Z"}`)).toEqual([
    '2030-01 0',
    '2030-02 0',
  ]);
});

test('a period relative to today, or of a plan, bounds the axis as its days would', async () => {
  const months = async (condition: string, more = '') =>
    (
      await query(
        `{ activityStatistics(where: {startsAt: {${condition}}}, groupBy: [{by: STARTS_AT, fill: true}]) { groups { key { period { start } } measures { count } ${more} } } }`,
      )
    ).activityStatistics.groups.map(
      ({ key, measures, yearEarlier }: any) =>
        `${key.period.start.slice(0, 7)} ${measures.count}${yearEarlier ? ` ${yearEarlier.count}` : ''}`,
    );
  expect(await months('during: THIS_QUARTER', 'yearEarlier { count }')).toEqual([
    '2026-10 0 0',
    '2026-11 0 0',
    '2026-12 1 1',
  ]);
  expect(await months('last: "P60D"')).toEqual(['2026-09 0', '2026-10 0', '2026-11 0']);
  expect(await months('next: "P40D"')).toEqual(['2026-11 0', '2026-12 1', '2027-01 0']);
  expect(await months('planYear: "钢城文明办〔2022〕4号"')).toHaveLength(12);
});

test('a mean over what it is of has no share, no running total, and is null where there is nothing', async () => {
  const { withRole } = await import('./given.ts');
  const office = await withRole(server, 'OFFICE');
  const ask = (selection: string) =>
    send(`{ expenditureStatistics(groupBy: [{by: PROGRAM}]) { groups { ${selection} } } }`, {}, office);
  for (const field of ['share', 'runningTotal']) {
    const { errors } = await ask(`${field}(of: AMOUNT_PER_ACTIVITY)`);
    expect(errors![0]!.extensions).toMatchObject({ code: 'BAD_VALUE', argument: ['of'] });
  }
  const { data } = await send(
    '{ expenditureStatistics { total { amount { fen } amountPerActivity { fen } } } }',
    {},
    office,
  );
  expect(data.expenditureStatistics.total).toEqual({ amount: { fen: 0 }, amountPerActivity: null });
});

describe('the buckets before', () => {
  const JANUARY = 'startsAt: {gte: "2025-12-31T16:00:00Z", lt: "2026-01-31T16:00:00Z"}';
  const compare = (where: string, by = 'STARTS_AT') =>
    send(
      `{ activityStatistics(where: {${where}}, groupBy: [{by: ${by}, fill: true}]) { groups { key { period { start } } measures { count } previous { count } yearEarlier { count } } } }`,
    );

  test.each([
    JANUARY,
    `and: [{${JANUARY}}]`,
    'startsAt: {gte: "2025-12-31T16:00:00Z"}, and: [{startsAt: {lt: "2026-01-31T16:00:00Z"}}]',
    'and: [{startsAt: {gte: "2025-12-31T16:00:00Z"}}, {and: [{startsAt: {lt: "2026-01-31T16:00:00Z"}}]}, {code: {contains: "midnight"}}]',
  ])('are read where the time stands in %s', async (where) => {
    const { data } = await compare(where);
    expect(data.activityStatistics.groups).toEqual([
      {
        key: { period: { start: '2026-01-01' } },
        measures: { count: 1 },
        previous: { count: 1 },
        yearEarlier: { count: 0 },
      },
    ]);
  });

  test.each([
    [`or: [{${JANUARY}}]`, 'where or 0 startsAt'],
    ['not: {startsAt: {lt: "2025-12-31T16:00:00Z"}}', 'where not startsAt'],
    [`and: [{code: {contains: "midnight"}}, {or: [{${JANUARY}}]}]`, 'where and 1 or 0 startsAt'],
  ])('are refused, not zero, where it stands in %s', async (where, argument) => {
    const { errors } = await compare(where);
    expect(errors![0]!.message).toContain('startsAt');
    const { code, argument: at } = errors![0]!.extensions;
    expect([code, (at as string[]).join(' ')]).toEqual(['BAD_VALUE', argument]);
    expect((await compare(where, 'PUBLISHED_AT')).errors).toBeUndefined();
  });

  test('are of a time that is reached over a relation, too', async () => {
    const { withRole } = await import('./given.ts');
    const find = (where: string) =>
      send(
        `{ findingStatistics(where: {${where}}, groupBy: [{by: INSPECTED_ON}]) { groups { previous { count } } } }`,
        {},
        office,
      );
    const office = await withRole(server, 'OFFICE');
    expect((await find('inspection: {and: [{inspectedOn: {during: LAST_MONTH}}]}')).errors).toBeUndefined();
    const { errors } = await find('inspection: {not: {inspectedOn: {during: LAST_MONTH}}}');
    expect(errors![0]!.extensions['argument']).toEqual(['where', 'inspection', 'not', 'inspectedOn']);
  });
});

test('what is skipped is not asked', async () => {
  const { errors } = await send(
    `query ($no: Boolean!) { activityStatistics { total { count } ... @skip(if: true) { groups { share(of: FILL_RATE) } } groups { previous @include(if: $no) { count } } } }`,
    { no: false },
  );
  expect(errors).toBeUndefined();
});

describe('at the ends of the calendar', () => {
  const countOf = async (unit: string, from: string, to: string) => {
    const where = `where: {startsAt: {gte: "${from}", lte: "${to}"}}`;
    const { activityStatistics } = await query(
      `{ activityStatistics(${where}, groupBy: [{by: STARTS_AT, unit: ${unit}, fill: true}]) { groupCount } }`,
    );
    return activityStatistics.groupCount;
  };

  test.each([
    ['YEAR', '9990-01-01T00:00:00Z', '9999-12-31T23:00:00Z', 10],
    ['QUARTER', '9999-01-01T00:00:00Z', '9999-12-31T23:00:00Z', 4],
    ['MONTH', '9999-01-01T00:00:00Z', '9999-12-31T23:00:00Z', 12],
    ['WEEK', '9999-12-19T16:00:00Z', '9999-12-31T23:00:00Z', 2],
    ['DAY', '9999-11-30T16:00:00Z', '9999-12-31T23:00:00Z', 31],
    ['DAY', '9999-12-31T22:00:00Z', '9999-12-31T23:00:00Z', 1],
    ['YEAR', '0001-01-01T00:00:00Z', '0002-12-31T00:00:00Z', 2],
    ['WEEK', '0001-01-01T00:00:00Z', '0001-01-31T00:00:00Z', 5],
  ])('gaps are filled by %s from %s to %s', async (unit, from, to, count) => {
    expect(await countOf(unit, from, to)).toBe(count);
  });

  test.each(['DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR'])('buckets of a %s are compared', async (unit) => {
    const selection = 'groups { previous { count } yearEarlier { count } key { period { end label } } }';
    for (const [from, to] of [
      ['0001-01-01T00:00:00Z', '0002-01-03T00:00:00Z'],
      ['0002-01-01T00:00:00Z', '0002-01-03T00:00:00Z'],
      ['9999-12-29T00:00:00Z', '9999-12-31T23:00:00Z'],
    ]) {
      const { errors } = await send(
        `{ activityStatistics(where: {startsAt: {gte: "${from}", lte: "${to}"}},
          groupBy: [{by: STARTS_AT, unit: ${unit}, fill: true}]) { ${selection} } }`,
      );
      expect(errors).toBeUndefined();
    }
  });

  test.each([
    ['DAY', '9999-12-31'],
    ['WEEK', '9999-12-31'],
    ['MONTH', '9999-12-31'],
    ['YEAR', '9999-12-31'],
  ])(
    'what begins in the last hours, in Shanghai in another year, counts in the last %s',
    async (unit, end) => {
      await activity('last', '9999-12-31T20:00:00Z');
      const { activityStatistics } = await query(
        `{ activityStatistics(where: {startsAt: {gte: "9999-12-31T00:00:00Z"}}, groupBy: [{by: STARTS_AT, unit: ${unit}}]) {
        groups { measures { count } key { period { end } } } } }`,
      ).finally(() => database.pool.query(`delete from activity where code = 'last'`));
      expect(activityStatistics.groups).toEqual([{ measures: { count: 1 }, key: { period: { end } } }]);
    },
  );
});

test('gaps without end are refused', async () => {
  const where = 'where: {startsAt: {gte: "0100-01-01T00:00:00Z", lt: "2026-01-01T00:00:00Z"}}';
  const { errors } = await send(
    `{ activityStatistics(${where}, groupBy: [{by: STARTS_AT, unit: DAY, fill: true}]) { groupCount } }`,
  );
  expect(errors![0]!.extensions).toMatchObject({ code: 'TOO_MANY_GROUPS', limit: 20_000 });
});

test('the cost of a list of groups is what first allows, and something for its statement', async () => {
  const cost = async (args: string) =>
    (await send(`{ activityStatistics${args} { groups { key { organizer { name } } } } }`)).extensions.cost
      .nodes;
  expect([await cost(''), await cost('(first: 1000)')]).toEqual([700, 2_500]);
  const { errors } = await send(
    `{ programs(first: 100) { nodes { statistics(groupBy: [{by: STATUS}], first: 1000) { groups { measures { count } } } } } }`,
  );
  expect(errors![0]!.extensions.code).toBe('LIMIT_NODES');
});

test('a statement of statistics has its cost however few groups it gives, once for all rows of a list', async () => {
  const cost = async (selection: string, variables = {}) =>
    (await send(`query ($with: Boolean = true) { __typename @include(if: $with) ${selection} }`, variables))
      .extensions.cost.nodes;
  const others = 'activityStatistics(first: 1) { groupCount others @include(if: $with) { count } }';
  expect(await cost('activityStatistics(first: 1) { groupCount }')).toBe(501);
  expect(await cost(`...F } fragment F on Query { ${others}`)).toBe(1_001);
  expect(await cost(others, { with: false })).toBe(501);
  expect(await cost('programs(first: 10) { nodes { statistics(first: 1) { groupCount } } }')).toBe(520);
  const period = 'districtCode: "370117", from: "2026-01-01", to: "2026-12-31"';
  for (const field of ['district', 'request', 'supervision'])
    expect(await cost(`${field}Statistics(${period}) { districtCode }`)).toBeGreaterThanOrEqual(500);
});

test('twenty statistics with their others are within the limits, sixty are not', async () => {
  const twenty = (field: string) => Array.from({ length: 20 }, (_, i) => `a${i}: ${field}`).join(' ');
  const own = '(groupBy: [{by: STATUS}], first: 1) { groupCount others { count } }';
  const { extensions } = await send(`{ ${twenty(`activityStatistics${own}`)} }`);
  expect(extensions.cost.nodes).toBe(20 * 1_001);
  const { errors } = await send(
    `{ ${twenty('programs(first: 1) { nodes { ...S plan { ...P } } }')} }
     fragment S on Program { statistics${own} }
     fragment P on Plan { programs(first: 1) { nodes { ...S plan { programs(first: 1) { nodes { ...S } } } } } }`,
  );
  expect(errors![0]!.extensions).toMatchObject({ code: 'LIMIT_NODES', limit: 50_000 });
});

test('where there is nothing, sums are 0, and means and rates null', async () => {
  const { activityStatistics } = await query(
    `{ activityStatistics(where: {code: {eq: "none"}}, groupBy: [{by: PROGRAM}]) { groupCount groups { share } others { count }
      total { count hours fillRate cancellationRate distribution(of: SIGN_UPS) { mean median min percentile(at: 0.9) } } } }`,
  );
  expect(activityStatistics).toEqual({
    groupCount: 0,
    groups: [],
    others: { count: 0 },
    total: {
      count: 0,
      hours: 0,
      fillRate: null,
      cancellationRate: null,
      distribution: { mean: null, median: null, min: null, percentile: null },
    },
  });
});

test('a definition comes with each measure, in the language asked for', async () => {
  const field = '{ activityStatistics { definitions { measure definition unit } } }';
  const zh = (await send(field)).data.activityStatistics.definitions;
  const en = (await send(field, {}, { 'accept-language': 'en' })).data.activityStatistics.definitions;
  expect(zh[0]).toEqual({ measure: 'COUNT', definition: '活动场数', unit: '场' });
  expect(en[0]).toEqual({ measure: 'COUNT', definition: 'activities', unit: 'sessions' });
});

describe.each(cubes.map((cube) => [cube.type, cube] as const))('the contract of %s', (type, cube) => {
  const valuesOf = (name: string) => (schema.getType(`${type}${name}`) as GraphQLEnumType).getValues();
  const fieldsOf = (name: string) => (schema.getType(`${type}${name}`) as GraphQLObjectType).getFields();

  test('has the dimensions, measures and quantities that are computed', () => {
    expect(valuesOf('Dimension').map(({ name }) => name)).toEqual(Object.keys(cube.dimensions));
    expect(valuesOf('Measure').map(({ name }) => name)).toEqual(Object.keys(cube.measures));
    expect(valuesOf('Quantity').map(({ name }) => name)).toEqual(Object.keys(cube.quantities));
    expect(Object.keys(fieldsOf('GroupKey')).toSorted()).toEqual(
      [...new Set(Object.values(cube.dimensions).map(({ key }) => key))].toSorted(),
    );
    for (const dimension of Object.values(cube.dimensions)) {
      if (dimension.of !== 'enum') continue;
      const of = (schema.getType(dimension.type) as GraphQLEnumType).getValues().map(({ name }) => name);
      expect(dimension.values).toEqual(of);
    }
  });

  test('tells of each measure as its definition does', () => {
    const lower = (text: string | null | undefined) => (text ?? '').toLowerCase();
    for (const { field, zh, en } of Object.values(cube.measures)) {
      const { description } = fieldsOf('Measures')[field]!;
      expect(description).toContain(zh);
      expect(lower(description)).toContain(en.toLowerCase());
    }
  });

  test('every dimension, measure and quantity answers', async () => {
    const { withRole } = await import('./given.ts');
    const office = await withRole(server, 'OFFICE');
    const district = cube.people ? 'districtCode: "370117", ' : '';
    const fields = Object.values(cube.measures)
      .map((measure) => `${measure.field}${isMoney(measure) ? ' { fen }' : ''}`)
      .join(' ');
    const quantities = Object.keys(cube.quantities).map(
      (name) => `${name}: distribution(of: ${name}) { median }`,
    );
    for (const by of Object.keys(cube.dimensions)) {
      const { errors } = await send(
        `{ ${cube.field}(${district}groupBy: [{by: ${by}}]) { groups { measures { ${fields} ${quantities.join(' ')} } } others { ${fields} } total { ${fields} } } }`,
        {},
        office,
      );
      expect(errors, by).toBeUndefined();
    }
  });
});

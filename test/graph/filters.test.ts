import { expect, test } from 'vitest';
import { testServer } from '../setup/server.ts';

const { query, send, setNow } = await testServer('demo');

const count = async (where: string, list = 'activities'): Promise<number> =>
  (await query(`{ ${list}(where: ${where}) { totalCount } }`))[list].totalCount;

test('last, next and during are told from the request’s clock in Shanghai', async () => {
  // 2026-11-01 00:00 in Shanghai: a minute earlier it was October.
  setNow('2026-10-31T15:59:59Z');
  const october = await count('{startsAt: {during: THIS_MONTH}}');
  expect(october).toBe(
    await count('{startsAt: {gte: "2026-10-01T00:00:00+08:00", lt: "2026-11-01T00:00:00+08:00"}}'),
  );
  setNow('2026-10-31T16:00:00Z');
  expect(await count('{startsAt: {during: LAST_MONTH}}')).toBe(october);
  expect(await count('{startsAt: {during: THIS_MONTH}}')).toBe(
    await count('{startsAt: {gte: "2026-11-01T00:00:00+08:00", lt: "2026-12-01T00:00:00+08:00"}}'),
  );
  expect(await count('{startsAt: {last: "P30D"}}')).toBe(
    await count('{startsAt: {between: {from: "2026-10-01T16:00:00Z", to: "2026-10-31T16:00:00Z"}}}'),
  );
  expect(await count('{inspectedOn: {last: "P30D"}}', 'inspections')).toBe(
    await count('{inspectedOn: {between: {from: "2026-10-03", to: "2026-11-01"}}}', 'inspections'),
  );
  expect(october).toBeGreaterThan(0);
  setNow('2026-11-24T04:00:00Z');
});

test('a year can be told by the plan that was issued in it', async () => {
  expect(await count('{issuedOn: {planYear: "钢城文明办〔2022〕4号"}}', 'plans')).toBe(1);
  expect(await count('{startsAt: {planYear: "钢城文明办〔2022〕4号"}}')).toBe(0);
  const { errors } = await send(
    '{ activities(where: {or: [{startsAt: {planYear: "钢城文明办〔2099〕1号"}}]}) { totalCount } }',
  );
  expect(errors![0]).toMatchObject({
    message: '没有文号为“钢城文明办〔2099〕1号”的规划',
    path: ['activities'],
    extensions: { code: 'BAD_VALUE', argument: ['where', 'or', '0', 'startsAt', 'planYear'] },
  });
  const inner = await send(
    '{ programs(first: 1) { nodes { activities(where: {startsAt: {planYear: "?"}}) { totalCount } } } }',
    {},
    { 'accept-language': 'en' },
  );
  expect(inner.errors![0]).toMatchObject({
    message: 'There is no plan with the document number “?”',
    path: ['programs', 'nodes', 0, 'activities'],
    extensions: { code: 'BAD_VALUE' },
  });
});

const BAD: [string, string, string][] = [
  ['{startsAt: {last: "30 days"}}', '时长应为 ISO 8601', 'where.startsAt.last'],
  ['{startsAt: {last: "P0D"}}', '时长应为 ISO 8601', 'where.startsAt.last'],
  ['{startsAt: {next: "P1DT"}}', '时长应为 ISO 8601', 'where.startsAt.next'],
  ['{startsAt: {next: "P200Y"}}', '时长应为 ISO 8601', 'where.startsAt.next'],
  ['{title: {between: {from: "乙", to: "a"}}}', 'to 小于 from', 'where.title.between'],
  ['{capacity: {between: {from: 3, to: 2}}}', 'to 小于 from', 'where.capacity.between'],
  [
    '{startsAt: {between: {from: "2026-01-01T08:00:00+08:00", to: "2025-12-31T23:59:59Z"}}}',
    'to 小于 from',
    'where.startsAt.between',
  ],
  [
    '{program: {plan: {issuedOn: {last: "PT36H"}}}}',
    '只能由年、月、周、日组成',
    'where.program.plan.issuedOn.last',
  ],
];

test.each(BAD)('refuses %s', async (where, message, argument) => {
  const { errors, status } = await send(`{ activities(where: ${where}) { totalCount } }`);
  expect(status).toBe(400);
  expect(errors![0]!.extensions.code).toBe('BAD_VALUE');
  expect(errors![0]!.message).toContain(message);
  expect((errors![0]!.extensions['argument'] as string[] | undefined)?.join('.')).toBe(argument);
});

test('the same instant, written at two offsets, is a range', async () => {
  const where = '{startsAt: {between: {from: "2026-01-01T08:00:00+08:00", to: "2026-01-01T00:00:00Z"}}}';
  expect(await count(where)).toBe(0);
});

test('lists are found by what they hold', async () => {
  const all = await query('{ parties(first: 100) { nodes { name aliases } } }');
  const alias = all.parties.nodes.flatMap(({ aliases }: any) => aliases)[0];
  expect(alias).toBeDefined();
  expect(await count(`{aliases: {has: ${JSON.stringify(alias)}}}`, 'parties')).toBeGreaterThan(0);
  const without = all.parties.nodes.filter(({ aliases }: any) => aliases.length === 0).length;
  expect(await count('{aliases: {isEmpty: true}}', 'parties')).toBe(without);
});

test('facts are found by the passages that say them', async () => {
  const { programs } = await query(
    '{ programs(where: {sources: {some: {quote: {contains: "文明交通"}}}}) { nodes { title sources { quote } } } }',
  );
  expect(programs.nodes.length).toBeGreaterThan(0);
  for (const { sources } of programs.nodes) {
    expect(sources.some(({ quote }: any) => quote.includes('文明交通'))).toBe(true);
  }
});

test('parties are ordered by what hangs on them, as far as the asker may see it', async () => {
  const { parties } = await query(`{ parties(first: 10, orderBy: [{field: ACTIVITY_COUNT, direction: DESC}]) {
    nodes { activities { totalCount } } } }`);
  const counts = parties.nodes.map((party: any) => party.activities.totalCount);
  expect(counts).toEqual(counts.toSorted((a: number, b: number) => b - a));
  expect(counts[0]).toBeGreaterThan(0);
  const byMinutes = await query(
    `{ activities(first: 20, orderBy: [{field: MINUTES, direction: DESC}]) { nodes { minutes } } }`,
  );
  const minutes = byMinutes.activities.nodes.map((one: any) => one.minutes);
  expect(minutes).toEqual(minutes.toSorted((a: number, b: number) => b - a));
  expect(minutes[0]).toBeGreaterThan(0);
  expect(await count(`{minutes: {gte: ${minutes[4]}}}`)).toBeGreaterThanOrEqual(5);
});

test('activities are ordered by their organizer’s name and their program’s place', async () => {
  const { activities } =
    await query(`{ activities(first: 100, orderBy: [{field: PROGRAM}, {field: ORGANIZER, direction: DESC}]) {
    nodes { program { ordinal } } } }`);
  const ordinals = activities.nodes.map((one: any) => one.program.ordinal);
  expect(ordinals).toEqual(ordinals.toSorted((a: number, b: number) => a - b));
});

import { expect, test } from 'vitest';
import { type Person, world } from '../setup/world.ts';
import { requests } from './given.ts';

const everybody = await world();
const { person, coordinator, office, query, send, setNow, term, database } = everybody;
const here = await requests(everybody);

const ask = (fields: string, from = '2026-11-01', to = '2026-11-30') =>
  query(
    `query ($from: Date!, $to: Date!) { requestStatistics(districtCode: "370117", from: $from, to: $to) { ${fields} } }`,
    { from, to },
  ).then(({ requestStatistics }) => requestStatistics);

const byGroup = async (from?: string, to?: string) =>
  Object.fromEntries(
    (await ask('byGroup { group { code } count }', from, to)).byGroup.map(({ group, count }: any) => [
      group.code,
      count,
    ]),
  );
const NO_GROUP = {
  elderly: null,
  young: null,
  'in-difficulty': null,
  'emotional-support': null,
  'public-need': null,
};
const group = (code: string) => ({ beneficiaryGroup: term(`five-groups/${code}`) });
/** Approved requests of as many people. */
const people = async (count: number, code: string) => {
  for (let i = 0; i < count; i += 1) await here.approved(await person(), group(code));
};

/** What statistics tell everybody of the same requests. */
const counted = async (groupBy: string, where = '') =>
  (
    await query(
      `{ serviceRequestStatistics(districtCode: "370117", where: {${where}}, groupBy: [${groupBy}]) { groups { key { period { start } status beneficiaryGroup { code } } measures { count } } total { count } } }`,
    )
  ).serviceRequestStatistics;

test('anybody reads figures, as statistics tell them, of groups of five people and more', async () => {
  const ALL =
    'from to count byStatus { status count } byGroup { group { code } count } medianResponseMinutes lateCount';
  const nothing = await ask(ALL);
  expect(nothing).toMatchObject({
    from: '2026-11-01',
    to: '2026-11-30',
    count: null,
    medianResponseMinutes: null,
    lateCount: null,
  });
  expect(nothing.byStatus).toContainEqual({ status: 'APPROVED', count: null });
  expect(await byGroup()).toEqual(NO_GROUP);
  const answered = async (times: number) => {
    for (let i = 0; i < times; i += 1) {
      setNow('2026-11-24T04:00:00Z');
      const offered = await here.offered(await person());
      setNow(`2026-11-24T04:${10 + i}:00Z`);
      await here.accept(offered, here.team);
    }
  };
  await answered(4);
  expect(await ask(ALL)).toEqual(nothing);
  await answered(14);
  await people(16, 'young');
  await people(2, 'public-need');
  const month = 'submittedAt: {during: THIS_MONTH}';
  const { count, byStatus, months, medianResponseMinutes, lateCount } = await ask(
    'count byStatus { status count } months { month count lateCount } medianResponseMinutes lateCount',
  );
  const { total } = await counted('', month);
  expect([count, months]).toEqual([total.count, [{ month: '2026-11', count, lateCount: null }]]);
  expect([count % 5, lateCount]).toEqual([0, null]);
  // 10 to 13 minutes twice, 14 to 23 once.
  expect(medianResponseMinutes).toBe(15);
  const { groups } = await counted('{by: STATUS}', month);
  const told = new Map(groups.map(({ key, measures }: any) => [key.status, measures.count]));
  expect(told.size).toBe(2);
  for (const line of byStatus) expect(line.count).toBe(told.get(line.status) ?? null);
  const ofGroups = await counted('{by: BENEFICIARY_GROUP}', month);
  expect(await byGroup()).toEqual({
    ...NO_GROUP,
    ...Object.fromEntries(
      ofGroups.groups.map(({ key, measures }: any) => [key.beneficiaryGroup.code, measures.count]),
    ),
  });
  expect((await byGroup())['public-need']).toBeNull();
  setNow('2026-11-28T04:00:00Z');
  // All are late now: the same people.
  expect(await ask('count lateCount')).toEqual({ count, lateCount: count });
});

test('a period that is not one month, quarter or year has the figures of its months alone', async () => {
  setNow('2026-06-10T04:00:00Z');
  await people(2, 'elderly');
  setNow('2026-07-10T04:00:00Z');
  await people(16, 'elderly');
  const { count } = await ask('count', '2026-07-01', '2026-07-31');
  expect(count).toBeGreaterThan(0);
  expect(
    await ask(
      'count lateCount byGroup { count } byStatus { count } medianResponseMinutes months { month count lateCount }',
      '2026-06-01',
      '2026-07-31',
    ),
  ).toEqual({
    count: null,
    lateCount: null,
    medianResponseMinutes: null,
    byGroup: Array.from({ length: 5 }, () => ({ count: null })),
    byStatus: Array.from({ length: 8 }, () => ({ count: null })),
    months: [{ month: '2026-07', count, lateCount: null }],
  });
  const { groups } = await counted('{by: SUBMITTED_AT, unit: QUARTER}');
  expect((await ask('count', '2026-07-01', '2026-09-30')).count).toBe(groups[0].measures.count);
});

test('the office and the analysts of the district get exact figures, zeros among them', async () => {
  setNow('2026-07-30T04:00:00Z');
  const exact = {
    count: 18,
    lateCount: 18,
    byStatus: expect.arrayContaining([
      { status: 'APPROVED', count: 18 },
      { status: 'REJECTED', count: 0 },
    ]),
    months: [
      { month: '2026-06', count: 2, lateCount: 2 },
      { month: '2026-07', count: 16, lateCount: 16 },
    ],
  };
  const document =
    '{ requestStatistics(districtCode: "370117", from: "2026-06-01", to: "2026-07-31") { count lateCount byStatus { status count } months { month count lateCount } } }';
  for (const who of [office, await person('analyst', 'ANALYST', { district: '370117' })]) {
    expect((await who.query(document)).requestStatistics).toEqual(exact);
  }
  for (const who of [await person(), here.otherOffice]) {
    expect((await who.query(document)).requestStatistics).toMatchObject({ count: null, lateCount: null });
  }
});

/** Requests of one account, that the street approves. */
const many = async (who: Person, phones: readonly string[], code: string) => {
  for (const contactPhone of phones) await here.approved(who, { ...group(code), contactPhone });
};

test('one person is one, by however many telephones and spellings', async () => {
  setNow('2026-08-10T04:00:00Z');
  await people(6, 'young');
  await many(
    await person(),
    [1, 2, 3, 4, 5].map((i) => `1380000990${i}`),
    'public-need',
  );
  expect((await byGroup('2026-08-01', '2026-08-31'))['public-need']).toBeNull();
  // For somebody without an account, the telephone tells.
  setNow('2026-09-10T04:00:00Z');
  for (const contactPhone of [
    '13922220000',
    '+8613922220000',
    '8613922220000',
    '013922220000',
    '139-2222 0000',
  ]) {
    await here.approved(coordinator, { contactPhone, forOneself: false });
  }
  expect((await ask('count', '2026-09-01', '2026-09-30')).count).toBeNull();
});

test('a request counts once it was reviewed: nobody lifts a group by asking for nothing', async () => {
  setNow('2026-05-10T04:00:00Z');
  await people(4, 'elderly');
  const asking = [];
  for (let i = 0; i < 12; i += 1) asking.push(await here.submitted(await person(), group('elderly')));
  expect((await byGroup('2026-05-01', '2026-05-31')).elderly).toBeNull();
  for (const each of asking) await here.approve(each);
  expect((await byGroup('2026-05-01', '2026-05-31')).elderly).toBeGreaterThanOrEqual(5);
});

test('a period is whole months in Shanghai, told in the answer', async () => {
  expect(await ask('from to count', '2026-12-05', '2027-02-05')).toEqual({
    from: '2026-12-01',
    to: '2027-02-28',
    count: null,
  });
  expect(await ask('from to count', '2026-11-24', '2026-11-24')).toEqual(await ask('from to count'));
  expect((await ask('count')).count).toBeGreaterThan(0);
  const { errors } = await send(
    `{ requestStatistics(districtCode: "370117", from: "2026-02-01", to: "2026-01-01") { count } }`,
  );
  expect(errors![0]!.extensions.code).toBe('BAD_VALUE');
});

test('of a district that no plan is of they are unknown, not zero', async () => {
  const { errors } = await send(
    `{ requestStatistics(districtCode: "999", from: "2026-01-01", to: "2026-01-31") { count } }`,
  );
  expect(errors![0]!.extensions.code).toBe('BAD_VALUE');
});

test('they take four statements: the district, the figures, the groups and their names', async () => {
  database.statements = [];
  await ask('count byGroup { group { label } count } byStatus { count }');
  expect(database.statements).toHaveLength(4);
});

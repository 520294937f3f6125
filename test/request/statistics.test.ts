import fc from 'fast-check';
import { expect, test } from 'vitest';
import { figuresOf, type MonthRow, SUPPRESSED } from '../../src/request/figures.ts';
import { type Cell, FEWEST, told } from '../../src/request/suppression.ts';
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

test('anybody reads figures, of groups of five people and more', async () => {
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
      setNow(`2026-11-24T04:${10 * (i + 1)}:00Z`);
      await here.accept(offered, here.team);
    }
  };
  await answered(4);
  expect(await ask(ALL)).toEqual(nothing);
  await answered(1);
  expect(await ask('count lateCount byStatus { status count } medianResponseMinutes')).toMatchObject({
    count: 5,
    lateCount: 0,
    byStatus: expect.arrayContaining([{ status: 'ACCEPTED', count: 5 }]),
    // 10, 10, 20, 30 and 40 minutes.
    medianResponseMinutes: 20,
  });
  await people(6, 'young');
  expect(await byGroup()).toEqual({ ...NO_GROUP, elderly: 5, young: 6 });
  // One more of another group must not follow from the total.
  await people(1, 'public-need');
  expect(await byGroup()).toEqual({ ...NO_GROUP, young: 6 });
  setNow('2026-11-28T04:00:00Z');
  expect(await ask('count lateCount')).toEqual({ count: 12, lateCount: 12 });
});

test('the sum over a period is unknown where a month is kept back, and its months say which are told', async () => {
  setNow('2026-06-10T04:00:00Z');
  await people(2, 'elderly');
  setNow('2026-07-10T04:00:00Z');
  await people(6, 'elderly');
  const [june, july, both] = [
    await ask('count', '2026-06-01', '2026-06-30'),
    await ask('count', '2026-07-01', '2026-07-31'),
    await ask(
      'count lateCount byGroup { count } months { month count lateCount }',
      '2026-06-01',
      '2026-07-31',
    ),
  ];
  expect([june.count, july.count]).toEqual([null, 6]);
  expect(both).toMatchObject({
    count: null,
    lateCount: null,
    months: [{ month: '2026-07', count: 6, lateCount: 0 }],
  });
  expect(both.byGroup).toEqual(Array.from({ length: 5 }, () => ({ count: null })));
});

test('a sum over months that are all told is told, whatever months are still to come', async () => {
  setNow('2026-07-10T04:00:00Z');
  expect(await ask('count lateCount', '2026-07-01', '2026-10-31')).toEqual({ count: 6, lateCount: 0 });
  setNow('2026-08-10T04:00:00Z');
  expect(await ask('count lateCount', '2026-07-01', '2026-10-31')).toEqual({ count: null, lateCount: null });
});

test('the office and the analysts of the district get exact figures, zeros among them', async () => {
  setNow('2026-07-30T04:00:00Z');
  const exact = {
    count: 8,
    lateCount: 8,
    byStatus: expect.arrayContaining([
      { status: 'APPROVED', count: 8 },
      { status: 'REJECTED', count: 0 },
    ]),
    months: [
      { month: '2026-06', count: 2, lateCount: 2 },
      { month: '2026-07', count: 6, lateCount: 6 },
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
  const asking = await here.submitted(await person(), group('elderly'));
  expect((await byGroup('2026-05-01', '2026-05-31')).elderly).toBeNull();
  await here.approve(asking);
  expect((await byGroup('2026-05-01', '2026-05-31')).elderly).toBe(5);
});

test('a period is whole months in Shanghai, told in the answer', async () => {
  expect(await ask('from to count', '2026-12-05', '2027-02-05')).toEqual({
    from: '2026-12-01',
    to: '2027-02-28',
    count: null,
  });
  expect(await ask('from to count', '2026-11-24', '2026-11-24')).toEqual({
    from: '2026-11-01',
    to: '2026-11-30',
    count: 12,
  });
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

const cellOf = (persons: readonly string[]): Cell => {
  const different = [...new Set(persons)];
  const isFew = different.length < FEWEST;
  return { count: persons.length, people: different.length, persons: isFew ? different : null };
};

test.each([
  ['nothing to hide', ['abcdefg', 'hijkl'], ['abcdefg', 'hijkl']],
  ['one small cell takes another with it', ['abcdefghi', 'jk', 'lmnopq'], ['abcdefghi']],
  ['two that together are still too few take a third', ['abcdefghi', 'j', 'kl', 'mnopqr'], ['abcdefghi']],
  ['two that are enough together', ['abcdefghi', 'jkl', 'mnop'], ['abcdefghi']],
  ['two of the same people, who are too few', ['abcdefghi', 'jkl', 'jkl', 'mnopqr'], ['abcdefghi']],
  ['one cell alone', ['abc'], []],
  ['one cell alone that is large', ['abcde'], ['abcde']],
  ['a person’s many requests', ['abcdef', 'aaaaaaa'], []],
])('suppresses %s', (_, cells, expected) => {
  const known = cells.map((persons) => ({ ...cellOf(persons.split('')), is: persons }));
  expect(told(known).map(({ is }) => is)).toEqual(expected);
});

interface Request {
  month: number;
  status: number;
  group: number;
  isLate: boolean;
  person: number;
}

const MONTHS = 3;
const STATUSES = 3;
const GROUPS = 3;
/** Every kind of request there can be: what an asker would like to know the number of. */
const KINDS = Array.from({ length: MONTHS * STATUSES * GROUPS * 2 }, (_, i) => ({
  month: Math.floor(i / (STATUSES * GROUPS * 2)),
  status: Math.floor(i / (GROUPS * 2)) % STATUSES,
  group: Math.floor(i / 2) % GROUPS,
  isLate: i % 2 === 1,
}));
type Kind = (typeof KINDS)[number];

/** The rows that the database would give of these months. */
function rowsOf(all: readonly Request[], from: number, to: number): MonthRow[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i).flatMap((month) => {
    const own = all.filter((request) => request.month === month);
    const cells = (by: MonthRow['by'], valueOf: (request: Request) => unknown) =>
      [...Map.groupBy(own, (request) => String(valueOf(request)))].map(([value, some]): MonthRow => ({
        month: String(month),
        by,
        value,
        ...cellOf(some.map(({ person: who }) => String(who))),
      }));
    return [
      ...cells('ALL', () => ''),
      ...cells('STATUS', ({ status }) => status),
      ...cells('GROUP', (request) => request.group),
      ...cells('LATENESS', ({ isLate }) => isLate),
    ];
  });
}

const TESTS: {
  name: string;
  is: (kind: Kind) => boolean;
  of: (f: ReturnType<typeof figuresOf>) => number | null;
}[] = [
  { name: 'count', is: () => true, of: ({ count }) => count },
  { name: 'late', is: ({ isLate }) => isLate, of: ({ lateCount }) => lateCount },
  ...[0, 1, 2].flatMap((value) => [
    {
      name: `status ${value}`,
      is: ({ status }: Kind) => status === value,
      of: ({ byStatus }: ReturnType<typeof figuresOf>) => byStatus.get(String(value)) ?? null,
    },
    {
      name: `group ${value}`,
      is: ({ group: of }: Kind) => of === value,
      of: ({ byGroup: groups }: ReturnType<typeof figuresOf>) => groups.get(String(value)) ?? null,
    },
  ]),
];

/** The equations that all answers about all periods amount to: coefficients over KINDS. */
function equationsOf(all: readonly Request[]): number[][] {
  const alone = Array.from({ length: MONTHS }, (_, month) =>
    figuresOf(rowsOf(all, month, month), 1, SUPPRESSED),
  );
  const equations: number[][] = [];
  for (let from = 0; from < MONTHS; from += 1) {
    for (let to = from; to < MONTHS; to += 1) {
      const figures = figuresOf(rowsOf(all, from, to), to - from + 1, SUPPRESSED);
      for (const { is, of } of TESTS) {
        const answer = of(figures);
        if (answer === null) continue;
        const months = new Set(
          alone.flatMap((one, month) => (month >= from && month <= to && of(one) !== null ? month : [])),
        );
        equations.push(KINDS.map((kind) => Number(months.has(kind.month) && is(kind))));
        const counted = all.filter((request) => months.has(request.month) && is(request));
        expect(counted).toHaveLength(answer);
      }
    }
  }
  return equations;
}

/** Whether the value of the last row follows from the rows before it: Gaussian elimination. */
function follows(equations: readonly number[][], wanted: readonly number[]): boolean {
  const left = equations.map((row) => [...row]);
  const target = [...wanted];
  for (let column = 0; column < target.length; column += 1) {
    const at = left.findIndex((row) => Math.abs(row[column]!) > 1e-9);
    if (at < 0) continue;
    const [pivot] = left.splice(at, 1);
    for (const row of [...left, target]) {
      const factor = row[column]! / pivot![column]!;
      if (factor !== 0) for (let i = column; i < row.length; i += 1) row[i]! -= factor * pivot![i]!;
    }
  }
  return target.every((value) => Math.abs(value) < 1e-9);
}

test('no combination of answers tells the number of requests of fewer than five people', () => {
  const request = fc.record({
    month: fc.nat(MONTHS - 1),
    status: fc.nat(STATUSES - 1),
    group: fc.nat(GROUPS - 1),
    isLate: fc.boolean(),
    person: fc.nat(14),
  });
  fc.assert(
    fc.property(
      fc.array(request, { minLength: 5, maxLength: 60 }),
      fc.array(fc.nat(7), { minLength: 1, maxLength: 3 }),
      (all, chosen) => {
        const equations = equationsOf(all);
        for (const months of [[0], [1], [2], [0, 1], [1, 2], [0, 2], [0, 1, 2]]) {
          for (const dimension of ['status', 'group', 'isLate'] as const) {
            // Any cells of one dimension together, e.g. two of the three groups in June and July.
            for (const bits of chosen) {
              const isMeant = (kind: Kind) =>
                months.includes(kind.month) && (bits & (1 << Number(kind[dimension]))) !== 0;
              const meant = all.filter(isMeant);
              const few = new Set(meant.map(({ person: who }) => who)).size;
              if (few === 0 || few >= FEWEST) continue;
              expect(
                follows(
                  equations,
                  KINDS.map((kind) => Number(isMeant(kind))),
                ),
              ).toBe(false);
            }
          }
        }
      },
    ),
    { numRuns: 300 },
  );
});

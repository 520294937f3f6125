import { expect, test } from 'vitest';
import { suppressed } from '../../src/request/suppression.ts';
import { world } from '../setup/world.ts';
import { requests } from './given.ts';

const everybody = await world();
const { person, query, send, setNow, term, database } = everybody;
const here = await requests(everybody);

const ask = (fields: string, from = '2026-11-01', to = '2026-11-30') =>
  query(
    `query ($from: Date!, $to: Date!) { requestStatistics(districtCode: "370117", from: $from, to: $to) { ${fields} } }`,
    { from, to },
  ).then(({ requestStatistics }) => requestStatistics);

test('anybody reads figures, of groups of five people and more', async () => {
  const ALL =
    'from to count byStatus { status count } byGroup { group { code } count } medianResponseMinutes lateCount';
  expect(await ask(ALL)).toEqual({
    from: '2026-11-01',
    to: '2026-11-30',
    count: null,
    byStatus: [],
    byGroup: [],
    medianResponseMinutes: null,
    lateCount: 0,
  });
  const requester = await person();
  const many = async (group: string, times: number, contactPhone?: string) => {
    for (let i = 0; i < times; i += 1) {
      const more = { beneficiaryGroup: term(`five-groups/${group}`), ...(contactPhone && { contactPhone }) };
      setNow('2026-11-24T04:00:00Z');
      const offered = await here.offered(requester, more);
      setNow(`2026-11-24T04:${10 * (i + 1)}:00Z`);
      await here.accept(offered, here.team);
    }
  };
  await many('elderly', 4);
  expect(await ask('count lateCount medianResponseMinutes')).toEqual({
    count: null,
    lateCount: 0,
    medianResponseMinutes: null,
  });
  await many('elderly', 1);
  expect(await ask('count byStatus { status count } medianResponseMinutes')).toEqual({
    count: 5,
    byStatus: [{ status: 'ACCEPTED', count: 5 }],
    // 10, 10, 20, 30 and 40 minutes.
    medianResponseMinutes: 20,
  });
  for (let i = 0; i < 6; i += 1) {
    await here.submitted(requester, { beneficiaryGroup: term('five-groups/young') });
  }
  const groups = async () =>
    Object.fromEntries(
      (await ask('byGroup { group { code } count }')).byGroup.map(({ group, count }: any) => [
        group.code,
        count,
      ]),
    );
  expect(await groups()).toEqual({ elderly: 5, young: 6 });
  // Six requests of one person are no group; and what they are must not follow from the total.
  await many('public-need', 6 - 1, '13900008888');
  expect(await groups()).toEqual({ elderly: null, young: 6, 'public-need': null });
  expect(await ask('count byStatus { status count }')).toEqual({
    count: 16,
    byStatus: [
      { status: 'ACCEPTED', count: 10 },
      { status: 'SUBMITTED', count: 6 },
    ],
  });
  setNow('2026-11-28T04:00:00Z');
  expect(await ask('lateCount')).toEqual({ lateCount: 16 });
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
    count: 16,
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

test('they take three statements', async () => {
  database.statements = [];
  await ask('count byGroup { group { label } count } byStatus { count }');
  expect(database.statements).toHaveLength(3);
});

test.each([
  ['nothing to hide', [7, 5], [7, 5]],
  ['one small cell takes another with it', [9, 2, 6], [9, null, null]],
  ['two that together are still too few take a third', [9, 1, 2, 6], [9, null, null, null]],
  ['two that are enough together', [9, 3, 4], [9, null, null]],
  ['one cell alone', [3], [null]],
  ['one cell alone that is large', [5], [5]],
])('suppresses %s', (_, counts, expected) => {
  expect(suppressed(counts.map((count) => ({ count, people: count })))).toEqual(expected);
});

test('what is hidden never follows from the total', () => {
  for (let round = 0; round < 2_000; round += 1) {
    const cells = Array.from({ length: 1 + (round % 9) }, () => {
      const people = 1 + Math.floor(Math.random() * 12);
      return { people, count: people };
    });
    const counts = suppressed(cells);
    const hidden = cells.filter((_, i) => counts[i] === null);
    expect(cells.every(({ people }, i) => people >= 5 || counts[i] === null)).toBe(true);
    const people = hidden.reduce((sum, cell) => sum + cell.people, 0);
    const total = cells.reduce((sum, cell) => sum + cell.people, 0);
    expect(hidden.length === 0 || people >= 5 || total < 5).toBe(true);
    expect(hidden.length !== 1 || cells.length === 1).toBe(true);
  }
});

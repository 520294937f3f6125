import { expect, test } from 'vitest';
import { money } from '../../src/funding/money.ts';
import { rewarding } from '../setup/rewarding.ts';
import { UNIT, world } from '../setup/world.ts';

const w = await world();
const { given, office, coordinator, person, partyId, programs, query, database } = w;
const { incentive, allocation, allocationInput, spend, expenditureInput, itemInput, change } = rewarding(w);

const program = async (code: string, year?: number) =>
  (
    await query(
      `query ($code: String!, $year: Int) { program(by: {code: $code}) { funding(year: $year) { year allocated { fen } spent { fen }
        bySource { source { title } allocated { fen } spent { fen } } definition } } }`,
      { code, year },
    )
  ).program.funding;
const source = async (code: string, year?: number) =>
  (
    await query(
      `query ($code: String!, $year: Int) { fundingSources(where: {code: {eq: $code}}) { nodes { totals(year: $year) { allocated { text } spent { fen } left { yuan } allocationCount } } } }`,
      { code, year },
    )
  ).fundingSources.nodes[0].totals;

test('money is written in yuan with two decimals', () => {
  expect(money(123_456_789)).toEqual({ fen: 123_456_789, yuan: '1234567.89', text: '¥1,234,567.89' });
  expect(money(0)).toEqual({ fen: 0, yuan: '0.00', text: '¥0.00' });
  expect(money(-5)).toEqual({ fen: -5, yuan: '-0.05', text: '-¥0.05' });
});

test('before any money is entered the totals are nothing, and say how they are computed', async () => {
  expect(await program('2022-4/3')).toEqual({
    ...{ year: null, allocated: { fen: 0 }, spent: { fen: 0 }, bySource: [] },
    definition: expect.stringContaining('支出台账'),
  });
  expect(await source('charity-funds')).toMatchObject({ allocated: { text: '¥0.00' }, allocationCount: 0 });
});

test('totals are the sums of allocations and expenditures, by program, source and year', async () => {
  const finance = await allocation({ amount: 10_000_00 });
  const last = await allocation({ amount: 500_00, year: 2025 });
  const social = await allocation({
    source: await incentive('social-funds'),
    program: null,
    amount: 7_000_00,
  });
  await spend({ allocation: finance.id, amount: 1_000_01 });
  await spend({ allocation: last.id, amount: 500_00, spentOn: '2025-12-31' });
  const { id } = await spend({ allocation: social.id, amount: 300_00 });
  await spend({ allocation: social.id, amount: 40_00, program: programs['2022-4/4'] });
  await coordinator.does(
    'expenditureCorrect',
    { id, amount: 299_00, reason: '多记一元' },
    'kind amount { fen }',
  );
  expect(await program('2022-4/3', 2026)).toMatchObject({
    ...{ year: 2026, allocated: { fen: 10_000_00 }, spent: { fen: 1_299_01 } },
    bySource: [
      { source: { title: '区财政局统筹现有资金' }, allocated: { fen: 10_000_00 }, spent: { fen: 1_000_01 } },
      { source: { title: '社会资金' }, allocated: { fen: 0 }, spent: { fen: 299_00 } },
    ],
  });
  expect(await program('2022-4/3')).toMatchObject({
    allocated: { fen: 10_500_00 },
    spent: { fen: 1_799_01 },
  });
  expect(await program('2022-4/4')).toMatchObject({ allocated: { fen: 0 }, spent: { fen: 40_00 } });
  expect(await source('social-funds', 2026)).toEqual({
    ...{
      allocated: { text: '¥7,000.00' },
      spent: { fen: 339_00 },
      left: { yuan: '6661.00' },
      allocationCount: 1,
    },
  });
  expect(await source('district-finance', 2025)).toMatchObject({
    spent: { fen: 500_00 },
    left: { yuan: '0.00' },
  });
  // The counter beside each allocation is the sum of its entries.
  const { rows } = await database.pool.query(
    `select a.id from allocation a where a.spent_fen <> (select coalesce(sum(e.amount_fen), 0) from expenditure e where e.allocation_id = a.id)`,
  );
  expect(rows).toEqual([]);
});

test('amounts beyond the range of Int are exact', async () => {
  const { id } = await allocation({
    ...{ source: await incentive('charity-funds'), amount: 9_000_000_000_001, program: null, title: '巨款' },
  });
  const { node } = await office.query(
    `query ($id: ID!) { node(id: $id) { ... on Allocation { amount { fen yuan } origin left { fen } } } }`,
    { id },
  );
  expect(node).toMatchObject({
    amount: { fen: 9_000_000_000_001, yuan: '90000000000.01' },
    origin: 'OPERATOR',
  });
  expect(await source('charity-funds')).toMatchObject({ left: { yuan: '90000000000.01' } });
  for (const amount of [1.5, 2 ** 53, '100']) {
    const { errors } = await office.send(
      `mutation ($input: AllocationInput!) { allocationCreate(input: $input) { errors { __typename } } }`,
      { input: await allocationInput({ amount }) },
    );
    expect(errors![0]!.extensions.code).not.toBe('INTERNAL_SERVER_ERROR');
  }
});

test('no more is spent than is allocated, and what is left is told', async () => {
  const { id } = await allocation({ amount: 100_00 });
  await spend({ allocation: id, amount: 60_00 });
  const input = await expenditureInput({ allocation: id, amount: 40_01 });
  expect(await coordinator.refused('expenditureRecord', { input })).toMatchObject({
    ...{ __typename: 'AllocationExceeded', left: { fen: 40_00, text: '¥40.00' }, path: ['input', 'amount'] },
  });
  const rest = await spend({ allocation: id, amount: 40_00 });
  expect(
    await coordinator.refused('expenditureCorrect', { ...rest, amount: 40_01, reason: '补记' }),
  ).toMatchObject({ __typename: 'AllocationExceeded', left: { fen: 0 } });
  await expect(
    database.pool.query('update allocation set spent_fen = amount_fen + 1 where amount_fen = 10000'),
  ).rejects.toThrow('allocation_not_overspent');
});

test('of fifty at one time, five of an allocation for five are entered', async () => {
  const { id } = await allocation({ amount: 500_00 });
  const input = await expenditureInput({ allocation: id });
  const people = await Promise.all(Array.from({ length: 50 }, () => person(undefined, 'OFFICE')));
  const outcomes = await Promise.all(people.map((one) => one.tries('expenditureRecord', { input }, 'id')));
  expect(outcomes.filter(({ object }) => object)).toHaveLength(5);
  expect(new Set(outcomes.flatMap(({ errors }) => errors.map(({ __typename }) => __typename)))).toEqual(
    new Set(['AllocationExceeded']),
  );
  const { node } = await office.query(
    `query ($id: ID!) { node(id: $id) { ... on Allocation { spent { fen } expenditures { totalCount } } } }`,
    { id },
  );
  expect(node).toEqual({ spent: { fen: 500_00 }, expenditures: { totalCount: 5 } });
});

test('an expenditure stays; it is corrected by entries of the difference', async () => {
  const { id: of } = await allocation();
  const { id } = await spend({ allocation: of, amount: 100_00, voucherNumber: 'V-1' });
  const correct = (amount: number) =>
    coordinator.tries(
      'expenditureCorrect',
      { id, amount, reason: '退货' },
      'id kind amount { fen text } corrects { id } voucherNumber',
    );
  expect((await correct(100_00)).errors).toMatchObject([{ __typename: 'InvalidInput', path: ['amount'] }]);
  const first = (await correct(30_00)).object;
  expect(first).toMatchObject({
    kind: 'CORRECTION',
    amount: { text: '-¥70.00' },
    corrects: { id },
    voucherNumber: 'V-1',
  });
  expect((await correct(0)).object.amount.fen).toBe(-30_00);
  expect(
    await coordinator.refused('expenditureCorrect', { id: first.id, amount: 1, reason: '误' }),
  ).toMatchObject({
    __typename: 'InvalidTransition',
  });
  for (const statement of [`update expenditure set amount_fen = 1`, `delete from expenditure`]) {
    await expect(database.pool.query(statement)).rejects.toThrow('only takes new entries');
  }
});

test('five corrections to one amount at one time make one entry', async () => {
  const { id } = await spend({ allocation: (await allocation()).id, amount: 100_00 });
  const all = await Promise.all(
    [1, 2, 3, 4, 5].map(() =>
      office.tries('expenditureCorrect', { id, amount: 50_00, reason: '退货' }, 'amount { fen }'),
    ),
  );
  expect(all.filter(({ object }) => object).map(({ object }) => object.amount.fen)).toEqual([-50_00]);
});

test('what money is for is an activity or a program, of the allocation’s own', async () => {
  const { id } = await allocation();
  const activity = await given.activity();
  const other = await given.activity({ program: programs['2022-4/4'] });
  const draft = await coordinator.does('activityCreate', { input: w.activityInput() });
  for (const [more, field] of [
    [{ program: null }, 'program'],
    [{ program: programs['2022-4/4'] }, 'program'],
    [{ activity: other.id, program: null }, 'activity'],
    [{ activity: activity.id, program: programs['2022-4/4'] }, 'program'],
    [{ activity: draft.id }, 'activity'],
    [{ spentOn: '2026-11-25' }, 'spentOn'],
    [{ spentOn: '2025-12-31' }, 'spentOn'],
    [{ amount: 0 }, 'amount'],
    [{ quantity: 1 }, 'quantity'],
    [{ contractor: partyId('370117/streets-and-zones') }, 'contractor'],
  ] as const) {
    const input = await expenditureInput({ allocation: id, ...more });
    expect(await coordinator.refused('expenditureRecord', { input }), JSON.stringify(more)).toMatchObject({
      path: ['input', field],
    });
  }
  await spend({ allocation: id, activity: activity.id, program: null, amount: 12_34 });
  const read = await query(`query ($id: ID!) { node(id: $id) { ... on Activity { spent { text } } } }`, {
    id: activity.id,
  });
  expect(read.node.spent.text).toBe('¥12.34');
});

test('a purchase is of the catalogue: price times quantity, and its price stays', async () => {
  const item = await office.does(
    'purchaseItemCreate',
    { input: itemInput({ code: 'ZL-01' }) },
    'id version unitPrice { text }',
  );
  expect(item.unitPrice.text).toBe('¥500.00');
  expect(await office.refused('purchaseItemCreate', { input: itemInput({ code: 'ZL-01' }) })).toMatchObject({
    path: ['input', 'code'],
  });
  const purchase = await allocation({ source: await incentive('government-purchase'), amount: 5_000_00 });
  const corps = partyId('370117/volunteer-corps');
  const bought = { purchaseItem: item.id, quantity: 3, contractor: corps };
  // Money of government purchase is spent by the catalogue alone.
  expect(
    await coordinator.refused('expenditureRecord', {
      input: await expenditureInput({ allocation: purchase.id, amount: 1_500_00 }),
    }),
  ).toMatchObject({ code: 'INVALID_INPUT', path: ['input', 'purchaseItem'] });
  for (const [more, field] of [
    [{ allocation: (await allocation()).id, amount: 1_500_00 }, 'purchaseItem'],
    [{ allocation: purchase.id, amount: 1_400_00 }, 'amount'],
  ] as const) {
    const input = await expenditureInput({ ...bought, ...more });
    expect(await coordinator.refused('expenditureRecord', { input })).toMatchObject({
      path: ['input', field],
    });
  }
  await spend({ ...bought, allocation: purchase.id, amount: 1_500_00 });
  const dearer = { ...change(item), input: itemInput({ code: 'ZL-01', unitPrice: 600_00 }) };
  expect(await office.refused('purchaseItemUpdate', dearer)).toMatchObject({
    __typename: 'InvalidTransition',
  });
  const { purchaseItems } = await query(
    '{ purchaseItems(where: {year: {eq: 2026}}) { nodes { code origin } } }',
  );
  expect(purchaseItems.nodes).toContainEqual({ code: 'ZL-01', origin: 'OPERATOR' });
});

test('an allocation is changed within what is spent of it', async () => {
  const created = await allocation({ amount: 300_00 });
  await spend({ allocation: created.id, amount: 200_00 });
  const update = async (more: Record<string, unknown>) =>
    office.tries('allocationUpdate', {
      ...change(created),
      input: await allocationInput(more),
      reason: '调整',
    });
  for (const [more, field] of [
    [{ amount: 199_99 }, 'amount'],
    [{ year: 2025 }, 'year'],
    [{ program: null }, 'program'],
    [{ unit: partyId('370117/lixin-street') }, 'unit'],
    [{ source: await incentive('charity-funds') }, 'source'],
  ] as const) {
    expect((await update(more)).errors).toMatchObject([{ path: ['input', field] }]);
  }
  expect((await update({ amount: 200_00 })).object).toBeTruthy();
});

test('single entries are for the unit and the office, the totals for everybody', async () => {
  const lixin = await person('lixin', 'COORDINATOR', { party: '370117/lixin-street' });
  const { id } = await allocation({ unit: partyId('370117/lixin-street'), program: null });
  const { id: own } = await allocation({ unit: partyId(UNIT), program: null });
  await spend({ allocation: id }, lixin);
  // Of another unit's money for this unit's activity, its organizer sees the entry and not the allocation.
  await spend({ allocation: id, activity: (await given.activity()).id }, lixin);
  await spend({ allocation: own });
  expect(
    await coordinator.refused('expenditureRecord', { input: await expenditureInput({ allocation: id }) }),
  ).toMatchObject({
    __typename: 'NotFound',
  });
  const seen = async (who: { query: typeof query }) => {
    const { allocations, expenditures } = await who.query(
      '{ allocations(first: 100) { nodes { id } } expenditures(first: 100) { nodes { amount { fen } allocation { id } } } }',
    );
    return [
      [id, own].map((one) => allocations.nodes.some((node: any) => node.id === one)),
      expenditures.nodes.length > 0,
    ];
  };
  const { expenditures } = await coordinator.query(
    `{ expenditures(first: 100, where: {activity: {title: {eq: "清理绿化带"}}}) { nodes { allocation { id } } } }`,
  );
  expect(expenditures.nodes).toContainEqual({ allocation: null });
  expect(await seen(office)).toEqual([[true, true], true]);
  expect(await seen(coordinator)).toEqual([[false, true], true]);
  expect(await seen(lixin)).toEqual([[true, false], true]);
  for (const who of [w, await given.volunteer(), await person('m', 'MEDIA')]) {
    expect(await seen(who)).toEqual([[false, false], false]);
  }
});

test('totals of many programs and sources take a fixed number of statements', async () => {
  const count = async (first: number) => {
    database.statements = [];
    await query(
      `{ programs(first: ${first}) { nodes { funding(year: 2026) { spent { fen } bySource { source { title } } } } }
         fundingSources(first: ${Math.min(first, 5)}) { nodes { totals { left { text } } } } }`,
    );
    return database.statements.length;
  };
  expect([await count(3), await count(8)]).toEqual([5, 5]);
});

import { expect, test } from 'vitest';
import { world } from '../setup/world.ts';

const { given, query, send, setNow, partyId, programs, database } = await world();

// November has the whole weeks from the 2nd, 9th, 16th and 23rd; on the 24th three of them are past.
const PERIOD = 'of: {plan: "2022-4"}, from: "2026-11-01", to: "2026-11-30"';
const ask = async (more = '') =>
  (
    await query(`{ weeklyDuties(${PERIOD}${more}) { definition derivation origin keptCount missedCount
      plan { code } program { code } party { code name } schedule { code label } sources { section quote }
      responsibilities { kind via { name } } weeks { state activityCount week { code from to } } } }`)
  ).weeklyDuties;
const weeksOf = (duties: any[], name: string) =>
  duties
    .find(({ party }) => party.name === name)
    .weeks.map(({ state, activityCount }: any) => `${state} ${activityCount}`);

test('without any record every past week of every street is missed, with the words that ask for it', async () => {
  const duties = await ask();
  expect(duties.map(({ party }: any) => party.name).toSorted()).toEqual(
    ['艾山街道', '里辛街道', '汶源街道', '辛庄街道', '颜庄街道'].toSorted(),
  );
  for (const duty of duties) {
    expect(duty).toMatchObject({
      plan: { code: '2022-4' },
      program: { code: '2022-4/3' },
      schedule: { label: '每周' },
      origin: 'PARSED',
      derivation: duty.definition,
      keptCount: 0,
      missedCount: 3,
      responsibilities: [{ kind: 'NAMED_IN_CLAUSE', via: { name: '各街道、功能区' } }],
    });
    expect(duty.weeks.map(({ week }: any) => `${week.code} ${week.from} ${week.to}`)).toEqual([
      '2026-W45 2026-11-02 2026-11-08',
      '2026-W46 2026-11-09 2026-11-15',
      '2026-W47 2026-11-16 2026-11-22',
      '2026-W48 2026-11-23 2026-11-29',
    ]);
    expect(weeksOf([duty], duty.party.name)).toEqual(['MISSED 0', 'MISSED 0', 'MISSED 0', 'OPEN 0']);
    expect(duty.sources.map(({ section, quote }: any) => `${section} ${quote}`).join('|')).toContain(
      '三.3 每周组织志愿者',
    );
  }
});

test('an activity of its own or with others keeps a week, one of another program does not', async () => {
  setNow('2026-11-02T00:00:00Z');
  const at = (day: string) => ({ startsAt: `${day}T01:00:00Z`, endsAt: `${day}T03:00:00Z` });
  await given.activity({ ...at('2026-11-05'), coOrganizers: [partyId('370117/wenyuan-street')] });
  // Sunday night in Shanghai is still that week.
  await given.activity({ startsAt: '2026-11-22T15:30:00Z', endsAt: '2026-11-22T17:00:00Z' });
  await given.activity({ ...at('2026-11-17'), program: programs['2022-4/2'] });
  await given.activity({ ...at('2026-11-18') });
  await given.activity({ ...at('2026-11-27') });
  setNow('2026-11-24T04:00:00Z');
  database.statements = [];
  const duties = await ask();
  expect(weeksOf(duties, '艾山街道')).toEqual(['KEPT 1', 'MISSED 0', 'KEPT 2', 'OPEN 1']);
  expect(weeksOf(duties, '汶源街道')).toEqual(['KEPT 1', 'MISSED 0', 'MISSED 0', 'OPEN 0']);
  expect(weeksOf(duties, '里辛街道')).toEqual(['MISSED 0', 'MISSED 0', 'MISSED 0', 'OPEN 0']);
  expect(duties.find(({ party }: any) => party.name === '艾山街道')).toMatchObject({
    keptCount: 2,
    missedCount: 1,
  });
  // The plans, the duties, and one for each kind of thing they name.
  expect(database.statements.length).toBeLessThanOrEqual(12);

  const { gaps } = await query(
    `{ gaps(${PERIOD}, kinds: [WEEKLY_DUTY_MISSED], first: 100) { nodes { party { name } ... on WeeklyDutyMissed { weeks { code } } } } }`,
  );
  expect(gaps.nodes.map(({ party, weeks }: any) => [party.name, weeks.map(({ code }: any) => code)])).toEqual(
    duties.map(({ party, weeks }: any) => [
      party.name,
      weeks.filter(({ state }: any) => state === 'MISSED').map(({ week }: any) => week.code),
    ]),
  );
});

test('one party, or one program, alone', async () => {
  const aishan = await ask(`, party: "${partyId('370117/aishan-street')}"`);
  expect(aishan.map(({ party }: any) => party.name)).toEqual(['艾山街道']);
  expect(await ask(`, program: "${programs['2022-4/2']}"`)).toEqual([]);
});

test('what gaps refuse of the period and the plan is refused', async () => {
  const codeOf = async (args: string) =>
    (await send(`{ weeklyDuties(${args}) { keptCount } }`)).errors?.[0]?.message;
  expect(await codeOf('of: {plan: "2022-4"}, from: "2026-02-01", to: "2026-01-01"')).toBe('to 早于 from');
  expect(await codeOf('of: {plan: "x"}, from: "2026-02-01", to: "2026-03-01"')).toContain('没有代码为 x');
});

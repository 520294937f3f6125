import { expect, test } from 'vitest';
import { world } from '../setup/world.ts';
import { rewarding } from '../setup/rewarding.ts';

const w = await world();
const { office, query, database } = w;
const { incentive, rule, ruleInput, change } = rewarding(w);

test('a rule is the office’s data, never the document’s', async () => {
  const { id } = await rule({ tier: '一星', note: '区文明办 2026 年礼遇办法' });
  const { courtesies } = await query(
    '{ courtesies(where: {code: {eq: "employment"}}) { nodes { origin rules { id origin tier period minimumMinutes minimumScore isInForce validTo isDemo } } } }',
  );
  expect(courtesies.nodes[0].origin).toBe('STATED');
  expect(courtesies.nodes[0].rules).toEqual([
    {
      ...{
        id,
        origin: 'OPERATOR',
        tier: '一星',
        period: 'CALENDAR_YEAR',
        minimumMinutes: 60,
        minimumScore: null,
      },
      ...{ isInForce: true, validTo: null, isDemo: false },
    },
  ]);
});

test('what is wrong in a rule is told with its path', async () => {
  for (const [more, field] of [
    [{ minimumMinutes: null }, 'minimumMinutes'],
    [{ minimumMinutes: 0 }, 'minimumMinutes'],
    [{ minimumActivities: -1 }, 'minimumActivities'],
    [{ minimumScore: 5.1 }, 'minimumScore'],
    [{ validTo: '2025-12-31' }, 'validTo'],
    [{ title: ' ' }, 'title'],
    [{ subject: 'TEAM' }, 'subject'],
    [{ incentive: await incentive('social-funds') }, 'incentive'],
  ] as const) {
    expect(await office.refused('incentiveRuleCreate', { input: await ruleInput(more) })).toMatchObject({
      __typename: 'InvalidInput',
      path: ['input', field],
    });
  }
});

test('a rule is changed until it has ended; its incentive and subject stay', async () => {
  const created = await rule();
  const moved = { ...change(created), input: await ruleInput({ incentive: await incentive('honours') }) };
  expect(await office.refused('incentiveRuleUpdate', moved)).toMatchObject({ path: ['input', 'incentive'] });
  const updated = await office.does('incentiveRuleUpdate', {
    ...change(created),
    input: await ruleInput({ minimumMinutes: 120 }),
  });
  expect(
    await office.refused('incentiveRuleEnd', { ...change(created), validTo: '2026-11-24', reason: '旧' }),
  ).toMatchObject({
    __typename: 'VersionConflict',
    current: updated.version,
  });
  const early = { ...change(updated), validTo: '2026-11-22', reason: '旧' };
  expect(await office.refused('incentiveRuleEnd', early)).toMatchObject({ path: ['validTo'] });
  const ended = await office.does(
    'incentiveRuleEnd',
    { ...early, validTo: '2026-11-23' },
    'id version isInForce',
  );
  expect(ended.isInForce).toBe(false);
  const late = { ...change(ended), input: await ruleInput() };
  expect(await office.refused('incentiveRuleUpdate', late)).toMatchObject({
    __typename: 'InvalidTransition',
  });
  const { changes } = await query('{ changes(first: 50) { nodes { kind subjectId } } }');
  expect(
    changes.nodes.filter(({ subjectId }: any) => subjectId === created.id).map(({ kind }: any) => kind),
  ).toEqual(['INCENTIVE_RULE_CREATED', 'INCENTIVE_RULE_UPDATED', 'INCENTIVE_RULE_ENDED']);
});

test('rules are found by whether they hold, and listed in a fixed number of statements', async () => {
  const count = async (first: number) => {
    database.statements = [];
    const { incentiveRules } = await query(
      `{ incentiveRules(first: ${first}, where: {isInForce: {eq: true}}, orderBy: [{field: VALID_FROM, direction: DESC}]) { totalCount nodes { incentive { title } } } }`,
    );
    return [database.statements.length, incentiveRules.nodes.length];
  };
  const { incentiveRules } = await query('{ incentiveRules { totalCount } }');
  expect(incentiveRules.totalCount).toBe(2);
  expect(await count(1)).toEqual([2, 1]);
  expect(await count(50)).toEqual([2, 1]);
});

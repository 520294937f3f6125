import { expect, test } from 'vitest';
import { type Person, world } from '../setup/world.ts';

const { coordinator, office, person, query, setNow, partyId, programs, given } = await world();
const UNIT = partyId('370117/aishan-street');
const CORPS = partyId('370117/volunteer-corps');
const corps = await person('corps', 'COORDINATOR', { party: '370117/volunteer-corps' });
const otherStreet = await person('other-street', 'COORDINATOR', { party: '370117/lixin-street' });

type Versioned = { id: string; version: number };
const change = ({ id, version }: Versioned) => ({ id, expectedVersion: version });
const input = { title: '周末人手不足', text: '周末报名的志愿者少', party: UNIT };
const sees = async (who: Person | null, id: string) =>
  (await (who?.query ?? query)('query ($id: ID!) { node(id: $id) { id } }', { id })).node !== null;

test('a difficulty is led by whom the plan says, and the answer shows the sentence', async () => {
  const raised = await coordinator.does(
    'difficultyRaise',
    { input: { ...input, program: programs['2022-4/3'] } },
    `id version status title text raisedBy { id } program { code } leader { id } isLeaderAssigned raisedAt resolvedAt resolution
     duty { code origin sources { section quote } }`,
  );
  expect(raised).toMatchObject({
    status: 'OPEN',
    raisedBy: { id: UNIT },
    program: { code: '2022-4/3' },
    leader: { id: CORPS },
    isLeaderAssigned: false,
    raisedAt: '2026-11-24T04:00:00.000Z',
    duty: {
      code: 'solve-difficulties',
      sources: [{ section: '四.1', quote: expect.stringContaining('牵头研究解决工作推进中的重点难点问题') }],
    },
  });
  expect([await sees(coordinator, raised.id), await sees(corps, raised.id)]).toEqual([true, true]);
  expect([await sees(otherStreet, raised.id), await sees(null, raised.id)]).toEqual([false, false]);
  // Who raised it does not say that it is resolved; who leads does.
  expect(
    await coordinator.refused('difficultyResolve', { ...change(raised), resolution: '好了' }),
  ).toMatchObject({ code: 'NOT_ALLOWED' });
  setNow('2026-11-25T04:00:00Z');
  const resolved = await corps.does(
    'difficultyResolve',
    { ...change(raised), resolution: '与学校结对，错峰排班' },
    'id version status resolution resolvedAt',
  );
  expect(resolved).toMatchObject({
    status: 'RESOLVED',
    resolution: '与学校结对，错峰排班',
    resolvedAt: '2026-11-25T04:00:00.000Z',
  });
  for (const [mutation, more] of [
    ['difficultyResolve', { resolution: '又好了' }],
    ['difficultyAssign', { leader: UNIT, reason: '属地' }],
  ] as const) {
    expect(await office.refused(mutation, { ...change(resolved), ...more })).toMatchObject({
      code: 'INVALID_TRANSITION',
      status: 'RESOLVED',
    });
  }
});

test('the office has another party lead', async () => {
  const raised = await coordinator.does('difficultyRaise', { input });
  const assigned = await office.does(
    'difficultyAssign',
    { ...change(raised), leader: UNIT, reason: '属地解决' },
    'id version leader { id } isLeaderAssigned duty { code }',
  );
  expect(assigned).toMatchObject({ leader: { id: UNIT }, isLeaderAssigned: true, duty: null });
  expect(await corps.refused('difficultyResolve', { ...change(assigned), resolution: '好了' })).toMatchObject(
    {
      code: 'NOT_FOUND',
    },
  );
  await coordinator.does('difficultyResolve', { ...change(assigned), resolution: '本街道自行解决' });
  for (const [more, path] of [
    [{ title: '' }, 'title'],
    [{ text: '长'.repeat(2_001) }, 'text'],
  ] as const) {
    expect(await coordinator.refused('difficultyRaise', { input: { ...input, ...more } })).toMatchObject({
      path: ['input', path],
    });
  }
});

test('a good practice is public from its publication until it is retracted, and the feed tells', async () => {
  const activity = await given.activity();
  const practice = { title: '网格认领', text: '一格一队，周周有人', party: UNIT, activity: activity.id };
  const draft = await coordinator.does('goodPracticeCreate', { input: practice });
  expect([
    await sees(null, draft.id),
    await sees(otherStreet, draft.id),
    await sees(coordinator, draft.id),
  ]).toEqual([false, false, true]);
  expect(await coordinator.refused('goodPracticePublish', change(draft))).toMatchObject({
    code: 'NOT_ALLOWED',
  });
  const published = await office.does('goodPracticePublish', change(draft));
  const read = async () =>
    query(`{ goodPractices { nodes { id status title activity { code } party { name ... on Unit { goodPractices { totalCount } } } }
      } changes(last: 1) { nodes { kind subjectId subject { id } } } }`);
  const shown = await read();
  expect(shown.goodPractices.nodes).toMatchObject([
    {
      id: draft.id,
      status: 'PUBLISHED',
      activity: { code: activity.code },
      party: { name: '艾山街道', goodPractices: { totalCount: 1 } },
    },
  ]);
  expect(shown.changes.nodes).toEqual([
    { kind: 'GOOD_PRACTICE_PUBLISHED', subjectId: draft.id, subject: { id: draft.id } },
  ]);
  const retracted = await office.does(
    'goodPracticeRetract',
    { ...change(published), reason: '内容有误' },
    'id version status retractReason',
  );
  expect(retracted).toMatchObject({ status: 'RETRACTED', retractReason: '内容有误' });
  const now = await read();
  expect(now.goodPractices.nodes).toEqual([]);
  expect(now.changes.nodes).toEqual([
    { kind: 'GOOD_PRACTICE_RETRACTED', subjectId: draft.id, subject: null },
  ]);
  for (const [mutation, more] of [
    ['goodPracticePublish', {}],
    ['goodPracticeRetract', { reason: '又错' }],
  ] as const) {
    expect(await office.refused(mutation, { ...change(retracted), ...more })).toMatchObject({
      code: 'INVALID_TRANSITION',
      status: 'RETRACTED',
    });
  }
});

test('a good practice may name an inspection of its own party, which others do not see', async () => {
  const inspect = async (inspected: string) => {
    const draft = await office.does('inspectionCreate', {
      input: { inspector: partyId('370117/civilization-office'), inspected, inspectedOn: '2026-11-24' },
    });
    return office.does('inspectionIssue', change(draft));
  };
  const own = await inspect(UNIT);
  const others = await inspect(CORPS);
  const practice = { title: '看得见的整改', text: '整改前后对照', party: UNIT };
  expect(
    await office.refused('goodPracticeCreate', { input: { ...practice, inspection: others.id } }),
  ).toMatchObject({ path: ['input', 'inspection'] });
  const draft = await office.does('goodPracticeCreate', { input: { ...practice, inspection: own.id } });
  await office.does('goodPracticePublish', change(draft));
  const ask = `query ($id: ID!) { node(id: $id) { ... on GoodPractice { inspection { id } } } }`;
  expect((await query(ask, { id: draft.id })).node).toEqual({ inspection: null });
  expect((await coordinator.query(ask, { id: draft.id })).node).toEqual({ inspection: { id: own.id } });
});

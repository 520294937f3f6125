import { afterEach, expect, test } from 'vitest';
import { type Person, world } from '../setup/world.ts';

const { coordinator, office, person, query, setNow, partyId, term, programs, database, given } =
  await world();
const UNIT = partyId('370117/aishan-street');
const OFFICE = partyId('370117/civilization-office');
const otherStreet = await person('other-street', 'COORDINATOR', { party: '370117/lixin-street' });
const otherOffice = await person('other-office', 'OFFICE', { district: '370102' });

const NOW = '2026-11-24T04:00:00Z';
afterEach(() => setNow(NOW));

const finding = (more: Record<string, unknown> = {}) => ({
  text: '绿化带有积存垃圾',
  dueOn: '2026-12-01',
  ...more,
});
const input = (more: Record<string, unknown> = {}) => ({
  inspector: OFFICE,
  inspected: UNIT,
  program: programs['2022-4/3'],
  inspectedOn: '2026-11-23',
  summary: '抽查三个路段',
  findings: [finding({ severity: 'SERIOUS' }), finding({ text: '护栏未擦洗' })],
  ...more,
});
type Versioned = { id: string; version: number };
const change = ({ id, version }: Versioned) => ({ id, expectedVersion: version });
const FINDINGS = 'id code version status issuedAt findings { id version status isLate dueOn }';
const issued = async (more: Record<string, unknown> = {}) => {
  const draft = await office.does('inspectionCreate', { input: input(more) });
  return office.does('inspectionIssue', change(draft), FINDINGS);
};
const one = async (more: Record<string, unknown> = {}) =>
  (await issued({ findings: [finding(more)] })).findings[0] as Versioned;
const rectify = (of: Versioned, by: Person = coordinator) =>
  by.does('findingRectify', { ...change(of), input: { text: '已清运' } });
const READ =
  'id version status isLate dueOn closedAt rectifications { text submittedAt dueOn isLate verdict reason recheckedAt }';
const read = async ({ id }: { id: string }, who: Person = office) =>
  (await who.query(`query ($id: ID!) { node(id: $id) { ... on Finding { ${READ} } } }`, { id })).node;

test('an inspection goes from draft to issue, its findings from open over rejection to closure', async () => {
  const draft = await office.does(
    'inspectionCreate',
    {
      input: input({
        findings: [finding({ severity: 'SERIOUS', term: term('uncivilized-behaviours/littering') })],
      }),
    },
    `id version code status inspectedOn districtCode issuedAt isDemo inspector { name } inspected { name } program { code }
     summary findings { ordinal text severity dueOn status isLate party { id } program { code } term { code } }`,
  );
  expect(draft).toMatchObject({
    code: expect.stringMatching(/^370117-I-\d{6}$/),
    status: 'DRAFT',
    inspectedOn: '2026-11-23',
    districtCode: '370117',
    issuedAt: null,
    isDemo: false,
    inspected: { name: '艾山街道' },
    program: { code: '2022-4/3' },
    findings: [
      {
        ordinal: 1,
        severity: 'SERIOUS',
        dueOn: '2026-12-01',
        status: 'OPEN',
        isLate: false,
        party: { id: UNIT },
        program: { code: '2022-4/3' },
        term: { code: 'littering' },
      },
    ],
  });
  const { findings, issuedAt } = await office.does('inspectionIssue', change(draft), FINDINGS);
  expect(issuedAt).toBe('2026-11-24T04:00:00.000Z');
  setNow('2026-11-30T04:00:00Z');
  const first = await rectify(findings[0]);
  const reopened = await office.does('findingRecheck', {
    ...change(first),
    input: { verdict: 'REJECTED', reason: '仍有残留', dueOn: '2026-12-05' },
  });
  expect(await read(reopened)).toMatchObject({ status: 'REOPENED', dueOn: '2026-12-05', isLate: false });
  setNow('2026-12-06T04:00:00Z');
  expect(await read(reopened)).toMatchObject({ isLate: true });
  const second = await rectify(reopened);
  const closed = await office.does('findingRecheck', { ...change(second), input: { verdict: 'ACCEPTED' } });
  expect(await read(closed, coordinator)).toEqual({
    id: closed.id,
    version: closed.version,
    status: 'CLOSED',
    isLate: false,
    dueOn: '2026-12-05',
    closedAt: '2026-12-06T04:00:00.000Z',
    rectifications: [
      {
        text: '已清运',
        submittedAt: '2026-11-30T04:00:00.000Z',
        dueOn: '2026-12-01',
        isLate: false,
        verdict: 'REJECTED',
        reason: '仍有残留',
        recheckedAt: '2026-11-30T04:00:00.000Z',
      },
      {
        text: '已清运',
        submittedAt: '2026-12-06T04:00:00.000Z',
        dueOn: '2026-12-05',
        isLate: true,
        verdict: 'ACCEPTED',
        reason: null,
        recheckedAt: '2026-12-06T04:00:00.000Z',
      },
    ],
  });
});

test('the last day ends at midnight in Shanghai', async () => {
  const open = await one();
  setNow('2026-12-01T15:59:59Z');
  expect(await read(open)).toMatchObject({ isLate: false });
  setNow('2026-12-01T16:00:00Z');
  expect(await read(open)).toMatchObject({ isLate: true });
  const late = () =>
    office
      .query('{ findings(where: {isLate: {eq: true}}) { nodes { id } } }')
      .then(({ findings }) => findings.nodes.map(({ id }: any) => id));
  expect(await late()).toContain(open.id);
  const { rectifications } = await read(await rectify(open));
  expect(rectifications).toMatchObject([{ isLate: true, verdict: null }]);
  expect(await late()).not.toContain(open.id);
});

test('a draft is changed as a whole; what is issued stays', async () => {
  const draft = await office.does('inspectionCreate', { input: input() });
  const changed = await office.does(
    'inspectionUpdate',
    {
      ...change(draft),
      input: input({ program: undefined, summary: null, findings: [finding({ text: '只此一条' })] }),
    },
    `version summary program { code } ${FINDINGS} findings { ordinal text }`,
  );
  expect(changed).toMatchObject({
    summary: null,
    program: null,
    findings: [{ ordinal: 1, text: '只此一条' }],
  });
  const { id, version } = await office.does('inspectionIssue', change(changed));
  for (const [mutation, more] of [
    ['inspectionUpdate', { input: input() }],
    ['inspectionIssue', {}],
  ] as const) {
    expect(await office.refused(mutation, { id, expectedVersion: version, ...more })).toMatchObject({
      __typename: 'InvalidTransition',
      status: 'ISSUED',
    });
  }
  expect(await office.refused('inspectionIssue', { id, expectedVersion: 1 })).toMatchObject({
    __typename: 'VersionConflict',
  });
});

test('steps out of turn are refused', async () => {
  const draft = await office.does('inspectionCreate', { input: input() }, FINDINGS);
  // A draft is not there for the inspected party.
  expect(
    await coordinator.refused('findingRectify', { ...change(draft.findings[0]), input: { text: '已清运' } }),
  ).toMatchObject({ code: 'NOT_FOUND' });
  const open = await one();
  const accept = { input: { verdict: 'ACCEPTED' } };
  expect(await office.refused('findingRecheck', { ...change(open), ...accept })).toMatchObject({
    code: 'INVALID_TRANSITION',
    status: 'OPEN',
  });
  const rectified = await rectify(open);
  expect(
    await coordinator.refused('findingRectify', { ...change(rectified), input: { text: '再报' } }),
  ).toMatchObject({ status: 'RECTIFIED' });
  const closed = await office.does('findingRecheck', { ...change(rectified), ...accept });
  for (const [who, mutation, more] of [
    [coordinator, 'findingRectify', { input: { text: '再报' } }],
    [office, 'findingRecheck', accept],
  ] as const) {
    expect(await who.refused(mutation, { ...change(closed), ...more })).toMatchObject({ status: 'CLOSED' });
  }
  const due = await office.does('inspectionCreate', {
    input: input({ findings: [finding({ dueOn: '2026-11-23' })] }),
  });
  expect(await office.refused('inspectionIssue', change(due))).toMatchObject({ path: ['id'] });
});

test('of two who report at once one is taken', async () => {
  const open = await one();
  const args = { ...change(open), input: { text: '已清运' } };
  const answers = await Promise.all([1, 2, 3].map(() => coordinator.tries('findingRectify', args)));
  expect(answers.filter(({ errors }) => errors.length === 0)).toHaveLength(1);
  expect((await read(open)).rectifications).toHaveLength(1);
});

test('input is checked, and told where it is wrong', async () => {
  const { plan } = await query('{ plan(by: {code: "2022-4"}) { requirements { id } } }');
  const requirement = plan.requirements[0].id;
  for (const [more, path] of [
    [{ inspectedOn: '2026-11-25' }, ['inspectedOn']],
    [{ requirement }, ['requirement']],
    [{ summary: '长'.repeat(2_001) }, ['summary']],
    [{ findings: [finding(), finding({ text: ' ' })] }, ['findings', '1', 'text']],
    [{ findings: [finding({ dueOn: '2026-11-22' })] }, ['findings', '0', 'dueOn']],
    [{ findings: Array.from({ length: 51 }, () => finding()) }, ['findings']],
  ] as const) {
    expect(await office.refused('inspectionCreate', { input: input(more) })).toMatchObject({
      code: 'INVALID_INPUT',
      path: ['input', ...path],
    });
  }
  const rectified = await rectify(await one());
  for (const [more, path] of [
    [{ verdict: 'REJECTED' }, 'reason'],
    [{ verdict: 'REJECTED', reason: '未改', dueOn: '2026-11-23' }, 'dueOn'],
    [{ verdict: 'ACCEPTED', dueOn: '2026-12-23' }, 'dueOn'],
  ] as const) {
    expect(await office.refused('findingRecheck', { ...change(rectified), input: more })).toMatchObject({
      path: ['input', path],
    });
  }
  await office.does('inspectionCreate', { input: input({ program: undefined, requirement }) });
});

test('the inspected party sees what is issued, others see nothing, everybody sees how many', async () => {
  const draft = await office.does('inspectionCreate', { input: input() });
  const { code, findings } = await issued();
  const sees = async (who: Person | null, id: string) => {
    const ask = who?.query ?? query;
    return (await ask('query ($id: ID!) { node(id: $id) { id } }', { id })).node !== null;
  };
  expect(
    await Promise.all(
      [office, coordinator, otherStreet, otherOffice, null].map((who) => sees(who, draft.id)),
    ),
  ).toEqual([true, false, false, false, false]);
  expect(
    await Promise.all(
      [office, coordinator, otherStreet, otherOffice, null].map((who) => sees(who, findings[0].id)),
    ),
  ).toEqual([true, true, false, false, false]);
  const counted = async (who: Person | null) =>
    (who?.query ?? query)('{ inspections { totalCount } findings { totalCount } }');
  expect(await counted(otherStreet)).toEqual({ inspections: { totalCount: 0 }, findings: { totalCount: 0 } });
  const by = await coordinator.query('query ($code: String!) { inspection(by: {code: $code}) { code } }', {
    code,
  });
  expect(by).toEqual({ inspection: { code } });
  setNow('2026-12-02T04:00:00Z');
  const statistics = async () =>
    (
      await query(`{ supervisionStatistics(districtCode: "370117", from: "2026-11-01", to: "2026-11-30") {
        inspections inspectedParties findings byStatus { status count } lateCount } }`)
    ).supervisionStatistics;
  const { rows } = await database.pool.query(
    `select f.status, count(*)::int as count, (count(*) filter (where f.status in ('OPEN', 'REOPENED') and f.due_on < '2026-12-02'))::int as late
     from finding f join inspection i on i.id = f.inspection_id where i.status = 'ISSUED' group by 1 order by 1`,
  );
  const { rows: inspections } = await database.pool.query(`select 1 from inspection where status = 'ISSUED'`);
  expect(await statistics()).toEqual({
    inspections: inspections.length,
    inspectedParties: 1,
    findings: rows.reduce((sum, { count }) => sum + count, 0),
    byStatus: rows.map(({ status, count }) => ({ status, count })),
    lateCount: rows.reduce((sum, { late }) => sum + late, 0),
  });
  expect(
    (
      await query(
        `{ supervisionStatistics(districtCode: "370117", from: "2026-12-01", to: "2026-12-31") { inspections lateCount byStatus { count } } }`,
      )
    ).supervisionStatistics,
  ).toEqual({ inspections: 0, lateCount: 0, byStatus: [] });
});

test('a list of inspections takes a fixed number of statements', async () => {
  await issued();
  await issued();
  const count = async (first: number) => {
    database.statements = [];
    await office.query(
      `{ inspections(first: ${first}) { nodes { code inspector { name } inspected { name } findings { text isLate term { label } rectifications { isLate } } } } }`,
    );
    return database.statements.length;
  };
  const [few, many] = [await count(1), await count(50)];
  expect(many).toBe(few);
});

test('whoever reported a rectification does not recheck it, whatever other role they have', async () => {
  await person('both-roles', 'OFFICE');
  const both = await person('both-roles', 'COORDINATOR', { party: '370117/aishan-street' });
  const accept = { input: { verdict: 'ACCEPTED' } };
  const rectified = await rectify(await one(), both);
  expect((await both.refused('findingRecheck', { ...change(rectified), ...accept })).__typename).toBe(
    'NotAllowed',
  );
  await office.does('findingRecheck', { ...change(rectified), ...accept });
});

test('a good practice names nobody who took part', async () => {
  const activity = await given.activity();
  const who = await given.volunteer({ name: '宇文拓海' });
  await who.does('signUpCreate', { input: { activity: activity.id } });
  const practice = (text: string) => ({
    input: { title: '一条街', text, party: UNIT, activity: activity.id },
  });
  expect(await coordinator.refused('goodPracticeCreate', practice('宇文·拓海带头清理'))).toMatchObject({
    __typename: 'ConsentMissing',
    volunteers: [who.number],
  });
  await coordinator.does('goodPracticeCreate', practice('大家一起清理'));
});

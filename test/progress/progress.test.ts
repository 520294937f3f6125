import { expect, test } from 'vitest';
import { world } from '../setup/world.ts';

const { coordinator, office, given, query, database, setNow, programs, partyId, send } = await world();

const PROGRESS = `query ($code: String!) { program(by: {code: $code}) { progress { asOf
  sessions { value unit basis definition } upcoming { value } cancelled { value } attendances { value basis } participants { value } minutes { value } organizers { value } }
  targets { code basis value progress { value share definition asOf } } } }`;

const progress = async (code = '2022-4/3') => (await office.query(PROGRESS, { code })).program;
const valuesOf = ({ progress: measures }: any) =>
  Object.fromEntries(
    Object.entries(measures)
      .filter(([name]) => name !== 'asOf')
      .map(([name, measure]) => [name, (measure as any).value]),
  );

test('before any work everything is zero, and what cannot be computed is null', async () => {
  const program = await progress();
  expect(valuesOf(program)).toEqual({
    sessions: 0,
    upcoming: 0,
    cancelled: 0,
    attendances: 0,
    participants: 0,
    minutes: 0,
    organizers: 0,
  });
  expect(program.progress.sessions).toMatchObject({ unit: '场', basis: 'RECORDS' });
  expect(program.progress.attendances.basis).toBe('LEDGER');
  const targets = Object.fromEntries(program.targets.map((target: any) => [target.code, target]));
  expect(targets['hundred-sessions'].progress).toMatchObject({ value: 0, share: 0 });
  expect(targets['clean-and-tidy']).toMatchObject({ basis: 'QUALITATIVE', value: null, progress: null });
});

test('sessions, attendances and trained people come from what was done', async () => {
  const { program } = await query('{ program(by: {code: "2022-4/3"}) { campaigns { id } } }');
  const inCampaign = await given.activity({ campaign: program.campaigns[0].id });
  const plain = await given.activity({ startsAt: '2026-11-26T04:00:00Z', endsAt: '2026-11-26T05:00:00Z' });
  const training = await given.activity({
    title: '骨干志愿者培训',
    program: programs['2022-4/8'],
    startsAt: '2026-11-26T06:00:00Z',
    endsAt: '2026-11-26T07:00:00Z',
    campaign: (
      await query('{ program(by: {code: "2022-4/8"}) { campaigns { id code } } }')
    ).program.campaigns.find(({ code }: any) => code === 'backbone-training').id,
  });
  const people = [await given.volunteer(), await given.volunteer()];
  const attend = async (
    activity: { id: string; startsAt: string; endsAt: string },
    who: (typeof people)[number],
  ) => {
    setNow('2026-11-24T04:00:00Z');
    const signUp = await who.does('signUpCreate', { input: { activity: activity.id } });
    setNow('2026-11-27T04:00:00Z');
    const { version } = signUp;
    await coordinator.does('signUpRecord', {
      id: signUp.id,
      expectedVersion: version,
      startedAt: activity.startsAt,
      endedAt: activity.endsAt,
      reason: '签到表',
    });
  };
  await attend(inCampaign, people[0]!);
  await attend(inCampaign, people[1]!);
  await attend(plain, people[0]!);
  await attend(training, people[0]!);
  for (const { id, version } of [inCampaign, plain, training]) {
    await coordinator.does('activityComplete', { id, expectedVersion: version });
  }
  setNow('2026-11-24T04:00:00Z');
  const now = await progress();
  expect(valuesOf(now)).toEqual({
    sessions: 2,
    upcoming: 0,
    cancelled: 0,
    attendances: 3,
    participants: 2,
    minutes: 300,
    organizers: 1,
  });
  const targets = Object.fromEntries(now.targets.map((target: any) => [target.code, target.progress]));
  // Of the campaign alone: the plain activity is none of its 百场.
  expect(targets['hundred-sessions']).toMatchObject({ value: 1, share: 0.01 });
  expect(targets['ten-thousand-people']).toMatchObject({ value: 2 });
  const trained = (await progress('2022-4/8')).targets.find(
    ({ code }: any) => code === 'backbone-volunteers',
  );
  expect(trained).toMatchObject({ basis: 'STATED', value: 1000, progress: { value: 1, share: 0.001 } });
  expect(trained.progress.definition).toContain('同一人只计一次');
});

test('what is upcoming follows the clock of the request, as asOf does', async () => {
  await given.activity({ startsAt: '2026-12-25T01:00:00Z', endsAt: '2026-12-25T03:00:00Z' });
  const upcoming = async () => (await progress()).progress.upcoming.value;
  const before = await upcoming();
  setNow('2027-06-01T00:00:00Z');
  expect([before, await upcoming()]).toEqual([1, 0]);
  setNow('2026-11-24T04:00:00Z');
});

test('progress of all programs and targets takes a fixed number of statements', async () => {
  const count = async (first: number) => {
    database.statements = [];
    await query(
      `{ programs(first: ${first}) { nodes { progress { sessions { value } minutes { value } } targets { progress { value } } } } }`,
    );
    return database.statements.length;
  };
  expect([await count(3), await count(8)]).toEqual([4, 4]);
});

test('definitions come in the language asked for', async () => {
  const { send } = await world();
  const { data } = await send(
    `{ program(by: {code: "2022-4/3"}) { progress { sessions { unit definition } } } }`,
    {},
    { 'accept-language': 'en' },
  );
  expect(data.program.progress.sessions).toEqual({
    unit: 'sessions',
    definition: 'activities whose status is COMPLETED',
  });
});

test('a rate is measured by party and day; a wrong one is retracted and measured again', async () => {
  const { program } = await query('{ program(by: {code: "2022-4/1"}) { indicators { id title } } }');
  const input = {
    indicator: program.indicators[1].id,
    party: partyId('370117/aishan-street'),
    measuredOn: '2026-10-01',
    value: 92.5,
    sampleSize: 200,
    source: '第三方测评',
  };
  const first = await office.does('measurementRecord', { input });
  expect(await coordinator.refused('measurementRecord', { input: { ...input, value: 95 } })).toMatchObject({
    __typename: 'AlreadyMeasured',
  });
  await office.does('measurementRetract', {
    ...{ id: first.id, expectedVersion: first.version },
    reason: '录错',
  });
  await coordinator.does('measurementRecord', { input: { ...input, value: 95 } });
  const { program: read } = await query(
    `{ program(by: {code: "2022-4/1"}) { indicators { title measurements(where: {retractedAt: {isNull: true}}) { nodes { value sampleSize measuredOn source party { name } } } } } }`,
  );
  expect(read.indicators[1].measurements.nodes).toEqual([
    {
      value: 95,
      sampleSize: 200,
      measuredOn: '2026-10-01',
      source: '第三方测评',
      party: { name: '艾山街道' },
    },
  ]);
  expect(read.indicators[0].measurements.nodes).toEqual([]);
  for (const [more, field] of [
    [{ value: 101 }, 'value'],
    [{ measuredOn: '2027-01-01' }, 'measuredOn'],
    [{ sampleSize: 0 }, 'sampleSize'],
    [{ source: '' }, 'source'],
  ] as const) {
    expect(
      await office.refused('measurementRecord', { input: { ...input, measuredOn: '2026-10-02', ...more } }),
    ).toMatchObject({ path: ['input', field] });
  }
});

test('a district that no plan is of is unknown, not counted as zero', async () => {
  const { data, errors } = await send(
    `{ districtStatistics(districtCode: "999", from: "2026-11-01", to: "2026-11-30") { minutes { value } } }`,
  );
  expect([data, errors![0]!.extensions.code]).toEqual([null, 'BAD_VALUE']);
});

test('a district is counted over a period (article 34)', async () => {
  const ask = (from: string, to: string) =>
    office.query(
      `query ($from: Date!, $to: Date!) { districtStatistics(districtCode: "370117", from: $from, to: $to) {
        registeredVolunteers { value } newVolunteers { value } activeVolunteers { value } teams { value } sessions { value } attendances { value } minutes { value definition } } }`,
      { from, to },
    );
  const { districtStatistics: all } = await ask('2026-11-01', '2026-11-30');
  const { minutes, ...numbers } = all;
  expect(Object.values(numbers).map((measure) => (measure as any).value)).toEqual([2, 2, 2, 0, 3, 4]);
  expect(minutes).toEqual({ value: 360, definition: expect.stringContaining('已确认') });
  expect((await ask('2026-11-27', '2026-11-30')).districtStatistics).toMatchObject({
    registeredVolunteers: { value: 2 },
    newVolunteers: { value: 0 },
    sessions: { value: 0 },
    minutes: { value: 0 },
  });
});

test('of few people whoever has no right to exact figures is told nothing, and of others that they are rounded', async () => {
  const { program } = await query(PROGRESS, { code: '2022-4/8' });
  expect(program.progress.participants).toEqual({ value: null });
  const backbone = program.targets.find(({ code }: any) => code === 'backbone-volunteers');
  expect(backbone.progress).toMatchObject({ value: null, share: null });
  const people = Array.from({ length: 40 }, (_, i) => `99999999-0000-4000-8000-0000000000${String(i + 10)}`);
  await database.pool.query(
    `insert into volunteer select (jsonb_populate_record(v, jsonb_build_object('id', p, 'number', p, 'account_id', null))).* from unnest($1::uuid[]) p, volunteer v
       where v.id = (select id from volunteer limit 1)`,
    [people],
  );
  await database.pool.query(
    `insert into service_record select (jsonb_populate_record(r, jsonb_build_object('id', gen_random_uuid(), 'volunteer_id', p))).* from unnest($1::uuid[]) p,
       service_record r join activity a on a.id = r.activity_id join program q on q.id = a.program_id where q.code = '2022-4/8'`,
    [people],
  );
  const PEOPLE = `{ program(by: {code: "2022-4/8"}) { progress { participants { value precision } sessions { value precision } }
      targets { code progress { value precision share } } } districtStatistics(districtCode: "370117", from: "2026-11-01", to: "2026-11-30") {
      activeVolunteers { value precision } minutes { precision } } }`;
  const exact = await office.query(PEOPLE);
  const told = await query(PEOPLE);
  const of = ({ program: { progress, targets }, districtStatistics }: any) => [
    progress.participants,
    targets.find(({ code }: any) => code === 'backbone-volunteers').progress,
    districtStatistics.activeVolunteers,
  ];
  expect(of(exact)).toEqual([
    { value: 41, precision: null },
    { value: 41, precision: null, share: 0.041 },
    { value: 42, precision: null },
  ]);
  for (const { value, precision } of of(told)) expect([value % 5, precision]).toEqual([0, 5]);
  expect(told.program.progress.sessions).toEqual({ value: 1, precision: null });
  expect(told.districtStatistics.minutes).toEqual({ precision: null });
});

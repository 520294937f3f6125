import { beforeAll, expect, test } from 'vitest';
import { type Person, world } from '../setup/world.ts';

const { coordinator, office, person, query, setNow, partyId, given, database } = await world();
const UNIT = partyId('370117/aishan-street');
const lixin = await person('lixin', 'COORDINATOR', { party: '370117/lixin-street' });
const CENTRE_RUNNER = partyId('370117/practice-guidance-centre');

type Versioned = { id: string; version: number };
const change = ({ id, version }: Versioned) => ({ id, expectedVersion: version });
const venue = (input: Record<string, unknown>, by: Person = office) =>
  by.does('venueCreate', { input: { operator: UNIT, ...input } }, 'id version code name');

let centre: any;
let street: any;
let post: any;
beforeAll(async () => {
  centre = await venue({ name: '实践中心', level: 'CENTRE', operator: CENTRE_RUNNER });
  street = await venue({ name: '艾山实践所', level: 'OFFICE', parent: centre.id });
  post = await venue({ name: '艾山第一实践站', level: 'POST', parent: street.id });
});

const ENTRY = 'ordinal code title startsAt endsAt place organizerName status';
const CHANGES = `changes { added { code } removed { code title } cancelled { code status }
  moved { before { code startsAt place } after { code startsAt place } } reworded { before { title } after { title } } }`;
const FIELDS = `id number month stationName isLatest publishedAt publisher { name } entryCount isDemo districtCode station { code } entries { ${ENTRY} activity { id status } } ${CHANGES}`;
const publish = (of: { id: string }, by: Person = coordinator, month = '2026-12') =>
  by.does('timetablePublish', { input: { station: of.id, month } }, FIELDS);
const refused = (of: { id: string }, by: Person = coordinator, month = '2026-12') =>
  by.refused('timetablePublish', { input: { station: of.id, month } });
let hours = 0;
/** An activity in December, each an hour after the one before. */
const activity = (more: Record<string, unknown> = {}, by: Person = coordinator) => {
  hours += 1;
  const startsAt = new Date(Date.UTC(2026, 11, 2, hours)).toISOString();
  const endsAt = new Date(Date.UTC(2026, 11, 2, hours + 1)).toISOString();
  return given.activity({ startsAt, endsAt, ...more }, by);
};
const titlesOf = ({ entries }: any) => entries.map(({ title }: any) => title);

test('a timetable has what is held at the station and below, and what its organizer holds nowhere in particular', async () => {
  await activity({ title: '站里', venue: post.id });
  await activity({ title: '所里', venue: street.id, place: '二楼会议室' });
  await activity({ title: '中心里', venue: centre.id });
  await activity({ title: '没有场所' });
  await activity({ title: '别的街道', organizer: partyId('370117/lixin-street') }, lixin);
  await coordinator.does('activityCreate', {
    input: {
      title: '草稿',
      program: (await query('{ program(by: {code: "2022-4/3"}) { id } }')).program.id,
      organizer: UNIT,
      venue: street.id,
      startsAt: '2026-12-03T01:00:00Z',
      endsAt: '2026-12-03T02:00:00Z',
    },
  });
  // The last instant of November, and the first of January, in Shanghai.
  await given.activity({
    title: '十一月',
    venue: street.id,
    startsAt: '2026-11-30T15:59:00Z',
    endsAt: '2026-11-30T17:00:00Z',
  });
  await given.activity({
    title: '一月',
    venue: street.id,
    startsAt: '2026-12-31T16:00:00Z',
    endsAt: '2026-12-31T17:00:00Z',
  });
  const first = await publish(street);
  expect(titlesOf(first)).toEqual(['站里', '所里', '没有场所']);
  expect(first).toMatchObject({
    number: 1,
    month: '2026-12',
    stationName: '艾山实践所',
    station: { code: street.code },
    isLatest: true,
    publishedAt: '2026-11-24T04:00:00.000Z',
    publisher: { name: '艾山街道' },
    entryCount: 3,
    isDemo: false,
    districtCode: '370117',
    changes: null,
  });
  expect(first.entries[1]).toMatchObject({
    ordinal: 2,
    place: '艾山实践所 二楼会议室',
    organizerName: '艾山街道',
    status: 'SCHEDULED',
    activity: { status: 'PUBLISHED' },
  });
  // The street runs the post too, but what it holds nowhere is its office's.
  expect(titlesOf(await publish(post))).toEqual(['站里']);
  expect(titlesOf(await publish(centre, office))).toEqual(['站里', '所里', '中心里', '没有场所']);
  expect(titlesOf(await publish(street, coordinator, '2026-11'))).toEqual(['十一月']);
  const { changes } = await query(
    '{ changes(last: 1) { nodes { kind subject { ... on TimetableEdition { month } } } } }',
  );
  expect(changes.nodes).toEqual([{ kind: 'TIMETABLE_PUBLISHED', subject: { month: '2026-11' } }]);
});

test('only the station’s own, and only of stations', async () => {
  expect(await refused(street, lixin)).toMatchObject({ __typename: 'NotAllowed' });
  expect(await refused(centre)).toMatchObject({ __typename: 'NotAllowed' });
  const place = await venue({ name: '图书馆' });
  expect(await refused(place)).toMatchObject({ __typename: 'InvalidInput', path: ['input', 'station'] });
  const { errors } = await coordinator.send(
    `mutation ($month: YearMonth!) { timetablePublish(input: {station: "${street.id}", month: $month}) { timetable { id } } }`,
    { month: '2026-13' },
  );
  expect(errors![0]!.extensions.code).toBe('BAD_VALUE');
});

test('a new edition comes only with a difference, and says what it is', async () => {
  const here = await venue({ name: '差异站', level: 'POST', parent: street.id });
  const at = { venue: here.id };
  const stays = await activity({ ...at, title: '照旧' });
  const moved = await activity({ ...at, title: '改期' });
  const renamed = await activity({ ...at, title: '旧名' });
  const dropped = await activity({ ...at, title: '移走' });
  const off = await activity({ ...at, title: '取消' });
  const first = await publish(here);
  expect(first.entryCount).toBe(5);
  expect(await refused(here)).toMatchObject({
    __typename: 'TimetableUnchanged',
    code: 'TIMETABLE_UNCHANGED',
  });
  const update = async (of: any, more: Record<string, unknown>) => {
    const { node } = await coordinator.query(
      `query ($id: ID!) { node(id: $id) { ... on Activity { title startsAt endsAt program { id } organizer { id } venue { id } riskStatement } } }`,
      { id: of.id },
    );
    const input = {
      ...node,
      program: node.program.id,
      organizer: node.organizer.id,
      venue: node.venue.id,
      ...more,
    };
    await coordinator.does('activityUpdate', { ...change(of), input });
  };
  await update(moved, { startsAt: '2026-12-20T01:00:00Z', endsAt: '2026-12-20T02:00:00Z' });
  await update(renamed, { title: '新名' });
  await update(dropped, { startsAt: '2027-01-20T01:00:00Z', endsAt: '2027-01-20T02:00:00Z' });
  await coordinator.does('activityCancel', { ...change(off), reason: '大风' });
  const added = await activity({ ...at, title: '新增' });
  setNow('2026-11-25T04:00:00Z');
  const second = await publish(here);
  expect(second).toMatchObject({ number: 2, isLatest: true, entryCount: 5 });
  expect(second.changes).toEqual({
    added: [{ code: added.code }],
    removed: [{ code: dropped.code, title: '移走' }],
    cancelled: [{ code: off.code, status: 'CANCELLED' }],
    moved: [
      {
        before: { code: moved.code, startsAt: moved.startsAt, place: '差异站' },
        after: { code: moved.code, startsAt: '2026-12-20T01:00:00.000Z', place: '差异站' },
      },
    ],
    reworded: [{ before: { title: '旧名' }, after: { title: '新名' } }],
  });
  // That something has been held is no difference for who reads it.
  setNow('2026-12-30T04:00:00Z');
  await coordinator.does('activityComplete', change(stays));
  expect(await refused(here)).toMatchObject({ __typename: 'TimetableUnchanged' });
  setNow('2026-11-24T04:00:00Z');
  const by = async (edition: string) =>
    (
      await query(
        `{ timetable(by: {station: "${here.code}", month: "2026-12"${edition}}) { number isLatest entries { title startsAt } } }`,
      )
    ).timetable;
  expect(await by('')).toMatchObject({ number: 2 });
  expect(await by(', edition: 1')).toMatchObject({
    number: 1,
    isLatest: false,
    entries: [
      { title: '照旧' },
      { title: '改期', startsAt: moved.startsAt },
      { title: '旧名' },
      { title: '移走' },
      { title: '取消' },
    ],
  });
  expect(await by(', edition: 3')).toBeNull();
});

test('of many who publish at once one makes an edition', async () => {
  const here = await venue({ name: '并发站', level: 'POST', parent: street.id });
  await activity({ venue: here.id });
  const args = { input: { station: here.id, month: '2026-12' } };
  const answers = await Promise.all([1, 2, 3, 4].map(() => coordinator.tries('timetablePublish', args)));
  expect(answers.flatMap(({ errors }) => errors.map(({ __typename }) => __typename))).toEqual(
    Array.from({ length: 3 }, () => 'TimetableUnchanged'),
  );
});

test('a month without activities can be published as such', async () => {
  const here = await venue({ name: '空站', level: 'POST', parent: street.id });
  expect(await publish(here)).toMatchObject({ number: 1, entryCount: 0, entries: [] });
  expect(await refused(here)).toMatchObject({ __typename: 'TimetableUnchanged' });
});

test('the database itself refuses to change, delete or extend an edition', async () => {
  const here = await venue({ name: '不变站', level: 'POST', parent: street.id });
  await activity({ venue: here.id });
  await publish(here);
  for (const sql of [
    `update timetable_edition set station_name = 'x'`,
    `delete from timetable_edition`,
    `update timetable_entry set title = 'x'`,
    `update timetable_entry set is_demo = true`,
    `delete from timetable_entry`,
    `insert into timetable_entry (id, edition_id, ordinal, activity_id, code, title, starts_at, ends_at, organizer_name, status)
     select gen_random_uuid(), edition_id, ordinal + 1000, activity_id, code, title, starts_at, ends_at, organizer_name, status from timetable_entry limit 1`,
    `insert into timetable_entry (id, edition_id, ordinal, activity_id, code, title, starts_at, ends_at, organizer_name, status)
     select gen_random_uuid(), edition_id, ordinal, a.id, t.code, t.title, t.starts_at, t.ends_at, organizer_name, t.status
     from timetable_entry t join activity a on a.id <> t.activity_id limit 1`,
  ]) {
    await expect(database.pool.query(sql), sql).rejects.toThrow(/never changes|unique/);
  }
});

test('a list of timetables with entries and changes takes a fixed number of statements', async () => {
  const count = async (first: number) => {
    database.statements = [];
    await query(
      `{ timetables(first: ${first}) { nodes { month isLatest station { code } entries { title } ${CHANGES} } } }`,
    );
    return database.statements.length;
  };
  const [few, many] = [await count(1), await count(50)];
  expect([few, many]).toEqual([2, 3]);
  const { timetables } = await query(
    `{ timetables(where: {isLatest: {eq: true}, month: {gte: "2026-12"}, station: {code: {eq: "${street.code}"}}}) { nodes { number } } venue(by: {code: "${street.code}"}) { ... on Station { timetables { totalCount } } } }`,
  );
  expect(timetables.nodes).toEqual([{ number: 1 }]);
});

import ICAL from 'ical.js';
import nodeIcal from 'node-ical';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { world } from '../setup/world.ts';

const { app, coordinator, office, person, partyId, given, programs, query, setNow, database } = await world();
const UNIT = partyId('370117/aishan-street');
const lixin = await person('lixin', 'COORDINATOR', { party: '370117/lixin-street' });

const zone = process.env['TZ'];
afterEach(() => {
  setNow('2026-11-24T04:00:00Z');
  if (zone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zone;
});

const get = (code: string, headers: Record<string, string> = {}) =>
  app.inject({ method: 'GET', url: `/calendar/${code}.ics`, headers });

interface Read {
  uid: string;
  summary: string;
  start: string;
  end: string;
  location: string | null;
  description: string;
  status: string;
  sequence: number;
  categories: string;
}

/** As ical.js reads it, which is Thunderbird's. */
function byIcalJs(text: string): Read[] {
  const calendar = new ICAL.Component(ICAL.parse(text));
  return calendar.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component);
    return {
      uid: event.uid,
      summary: event.summary,
      start: event.startDate.toJSDate().toISOString(),
      end: event.endDate.toJSDate().toISOString(),
      location: event.location,
      description: event.description,
      status: String(component.getFirstPropertyValue('status')),
      sequence: Number(component.getFirstPropertyValue('sequence')),
      categories: String(component.getFirstPropertyValue('categories')),
    };
  });
}

/** As node-ical reads it, which has other code. */
const byNodeIcal = (text: string): Read[] =>
  Object.values(nodeIcal.sync.parseICS(text))
    .filter((part: any) => part.type === 'VEVENT')
    .map((event: any) => ({
      uid: event.uid,
      summary: event.summary,
      start: event.start.toISOString(),
      end: event.end.toISOString(),
      location: event.location ?? null,
      description: event.description,
      status: event.status,
      sequence: Number(event.sequence),
      categories: event.categories.join(),
    }));

const PROGRAM = '市容市貌美化';
const HARD =
  '“洁净城市”；清理护栏, 站牌、绿化带\\电线杆；窨井盖😀、垃圾桶等😀😀，参加者请带手套、穿反光背心，集合地点见说明';
let station: { id: string; code: string };
let post: { id: string; code: string };
let expected: Read[];
const keyOf = (id: string) => Buffer.from(id, 'base64url').toString().split(':')[1]!;

beforeAll(async () => {
  const venue = (input: Record<string, unknown>) =>
    office.does('venueCreate', { input: { operator: UNIT, ...input } }, 'id code');
  station = await venue({
    name: '艾山实践所',
    level: 'OFFICE',
    address: '双泉路 1 号',
    longitude: 117.81,
    latitude: 36.06,
  });
  post = await venue({ name: '第一实践站', level: 'POST', parent: station.id });
  const hard = await given.activity({
    title: HARD,
    summary: '第一行\n第二行；逗号,与\\反斜杠',
    venue: station.id,
    place: '二楼',
    // Across midnight in Shanghai, which is none in UTC.
    startsAt: '2026-11-26T15:30:00Z',
    endsAt: '2026-11-26T17:00:00Z',
  });
  const off = await given.activity({
    title: '取消的',
    startsAt: '2026-11-27T01:00:00Z',
    endsAt: '2026-11-27T02:00:00Z',
  });
  await coordinator.does('activityCancel', { id: off.id, expectedVersion: off.version, reason: '大风' });
  await coordinator.does('activityCreate', {
    input: {
      title: '草稿',
      program: programs['2022-4/3'],
      organizer: UNIT,
      startsAt: '2026-11-28T01:00:00Z',
      endsAt: '2026-11-28T02:00:00Z',
    },
  });
  const tail = (code: string) => `主办：艾山街道\n项目：${PROGRAM}\n代码：${code}`;
  expected = [
    {
      uid: `${keyOf(hard.id)}@zhiyuan-graph`,
      summary: HARD,
      start: '2026-11-26T15:30:00.000Z',
      end: '2026-11-26T17:00:00.000Z',
      location: '艾山实践所 双泉路 1 号 二楼',
      description: `第一行\n第二行；逗号,与\\反斜杠\n${tail(hard.code)}`,
      status: 'CONFIRMED',
      sequence: 2,
      categories: PROGRAM,
    },
    {
      uid: `${keyOf(off.id)}@zhiyuan-graph`,
      summary: '取消的',
      start: '2026-11-27T01:00:00.000Z',
      end: '2026-11-27T02:00:00.000Z',
      location: null,
      description: `已取消：大风\n${tail(off.code)}`,
      status: 'CANCELLED',
      sequence: 3,
      categories: PROGRAM,
    },
  ];
});

test.each(['UTC', 'America/New_York', 'Asia/Shanghai'])(
  'two other libraries read it back equal on a machine in %s',
  async (TZ) => {
    process.env['TZ'] = TZ;
    const response = await get('370117/aishan-street');
    expect(response.statusCode).toBe(200);
    expect(response.headers['content-type']).toBe('text/calendar; charset=utf-8');
    expect(byIcalJs(response.body)).toEqual(expected);
    expect(byNodeIcal(response.body)).toEqual(expected);
    expect(response.body).toContain('DTSTART;TZID=Asia/Shanghai:20261126T233000\r\n');
    expect(response.body).toContain(
      'DTSTAMP:20261124T040000Z\r\nCREATED:20261124T040000Z\r\nLAST-MODIFIED:20261124T040000Z\r\n',
    );
    expect(response.body).toContain('GEO:36.06;117.81\r\n');
  },
);

test('lines end with CRLF, have 75 octets at most, and no character is cut', async () => {
  const { rawPayload } = await get('370117/aishan-street');
  const text = new TextDecoder('utf-8', { fatal: true }).decode(rawPayload);
  expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true);
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  const lengths = [];
  let start = 0;
  for (let end = rawPayload.indexOf('\r\n'); end >= 0; end = rawPayload.indexOf('\r\n', start)) {
    const line = rawPayload.subarray(start, end);
    lengths.push(line.length);
    expect(() => new TextDecoder('utf-8', { fatal: true }).decode(line)).not.toThrow();
    start = end + 2;
  }
  expect(Math.max(...lengths)).toBeLessThanOrEqual(75);
  expect(Math.max(...lengths)).toBeGreaterThan(70);
});

const uids = async (code: string): Promise<string[]> =>
  byIcalJs((await get(code)).body).map(({ uid }) => uid);

test('an event keeps its UID when it is changed, and its sequence grows', async () => {
  const activity = await given.activity(
    { title: '会改期', organizer: partyId('370117/lixin-street') },
    lixin,
  );
  const of = async () => byIcalJs((await get('370117/lixin-street')).body)[0]!;
  const before = await of();
  setNow('2026-11-24T05:00:00Z');
  await lixin.does('activityUpdate', {
    id: activity.id,
    expectedVersion: activity.version,
    input: {
      title: '已改期',
      program: programs['2022-4/3'],
      organizer: partyId('370117/lixin-street'),
      startsAt: '2026-12-01T01:00:00Z',
      endsAt: '2026-12-01T03:00:00Z',
      riskStatement: '路边作业',
    },
  });
  const after = await of();
  expect(after).toMatchObject({ uid: before.uid, summary: '已改期', start: '2026-12-01T01:00:00.000Z' });
  expect(after.sequence).toBeGreaterThan(before.sequence);
  expect((await get('370117/lixin-street')).body).toContain('LAST-MODIFIED:20261124T050000Z');
  const { version } = (
    await lixin.query('query ($id: ID!) { node(id: $id) { ... on Activity { version } } }', {
      id: activity.id,
    })
  ).node;
  await office.does('activityVoid', { id: activity.id, expectedVersion: version, reason: '误发' });
  expect(await uids('370117/lixin-street')).toEqual([]);
});

test('calendars are of parties, collectives, programs and stations', async () => {
  const own = await given.activity(
    {
      title: '合办',
      organizer: partyId('370117/lixin-street'),
      coOrganizers: [UNIT],
      startsAt: '2026-11-29T01:00:00Z',
      endsAt: '2026-11-29T02:00:00Z',
    },
    lixin,
  );
  const there = await given.activity({
    title: '站里',
    venue: post.id,
    program: programs['2022-4/6'],
    startsAt: '2026-11-30T01:00:00Z',
    endsAt: '2026-11-30T02:00:00Z',
  });
  const [hard, off] = expected.map(({ uid }) => uid);
  const [joint, inPost] = [own, there].map(({ id }) => `${keyOf(id)}@zhiyuan-graph`);
  expect(await uids('370117/aishan-street')).toEqual([hard, off, joint, inPost]);
  expect(await uids('370117/lixin-street')).toEqual([joint]);
  expect(await uids('370117/streets-and-zones')).toEqual([hard, off, joint, inPost]);
  expect(await uids('2022-4/6')).toEqual([inPost]);
  expect(await uids('2022-4/3')).toEqual([hard, off, joint]);
  // The street's own without a venue is its office's, as in the timetable.
  expect(await uids(station.code)).toEqual([hard, off, inPost]);
  expect(await uids(post.code)).toEqual([inPost]);
  expect((await get('2022-4/6')).body).toContain('X-WR-CALNAME:重点窗口行业志愿服务活动\r\n');
});

test('it goes 90 days back, by days in Shanghai', async () => {
  setNow('2027-02-24T15:59:00Z');
  expect(await uids('370117/aishan-street')).toContain(expected[0]!.uid);
  setNow('2027-02-24T16:00:00Z');
  expect(await uids('370117/aishan-street')).not.toContain(expected[0]!.uid);
});

test('what one has is not sent again until something changes', async () => {
  const code = '370117/volunteer-corps';
  const { headers, body } = await get(code);
  expect(byIcalJs(body)).toEqual([]);
  expect(headers['cache-control']).toBe('public, max-age=300');
  const again = await get(code, { 'if-none-match': headers.etag as string });
  expect([again.statusCode, again.body]).toEqual([304, '']);
  const CORPS = partyId('370117/volunteer-corps');
  const activity = await given.activity({ organizer: CORPS }, office);
  const changed = await get(code, { 'if-none-match': headers.etag as string });
  expect([changed.statusCode, byIcalJs(changed.body).length]).toEqual([200, 1]);
  // Somebody who signs up changes nothing that is shown.
  const volunteer = await given.volunteer();
  await volunteer.does('signUpCreate', { input: { activity: activity.id } });
  expect((await get(code, { 'if-none-match': changed.headers.etag as string })).statusCode).toBe(304);
});

test.each(['370117/nobody', '2022-4/9', '370117-V-999999', '%00', 'a%00b', 'x'.repeat(200)])(
  'there is no calendar of %s',
  async (code) => {
    const response = await get(code);
    expect([response.statusCode, response.json().errors[0].extensions.code]).toEqual([404, 'NOT_FOUND']);
  },
);

test('thousands of events come in parts, the furthest ahead left out beyond 5,000', async () => {
  const { organizer, program } = (
    await database.pool.query(
      `select (select id from party where code = '370117/publicity-department') as organizer, (select id from program where code = '2022-4/2') as program`,
    )
  ).rows[0];
  // Many at the same instant, so that the parts must be told apart by more than time.
  await database.pool.query(
    `insert into activity (id, code, title, title_key, program_id, organizer_id, starts_at, ends_at, status, has_waiting_list, is_risky, is_insured, district_code, published_at)
     select gen_random_uuid(), 'many-' || n, '第 ' || n || ' 场', 'di ' || n || ' chang', $1, $2, t, t + interval '1 hour', 'PUBLISHED', false, false, false, '370117', '2026-11-01'
     from generate_series(1, 5100) n, lateral (select timestamptz '2026-12-01 01:00Z' + (n / 300) * interval '1 day' as t) x`,
    [program, organizer],
  );
  database.statements = [];
  const events = byIcalJs((await get('2022-4/2')).body);
  expect(database.statements.length).toBe(2 + 2 * 10);
  expect(new Set(events.map(({ uid }) => uid)).size).toBe(5_000);
  expect(events.map(({ start }) => start)).toEqual(events.map(({ start }) => start).toSorted());
  const { activities } = await query(
    '{ activities(first: 1, where: {code: {eq: "many-5100"}}) { nodes { startsAt } } }',
  );
  expect(events.at(-1)!.start <= activities.nodes[0].startsAt).toBe(true);
});

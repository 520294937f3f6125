import { createHash } from 'node:crypto';
import { read as readSheet, utils } from '@e965/xlsx';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { world } from '../setup/world.ts';

const { activityInput, app, coordinator, partyId, given, query, setNow } = await world();
const UNIT = partyId('370117/aishan-street');
const zone = process.env['TZ'];
afterEach(() => {
  if (zone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zone;
});

const get = (url: string, headers: Record<string, string> = {}) =>
  app.inject({ method: 'GET', url, headers });
const at = (startsAt: string, endsAt: string, title: string, more = {}) => ({
  startsAt,
  endsAt,
  title,
  ...more,
});

let station: { id: string; code: string };
let entries: any[];
let off: { id: string; version: number };
beforeAll(async () => {
  station = await coordinator.does(
    'venueCreate',
    { input: { name: '“艾山”实践所 & 站', level: 'OFFICE', operator: UNIT } },
    'id code',
  );
  const here = { venue: station.id };
  // Midnight in Shanghai, and an evening that ends the day after.
  await given.activity(at('2026-11-30T16:00:00Z', '2026-11-30T18:00:00Z', '=1+1 <b>零点</b>', here));
  off = await given.activity(at('2026-12-05T01:30:00.500Z', '2026-12-05T03:00:00Z', '0012', here));
  await given.activity(
    at('2026-12-31T15:30:00Z', '2026-12-31T17:00:00Z', '跨年😀“守岁”', { ...here, place: '一楼, 东厅' }),
  );
  await coordinator.does('activityCancel', { id: off.id, expectedVersion: off.version, reason: '大风' });
  ({ entries } = await coordinator.does(
    'timetablePublish',
    { input: { station: station.id, month: '2026-12' } },
    'entries { ordinal code title startsAt endsAt place organizerName status }',
  ));
});

/** What a wall clock in Shanghai shows, computed by the runtime's own time zone data. */
const shanghai = (instant: string) =>
  new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Asia/Shanghai',
    dateStyle: 'short',
    timeStyle: 'short',
  }).format(new Date(instant));

test.each(['UTC', 'America/New_York', 'Asia/Kolkata'])(
  'another library reads the sheet back equal on a machine in %s',
  async (TZ) => {
    process.env['TZ'] = TZ;
    const response = await get(`/timetable/${station.code}/2026-12.xlsx`);
    expect(response.statusCode).toBe(200);
    expect(response.headers['content-type']).toBe(
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    );
    expect(response.headers['content-disposition']).toBe(
      `attachment; filename="timetable-${station.code}-2026-12-1.xlsx"`,
    );
    const workbook = readSheet(response.rawPayload, { cellNF: true });
    expect(workbook.SheetNames).toEqual(['2026-12']);
    const sheet = workbook.Sheets['2026-12']!;
    const [title, edition, heads, ...rows] = utils.sheet_to_json<string[]>(sheet, { header: 1, raw: false });
    expect(title).toEqual(['“艾山”实践所 & 站2026年12月活动时间安排表']);
    expect(edition).toEqual(['第 1 版 · 2026-11-24 公布 · 艾山街道']);
    expect(heads).toEqual([
      '序号',
      '开始时间',
      '结束时间',
      '活动名称',
      '地点',
      '主办单位',
      '状态',
      '活动代码',
    ]);
    expect(rows).toEqual(
      entries.map(({ ordinal, startsAt, endsAt, title: name, place, organizerName, status, code }) => [
        String(ordinal),
        shanghai(startsAt),
        shanghai(endsAt),
        name,
        place,
        organizerName,
        status === 'CANCELLED' ? '已取消' : '如期',
        code,
      ]),
    );
    // Dates are dates, text is text, also where it looks like something else.
    expect([
      sheet['B4'].t,
      sheet['B4'].z,
      sheet['D4'].t,
      sheet['D4'].f,
      sheet['D5'].t,
      sheet['H4'].z,
    ]).toEqual(['n', 'yyyy-mm-dd hh:mm', 's', undefined, 's', '@']);
    expect(sheet['B5'].v).toBeCloseTo(
      (Date.parse(entries[1].startsAt) + 8 * 3_600_000) / 86_400_000 + 25_569,
      9,
    );
  },
);

test('the sheet is set up for A4, one page wide, with its head on every page', async () => {
  const { rawPayload } = await get(`/timetable/${station.code}/2026-12.xlsx`);
  const workbook = readSheet(rawPayload, { bookFiles: true }) as any;
  const text = (name: string) => Buffer.from(workbook.files[name].content).toString('utf8');
  expect(text('xl/worksheets/sheet1.xml')).toMatch(
    /<worksheet[^>]*><sheetPr><pageSetUpPr fitToPage="1"\/><\/sheetPr><sheetViews>.*<pageSetup fitToWidth="1" fitToHeight="0" paperSize="9" orientation="landscape"\/><headerFooter>/s,
  );
  expect(workbook.Workbook.Names).toEqual([{ Name: '_xlnm.Print_Titles', Ref: "'2026-12'!$1:$3", Sheet: 0 }]);
});

test('the page shows the same, escaped, without scripts and with nothing from elsewhere', async () => {
  const response = await get(`/timetable/${station.code}/2026-12`);
  expect(response.statusCode).toBe(200);
  expect(response.headers['content-type']).toBe('text/html; charset=utf-8');
  const html = response.body;
  expect(html).toContain('<html lang="zh-CN">');
  expect(html).toContain('“艾山”实践所 &#38; 站2026年12月活动时间安排表');
  expect(html).toContain('=1+1 &#60;b&#62;零点&#60;/b&#62;');
  expect(html).toContain('12月1日<span class="week">周二</span>');
  expect(html).toContain('<td class="time">00:00–02:00</td>');
  expect(html).toContain('<td class="time">23:30–01-01 01:00</td>');
  expect(html).toMatch(/<tr class="cancelled">.*0012<b class="off">已取消<\/b>/);
  expect(html).not.toMatch(/<script|https?:|src=/);
  const style = /<style>(.*)<\/style>/s.exec(html)![1]!;
  expect(response.headers['content-security-policy']).toContain(
    `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  );
});

test('what one has is not sent again until there is a newer edition', async () => {
  const url = `/timetable/${station.code}/2026-12`;
  for (const form of [url, `${url}.xlsx`]) {
    const etag = (await get(form)).headers.etag as string;
    const again = await get(form, { 'if-none-match': `"x", W/${etag}` });
    expect([again.statusCode, again.body, again.headers.etag]).toEqual([304, '', etag]);
  }
  const etag = (await get(url)).headers.etag as string;
  setNow('2026-11-25T04:00:00Z');
  await given.activity(at('2026-12-06T01:00:00Z', '2026-12-06T02:00:00Z', '后来', { venue: station.id }));
  await coordinator.does('timetablePublish', { input: { station: station.id, month: '2026-12' } });
  const next = await get(url, { 'if-none-match': etag });
  expect(next.statusCode).toBe(200);
  expect(next.body).toContain('第 2 版 · 2026-11-25 公布');
  const earlier = await get(`${url}?edition=1`, { 'if-none-match': etag });
  expect(earlier.statusCode).toBe(200);
  expect(earlier.body).toContain('已有<a href="./2026-12">第 2 版</a>');
  expect(earlier.body).not.toContain('后来');
  const sheet = readSheet((await get(`${url}.xlsx?edition=1`)).rawPayload);
  expect(utils.sheet_to_json(sheet.Sheets['2026-12']!, { header: 1 })).toHaveLength(3 + entries.length);
  expect((await query(`{ timetables { totalCount } }`)).timetables.totalCount).toBe(2);
});

test('the page says what has changed since the edition before', async () => {
  const here = await coordinator.does(
    'venueCreate',
    { input: { name: '变更站', level: 'POST', operator: UNIT } },
    'id code',
  );
  const on = (day: number, title: string) =>
    given.activity(at(`2026-12-${day}T01:00:00Z`, `2026-12-${day}T02:00:00Z`, title, { venue: here.id }));
  const publish = () =>
    coordinator.does('timetablePublish', { input: { station: here.id, month: '2026-12' } });
  await on(10, '照旧');
  const cancelled = await on(11, '停办<场>');
  const moved = await on(12, '改期');
  await publish();
  const url = `/timetable/${here.code}/2026-12`;
  expect((await get(url)).body).not.toContain('变更（');
  await coordinator.does('activityCancel', {
    id: cancelled.id,
    expectedVersion: cancelled.version,
    reason: '大风',
  });
  await coordinator.does('activityUpdate', {
    id: moved.id,
    expectedVersion: moved.version,
    input: activityInput(at('2026-12-14T01:00:00Z', '2026-12-14T02:30:00Z', '改期', { venue: here.id })),
  });
  await on(13, '新办');
  await publish();
  const { body } = await get(url);
  const section = /<section class="changes">(.*)<\/section>/s.exec(body)![1]!;
  expect(section).toContain('变更（与第 1 版相比）');
  expect(section.match(/<li>.*<\/li>/g)).toEqual([
    '<li><b>取消</b> 停办&#60;场&#62;：12月11日 09:00–10:00，变更站</li>',
    '<li><b>改期改址</b> 改期：12月12日 09:00–10:00，变更站 → 12月14日 09:00–10:30，变更站</li>',
    '<li><b>新增</b> 新办：12月13日 09:00–10:00，变更站</li>',
  ]);
  expect((await get(`${url}?edition=1`)).body).not.toContain('变更（');
});

test.each([
  'x/2026-12',
  'CODE/2026-11',
  'CODE/2026-13',
  'CODE/2026-12.csv',
  'CODE/2026-12?edition=3',
  'CODE/2026-12?edition=x',
  'CODE/2026-12?edition=1&edition=2',
  'CODE/2026-12?edition=99999999999',
  '%00/2026-12',
  'CODE/',
])('there is nothing at /timetable/%s', async (path) => {
  const response = await get(`/timetable/${path.replace('CODE', station.code)}`);
  expect([response.statusCode, response.json().errors[0].extensions.code]).toEqual([404, 'NOT_FOUND']);
});

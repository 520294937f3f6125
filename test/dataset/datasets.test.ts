import XLSX from '@e965/xlsx';
import { parquetReadObjects } from 'hyparquet';
import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import type { Column } from '../../src/dataset/columns.ts';
import { COMMON } from '../../src/dataset/parameters.ts';
import { readDataset, readDatasets } from '../../src/dataset/datasets.ts';
import { buildSchema } from '../../src/server/schema.ts';
import { testServer } from '../setup/server.ts';
import { type GraphQLObjectType, specifiedRules, validate } from 'graphql';

const { app, database, query, setNow } = await testServer('demo');
const schema = buildSchema();
const datasets = readDatasets(schema);

/** What a dataset cannot be asked without. */
const REQUIRED: Record<string, string> = {
  gaps: 'plan=2022-4&from=2026-01-01&to=2026-11-20',
  'weekly-duties': 'plan=2022-4&from=2026-01-01&to=2026-11-20',
  calendar: 'from=2026-01-01&before=2026-12-01',
};
const urlOf = (name: string, format: string, search = '') =>
  `/data/${name}.${format}?${[REQUIRED[name], search].filter(Boolean).join('&')}`;
const get = (url: string, headers: Record<string, string> = {}) => app.inject({ url, headers });
const rowsOf = async (url: string) => {
  const answer = await get(url);
  expect(answer.statusCode, answer.body.slice(0, 300)).toBe(200);
  return answer.json<{ rows: Record<string, any>[]; count: number; meta: any }>();
};

type Shown = (value: any, column: Column) => unknown;
const shown = (columns: readonly Column[], row: Record<string, any>, show: Shown) =>
  Object.fromEntries(columns.map((column) => [column.name, show(row[column.name], column)]));

/** What each format makes of a value, and what is read from it, in one form. */
const asIs: Shown = (value, { type }) => (type === 'decimal' && value !== null ? Number(value) : value);
const asText: Shown = (value, { type, isList }) => {
  if (isList) return value.map((item: unknown) => item ?? '').join('；');
  if (value === null) return '';
  return type === 'datetime' ? Date.parse(value) : String(value);
};
const fromCsv: Shown = (text: string, { type, isList }) =>
  type === 'datetime' && !isList && text !== '' ? Date.parse(text) : text.replace(/^'(?=[=+\-@])/, '');
/** Days of Excel, to the millisecond. */
const serial = (instant: number) => Math.round(instant + 25_569 * 86_400_000);
const asCell: Shown = (value, { type, isList }) => {
  if (isList) return value.map((item: unknown) => item ?? '').join('；');
  if (value === null) return '';
  if (type === 'date') return serial(Date.parse(value));
  if (type === 'datetime') return serial(Date.parse(value) + 8 * 3_600_000);
  return type === 'decimal' ? Number(value) : value;
};
const fromSheet: Shown = (cell, { type, isList }) => {
  if (cell === null) return '';
  return !isList && (type === 'date' || type === 'datetime') ? Math.round(cell * 86_400_000) : cell;
};
const fromParquet: Shown = (value, { type }) => {
  if (value instanceof Date) return type === 'date' ? value.toISOString().slice(0, 10) : value.toISOString();
  // The reader multiplies decimals by a float.
  if (type === 'decimal' && typeof value === 'number') return Number(value.toFixed(6));
  return typeof value === 'bigint' ? Number(value) : value;
};

describe.each([...datasets.keys()])('%s', (name) => {
  const dataset = datasets.get(name)!;

  test('is a valid document, told in both languages', () => {
    expect(validate(schema, dataset.document, specifiedRules)).toEqual([]);
    expect(dataset.title.zh).toMatch(/\p{Script=Han}/u);
    expect(`${dataset.title.en}${dataset.description.en}`).not.toMatch(/\p{Script=Han}/u);
    for (const parameter of dataset.parameters) {
      expect(COMMON).not.toContain(parameter.name);
      expect(parameter.description.zh, parameter.name).toMatch(/\p{Script=Han}/u);
      expect(parameter.description.en, parameter.name).toMatch(/^[^\p{Script=Han}]+$/u);
    }
    for (const column of dataset.table.columns) {
      expect(column.heading.zh, column.name).toMatch(/\p{Script=Han}/u);
      expect(column.heading.en, column.name).not.toMatch(/\p{Script=Han}/u);
    }
    const headings = dataset.table.columns.map(({ heading }) => heading.zh);
    expect(new Set(headings).size).toBe(headings.length);
  });

  test('is the same in every format', async () => {
    const { rows, count } = await rowsOf(urlOf(name, 'json'));
    expect(count).toBe(rows.length);
    const { columns } = dataset.table;
    const lines = (await get(urlOf(name, 'ndjson'))).body.split('\n').filter(Boolean);
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(rows);

    const csv = (await get(urlOf(name, 'csv', 'headings=names'))).body;
    const { data } = Papa.parse<Record<string, string>>(csv.slice(1, -2), { header: true, newline: '\r\n' });
    expect(data).toHaveLength(rows.length);
    const book = XLSX.read((await get(urlOf(name, 'xlsx', 'headings=names'))).rawPayload);
    const sheet = XLSX.utils.sheet_to_json<Record<string, any>>(book.Sheets[book.SheetNames[0]!]!, {
      defval: null,
    });
    expect(sheet).toHaveLength(rows.length);
    const bytes = (await get(urlOf(name, 'parquet'))).rawPayload;
    const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer;
    const parquet = await parquetReadObjects({ file });
    expect(parquet).toHaveLength(rows.length);
    expect(data.map((row) => shown(columns, row, fromCsv))).toEqual(
      rows.map((row) => shown(columns, row, asText)),
    );
    expect(sheet.map((row) => shown(columns, row, fromSheet))).toEqual(
      rows.map((row) => shown(columns, row, asCell)),
    );
    expect(parquet.map((row) => shown(columns, row, fromParquet))).toEqual(
      rows.map((row) => shown(columns, row, asIs)),
    );
  });
});

test('the rows are all that /graphql gives, page by page, once each', async () => {
  const { rows } = await rowsOf('/data/activities.json');
  const codes: string[] = [];
  for (let after: string | null = null; ;) {
    const { activities }: any = await query(
      'query ($after: Cursor) { activities(first: 100, after: $after) { nodes { code } pageInfo { hasNextPage endCursor } } }',
      { after },
    );
    codes.push(...activities.nodes.map(({ code }: { code: string }) => code));
    if (!activities.pageInfo.hasNextPage) break;
    after = activities.pageInfo.endCursor;
  }
  expect(codes.length).toBeGreaterThan(200);
  expect(rows.map(({ code }) => code)).toEqual(codes);
});

test('statistics are rows with their keys: hours and activities by month and program, as SQL counts them', async () => {
  const { rows } = await rowsOf('/data/hours.json?from=2026-01-01&before=2026-07-01');
  const counted = await database.pool.query(
    `select date_trunc('month', a.starts_at at time zone 'Asia/Shanghai')::date::text as month, p.code, count(distinct a.id)::int as count,
       coalesce(sum(r.minutes) filter (where r.confirmed_at is not null and r.not_counted_reason is null), 0)::int as minutes
     from activity a join program p on p.id = a.program_id left join service_record r on r.activity_id = a.id
     where a.status = 'COMPLETED' and a.starts_at >= '2025-12-31T16:00:00Z' and a.starts_at < '2026-06-30T16:00:00Z'
     group by 1, 2, p.ordinal order by 1, p.ordinal`,
  );
  expect(counted.rows.length).toBeGreaterThan(20);
  expect(
    rows.map((row) => [
      row['key.period.start'],
      row['key.program.code'],
      row['measures.count'],
      row['measures.minutes'],
    ]),
  ).toEqual(counted.rows.map(({ month, code, count, minutes }) => [month, code, count, minutes]));
});

test('lists in a row keep step with each other, and rows may be items of a list within a list', async () => {
  const { rows } = await rowsOf('/data/targets.json?program=2022-4%2F3');
  const { programs } = await query(
    '{ programs(where: {code: {eq: "2022-4/3"}}) { nodes { code targets { code sources { quote } } } } }',
  );
  expect(rows.map((row) => [row['program.code'], row['code'], row['sources.quote']])).toEqual(
    programs.nodes[0].targets.map((target: any) => [
      '2022-4/3',
      target.code,
      target.sources.map(({ quote }: any) => quote),
    ]),
  );
});

test('a calendar has every day once, with what it is and how many activities it has', async () => {
  const { rows } = await rowsOf('/data/calendar.json?from=2026-09-01&before=2026-11-01');
  expect(rows).toHaveLength(61);
  const { calendarDays } = await query(
    '{ calendarDays(from: "2026-09-01", to: "2026-10-31") { date kind isWorkday holiday notice } }',
  );
  expect(
    rows.map((row) => ({
      date: row['key.period.start'],
      kind: row['key.period.calendarDay.kind'],
      isWorkday: row['key.period.calendarDay.isWorkday'],
      holiday: row['key.period.calendarDay.holiday'],
      notice: row['key.period.calendarDay.notice'],
    })),
  ).toEqual(calendarDays);
  const counted = await database.pool.query<{ day: string; count: number }>(
    `select (starts_at at time zone 'Asia/Shanghai')::date::text as day, count(*)::int from activity
     where status in ('PUBLISHED', 'COMPLETED') group by 1`,
  );
  const counts = new Map(counted.rows.map(({ day, count }) => [day, count]));
  expect(rows.map((row) => row['measures.count'])).toEqual(
    rows.map((row) => counts.get(row['key.period.start']) ?? 0),
  );
});

test('weekly duties have each week of each street once, those missed as the gaps have them', async () => {
  const { rows } = await rowsOf(urlOf('weekly-duties', 'json'));
  const weeks = new Set(rows.map((row) => row['weeklyDuties.weeks.week.code'] ?? row['week.code']));
  expect(rows.length).toBe(weeks.size * 5);
  const missed = rows
    .filter((row) => row['state'] === 'MISSED')
    .map((row) => `${row['weeklyDuties.party.code']} ${row['week.code']}`);
  const gaps = (await rowsOf(urlOf('gaps', 'json', 'kinds=WEEKLY_DUTY_MISSED'))).rows;
  expect(missed.length).toBeGreaterThan(5);
  expect(missed).toEqual(
    gaps.flatMap((row) => row['weeks.code'].map((week: string) => `${row['party.code']} ${week}`)),
  );
});

test('gaps tell their rows apart: by month and station, weeks, indicator or citation', async () => {
  const { rows } = await rowsOf(urlOf('gaps', 'json'));
  expect(new Set(rows.map((row) => JSON.stringify(row))).size).toBe(rows.length);
  const of = (kind: string) => rows.filter((row) => row['kind'] === kind);
  for (const row of of('TIMETABLE_MISSING')) {
    expect(row['month']).toMatch(/^2026-\d\d$/);
    expect(row['station.code']).toBeTruthy();
  }
  for (const row of of('WEEKLY_DUTY_MISSED')) expect(row['weeks.code'][0]).toMatch(/^2026-W\d\d$/);
  for (const row of of('TARGET_WITHOUT_MEASUREMENT')) expect(row['indicator.title']).toBeTruthy();
  for (const row of of('CITATION_UNRESOLVED')) expect(row['citation.title']).toBeTruthy();
  expect(new Set(rows.map((row) => row['kind'])).size).toBeGreaterThan(4);
});

test('timetables are the latest editions, or all of them, and say which are demonstrations', async () => {
  const { timetables } = await query(
    '{ timetables(first: 100) { nodes { isLatest isDemo entryCount entries { id } } pageInfo { hasNextPage } } }',
  );
  const idsOf = (editions: any[]) => editions.flatMap(({ entries }) => entries.map(({ id }: any) => id));
  const latest = timetables.nodes.filter(({ isLatest }: any) => isLatest);
  expect(latest.length).toBeLessThan(timetables.nodes.length);
  const all = (await rowsOf('/data/timetables.json?latest=false')).rows;
  const current = (await rowsOf('/data/timetables.json')).rows;
  expect(all.map(({ id }) => id)).toEqual(expect.arrayContaining(idsOf(timetables.nodes)));
  expect(current.map(({ id }) => id)).toEqual(expect.arrayContaining(idsOf(latest)));
  expect(all.length).toBeGreaterThan(current.length);
  const ids = new Set(all.map(({ id }) => id));
  expect(current.every(({ id }) => ids.has(id))).toBe(true);
  expect(all.every((row) => row['edition.isDemo'] === true)).toBe(true);
});

test('every dataset whose type says what is a demonstration says it too', () => {
  const silent = [...datasets.values()].filter(({ name, table, text }) => {
    const type = schema.getType(table.lists[0]!.selected.children[0]!.parent) as GraphQLObjectType;
    return name !== 'gaps' && type.getFields()['isDemo'] !== undefined && !text.includes('isDemo');
  });
  expect(silent.map(({ name }) => name)).toEqual([]);
});

test('headings say what a column is, short and with its unit', () => {
  const headingOf = (name: string, column: string) => {
    const { heading } = datasets.get(name)!.table.columns.find((each) => each.name === column)!;
    return [heading.zh, heading.en];
  };
  expect(headingOf('programs', 'leads.party.name')).toEqual(['牵头单位', 'Lead units']);
  expect(headingOf('findings', 'isLate')[1]).toBe('Whether it is late');
  expect(headingOf('timetables', 'edition.month')).toEqual(['月份', 'Month']);
  expect(headingOf('activities', 'minutes')).toEqual([
    '已确认的服务时长合计（分钟）',
    'Confirmed minutes of service',
  ]);
  expect(headingOf('activities', 'hours')[0]).toBe('已确认的服务时长合计（小时）');
  expect(headingOf('service-requests', 'responseMinutes')).toEqual([
    '响应时长（分钟）',
    'Response time (minutes)',
  ]);
  for (const { table } of datasets.values())
    for (const { heading } of table.columns) expect(heading.zh).not.toMatch(/[a-z]/);
});

describe('parameters', () => {
  test('choose rows; one that is not given is no condition, though what it compares may be null', async () => {
    const all = await rowsOf('/data/responsibilities.json');
    const { responsibilities } = await query('{ responsibilities(expand: MEMBERS) { totalCount } }');
    expect(all.count).toBe(responsibilities.totalCount);
    expect(all.rows.some((row) => row['program.code'] === null)).toBe(true);
    const some = await rowsOf(
      '/data/responsibilities.json?program=2022-4/3&role=LEAD&role=ASSIST&expand=NONE&headings=en',
    );
    expect(some.count).toBeGreaterThan(0);
    expect(some.count).toBeLessThan(all.count);
    expect(new Set(some.rows.map((row) => row['program.code']))).toEqual(new Set(['2022-4/3']));
    expect(some.meta.parameters).toEqual({ program: '2022-4/3', role: ['LEAD', 'ASSIST'], expand: 'NONE' });
  });

  test('take a date for its midnight in Shanghai, and conditions as JSON', async () => {
    const { rows } = await rowsOf('/data/activities.json?from=2026-03-01&before=2026-04-01');
    expect(rows.length).toBeGreaterThan(0);
    for (const { startsAt } of rows) {
      expect(startsAt >= '2026-02-28T16:00:00.000Z' && startsAt < '2026-03-31T16:00:00.000Z').toBe(true);
    }
    const where = encodeURIComponent(JSON.stringify({ code: { eq: rows[0]!['code'] } }));
    expect((await rowsOf(`/data/activities.json?where=${where}`)).rows.map(({ code }) => code)).toEqual([
      rows[0]!['code'],
    ]);
  });

  test('left empty by a form are none, and limit gives the first rows', async () => {
    const all = await rowsOf('/data/activities.json?program=&from=&status=');
    expect(all.count).toBe((await rowsOf('/data/activities.json')).count);
    for (const limit of [1, 100, 150]) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const some = await rowsOf(`/data/activities.json?limit=${limit}`);
      expect(some.rows).toEqual(all.rows.slice(0, limit));
    }
  });

  test.each([
    ['programm=2022-4', 'UNKNOWN_PARAMETER', 'programm', '没有参数 programm；可用的有：program、'],
    ['from=2026-02-30', 'BAD_PARAMETER', 'from', '参数 from：时刻应为 RFC 3339 格式'],
    ['from=2026-02-30', 'BAD_PARAMETER', 'from', '如 2026-03-01'],
    ['from=2026-03-01T00:00:00+08:00', 'BAD_PARAMETER', 'from', '%2B'],
    ['status=DONE', 'BAD_PARAMETER', 'status', '应为 DRAFT、'],
    ['status=COMPLETED,CANCELLED', 'BAD_PARAMETER', 'status', 'status=COMPLETED&status=CANCELLED'],
    ['limit=3&limit=4', 'BAD_PARAMETER', 'limit', '只能给一次'],
    ['headings=zh&headings=en', 'BAD_PARAMETER', 'headings', '只能给一次'],
    ['program=a&program=b', 'BAD_PARAMETER', 'program', '只能给一次'],
    ['where=%7B', 'BAD_PARAMETER', 'where', '不是有效的 JSON'],
    ['where=%7B%22cod%22%3A1%7D', 'BAD_PARAMETER', 'where', '参数 where：'],
    ['limit=0', 'BAD_PARAMETER', 'limit', '应为正整数'],
    ['headings=fr', 'BAD_PARAMETER', 'headings', '应为 zh、en 或 names'],
  ])('refuses %s and names the parameter', async (search, code, parameter, message) => {
    const answer = await get(`/data/activities.csv?${search}`);
    expect(answer.statusCode).toBe(400);
    expect(answer.headers['content-type']).toContain('application/json');
    const [error] = answer.json().errors;
    expect(error).toMatchObject({ extensions: { code, parameter } });
    expect(error.message).toContain(message);
    const english = await get(`/data/activities.csv?${search}`, { 'accept-language': 'en' });
    expect(english.json().errors[0].message).not.toMatch(/[\p{Script=Han}]/u);
  });

  test.each([
    ['activities', 'program=nix', 'program'],
    ['activities', 'organizer=艾山街道', 'organizer'],
    ['activities', 'program=2022-4/3&organizer=x', 'organizer'],
    ['programs', 'plan=x', 'plan'],
    ['trainings', 'course=x', 'course'],
    ['timetables', 'station=x', 'station'],
    ['venues', 'street=x', 'street'],
  ])('that name nothing are refused with an example: %s %s', async (name, search, parameter) => {
    const answer = await get(`/data/${name}.json?${encodeURI(search)}`);
    expect([answer.statusCode, answer.json().errors?.[0].extensions]).toEqual([
      400,
      { code: 'BAD_PARAMETER', parameter },
    ]);
    expect(answer.json().errors[0].message).toMatch(/没有代码 .*；应为代码，如 \S+/);
  });

  test('every parameter that is a code says of what', () => {
    const silent = [...datasets.values()].flatMap(({ parameters }) =>
      parameters.filter(({ type, names }) => String(type) === 'String' && names === null),
    );
    expect(silent).toEqual([]);
  });

  test('that are needed are asked for, in the language of the asker', async () => {
    const answer = await get('/data/gaps.csv?plan=2022-4&from=2026-01-01');
    expect([answer.statusCode, answer.json().errors[0]]).toEqual([
      400,
      { message: '缺少参数 to（Date!）', extensions: { code: 'MISSING_PARAMETER', parameter: 'to' } },
    ]);
    const english = await get('/data/gaps.csv', { 'accept-language': 'en' });
    expect(english.json().errors[0].message).toBe('The parameter plan (String!) is missing');
  });

  test('that the query itself refuses are refused before a byte of a file goes out', async () => {
    const answer = await get('/data/gaps.xlsx?plan=2022-4&from=2024-01-01&to=2026-01-01');
    expect([answer.statusCode, answer.json().errors[0].extensions.code]).toEqual([400, 'BAD_VALUE']);
    expect(answer.headers['content-disposition']).toBeUndefined();
  });
});

test.each([
  '/data/nothing.csv',
  '/data/activities.pdf',
  '/data/activities',
  '/data/',
  '/data/..%2fx.csv',
  '/data/constructor.csv',
  '/data/activities.constructor',
])('%s is nowhere', async (url) => {
  const answer = await get(url);
  expect(answer.statusCode).toBe(404);
  if (url.includes('%2f')) return;
  const [error] = answer.json().errors;
  expect(error.extensions.code).toBe('NOT_FOUND');
  expect(error.message).toContain('json, ndjson, csv, xlsx, parquet');
  expect(error.message).toContain('/data');
});

describe('headings and labels', () => {
  test('are Chinese, or English for whoever asks so', async () => {
    const first = (body: string) => body.slice(1).split('\r\n', 1)[0]!.split(',');
    expect(first((await get('/data/activities.csv')).body).slice(0, 6)).toEqual([
      '代码',
      '名称',
      '状态',
      '开始',
      '结束',
      '所属项目·代码',
    ]);
    const english = await get('/data/activities.csv', { 'accept-language': 'en' });
    expect(first(english.body).slice(0, 6)).toEqual([
      'Code',
      'Title',
      'Status',
      'Start',
      'End',
      'The program · Code',
    ]);
    expect(english.headers['vary']).toBe('Accept-Language, Authorization');
    expect(first((await get('/data/activities.csv?headings=names')).body).slice(4, 6)).toEqual([
      'endsAt',
      'program.code',
    ]);
  });

  test('say what the file is, with a Chinese name that a browser understands', async () => {
    const { headers } = await get('/data/activities.csv?program=2022-4/3');
    expect(headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': `attachment; filename="activities-demo.csv"; filename*=UTF-8''${encodeURIComponent('活动（示例数据）.csv')}`,
      'x-data-state': 'DEMO',
      'x-retrieved-at': '2026-11-24T04:00:00.000Z',
      'x-content-type-options': 'nosniff',
      'cache-control': 'public, no-cache',
    });
    expect(headers['link']).toContain('</data/activities.xlsx?program=2022-4/3>; rel="alternate"');
    expect(headers['link']).toContain('</data/datapackage.json>; rel="describedby"');
    const book = XLSX.read((await get('/data/activities.xlsx')).rawPayload);
    expect(book.SheetNames).toEqual(['活动', 'README']);
  });

  test('HEAD says the same without the file', async () => {
    const head = await app.inject({ method: 'HEAD', url: '/data/activities.csv' });
    const whole = await get('/data/activities.csv');
    expect([head.statusCode, head.body]).toEqual([200, '']);
    for (const name of ['content-type', 'content-disposition', 'etag', 'link'])
      expect(head.headers[name], name).toBe(whole.headers[name]);
    expect((await app.inject({ method: 'HEAD', url: '/data/activities.csv?x=1' })).statusCode).toBe(400);
  });
});

describe('what a client has already', () => {
  const again = (url: string, etag: unknown, headers: Record<string, string> = {}) =>
    get(url, { ...headers, 'if-none-match': String(etag) });

  test('is not sent again, and is as soon as a word of it changes', async () => {
    const url = '/data/activities.csv';
    const { headers, body } = await get(url);
    expect(headers['etag']).toMatch(/^W\/"/);
    database.statements = [];
    const same = await again(url, headers['etag']);
    expect([same.statusCode, same.body, same.headers['etag']]).toEqual([304, '', headers['etag']]);
    expect(database.statements).toHaveLength(1);
    // Not by the API, which would announce it: whatever writes changes the tag.
    await database.pool.query(`update activity set title = title || '（改）' where code = '370117-A-000001'`);
    const changed = await again(url, headers['etag']);
    expect(changed.statusCode).toBe(200);
    expect(changed.body).toContain('（改）');
    expect(changed.body).not.toBe(body);
    expect(changed.headers['etag']).not.toBe(headers['etag']);
  });

  test('is sent again where it depends on the time of day, and that of others is not for it', async () => {
    const timely = `/data/activities.json?where=${encodeURIComponent('{"startsAt":{"last":"PT30M"}}')}`;
    const [lasting, passing] = [await get('/data/activities.json?limit=1'), await get(timely)];
    expect((await again('/data/activities.json?limit=1', lasting.headers['etag'])).statusCode).toBe(304);
    expect((await again(timely, passing.headers['etag'])).statusCode).toBe(200);
    expect((await again('/data/activities.json?limit=1', lasting.headers['etag'])).statusCode).toBe(304);
  });

  test('names its other forms by addresses that nothing of a request gets out of', async () => {
    const { headers } = await app.inject({ url: '/data/activities.csv?program=a,</evil>;rel=describedby' });
    expect(headers['link'] ?? '').not.toContain('</evil>');
  });

  test('is another with other parameters, in another language or form, and on another day', async () => {
    const tags = new Set<unknown>();
    for (const [url, language] of [
      ['/data/activities.csv', 'zh'],
      ['/data/activities.csv', 'en'],
      ['/data/activities.csv?limit=3', 'zh'],
      ['/data/activities.json', 'zh'],
      ['/data/stories.json', 'zh'],
    ] as const) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      tags.add((await get(url, { 'accept-language': language })).headers['etag']);
    }
    setNow('2026-11-25T04:00:00Z');
    tags.add((await get('/data/activities.csv')).headers['etag']);
    setNow('2026-11-24T04:00:00Z');
    expect(tags.size).toBe(6);
  });

  test('is sent again where it depends on the time of day', async () => {
    const url = '/data/programs.csv';
    const { headers } = await get(url);
    expect((await again(url, headers['etag'])).statusCode).toBe(200);
  });

  test('that was begun to be written when it was read is not taken for what is there when it is', async () => {
    const url = '/data/venues.csv';
    const client = await database.pool.connect();
    await client.query('begin');
    await client.query(`update venue set name = name || '（新）'`);
    const before = await get(url);
    expect(before.body).not.toContain('（新）');
    await client.query('commit');
    client.release();
    const after = await again(url, before.headers['etag']);
    expect(after.statusCode).toBe(200);
    expect(after.body).toContain('（新）');
  });
});

test('a dataset without its descriptions, or with a parameter of a name that is taken, stops the start', () => {
  expect(() => readDataset(schema, 'x', '# 标题\nquery X { programs { nodes { code } } }')).toThrow(
    'operations/data/x.graphql needs a title',
  );
  const head = '# 标题 · 说明\n# Title · About\n';
  expect(() =>
    readDataset(schema, 'x', `${head}query X($limit: Int) { programs { nodes { code } } }`),
  ).toThrow('limit');
  expect(() =>
    readDataset(schema, 'x', `${head}query X { programs { nodes { code } } plans { nodes { code } } }`),
  ).toThrow('几个列表');
});

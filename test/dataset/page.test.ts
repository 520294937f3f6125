import { parseDocument, DomUtils } from 'htmlparser2';
import { describe, expect, test } from 'vitest';
import type { Column } from '../../src/dataset/columns.ts';
import { readDatasets } from '../../src/dataset/datasets.ts';
import { metaOf } from '../../src/dataset/meta.ts';
import { tablePage } from '../../src/dataset/table-page.ts';
import { buildSchema } from '../../src/server/schema.ts';
import { testServer } from '../setup/server.ts';

const { app, database, setNow } = await testServer('demo');
const datasets = readDatasets(buildSchema());
const REQUIRED: Record<string, string> = {
  gaps: 'plan=2022-4&from=2026-01-01&to=2026-11-20',
  'weekly-duties': 'plan=2022-4&from=2026-01-01&to=2026-11-20',
  calendar: 'from=2026-01-01&before=2026-12-01',
};
const urlOf = (name: string, format: string, search = '') =>
  `/data/${name}.${format}?${[REQUIRED[name], search].filter(Boolean).join('&')}`;
const get = (url: string, headers: Record<string, string> = {}) => app.inject({ url, headers });

type Elements = ReturnType<typeof DomUtils.getElementsByTagName>;
const elements = (html: string, name: string): Elements =>
  DomUtils.getElementsByTagName(name, parseDocument(html), true);
const within = (node: Elements[number], name: string): Elements =>
  DomUtils.getElementsByTagName(name, node, true);
const text = (node: Elements[number]): string => DomUtils.textContent(node);
const rowsOf = (html: string): Elements[] =>
  within(elements(html, 'tbody')[0]!, 'tr').map((row) => within(row, 'td'));
const linksOf = (html: string, rel: string): string[] =>
  elements(html, 'a')
    .filter(({ attribs }) => attribs['rel'] === rel)
    .map(({ attribs }) => attribs['href']!);

/** The value behind what a cell shows, as far as its column needs. */
function valueOf(cell: Elements[number], { type }: Column): unknown {
  if (within(cell, 'span').some(({ attribs }) => attribs['class'] === 'none')) return null;
  if (type === 'datetime') return within(cell, 'time')[0]!.attribs['datetime'];
  const data = within(cell, 'data').map(({ attribs }) => attribs['value']);
  if (type === 'code' || type === 'boolean') return data.join('；');
  return text(cell);
}

function expected(value: any, { isList, type }: Column): unknown {
  if (isList)
    return value.length === 0 || (value.length === 1 && value[0] === null)
      ? null
      : value.map((item: unknown) => item ?? '').join('；');
  if (value === null) return null;
  return type === 'datetime' ? new Date(value as string).toISOString() : String(value);
}

describe.each([...datasets.keys()])('%s', (name) => {
  test('is as a page what it is as JSON, under Chinese headings', async () => {
    const { rows } = (await get(urlOf(name, 'json', 'limit=150'))).json<{ rows: any[] }>();
    const { body, statusCode, headers } = await get(urlOf(name, 'html', 'limit=150'));
    expect(statusCode).toBe(200);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(headers['content-disposition']).toBeUndefined();
    const shown = datasets.get(name)!.table.columns.filter(({ type }) => type !== 'id');
    const empty = body.includes('没有符合条件的行');
    expect(empty).toBe(rows.length === 0);
    const cells = empty ? [] : rowsOf(body);
    expect(cells.map((row) => row.map((cell, i) => valueOf(cell, shown[i]!)))).toEqual(
      rows.map((row) => shown.map((column) => expected(row[column.name], column))),
    );
    const heads = empty ? [] : elements(body, 'th');
    expect(heads.map(text)).toEqual(empty ? [] : shown.map(({ heading }) => heading.zh));
    expect(heads.every(({ attribs }) => attribs['scope'] === 'col')).toBe(true);
    expect(elements(body, 'script')).toEqual([]);
  });
});

test('says what it is of, in words, and where the same is to be had', async () => {
  const { body, headers } = await get(
    '/data/activities.html?program=2022-4/3&status=COMPLETED&status=CANCELLED&from=2026-03-01',
  );
  expect(text(elements(body, 'h1')[0]!)).toBe('活动');
  expect(text(elements(body, 'caption')[0]!)).toMatch(/^活动 · (共|本页) \d+ 行$/);
  const [terms, values] = ['dt', 'dd'].map((name) => elements(body, name).map(text));
  expect(terms).toEqual(['项目代码', '状态', '开始于此时或之后']);
  expect(values![0]).toBe('2022-4/3');
  expect(values![1]).toMatch(/^已完成；已取消/);
  expect(values![2]).toBe('2026-03-01 00:00');
  expect(text(elements(body, 'p').find(({ attribs }) => attribs['role'] === 'note')!)).toContain('示例数据');
  const hrefs = elements(body, 'a').map(({ attribs }) => attribs['href']);
  expect(hrefs).toContain('/data#activities');
  expect(hrefs.filter((href) => href?.includes('status=COMPLETED&status=CANCELLED'))).toEqual(
    ['json', 'ndjson', 'csv', 'xlsx', 'parquet'].map(
      (format) =>
        `/data/activities.${format}?program=2022-4%2F3&status=COMPLETED&status=CANCELLED&from=2026-03-01`,
    ),
  );
  expect(headers['link']).toContain('</data/activities.csv?program=2022-4/3');
  expect((await get('/data/activities.csv')).headers['link']).toContain('</data/activities.html>');
  expect((await get('/data')).body).toContain('href="/data/activities.html"');
});

test('loads and runs nothing, and is not sent again unchanged', async () => {
  const { headers } = await get('/data/venues.html');
  expect(headers['content-security-policy']).toMatch(
    /^default-src 'none'; style-src 'sha256-[\w+/=]+'; frame-ancestors 'none'/,
  );
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'x-data-state': 'DEMO',
    vary: 'Accept-Language, Authorization',
  });
  const again = () => get('/data/venues.html', { 'if-none-match': String(headers['etag']) });
  expect([(await again()).statusCode, (await again()).body]).toEqual([304, '']);
  const head = await app.inject({ method: 'HEAD', url: '/data/venues.html' });
  expect([head.statusCode, head.body, head.headers['etag']]).toEqual([200, '', headers['etag']]);
  await database.pool.query(`update venue set name = name || '（改）'`);
  expect((await again()).body).toContain('（改）');
});

test('speaks English, with headings as they are asked for', async () => {
  const { body } = await get('/data/activities.html?limit=3', { 'accept-language': 'en' });
  expect(body).toContain('<html lang="en">');
  expect(elements(body, 'th').map(text)[0]).toBe('Code');
  expect(text(elements(body, 'caption')[0]!)).toBe('Activities · 3 rows in all');
  const named = await get('/data/activities.html?limit=3&headings=names');
  expect(elements(named.body, 'th').map(text)[0]).toBe('code');
});

describe('pages', () => {
  test('lead on until all rows were there, once each, with the conditions kept', async () => {
    const search = 'from=2025-12-01';
    const all = (await get(`/data/activities.json?${search}`)).json<{ rows: { code: string }[] }>().rows;
    expect(all.length).toBeGreaterThan(500);
    const codes: string[] = [];
    let url: string | undefined = `/data/activities.html?${search}`;
    for (let i = 0; url !== undefined; i++) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const { body, statusCode } = await get(url);
      expect(statusCode).toBe(200);
      codes.push(...rowsOf(body).map(([cell]) => text(cell!)));
      expect(linksOf(body, 'first')).toEqual(i === 0 ? [] : [`/data/activities.html?${search}`]);
      for (const href of elements(body, 'a').map(({ attribs }) => attribs['href']!))
        expect(href.includes('.csv') && href.includes('after')).toBe(false);
      [url] = linksOf(body, 'next');
    }
    expect(codes).toEqual(all.map(({ code }) => code));
  });

  test('stop at the limit that was asked for', async () => {
    const codes: string[] = [];
    const sizes: number[] = [];
    let url: string | undefined = '/data/activities.html?limit=530';
    while (url !== undefined) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const rows = rowsOf((await get(url)).body);
      sizes.push(rows.length);
      codes.push(...rows.map(([cell]) => text(cell!)));
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      [url] = linksOf((await get(url)).body, 'next');
    }
    expect(sizes).toEqual([500, 30]);
    const all = (await get('/data/activities.json?limit=530')).json<{ rows: { code: string }[] }>().rows;
    expect(codes).toEqual(all.map(({ code }) => code));
  });
});

test.each([
  ['/data/activities.html?status=DONE', 400, '应为 DRAFT、'],
  ['/data/activities.html?after=x', 400, '游标'],
  ['/data/hours.html?after=x', 400, '没有参数 after'],
  ['/data/activities.html?x=<img src=x onerror=alert(1)>', 400, '没有参数 x'],
  ['/data/gaps.html', 400, '缺少参数 plan'],
  ['/data/nothing.html', 404, '/data'],
])('says why %s cannot be shown, on a page', async (url, status, message) => {
  const { statusCode, headers, body } = await get(encodeURI(url));
  expect([statusCode, headers['content-type']]).toEqual([status, 'text/html; charset=utf-8']);
  expect(headers['content-security-policy']).toContain("default-src 'none'");
  expect(elements(body, 'p').map(text).join('\n')).toContain(message);
  expect(elements(body, 'img')).toEqual([]);
  expect(linksOf(body, 'next')).toEqual([]);
});

test('asks for what it cannot do without, keeping what was given', async () => {
  const { body } = await get('/data/gaps.html?plan=2022-4&kinds=WEEKLY_DUTY_MISSED&from=%22%3E%3Cimg%3E');
  expect(elements(body, 'img')).toEqual([]);
  const [form] = elements(body, 'form');
  expect(form!.attribs).toMatchObject({ method: 'get', action: '/data/gaps.html' });
  const fields = elements(body, 'input').map(({ attribs }) => [attribs['name'], attribs['value']]);
  expect(fields).toEqual([
    ['plan', '2022-4'],
    ['from', '"><img>'],
    ['to', undefined],
  ]);
  const chosen = elements(body, 'option').filter(({ attribs }) => 'selected' in attribs);
  expect(chosen.map(({ attribs }) => attribs['value'])).toEqual(['WEEKLY_DUTY_MISSED']);
});

test('after is for pages alone, and a page is no format of an export', async () => {
  expect((await get('/data/activities.csv?after=x')).json().errors[0].extensions).toMatchObject({
    code: 'UNKNOWN_PARAMETER',
    parameter: 'after',
  });
  const answer = await app.inject({
    method: 'POST',
    url: '/export?format=html',
    payload: { query: '{ programs { nodes { code } } }' },
  });
  expect([answer.statusCode, answer.json().errors[0].extensions.parameter]).toEqual([400, 'format']);
});

test('what depends on the time of day is sent again', async () => {
  setNow('2026-11-24T04:00:00Z');
  const timely = `/data/activities.html?where=${encodeURIComponent('{"startsAt":{"last":"PT30M"}}')}`;
  const { headers } = await get(timely);
  expect((await get(timely, { 'if-none-match': String(headers['etag']) })).statusCode).toBe(200);
});

const HOSTILE = [
  '<img src=x onerror=alert(1)>',
  '</td></tr></table><script>alert(1)</script>',
  '"><svg onload=alert(1)>',
  "' onmouseover='alert(1)",
  '\u202Eegnahc\u2066\u2067abc',
  '&lt;b&gt; &amp; &#x3c;',
  '中'.repeat(5_000),
  'javascript:alert(1)',
  '\u0000<!--',
];

test('nothing of the data is more than text: in cells, headings, titles and conditions', () => {
  const column = (name: string, type: Column['type']): Column => ({
    name,
    type,
    isList: false,
    isNullable: true,
    heading: { zh: HOSTILE[1]!, en: 'x' },
    description: { zh: '说明', en: 'x' },
    codes: [],
    level: 1,
    steps: [],
  });
  const columns = (['text', 'code', 'url', 'month', 'date', 'datetime'] as const).map((type) =>
    column(type, type),
  );
  const meta = metaOf({
    name: 'hostile',
    title: { zh: HOSTILE[1]!, en: 'x' },
    description: { zh: HOSTILE[0]!, en: 'x' },
    baseUrl: 'http://localhost',
    dataState: 'LIVE',
    at: new Date('2026-11-24T04:00:00Z'),
    language: 'zh',
    parameters: { program: HOSTILE[2] },
    columns,
  });
  const [program] = datasets.get('activities')!.parameters;
  const html = tablePage({
    name: 'hostile',
    meta,
    columns,
    headings: columns.map(({ heading }) => heading.zh),
    parameters: [program!],
    search: `?${new URLSearchParams({ program: HOSTILE[2]! }).toString()}`,
    rows: HOSTILE.map((value) => columns.map(() => value)),
    isContinued: true,
    next: `/data/hostile.html?program=${HOSTILE[3]}`,
  });
  for (const name of ['script', 'img', 'svg', 'b', 'iframe']) expect(elements(html, name)).toEqual([]);
  expect(DomUtils.filter((node) => node.type === 'comment', parseDocument(html))).toEqual([]);
  const all = DomUtils.filter((node) => 'attribs' in node, parseDocument(html)) as Elements;
  for (const { attribs } of all)
    expect(Object.keys(attribs).filter((name) => name.startsWith('on'))).toEqual([]);
  for (const href of elements(html, 'a').map(({ attribs }) => attribs['href']!))
    expect(href).toMatch(/^\/(data|$)/);
  expect(rowsOf(html).map((row) => row.map(text))).toEqual(HOSTILE.map((value) => columns.map(() => value)));
  const bare = rowsOf(html)
    .flat()
    .filter((cell) => within(cell, 'bdi').length !== 1);
  expect(bare).toEqual([]);
});

import { isEnumType, isInputObjectType, isInterfaceType, isObjectType } from 'graphql';
import { expect, test } from 'vitest';
import { Dictionary, entriesOf } from '../../src/docs/dictionary.ts';
import { addressOf } from '../../src/docs/addresses.ts';
import { GUIDES } from '../../src/docs/guides.ts';
import { MODULES } from '../../src/docs/modules.ts';
import { sdlFiles } from '../../src/server/schema.ts';
import { testServer } from '../setup/server.ts';

const { app, schema, send } = await testServer('plan');
const entries = entriesOf(schema);

async function get(url: string, headers: Record<string, string> = {}) {
  const { statusCode, body, headers: given } = await app.inject({ url, headers });
  return { status: statusCode, body, headers: given };
}

const TAGS = /<[^>]*>/g;
const ENTITIES: Record<string, string> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
  '&amp;': '&',
};
const plain = (html: string): string =>
  html
    .replaceAll(/<(style|head)>.*?<\/\1>/gs, '')
    .replaceAll(TAGS, ' ')
    .replaceAll(/&(?:lt|gt|quot|apos|amp);/g, (entity) => ENTITIES[entity]!)
    .replaceAll(/\s+/g, ' ');

const idsOf = (html: string): Set<string> =>
  new Set([...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id!));

const pages = (language: 'zh' | 'en'): string[] => {
  const base = addressOf('Query.plans', language).replace('/Query.plans', '');
  return [
    base,
    ...entries.map(({ coordinate }) => addressOf(coordinate, language).split('#')[0]!),
    ...Object.keys(MODULES).map((name) => `${base}/module/${name}`),
    ...GUIDES.map(({ slug }) => `${base}/${slug}`),
  ].filter((url, i, all) => all.indexOf(url) === i);
};

test.each(['zh', 'en'] as const)(
  'every page of %s is there, and every link leads to a page and an anchor that are',
  async (language) => {
    const urls = pages(language);
    expect(urls.length).toBeGreaterThan(900);
    const found = new Map<string, { ids: Set<string>; links: string[] }>();
    const faults: string[] = [];
    for (const url of urls) {
      const { status, body } = await get(url);
      if (status !== 200 || /undefined|\[object|NaN/.test(plain(body))) faults.push(`${url} ${status}`);
      const links = [...body.matchAll(/ href="(\/docs[^"]*|#[^"]*)"/g)].map(([, href]) =>
        href!.replaceAll('&amp;', '&'),
      );
      // The other language's page is looked at in its own turn.
      const own = links.filter((href) => language === 'en' || !href.startsWith('/docs/en'));
      found.set(url, {
        ids: idsOf(body),
        links: own.map((href) => (href.startsWith('#') ? `${url}${href}` : href)),
      });
    }
    for (const [url, { links }] of found) {
      for (const link of links) {
        const [page, anchor] = link.split('#');
        if (language === 'en' && !page!.startsWith('/docs/en')) continue;
        const target = found.get(page!);
        if (!target || (anchor && !target.ids.has(decodeURI(anchor)))) faults.push(`${url} → ${link}`);
      }
    }
    expect([...new Set(faults)]).toEqual([]);
    const missing = entries.filter(({ coordinate }) => {
      const [page, anchor = coordinate] = addressOf(coordinate, language).split('#');
      return !found.get(page!)!.ids.has(anchor);
    });
    expect(missing.map(({ coordinate }) => coordinate)).toEqual([]);
  },
  180_000,
);

test('every root field shows an example and what it costs', async () => {
  const roots = [schema.getQueryType()!, schema.getMutationType()!, schema.getSubscriptionType()!];
  const coordinates = roots.flatMap((type) =>
    Object.keys(type.getFields()).map((name) => `${type.name}.${name}`),
  );
  expect(coordinates.length).toBeGreaterThan(170);
  const poor: string[] = [];
  for (const coordinate of coordinates) {
    const { body } = await get(addressOf(coordinate, 'zh'));
    const text = plain(body);
    const isWhole =
      text.includes('示例') &&
      body.includes('/explorer?operation=') &&
      /此例计 [\d,]+ 个对象 \(上限 50,000\)/.test(text);
    if (!isWhole) poor.push(coordinate);
  }
  expect(poor).toEqual([]);
}, 60_000);

test('the cost on a page is what the answer says', async () => {
  const { body } = await get('/docs/Query.incentives');
  const [, code] = /<h2>示例<\/h2>.*?<pre[^>]*><code>([^<]*)<\/code>/s.exec(body)!;
  const query = code!.replaceAll(/&(?:lt|gt|quot|apos|amp);/g, (entity) => ENTITIES[entity]!);
  const { extensions } = await send(query);
  expect(plain(body)).toContain(`此例计 ${extensions.cost.nodes} 个对象`);
});

test('a page says it in its own language', async () => {
  const [zh, en] = [await get('/docs/type/Activity'), await get('/docs/en/type/Activity')];
  expect(plain(zh.body)).toContain('一场活动。');
  expect(plain(zh.body)).not.toContain('One activity');
  expect(zh.body).toContain('<html lang="zh-CN">');
  expect(plain(en.body)).toContain('Confirmed hours of service');
  expect(plain(en.body)).not.toContain('已确认的服务时长');
  expect(en.body).toContain('<html lang="en">');
  // Each leads to the other.
  expect(zh.body).toContain('href="/docs/en/type/Activity"');
  expect(en.body).toContain('href="/docs/type/Activity"');
});

test('what the contract says of rights, personal data, deprecation and defaults stands there', async () => {
  expect(plain((await get('/docs/Mutation.serviceRequestAccept')).body)).toContain(
    '协调员，就本单位、本队伍及其下的',
  );
  expect(plain((await get('/docs/Mutation.serviceRequestAccept')).body)).not.toContain('文明办，就本区的');
  expect(plain((await get('/docs/type/Volunteer')).body)).toContain('个人信息');
  expect(plain((await get('/docs/type/SignUp')).body)).toContain(
    '不公开：本人；所属单位或队伍的协调员；本区文明办可以看到。',
  );
  const kinds = await get('/docs/type/ChangeKind');
  expect(kinds.body).toMatch(/class="entry struck" id="ChangeKind.CERTIFICATE_VOIDED"/);
  expect(plain(kinds.body)).toContain('已弃用');
  expect(plain((await get('/docs/type/GapScope')).body)).toContain('只给一项');
  const withDefault = entries.find(({ coordinate }) => {
    const [type, name] = coordinate.split('.');
    const of = schema.getType(type!);
    return isInputObjectType(of) && name && of.getFields()[name]?.defaultValue !== undefined;
  })!;
  expect(plain((await get(addressOf(withDefault.coordinate, 'en').split('#')[0]!)).body)).toContain(
    'default ',
  );
});

test('pages run nothing and load nothing from elsewhere', async () => {
  for (const url of ['/docs', '/docs/en/Query.activities', '/docs?q=x', '/docs/tutorials/media']) {
    const { body, headers } = await get(url);
    expect(body).not.toMatch(/<script|<iframe|<img|javascript:| on\w+=/i);
    expect([...body.matchAll(/ src="/g)]).toEqual([]);
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['x-content-type-options']).toBe('nosniff');
  }
});

test('a page that is known is not sent again, and changes its tag with what it says', async () => {
  const first = await get('/docs/type/Activity');
  const etag = first.headers['etag'] as string;
  expect((await get('/docs/type/Activity', { 'if-none-match': etag })).status).toBe(304);
  expect((await get('/docs/type/Program', { 'if-none-match': etag })).status).toBe(200);
});

test('what is not in the contract is 404, a coordinate leads to its place', async () => {
  for (const url of [
    '/docs/Nothing',
    '/docs/Query.nothing',
    '/docs/type/__Type',
    '/docs/type/toString',
    '/docs/en/module/none',
    '/docs/guides/none',
    '/docs/type/constructor',
  ]) {
    const { status, body } = await get(url);
    expect([url, status]).toEqual([url, 404]);
    expect(body).toContain('<form role="search"');
  }
  const { status, headers } = await get('/docs/Activity.hours');
  expect([status, headers['location']]).toEqual([302, '/docs/type/Activity#Activity.hours']);
});

test('the search finds by Chinese, English and names, and writes back what was asked as text', async () => {
  const found = async (text: string) => {
    const { body } = await get(`/docs?q=${encodeURIComponent(text)}`);
    return [...body.matchAll(/<li>\s*<a href="([^"]*)">/g)].map(([, href]) => href!);
  };
  expect((await found('时长')).slice(0, 6)).toContain('/docs/type/Activity#Activity.hours');
  expect((await found('点单')).slice(0, 6)).toContain('/docs/type/ServiceRequest');
  expect((await found('hours'))[0]).toBe('/docs/type/Activity#Activity.hours');
  expect((await found('Program.targets'))[0]).toBe('/docs/type/Program#Program.targets');
  expect(await found('没有这个词')).toEqual([]);
  const { body } = await get(`/docs?q=${encodeURIComponent('"><script>alert(1)</script>')}`);
  expect(body).not.toContain('<script');
  expect((await get(`/docs?q=${'x'.repeat(5_000)}`)).status).toBe(200);
  expect((await get('/docs?q=a&q=b')).status).toBe(200);
});

test('the dictionary has everything of the contract, and each word must be found', () => {
  const dictionary = new Dictionary(entries);
  const members = Object.values(schema.getTypeMap())
    .filter(({ name }) => !name.startsWith('__'))
    .flatMap((type) => {
      if (isEnumType(type)) return type.getValues().map(({ name }) => `${type.name}.${name}`);
      return isObjectType(type) || isInterfaceType(type) || isInputObjectType(type)
        ? Object.keys(type.getFields()).map((name) => `${type.name}.${name}`)
        : [];
    });
  const known = new Set(entries.map(({ coordinate }) => coordinate));
  expect(members.filter((coordinate) => !known.has(coordinate))).toEqual([]);
  expect(entries.filter(({ zh, en }) => !zh || !en).map(({ coordinate }) => coordinate)).toEqual([]);
  expect(dictionary.search('志愿者 编号').map(({ coordinate }) => coordinate)).toContain('Volunteer.number');
  expect(dictionary.search('志愿者 没有这个词')).toEqual([]);
});

test('every file of the contract has a title, and none is of a file that is gone', () => {
  const files = sdlFiles().map(({ name }) => name.replace('.graphql', ''));
  expect(Object.keys(MODULES).toSorted()).toEqual(files.toSorted());
});

test('a guide is the Markdown of the repository: its links lead to pages, Chinese lines join without a blank', async () => {
  const { body } = await get('/docs/tutorials/data');
  expect(body).toContain('<h2 id="2-问一个数">');
  expect(body).toContain('href="/docs/tutorials/dashboard"');
  expect(body).toContain('href="/docs/guides/analysts"');
  expect(plain(body)).toContain('是它的回答（不是全部）');
  // What is there in one language only is shown in that, and says so.
  const english = await get('/docs/en/tutorials/media');
  expect(plain(english.body)).toContain('This page is in Chinese only.');
  expect(english.body).toContain('<article class="text" lang="zh-CN">');
});

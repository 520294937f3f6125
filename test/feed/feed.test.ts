import { parseFeed } from 'feedsmith';
import Parser from 'rss-parser';
import { describe, expect, test } from 'vitest';
import { storiesIn } from '../story/given.ts';
import { world } from '../setup/world.ts';

const w = await world();
const { app, database, programs, setNow, coordinator, person } = w;
const { published, pictured } = await storiesIn(w);
const media = await person('feed-media', 'MEDIA');

const get = (url: string, headers: Record<string, string> = {}) =>
  app.inject({ url, headers: { host: 'zhiyuan.example.cn', ...headers } });
const BASE = 'http://zhiyuan.example.cn';

/** Elements of a name with their text and attributes: enough for what is asked here. */
const elements = (xml: string, name: string): string[] =>
  [...xml.matchAll(new RegExp(`<${name}(?:\\s[^>]*)?>([\\s\\S]*?)</${name}>`, 'g'))].map(([, text]) => text!);

test('an empty feed is a valid one', async () => {
  for (const format of ['rss', 'atom', 'json']) {
    const answer = await get(`/feeds/stories.${format}?program=2022-4/8`);
    expect(answer.statusCode).toBe(200);
    expect(parseFeed(answer.body).format).toBe(format);
  }
});

describe('with stories', async () => {
  setNow('2026-11-24T05:00:00Z');
  const picture = await pictured();
  const first = await published({
    title: '绿化带<变>了样 & "新"',
    body: `今天，**志愿者**清理了绿化带。\n\n![合影](/media/${picture.sha256}/960.jpg)\n\n<script>alert(1)</script> ]]> [站点](https://example.org/?a=1&b=2)`,
    program: programs['2022-4/3'],
    pictures: [picture.id],
    credits: { textAuthor: '李记者' },
  });
  setNow('2026-11-24T06:00:00Z');
  const second = await published({ title: '第二篇' });

  test('RSS is read by rss-parser, and has what RSS 2.0 asks for', async () => {
    const { headers, body } = await get('/feeds/stories.rss');
    expect(headers['content-type']).toBe('application/rss+xml; charset=utf-8');
    const feed = await new Parser().parseString(body);
    expect([feed.title, feed.link, feed.feedUrl]).toEqual([
      '志愿服务报道',
      `${BASE}/`,
      `${BASE}/feeds/stories.rss`,
    ]);
    expect(feed.items.map(({ title }) => title)).toEqual(['第二篇', '绿化带<变>了样 & "新"']);
    const item = feed.items[1]!;
    expect(item).toMatchObject({
      link: `${BASE}/stories/${first['code']}`,
      isoDate: '2026-11-24T05:00:00.000Z',
      creator: '李记者',
      categories: ['市容市貌美化'],
      enclosure: { type: 'image/jpeg', url: `${BASE}/media/${picture.sha256}/original.jpg` },
    });
    expect(Number(item.enclosure!.length)).toBeGreaterThan(100);
    const served = await app.inject({ url: new URL(item.enclosure!.url).pathname });
    expect(served.rawPayload.length).toBe(Number(item.enclosure!.length));
    const content = (item as any)['content:encoded'] as string;
    expect(content).toContain('<strong>志愿者</strong>');
    expect(content).toContain(`<img src="${BASE}/media/${picture.sha256}/960.jpg"`);
    expect(content).not.toContain('<script');
    // Each guid once, none a link; dates by RFC 822.
    const guids = elements(body, 'guid');
    expect(new Set(guids).size).toBe(2);
    for (const guid of guids) expect(guid).toMatch(/^urn:uuid:[0-9a-f-]{36}$/);
    expect(body.match(/isPermaLink="false"/g)).toHaveLength(2);
    for (const date of elements(body, 'pubDate'))
      expect(date).toMatch(/^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$/);
    for (const name of ['title', 'link', 'description'])
      expect(elements(body, name).length).toBeGreaterThan(0);
  });

  test('Atom has what RFC 4287 asks for', async () => {
    const { headers, body } = await get('/feeds/stories.atom');
    expect(headers['content-type']).toBe('application/atom+xml; charset=utf-8');
    const { format, feed } = parseFeed(body) as { format: string; feed: any };
    expect(format).toBe('atom');
    // 4.1.1: exactly one id, title and updated, an author, a link to itself.
    expect(feed.id).toBe(`${BASE}/feeds/stories.atom`);
    expect(feed.title).toBeDefined();
    expect(feed.updated).toBe('2026-11-24T06:00:00.000Z');
    expect(feed.authors).toHaveLength(1);
    expect(feed.links.map(({ rel }: any) => rel)).toContain('self');
    // 4.1.2: the same of each entry, and content or an alternate link; ids differ.
    for (const entry of feed.entries) {
      expect(entry.id).toMatch(/^urn:uuid:/);
      expect(entry.title).toBeTruthy();
      expect(new Date(entry.updated).getTime()).toBeGreaterThanOrEqual(new Date(entry.published).getTime());
      expect(entry.authors.length).toBeGreaterThan(0);
      expect(entry.links.filter(({ rel }: any) => rel === 'alternate')).toHaveLength(1);
    }
    expect(new Set(feed.entries.map(({ id }: any) => id)).size).toBe(feed.entries.length);
    expect(feed.entries[1].links.find(({ rel }: any) => rel === 'enclosure')).toMatchObject({
      type: 'image/jpeg',
    });
  });

  test('JSON Feed has what version 1.1 asks for', async () => {
    const { headers, body } = await get('/feeds/stories.json');
    expect(headers['content-type']).toBe('application/feed+json; charset=utf-8');
    const feed = JSON.parse(body);
    expect(feed).toMatchObject({
      version: 'https://jsonfeed.org/version/1.1',
      title: '志愿服务报道',
      feed_url: `${BASE}/feeds/stories.json`,
    });
    expect(parseFeed(body).format).toBe('json');
    for (const item of feed.items) {
      expect(typeof item.id).toBe('string');
      expect(item.content_html).toBeTruthy();
      expect(item.date_published).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    }
    expect(feed.items[1].attachments[0]).toMatchObject({ mime_type: 'image/jpeg' });
  });

  test('of one program or party; of none such there is no feed', async () => {
    const titles = async (query: string) =>
      JSON.parse((await get(`/feeds/stories.json?${query}`)).body).items.map(({ title }: any) => title);
    expect(await titles('program=2022-4/3')).toEqual(['绿化带<变>了样 & "新"']);
    expect(await titles('program=2022-4%2F4')).toEqual([]);
    expect(await titles('party=370117/aishan-street')).toHaveLength(2);
    expect(await titles('party=370117/lixin-street')).toEqual([]);
    expect(await titles('program=2022-4/3&party=370117/aishan-street')).toHaveLength(1);
    for (const query of [
      'program=none',
      'party=none',
      'program=2022-4/3&program=2022-4/4',
      `party=${'x'.repeat(200)}`,
      'program=%00',
    ])
      expect([query, (await get(`/feeds/stories.rss?${query}`)).statusCode]).toEqual([query, 404]);
    expect((await get('/feeds/stories.xml')).statusCode).toBe(404);
    expect((await get('/feeds/stories.constructor')).statusCode).toBe(404);
  });

  test('the page and the feeds have every picture with its text and caption, and who made the story', async () => {
    const fields = { alt: '"近景"', caption: '一铲<一铲>', photographer: '王摄' };
    const [one, two] = [await pictured(), await pictured({ fields })];
    setNow('2026-11-24T05:30:00Z');
    const story = await published({
      title: '图文',
      body: `第一段。\n\n![](/media/${two.sha256}/960.jpg)\n\n第二段。`,
      program: programs['2022-4/5'],
      pictures: [one.id, two.id],
      credits: { source: '区融媒体中心', textAuthor: '李记者', editor: '赵编辑', reviewer: '钱审核' },
    });
    const { body: page } = await get(`/stories/${story['code']}`);
    const feed = '/feeds/stories.atom?program=2022-4/5';
    const [entry] = (parseFeed((await get(feed)).body).feed as any).entries;
    const parsed = await new Parser().parseString((await get(feed.replace('atom', 'rss'))).body);
    const [item] = JSON.parse((await get(feed.replace('atom', 'json'))).body).items;
    const contents = [
      page,
      entry.content.value ?? entry.content,
      (parsed.items[0] as any)['content:encoded'],
    ];
    for (const html of [...contents, item.content_html]) {
      expect(html).toMatch(
        new RegExp(
          `<figure><img src="${BASE}/media/${one.sha256}/960.jpg" alt="志愿者在清理绿化带"[^>]*></figure>\\s*<p>第一段。</p>`,
        ),
      );
      expect(html).toContain('alt="&quot;近景&quot;"');
      expect(html).toContain('<figcaption>一铲&lt;一铲&gt;　王摄 摄</figcaption></figure>');
      expect(html.split(`/media/${two.sha256}/960.jpg`)).toHaveLength(2);
      expect(html).toContain('来源：区融媒体中心<br>文字：李记者<br>编辑：赵编辑<br>审核：钱审核</p>');
    }
    const urls = [one, two].map(({ sha256 }) => `${BASE}/media/${sha256}/original.jpg`);
    const enclosures = entry.links.filter(({ rel }: any) => rel === 'enclosure');
    expect(enclosures.map(({ href, title }: any) => [href, title])).toEqual([
      [urls[0], '志愿者在清理绿化带'],
      [urls[1], '"近景"'],
    ]);
    expect(item.attachments.map(({ url, title }: any) => [url, title])).toEqual([
      [urls[0], '志愿者在清理绿化带'],
      [urls[1], '"近景"'],
    ]);
    expect(page).toContain('<meta property="og:title" content="图文">');
    expect(page).toContain(`<meta property="og:image" content="${urls[0]}">`);
    expect(page).toContain(`<meta property="og:url" content="${BASE}/stories/${story['code']}">`);
    expect(page).toContain('type="application/atom+xml" title="志愿服务报道" href="/feeds/stories.atom"');
    await media.does('storyRetract', { id: story.id, expectedVersion: story.version, reason: '试' });
  });

  test('a browser gets a page that says there is nothing, a program the error', async () => {
    for (const url of [
      '/stories/none',
      '/feeds/stories.atom?program=none',
      '/calendar/none.ics',
      '/timetable/none/2026-12',
    ]) {
      const page = await get(url, { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' });
      expect([url, page.statusCode, page.headers['content-type']]).toEqual([
        url,
        404,
        'text/html; charset=utf-8',
      ]);
      expect(page.body).toMatch(/<h1>(没有这|该站点该月)/);
      expect((await get(url)).json().errors[0].extensions.code).toBe('NOT_FOUND');
    }
  });

  test('each links to a page of its own, which runs nothing', async () => {
    const page = await get(`/stories/${first['code']}`);
    expect(page.statusCode).toBe(200);
    expect(page.headers['content-security-policy']).toContain("default-src 'none'");
    expect(page.body).toContain('<h1>绿化带&lt;变&gt;了样 &amp; &quot;新&quot;</h1>');
    expect(page.body).not.toContain('<script');
    for (const code of ['none', '%00', `${first['code']}%00`, 'x'.repeat(3_000), '%E4%BD', '%27'])
      expect([code, (await get(`/stories/${code}`)).statusCode]).toEqual([code, 404]);
  });

  test('what has not changed is not sent again; a change and a retraction are told at once', async () => {
    const url = '/feeds/stories.atom';
    const { headers } = await get(url);
    expect(headers.etag).toMatch(/^"[^"]+"$/);
    const unchanged = await get(url, { 'if-none-match': headers.etag as string });
    expect([unchanged.statusCode, unchanged.body]).toEqual([304, '']);
    // A time does not say it: within its second, and by a story that went elsewhere, what is shown changes.
    const later = new Date(Date.now() + 86_400_000 * 365).toUTCString();
    expect(headers['last-modified']).toBeUndefined();
    expect((await get(url, { 'if-modified-since': later })).statusCode).toBe(200);
    expect((await get(url, { 'if-none-match': '"x"', 'if-modified-since': later })).statusCode).toBe(200);
    expect((await app.inject({ method: 'HEAD', url })).headers.etag).toBeDefined();

    setNow('2026-11-24T07:00:00Z');
    await media.does('storyRetract', { id: second.id, expectedVersion: second.version, reason: '数字有误' });
    const after = await get(url, { 'if-none-match': headers.etag as string });
    expect(after.statusCode).toBe(200);
    expect(after.body).not.toContain('第二篇');
    expect(after.body).toContain('<updated>2026-11-24T07:00:00.000Z</updated>');
    expect(after.headers.etag).not.toBe(headers.etag);
    const gone = await get(`/stories/${second['code']}`);
    expect([gone.statusCode, gone.json().errors[0].extensions.code]).toEqual([410, 'GONE']);
    const page = await get(`/stories/${second['code']}`, { accept: 'text/html,*/*;q=0.8' });
    expect([page.statusCode, page.headers['content-type']]).toEqual([410, 'text/html; charset=utf-8']);
    expect(page.body).toContain('<h1>稿件已撤回</h1>');
    expect(page.body).not.toContain('第二篇');
  });

  test('drafts are in none; characters that XML has none of are left out; statements are few', async () => {
    await coordinator.does('storyCreate', {
      input: { title: '草稿', body: '草稿', owner: w.partyId('370117/aishan-street') },
    });
    expect((await get('/feeds/stories.json')).body).not.toContain('草稿');
    await database.pool.query(`update story set title = $1 where code = $2`, [
      '甲\u0008乙\uFFFE丙',
      first['code'],
    ]);
    const { body } = await get('/feeds/stories.rss');
    expect(body).toContain('<title>甲乙丙</title>');
    await new Parser().parseString(body);
    database.statements = [];
    const { headers } = await get('/feeds/stories.rss');
    expect(database.statements).toHaveLength(5);
    // Whoever has it already is told so before a body is read.
    database.statements = [];
    expect((await get('/feeds/stories.rss', { 'if-none-match': headers.etag as string })).statusCode).toBe(
      304,
    );
    expect(database.statements.filter((text) => /\bbody\b/.test(text))).toEqual([]);
  });

  test('a body that was changed by whatever way, a name or a picture changes the tag', async () => {
    const tag = async () => (await get('/feeds/stories.json')).headers.etag;
    const seen = [await tag()];
    for (const statement of [
      `update story set body = body || '。' where status = 'PUBLISHED'`,
      `update party set name = name || '一' where code = '370117/aishan-street'`,
      `update media_asset set caption = '新的图说'`,
      `update story set status = 'RETRACTED', retracted_at = published_at where status = 'PUBLISHED'`,
    ]) {
      await database.pool.query(statement);
      seen.push(await tag());
    }
    expect(new Set(seen).size).toBe(seen.length);
  });
});

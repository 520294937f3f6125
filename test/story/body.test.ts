import { expect, test } from 'vitest';
import { renderHtml } from '../../src/story/body.ts';
import { picture } from '../setup/pictures.ts';
import { world } from '../setup/world.ts';
import { storiesIn } from './given.ts';

const w = await world();
const { query } = w;
const { create, published, pictured, kept, OWNER } = await storiesIn(w);

const FIELDS = 'bodyHtml bodyText summary wechatDraft { title author digest content }';
const rendered = async (body: string, more: Record<string, unknown> = {}) =>
  kept((await create({ body, ...more })).id, FIELDS);

const X = 'javascript:alert(1)';
const HOSTILE: [string, string, (html: string) => void][] = [
  ['a script', '<script>alert(1)</script>', (html) => expect(html).toContain('&lt;script&gt;')],
  ['an image that runs', '<img src=x onerror=alert(1)>', (html) => expect(html).toContain('&lt;img')],
  ['a style', '<style>*{display:none}</style>', (html) => expect(html).toContain('&lt;style')],
  ['a link that runs', `[x](${X})`, (html) => expect(html).not.toContain('<a')],
  [
    'a link that runs, in disguise',
    '[x](&#106;avascript:alert(1)) [y](JaVaScRiPt:alert(1)) [z](java\tscript:alert(1))',
    (html) => expect(html).not.toContain('<a'),
  ],
  ['a link by reference', `[x][1]\n\n[1]: ${X}`, (html) => expect(html).not.toContain('<a')],
  ['an autolink that runs', `<${X}>`, (html) => expect(html).not.toContain('<a')],
  [
    'data',
    '[x](data:text/html;base64,PHNjcmlwdD4=) ![x](data:image/svg+xml;base64,PHN2Zz4=)',
    (html) => expect(html).not.toMatch(/<a|<img/),
  ],
  [
    'a picture from elsewhere',
    '![偷看](https://example.com/a.gif)',
    (html) => expect(html).not.toContain('<img'),
  ],
  [
    'a picture of another story',
    `![偷看](/media/${'a'.repeat(64)}/original.jpg)`,
    (html) => expect(html).not.toContain('<img'),
  ],
  [
    'a picture beside its address',
    `![a" onerror="alert(1)](/media/${'a'.repeat(64)}/320.jpg)`,
    (html) => expect(html).not.toContain('<img'),
  ],
  [
    'a link without a host',
    '[x](//example.com) [y](/media/../graphql)',
    (html) => expect(html).not.toContain('<a'),
  ],
  [
    'attributes by a title',
    '[x](https://example.com "\\" onclick=\\"alert(1)")',
    (html) => expect(html).toBe('<p><a href="https://example.com" rel="noopener noreferrer">x</a></p>'),
  ],
  ['an address that closes its tag', '[x](https://example.com/"><script>alert(1)</script>)', () => {}],
  [
    'a word of 5,000 characters',
    'x'.repeat(5_000),
    (html) => expect(html).toBe(`<p>${'x'.repeat(5_000)}</p>`),
  ],
  ['marks of direction', '左\u200f右\u200e上', (html) => expect(html).toContain('左')],
  ['quotes in quotes in quotes', '> '.repeat(5_000) + 'x', () => {}],
  ['brackets without end', '['.repeat(5_000), () => {}],
  ['stars without end', '*a '.repeat(5_000), () => {}],
  [
    'a table',
    '| a | b |\n|---|---|\n| <b>1</b> | 2 |',
    (html) => expect(html).toContain('<td>&lt;b&gt;1&lt;/b&gt;</td>'),
  ],
];

test.for(HOSTILE)('%s does no harm', async ([, body, check]) => {
  const started = performance.now();
  const { bodyHtml, bodyText, wechatDraft } = await rendered(body);
  expect(performance.now() - started).toBeLessThan(5_000);
  for (const html of [bodyHtml, wechatDraft.content]) {
    expect(html).not.toMatch(/<(?:script|style|iframe|object|svg|form|input|link|meta)/i);
    // Within tags: neither handlers nor addresses that run.
    for (const [tag] of html.matchAll(/<[^>]*>/g))
      expect(tag).not.toMatch(/\son\w+=|javascript:|data:|class=|id=/i);
  }
  expect(bodyText).toEqual(expect.any(String));
  check(bodyHtml);
});

test.each([
  ['a table of very many lines', `a|b\n-|-\n${'x\n'.repeat(1_600)}`],
  ['a table of very many columns', `${'a|'.repeat(500)}\n${'-|'.repeat(500)}\n${'x\n'.repeat(50)}`],
  ['very many lines', 'x\n\n'.repeat(1_100)],
  ['brackets without end', '['.repeat(5_001)],
  ['links without end', '[a](http://b)'.repeat(2_501)],
])('refuses %s', async (_, body) => {
  const { coordinator } = w;
  expect(
    await coordinator.refused('storyCreate', { input: { title: '题', body, owner: OWNER } }),
  ).toMatchObject({
    code: 'INVALID_INPUT',
    path: ['input', 'body'],
  });
});

test('what is rendered is rendered once, whatever address the reader knows the service by', async () => {
  const asset = await pictured({ file: await picture(600, 300), fields: { alt: '合影' } });
  const body = `![](/media/${asset.sha256}/320.jpg)\n\n${'a|b|c\n-|-|-\n1|2|3\n\n'.repeat(200)}`;
  const pictures = [
    {
      sha256: asset.sha256,
      mediaType: 'image/jpeg',
      width: 600,
      height: 300,
      alt: '合影',
      caption: null,
      photographer: null,
    },
  ];
  const timed = async (baseUrl: string) => {
    const began = performance.now();
    const html = await renderHtml(body, pictures, baseUrl);
    return { html, took: performance.now() - began };
  };
  const first = await timed('https://one.example');
  const second = await timed('https://two.example');
  expect(second.took).toBeLessThan(first.took / 4);
  expect(first.html).toContain(`<img src="https://one.example/media/${asset.sha256}/`);
  expect(second.html).toBe(first.html.replaceAll('https://one.example', 'https://two.example'));
  // What a request calls the service by does not get out of its attribute.
  expect((await timed('http://x"onerror=alert(1) $& <b>')).html).toContain(
    '<img src="http://x&quot;onerror=alert(1) $&amp; &lt;b&gt;/media/',
  );
});

test('headings begin one below the title, lists and emphasis are kept', async () => {
  const { bodyHtml, bodyText } = await rendered(
    '# 大\n\n正文 **重点**，[官网](https://example.com)。\n第二行\n\n- 一\n- 二\n\n`码`',
  );
  expect(bodyHtml).toBe(
    [
      '<h2>大</h2>',
      '<p>正文 <strong>重点</strong>，<a href="https://example.com" rel="noopener noreferrer">官网</a>。<br />\n第二行</p>',
      '<ul>\n<li>一</li>\n<li>二</li>\n</ul>',
      '<p><code>码</code></p>',
    ].join('\n'),
  );
  expect(bodyText).toBe('大\n正文 重点，官网。\n第二行\n一\n二\n码');
});

test('the summary is as written, else the beginning of the text', async () => {
  expect((await rendered('很长。'.repeat(100))).summary).toBe(`${'很长。'.repeat(39)}很长…`);
  expect((await rendered('**短** 文')).summary).toBe('短 文');
  expect((await rendered('正文', { summary: '写好的摘要' })).summary).toBe('写好的摘要');
  const lead = await create({ body: null });
  expect(await kept(lead.id, FIELDS)).toEqual({
    bodyHtml: null,
    bodyText: null,
    summary: null,
    wechatDraft: null,
  });
});

test('pictures of the story’s own are shown where the body names them, with absolute addresses', async () => {
  const asset = await pictured({ file: await picture(1_200, 600), fields: { alt: '绿化带' } });
  const { bodyHtml, bodyText } = await rendered(
    `前\n\n![](/media/${asset.sha256}/original.jpg)\n\n![近景](${asset.url})`,
    { pictures: [asset.id] },
  );
  const src = asset.url.replace('original', '960');
  expect(bodyHtml).toBe(
    `<p>前</p>\n<p><img src="${src}" alt="绿化带" width="960" height="480" /></p>\n<p><img src="${src}" alt="近景" width="960" height="480" /></p>`,
  );
  expect(bodyText).toBe('前');
});

test('a draft for an official account is ready to paste', async () => {
  const [lead, inBody] = [
    await pictured({ fields: { alt: '全景', caption: '清理之后', photographer: '乙' } }),
    await pictured({ fields: { alt: '近景', caption: '一铲一铲' } }),
  ];
  const story = await published({
    title: '绿化带变了样',
    body: `## 清晨\n\n志愿者**早早**到了，见[方案](https://example.com/plan)。\n\n![近景](/media/${inBody.sha256}/original.jpg)`,
    pictures: [lead.id, inBody.id],
    credits: { source: '艾山街道', textAuthor: '甲', photographer: '乙', editor: '丙<b>', reviewer: '丁' },
    owner: OWNER,
  });
  const { story: read } = await query(
    `query ($id: ID!) { story(by: {id: $id}) { wechatDraft { title author digest content } } }`,
    story,
  );
  const { content, ...rest } = read.wechatDraft;
  expect(rest).toEqual({ title: '绿化带变了样', author: '甲', digest: '清晨 志愿者早早到了，见方案。' });
  expect(content).not.toMatch(/class=|<script|<a |data-/);
  expect(
    content.replaceAll(/ style="[^"]*"/g, '').replaceAll(/http:\/\/[^/]+\/media\/[0-9a-f]{64}/g, 'URL'),
  ).toBe(
    [
      '<p><img src="URL/960.jpg" alt="全景" /></p><p>清理之后　乙 摄</p>',
      '<h2>清晨</h2>\n<p>志愿者<strong>早早</strong>到了，见方案（https://example.com/plan）。</p>\n',
      '<p><img src="URL/960.jpg" alt="近景" /></p><p>一铲一铲</p>',
      '<p>来源：艾山街道<br />文字：甲<br />摄影：乙<br />编辑：丙&lt;b&gt;<br />审核：丁</p>',
    ].join(''),
  );
  expect(content).toContain('<p style="margin: 0 0 1em; line-height: 1.75;');
  expect(content.match(/<img [^>]*style="[^"]*max-width: 100%/g)).toHaveLength(2);
});

import { escapeXml as x, pathOfStory } from './markup.ts';
import type { FeedItem } from './stories.ts';

/** What a story's page may load: pictures and its own style. */
export const PAGE_POLICY =
  "default-src 'none'; img-src 'self' https: http:; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'";

const STYLE = `body{max-width:42em;margin:2em auto;padding:0 1em;font:16px/1.7 system-ui,sans-serif}img{max-width:100%;height:auto}
figure{margin:1em 0}figcaption{font-size:.85em;color:#555;text-align:center}`;

const FEEDS = [
  ['application/rss+xml', 'rss'],
  ['application/atom+xml', 'atom'],
  ['application/feed+json', 'json'],
] as const;

const dayOf = (at: Date): string =>
  at.toLocaleDateString('zh-CN', { timeZone: 'Asia/Shanghai', dateStyle: 'long' });

/** A story for readers; what other sites show of a link to it stands in its head. */
export function storyPage(story: FeedItem, baseUrl: string): string {
  const address = `${baseUrl}${pathOfStory(story.code)}`;
  const [picture] = story.enclosures;
  const properties: [string, string][] = [
    ['og:type', 'article'],
    ['og:title', story.title],
    ['og:description', story.summary],
    ['og:url', address],
    ['og:locale', 'zh_CN'],
    ['article:published_time', story.publishedAt.toISOString()],
    ...(picture
      ? ([
          ['og:image', picture.url],
          ['og:image:alt', picture.alt],
        ] as [string, string][])
      : []),
  ];
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${x(story.title)}</title>
<meta name="description" content="${x(story.summary)}">
${properties.map(([name, content]) => `<meta property="${name}" content="${x(content)}">`).join('\n')}
<link rel="canonical" href="${x(address)}">
${FEEDS.map(([type, format]) => `<link rel="alternate" type="${type}" title="志愿服务报道" href="/feeds/stories.${format}">`).join('\n')}
<style>${STYLE}</style>
<article><h1>${x(story.title)}</h1><p>${x([story.authors.join('、'), dayOf(story.publishedAt)].join(' · '))}</p>
${story.html}</article></html>`;
}

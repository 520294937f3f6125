import { escapeXml as x, pathOfStory } from './markup.ts';
import type { FeedItem } from './stories.ts';

export interface StoryFeed {
  title: string;
  /** Address of the service. */
  baseUrl: string;
  /** Address of the feed itself. */
  self: string;
  /** When it last changed; for an empty feed the beginning of time. */
  changedAt: Date;
  items: readonly FeedItem[];
}

const DESCRIPTION = '已发布的志愿服务报道';
const AUTHOR = '志愿图谱';
const LANGUAGE = 'zh-CN';

const idOf = ({ key }: FeedItem): string => `urn:uuid:${key}`;
const linkOf = (item: FeedItem, { baseUrl }: StoryFeed): string => `${baseUrl}${pathOfStory(item.code)}`;

/** RSS 2.0, with the whole text in `content:encoded`. */
export function rss(feed: StoryFeed): string {
  const items = feed.items.map((item) => {
    // Readers of RSS take one enclosure an item; the others stand in the text.
    const [enclosure] = item.enclosures;
    return `<item>
<title>${x(item.title)}</title>
<link>${x(linkOf(item, feed))}</link>
<guid isPermaLink="false">${idOf(item)}</guid>
<pubDate>${item.publishedAt.toUTCString()}</pubDate>
${item.authors.map((author) => `<dc:creator>${x(author)}</dc:creator>`).join('')}
${item.categories.map((category) => `<category>${x(category)}</category>`).join('')}
<description>${x(item.summary)}</description>
<content:encoded>${x(item.html)}</content:encoded>
${enclosure ? `<enclosure url="${x(enclosure.url)}" length="${enclosure.bytes}" type="${enclosure.mediaType}"/>` : ''}
</item>`;
  });
  return `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel>
<title>${x(feed.title)}</title>
<link>${x(feed.baseUrl)}/</link>
<description>${DESCRIPTION}</description>
<language>${LANGUAGE}</language>
<lastBuildDate>${feed.changedAt.toUTCString()}</lastBuildDate>
<docs>https://www.rssboard.org/rss-specification</docs>
<atom:link href="${x(feed.self)}" rel="self" type="application/rss+xml"/>
${items.join('\n')}
</channel>
</rss>
`;
}

/** Atom (RFC 4287). */
export function atom(feed: StoryFeed): string {
  const entries = feed.items.map((item) => {
    return `<entry>
<id>${idOf(item)}</id>
<title>${x(item.title)}</title>
<link rel="alternate" type="text/html" href="${x(linkOf(item, feed))}"/>
<published>${item.publishedAt.toISOString()}</published>
<updated>${item.updatedAt.toISOString()}</updated>
${item.authors.map((author) => `<author><name>${x(author)}</name></author>`).join('')}
${item.categories.map((category) => `<category term="${x(category)}"/>`).join('')}
<summary>${x(item.summary)}</summary>
<content type="html">${x(item.html)}</content>
${item.enclosures.map(({ url, bytes, mediaType, alt }) => `<link rel="enclosure" href="${x(url)}" length="${bytes}" type="${mediaType}" title="${x(alt)}"/>`).join('\n')}
</entry>`;
  });
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${LANGUAGE}">
<id>${x(feed.self)}</id>
<title>${x(feed.title)}</title>
<subtitle>${DESCRIPTION}</subtitle>
<author><name>${AUTHOR}</name></author>
<updated>${feed.changedAt.toISOString()}</updated>
<link rel="self" type="application/atom+xml" href="${x(feed.self)}"/>
<link rel="alternate" type="text/html" href="${x(feed.baseUrl)}/"/>
${entries.join('\n')}
</feed>
`;
}

/** JSON Feed 1.1. */
export function json(feed: StoryFeed): string {
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: feed.title,
    description: DESCRIPTION,
    home_page_url: `${feed.baseUrl}/`,
    feed_url: feed.self,
    language: LANGUAGE,
    authors: [{ name: AUTHOR }],
    items: feed.items.map((item) => ({
      id: idOf(item),
      url: linkOf(item, feed),
      title: item.title,
      summary: item.summary,
      content_html: item.html,
      date_published: item.publishedAt.toISOString(),
      date_modified: item.updatedAt.toISOString(),
      authors: item.authors.map((name) => ({ name })),
      ...(item.categories.length > 0 && { tags: item.categories }),
      ...(item.enclosures[0] && {
        image: item.enclosures[0].url,
        attachments: item.enclosures.map(({ url, mediaType, bytes, alt }) => ({
          url,
          mime_type: mediaType,
          size_in_bytes: bytes,
          title: alt,
        })),
      }),
    })),
  });
}

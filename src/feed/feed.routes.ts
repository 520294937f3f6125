import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Pool } from 'pg';
import { etagOf, isKnown } from '../etag.ts';
import { atom, json, rss, type StoryFeed } from './formats.ts';
import { escapeXml } from './markup.ts';
import { type FeedFilter, itemsOf, storiesOf, storyWith } from './stories.ts';

const FORMATS: Readonly<Record<string, { write: (feed: StoryFeed) => string; type: string }>> = {
  rss: { write: rss, type: 'application/rss+xml; charset=utf-8' },
  atom: { write: atom, type: 'application/atom+xml; charset=utf-8' },
  json: { write: json, type: 'application/feed+json; charset=utf-8' },
};

interface Parts {
  pool: Pool;
  baseUrlOf: (request: FastifyRequest) => string;
}

/** `/feeds/stories.{rss,atom,json}`, also of one program or party, and the page of each story that they link to. */
export function registerFeeds(app: FastifyInstance, { pool, baseUrlOf }: Parts): void {
  app.get<{ Params: { format: string } }>('/feeds/stories.:format', async (request, reply) => {
    const format = Object.hasOwn(FORMATS, request.params.format) ? FORMATS[request.params.format] : undefined;
    const found = format && (await filterOf(pool, request.query as Record<string, unknown>));
    if (!found) return reply.callNotFound();
    const baseUrl = baseUrlOf(request);
    const listing = await storiesOf(pool, found.filter);
    const self = `${baseUrl}/feeds/stories.${request.params.format}${found.query}`;
    // Before a body is read or rendered. No Last-Modified: within its second, or by a story that went to another program,
    // what is shown changes, and a time would not tell.
    const etag = etagOf(self, found.name ?? '', JSON.stringify(listing));
    // May be kept, but must be asked for again: what is retracted is gone at once.
    reply.headers({
      etag,
      'cache-control': 'public, no-cache',
      'x-content-type-options': 'nosniff',
      'access-control-allow-origin': '*',
    });
    if (isKnown(request.headers['if-none-match'], etag)) return reply.code(304).send();
    const text = format.write({
      title: found.name === null ? '志愿服务报道' : `${found.name} · 志愿服务报道`,
      baseUrl,
      self,
      changedAt: listing.changedAt ?? new Date(0),
      items: await itemsOf(pool, listing, baseUrl),
    });
    return reply.type(format.type).send(text);
  });

  app.get<{ Params: { code: string } }>('/stories/:code', async (request, reply) => {
    const { code } = request.params;
    const story = isCode(code) ? await storyWith(pool, code, baseUrlOf(request)) : null;
    if (!story) return reply.callNotFound();
    return sendPage(reply, story.title, [story.authors.join('、'), dayOf(story.publishedAt)], story.html);
  });
}

const dayOf = (at: Date): string =>
  at.toLocaleDateString('zh-CN', { timeZone: 'Asia/Shanghai', dateStyle: 'long' });

/** The program or party that a feed is asked for; null where there is none such. */
async function filterOf(
  pool: Pool,
  query: Record<string, unknown>,
): Promise<{ filter: FeedFilter; name: string | null; query: string } | null> {
  const { program, party } = query;
  if (![program, party].every((code) => code === undefined || isCode(code))) return null;
  const { rows } = await pool.query<{ kind: 'program' | 'party'; id: string; name: string }>(
    `select 'program' as kind, id, title as name from program where code = $1
     union all select 'party', id, name from party where code = $2`,
    [program ?? null, party ?? null],
  );
  const of = (kind: string) => rows.find((row) => row.kind === kind);
  if ((program !== undefined && !of('program')) || (party !== undefined && !of('party'))) return null;
  const given = new URLSearchParams();
  if (isCode(program)) given.set('program', program);
  if (isCode(party)) given.set('party', party);
  return {
    filter: { program: of('program')?.id ?? null, party: of('party')?.id ?? null },
    name: rows.length === 0 ? null : rows.map(({ name }) => name).join(' · '),
    query: given.size === 0 ? '' : `?${given.toString()}`,
  };
}

/** What codes are made of; a parameter given twice is a list and none. */
const isCode = (code: unknown): code is string => typeof code === 'string' && /^[\w./-]{1,100}$/.test(code);

function sendPage(reply: FastifyReply, title: string, by: readonly string[], html: string): FastifyReply {
  return reply
    .headers({
      'content-security-policy':
        "default-src 'none'; img-src 'self' https: http:; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'",
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'cache-control': 'public, no-cache',
    })
    .type('text/html; charset=utf-8')
    .send(`<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escapeXml(title)}</title>
<style>body{max-width:42em;margin:2em auto;padding:0 1em;font:16px/1.7 system-ui,sans-serif}img{max-width:100%;height:auto}</style>
<article><h1>${escapeXml(title)}</h1><p>${escapeXml(by.join(' · '))}</p>${html}</article></html>`);
}

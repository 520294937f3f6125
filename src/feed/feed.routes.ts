import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Pool } from 'pg';
import { etagOf, isKnown } from '../etag.ts';
import { sendNotice } from '../notice.ts';
import { atom, json, rss, type StoryFeed } from './formats.ts';
import { PAGE_POLICY, storyPage } from './page.ts';
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
    if (!found) {
      return sendNotice(reply, {
        status: 404,
        zh: '没有这个订阅源：请核对格式、项目或单位的代码',
        en: 'There is no such feed: check its format and the code of the program or party',
      });
    }
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
    const baseUrl = baseUrlOf(request);
    const { code } = request.params;
    const story = isCode(code) ? await storyWith(pool, code, baseUrl) : null;
    if (story === null) {
      return sendNotice(reply, { status: 404, zh: '没有这篇稿件', en: 'There is no such story' });
    }
    if (story === 'RETRACTED') {
      return sendNotice(reply, { status: 410, zh: '稿件已撤回', en: 'The story has been retracted' });
    }
    return reply
      .headers({
        'content-security-policy': PAGE_POLICY,
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'same-origin',
        'cache-control': 'public, no-cache',
      })
      .type('text/html; charset=utf-8')
      .send(storyPage(story, baseUrl));
  });
}

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

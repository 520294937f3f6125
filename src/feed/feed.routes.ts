import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Pool } from 'pg';
import { etagOf, isKnown } from '../etag.ts';
import { sendNotice } from '../notice.ts';
import { atom, json, rss, type StoryFeed } from './formats.ts';
import { PAGE_POLICY, storyPage } from './page.ts';
import { type FeedFilter, storiesOf, storyWith } from './stories.ts';

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
    const { items, changedAt } = await storiesOf(pool, found.filter, baseUrl);
    const feed: StoryFeed = {
      title: found.name === null ? '志愿服务报道' : `${found.name} · 志愿服务报道`,
      baseUrl,
      self: `${baseUrl}/feeds/stories.${request.params.format}${found.query}`,
      changedAt: changedAt ?? new Date(0),
      items,
    };
    const text = format.write(feed);
    const etag = etagOf(text);
    // May be kept, but must be asked for again: what is retracted is gone at once.
    reply.headers({
      etag,
      'cache-control': 'public, no-cache',
      'x-content-type-options': 'nosniff',
      'access-control-allow-origin': '*',
    });
    if (changedAt) reply.header('last-modified', changedAt.toUTCString());
    return isUnchanged(request, etag, changedAt)
      ? reply.code(304).send()
      : reply.type(format.type).send(text);
  });

  app.get<{ Params: { code: string } }>('/stories/:code', async (request, reply) => {
    const baseUrl = baseUrlOf(request);
    const story = await storyWith(pool, request.params.code, baseUrl);
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

/** By the tag where one is given, else by the second. */
function isUnchanged({ headers }: FastifyRequest, etag: string, changedAt: Date | null): boolean {
  if (headers['if-none-match'] !== undefined) return isKnown(headers['if-none-match'], etag);
  const since = Date.parse(headers['if-modified-since'] ?? '');
  return (
    changedAt !== null && !Number.isNaN(since) && Math.floor(changedAt.getTime() / 1_000) * 1_000 <= since
  );
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

import type { FastifyReply } from 'fastify';

interface Notice {
  status: 404 | 410;
  zh: string;
  en: string;
}

/** What was there and is there no longer. */
export class Gone extends Error {
  readonly statusCode = 410;
  readonly zh: string;
  readonly en: string;

  constructor(zh: string, en: string) {
    super(en);
    this.zh = zh;
    this.en = en;
  }
}

/** What a notice may load: nothing but its own style. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'";

/**
 * Tells whoever followed a link in a browser, in both languages, that there is nothing, or no longer. Programs, which do
 * not ask for a page, get the answer in the shape of GraphQL errors.
 */
export function sendNotice(reply: FastifyReply, { status, zh, en }: Notice): FastifyReply {
  const { headers } = reply.request;
  const caching = { vary: 'accept', 'cache-control': 'no-cache', 'x-content-type-options': 'nosniff' };
  if (!headers.accept?.includes('text/html')) {
    if (status === 410) throw new Gone(zh, en);
    reply.callNotFound();
    return reply;
  }
  return reply
    .code(status)
    .headers({ ...caching, 'content-security-policy': POLICY })
    .type('text/html; charset=utf-8')
    .send(`<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex"><title>${zh}</title>
<style>body{max-width:36em;margin:4em auto;padding:0 1em;font:16px/1.8 system-ui,sans-serif}</style>
<h1>${zh}</h1><p lang="en">${en}</p></html>`);
}

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { etagOf, isKnown } from '../etag.ts';

/**
 * What a page may load: its own server, nothing else. Inline styles are the editor's way of placing lines; `data:` is
 * for its icons, `blob:` for workers it may make.
 */
const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "worker-src 'self' blob:",
  "connect-src 'self'",
  "object-src 'none'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'self'",
].join('; ');

/** A worker obeys the policy its own script came with, not the page's: assets carry it too. */
const headers = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
};

/**
 * Serves `/`, `/explorer` and `/assets/*` from the bundle in `webRoot` (made by `npm run build`). Without a bundle the
 * two pages answer 503 and say how to make it; one made later is served without a restart.
 */
export async function registerPages(app: FastifyInstance, { webRoot }: { webRoot: string }): Promise<void> {
  await app.register(fastifyStatic, {
    root: join(webRoot, 'assets'),
    prefix: '/assets/',
    // Names carry a hash of the content: what was fetched once need never be asked for again.
    immutable: true,
    maxAge: '365d',
    // prepare.ts lays a .gz beside each text file; nothing is compressed while a client waits.
    preCompressed: true,
    index: false,
    decorateReply: false,
    // A folder that is missing is the 503 below, not a warning at each start.
    suppressWarning: true,
    setHeaders(reply) {
      reply.headers(headers);
    },
  });

  app.get('/', (request, reply) => sendPage(request, reply, join(webRoot, 'index.html')));
  app.get('/explorer', (request, reply) => sendPage(request, reply, join(webRoot, 'explorer', 'index.html')));
}

async function sendPage(request: FastifyRequest, reply: FastifyReply, file: string): Promise<FastifyReply> {
  reply.headers({ ...headers, 'content-type': 'text/html; charset=utf-8' });

  let html: Buffer;
  try {
    html = await readFile(file);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    return reply.code(503).header('cache-control', 'no-store').send(notBuilt);
  }

  // The page names hashed assets, so it must be asked for each time; the tag makes that cheap.
  const etag = etagOf(html);
  reply.headers({ etag, 'cache-control': 'no-cache' });
  return isKnown(request.headers['if-none-match'], etag) ? reply.code(304).send() : reply.send(html);
}

const notBuilt = `<!doctype html>
<html lang="zh-CN">
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>页面尚未打包 · 志愿图谱</title>
  <body style="max-width: 36em; margin: 4rem auto; padding: 0 1rem; line-height: 1.8; font-family: system-ui, 'PingFang SC', 'Noto Sans CJK SC', 'Microsoft YaHei', sans-serif">
    <h1>页面尚未打包</h1>
    <p>请在项目目录里运行 <code>npm run build</code>，然后刷新。接口 <code>/graphql</code> 不受影响。</p>
    <p lang="en">The pages are not bundled yet: run <code>npm run build</code> in the project folder and reload. The API at <code>/graphql</code> is not affected.</p>
  </body>
</html>
`;

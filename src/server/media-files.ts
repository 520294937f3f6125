import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Pool } from 'pg';
import { Bind } from '../graph/sql.ts';
import { fileVisible, isShown } from '../media/media.policy.ts';
import { EXTENSIONS, type Extension, keyOf, type MediaStorage } from '../media/storage.ts';
import type { Asking } from '../viewer.ts';
import { noSuchAddress, refusal } from './wire.ts';

export interface MediaFiles {
  pool: Pool;
  storage: MediaStorage;
  asking: (request: FastifyRequest) => Asking;
}

const headers = {
  'x-content-type-options': 'nosniff',
  // Opened by itself it is a picture and nothing else.
  'content-security-policy': "default-src 'none'; sandbox",
  'content-disposition': 'inline',
  // Reprinted on other sites, which is what it is for.
  'cross-origin-resource-policy': 'cross-origin',
};

/**
 * `GET /media/<sha256>/<variant>.<ext>`: for everybody while a published story shows the picture, else for those who
 * keep it. The right is looked up each time and answers may be kept but must be asked for again, so that what is
 * withdrawn is gone at once.
 */
export function registerMediaFiles(app: FastifyInstance, { pool, storage, asking }: MediaFiles): void {
  app.get<{ Params: { sha256: string; file: string } }>('/media/:sha256/:file', async (request, reply) => {
    const { sha256, file } = request.params;
    const name = /^(?:original\.(jpg|png|webp)|(?:320|960|1600)\.(jpg|webp))$/.exec(file);
    if (!name || !/^[0-9a-f]{64}$/.test(sha256)) return noSuchAddress(request, reply);
    const access = await accessTo(pool, sha256, asking(request));
    if (access === null) return noSuchAddress(request, reply.header('cache-control', 'no-store'));
    const etag = `"${sha256.slice(0, 32)}-${file}"`;
    reply.headers({ ...headers, etag, 'cache-control': `${access}, no-cache`, vary: 'authorization' });
    const known = request.headers['if-none-match']
      ?.split(',')
      .some((tag) => tag.trim().replace(/^W\//, '') === etag);
    if (known) return reply.code(304).send();
    let content: Buffer | null;
    try {
      content = await storage.get(keyOf(sha256, file));
    } catch (error) {
      return storageUnavailable(error, withoutFile(reply));
    }
    if (content === null) return noSuchAddress(request, withoutFile(reply));
    return reply.type(EXTENSIONS[(name[1] ?? name[2]) as Extension]).send(content);
  });
}

/** An answer that is no file after all. */
function withoutFile(reply: FastifyReply): FastifyReply {
  for (const header of ['etag', ...Object.keys(headers)]) reply.removeHeader(header);
  return reply.header('cache-control', 'no-store');
}

/** The answer while pictures cannot be stored or fetched: no fault of the client's, and not for ever. */
export function storageUnavailable(error: unknown, reply: FastifyReply): FastifyReply {
  reply.request.log.error({ err: error }, 'the store of pictures is out of reach');
  return refusal(
    reply.header('retry-after', 5),
    503,
    'STORAGE_UNAVAILABLE',
    '图片存储暂时不可用，请稍后再试',
    'The store of pictures is not available now; try again later',
  );
}

/** For whom the file may be kept; null when this viewer may not have it. */
async function accessTo(pool: Pool, sha256: string, asking: Asking): Promise<'public' | 'private' | null> {
  const bind = new Bind();
  const { rows } = await pool.query<{ shown: boolean | null }>(
    `select bool_or(${isShown('m')}) as shown from media_asset m
     where m.sha256 = ${bind.add(sha256)} and ${fileVisible('m', bind, asking)}`,
    bind.values,
  );
  const { shown } = rows[0]!;
  if (shown === null) return null;
  return shown ? 'public' : 'private';
}

import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Pool } from 'pg';
import type { VerifyToken } from '../access/tokens.ts';
import { viewerOf } from '../access/viewer.service.ts';
import { ANONYMOUS, type Viewer } from '../viewer.ts';
import { refusal } from './wire.ts';

const viewers = new WeakMap<FastifyRequest, Viewer>();

/** Who sent this request. */
export const viewerOfRequest = (request: FastifyRequest): Viewer => viewers.get(request) ?? ANONYMOUS;

/** Reads `Authorization: Bearer …`: without one the request is anonymous, with a bad one it is refused. */
export function registerSignIn(
  app: FastifyInstance,
  { pool, verify }: { pool: Pool; verify: VerifyToken },
): void {
  app.addHook('onRequest', async (request, reply) => {
    const header = request.headers.authorization;
    if (header === undefined) return;
    const token = /^Bearer +([\w.~+/-]+=*)$/i.exec(header)?.[1];
    const claims = token === undefined ? null : await verify(token);
    if (claims) {
      viewers.set(request, await viewerOf(pool, claims));
      return;
    }
    await refusal(
      reply.header('www-authenticate', 'Bearer error="invalid_token"'),
      401,
      'UNAUTHENTICATED',
      '令牌无效或已过期',
      'The token is invalid or has expired',
    );
  });
}

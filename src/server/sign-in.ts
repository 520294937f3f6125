import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Pool } from 'pg';
import type { Claims, IssuerSettings, VerifyToken } from '../access/tokens.ts';
import { viewerOf } from '../access/viewer.service.ts';
import { ANONYMOUS, type Viewer } from '../viewer.ts';
import { refusal } from './wire.ts';

/**
 * Reads tokens of the issuer, whose configuration must be there at the start, or of this service's own: then nothing is
 * loaded before the first token comes.
 */
export async function verifierOf(pool: Pool, settings: IssuerSettings): Promise<VerifyToken> {
  const create = async () => (await import('../access/tokens.ts')).createVerifier(pool, settings);
  if (settings.issuer !== '') return create();
  let verifier: Promise<VerifyToken> | undefined;
  const load = () =>
    (verifier ??= create().catch((error: unknown) => {
      verifier = undefined;
      throw error;
    }));
  return async (token) => (await load())(token);
}

const viewers = new WeakMap<FastifyRequest, Viewer>();

/** Who sent this request. */
export const viewerOfRequest = (request: FastifyRequest): Viewer => viewers.get(request) ?? ANONYMOUS;

/** Seconds after which an issuer out of reach may be asked again. */
const RETRY_AFTER = 5;

interface SignIn {
  pool: Pool;
  verify: VerifyToken;
  /** Whether statements may be prepared by name. */
  isNamed: boolean;
}

/**
 * Reads `Authorization: Bearer …`: without one the request is anonymous, with a bad one it is refused. Where nobody can
 * say whether it is good, that is no fault of the client's.
 */
export function registerSignIn(app: FastifyInstance, { pool, verify, isNamed }: SignIn): void {
  app.addHook('onRequest', async (request, reply) => {
    const header = request.headers.authorization;
    if (header === undefined) return;
    const token = /^Bearer +([\w.~+/-]+=*)$/i.exec(header)?.[1];
    // What is answered to somebody is theirs alone, by GET too.
    reply.header('cache-control', 'private, no-store');
    let claims: Claims | null;
    try {
      claims = token === undefined ? null : await verify(token);
    } catch (error) {
      request.log.error({ err: error }, 'the issuer of tokens is out of reach');
      await refusal(
        reply.header('retry-after', RETRY_AFTER),
        503,
        'ISSUER_UNAVAILABLE',
        '暂时无法核对令牌，请稍后再试',
        'Tokens cannot be verified now; try again later',
      );
      return;
    }
    if (claims) {
      viewers.set(request, await viewerOf({ pool, isNamed }, claims));
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

import {
  createRemoteJWKSet,
  errors,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWK,
  jwtVerify,
  SignJWT,
} from 'jose';
import type { Pool } from 'pg';
import { OperatorError } from '../errors.ts';
import { secret } from './secrets.ts';

/** Issuer and audience of the tokens that this service mints itself. */
export const LOCAL_ISSUER = 'local';
const LOCAL_AUDIENCE = 'zhiyuan-graph';
const ALGORITHM = 'EdDSA';
/** Clocks of issuer and service may differ by this many seconds. */
const CLOCK_TOLERANCE = 30;

/** What a token proves. */
export interface Claims {
  issuer: string;
  subject: string;
}

/** Reads a bearer token. Null when it proves nothing: broken, expired, of another issuer or audience, forged. */
export type VerifyToken = (token: string) => Promise<Claims | null>;

export interface IssuerSettings {
  /** Issuer of OpenID Connect; empty for tokens of this service's own. */
  issuer: string;
  audience: string;
}

async function localKey(pool: Pick<Pool, 'query'>): Promise<JWK> {
  const text = await secret(pool, 'token-key', async () => {
    const { privateKey } = await generateKeyPair(ALGORITHM, { extractable: true });
    return JSON.stringify(await exportJWK(privateKey));
  });
  return JSON.parse(text) as JWK;
}

/** Verifies tokens by the issuer's published keys (a key it does not know makes it look again), or by the local key. */
export async function createVerifier(
  pool: Pick<Pool, 'query'>,
  { issuer, audience }: IssuerSettings,
): Promise<VerifyToken> {
  const expected = issuer === '' ? LOCAL_ISSUER : issuer;
  const options = {
    issuer: expected,
    audience: issuer === '' ? LOCAL_AUDIENCE : audience,
    clockTolerance: CLOCK_TOLERANCE,
    requiredClaims: ['sub', 'exp'],
  };
  const verify =
    issuer === '' ? await byLocalKey(pool, options) : byPublishedKeys(await keysAddress(issuer), options);
  return async (token) => {
    try {
      const { payload } = await verify(token);
      return { issuer: expected, subject: payload.sub! };
    } catch (error) {
      // Only what is wrong with the token; an issuer out of reach is a fault of ours.
      const isToken = error instanceof errors.JOSEError && !(error instanceof errors.JWKSTimeout);
      if (isToken) return null;
      throw error;
    }
  };
}

type Options = Parameters<typeof jwtVerify>[2];

async function byLocalKey(pool: Pick<Pool, 'query'>, options: Options) {
  const { d: _, ...publicKey } = await localKey(pool);
  const key = await importJWK(publicKey, ALGORITHM);
  return (token: string) => jwtVerify(token, key, { ...options, algorithms: [ALGORITHM] });
}

function byPublishedKeys(address: URL, options: Options) {
  const keys = createRemoteJWKSet(address, { cooldownDuration: 5_000, timeoutDuration: 5_000 });
  // Signatures by a key pair only: a shared secret is none that an issuer publishes.
  const algorithms = [
    'EdDSA',
    'ES256',
    'ES384',
    'ES512',
    'RS256',
    'RS384',
    'RS512',
    'PS256',
    'PS384',
    'PS512',
  ];
  return (token: string) => jwtVerify(token, keys, { ...options, algorithms });
}

async function keysAddress(issuer: string): Promise<URL> {
  const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(5_000) });
    const { jwks_uri: keys, issuer: named } = (await response.json()) as { jwks_uri: string; issuer: string };
    if (named !== issuer) throw new Error(`it calls itself ${named}`);
    return new URL(keys);
  } catch (error) {
    throw new OperatorError(
      `无法读取令牌签发者的配置 ${address}：${(error as Error).message}`,
      `Cannot read the issuer's configuration ${address}: ${(error as Error).message}`,
    );
  }
}

/** A token of this service's own, valid for so many hours. */
export async function mintToken(pool: Pick<Pool, 'query'>, subject: string, hours: number): Promise<string> {
  const key = await importJWK(await localKey(pool), ALGORITHM);
  return new SignJWT()
    .setProtectedHeader({ alg: ALGORITHM, typ: 'JWT' })
    .setIssuer(LOCAL_ISSUER)
    .setAudience(LOCAL_AUDIENCE)
    .setSubject(subject)
    .setIssuedAt()
    .setExpirationTime(`${hours}h`)
    .sign(key);
}

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
  /** When it proves nothing any more. */
  expiresAt: Date;
}

/** The issuer's keys cannot be read now: nothing is known of the token, which may be a good one. */
export class IssuerUnavailable extends Error {}

/**
 * Reads a bearer token. Null when it proves nothing: broken, expired, of another issuer or audience, forged, or naming
 * nobody. Throws IssuerUnavailable.
 */
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
      // The claims come as the issuer wrote them, whatever their type is declared to be.
      const subject: unknown = payload.sub;
      return isName(subject)
        ? { issuer: expected, subject, expiresAt: new Date(payload.exp! * 1_000) }
        : null;
    } catch (error) {
      if (saysOfToken(error)) return null;
      throw new IssuerUnavailable('The keys of the issuer cannot be read', { cause: error });
    }
  };
}

const LONGEST_SUBJECT = 255;

const isName = (subject: unknown): subject is string =>
  typeof subject === 'string' && subject.length <= LONGEST_SUBJECT && /^[^\p{Cc}]+$/u.test(subject);

/** Whether it is the token that is wrong. What else fails is the way to the keys: no answer, another status, no JSON. */
const saysOfToken = (error: unknown): boolean =>
  error instanceof errors.JOSEError &&
  !(error instanceof errors.JWKSTimeout) &&
  !(error instanceof errors.JWKSInvalid) &&
  error.code !== errors.JOSEError.code;

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
  return async (token: string) => {
    try {
      return await jwtVerify(token, keys, { ...options, algorithms });
    } catch (error) {
      if (!(error instanceof errors.JWKSMultipleMatchingKeys)) throw error;
      // Keys that bear no name: whichever signed it.
      for await (const key of error) {
        try {
          return await jwtVerify(token, key, { ...options, algorithms });
        } catch (other) {
          if (!(other instanceof errors.JWSSignatureVerificationFailed)) throw other;
        }
      }
      throw new errors.JWSSignatureVerificationFailed();
    }
  };
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

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { afterAll } from 'vitest';

/** An issuer of OpenID Connect whose published keys can change. */
export async function oidcIssuer() {
  const published: JWK[] = [];
  const fault = { status: 200 };
  let asked = 0;
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'application/json');
    if (request.url === '/.well-known/openid-configuration') {
      response.end(JSON.stringify({ issuer: address, jwks_uri: `${address}/keys` }));
    } else {
      asked += 1;
      response.statusCode = fault.status;
      response.end(JSON.stringify({ keys: published }));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  afterAll(() => server.close());
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  async function key(kid: string, isPublished = true) {
    const { publicKey, privateKey } = await generateKeyPair('ES256');
    if (isPublished) published.push({ ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' });
    return (claims: Record<string, unknown> = {}, header: Record<string, unknown> = {}) =>
      new SignJWT({
        iss: address,
        aud: 'zhiyuan-graph',
        sub: 'li',
        exp: Math.floor(Date.now() / 1000) + 60,
        ...claims,
      })
        .setProtectedHeader({ alg: 'ES256', kid, ...header })
        .sign(privateKey);
  }
  return { address, key, published, fault, asked: () => asked };
}

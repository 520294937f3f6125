import { SignJWT } from 'jose';
import { afterAll, describe, expect, test } from 'vitest';
import { createVerifier, IssuerUnavailable, mintToken } from '../../src/access/tokens.ts';
import { createApp } from '../../src/server/app.ts';
import { testDatabase } from '../setup/database.ts';
import { oidcIssuer } from '../setup/issuer.ts';

const database = await testDatabase('plan');

describe('of an issuer', async () => {
  const issuer = await oidcIssuer();
  const sign = await issuer.key('first');
  const verify = await createVerifier(database.pool, { issuer: issuer.address, audience: 'zhiyuan-graph' });

  test('proves who it names', async () => {
    expect(await verify(await sign())).toEqual({ issuer: issuer.address, subject: 'li' });
  });

  test.each([
    ['another audience', { aud: 'another' }],
    ['another issuer', { iss: 'https://example.org' }],
    ['an end in the past', { exp: Math.floor(Date.now() / 1000) - 60 }],
    ['no end', { exp: undefined }],
    ['no subject', { sub: undefined }],
    ['a number as its subject', { sub: 123 }],
    ['null as its subject', { sub: null }],
    ['an empty subject', { sub: '' }],
    ['a control character in its subject', { sub: 'li\u0000' }],
    ['an endless subject', { sub: 'x'.repeat(256) }],
    ['a start in the future', { nbf: Math.floor(Date.now() / 1000) + 600 }],
  ])('with %s proves nothing', async (_, claims) => {
    expect(await verify(await sign(claims))).toBeNull();
  });

  test('signed by a key that is not published, by none, or by a public key as a secret, proves nothing', async () => {
    const forged = await issuer.key('first', false);
    expect(await verify(await forged())).toBeNull();
    const [, body] = (await sign()).split('.');
    const none = Buffer.from('{"alg":"none"}').toString('base64url');
    expect(await verify(`${none}.${body}.`)).toBeNull();
    const secret = new TextEncoder().encode(JSON.stringify(issuer.published[0]));
    const confused = await new SignJWT({ iss: issuer.address, aud: 'zhiyuan-graph', sub: 'li' })
      .setProtectedHeader({ alg: 'HS256', kid: 'first' })
      .setExpirationTime('1m')
      .sign(secret);
    expect(await verify(confused)).toBeNull();
    for (const broken of ['', 'a', 'a.b.c', `${(await sign()).slice(0, -2)}xx`])
      expect(await verify(broken)).toBeNull();
  });

  test('a new key is found without a restart, and one withdrawn is trusted no longer than it is kept', async () => {
    const before = issuer.asked();
    const another = await issuer.key('second');
    // Keys are not asked for more often than every five seconds.
    await new Promise((resolve) => setTimeout(resolve, 5_100));
    expect(await verify(await another())).toMatchObject({ subject: 'li' });
    expect(issuer.asked()).toBe(before + 1);
  });

  test('keys without names are tried one after the other', async () => {
    const nameless = await oidcIssuer();
    const signs = [await nameless.key('a'), await nameless.key('b')];
    for (const key of nameless.published) delete key.kid;
    const own = { issuer: nameless.address, audience: 'zhiyuan-graph' };
    const verifyNameless = await createVerifier(database.pool, own);
    for (const signBy of signs)
      expect(await verifyNameless(await signBy({}, { kid: undefined }))).toMatchObject({ subject: 'li' });
    const stranger = await nameless.key('c', false);
    expect(await verifyNameless(await stranger({}, { kid: undefined }))).toBeNull();
    const past = await signs[1]!({ exp: 1 }, { kid: undefined });
    expect(await verifyNameless(past)).toBeNull();
  });

  test('that gives no keys now is no fault of the token: it is told so, with a time to ask again', async () => {
    const silent = await oidcIssuer();
    const signed = await (await silent.key('a'))();
    const own = { issuer: silent.address, audience: 'zhiyuan-graph' };
    silent.fault.status = 503;
    const verifySilent = await createVerifier(database.pool, own);
    await expect(verifySilent(signed)).rejects.toThrow(IssuerUnavailable);
    const app = await createApp({ database, logLevel: 'silent', issuer: own });
    const ask = () =>
      app.inject({
        method: 'POST',
        url: '/graphql',
        headers: { authorization: `Bearer ${signed}` },
        payload: { query: '{ viewer { isSignedIn } }' },
      });
    const answer = await ask();
    expect(answer.statusCode).toBe(503);
    expect(answer.headers['retry-after']).toBe('5');
    expect(answer.json().errors[0].extensions.code).toBe('ISSUER_UNAVAILABLE');
    silent.fault.status = 200;
    expect((await ask()).json().data.viewer.isSignedIn).toBe(true);
    await app.close();
  });

  test('a token of this service’s own is not taken beside it', async () => {
    expect(await verify(await mintToken(database.pool, 'li', 1))).toBeNull();
  });

  test('an issuer that cannot be read stops the start with the reason', async () => {
    await expect(
      createVerifier(database.pool, { issuer: 'http://127.0.0.1:1', audience: '' }),
    ).rejects.toThrow('Cannot read the issuer');
  });
});

describe('over the wire', async () => {
  const app = await createApp({ database, logLevel: 'silent' });
  afterAll(() => app.close());
  const ask = (authorization?: string) =>
    app.inject({
      method: 'POST',
      url: '/graphql',
      headers: authorization === undefined ? {} : { authorization },
      payload: { query: '{ viewer { isSignedIn account { subject issuer } } }' },
    });

  test('without a token one is nobody', async () => {
    expect((await ask()).json().data.viewer).toEqual({ isSignedIn: false, account: null });
  });

  test('with one of this service’s own one is who it names', async () => {
    const answer = await ask(`Bearer ${await mintToken(database.pool, 'office-li', 1)}`);
    expect(answer.json().data.viewer).toEqual({
      isSignedIn: true,
      account: { subject: 'office-li', issuer: 'local' },
    });
  });

  test.each(['Bearer x.y.z', 'Bearer', 'Basic bGk6eA==', 'Bearer a b', ''])(
    '“%s” is refused with 401',
    async (header) => {
      const answer = await ask(header);
      expect(answer.statusCode).toBe(401);
      expect(answer.headers['www-authenticate']).toContain('Bearer');
      expect(answer.json().errors[0].extensions.code).toBe('UNAUTHENTICATED');
    },
  );

  test('a role counts from the next request, and no longer once revoked', async () => {
    const office = `Bearer ${await mintToken(database.pool, 'office', 1)}`;
    await ask(office);
    const roles = async () =>
      (
        await app.inject({
          method: 'POST',
          url: '/graphql',
          headers: { authorization: office },
          payload: { query: '{ viewer { roles { role } permissions { mutation } } }' },
        })
      ).json().data.viewer;
    expect((await roles()).roles).toEqual([]);
    await database.pool.query(
      `insert into role_grant (id, account_id, role, district_code, granted_at, version) select gen_random_uuid(), id, 'OFFICE', '370117', now(), 1 from account where subject = 'office'`,
    );
    expect((await roles()).roles).toEqual([{ role: 'OFFICE' }]);
    await database.pool.query(`update role_grant set revoked_at = now() where role = 'OFFICE'`);
    expect((await roles()).roles).toEqual([]);
  });
});

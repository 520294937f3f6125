import { describe, expect, test } from 'vitest';
import { type EgressRules, isPublic, STRICT, TRIAL, urlFault } from '../../src/egress.ts';
import { post } from '../../src/webhook/post.ts';
import { receiver } from './receiver.ts';

describe('no address but a public one is connected to', () => {
  test.each(
    `127.0.0.1 127.255.255.254 0.0.0.0 0.1.2.3 10.0.0.1 172.16.0.1 172.31.255.255 192.168.1.1 169.254.169.254 169.254.1.1
    100.64.0.1 100.100.100.200 100.127.255.255 192.0.0.192 192.0.2.1 198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1 239.1.1.1
    240.0.0.1 255.255.255.255 168.63.129.16 :: ::1 ::ffff:127.0.0.1 ::ffff:8.8.8.8 ::ffff:a00:1 ::127.0.0.1 64:ff9b::7f00:1
    64:ff9b::808:808 64:ff9b:1::1 fe80::1 fe80::1%eth0 fec0::1 fc00::1 fd00:ec2::254 ff02::1 2001:db8::1 2002:7f00:1::1
    2001::1 100::1 3fff::1 5f00::1 nonsense`.split(/\s+/),
  )('%s is not', (address) => expect(isPublic(address)).toBe(false));

  test.each(['8.8.8.8', '1.1.1.1', '172.32.0.1', '100.128.0.1', '2606:4700:4700::1111', '2400:3200::1'])(
    '%s is',
    (address) => expect(isPublic(address)).toBe(true),
  );
});

describe('an endpoint is given a public https address', () => {
  test.each([
    'http://example.org/',
    'ftp://example.org/',
    'https://user@example.org/',
    'https://user:pass@example.org/',
    'https://:pass@example.org/',
    'https://example.org:22/',
    'https://example.org:80/',
    'https://example.org/#x',
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://0177.0.0.1/',
    'https://127.1/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:7f00:1]/',
    'https://[64:ff9b::a9fe:a9fe]/',
    'https://169.254.169.254/latest/meta-data/',
    'https://10.1.2.3:8443/',
    'https://１２７.0.0.1/',
    `https://example.org/${'x'.repeat(2_000)}`,
    '/hook',
    'nonsense',
    '',
  ])('not %s', (url) => expect(urlFault(url, STRICT)).not.toBeNull());

  test.each([
    'https://example.org/hook?x=1',
    'https://example.org:8443/',
    'https://8.8.8.8/',
    'https://例子.中国/',
  ])('but %s', (url) => expect(urlFault(url, STRICT)).toBeNull());
});

const request = { headers: { 'content-type': 'application/json' }, body: '{}', timeout: 1_000 };
/** Strict but for scheme and port, and with names of its own. */
const named = (names: Record<string, string[]>, more: Partial<EgressRules> = {}): EgressRules => ({
  ...STRICT,
  protocols: ['http:'],
  ports: null,
  resolve: async (name) =>
    (names[name] ?? []).map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
  ...more,
});

test.each([
  ['one private address', ['127.0.0.1']],
  ['a private one beside a public one', ['8.8.8.8', '127.0.0.1']],
  ['a private one of the other family', ['8.8.8.8', '::1']],
  ['none', []],
])('a name with %s is not connected to', async (_, addresses) => {
  const { port, received } = await receiver();
  expect(
    await post(`http://in.example:${port}/`, { ...request, rules: named({ 'in.example': addresses }) }),
  ).toEqual({
    status: null,
    error: 'ADDRESS_REFUSED',
    retryAfter: null,
  });
  expect(received).toEqual([]);
});

test('names of this machine are resolved, and refused', async () => {
  const { port, received } = await receiver();
  for (const name of ['localhost', 'localhost.'])
    expect(
      (
        await post(`http://${name}:${port}/`, {
          ...request,
          rules: { ...STRICT, protocols: ['http:'], ports: null },
        })
      ).error,
    ).toMatch(/ADDRESS_REFUSED|NAME_NOT_FOUND/);
  expect(received).toEqual([]);
});

test('the connection is made to the address that was checked, whatever the name means a moment later', async () => {
  const { port, received } = await receiver();
  let asked = 0;
  const rules = named(
    {},
    {
      // What is public at first, and this machine when asked again.
      resolve: async () => [{ address: (asked += 1) === 1 ? '192.0.2.7' : '127.0.0.1', family: 4 }],
      isAllowed: (address) => address === '192.0.2.7',
    },
  );
  const outcome = await post(`http://rebind.example:${port}/`, { ...request, timeout: 500, rules });
  expect(outcome.error).toMatch(/TIMEOUT|CONNECTION/);
  expect(asked).toBe(1);
  expect(received).toEqual([]);
});

test('what was registered under other rules is not sent to', async () => {
  const { url, received } = await receiver();
  expect((await post(url, { ...request, rules: STRICT })).error).toBe('ADDRESS_REFUSED');
  expect(received).toEqual([]);
});

describe('what counts as taken', () => {
  const outcome = async (answer: Parameters<typeof receiver>[0]) => {
    const { url } = await receiver(answer);
    return post(url, { ...request, rules: TRIAL });
  };

  test.each([200, 201, 204])('%i', async (status) =>
    expect(await outcome((response) => response.writeHead(status).end())).toMatchObject({
      status,
      error: null,
    }),
  );
  test.each([302, 304, 400, 410, 500])('not %i', async (status) =>
    expect(await outcome((response) => response.writeHead(status).end())).toMatchObject({
      status,
      error: 'STATUS',
    }),
  );
  test('not a redirect, which is not followed', async () => {
    const other = await receiver();
    const { status, error } = await outcome((response) =>
      response.writeHead(307, { location: other.url }).end(),
    );
    expect([status, error, other.received]).toEqual([307, 'STATUS', []]);
  });
  test('not 200 that breaks off', async () =>
    expect(
      await outcome((response) => {
        response.writeHead(200, { 'content-length': '100' });
        response.write('half');
        setTimeout(() => response.destroy(), 50);
      }),
    ).toMatchObject({ error: 'CONNECTION' }));
  test('not silence', async () => expect(await outcome(() => {})).toMatchObject({ error: 'TIMEOUT' }));
  test('not 200 whose body never ends', async () =>
    expect(
      await outcome((response) => {
        response.writeHead(200);
        const drip = setInterval(() => response.write('x'), 50);
        response.on('close', () => clearInterval(drip));
      }),
    ).toMatchObject({ error: 'TIMEOUT' }));
  test('200 with a flood, of which no more than a little is read', async () => {
    let sent = 0;
    const result = await outcome((response) => {
      response.writeHead(200);
      const flood = () => {
        while (!response.destroyed && response.write('x'.repeat(65_536))) sent += 65_536;
        if (!response.destroyed) response.once('drain', flood);
      };
      flood();
    });
    expect(result).toMatchObject({ status: 200, error: null });
    expect(sent).toBeLessThan(20_000_000);
  });
  test('retry-after is heard', async () =>
    expect(
      await outcome((response) => response.writeHead(503, { 'retry-after': '120' }).end()),
    ).toMatchObject({ retryAfter: 120 }));
  test('nobody there', async () => {
    expect((await post('http://127.0.0.1:9/', { ...request, rules: TRIAL })).error).toBe('CONNECTION');
  });
});

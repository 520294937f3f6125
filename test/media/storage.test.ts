import { createHash, createHmac, randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { diskStorage } from '../../src/media/disk-storage.ts';
import { s3Storage } from '../../src/media/s3-storage.ts';
import type { MediaStorage } from '../../src/media/storage.ts';
import { readCommandLine } from '../../src/settings.ts';

const ACCESS = 'AKIDEXAMPLE';
const SECRET = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY';
const REGION = 'cn-east-1';

const hmac = (key: Buffer | string, text: string) => createHmac('sha256', key).update(text).digest();
const sha256 = (data: Buffer | string) => createHash('sha256').update(data).digest('hex');

/** The signature that Signature Version 4 asks for, worked out from what arrived. */
function isSigned(request: IncomingMessage, body: Buffer): boolean {
  const match = /^AWS4-HMAC-SHA256 Credential=([^,]+), SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/.exec(
    request.headers.authorization ?? '',
  );
  if (!match) return false;
  const [, credential, names, signature] = match as unknown as [string, string, string, string];
  const [access, date, region, service, end] = credential.split('/') as [
    string,
    string,
    string,
    string,
    string,
  ];
  const stated = String(request.headers['x-amz-content-sha256']);
  if (access !== ACCESS || end !== 'aws4_request') return false;
  if (stated !== 'UNSIGNED-PAYLOAD' && stated !== sha256(body)) return false;
  const canonical = [
    request.method,
    request.url,
    '',
    ...names.split(';').map((name) => `${name}:${String(request.headers[name]).trim()}`),
    '',
    names,
    stated,
  ].join('\n');
  const scope = `${date}/${region}/${service}/aws4_request`;
  const text = ['AWS4-HMAC-SHA256', request.headers['x-amz-date'], scope, sha256(canonical)].join('\n');
  const key = [region, service, 'aws4_request'].reduce<Buffer>(hmac, hmac(`AWS4${SECRET}`, date));
  return createHmac('sha256', key).update(text).digest('hex') === signature;
}

const objects = new Map<string, { body: Buffer; type: string }>();
let failures = 0;

function answer(request: IncomingMessage, body: Buffer): [status: number, content?: string | Buffer] {
  if (failures > 0) {
    failures -= 1;
    return [503, 'slow down'];
  }
  if (!isSigned(request, body)) return [403, 'SignatureDoesNotMatch'];
  const path = request.url!;
  const found = objects.get(path);
  switch (request.method) {
    case 'PUT':
      objects.set(path, { body, type: String(request.headers['content-type']) });
      return [200];
    case 'DELETE':
      objects.delete(path);
      return [204];
    default:
      return found ? [200, found.body] : [404, 'NoSuchKey'];
  }
}

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const [status, content] = answer(request, Buffer.concat(chunks));
    response.writeHead(status).end(content);
  });
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const folder = await mkdtemp(join(tmpdir(), 'zhiyuan-storage-'));
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true, force: true });
});

const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const settings = { endpoint, bucket: 'pictures', region: REGION, accessKey: ACCESS, secretKey: SECRET };
const STORES: [string, MediaStorage][] = [
  ['a folder', diskStorage(join(folder, 'media'))],
  ['a store that speaks S3', s3Storage(settings)],
];

test.for(STORES)('%s keeps, gives and removes files', async ([, storage]) => {
  const key = `ab/${'ab'.repeat(32)}/320.webp`;
  expect(await storage.get(key)).toBeNull();
  const content = Buffer.from([0, 1, 2, 255]);
  await storage.put(key, content, 'image/webp');
  await storage.put(key, content, 'image/webp');
  expect(await storage.get(key)).toEqual(content);
  await storage.remove(key);
  expect(await storage.get(key)).toBeNull();
  await storage.remove(key);
});

test('a folder that is empty again goes, and nothing half-written is left', async () => {
  const storage = diskStorage(join(folder, 'other'));
  await storage.put('cd/x/original.jpg', Buffer.from('x'), 'image/jpeg');
  expect(await readdir(join(folder, 'other/cd/x'))).toEqual(['original.jpg']);
  await storage.remove('cd/x/original.jpg');
  expect(await readdir(join(folder, 'other/cd'))).toEqual([]);
});

test('the store is told the media type', async () => {
  await s3Storage(settings).put('k', Buffer.from('x'), 'image/jpeg');
  expect(objects.get('/pictures/k')).toMatchObject({ type: 'image/jpeg' });
});

test('a wrong key is an error, never “there is none”', async () => {
  const wrong = s3Storage({ ...settings, secretKey: 'x' });
  await expect(wrong.get('k')).rejects.toThrow('403');
  await expect(wrong.put('k', Buffer.from('x'), 'image/jpeg')).rejects.toThrow('SignatureDoesNotMatch');
  await expect(wrong.remove('k')).rejects.toThrow('403');
});

test('what fails in passing is tried again', async () => {
  failures = 1;
  await s3Storage(settings).put('again', Buffer.from('x'), 'image/jpeg');
  expect(objects.has('/pictures/again')).toBe(true);
  failures = 9;
  await expect(s3Storage(settings).get('again')).rejects.toThrow('503');
  failures = 0;
});

test('the store’s settings go together, and are checked', () => {
  const read = (env: Record<string, string>) => () => readCommandLine([], {}, env);
  const whole = {
    MEDIA_S3_ENDPOINT: endpoint,
    MEDIA_S3_BUCKET: 'pictures',
    MEDIA_S3_ACCESS_KEY: ACCESS,
    MEDIA_S3_SECRET_KEY: randomUUID(),
  };
  expect(read(whole)).not.toThrow();
  const { MEDIA_S3_SECRET_KEY: _, ...partial } = whole;
  expect(read(partial)).toThrow('MEDIA_S3_SECRET_KEY');
  expect(read({ ...whole, MEDIA_S3_ENDPOINT: 'pictures' })).toThrow('MEDIA_S3_ENDPOINT');
  expect(read({ ...whole, MEDIA_S3_BUCKET: 'A/B' })).toThrow('MEDIA_S3_BUCKET');
  expect(read({ PUBLIC_URL: 'ftp://x' })).toThrow('PUBLIC_URL');
});

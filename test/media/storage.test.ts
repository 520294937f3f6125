import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { diskStorage } from '../../src/media/disk-storage.ts';
import { s3Storage } from '../../src/media/s3-storage.ts';
import type { MediaStorage } from '../../src/media/storage.ts';
import { readCommandLine } from '../../src/settings.ts';
import { pictureStore } from '../setup/store.ts';

const { objects, state, settings, env } = await pictureStore();
const folder = await mkdtemp(join(tmpdir(), 'zhiyuan-storage-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

const STORES: [string, MediaStorage][] = [
  ['a folder', diskStorage(join(folder, 'media'))],
  ['a store that speaks S3', s3Storage(settings)],
];

test.for(STORES)('%s keeps, gives and removes files', async ([, storage]) => {
  const key = `ab/${'ab'.repeat(32)}/320.webp`;
  expect([await storage.get(key), await storage.has(key)]).toEqual([null, false]);
  const content = Buffer.from([0, 1, 2, 255]);
  await storage.put(key, content, 'image/webp');
  await storage.put(key, content, 'image/webp');
  expect(await storage.get(key)).toEqual(content);
  expect(await storage.has(key)).toBe(true);
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
  await expect(wrong.has('k')).rejects.toThrow('403');
  await expect(wrong.remove('k')).rejects.toThrow('403');
});

test('what fails in passing is tried again', async () => {
  state.failures = 1;
  await s3Storage(settings).put('again', Buffer.from('x'), 'image/jpeg');
  expect(objects.has('/pictures/again')).toBe(true);
  state.failures = 9;
  await expect(s3Storage(settings).get('again')).rejects.toThrow('503');
  state.failures = 0;
});

test('the store’s settings go together, and are checked', () => {
  const read = (env: Record<string, string>) => () => readCommandLine([], {}, env);
  const whole = env;
  expect(read(whole)).not.toThrow();
  const { MEDIA_S3_SECRET_KEY: _, ...partial } = whole;
  expect(read(partial)).toThrow('MEDIA_S3_SECRET_KEY');
  expect(read({ ...whole, MEDIA_S3_ENDPOINT: 'pictures' })).toThrow('MEDIA_S3_ENDPOINT');
  expect(read({ ...whole, MEDIA_S3_BUCKET: 'A/B' })).toThrow('MEDIA_S3_BUCKET');
  expect(read({ PUBLIC_URL: 'ftp://x' })).toThrow('PUBLIC_URL');
});

import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, onTestFinished, test, vi } from 'vitest';
import { diskStorage } from '../../src/media/disk-storage.ts';
import type { MediaStorage } from '../../src/media/storage.ts';
import { createApp } from '../../src/server/app.ts';
import { UNIT } from '../setup/world.ts';
import { picture, send, upload } from '../setup/pictures.ts';
import { world } from '../setup/world.ts';
import { storiesIn } from '../story/given.ts';

const w = await world();
const { app, coordinator, office, person, given, partyId, mediaFolder, database, query } = w;
const { published, file, OWNER } = await storiesIn(w);

const fields = { owner: OWNER, alt: '清理绿化带' };
const codeOf = (answer: { body: string }): string => JSON.parse(answer.body).errors[0].extensions.code;

/** A picture as a telephone takes it: on its side, with place and time. */
const fromTelephone = () =>
  sharp({ create: { width: 300, height: 200, channels: 3, background: '#357' } })
    .withExif({
      IFD0: { Make: 'Telephone', DateTime: '2026:11:24 08:00:00' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '36/1 5/1 30/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '117/1 48/1 0/1',
      },
    })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();

test('where and how a picture was taken is gone from all its files, and it stands upright', async () => {
  const taken = await fromTelephone();
  const exif = (await sharp(taken).metadata()).exif!.toString('latin1');
  expect(exif).toContain('Telephone');
  // The tag of the GPS directory, 0x8825.
  expect((await sharp(taken).metadata()).exif!.includes(Buffer.from([0x25, 0x88]))).toBe(true);
  const { sha256, url } = await upload(w, coordinator, OWNER, { file: taken });
  const stored = await file(url, coordinator.headers);
  expect(await sharp(stored.rawPayload).metadata()).toMatchObject({
    width: 200,
    height: 300,
    format: 'jpeg',
  });
  const folder = join(mediaFolder, sha256.slice(0, 2), sha256);
  const names = readdirSync(folder).toSorted();
  expect(names).toEqual([
    '1600.jpg',
    '1600.webp',
    '320.jpg',
    '320.webp',
    '960.jpg',
    '960.webp',
    'original.jpg',
  ]);
  for (const name of names) {
    const { exif: left, xmp, iptc, orientation } = await sharp(join(folder, name)).metadata();
    expect([left, xmp, iptc, orientation]).toEqual([undefined, undefined, undefined, undefined]);
  }
});

test('is stored by its content, in smaller widths, and described', async () => {
  const { id, sha256, url } = await upload(w, coordinator, OWNER, {
    file: await picture(2_000, 1_000),
    fields: { alt: '绿化带', caption: '清理之后', photographer: '甲' },
  });
  const { createHash } = await import('node:crypto');
  const whole = await file(url, coordinator.headers);
  expect(createHash('sha256').update(whole.rawPayload).digest('hex')).toBe(sha256);
  for (const [name, width] of [
    ['320.webp', 320],
    ['960.jpg', 960],
    ['1600.webp', 1_600],
  ] as const) {
    const answer = await file(url.replace('original.jpg', name), coordinator.headers);
    expect(answer.headers['content-type']).toBe(name.endsWith('webp') ? 'image/webp' : 'image/jpeg');
    expect((await sharp(answer.rawPayload).metadata()).width).toBe(width);
  }
  const { node } = await coordinator.query(
    `query ($id: ID!) { node(id: $id) { ... on MediaAsset { sha256 mediaType width height alt caption photographer owner { name }
      original: url w320: url(variant: W320) } } }`,
    { id },
  );
  expect(node).toEqual({
    ...{ sha256, mediaType: 'image/jpeg', width: 2_000, height: 1_000 },
    ...{ alt: '绿化带', caption: '清理之后', photographer: '甲', owner: { name: '艾山街道' } },
    original: expect.stringMatching(/^http:\/\/[^/]+\/media\/[0-9a-f]{64}\/original\.jpg$/),
    w320: expect.stringMatching(/\/320\.jpg$/),
  });
});

test('the same picture of the same owner is the same', async () => {
  const bytes = await picture();
  const [first, second] = await Promise.all([
    upload(w, coordinator, OWNER, { file: bytes }),
    upload(w, coordinator, OWNER, { file: bytes, name: 'another.jpg' }),
  ]);
  expect(second.id).toBe(first.id);
});

test('a picture that is there already is answered as it is, and said to be', async () => {
  const file = await picture();
  const sent = async (given: Record<string, string>) => {
    const answer = await send(w, coordinator.headers, { fields: { owner: OWNER, ...given }, file });
    return [answer.statusCode, answer.json()];
  };
  const asset = { alt: '旧说明', caption: '旧图说', photographer: '甲', version: 1 };
  expect(await sent({ alt: '旧说明', caption: '旧图说', photographer: '甲' })).toMatchObject([
    201,
    { mediaAsset: asset, isExisting: false },
  ]);
  expect(await sent({ alt: '新说明', photographer: '乙' })).toMatchObject([
    200,
    { mediaAsset: asset, isExisting: true },
  ]);
});

test('a field that a form has none of is named; the owner may be given by code', async () => {
  const file = await picture();
  const { statusCode, body } = await send(w, coordinator.headers, {
    fields: { ...fields, captoin: '图说', photografer: '甲' },
    file,
  });
  expect([statusCode, codeOf({ body })]).toEqual([400, 'BAD_FORM']);
  expect(JSON.parse(body).errors[0]).toMatchObject({
    message: expect.stringContaining('captoin、photografer'),
    extensions: { fields: ['captoin', 'photografer'] },
  });
  const byCode = await send(w, coordinator.headers, { fields: { owner: UNIT, alt: '按代码' }, file });
  expect([byCode.statusCode, byCode.json().isExisting]).toEqual([201, false]);
  const none = await send(w, coordinator.headers, { fields: { owner: '370117/none', alt: '无' }, file });
  expect([none.statusCode, codeOf(none)]).toEqual([404, 'NOT_FOUND']);
});

test('PNG and WebP stay what they are, AVIF becomes JPEG, whatever the name says', async () => {
  const blank = sharp({
    create: { width: 20, height: 10, channels: 4, background: { r: 1, g: 2, b: 3, alpha: 0.5 } },
  });
  for (const [file, type] of [
    [await blank.clone().png().toBuffer(), 'image/png'],
    [await blank.clone().webp().toBuffer(), 'image/webp'],
    [await blank.clone().avif().toBuffer(), 'image/jpeg'],
  ] as const) {
    const answer = await send(w, coordinator.headers, { fields, file, name: 'x.txt' });
    expect(answer.json().mediaAsset.mediaType).toBe(type);
  }
});

const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><script>alert(1)</script></svg>';
const REFUSED: [string, () => Promise<Buffer>, number, string][] = [
  ['an SVG called .jpg', async () => Buffer.from(svg), 415, 'NOT_A_PICTURE'],
  [
    'HTML called .jpg',
    async () => Buffer.from('<!doctype html><script>alert(1)</script>'),
    415,
    'NOT_A_PICTURE',
  ],
  [
    'a GIF',
    async () =>
      sharp({ create: { width: 9, height: 9, channels: 3, background: 'red' } })
        .gif()
        .toBuffer(),
    415,
    'NOT_A_PICTURE',
  ],
  [
    'a TIFF',
    async () =>
      sharp({ create: { width: 9, height: 9, channels: 3, background: 'red' } })
        .tiff()
        .toBuffer(),
    415,
    'NOT_A_PICTURE',
  ],
  ['half a JPEG', async () => (await picture(400, 400)).subarray(0, 9_000), 415, 'NOT_A_PICTURE'],
  [
    'a JPEG that is only its beginning',
    async () => Buffer.from([0xff, 0xd8, 0xff, 0xe0]),
    415,
    'NOT_A_PICTURE',
  ],
  [
    'one byte more than 10 MB',
    async () => Buffer.concat([await picture(), Buffer.alloc(10 * 1024 * 1024)]),
    413,
    'LIMIT_FILE',
  ],
  [
    'a small file of 81 million pixels',
    async () =>
      sharp({ create: { width: 9_000, height: 9_000, channels: 3, background: 'red' } })
        .png()
        .toBuffer(),
    413,
    'LIMIT_PIXELS',
  ],
  ['nothing', async () => Buffer.alloc(0), 400, 'INVALID_INPUT'],
];

test.for(REFUSED)('refuses %s, and keeps nothing', async ([, make, status, code]) => {
  const before = existsSync(mediaFolder) ? readdirSync(mediaFolder, { recursive: true }).length : 0;
  const answer = await send(w, coordinator.headers, { fields, file: await make(), name: 'a.jpg' });
  expect([answer.statusCode, codeOf(answer)]).toEqual([status, code]);
  expect(existsSync(mediaFolder) ? readdirSync(mediaFolder, { recursive: true }).length : 0).toBe(before);
});

test('says what is wrong in the form, in the reader’s language', async () => {
  const bytes = await picture();
  const told = async (given: Record<string, string>, more: { file?: Buffer } = { file: bytes }) => {
    const answer = await send(
      w,
      { ...coordinator.headers, 'accept-language': 'en' },
      { fields: given, ...more },
    );
    const [{ message, extensions }] = answer.json().errors;
    return [answer.statusCode, extensions.code, extensions.path?.[0] ?? null, message];
  };
  expect(await told({ owner: OWNER })).toEqual([400, 'INVALID_INPUT', 'alt', 'alt must not be empty']);
  const many = Object.fromEntries(Array.from({ length: 11 }, (_, i) => [`f${i}`, 'x']));
  for (const [status, code, path, given, more] of [
    [400, 'INVALID_INPUT', 'alt', { owner: OWNER, alt: 'x'.repeat(301) }],
    [413, 'LIMIT_FIELD', null, { owner: OWNER, alt: 'x'.repeat(5_000) }],
    [400, 'BAD_ID', 'owner', { owner: 'x', alt: 'x' }],
    [400, 'BAD_ID', 'owner', { alt: 'x' }],
    [400, 'INVALID_INPUT', 'owner', { owner: partyId('370117/streets-and-zones'), alt: 'x' }],
    [400, 'INVALID_INPUT', 'file', fields, {}],
    [413, 'LIMIT_PARTS', null, many],
  ] as const) {
    expect((await told(given, more)).slice(0, 3)).toEqual([status, code, path]);
  }
});

test('takes nothing but a form', async () => {
  const post = (type: string, payload: string) =>
    app.inject({
      method: 'POST',
      url: '/media',
      headers: { ...coordinator.headers, 'content-type': type },
      payload,
    });
  expect(codeOf(await post('application/json', '{}'))).toBe('UNSUPPORTED_MEDIA_TYPE');
  expect(codeOf(await post('image/jpeg', 'x'))).toBe('UNSUPPORTED_MEDIA_TYPE');
  expect(codeOf(await post('multipart/form-data', 'x'))).toBe('BAD_FORM');
  expect(
    codeOf(await post('multipart/form-data; boundary=x', '--x\r\nContent-Disposition: form-data; name="a"')),
  ).toBe('BAD_FORM');
  // And a form is no body elsewhere.
  const answer = await app.inject({
    method: 'POST',
    url: '/graphql',
    headers: { 'content-type': 'multipart/form-data; boundary=x' },
    payload: '--x--',
  });
  expect(answer.statusCode).toBe(415);
});

test('is for coordinators, each for their own, the media centre and the office', async () => {
  const by = async (headers: Record<string, string>) => {
    const answer = await send(w, headers, { fields, file: await picture() });
    return answer.statusCode;
  };
  expect(await by({})).toBe(401);
  expect(await by((await given.volunteer()).headers)).toBe(403);
  expect(await by((await person('an', 'ANALYST')).headers)).toBe(403);
  expect(await by((await person('c2', 'COORDINATOR', { party: '370117/lixin-street' })).headers)).toBe(403);
  expect(await by((await person('o2', 'OFFICE', { district: '370199' })).headers)).toBe(403);
  expect(await by((await person('m2', 'MEDIA', { district: '370199' })).headers)).toBe(403);
  expect(await by((await person('m', 'MEDIA')).headers)).toBe(201);
  expect(await by(office.headers)).toBe(201);
  expect(await by(coordinator.headers)).toBe(201);
});

test('a file is public while a published story shows it, and told to be asked for each time', async () => {
  const { id, url } = await upload(w, coordinator, OWNER);
  const stranger = await given.volunteer();
  for (const headers of [{}, stranger.headers]) expect((await file(url, headers)).statusCode).toBe(404);
  expect((await file(url, coordinator.headers)).headers['cache-control']).toBe('private, no-cache');
  const story = await published({ pictures: [id] });
  const answer = await file(url);
  expect(answer.statusCode).toBe(200);
  expect(answer.headers).toMatchObject({
    'cache-control': 'public, no-cache',
    'content-type': 'image/jpeg',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    'content-disposition': 'inline',
  });
  const { etag } = answer.headers;
  const again = await file(url, { 'if-none-match': String(etag) });
  expect([again.statusCode, again.body]).toEqual([304, '']);
  expect((await file(url, { 'if-none-match': '"other"' })).statusCode).toBe(200);
  await office.does('storyRetract', { id: story.id, expectedVersion: story.version, reason: '撤' });
  expect((await file(url, { 'if-none-match': String(etag) })).statusCode).toBe(404);
  expect((await file(url, coordinator.headers)).statusCode).toBe(200);
});

test('no other address leads to a file', async () => {
  const { url } = await upload(w, coordinator, OWNER);
  const path = new URL(url).pathname;
  for (const wrong of [
    path.replace('original', '640'),
    path.replace('.jpg', '.png'),
    path.replace('.jpg', '.svg'),
    path.replace(/[0-9a-f]{64}/, 'f'.repeat(64)),
    `/media/${'..%2f'.repeat(4)}etc/passwd`,
    '/media/../../package.json',
    '/media',
  ]) {
    expect((await app.inject({ url: wrong, headers: coordinator.headers })).statusCode, wrong).toBe(404);
  }
});

test('a store out of reach is said to be, and what was sent then can be sent again', async () => {
  const folder = diskStorage(mediaFolder);
  let isThere = false;
  const failing: MediaStorage = {
    put: async (...args) => (isThere ? folder.put(...args) : Promise.reject(new Error('away'))),
    get: async (key) => (isThere ? folder.get(key) : Promise.reject(new Error('away'))),
    has: folder.has,
    remove: folder.remove,
  };
  const other = await createApp({
    database,
    media: failing,
    logLevel: 'silent',
    now: () => new Date('2026-11-24T04:00:00Z'),
  });
  onTestFinished(() => other.close());
  const form = { fields, file: await picture() };
  const refused = await send({ app: other }, coordinator.headers, form);
  expect([refused.statusCode, codeOf(refused), refused.headers['retry-after']]).toEqual([
    503,
    'STORAGE_UNAVAILABLE',
    '5',
  ]);
  isThere = true;
  const taken = await send({ app: other }, coordinator.headers, form);
  // The row was there since the first.
  expect([taken.statusCode, taken.json().isExisting]).toEqual([200, true]);
  const url = new URL(taken.json().mediaAsset.url).pathname;
  expect((await other.inject({ url, headers: coordinator.headers })).statusCode).toBe(200);
  isThere = false;
  const away = await other.inject({ url, headers: coordinator.headers });
  expect([away.statusCode, away.headers['cache-control'], away.headers['etag']]).toEqual([
    503,
    'no-store',
    undefined,
  ]);
});

test('pictures are listed for those who keep them', async () => {
  const list =
    '{ mediaAssets(where: {removedAt: {isNull: true}}, last: 3) { totalCount nodes { id url people { name } owner { name } } } }';
  const shown = (await query(list)).mediaAssets.totalCount;
  const all = (await office.query(list)).mediaAssets.totalCount;
  expect(all).toBeGreaterThan(shown);
  const count = async (first: number) => {
    database.statements = [];
    await office.query(
      `{ mediaAssets(first: ${first}) { nodes { id url people { name number } owner { name } } } }`,
    );
    return database.statements.length;
  };
  await count(1);
  expect(await count(5)).toBe(await count(1));
});

test('files that could not be deleted are, the next time', async () => {
  const { id, sha256 } = await upload(w, coordinator, OWNER);
  const folder = join(mediaFolder, sha256.slice(0, 2), sha256);
  expect(existsSync(folder)).toBe(true);
  // As an earlier process left it: removed, and then it died.
  await database.pool.query('update media_asset set removed_at = now() where sha256 = $1', [sha256]);
  const other = await upload(w, coordinator, OWNER);
  await coordinator.does('mediaAssetDelete', { id: other.id, expectedVersion: 1, reason: '重复' });
  await vi.waitFor(() => expect(existsSync(folder)).toBe(false));
  expect(id).not.toBe(other.id);
});

test('what another owner has too is kept', async () => {
  const bytes = await picture();
  const mine = await upload(w, coordinator, OWNER, { file: bytes });
  const theirs = await upload(w, office, partyId('370117/lixin-street'), { file: bytes });
  expect(theirs.sha256).toBe(mine.sha256);
  await coordinator.does('mediaAssetDelete', { id: mine.id, expectedVersion: 1, reason: '重复' });
  await vi.waitFor(async () => {
    const { rows } = await database.pool.query(
      'select 1 from media_asset where purged_at is not null and owner_id in (select id from party where code = $1) and sha256 = $2',
      [UNIT, mine.sha256],
    );
    expect(rows).toHaveLength(1);
  });
  expect((await file(theirs.url, office.headers)).statusCode).toBe(200);
});

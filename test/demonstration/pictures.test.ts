import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { addDemonstration } from '../../src/demonstration/demonstration.ts';
import { demonstrationPictures, removeFiles } from '../../src/demonstration/remove-files.ts';
import { removeDemonstration } from '../../src/demonstration/remove.ts';
import { diskStorage } from '../../src/media/disk-storage.ts';
import { createApp } from '../../src/server/app.ts';
import { testDatabase } from '../setup/database.ts';

const database = await testDatabase();
const { pool } = database;
const folder = await mkdtemp(join(tmpdir(), 'zhiyuan-pictures-'));
const media = diskStorage(folder);
const app = await createApp({ database, media, logLevel: 'silent' });
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true, force: true });
});

const files = async () => (await readdir(folder, { recursive: true })).filter((name) => name.includes('.'));

test('some stories have a picture, which is served; with the demonstration all of it goes', async () => {
  await addDemonstration(pool, { activities: 200, seed: 1, until: '2026-11-24' }, () => {}, media);
  const { rows } = await pool.query<{ sha256: string; shown: number }>(
    `select m.sha256, count(*)::int as shown from media_asset m join story_picture p on p.media_asset_id = m.id
     join story s on s.id = p.story_id and s.status = 'PUBLISHED' group by 1`,
  );
  expect(rows.length).toBeGreaterThan(1);
  const { rows: all } = await pool.query('select distinct sha256 from media_asset');
  expect(await files()).toHaveLength(all.length * 7);
  const answer = await app.inject({ url: `/media/${rows[0]!.sha256}/320.webp` });
  expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'image/webp']);
  const pictures = await demonstrationPictures(pool);
  await removeDemonstration(pool);
  await removeFiles(pool, media, pictures);
  expect(await files()).toEqual([]);
  expect((await pool.query('select 1 from media_asset union all select 1 from story_step')).rows).toEqual([]);
  expect((await app.inject({ url: `/media/${rows[0]!.sha256}/320.webp` })).statusCode).toBe(404);
});

import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { carryPictures, keptPictures } from '../../src/media/carry.ts';
import { diskStorage } from '../../src/media/disk-storage.ts';
import { upload } from '../setup/pictures.ts';
import { UNIT, world } from '../setup/world.ts';

const w = await world();
const { mediaFolder, coordinator, database, partyId } = w;

const files = async (folder: string): Promise<string[]> =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath.slice(folder.length), entry.name))
    .toSorted((a, b) => a.localeCompare(b));

test('pictures are carried with all their files; one that lacks a file is named', async () => {
  const first = await upload(w, coordinator, partyId(UNIT));
  const second = await upload(w, coordinator, partyId(UNIT));
  const pictures = await keptPictures(database.pool);
  expect(pictures.map(({ sha256 }) => sha256).toSorted((a, b) => a.localeCompare(b))).toEqual(
    [first.sha256, second.sha256].toSorted((a, b) => a.localeCompare(b)),
  );
  const target = join(mediaFolder, '..', `${mediaFolder.split('/').at(-1)!}-carried`);
  const carry = () => carryPictures(pictures, diskStorage(mediaFolder), diskStorage(target));
  try {
    expect(await carry()).toEqual({ files: 14, missing: [] });
    expect(await files(target)).toEqual(await files(mediaFolder));
    expect((await files(target)).length).toBeGreaterThan(10);
    // Again, after a failure elsewhere: it is all there.
    expect(await carry()).toEqual({ files: 0, missing: [] });
    await rm(join(mediaFolder, second.sha256.slice(0, 2), second.sha256, '320.webp'));
    await rm(target, { recursive: true });
    expect(await carry()).toEqual({ files: 13, missing: [second.sha256] });
  } finally {
    await rm(target, { recursive: true, force: true });
  }
});

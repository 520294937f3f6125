import type { Pool } from 'pg';
import { EXTENSIONS, type Extension, filesOf, keyOf, type MediaStorage } from './storage.ts';

/** How far it has come. */
export interface CarryProgress {
  pictures: number;
  of: number;
}

export interface Carried {
  /** Files that were put; those that were there already are not among them. */
  files: number;
  /** Hashes of pictures of which a file is in neither place. */
  missing: string[];
}

interface Picture {
  sha256: string;
  mediaType: string;
}

/** Pictures whose files should be there: those that are not deleted, each content once. */
export async function keptPictures(pool: Pool): Promise<Picture[]> {
  const { rows } = await pool.query<Picture>(
    `select distinct sha256, media_type as "mediaType" from media_asset where removed_at is null order by sha256`,
  );
  return rows;
}

/**
 * Puts the files of pictures from one place into another. Begun again it goes on where it was: what is there
 * already, is whole, since its name is the hash of its content and it is put whole or not at all.
 */
export async function carryPictures(
  pictures: readonly Picture[],
  from: MediaStorage,
  to: MediaStorage,
  onProgress: (progress: CarryProgress) => void = () => undefined,
): Promise<Carried> {
  const carried: Carried = { files: 0, missing: [] };
  for (const [i, { sha256, mediaType }] of pictures.entries()) {
    const put = await Promise.all(filesOf(mediaType).map((file) => carryFile(sha256, file, from, to)));
    carried.files += put.filter((outcome) => outcome === 'PUT').length;
    if (put.includes('MISSING')) carried.missing.push(sha256);
    onProgress({ pictures: i + 1, of: pictures.length });
  }
  return carried;
}

async function carryFile(sha256: string, file: string, from: MediaStorage, to: MediaStorage) {
  const key = keyOf(sha256, file);
  if (await to.has(key)) return 'THERE';
  const bytes = await from.get(key);
  if (!bytes) return 'MISSING';
  await to.put(key, bytes, EXTENSIONS[file.slice(file.lastIndexOf('.') + 1) as Extension]);
  return 'PUT';
}

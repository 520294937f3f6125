import type { Pool } from 'pg';
import { filesOf, keyOf, type MediaStorage } from '../media/storage.ts';

interface Picture {
  sha256: string;
  mediaType: string;
}

/** The pictures of the demonstration: to be known before their rows are removed. */
export async function demonstrationPictures(pool: Pool): Promise<Picture[]> {
  const { rows } = await pool.query<Picture>(
    'select distinct sha256, media_type as "mediaType" from media_asset where is_demo',
  );
  return rows;
}

/** Deletes the files of pictures that no row has any more. */
export async function removeFiles(
  pool: Pool,
  storage: MediaStorage,
  pictures: readonly Picture[],
): Promise<void> {
  for (const { sha256, mediaType } of pictures) {
    const { rows } = await pool.query('select 1 from media_asset where sha256 = $1 limit 1', [sha256]);
    if (rows.length > 0) continue;
    for (const file of filesOf(mediaType)) await storage.remove(keyOf(sha256, file));
  }
}

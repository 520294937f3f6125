import type { Pool } from 'pg';
import { EXTENSIONS, filesOf, keyOf, type MediaStorage } from './storage.ts';

/** How a carrying ended, in pictures. */
export interface Carried {
  carried: number;
  /** Those of which a file is not there: their rows go on naming it. */
  missing: string[];
}

interface Picture {
  sha256: string;
  mediaType: string;
}

/** Pictures whose files should be there: those that are not purged, each content once. */
export async function keptPictures(pool: Pool): Promise<Picture[]> {
  const { rows } = await pool.query<Picture>(
    `select distinct sha256, media_type as "mediaType" from media_asset where purged_at is null order by sha256`,
  );
  return rows;
}

/** Copies the files of pictures from one place to another; what is there already is written again, as the same. */
export async function carryPictures(
  pictures: readonly Picture[],
  from: MediaStorage,
  to: MediaStorage,
): Promise<Carried> {
  const missing = new Set<string>();
  for (const { sha256, mediaType } of pictures) {
    for (const file of filesOf(mediaType)) {
      const key = keyOf(sha256, file);
      const bytes = await from.get(key);
      const extension = file.split('.').at(-1) as keyof typeof EXTENSIONS;
      if (bytes) await to.put(key, bytes, EXTENSIONS[extension]);
      else missing.add(sha256);
    }
  }
  return { carried: pictures.length - missing.size, missing: [...missing] };
}

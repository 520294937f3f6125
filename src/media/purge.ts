import type { EntityManager } from '@mikro-orm/postgresql';
import type { Pool } from 'pg';
import { run } from '../database/run.ts';
import { filesOf, keyOf, type MediaStorage } from './storage.ts';
import { LOCK_CONTENT } from './upload.service.ts';

/** Pictures whose files go in one transaction, which waits for the store as long as that takes. */
const AT_A_TIME = 3;

/**
 * Deletes the files of removed pictures, unless another owner has the same one. What fails is found again the next
 * time: by the next removal, or the next start.
 */
export async function purgeRemoved(pool: Pool, storage: MediaStorage): Promise<void> {
  for (;;) {
    const client = await pool.connect();
    try {
      await client.query('begin');
      const { rows } = await client.query<{ id: string; sha256: string; mediaType: string }>(
        `select id, sha256, media_type as "mediaType" from media_asset where removed_at is not null and purged_at is null
         order by sha256 limit ${AT_A_TIME} for update skip locked`,
      );
      for (const { id, sha256, mediaType } of rows) {
        await client.query(LOCK_CONTENT, [sha256]);
        const live = await client.query(
          'select 1 from media_asset where sha256 = $1 and removed_at is null limit 1',
          [sha256],
        );
        if (live.rows.length === 0) {
          await Promise.all(filesOf(mediaType).map((file) => storage.remove(keyOf(sha256, file))));
        }
        await client.query('update media_asset set purged_at = now() where id = $1', [id]);
      }
      await client.query('commit');
      if (rows.length < AT_A_TIME) return;
    } catch (error) {
      await client.query('rollback').catch(() => {});
      throw error;
    } finally {
      client.release();
    }
  }
}

/** Removes the files that were put for a picture which was deleted meanwhile: its deletion found none of them. */
export async function removeUnlessWanted(
  em: EntityManager,
  storage: MediaStorage,
  { sha256, mediaType }: { sha256: string; mediaType: string },
): Promise<void> {
  await em.transactional(async (tx) => {
    await run(tx, LOCK_CONTENT, [sha256]);
    const live = await run(tx, 'select 1 from media_asset where sha256 = $1 and removed_at is null limit 1', [
      sha256,
    ]);
    if (live.length > 0) return;
    await Promise.all(filesOf(mediaType).map((file) => storage.remove(keyOf(sha256, file))));
  });
}

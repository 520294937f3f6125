import { join, resolve } from 'node:path';
import { diskStorage } from '../media/disk-storage.ts';
import { s3Storage } from '../media/s3-storage.ts';
import type { MediaStorage } from '../media/storage.ts';
import type { Settings } from '../settings.ts';
import type { OpenDatabase } from './database.ts';

/** Where pictures are kept by the settings: in a store, or beside the embedded database. */
export function mediaStorage(settings: Settings, at: Pick<OpenDatabase, 'embedded'>): MediaStorage {
  const { MEDIA_S3_ENDPOINT: endpoint } = settings;
  const folder = mediaFolder(settings, at);
  if (folder !== null) return diskStorage(folder);
  return s3Storage({
    endpoint,
    bucket: settings.MEDIA_S3_BUCKET,
    region: settings.MEDIA_S3_REGION,
    accessKey: settings.MEDIA_S3_ACCESS_KEY,
    secretKey: settings.MEDIA_S3_SECRET_KEY,
  });
}

/** The folder of the pictures; null when a store keeps them. */
export function mediaFolder(settings: Settings, { embedded }: Pick<OpenDatabase, 'embedded'>): string | null {
  if (settings.MEDIA_S3_ENDPOINT !== '') return null;
  return join(embedded?.dataDir ?? resolve(settings.DATA_DIR), 'media');
}

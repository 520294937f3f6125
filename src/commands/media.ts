import { join, resolve } from 'node:path';
import { diskStorage } from '../media/disk-storage.ts';
import { s3Storage } from '../media/s3-storage.ts';
import type { MediaStorage } from '../media/storage.ts';
import type { Settings } from '../settings.ts';

/** Where the embedded database lies; null with DATABASE_URL. */
interface Lying {
  embedded: { dataDir: string } | null;
}

/** The folder that pictures are in where no store is set: beside the embedded database. */
export const mediaFolder = (settings: Settings, { embedded }: Lying): string =>
  join(embedded?.dataDir ?? resolve(settings.DATA_DIR), 'media');

/** Where pictures are kept by the settings. */
export function mediaStorage(settings: Settings, { embedded }: Lying): MediaStorage {
  const { MEDIA_S3_ENDPOINT: endpoint } = settings;
  if (endpoint === '') return diskStorage(mediaFolder(settings, { embedded }));
  return s3Storage({
    endpoint,
    bucket: settings.MEDIA_S3_BUCKET,
    region: settings.MEDIA_S3_REGION,
    accessKey: settings.MEDIA_S3_ACCESS_KEY,
    secretKey: settings.MEDIA_S3_SECRET_KEY,
  });
}

import { defineEntity, p } from '@mikro-orm/core';
import { Account } from '../access/access.entity.ts';
import { id, instant, written } from '../database/columns.ts';
import { Party } from '../party/party.entity.ts';
import { Volunteer } from '../volunteer/volunteer.entity.ts';

/** Media types of stored pictures: others are turned into JPEG. */
export const MEDIA_TYPES = ['image/jpeg', 'image/png', 'image/webp'] as const;

const MediaAssetSchema = defineEntity({
  name: 'MediaAsset',
  indexes: [
    { properties: ['uploadedAt', 'id'] },
    { properties: ['sha256'] },
    {
      name: 'media_asset_once',
      expression: `create unique index "media_asset_once" on "media_asset" ("sha256", "owner_id") where "removed_at" is null`,
    },
    {
      name: 'media_asset_to_purge',
      expression: `create index "media_asset_to_purge" on "media_asset" ("removed_at") where "removed_at" is not null and "purged_at" is null`,
    },
  ],
  checks: [
    { name: 'media_asset_purged_was_removed', expression: '"purged_at" is null or "removed_at" is not null' },
  ],
  properties: {
    id: id(),
    /** Of the stored file, whose name it is; several owners may have the same picture. */
    sha256: p.text(),
    mediaType: p.enum(MEDIA_TYPES),
    width: p.integer(),
    height: p.integer(),
    bytes: p.integer(),
    alt: p.text(),
    caption: p.text().nullable(),
    photographer: p.text().nullable(),
    people: () => p.manyToMany(Volunteer).pivotTable('media_asset_person'),
    owner: () => p.manyToOne(Party).ref().index(),
    uploadedBy: () => p.manyToOne(Account).ref().nullable().index(),
    districtCode: p.text().index(),
    uploadedAt: instant(),
    removedAt: instant().nullable(),
    /** Somebody in it no longer agreed to be shown: the same picture is not taken again. */
    isWithdrawn: p.boolean().default(false).hidden(),
    /** When the files went; until then they are looked for again. */
    purgedAt: instant().nullable(),
    ...written(),
  },
});
/** A picture. Its files are stored under the hash of their content. */
export class MediaAsset extends MediaAssetSchema.class {}
MediaAssetSchema.setClass(MediaAsset);

import { run } from '../database/run.ts';
import { Party } from '../party/party.entity.ts';
import { districtOf } from '../party/district.ts';
import { optionalTextOf, textOf } from '../writing/input.ts';
import { invalidInput } from '../writing/refusal.ts';
import type { Writing } from '../writing/writing.ts';
import { MediaAsset } from './media.entity.ts';
import type { Processed } from './images.ts';

export const ALT_LENGTH = 300;
export const CAPTION_LENGTH = 500;

export interface Upload {
  /** Global id of the unit or team whose picture it is. */
  owner: string;
  alt: string;
  caption?: string | undefined;
  photographer?: string | undefined;
  picture: Omit<Processed, 'files'>;
  /** Its content is its key. */
  idempotencyKey?: null;
}

/** SQL: whoever adds or removes files of this content waits for the other. Takes the hash as `$1`. */
export const LOCK_CONTENT = 'select pg_advisory_xact_lock(hashtextextended($1, 0))';

/** Notes a picture; one that the owner has already is the same picture, described as it was. */
export async function mediaUpload(w: Writing, upload: Upload): Promise<string> {
  const owner = await w.refer(Party, 'Party', upload.owner, ['owner']);
  if (owner.kind === 'COLLECTIVE') {
    throw invalidInput(['owner'], '应为单位或队伍', 'Must be a unit or a team');
  }
  const districtCode = districtOf(owner);
  w.demand({ district: districtCode, parties: [owner.id] });
  const alt = textOf(upload.alt, ['alt'], ALT_LENGTH);
  const caption = optionalTextOf(upload.caption, ['caption'], CAPTION_LENGTH);
  const photographer = optionalTextOf(upload.photographer, ['photographer'], 50);
  const { sha256, mediaType, width, height, bytes } = upload.picture;
  await run(w.em, LOCK_CONTENT, [sha256]);
  const known = await w.em.findOne(MediaAsset, { sha256, owner, removedAt: null });
  if (known) return known.id;
  const asset = w.em.create(
    MediaAsset,
    {
      ...{ sha256, mediaType, width, height, bytes, alt, caption, photographer, owner, districtCode },
      uploadedBy: w.viewer.account,
      uploadedAt: w.now,
      removedAt: null,
      purgedAt: null,
    },
    { persist: true },
  );
  await w.em.flush();
  return asset.id;
}

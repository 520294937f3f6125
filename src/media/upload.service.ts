import { run } from '../database/run.ts';
import { Party } from '../party/party.entity.ts';
import { districtOf } from '../party/district.ts';
import { optionalTextOf, textOf } from '../writing/input.ts';
import { invalidInput, notFound } from '../writing/refusal.ts';
import type { Writing } from '../writing/writing.ts';
import { MediaAsset } from './media.entity.ts';
import type { Processed } from './images.ts';

export const ALT_LENGTH = 300;
export const CAPTION_LENGTH = 500;

interface Described {
  /** Global id or code of the unit or team whose picture it is. */
  owner: string;
  alt: string;
  caption?: string | undefined;
  photographer?: string | undefined;
  /** Its content is its key. */
  idempotencyKey?: null;
}

export interface Upload extends Described {
  /** Its key, if the owner has not got it yet. */
  id: string;
  picture: Omit<Processed, 'files'>;
}

/** SQL: whoever adds or removes files of this content waits for the other. Takes the hash as `$1`. */
export const LOCK_CONTENT = 'select pg_advisory_xact_lock(hashtextextended($1, 0))';

/** Parties are public, and no global id has a slash as their codes do. */
async function ownerOf(w: Writing, given: string): Promise<Party> {
  if (!given.includes('/')) return w.refer(Party, 'Party', given, ['owner']);
  const party = await w.em.findOne(Party, { code: given });
  if (!party) throw notFound(['owner']);
  return party;
}

/** What is said of a picture, if the viewer may add one for that owner: asked before the picture is looked at. */
async function described(w: Writing, upload: Described) {
  const owner = await ownerOf(w, upload.owner);
  if (owner.kind === 'COLLECTIVE') {
    throw invalidInput(['owner'], '应为单位或队伍', 'Must be a unit or a team');
  }
  const districtCode = districtOf(owner);
  w.demand({ district: districtCode, parties: [owner.id] });
  return {
    owner,
    districtCode,
    alt: textOf(upload.alt, ['alt'], ALT_LENGTH),
    caption: optionalTextOf(upload.caption, ['caption'], CAPTION_LENGTH),
    photographer: optionalTextOf(upload.photographer, ['photographer'], 50),
  };
}

/** Throws what `mediaUpload` would refuse whatever the picture is; writes nothing. */
export async function mediaUploadCheck(w: Writing, upload: Described): Promise<string> {
  const { owner } = await described(w, upload);
  return owner.id;
}

/** Notes a picture; one that the owner has already is the same picture, described as it was. */
export async function mediaUpload(w: Writing, upload: Upload): Promise<string> {
  const values = await described(w, upload);
  const { owner } = values;
  const { sha256, mediaType, width, height, bytes } = upload.picture;
  await run(w.em, LOCK_CONTENT, [sha256]);
  if ((await w.em.count(MediaAsset, { sha256, isWithdrawn: true })) > 0) {
    throw invalidInput(
      ['file'],
      '这张图片因有人撤回了公开影像的同意而删除，不能再次上传',
      'This picture was deleted because consent to show somebody in it was withdrawn; it is not taken again',
    );
  }
  const known = await w.em.findOne(MediaAsset, { sha256, owner, removedAt: null });
  if (known) return known.id;
  const asset = w.em.create(
    MediaAsset,
    {
      ...{ id: upload.id, sha256, mediaType, width, height, bytes, ...values },
      uploadedBy: w.viewer.account,
      uploadedAt: w.now,
      removedAt: null,
      isWithdrawn: false,
      purgedAt: null,
    },
    { persist: true },
  );
  await w.em.flush();
  return asset.id;
}

import { run } from '../database/run.ts';
import type { MutationMediaAssetDeleteArgs, MutationMediaAssetUpdateArgs } from '../generated/resolvers.ts';
import { MediaAsset } from '../media/media.entity.ts';
import { ownerOfMedia } from '../media/media.policy.ts';
import { ALT_LENGTH, CAPTION_LENGTH } from '../media/upload.service.ts';
import { optionalTextOf, textOf } from '../writing/input.ts';
import { invalidTransition, notAllowed } from '../writing/refusal.ts';
import type { Writing } from '../writing/writing.ts';
import { demandConsent, volunteersOf } from './consent.ts';
import { checkPublishable } from './publishable.ts';
import { renew } from './renew.ts';
import { Story } from './story.entity.ts';

/** Changes what is said of a picture, and checks again the published stories that show it. */
export async function mediaAssetUpdate(w: Writing, args: MutationMediaAssetUpdateArgs): Promise<string> {
  const asset = await changeAsset(w, args);
  const stories = await storiesWith(w, asset);
  const { input } = args;
  const at = (name: keyof typeof input): string[] => ['input', name];
  const people = await volunteersOf(w, input.peopleNumbers, at('peopleNumbers'));
  await demandConsent(
    w,
    people.map(({ id }) => id),
    'PUBLISH_IMAGE',
    at('peopleNumbers'),
  );
  w.em.assign(asset, {
    alt: textOf(input.alt, at('alt'), ALT_LENGTH),
    caption: optionalTextOf(input.caption, at('caption'), CAPTION_LENGTH),
    photographer: optionalTextOf(input.photographer, at('photographer'), 50),
    people,
  });
  await w.em.flush();
  await renew(w, 'media_asset', asset, args.expectedVersion);
  for (const story of stories) {
    await checkPublishable(w, story);
    if (story.status === 'PUBLISHED') w.announce('STORY_UPDATED', 'Story', story);
  }
  return asset.id;
}

/** Deletes a picture: from all stories at once, its files as soon as that is written. */
export async function mediaAssetDelete(w: Writing, args: MutationMediaAssetDeleteArgs): Promise<string> {
  w.reason = textOf(args.reason, ['reason'], 500);
  const asset = await changeAsset(w, args);
  for (const story of await storiesWith(w, asset)) {
    if (story.status === 'PUBLISHED') w.announce('STORY_UPDATED', 'Story', story);
  }
  remove(w, asset);
  return asset.id;
}

const NOTHING = '（已删除）';

/** Marks a picture as removed, and lets go what is said of it; nobody is told of it any more. */
export function remove(w: Writing, asset: MediaAsset): void {
  w.em.assign(asset, { removedAt: w.now, alt: NOTHING, caption: null, photographer: null, people: [] });
  w.afterwards.push(w.purgeMedia);
}

async function changeAsset(
  w: Writing,
  { id, expectedVersion }: { id: string; expectedVersion: number },
): Promise<MediaAsset> {
  const asset = await w.change(MediaAsset, 'MediaAsset', id, ownerOfMedia, expectedVersion);
  if (asset.removedAt) throw invalidTransition('REMOVED', '图片已经删除', 'The picture is deleted already');
  return asset;
}

/**
 * The stories that wait, are cleared or published with this picture: what was, or is to be, looked at is changed by
 * those who look at it alone.
 */
async function storiesWith(w: Writing, asset: MediaAsset): Promise<Story[]> {
  const rows = await run<{ id: string }>(
    w.em,
    `select s.id from story s where s.status in ('SUBMITTED', 'CLEARED', 'PUBLISHED')
       and exists (select 1 from story_picture sp where sp.story_id = s.id and sp.media_asset_id = $1)
     order by s.id for update`,
    [asset.id],
  );
  if (rows.length > 0 && !w.may({ district: asset.districtCode })) throw notAllowed();
  return w.em.find(Story, { id: { $in: rows.map(({ id }) => id) } });
}

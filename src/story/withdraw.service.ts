import { run } from '../database/run.ts';
import { MediaAsset } from '../media/media.entity.ts';
import { namesIn } from '../volunteer/naming.ts';
import type { PublicationConsent } from '../volunteer/publication-consent.ts';
import { ERASED_TEXT } from '../volunteer/volunteer.service.ts';
import type { Writing } from '../writing/writing.ts';
import { retract } from './life.service.ts';
import { remove } from './picture.service.ts';
import { revoke } from './role-model.service.ts';
import { step } from './story.service.ts';
import { RoleModel, Story, type StoryStatus } from './story.entity.ts';

/** Who withdraws, as they were called until then. */
export interface Person {
  id: string;
  number: string;
  name: string;
}

/** Said in the trail of a story; never who. */
const REASON = '有人撤回了公开的同意 / consent to publication was withdrawn';

/** What stands where a name stood. */
const SOMEBODY = '某志愿者';

/**
 * Takes back what names or shows a person who no longer agrees to it: what is public is retracted, what waits or is
 * cleared goes back to those who wrote it, their pictures are deleted for good.
 */
export async function takeBack(
  w: Writing,
  person: Person,
  kinds: readonly PublicationConsent[],
): Promise<void> {
  // A publication under way holds this row: what it wrote is seen here, or it sees what was withdrawn.
  await run(w.em, 'select 1 from volunteer where id = $1 for update', [person.id]);
  const named = kinds.includes('PUBLISH_NAME');
  const pictures = kinds.includes('PUBLISH_IMAGE') ? await picturesOf(w, person.id) : [];
  const stories = await run<{ id: string }>(
    w.em,
    `select s.id from story s where s.status in ('SUBMITTED', 'CLEARED', 'PUBLISHED') and (
       ($2 and exists (select 1 from story_volunteer sv where sv.story_id = s.id and sv.volunteer_id = $1))
       or exists (select 1 from story_picture sp where sp.story_id = s.id and sp.media_asset_id = any($3::uuid[])))
     order by s.id for update`,
    [person.id, named, pictures],
  );
  for (const story of await w.em.find(Story, { id: { $in: idsOf(stories) } }, { refresh: true })) {
    if (story.status === 'PUBLISHED') retract(w, story, REASON, null);
    else {
      story.clearedAt = null;
      step(w, story, 'DRAFT', REASON, null);
    }
  }
  for (const asset of await w.em.find(MediaAsset, { id: { $in: pictures } }, { refresh: true })) {
    remove(w, asset);
    asset.isWithdrawn = true;
  }
  if (!named) return;
  for (const roleModel of await roleModelsNaming(w, person)) {
    if (roleModel.status !== 'REVOKED') revoke(w, roleModel, REASON);
  }
}

/**
 * Puts nobody's name where a person's stood, in what was written about them: in stories of these states, below their
 * pictures, and in deeds. After takeBack.
 */
export async function eraseFromStories(
  w: Writing,
  person: Person,
  statuses: readonly StoryStatus[],
): Promise<void> {
  const without = (text: string): string => {
    const changed = text.replaceAll(person.name, SOMEBODY);
    return namesIn([person], [changed]).length === 0 ? changed : ERASED_TEXT;
  };
  await w.em.flush();
  const stories = await run<{ id: string }>(
    w.em,
    `select s.id from story s join story_volunteer sv on sv.story_id = s.id
     where sv.volunteer_id = $1 and s.status = any($2) order by s.id for update of s`,
    [person.id, statuses],
  );
  await eraseFromCaptions(w, idsOf(stories), without);
  const found = await w.em.find(
    Story,
    { id: { $in: idsOf(stories) } },
    { refresh: true, populate: ['volunteers'] },
  );
  for (const story of found) {
    for (const name of TEXTS) story[name] &&= without(story[name]);
    story.volunteers.set(story.volunteers.getItems().filter(({ id }) => id !== person.id));
  }
  for (const roleModel of await roleModelsNaming(w, person)) {
    roleModel.deeds = roleModel.volunteer?.id === person.id ? ERASED_TEXT : without(roleModel.deeds);
  }
}

/** Of the pictures in these stories; published ones that show the same are told to have changed. */
async function eraseFromCaptions(w: Writing, stories: string[], without: (text: string) => string) {
  const rows = await run<{ id: string }>(
    w.em,
    `select m.id from media_asset m where m.removed_at is null and exists (select 1 from story_picture sp
       where sp.media_asset_id = m.id and sp.story_id = any($1::uuid[])) order by m.id for update`,
    [stories],
  );
  for (const asset of await w.em.find(MediaAsset, { id: { $in: idsOf(rows) } }, { refresh: true })) {
    const { alt, caption = null, photographer = null } = asset;
    const said = {
      alt: without(alt),
      caption: caption === null ? null : without(caption),
      photographer: photographer === null ? null : without(photographer),
    };
    if (said.alt === alt && said.caption === caption && said.photographer === photographer) continue;
    w.em.assign(asset, said);
    for (const story of await w.em.find(Story, { status: 'PUBLISHED', pictures: asset.id })) {
      w.announce('STORY_UPDATED', 'Story', story);
    }
  }
  await w.em.flush();
}

const TEXTS = [
  ...(['title', 'body', 'writtenSummary', 'source', 'textAuthor', 'photographer'] as const),
  ...(['captionAuthor', 'editor', 'reviewer'] as const),
];

/** Role models that are of this person, or name them: of their teams, or of somebody in one of these. */
async function roleModelsNaming(w: Writing, person: Person): Promise<RoleModel[]> {
  const rows = await run<{ id: string }>(
    w.em,
    `select r.id from role_model r where r.volunteer_id = $1 or exists (select 1 from team_membership m where m.volunteer_id = $1
       and (m.team_id = r.team_id or exists (select 1 from team_membership o where o.team_id = m.team_id and o.volunteer_id = r.volunteer_id)))
       order by r.id for update`,
    [person.id],
  );
  const found = await w.em.find(RoleModel, { id: { $in: idsOf(rows) } });
  return found.filter(
    ({ volunteer, deeds }) => volunteer?.id === person.id || namesIn([person], [deeds]).length > 0,
  );
}

/** Pictures that show this person, and the same ones of other owners, locked. */
async function picturesOf(w: Writing, volunteer: string): Promise<string[]> {
  const rows = await run<{ id: string }>(
    w.em,
    `select m.id from media_asset m where m.removed_at is null and m.sha256 in (select o.sha256 from media_asset o
       join media_asset_person p on p.media_asset_id = o.id where p.volunteer_id = $1) order by m.id for update`,
    [volunteer],
  );
  return idsOf(rows);
}

const idsOf = (rows: readonly { id: string }[]): string[] => rows.map(({ id }) => id);

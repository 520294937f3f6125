import {
  consentWithdraw as withdrawConsent,
  volunteerWithdraw as withdrawVolunteer,
} from '../training/withdraw.service.ts';
import { run } from '../database/run.ts';
import type { MutationConsentWithdrawArgs, MutationVolunteerWithdrawArgs } from '../generated/resolvers.ts';
import { MediaAsset } from '../media/media.entity.ts';
import type { PublicationConsent } from '../volunteer/publication-consent.ts';
import { Consent } from '../volunteer/volunteer.entity.ts';
import type { Writing } from '../writing/writing.ts';
import { retract } from './life.service.ts';
import { remove } from './picture.service.ts';
import { revoke } from './role-model.service.ts';
import { RoleModel, Story } from './story.entity.ts';

/** Said in the trail of a story; never who. */
const REASON = '有人撤回了公开的同意 / consent to publication was withdrawn';

/** Withdraws a consent, and with it from public view what was published by it, in one step. */
export async function consentWithdraw(w: Writing, args: MutationConsentWithdrawArgs): Promise<string> {
  const key = await withdrawConsent(w, args);
  const { kind, volunteer } = await w.em.findOneOrFail(Consent, key);
  await w.em.flush();
  if (kind !== 'GUARDIAN_PARTICIPATION') await takeBack(w, volunteer.id, [kind]);
  return key;
}

/** Withdraws a volunteer, and with them everything that names or shows them. */
export async function volunteerWithdraw(w: Writing, args: MutationVolunteerWithdrawArgs): Promise<string> {
  const key = await withdrawVolunteer(w, args);
  await w.em.flush();
  await takeBack(w, key, ['PUBLISH_NAME', 'PUBLISH_IMAGE']);
  return key;
}

async function takeBack(w: Writing, volunteer: string, kinds: readonly PublicationConsent[]): Promise<void> {
  // A publication under way holds this row: what it wrote is seen here, or it sees what was withdrawn.
  await run(w.em, 'select 1 from volunteer where id = $1 for update', [volunteer]);
  const named = kinds.includes('PUBLISH_NAME');
  const shown = kinds.includes('PUBLISH_IMAGE');
  const pictures = shown ? await picturesOf(w, volunteer) : [];
  const stories = await run<{ id: string }>(
    w.em,
    `select s.id from story s where s.status = 'PUBLISHED' and (
       ($2 and exists (select 1 from story_volunteer sv where sv.story_id = s.id and sv.volunteer_id = $1))
       or exists (select 1 from story_picture sp where sp.story_id = s.id and sp.media_asset_id = any($3::uuid[])))
     order by s.id for update`,
    [volunteer, named, pictures],
  );
  for (const story of await w.em.find(Story, { id: { $in: idsOf(stories) } }, { refresh: true })) {
    retract(w, story, REASON, null);
  }
  for (const asset of await w.em.find(MediaAsset, { id: { $in: pictures } }, { refresh: true })) {
    remove(w, asset);
  }
  if (!named) return;
  const roleModels = await w.em.find(RoleModel, { volunteer, status: { $ne: 'REVOKED' } });
  for (const roleModel of roleModels) revoke(w, roleModel, REASON);
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

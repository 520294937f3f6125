import { run } from '../database/run.ts';
import { type Named, refuseNames } from '../volunteer/naming.ts';
import type { Writing } from '../writing/writing.ts';
import { renderText } from './body.ts';
import { demandConsent } from './consent.ts';
import type { Story } from './story.entity.ts';

interface Picture {
  id: string;
  alt: string;
  caption: string | null;
  photographer: string | null;
}

/**
 * Throws ConsentMissing while anybody is named or shown who has not agreed to it: those linked, those in the pictures,
 * and those whose name stands in the text though they are not linked: of the people who signed up for the activity or
 * are in a picture. Reads what was written: flush before.
 */
export async function checkPublishable(w: Writing, story: Story): Promise<void> {
  const pictures = await run<Picture>(
    w.em,
    `select m.id, m.alt, m.caption, m.photographer from story_picture sp join media_asset m on m.id = sp.media_asset_id
     where sp.story_id = $1 and m.removed_at is null for share of m`,
    [story.id],
  );
  const linked = await idsOf(
    w,
    'select volunteer_id as id from story_volunteer where story_id = $1',
    story.id,
  );
  const shown = await idsOf(
    w,
    `select distinct mp.volunteer_id as id from story_picture sp join media_asset_person mp on mp.media_asset_id = sp.media_asset_id
       join media_asset m on m.id = sp.media_asset_id where sp.story_id = $1 and m.removed_at is null`,
    story.id,
  );
  await demandConsent(w, linked, 'PUBLISH_NAME');
  await demandConsent(w, shown, 'PUBLISH_IMAGE');
  const others = await run<Named>(
    w.em,
    `select v.number, v.name from volunteer v where v.status = 'ACTIVE' and v.id <> all($1::uuid[])
       and (v.id = any($2::uuid[]) or v.id in (select s.volunteer_id from sign_up s where s.activity_id = $3))`,
    [linked, shown, story.activity?.id ?? null],
  );
  const { title, body, writtenSummary, source, textAuthor, photographer, captionAuthor, editor, reviewer } =
    story;
  refuseNames(others, [
    ...[title, writtenSummary, body, body == null ? null : await renderText(body)],
    ...[source, textAuthor, photographer, captionAuthor, editor, reviewer],
    ...pictures.flatMap((picture) => [picture.alt, picture.caption, picture.photographer]),
  ]);
}

const idsOf = async (w: Writing, sql: string, story: string): Promise<string[]> =>
  (await run<{ id: string }>(w.em, sql, [story])).map(({ id }) => id);

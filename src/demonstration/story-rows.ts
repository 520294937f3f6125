import type { ChangeKind } from '../change/change.entity.ts';
import { toGlobalId } from '../graph/ids.ts';
import type { Changed } from './changed.ts';
import type { ActivityContent, StoryContent } from './content.ts';
import { instant, instantOrNull } from './insert.ts';
import { newKey } from './keys.ts';
import type { Lists } from './lists.ts';
import type { Processed } from '../media/images.ts';
import { ALT } from './pictures.ts';

type Row = Record<string, unknown>;

class Tables {
  media_asset: Row[] = [];
  story: Row[] = [];
  story_step: Row[] = [];
  story_volunteer: Row[] = [];
  story_platform: Row[] = [];
  story_picture: Row[] = [];
}

/** A story with the activity that it is about. */
export interface Told {
  story: StoryContent;
  activity: ActivityContent;
  /** Key of the activity. */
  key: string;
}

/** Makes the rows of stories; keeps in mind which owner has which picture already. */
export class StoryRows {
  readonly #lists: Lists;
  readonly #pictures: readonly Processed[];
  readonly #assets = new Map<string, string>();
  /** Hashes of the pictures that some story shows. */
  readonly shown = new Set<string>();
  readonly #volunteer: (index: number) => string;

  constructor(lists: Lists, pictures: readonly Processed[], volunteer: (index: number) => string) {
    this.#lists = lists;
    this.#pictures = pictures;
    this.#volunteer = volunteer;
  }

  /** The rows by table, in the order in which they can be inserted, and what the public is told. */
  of(told: readonly Told[], codes: readonly string[]): { tables: Tables; changes: Changed[] } {
    const tables = new Tables();
    const changes: Changed[] = [];
    for (const [i, { story, activity, key }] of told.entries()) {
      const id = newKey();
      const last = story.steps.at(-1)!;
      const at = (status: StoryContent['steps'][number]['status']) =>
        story.steps.findLast((step) => step.status === status)?.at ?? null;
      tables.story.push({
        id,
        code: codes[i]!,
        title: story.title,
        body: story.body,
        summary: story.summary,
        status: last.status,
        source: story.credits.source,
        text_author: story.credits.textAuthor,
        photographer: story.credits.photographer,
        editor: story.credits.editor,
        reviewer: story.credits.reviewer,
        owner_id: this.#lists.party(activity.organizer).key,
        activity_id: key,
        program_id: this.#lists.program(activity.program),
        district_code: this.#lists.district,
        created_at: instant(story.steps[0]!.at),
        submitted_at: instantOrNull(at('SUBMITTED')),
        cleared_at: instantOrNull(at('CLEARED')),
        published_at: instantOrNull(at('PUBLISHED')),
        retracted_at: instantOrNull(at('RETRACTED')),
        version: story.steps.length,
        is_demo: true,
      });
      for (const step of story.steps) {
        const { status, reason } = step;
        tables.story_step.push({ id: newKey(), story_id: id, status, at: instant(step.at), reason });
      }
      for (const index of story.named) {
        tables.story_volunteer.push({ story_id: id, volunteer_id: this.#volunteer(index) });
      }
      for (const code of story.platforms) {
        tables.story_platform.push({ story_id: id, term_id: this.#lists.term(code).key });
      }
      this.#illustrate(tables, id, story, activity.organizer);
      changes.push(...changesOf(story, toGlobalId('Story', id)));
    }
    return { tables, changes };
  }

  #illustrate(tables: Tables, id: string, { picture: number, steps }: StoryContent, owner: string): void {
    const picture = number === null ? undefined : this.#pictures[number];
    if (!picture) return;
    this.shown.add(picture.sha256);
    const name = `${owner} ${picture.sha256}`;
    let asset = this.#assets.get(name);
    if (asset === undefined) {
      asset = newKey();
      this.#assets.set(name, asset);
      const { sha256, mediaType, width, height, bytes } = picture;
      tables.media_asset.push({
        ...{ id: asset, sha256, media_type: mediaType, width, height, bytes },
        ...{ alt: ALT, caption: '示例图片', owner_id: this.#lists.party(owner).key },
        district_code: this.#lists.district,
        uploaded_at: instant(steps[0]!.at),
        version: 1,
        is_demo: true,
      });
    }
    tables.story_picture.push({ story_id: id, media_asset_id: asset });
  }
}

const TOLD: Partial<Record<StoryContent['steps'][number]['status'], ChangeKind>> = {
  PUBLISHED: 'STORY_PUBLISHED',
  RETRACTED: 'STORY_RETRACTED',
};

const changesOf = ({ steps }: StoryContent, subject: string): Changed[] =>
  steps.flatMap(({ status, at }) => (TOLD[status] ? { kind: TOLD[status], at, subject } : []));

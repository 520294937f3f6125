import { Activity } from '../activity/activity.entity.ts';
import { run } from '../database/run.ts';
import type { StoryInput } from '../generated/resolvers.ts';
import { MediaAsset } from '../media/media.entity.ts';
import { districtOf } from '../party/district.ts';
import { Party } from '../party/party.entity.ts';
import { Program } from '../program/program.entity.ts';
import { Term } from '../vocabulary/vocabulary.entity.ts';
import { optionalTextOf, textOf } from '../writing/input.ts';
import { invalidInput, notFound } from '../writing/refusal.ts';
import type { Writing } from '../writing/writing.ts';
import { bodyFault } from './body-limits.ts';
import { demandConsent, volunteersOf } from './consent.ts';

const MANY = 20;
const BODY_LENGTH = 50_000;
const TITLE_LENGTH = 64;
const PLATFORMS = 'media-platforms';

/** Checks a story's content. Throws InvalidInput or NotFound with the path of what is wrong, and ConsentMissing. */
export async function readStory(w: Writing, input: StoryInput) {
  const at = (...path: string[]): string[] => ['input', ...path];
  const owner = await w.refer(Party, 'Party', input.owner, at('owner'));
  if (owner.kind === 'COLLECTIVE') {
    throw invalidInput(at('owner'), '应为单位或队伍', 'Must be a unit or a team');
  }
  const districtCode = districtOf(owner);
  const activity = await w.referIfGiven(Activity, 'Activity', input.activity, at('activity'));
  if (activity && activity.districtCode !== districtCode) {
    throw invalidInput(at('activity'), '不是本区的活动', 'It is not of the district');
  }
  if (activity) await checkTeller(w, activity, at('activity'));
  const given = await w.referIfGiven(Program, 'Program', input.program, at('program'));
  if (activity && given && activity.program.id !== given.id) {
    throw invalidInput(at('program'), '不是这场活动的项目', 'It is not the program of the activity');
  }
  const program = (await activity?.program.loadOrFail()) ?? given;
  if (program && (await program.plan.loadOrFail()).districtCode !== districtCode) {
    throw invalidInput(at('program'), '不是本区的项目', 'It is not of the district');
  }
  const volunteers = await volunteersOf(w, input.volunteerNumbers, at('volunteerNumbers'));
  await demandConsent(w, idsOf(volunteers), 'PUBLISH_NAME', at('volunteerNumbers'));
  const body = optionalTextOf(input.body?.replaceAll('\r\n', '\n'), at('body'), BODY_LENGTH);
  const fault = body === null ? null : bodyFault(body);
  if (fault) throw invalidInput(at('body'), fault.zh, fault.en);
  return {
    title: textOf(input.title, at('title'), TITLE_LENGTH),
    body,
    writtenSummary: optionalTextOf(input.summary, at('summary'), 300),
    ...creditsOf(input, at('credits')),
    owner,
    activity,
    program,
    parties: await partiesOf(w, input.parties, at('parties')),
    volunteers,
    pictures: await picturesOf(w, input.pictures, districtCode, at('pictures')),
    platforms: await platformsOf(w, input.platforms, at('platforms')),
    districtCode,
  };
}

/**
 * A unit tells of what it organizes itself: of others' activities it could find out who signed up, by the names that
 * are refused. The media centre and the office tell of all.
 */
async function checkTeller(w: Writing, activity: Activity, path: string[]): Promise<void> {
  const { districtCode, organizer } = activity;
  if (w.may({ district: districtCode, parties: [organizer.id] })) return;
  const others = await activity.coOrganizers.loadItems();
  if (w.may({ district: districtCode, parties: idsOf(others) })) return;
  throw invalidInput(
    path,
    '只能报道自己主办或协办的活动',
    'Only an activity that one organizes, alone or with others',
  );
}

const idsOf = (rows: readonly { id: string }[]): string[] => rows.map(({ id }) => id);

function creditsOf({ credits }: StoryInput, path: string[]) {
  const credit = (name: Exclude<keyof StoryInput['credits'], '__typename'>) =>
    optionalTextOf(credits[name], [...path, name], 50);
  return {
    source: credit('source'),
    textAuthor: credit('textAuthor'),
    photographer: credit('photographer'),
    captionAuthor: credit('captionAuthor'),
    editor: credit('editor'),
    reviewer: credit('reviewer'),
  };
}

function keysOf(w: Writing, model: string, ids: readonly string[], path: string[]): string[] {
  if (ids.length > MANY) throw invalidInput(path, `至多 ${MANY} 项`, `At most ${MANY}`);
  return [...new Set(ids.map((id) => w.keyOf(model, id)))];
}

async function partiesOf(w: Writing, ids: readonly string[], path: string[]): Promise<Party[]> {
  const keys = keysOf(w, 'Party', ids, path);
  const found = await w.em.find(Party, { id: { $in: keys } });
  if (found.length < keys.length) throw notFound(path);
  return found;
}

/** In the order given. Those removed are not there; whoever they show must have agreed. */
async function picturesOf(
  w: Writing,
  ids: readonly string[],
  district: string,
  path: string[],
): Promise<MediaAsset[]> {
  const keys = keysOf(w, 'MediaAsset', ids, path);
  const pictures: MediaAsset[] = [];
  for (const [i, id] of [...new Set(ids)].entries()) {
    const picture = await w.refer(MediaAsset, 'MediaAsset', id, [...path, String(i)]);
    if (picture.removedAt || picture.districtCode !== district) throw notFound([...path, String(i)]);
    pictures.push(picture);
  }
  const people = await run<{ id: string }>(
    w.em,
    'select distinct volunteer_id as id from media_asset_person where media_asset_id = any($1::uuid[])',
    [keys],
  );
  await demandConsent(w, idsOf(people), 'PUBLISH_IMAGE', path);
  return pictures;
}

async function platformsOf(w: Writing, ids: readonly string[], path: string[]): Promise<Term[]> {
  const keys = keysOf(w, 'Term', ids, path);
  const found = await w.em.find(Term, { id: { $in: keys } }, { populate: ['vocabulary'] });
  if (found.length < keys.length) throw notFound(path);
  if (found.every(({ vocabulary }) => vocabulary.unwrap().code === PLATFORMS)) return found;
  throw invalidInput(path, `应为词表 ${PLATFORMS} 的词条`, `Must be terms of ${PLATFORMS}`);
}

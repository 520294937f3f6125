import type {
  MutationStoryClearArgs,
  MutationStoryPublishArgs,
  MutationStoryRetractArgs,
  MutationStoryReturnArgs,
  MutationStorySubmitArgs,
} from '../generated/resolvers.ts';
import { textOf } from '../writing/input.ts';
import { invalidTransition } from '../writing/refusal.ts';
import type { Writing } from '../writing/writing.ts';
import { checkPublishable } from './publishable.ts';
import { step } from './story.service.ts';
import { Story, type StoryStatus } from './story.entity.ts';
import { ownerOfStory } from './story.policy.ts';

/** The story, locked, if the viewer may act on it and it is in one of these states. */
async function storyIn(
  w: Writing,
  { id, expectedVersion }: { id: string; expectedVersion: number },
  states: readonly StoryStatus[],
): Promise<Story> {
  const story = await w.change(Story, 'Story', id, ownerOfStory, expectedVersion);
  if (states.includes(story.status)) return story;
  throw invalidTransition(
    story.status,
    `只有 ${states.join('、')} 状态的报道可以这样做，现为 ${story.status}`,
    `Only a story that is ${states.join(' or ')} allows this; it is ${story.status}`,
  );
}

/** Submits a draft for clearance. */
export async function storySubmit(w: Writing, args: MutationStorySubmitArgs): Promise<string> {
  const story = await storyIn(w, args, ['DRAFT']);
  await checkPublishable(w, story);
  story.submittedAt = w.now;
  step(w, story, 'SUBMITTED');
  return story.id;
}

/** Returns it to those who wrote it, saying why. */
export async function storyReturn(w: Writing, args: MutationStoryReturnArgs): Promise<string> {
  const reason = textOf(args.reason, ['reason'], 500);
  w.reason = reason;
  const story = await storyIn(w, args, ['SUBMITTED', 'CLEARED']);
  story.clearedAt = null;
  step(w, story, 'DRAFT', reason);
  return story.id;
}

/** Clears it for publication. */
export async function storyClear(w: Writing, args: MutationStoryClearArgs): Promise<string> {
  const story = await storyIn(w, args, ['SUBMITTED']);
  await checkPublishable(w, story);
  story.clearedAt = w.now;
  step(w, story, 'CLEARED');
  return story.id;
}

/** Publishes it. Consent may have been withdrawn since it was cleared: it is asked again. */
export async function storyPublish(w: Writing, args: MutationStoryPublishArgs): Promise<string> {
  const story = await storyIn(w, args, ['CLEARED']);
  await checkPublishable(w, story);
  story.publishedAt = w.now;
  step(w, story, 'PUBLISHED');
  w.announce('STORY_PUBLISHED', 'Story', story);
  return story.id;
}

/** Retracts it, or gives it up before it was published. */
export async function storyRetract(w: Writing, args: MutationStoryRetractArgs): Promise<string> {
  const reason = textOf(args.reason, ['reason'], 500);
  w.reason = reason;
  const story = await storyIn(w, args, ['LEAD', 'DRAFT', 'SUBMITTED', 'CLEARED', 'PUBLISHED']);
  retract(w, story, reason, w.viewer.account);
  return story.id;
}

/** Takes a story back; the public is told where it had been public. */
export function retract(w: Writing, story: Story, reason: string, account: string | null): void {
  const wasPublic = story.status === 'PUBLISHED';
  story.retractedAt = w.now;
  step(w, story, 'RETRACTED', reason, account);
  if (wasPublic) w.announce('STORY_RETRACTED', 'Story', story);
}

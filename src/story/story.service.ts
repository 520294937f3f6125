import type { MutationStoryCreateArgs, MutationStoryUpdateArgs } from '../generated/resolvers.ts';
import { codesOf } from '../writing/input.ts';
import { invalidInput, invalidTransition, notAllowed } from '../writing/refusal.ts';
import type { Writing } from '../writing/writing.ts';
import { checkPublishable } from './publishable.ts';
import { renew } from './renew.ts';
import { readStory } from './story-input.ts';
import { Story, type StoryStatus, StoryStep } from './story.entity.ts';
import { ownerOfStory } from './story.policy.ts';

/** Notes who brought the story to a state, unless that is nobody's business. */
export function step(
  w: Writing,
  story: Story,
  status: StoryStatus,
  reason: string | null = null,
  account: string | null = w.viewer.account,
): void {
  story.status = status;
  w.em.create(StoryStep, { story, status, at: w.now, account, reason }, { persist: true });
}

/** Notes a lead, or drafts a story where there is a body. */
export async function storyCreate(w: Writing, { input }: MutationStoryCreateArgs): Promise<string> {
  const values = await readStory(w, input);
  w.demand({ district: values.districtCode, parties: [values.owner.id] });
  const [code] = await codesOf(w.em, 'story_code', `${values.districtCode}-N`);
  const status = values.body === null ? 'LEAD' : 'DRAFT';
  const story = w.em.create(
    Story,
    {
      ...values,
      code: code!,
      status,
      createdAt: w.now,
      submittedAt: null,
      clearedAt: null,
      publishedAt: null,
      retractedAt: null,
    },
    { persist: true },
  );
  step(w, story, status);
  await w.em.flush();
  return story.id;
}

/** Changes all of a lead or draft, or corrects what is published: then it is for those who clear stories. */
export async function storyUpdate(w: Writing, args: MutationStoryUpdateArgs): Promise<string> {
  const story = await w.change(Story, 'Story', args.id, ownerOfStory, args.expectedVersion);
  const { status } = story;
  if (status !== 'LEAD' && status !== 'DRAFT' && status !== 'PUBLISHED') {
    throw invalidTransition(
      status,
      '待审、已审的稿件须先退回才能修改，已撤的不能修改',
      'What waits or is cleared is returned before it is changed; what is retracted stays',
    );
  }
  if (status === 'PUBLISHED' && !w.may({ district: story.districtCode })) throw notAllowed();
  const values = await readStory(w, args.input);
  w.demand({ district: values.districtCode, parties: [values.owner.id] });
  if (values.districtCode !== story.districtCode) {
    throw invalidInput(['input', 'owner'], '不能改到别的区', 'It cannot go to another district');
  }
  if (values.body === null && status !== 'LEAD') {
    throw invalidInput(['input', 'body'], '稿件须有正文', 'A story needs a body');
  }
  w.em.assign(story, values);
  if (status === 'LEAD' && values.body !== null) step(w, story, 'DRAFT');
  await w.em.flush();
  await renew(w, 'story', story, args.expectedVersion);
  if (status === 'PUBLISHED') {
    await checkPublishable(w, story);
    // Who corrected it, and when.
    step(w, story, 'PUBLISHED');
    w.announce('STORY_UPDATED', 'Story', story);
  }
  return story.id;
}

import type { Resolvers, UnitResolvers } from '../generated/resolvers.ts';
import { lookUp } from '../graph/look-up.ts';
import type { Row } from '../graph/plan.ts';
import { invalidTransition } from '../writing/refusal.ts';
import { writings } from '../writing/write.ts';
import { renderHtml, renderText } from './body.ts';
import { storyLeads } from './leads.ts';
import { nameablePeople } from './nameable.ts';
import { storyClear, storyPublish, storyRetract, storyReturn, storySubmit } from './life.service.ts';
import { mediaAssetDelete, mediaAssetUpdate } from './picture.service.ts';
import type { Picture } from './pictures.ts';
import { roleModelPropose, roleModelRevoke, roleModelSelect } from './role-model.service.ts';
import { storyCreate, storyUpdate } from './story.service.ts';
import { summaryOf } from './summary.ts';
import { wechatDraft } from './wechat.ts';

/** What every kind of party answers alike. */
const party: Pick<UnitResolvers, 'stories'> = {
  stories: (row, args, ctx, info) => ctx.read.pageOf('Party.stories', row, args, info),
};

const bodyOf = (story: Row) => story['$body'] as string | null;
const picturesOf = (story: Row) => story['$pictureData'] as Picture[];
const creditsOf = (story: Row) => {
  const credit = (name: string) => story[`$${name}`] as string | null;
  return {
    source: credit('source'),
    textAuthor: credit('textAuthor'),
    photographer: credit('photographer'),
    captionAuthor: credit('captionAuthor'),
    editor: credit('editor'),
    reviewer: credit('reviewer'),
  };
};

export const storyResolvers: Resolvers = {
  Query: {
    story: (_, { by }, ctx, info) => lookUp(ctx, 'Story', by, info),
    stories: (_, args, ctx, info) => ctx.read.page('Story', args, info),
    storyLeads: (_, args, ctx) => storyLeads(ctx, args),
    nameablePeople: (_, { activity }, ctx) => nameablePeople(ctx, activity),
    roleModels: (_, args, ctx, info) => ctx.read.page('RoleModel', args, info),
  },
  Mutation: writings(
    {
      storyCreate,
      storyUpdate,
      storySubmit,
      storyReturn,
      storyClear,
      storyPublish,
      storyRetract,
      roleModelPropose,
      roleModelSelect,
      roleModelRevoke,
      mediaAssetUpdate,
      mediaAssetDelete,
    },
    {
      role_model_once: () =>
        invalidTransition('CANDIDATE', '已是候选或典型', 'This is a candidate or role model already'),
    },
  ),
  Unit: party,
  Collective: party,
  Team: party,
  Activity: {
    stories: (activity, args, ctx, info) => ctx.read.pageOf('Activity.stories', activity, args, info),
  },
  Program: {
    stories: (program, args, ctx, info) => ctx.read.pageOf('Program.stories', program, args, info),
  },
  Story: {
    credits: creditsOf,
    bodyHtml: (story, _, { baseUrl }) => {
      const body = bodyOf(story);
      return body === null ? null : renderHtml(body, picturesOf(story), baseUrl);
    },
    bodyText: (story) => {
      const body = bodyOf(story);
      return body === null ? null : renderText(body);
    },
    summary: (story) => summaryOf(story['$writtenSummary'] as string | null, bodyOf(story)),
    parties: (story, _, ctx, info) => ctx.read.many('Story.parties', story, info),
    platforms: (story, _, ctx, info) => ctx.read.many('Story.platforms', story, info),
    pictures: (story, _, ctx, info) => ctx.read.many('Story.pictures', story, info),
    volunteers: (story, _, ctx, info) => ctx.read.many('Story.volunteers', story, info),
    steps: (story, _, ctx, info) => ctx.read.many('Story.steps', story, info),
    wechatDraft: (story, _, { baseUrl }) => {
      const body = bodyOf(story);
      if (body === null || !story['$mayBeTold']) return null;
      return wechatDraft({
        title: story['$title'] as string,
        body,
        summary: story['$writtenSummary'] as string | null,
        credits: creditsOf(story),
        pictures: picturesOf(story),
        baseUrl,
      });
    },
  },
  StoryLead: {
    activity: async ({ key }, _, ctx, info) => (await ctx.read.one('Activity', 'id', key, info))!,
  },
};

import type { Expression, ReadsDefinition } from '../graph/model.ts';
import { peopleOf } from '../media/people.ts';
import { mayPublish } from '../volunteer/publication-consent.ts';
import { RoleModel, Story, StoryStep } from './story.entity.ts';
import { roleModelVisible, stepVisible, storyVisible } from './story.policy.ts';

/** What the body is rendered with: the story's pictures, in order. */
const pictureData: Expression = (alias) =>
  `select coalesce(json_agg(json_build_object('sha256', pm.sha256, 'mediaType', pm.media_type, 'width', pm.width,
      'height', pm.height, 'alt', pm.alt, 'caption', pm.caption, 'photographer', pm.photographer) order by pp.id), '[]')
    from story_picture pp join media_asset pm on pm.id = pp.media_asset_id
    where pp.story_id = ${alias}.id and pm.removed_at is null`;

const roleModelName: Expression = (alias, bind, { today }) =>
  `case when ${alias}.team_id is not null then (select rp.name from party rp where rp.id = ${alias}.team_id)
    else (select rv.name from volunteer rv where rv.id = ${alias}.volunteer_id and ${mayPublish('rv', 'PUBLISH_NAME', bind, today)}) end`;

const CREDITS = ['source', 'textAuthor', 'photographer', 'captionAuthor', 'editor', 'reviewer'];

/** A table between stories and others. */
const through = (table: string, child: string, order = child) => ({
  table: `"${table}"`,
  parent: '"story_id"',
  child: `"${child}"`,
  order: `"${order}"`,
});

export const storyReads: ReadsDefinition = {
  models: {
    Story: {
      entity: Story,
      order: ['publishedAt'],
      orders: { PUBLISHED_AT: ['publishedAt'], CREATED_AT: ['createdAt'], CODE: ['code'] },
      visible: storyVisible,
      computed: { people: peopleOf('story_volunteer', 'story_id', 'PUBLISH_NAME'), pictureData },
      needs: {
        credits: CREDITS,
        bodyHtml: ['body', 'pictureData'],
        bodyText: ['body'],
        summary: ['writtenSummary', 'body'],
        wechatDraft: ['title', 'body', 'writtenSummary', 'pictureData', ...CREDITS],
      },
    },
    StoryStep: { entity: StoryStep, order: ['at'], visible: stepVisible },
    RoleModel: {
      entity: RoleModel,
      order: ['proposedAt'],
      orders: { PROPOSED_AT: ['proposedAt'], SELECTED_AT: ['selectedAt'] },
      visible: roleModelVisible,
      computed: { name: roleModelName },
    },
  },
  counts: {
    'Activity.storyCount': 'stories',
    'Program.storyCount': 'stories',
    'Party.storyCount': 'stories',
  },
  relations: {
    'Activity.stories': { target: 'Story', by: 'activity' },
    'Program.stories': { target: 'Story', by: 'program' },
    'Party.stories': { target: 'Story', by: 'owner' },
    'Story.steps': { target: 'StoryStep', by: 'story' },
    'Story.parties': { target: 'Party', through: through('story_party', 'party_id') },
    'Story.platforms': { target: 'Term', through: through('story_platform', 'term_id') },
    'Story.volunteers': { target: 'Volunteer', through: through('story_volunteer', 'volunteer_id') },
    'Story.pictures': {
      target: 'MediaAsset',
      through: through('story_picture', 'media_asset_id', 'id'),
      condition: (alias) => `${alias}.removed_at is null`,
    },
  },
};

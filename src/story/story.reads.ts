import type { Expression, ReadsDefinition } from '../graph/definition.ts';
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

/** Not taken back, and all who are named in it or shown agree to that now. */
const mayBeTold: Expression = (alias, bind, { today }) =>
  `${alias}.status <> 'RETRACTED' and not exists (select 1 from story_volunteer tl join volunteer tv on tv.id = tl.volunteer_id
      where tl.story_id = ${alias}.id and not ${mayPublish('tv', 'PUBLISH_NAME', bind, today)})
    and not exists (select 1 from story_picture tp join media_asset tm on tm.id = tp.media_asset_id and tm.removed_at is null
      join media_asset_person tq on tq.media_asset_id = tm.id join volunteer tw on tw.id = tq.volunteer_id
      where tp.story_id = ${alias}.id and not ${mayPublish('tw', 'PUBLISH_IMAGE', bind, today)})`;

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
      searchable: ['title', 'body'],
      erasable: ['title', 'body', 'writtenSummary', ...CREDITS],
      computed: { people: peopleOf('story_volunteer', 'story_id', 'PUBLISH_NAME'), pictureData, mayBeTold },
      needs: {
        credits: CREDITS,
        bodyHtml: ['body', 'pictureData'],
        bodyText: ['body'],
        summary: ['writtenSummary', 'body'],
        wechatDraft: ['mayBeTold', 'title', 'body', 'writtenSummary', 'pictureData', ...CREDITS],
      },
    },
    StoryStep: { entity: StoryStep, order: ['at'], visible: stepVisible, erasable: ['reason'] },
    RoleModel: {
      entity: RoleModel,
      order: ['proposedAt'],
      orders: { PROPOSED_AT: ['proposedAt'], SELECTED_AT: ['selectedAt'] },
      visible: roleModelVisible,
      erasable: ['deeds', 'revokeReason'],
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

import { STORY_STATUSES } from '../../story/story.entity.ts';
import { type Cube, UNITS } from '../cube.ts';

const PIECES = { zh: '篇', en: 'stories' };

export const storyCube: Cube = {
  type: 'Story',
  field: 'storyStatistics',
  zh: '稿件',
  en: 'stories',
  joins: {},
  dimensions: {
    PLATFORM: {
      key: 'platform',
      of: 'object',
      model: 'Term',
      sql: 't.id',
      links: { table: 'story_platform', from: 'story_id', to: 'term_id' },
      zh: '发布平台；一篇稿件在其每个平台中各计一次',
      en: 'platform; what is on several counts in each',
    },
    OWNER: { key: 'owner', of: 'party', sql: 't.owner_id', zh: '所属单位', en: 'owner' },
    PROGRAM: {
      key: 'program',
      of: 'object',
      model: 'Program',
      sql: 't.program_id',
      zh: '项目；无项目者为空',
      en: 'program; null for those of none',
    },
    STATUS: {
      key: 'status',
      of: 'enum',
      type: 'StoryStatus',
      values: STORY_STATUSES,
      sql: 't.status',
      zh: '状态',
      en: 'status',
    },
    PUBLISHED_AT: {
      key: 'period',
      of: 'time',
      sql: 't.published_at',
      where: ['publishedAt'],
      zh: '发布时刻',
      en: 'when it was published',
    },
    CREATED_AT: {
      key: 'period',
      of: 'time',
      sql: 't.created_at',
      where: ['createdAt'],
      zh: '建稿时刻',
      en: 'when it was created',
    },
  },
  measures: {
    COUNT: {
      field: 'count',
      of: 'count',
      unit: PIECES,
      zh: '稿件篇数，只含看得到的',
      en: 'stories, those that one sees',
    },
    PUBLISHED: {
      field: 'published',
      of: 'count',
      when: `t.status = 'PUBLISHED'`,
      unit: PIECES,
      zh: '已发布的篇数',
      en: 'stories published',
    },
    ACTIVITIES: {
      field: 'activities',
      of: 'distinct',
      sql: 't.activity_id',
      unit: UNITS.sessions,
      zh: '所写的活动场数',
      en: 'activities written about',
    },
    PUBLISHED_RATE: {
      field: 'publishedRate',
      of: 'rate',
      sql: `(t.status = 'PUBLISHED')::int`,
      over: '1',
      unit: UNITS.rate,
      zh: '发布率：已发布篇数除以看得到的篇数；没有稿件时为空',
      en: 'stories published over those that one sees; null where there are none',
    },
  },
  quantities: {
    DAYS_TO_PUBLISH: {
      sql: 'extract(epoch from t.published_at - t.created_at) / 86400',
      unit: UNITS.days,
      zh: '从建稿到发布的天数；未发布者不计',
      en: 'days from creation to publication; those not published are left out',
    },
  },
};

import type { Dimension } from '../cube.ts';

export const VENUE_JOIN = (alias: string): string => `left join venue v on v.id = ${alias}.venue_id`;
export const ACTIVITY_JOIN = 'left join activity a on a.id = t.activity_id';

/** Dimensions that activities have, and whatever hangs on one: `alias` is the activity, `id` its key. */
export function dimensionsOfActivity(
  alias: string,
  id: string,
  joins: readonly string[],
): Record<string, Dimension> {
  return {
    PROGRAM: {
      key: 'program',
      of: 'object',
      model: 'Program',
      sql: `${alias}.program_id`,
      joins,
      isPublic: true,
      zh: '项目',
      en: 'program',
    },
    CAMPAIGN: {
      key: 'campaign',
      of: 'object',
      model: 'Campaign',
      sql: `${alias}.campaign_id`,
      joins,
      isPublic: true,
      zh: '品牌活动',
      en: 'campaign',
    },
    ORGANIZER: {
      key: 'organizer',
      of: 'party',
      sql: `${alias}.organizer_id`,
      joins,
      isPublic: true,
      zh: '主办方',
      en: 'organizer',
    },
    VENUE: {
      key: 'venue',
      of: 'object',
      model: 'Venue',
      sql: `${alias}.venue_id`,
      joins,
      isPublic: true,
      zh: '场所',
      en: 'venue',
    },
    STREET: {
      key: 'street',
      of: 'party',
      sql: 'v.street_id',
      joins: [...joins, 'venue'],
      isPublic: true,
      zh: '活动场所所在的街道；没有登记场所的活动归入空值',
      en: 'street of the venue; null where no venue is on record',
    },
    SERVICE_MODE: {
      key: 'serviceMode',
      of: 'object',
      model: 'Term',
      sql: `${alias}.service_mode_id`,
      joins,
      isPublic: true,
      zh: '服务方式',
      en: 'mode of service',
    },
    BENEFICIARY_GROUP: {
      key: 'beneficiaryGroup',
      of: 'object',
      model: 'Term',
      sql: id,
      joins,
      links: { table: 'activity_beneficiary_group', from: 'activity_id', to: 'term_id' },
      isPublic: true,
      zh: '服务对象；一场活动在其每个服务对象中各计一次',
      en: 'beneficiary group; what is for several counts in each',
    },
    TERM: {
      key: 'term',
      of: 'object',
      model: 'Term',
      sql: id,
      joins,
      links: { table: 'activity_term', from: 'activity_id', to: 'term_id' },
      hasVocabulary: true,
      isPublic: true,
      zh: '词条；在其每个词条中各计一次，vocabulary 限定词表',
      en: 'term; what has several counts in each; vocabulary says of which list',
    },
  };
}

/** When the activity begins that a row hangs on. */
export const ACTIVITY_STARTS_AT: Dimension = {
  key: 'period',
  of: 'time',
  sql: 'a.starts_at',
  joins: ['activity'],
  where: ['activity', 'startsAt'],
  finest: 'MONTH',
  isPublic: true,
  zh: '活动开始时刻',
  en: 'when the activity begins',
};

/** Everybody sees the activity. */
export const PUBLIC_ACTIVITY = `a.status in ('PUBLISHED', 'CANCELLED', 'COMPLETED')`;

export const VOLUNTEER_JOIN = 'left join volunteer w on w.id = t.volunteer_id';
export const VOLUNTEER_UNIT: Dimension = {
  key: 'unit',
  of: 'party',
  sql: 'w.unit_id',
  joins: ['volunteer'],
  zh: '志愿者所在单位',
  en: 'unit of the volunteer',
};

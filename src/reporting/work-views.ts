import { activityVisible } from '../activity/activity.policy.ts';
import { served } from '../ledger/counting.ts';
import { FEWEST } from '../request/suppression.ts';
import { storyVisible } from '../story/story.policy.ts';
import {
  apiId,
  district,
  forEverybody,
  instant,
  isDemo,
  monthOf,
  named,
  PARTY_TREE,
  type View,
} from './view.ts';

const program = named('program', 'p', '项目', 'the program', 'title');
const organizer = named('organizer', 'o', '主办单位', 'the organizer');

/** What was served in each activity: attendances and minutes that count. */
const SERVED_IN_ALL = `(select s.activity_id, count(*)::int as attendances, sum(s.minutes)::int as minutes
  from (${served('true')}) s group by 1)`;
/** Minutes, corrections included, as the API sums them. */
const ATTENDED = `left join ${SERVED_IN_ALL} s on s.activity_id = a.id`;

const activities: View = {
  name: 'activity',
  zh: '活动：一行一个，只有已发布、已取消、已完成的',
  en: 'Activities, one a row: those published, cancelled or completed',
  with: `with ${PARTY_TREE}`,
  columns: [
    apiId('Activity', 'a'),
    ['code', 'a.code', '编号', 'code'],
    district('a'),
    ['title', 'a.title', '名称', 'title'],
    [
      'status',
      'a.status',
      '状态：PUBLISHED、CANCELLED、COMPLETED',
      'status: PUBLISHED, CANCELLED, COMPLETED',
    ],
    ...program,
    ...named('campaign', 'c', '品牌', 'the campaign', 'title'),
    ...organizer,
    ...named('venue', 'v', '场所', 'the venue'),
    ['place', 'a.place', '地点', 'place'],
    ...named(
      'street',
      'st',
      '街道或功能区（场所的，没有则主办单位的）',
      'the street or zone: the venue’s, else the organizer’s',
    ),
    ['series_code', 'e.code', '所属系列的编号', 'code of the series'],
    ...instant('starts_at', 'a.starts_at', '开始时间', 'start'),
    ...instant('ends_at', 'a.ends_at', '结束时间', 'end'),
    ['month', monthOf('a.starts_at'), '开始的月份（当月 1 日）', 'month of the start, its first day'],
    ['occasion', 'a.occasion', '节点', 'occasion'],
    ['service_mode', 'm.label', '服务方式', 'mode of service'],
    ['capacity', 'a.capacity', '名额，空为不限', 'places, null for no limit'],
    ['sign_ups', 'a.sign_up_count', '报名人数', 'sign-ups'],
    ['waiting', 'a.waiting_count', '候补人数', 'on the waiting list'],
    [
      'attendances',
      'coalesce(s.attendances, 0)',
      '有已确认时长的到场人次',
      'attendances with confirmed minutes',
    ],
    ['minutes', 'coalesce(s.minutes, 0)', '已确认且计入的分钟数', 'minutes that are confirmed and count'],
    ['spent_fen', 'coalesce(x.fen, 0)::bigint', '支出，分', 'spent, in fen (1/100 yuan)'],
    ...instant('published_at', 'a.published_at', '发布时间', 'publication'),
    ...instant('completed_at', 'a.completed_at', '完成时间', 'completion'),
    isDemo('a.is_demo'),
  ],
  from: `activity a join program p on p.id = a.program_id join party o on o.id = a.organizer_id
    left join campaign c on c.id = a.campaign_id left join venue v on v.id = a.venue_id
    left join activity_series e on e.id = a.series_id left join term m on m.id = a.service_mode_id
    left join party_tree t on t.id = a.organizer_id left join party st on st.id = coalesce(v.street_id, t.street_id)
    ${ATTENDED}
    left join (select activity_id, sum(amount_fen) as fen from expenditure group by 1) x on x.activity_id = a.id
    where ${forEverybody(activityVisible, 'a')}`,
};

const beneficiaries: View = {
  name: 'activity_beneficiary_group',
  zh: '活动的服务对象：一行一个活动与一类对象',
  en: 'Beneficiary groups of activities, one pair a row',
  columns: [
    ['activity_code', 'a.code', '活动编号', 'code of the activity'],
    ['group_code', 't.code', '服务对象的编码', 'code of the group'],
    ['group_label', 't.label', '服务对象', 'the group'],
  ],
  from: `activity_beneficiary_group g join activity a on a.id = g.activity_id join term t on t.id = g.term_id
    where ${forEverybody(activityVisible, 'a')}`,
};

const hours: View = {
  name: 'hours_by_month',
  zh: `时长：一行一个月、项目与主办单位；不足 ${FEWEST} 人的不给人数`,
  en: `Hours, one month, program and organizer a row; people are not told where they are fewer than ${FEWEST}`,
  columns: [
    ['month', 'x.month', '活动开始的月份（当月 1 日）', 'month in which the activities began, its first day'],
    ['district_code', 'x.district_code', '区划代码', 'code of the district'],
    ...program,
    ...organizer,
    ['completed_activities', 'x.completed', '已完成的活动场数', 'activities completed'],
    ['attendances', 'x.attendances', '有已确认时长的到场人次', 'attendances with confirmed minutes'],
    ['minutes', 'x.minutes', '已确认且计入的分钟数', 'minutes that are confirmed and count'],
    ['hours', 'round(x.minutes / 60.0, 2)', '小时数（分钟数 ÷ 60）', 'hours: minutes divided by 60'],
    [
      'people',
      `case when x.people >= ${FEWEST} then x.people end`,
      `人数，同一人只计一次；不足 ${FEWEST} 人的为空`,
      `people, each once; null where they are fewer than ${FEWEST}`,
    ],
    isDemo('x.is_demo'),
  ],
  from: `(select ${monthOf('a.starts_at')} as month, a.district_code, a.program_id, a.organizer_id, a.is_demo,
      (count(distinct a.id) filter (where a.status = 'COMPLETED'))::int as completed,
      count(s.volunteer_id)::int as attendances, coalesce(sum(s.minutes), 0)::int as minutes,
      count(distinct s.volunteer_id)::int as people
    from activity a left join (${served('true')}) s on s.activity_id = a.id
    where ${forEverybody(activityVisible, 'a')} group by 1, 2, 3, 4, 5) x
    join program p on p.id = x.program_id join party o on o.id = x.organizer_id`,
};

const stories: View = {
  name: 'story',
  zh: '已发布的稿件：一行一篇，不含正文与署名',
  en: 'Published stories, one a row, without body and credits',
  columns: [
    apiId('Story', 's'),
    ['code', 's.code', '编号', 'code'],
    district('s'),
    ['title', 's.title', '标题', 'title'],
    ...program,
    ...named('owner', 'o', '供稿单位', 'the party that owns it'),
    ['activity_code', 'a.code', '所写活动的编号', 'code of the activity it is about'],
    ['source', 's.source', '来源', 'source'],
    ['pictures', 'coalesce(k.pictures, 0)', '图片数', 'pictures'],
    ...instant('published_at', 's.published_at', '发布时间', 'publication'),
    ['month', monthOf('s.published_at'), '发布的月份（当月 1 日）', 'month of publication, its first day'],
    isDemo('s.is_demo'),
  ],
  from: `story s join party o on o.id = s.owner_id left join program p on p.id = s.program_id
    left join activity a on a.id = s.activity_id and (${forEverybody(activityVisible, 'a')})
    left join (select sp.story_id, count(*)::int as pictures from story_picture sp
      join media_asset ma on ma.id = sp.media_asset_id where ma.removed_at is null group by 1) k on k.story_id = s.id
    where ${forEverybody(storyVisible, 's')}`,
};

const venues: View = {
  name: 'venue',
  zh: '场所（实践中心、所、站与公共场所）：一行一个',
  en: 'Venues (stations and public places), one a row',
  columns: [
    apiId('Venue', 'v'),
    ['code', 'v.code', '编码', 'code'],
    district('v'),
    ['kind', 'v.kind', '种类：STATION、PUBLIC_PLACE', 'kind: STATION, PUBLIC_PLACE'],
    ['name', 'v.name', '名称', 'name'],
    [
      'level',
      'v.level',
      '站点层级：CENTRE 中心、OFFICE 所、POST 站',
      'level of a station: CENTRE, OFFICE, POST',
    ],
    ['place_kind', 'k.label', '公共场所的类别', 'kind of public place'],
    ['parent_code', 'u.code', '上级站点的编码', 'code of the station above'],
    ...named('street', 's', '街道', 'the street'),
    ...named('operator', 'o', '运营单位', 'who runs it'),
    ['address', 'v.address', '地址', 'address'],
    ['longitude', 'v.longitude', '经度', 'longitude'],
    ['latitude', 'v.latitude', '纬度', 'latitude'],
    ...instant('closed_at', 'v.closed_at', '停用时间，空为在用', 'when it was closed, null while in use'),
    isDemo('v.is_demo'),
  ],
  from: `venue v left join venue u on u.id = v.parent_id left join term k on k.id = v.place_kind_id
    left join party s on s.id = v.street_id left join party o on o.id = v.operator_id`,
};

export const workViews: readonly View[] = [activities, beneficiaries, hours, stories, venues];

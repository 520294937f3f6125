import { passed } from '../training/passed.ts';
import { sessionVisible } from '../training/training.policy.ts';
import { apiId, district, forEverybody, instant, isDemo, named, type View } from './view.ts';

const courses: View = {
  name: 'course',
  zh: '培训课程：一行一门',
  en: 'Courses, one a row',
  columns: [
    apiId('Course', 'c'),
    ['code', 'c.code', '编号', 'code'],
    district('c'),
    ['title', 'c.title', '名称', 'title'],
    ...named('program', 'p', '项目', 'the program', 'title'),
    ...named('organizer', 'o', '主办单位', 'the organizer'),
    ['category', 'c.category', '类别', 'category'],
    ...instant('closed_at', 'c.closed_at', '停开时间，空为在开', 'when it was closed, null while open'),
    isDemo('c.is_demo'),
  ],
  from: 'course c join program p on p.id = c.program_id join party o on o.id = c.organizer_id',
};

const sessions: View = {
  name: 'training_session',
  zh: '培训班次：一行一班，草稿不列；不含教师与链接',
  en: 'Training sessions, one a row, without drafts, teachers and links',
  columns: [
    apiId('TrainingSession', 's'),
    ['code', 's.code', '编号', 'code'],
    district('s'),
    ...named('course', 'c', '课程', 'the course', 'title'),
    ...named('program', 'p', '项目', 'the program', 'title'),
    ...named('organizer', 'o', '主办单位', 'the organizer'),
    ['mode', 's.mode', '方式：ONLINE 线上、ON_SITE 线下', 'mode: ONLINE, ON_SITE'],
    ['tier', 's.tier', '层级：DISTRICT、STREET、VILLAGE', 'tier: DISTRICT, STREET, VILLAGE'],
    ['status', 's.status', '状态', 'status'],
    ...instant('starts_at', 's.starts_at', '开始时间', 'start'),
    ...instant('ends_at', 's.ends_at', '结束时间', 'end'),
    ...named('venue', 'v', '场所', 'the venue'),
    ['place', 's.place', '地点', 'place'],
    ['capacity', 's.capacity', '名额，空为不限', 'places, null for no limit'],
    ['enrolled', 's.enrolled_count', '报名人数', 'people enrolled'],
    ['passed', 'coalesce(e.passed, 0)', '合格结业人数', 'people who passed'],
    isDemo('s.is_demo'),
  ],
  from: `training_session s join course c on c.id = s.course_id join program p on p.id = c.program_id
    join party o on o.id = s.organizer_id left join venue v on v.id = s.venue_id
    left join (select e.session_id, count(*)::int as passed from enrolment e where ${passed('e')} group by 1) e
      on e.session_id = s.id
    where ${forEverybody(sessionVisible, 's')}`,
};

const editions: View = {
  name: 'timetable',
  zh: '每月时间安排表：一行一版',
  en: 'Monthly timetables of stations, one edition a row',
  columns: [
    apiId('TimetableEdition', 't'),
    district('t'),
    ['station_code', 'v.code', '站点的编码', 'code of the station'],
    ['station_name', 't.station_name', '站点当时的名称', 'name of the station then'],
    ['month', `(t.month || '-01')::date`, '月份（当月 1 日）', 'the month, its first day'],
    ['number', 't.number', '第几版', 'number of the edition'],
    [
      'is_latest',
      'not exists (select 1 from timetable_edition l where l.previous_id = t.id)',
      '是否当月最新一版',
      'whether it is the latest of the month',
    ],
    ['entry_count', 't.entry_count', '条数', 'entries'],
    ['publisher_name', 'o.name', '发布单位', 'who published it'],
    ...instant('published_at', 't.published_at', '发布时间', 'publication'),
    isDemo('t.is_demo'),
  ],
  from: `timetable_edition t join venue v on v.id = t.station_id left join party o on o.id = t.publisher_id`,
};

const entries: View = {
  name: 'timetable_entry',
  zh: '时间安排表的条目：一行一条，内容如发布时',
  en: 'Entries of timetables, one a row, as they were published',
  columns: [
    apiId('TimetableEntry', 'e'),
    ['station_code', 'v.code', '站点的编码', 'code of the station'],
    ['month', `(t.month || '-01')::date`, '月份（当月 1 日）', 'the month, its first day'],
    ['edition', 't.number', '第几版', 'number of the edition'],
    ['ordinal', 'e.ordinal', '序号', 'its number in the edition'],
    ['activity_code', 'e.code', '活动编号', 'code of the activity'],
    ['title', 'e.title', '名称', 'title'],
    ...instant('starts_at', 'e.starts_at', '开始时间', 'start'),
    ...instant('ends_at', 'e.ends_at', '结束时间', 'end'),
    ['place', 'e.place', '地点', 'place'],
    ['organizer_name', 'e.organizer_name', '主办单位', 'the organizer'],
    ['status', 'e.status', '状态：SCHEDULED、CANCELLED', 'status: SCHEDULED, CANCELLED'],
    isDemo('e.is_demo'),
  ],
  from: `timetable_entry e join timetable_edition t on t.id = e.edition_id join venue v on v.id = t.station_id`,
};

export const programmeViews: readonly View[] = [courses, sessions, editions, entries];

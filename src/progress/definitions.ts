import type { Bilingual } from '../errors.ts';
import { NOW } from '../graph/sql.ts';
import { served } from '../ledger/counting.ts';
import { passed } from '../training/passed.ts';
import type { Definition } from './measure.ts';

const SESSIONS: Bilingual = { zh: '场', en: 'sessions' };
const PEOPLE: Bilingual = { zh: '人', en: 'people' };

/** What `ProgramProgress` gives, over the activities `a` of a program and who served in each, `s`: see `served`. */
export const definitions = {
  sessions: {
    sql: `count(distinct a.id) filter (where a.status = 'COMPLETED')`,
    unit: SESSIONS,
    basis: 'RECORDS',
    zh: '状态为已完成的活动场数',
    en: 'activities whose status is COMPLETED',
  },
  upcoming: {
    sql: `count(distinct a.id) filter (where a.status = 'PUBLISHED' and a.starts_at > ${NOW})`,
    unit: SESSIONS,
    basis: 'RECORDS',
    zh: '已发布且尚未开始的活动场数',
    en: 'activities published and not begun',
  },
  cancelled: {
    sql: `count(distinct a.id) filter (where a.status = 'CANCELLED')`,
    unit: SESSIONS,
    basis: 'RECORDS',
    zh: '已取消的活动场数',
    en: 'activities cancelled',
  },
  attendances: {
    sql: `count(s.volunteer_id)`,
    unit: { zh: '人次', en: 'attendances' },
    basis: 'LEDGER',
    zh: '有已确认时长的到场人次：同一人在同一活动计一次；更正为零的不计',
    en: 'attendances with confirmed minutes: each person once an activity, none where corrections leave nothing',
  },
  participants: {
    sql: `count(distinct s.volunteer_id)`,
    unit: PEOPLE,
    basis: 'LEDGER',
    zh: '有已确认时长的人数：同一人只计一次；更正为零的不计',
    en: 'people with confirmed minutes: each once, none where corrections leave nothing',
  },
  minutes: {
    sql: `coalesce(sum(s.minutes), 0)`,
    unit: { zh: '分钟', en: 'minutes' },
    basis: 'LEDGER',
    zh: '台账中已确认且计入的分钟数之和，含更正',
    en: 'sum of the minutes in the ledger that are confirmed and count, corrections included',
  },
  organizers: {
    sql: `count(distinct a.organizer_id) filter (where a.status = 'COMPLETED')`,
    unit: { zh: '个', en: 'parties' },
    basis: 'RECORDS',
    zh: '主办过已完成活动的责任主体数',
    en: 'parties that organized a completed activity',
  },
} as const satisfies Record<string, Definition>;

/** How far a target is, by what it measures. A metric without a row here cannot be computed: unknown, not zero. */
export const targetDefinitions: Record<string, Bilingual & { sql: string }> = {
  SESSIONS: {
    sql: definitions.sessions.sql,
    zh: '该目标所属品牌（没有则为项目）已完成的活动场数',
    en: 'completed activities of the target’s campaign, or of its program where it has none',
  },
  PARTICIPANTS: {
    sql: definitions.attendances.sql,
    zh: '该目标所属品牌（没有则为项目）的活动中有已确认时长的到场人次',
    en: 'attendances with confirmed minutes at activities of the target’s campaign, or of its program',
  },
  PEOPLE_TRAINED: {
    sql: `(select count(*) from (
       select tr.volunteer_id from (${served('r.activity_id in (select ta.id from activity ta where ta.program_id = t.program_id and (t.campaign_id is null or ta.campaign_id = t.campaign_id))')}) tr
       union select te.volunteer_id from enrolment te join training_session ts on ts.id = te.session_id
         join course tc on tc.id = ts.course_id where tc.program_id = t.program_id and ${passed('te')}) trained)`,
    zh: '该项目的课程中合格结业的，或该目标所属品牌（没有则为项目）的活动中时长已确认的人数：同一人只计一次',
    en: 'people who passed a course of the program, or have confirmed hours at activities of the target’s campaign, or of its program: each once',
  },
};

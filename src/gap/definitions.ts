import type { Bilingual } from '../errors.ts';
import type { GapKind } from '../generated/resolvers.ts';

/** The GraphQL type of each kind, and how it is found. */
export const kinds: Readonly<Record<GapKind, Bilingual & { type: string }>> = {
  PROGRAM_WITHOUT_ACTIVITY: {
    type: 'ProgramWithoutActivity',
    zh: '期间内没有开始于其中、状态为已发布或已完成的活动',
    en: 'no activity, published or completed, begins in the period',
  },
  PARTY_WITHOUT_ACTIVITY: {
    type: 'PartyWithoutActivity',
    zh: '对项目负有责任（按期末那天的成员关系展开），而它及其下级单位、队伍在期间内没有主办或协办该项目已发布或已完成的活动',
    en: 'responsible for the program, by the memberships of the last day, and neither it nor a unit or team below it organizes or co-organizes an activity of it, published or completed, that begins in the period',
  },
  WEEKLY_DUTY_MISSED: {
    type: 'WeeklyDutyMissed',
    zh: '规划要求每周开展；期间内已过去的整周（周一至周日）中，该街道有的周没有该项目已发布或已完成的活动',
    en: 'the plan asks for it every week, and in some of the whole weeks of the period that are past the street has no activity of the program, published or completed',
  },
  TIMETABLE_MISSING: {
    type: 'TimetableMissing',
    zh: '规划要求公布每月时间安排表；该月首日在期间内且已到，站点那时未停用，而到该月首日为止没有公布任何一版；其后才公布的仍列出，并注明公布的时刻',
    en: 'the plan asks for a timetable every month; the first of the month lies in the period and has come, the station was not closed by then, and no edition was published by that day; what was published later stays, with when in publishedAt',
  },
  TARGET_WITHOUT_MEASUREMENT: {
    type: 'TargetWithoutMeasurement',
    zh: '规划列名的指标，对项目负有责任的街道或功能区在期间内没有未撤回的测评结果',
    en: 'an indicator that the plan names, of which a street or zone responsible for the program has no measurement in the period that is not retracted',
  },
  COLLECTIVE_WITHOUT_MEMBERS: {
    type: 'CollectiveWithoutMembers',
    zh: '规划给它定了责任，而期末那天没有有效的成员关系',
    en: 'the plan makes it responsible, and no membership is valid on the last day',
  },
  CITATION_UNRESOLVED: {
    type: 'CitationUnresolved',
    zh: '规划引用而本系统没有收入的文件',
    en: 'a document that the plan cites and that is not held here',
  },
  REQUEST_LATE: {
    type: 'RequestsLate',
    zh: '期间所涉各月提交的点单中现有逾期未办的；只取可以公开的数（见 requestStatistics.lateCount）',
    en: 'requests submitted in the months that the period touches and late now; only what may be public, see requestStatistics.lateCount',
  },
};

/** How a weekly duty is found to be kept. */
export const weeklyDuty: Bilingual = {
  zh: '规划要求每周开展；期间内的每个整周（周一至周日），该街道及其下级单位、队伍主办或协办的该项目已发布或已完成的活动有一场即为落实；已过去而没有的为缺，未过完的周待定',
  en: 'the plan asks for it every week; a whole week of the period, Monday to Sunday, is kept by one activity of the program, published or completed, that the street or a unit or team below it organizes or co-organizes; a week that is past without one is missed, one that is not over is open',
};

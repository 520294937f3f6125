/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocument } from './document.ts';
/**
 * 活动的状态。
 * Status of an activity.
 */
export type ActivityStatus =
  /**
   * 已取消。
   * Cancelled.
   */
  | 'CANCELLED'
  /**
   * 已完成。
   * Completed.
   */
  | 'COMPLETED'
  /**
   * 草稿。
   * Draft.
   */
  | 'DRAFT'
  /**
   * 已发布。
   * Published.
   */
  | 'PUBLISHED'
  /**
   * 作废。
   * Void.
   */
  | 'VOID';

/**
 * 评选进行到哪一步。
 * Steps of a round.
 */
export type AwardRoundStatus =
  /**
   * 评定。
   * Decided.
   */
  | 'DECIDED'
  /**
   * 征集。
   * Open for nominations.
   */
  | 'OPEN'
  /**
   * 筹备。
   * Planned.
   */
  | 'PLANNED'
  /**
   * 公布。
   * Published.
   */
  | 'PUBLISHED'
  /**
   * 评审。
   * Under review.
   */
  | 'REVIEW';

/**
 * 品牌活动的性质。
 * The kind of a campaign.
 */
export type CampaignKind =
  /**
   * 品牌。
   * A brand.
   */
  | 'BRAND'
  /**
   * 主题活动。
   * A themed campaign.
   */
  | 'CAMPAIGN'
  /**
   * 培训计划。
   * A training plan.
   */
  | 'TRAINING_PLAN';

/**
 * 变动的种类。
 * Kinds of change.
 */
export type ChangeKind =
  /**
   * 活动已取消。
   * An activity was cancelled.
   */
  | 'ACTIVITY_CANCELLED'
  /**
   * 活动已完成。
   * An activity was completed.
   */
  | 'ACTIVITY_COMPLETED'
  /**
   * 活动已发布。
   * An activity was published.
   */
  | 'ACTIVITY_PUBLISHED'
  /**
   * 已发布的活动有改动。
   * A published activity was changed.
   */
  | 'ACTIVITY_UPDATED'
  /**
   * 活动作废，不再公开。
   * An activity was voided and is public no longer.
   */
  | 'ACTIVITY_VOIDED'
  /**
   * 评选进到下一步。
   * A round of an award took its next step.
   */
  | 'AWARD_ROUND_ADVANCED'
  /**
   * 筹备一届评选。
   * A round of an award was planned.
   */
  | 'AWARD_ROUND_CREATED'
  /**
   * 评选有改动。
   * A round of an award was changed.
   */
  | 'AWARD_ROUND_UPDATED'
  /**
   * 证书作废；不再公布，请按编号查证书的状态。
   * A certificate was voided; no longer told here: look its status up by its number.
   */
  | 'CERTIFICATE_VOIDED'
  /**
   * 课程停开。
   * A course was closed.
   */
  | 'COURSE_CLOSED'
  /**
   * 新增课程。
   * A course was entered.
   */
  | 'COURSE_CREATED'
  /**
   * 课程有改动。
   * A course was changed.
   */
  | 'COURSE_UPDATED'
  /**
   * 发布可推广的经验。
   * A good practice was published.
   */
  | 'GOOD_PRACTICE_PUBLISHED'
  /**
   * 撤回已发布的经验。
   * A good practice was retracted.
   */
  | 'GOOD_PRACTICE_RETRACTED'
  /**
   * 授予礼遇或表彰。
   * A courtesy or award was given.
   */
  | 'GRANT_GIVEN'
  /**
   * 撤销授予。
   * A grant was revoked.
   */
  | 'GRANT_REVOKED'
  /**
   * 新增激励规则。
   * A rule of an incentive was entered.
   */
  | 'INCENTIVE_RULE_CREATED'
  /**
   * 激励规则失效。
   * A rule of an incentive was ended.
   */
  | 'INCENTIVE_RULE_ENDED'
  /**
   * 激励规则有改动。
   * A rule of an incentive was changed.
   */
  | 'INCENTIVE_RULE_UPDATED'
  /**
   * 新增测评结果。
   * A measurement was recorded.
   */
  | 'MEASUREMENT_RECORDED'
  /**
   * 撤回测评结果。
   * A measurement was retracted.
   */
  | 'MEASUREMENT_RETRACTED'
  /**
   * 新增政府购买目录项。
   * An item of the purchase catalogue was entered.
   */
  | 'PURCHASE_ITEM_CREATED'
  /**
   * 政府购买目录项有改动。
   * An item of the purchase catalogue was changed.
   */
  | 'PURCHASE_ITEM_UPDATED'
  /**
   * 撤销典型，不再公开。
   * A role model was revoked and is public no longer.
   */
  | 'ROLE_MODEL_REVOKED'
  /**
   * 选树典型。
   * A role model was selected.
   */
  | 'ROLE_MODEL_SELECTED'
  /**
   * 报道已发布。
   * A story was published.
   */
  | 'STORY_PUBLISHED'
  /**
   * 报道已撤稿，不再公开：转载者亦应撤下。
   * A story was retracted and is public no longer: whoever reprinted it should take it down.
   */
  | 'STORY_RETRACTED'
  /**
   * 已发布的报道有更正。
   * A published story was corrected.
   */
  | 'STORY_UPDATED'
  /**
   * 录入“四个一”的状态。
   * The state of one of the four ones was entered.
   */
  | 'TERM_STATE_RECORDED'
  /**
   * 公布一版时间安排表。
   * An edition of a timetable was published.
   */
  | 'TIMETABLE_PUBLISHED'
  /**
   * 培训已取消。
   * A session of training was cancelled.
   */
  | 'TRAINING_SESSION_CANCELLED'
  /**
   * 培训已完成。
   * A session of training was completed.
   */
  | 'TRAINING_SESSION_COMPLETED'
  /**
   * 培训已发布。
   * A session of training was published.
   */
  | 'TRAINING_SESSION_PUBLISHED'
  /**
   * 已发布的培训有改动。
   * A published session of training was changed.
   */
  | 'TRAINING_SESSION_UPDATED'
  /**
   * 场所停用。
   * A venue was closed.
   */
  | 'VENUE_CLOSED'
  /**
   * 新增场所。
   * A venue was added.
   */
  | 'VENUE_CREATED'
  /**
   * 场所有改动。
   * A venue was changed.
   */
  | 'VENUE_UPDATED';

/**
 * 数据状态。
 * The state of the data.
 */
export type DataState =
  /**
   * 含示例数据。
   * Contains demonstration data.
   */
  | 'DEMO'
  /**
   * 尚未导入规划。
   * No plan imported yet.
   */
  | 'EMPTY'
  /**
   * 真实数据。
   * Real data.
   */
  | 'LIVE'
  /**
   * 只有规划，尚无工作记录。
   * Plans only, no records of work yet.
   */
  | 'PLAN_ONLY';

/**
 * 授予的状态。
 * Status of a grant.
 */
export type GrantStatus =
  /**
   * 已过有效期。
   * Past its last day.
   */
  | 'EXPIRED'
  /**
   * 已撤销。
   * Revoked.
   */
  | 'REVOKED'
  /**
   * 有效，或尚未到有效期。
   * Valid, or not begun.
   */
  | 'VALID';

/**
 * 词出现在哪一部分。
 * Which part the words stand in.
 */
export type HighlightField =
  /**
   * 正文。
   * The text.
   */
  | 'BODY'
  /**
   * 标题或名称。
   * Title or name.
   */
  | 'TITLE';

/**
 * 激励的性质。
 * The kind of an incentive.
 */
export type IncentiveKind =
  /**
   * 表彰。
   * An award.
   */
  | 'AWARD'
  /**
   * 礼遇。
   * A courtesy.
   */
  | 'COURTESY'
  /**
   * 资金来源。
   * A source of money.
   */
  | 'FUNDING_SOURCE';

/**
 * 责任主体的类别。
 * The kind of a party.
 */
export type PartyKind =
  /**
   * 集合性单位。
   * A collective.
   */
  | 'COLLECTIVE'
  /**
   * 队伍。
   * A team.
   */
  | 'TEAM'
  /**
   * 单位。
   * A unit.
   */
  | 'UNIT';

/**
 * 责任的依据。
 * Where a responsibility comes from.
 */
export type ResponsibilityKind =
  /**
   * 文明办指派。
   * Assigned by an office.
   */
  | 'ASSIGNED'
  /**
   * 责任单位条款所列。
   * Named in the responsibility clause.
   */
  | 'NAMED_IN_CLAUSE'
  /**
   * 只在正文中点名。
   * Tasked in the text only.
   */
  | 'TASKED_IN_TEXT';

/**
 * 责任中的角色。
 * The role in a responsibility.
 */
export type ResponsibilityRole =
  /**
   * 协助。
   * Assists.
   */
  | 'ASSIST'
  /**
   * 配合。
   * Cooperates.
   */
  | 'COOPERATE'
  /**
   * 牵头。
   * Leads.
   */
  | 'LEAD';

/**
 * 规则的期间；按 Asia/Shanghai 的日。
 * Period of a rule, in days of Asia/Shanghai.
 */
export type RulePeriod =
  /**
   * 不限期间。
   * All time.
   */
  | 'ALL_TIME'
  /**
   * 本年度，自 1 月 1 日起。
   * The calendar year so far.
   */
  | 'CALENDAR_YEAR'
  /**
   * 最近十二个月。
   * The last twelve months.
   */
  | 'ROLLING_YEAR';

/**
 * 时间安排的性质。
 * The kind of a schedule.
 */
export type ScheduleKind =
  /**
   * 每日时段，如 早晚高峰。
   * A window of the day, e.g. rush hours.
   */
  | 'DAILY_WINDOW'
  /**
   * 特定场合，如 重大活动期间。
   * On an occasion, e.g. major events.
   */
  | 'OCCASION'
  /**
   * 定期重复，如 每周。
   * Recurring, e.g. weekly.
   */
  | 'RECURRENCE'
  /**
   * 定期公布的时间表。
   * A timetable to be published regularly.
   */
  | 'TIMETABLE';

/**
 * 可搜索的种类，按同级时的先后。
 * What can be looked for, in the order in which equals stand.
 */
export type SearchKind =
  /**
   * 活动：标题、说明、编号。
   * Activities: title, summary and code.
   */
  | 'ACTIVITY'
  /**
   * 品牌活动：名称。
   * Campaigns: name.
   */
  | 'CAMPAIGN'
  /**
   * 单位、集合性单位、队伍：名称、别名、编码。
   * Units, collectives and teams: name, aliases and code.
   */
  | 'PARTY'
  /**
   * 原文段落：文字。
   * Passages of documents: their words.
   */
  | 'PASSAGE'
  /**
   * 规划：标题、文号、编码。
   * Plans: title, document number and code.
   */
  | 'PLAN'
  /**
   * 项目：标题、口号、内容概要、编码。
   * Programs: title, slogan, summary and code.
   */
  | 'PROGRAM'
  /**
   * 报道：标题、正文、编号。
   * Stories: title, body and code.
   */
  | 'STORY'
  /**
   * 词条：名称。
   * Terms: label.
   */
  | 'TERM'
  /**
   * 场所：名称、地址、编码。
   * Venues: name, address and code.
   */
  | 'VENUE';

/**
 * 如何匹配，最好者在前。
 * How it matches, best first.
 */
export type SearchMatch =
  /**
   * 正文含有各词，或词分在标题与正文中。
   * The words stand in the text, or some there and some in the title.
   */
  | 'BODY'
  /**
   * 所找的就是它的编码或编号。
   * What was looked for is its code.
   */
  | 'CODE'
  /**
   * 标题就是所找的字。
   * The title is what was looked for.
   */
  | 'EXACT_TITLE'
  /**
   * 名称的拼音或首字母相符。
   * The name is spelt so in pinyin, or by its initials.
   */
  | 'PINYIN'
  /**
   * 标题含有各词。
   * The title has all words.
   */
  | 'TITLE'
  /**
   * 标题以所找的字开头。
   * The title begins with it.
   */
  | 'TITLE_PREFIX';

/**
 * 得分原因的代码。
 * Codes of reasons.
 */
export type StoryLeadReasonCode =
  /**
   * 到场人数。
   * How many were present.
   */
  | 'ATTENDANCE'
  /**
   * 属品牌、活动。
   * It is part of a campaign.
   */
  | 'CAMPAIGN'
  /**
   * 主办者在该项目的首场。
   * The organizer's first in its program.
   */
  | 'FIRST_OF_ITS_KIND'
  /**
   * 服务“五为”对象。
   * It served a group of the five-for.
   */
  | 'FIVE_GROUPS'
  /**
   * 服务时长。
   * Hours served.
   */
  | 'HOURS'
  /**
   * 重大活动期间。
   * It was on an occasion.
   */
  | 'OCCASION'
  /**
   * 新近。
   * It is recent.
   */
  | 'RECENCY';

/**
 * 报道的状态。
 * States of a story.
 */
export type StoryStatus =
  /**
   * 审核通过。
   * Cleared.
   */
  | 'CLEARED'
  /**
   * 草稿。
   * A draft.
   */
  | 'DRAFT'
  /**
   * 线索。
   * A lead, without a body.
   */
  | 'LEAD'
  /**
   * 已发布。
   * Published.
   */
  | 'PUBLISHED'
  /**
   * 已撤稿，或已放弃。
   * Retracted, or given up.
   */
  | 'RETRACTED'
  /**
   * 待审。
   * Waits for clearance.
   */
  | 'SUBMITTED';

/**
 * 目标的依据。
 * The basis of a target.
 */
export type TargetBasis =
  /**
   * 取自活动名称，如 万人百场。
   * Read from the name of a campaign.
   */
  | 'DERIVED_FROM_NAME'
  /**
   * 定性要求，没有数值。
   * A qualitative demand without a number.
   */
  | 'QUALITATIVE'
  /**
   * 明文所载。
   * The text states the number.
   */
  | 'STATED';

/**
 * 目标计量的内容。
 * What a target measures.
 */
export type TargetMetric =
  /**
   * 其他（含定性）。
   * Other, qualitative ones included.
   */
  | 'OTHER'
  /**
   * 参与人次。
   * Participants.
   */
  | 'PARTICIPANTS'
  /**
   * 培训人数。
   * People trained.
   */
  | 'PEOPLE_TRAINED'
  /**
   * 活动场次。
   * Sessions.
   */
  | 'SESSIONS';

/**
 * 落实的状态。
 * How far it is carried out.
 */
export type TermProgress =
  /**
   * 已完成。
   * Done.
   */
  | 'DONE'
  /**
   * 未开始。
   * Not begun.
   */
  | 'NOT_STARTED'
  /**
   * 进行中。
   * Under way.
   */
  | 'UNDER_WAY';

/**
 * 总数的性质。
 * How a total was obtained.
 */
export type TotalCountKind =
  /**
   * 估计（超过 10,000 时取自数据库统计）。
   * Estimated by the database beyond 10,000.
   */
  | 'ESTIMATED'
  /**
   * 精确（不超过 10,000）。
   * Exact (up to 10,000).
   */
  | 'EXACT';

/**
 * 线上或现场。
 * Online or on site.
 */
export type TrainingMode =
  /**
   * 线上。
   * Online.
   */
  | 'ONLINE'
  /**
   * 现场（线下）。
   * On site.
   */
  | 'ON_SITE';

/**
 * 投递的状态。
 * States of a delivery.
 */
export type WebhookDeliveryState =
  /**
   * 多次不成，不再自动尝试。
   * Failed for good; not tried again by itself.
   */
  | 'DEAD'
  /**
   * 已投到：对方答复 2xx。
   * Delivered: answered 2xx.
   */
  | 'DELIVERED'
  /**
   * 待投。
   * To be delivered.
   */
  | 'PENDING';

/**
 * 投递为何不成。
 * Why an attempt failed.
 */
export type WebhookError =
  /**
   * 网址指向本机、内网或保留地址，不予连接。
   * It leads to this machine, a private network or a reserved address, and is not connected to.
   */
  | 'ADDRESS_REFUSED'
  /**
   * 连不上，或答复未完即断。
   * No connection, or cut within the answer.
   */
  | 'CONNECTION'
  /**
   * 域名解析不到。
   * The name has no address.
   */
  | 'NAME_NOT_FOUND'
  /**
   * 答复不是 2xx；不跟随重定向。
   * The answer was not 2xx; redirects are not followed.
   */
  | 'STATUS'
  /**
   * 10 秒内没有完整的答复。
   * No whole answer within 10 seconds.
   */
  | 'TIMEOUT'
  /**
   * 证书无效。
   * The certificate is not valid.
   */
  | 'TLS';

/**
 * 由本服务停用的原因。
 * Why this service made an endpoint inactive.
 */
export type WebhookInactiveReason =
  /**
   * 连续数天一次也没有成功。
   * No attempt succeeded for days.
   */
  | 'FAILING'
  /**
   * 对方答复 410。
   * It answered 410.
   */
  | 'GONE';

export type ResponsibilityMatrixQueryVariables = Exact<{ [key: string]: never; }>;


export type ResponsibilityMatrixQuery = { plan: { title: string, responsibilityMatrix: { asOf: string, programs: Array<{ code: string, title: string }>, rows: Array<{ party:
          | { name: string, kind: PartyKind }
          | { name: string, kind: PartyKind }
          | { name: string, kind: PartyKind }
        , cells: Array<{ program: { ordinal: number }, responsibilities: Array<{ kind: ResponsibilityKind, role: ResponsibilityRole | null, via: { name: string } | null }> }> }> } } | null };

export type WholePlanQueryVariables = Exact<{ [key: string]: never; }>;


export type WholePlanQuery = { plan: { title: string, theme: string, issuedOn: string, programs: { nodes: Array<{ code: string, title: string, slogan: string | null, campaigns: Array<{ title: string, kind: CampaignKind }>, targets: Array<{ title: string, basis: TargetBasis, value: number | null, unit: string | null }>, indicators: Array<{ title: string }>, schedules: Array<{ label: string, kind: ScheduleKind, rrule: string | null }>, responsibilities: { totalCount: number, nodes: Array<{ role: ResponsibilityRole | null, kind: ResponsibilityKind, clauseOrder: number | null, party:
              | { name: string }
              | { name: string }
              | { name: string }
            , sources: Array<{ quote: string }> }> } }> } } | null };

export type WhatMustItDoQueryVariables = Exact<{
  name: string;
}>;


export type WhatMustItDoQuery = { party:
    | { name: string, kind: PartyKind, responsibilities: { totalCount: number, nodes: Array<{ role: ResponsibilityRole | null, kind: ResponsibilityKind, program: { code: string, title: string } | null, requirement: { ordinal: number, title: string } | null, via: { name: string } | null, sources: Array<{ section: string, quote: string }> }> } }
    | { name: string, kind: PartyKind, responsibilities: { totalCount: number, nodes: Array<{ role: ResponsibilityRole | null, kind: ResponsibilityKind, program: { code: string, title: string } | null, requirement: { ordinal: number, title: string } | null, via: { name: string } | null, sources: Array<{ section: string, quote: string }> }> } }
    | { name: string, kind: PartyKind, responsibilities: { totalCount: number, nodes: Array<{ role: ResponsibilityRole | null, kind: ResponsibilityKind, program: { code: string, title: string } | null, requirement: { ordinal: number, title: string } | null, via: { name: string } | null, sources: Array<{ section: string, quote: string }> }> } }
   | null };

export type ProgressQueryVariables = Exact<{ [key: string]: never; }>;


export type ProgressQuery = { service: { dataState: DataState }, programs: { nodes: Array<{ code: string, title: string, progress: { asOf: string, sessions: { value: number | null, unit: string, definition: string }, upcoming: { value: number | null }, participants: { value: number | null, definition: string }, minutes: { value: number | null } }, targets: Array<{ title: string, basis: TargetBasis, value: number | null, unit: string | null, progress: { value: number | null, share: number | null, definition: string } | null }> }> } };

export type IncentivesQueryVariables = Exact<{ [key: string]: never; }>;


export type IncentivesQuery = { courtesies: { nodes: Array<{ title: string, rules: Array<{ title: string, tier: string | null, period: RulePeriod, minimumMinutes: number | null, isInForce: boolean }>, grants: { totalCount: number, nodes: Array<{ number: string, recipientName: string | null, status: GrantStatus }> } }> }, awards: { nodes: Array<{ title: string, rounds: Array<{ title: string, status: AwardRoundStatus, quota: number | null, acceptedCount: number, closesOn: string }> }> }, program: { fourOnes: Array<{ label: string, state: { state: TermProgress, on: string } | null }>, courses: Array<{ title: string, passedCount: number }> } | null, trainingSessions: { nodes: Array<{ code: string, startsAt: string, mode: TrainingMode, placesLeft: number | null, course: { title: string } }> } };

export type TargetsWithValuesQueryVariables = Exact<{ [key: string]: never; }>;


export type TargetsWithValuesQuery = { programs: { totalCount: number, nodes: Array<{ code: string, title: string, targets: Array<{ title: string, metric: TargetMetric, basis: TargetBasis, value: number | null, unit: string | null, derivation: string | null, sources: Array<{ quote: string }> }> }> } };

export type LeadUnitsQueryVariables = Exact<{ [key: string]: never; }>;


export type LeadUnitsQuery = { parties: { totalCount: number, nodes: Array<
      | { name: string, responsibilities: { nodes: Array<{ program: { code: string, title: string } | null, requirement: { title: string } | null, sources: Array<{ quote: string }> }> } }
      | { name: string, responsibilities: { nodes: Array<{ program: { code: string, title: string } | null, requirement: { title: string } | null, sources: Array<{ quote: string }> }> } }
      | { name: string, responsibilities: { nodes: Array<{ program: { code: string, title: string } | null, requirement: { title: string } | null, sources: Array<{ quote: string }> }> } }
    > } };

export type CoverageQueryVariables = Exact<{ [key: string]: never; }>;


export type CoverageQuery = { plan: { coverage: { sentenceCount: number, coveredCount: number, share: number | null, clauseCount: number, coveredClauseCount: number, characterShare: number | null, uncovered: Array<{ section: string, quote: string }>, uncoveredClauses: Array<{ section: string, quote: string }> }, vocabularies: Array<{ code: string, title: string, terms: Array<{ code: string, label: string }> }>, incentives: Array<
      | { kind: IncentiveKind, title: string, audience: string | null, sources: Array<{ quote: string }> }
      | { kind: IncentiveKind, title: string, audience: string | null, sources: Array<{ quote: string }> }
      | { kind: IncentiveKind, title: string, audience: string | null, sources: Array<{ quote: string }> }
    > } | null };

export type CompletedActivitiesQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type CompletedActivitiesQuery = { activities: { totalCount: number, totalCountKind: TotalCountKind, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ code: string, title: string, startsAt: string, attendance: number, hours: number, program: { title: string }, organizer:
        | { name: string }
        | { name: string }
        | { name: string }
      , venue:
        | { name: string }
        | { name: string }
       | null, beneficiaryGroups: Array<{ label: string }> }> } };

export type FundingByProgramQueryVariables = Exact<{ [key: string]: never; }>;


export type FundingByProgramQuery = { programs: { nodes: Array<{ code: string, title: string, funding: { definition: string, allocated: { text: string }, spent: { text: string }, bySource: Array<{ source: { title: string }, spent: { yuan: string } }> } }> }, fundingSources: { nodes: Array<{ title: string, totals: { allocationCount: number, allocated: { yuan: string }, spent: { yuan: string }, left: { yuan: string } } }> }, purchaseItems: { nodes: Array<{ code: string, title: string, unit: string, year: number, unitPrice: { text: string } }> } };

export type HoursByMonthProgramAndStreetQueryVariables = Exact<{ [key: string]: never; }>;


export type HoursByMonthProgramAndStreetQuery = { activityStatistics: { groupCount: number, groups: Array<{ share: number | null, key: { period: { label: string } | null, program: { title: string } | null, organizer:
          | { name: string }
          | { name: string }
          | { name: string }
         | null }, measures: { count: number, attendances: number, hours: number, distribution: { median: number | null, percentile: number | null } } }>, others: { hours: number }, total: { hours: number }, definitions: Array<{ measure: string, definition: string, unit: string }> } };

export type TrendQueryVariables = Exact<{ [key: string]: never; }>;


export type TrendQuery = { activityStatistics: { groups: Array<{ runningTotal: number | null, key: { period: { label: string } | null }, measures: { count: number, fillRate: number | null, cancellationRate: number | null }, previous: { count: number } | null, yearEarlier: { count: number } | null }>, total: { count: number } }, serviceRecordStatistics: { groups: Array<{ key: { organizer:
          | { name: string }
          | { name: string }
          | { name: string }
         | null }, measures: { people: number | null, precision: number | null } }>, total: { people: number | null, isSuppressed: boolean } } };

export type SearchQueryVariables = Exact<{
  text: string;
}>;


export type SearchQuery = { search: { totalCount: number, counts: Array<{ kind: SearchKind, count: number }>, nodes: Array<{ kind: SearchKind, title: string, match: SearchMatch, highlights: Array<{ field: HighlightField, text: string, ranges: Array<{ start: number, end: number }> }>, node:
        | { __typename: 'Account', id: string }
        | { __typename: 'Activity', id: string }
        | { __typename: 'ActivitySeries', id: string }
        | { __typename: 'Allocation', id: string }
        | { __typename: 'AuditEntry', id: string }
        | { __typename: 'Award', id: string }
        | { __typename: 'AwardRound', id: string }
        | { __typename: 'Campaign', id: string }
        | { __typename: 'Certificate', id: string }
        | { __typename: 'Change', id: string }
        | { __typename: 'Citation', id: string }
        | { __typename: 'Collective', id: string }
        | { __typename: 'Consent', id: string }
        | { __typename: 'Course', id: string }
        | { __typename: 'Courtesy', id: string }
        | { __typename: 'Difficulty', id: string }
        | { __typename: 'Dispatch', id: string }
        | { __typename: 'Document', id: string }
        | { __typename: 'Enrolment', id: string }
        | { __typename: 'Expenditure', id: string }
        | { __typename: 'FileEntry', id: string }
        | { __typename: 'Finding', id: string }
        | { __typename: 'FundingSource', id: string }
        | { __typename: 'Goal', id: string }
        | { __typename: 'GoodPractice', id: string }
        | { __typename: 'Grant', id: string }
        | { __typename: 'IncentiveRule', id: string }
        | { __typename: 'Indicator', id: string }
        | { __typename: 'Inspection', id: string }
        | { __typename: 'Measurement', id: string }
        | { __typename: 'MediaAsset', id: string }
        | { __typename: 'Membership', id: string }
        | { __typename: 'MinorRead', id: string }
        | { __typename: 'Nomination', id: string }
        | { __typename: 'Passage', id: string }
        | { __typename: 'Plan', id: string }
        | { __typename: 'Program', id: string }
        | { __typename: 'PublicPlace', id: string }
        | { __typename: 'PurchaseItem', id: string }
        | { __typename: 'Rectification', id: string }
        | { __typename: 'Requirement', id: string }
        | { __typename: 'Responsibility', id: string }
        | { __typename: 'RoleGrant', id: string }
        | { __typename: 'RoleModel', id: string }
        | { __typename: 'Schedule', id: string }
        | { __typename: 'ServiceRecord', id: string }
        | { __typename: 'ServiceRequest', id: string }
        | { __typename: 'Shift', id: string }
        | { __typename: 'SignUp', id: string }
        | { __typename: 'Station', id: string }
        | { __typename: 'Story', id: string }
        | { __typename: 'StoryStep', id: string }
        | { __typename: 'Target', id: string }
        | { __typename: 'Task', id: string }
        | { __typename: 'Team', id: string }
        | { __typename: 'TeamMembership', id: string }
        | { __typename: 'Term', id: string }
        | { __typename: 'TermState', id: string }
        | { __typename: 'TimetableEdition', id: string }
        | { __typename: 'TimetableEntry', id: string }
        | { __typename: 'TrainingCertificate', id: string }
        | { __typename: 'TrainingSession', id: string }
        | { __typename: 'Unit', id: string }
        | { __typename: 'Vocabulary', id: string }
        | { __typename: 'Volunteer', id: string }
        | { __typename: 'WebhookDelivery', id: string }
        | { __typename: 'WebhookEndpoint', id: string }
       }> } };

export type PublicityQueryVariables = Exact<{ [key: string]: never; }>;


export type PublicityQuery = { plan: { requirements: Array<{ ordinal: number, title: string, mechanism: string | null, tasks: Array<{ text: string, parties: Array<
          | { name: string }
          | { name: string }
          | { name: string }
        >, sources: Array<{ section: string, quote: string }> }> }>, vocabularies: Array<{ title: string, terms: Array<{ label: string }> }> } | null };

export type QuotesQueryVariables = Exact<{
  program?: string | null | undefined;
}>;


export type QuotesQuery = { program: { title: string, sources: Array<{ section: string, quote: string, start: number, end: number }>, campaigns: Array<{ title: string, sources: Array<{ quote: string }> }>, tasks: Array<{ text: string, parties: Array<
        | { name: string }
        | { name: string }
        | { name: string }
      > }> } | null };

export type LatestChangesQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type LatestChangesQuery = { changes: { pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ kind: ChangeKind, at: string, subject:
        | { id: string }
        | { title: string, startsAt: string, status: ActivityStatus, cancelReason: string | null, id: string, organizer:
            | { name: string }
            | { name: string }
            | { name: string }
          , venue:
            | { name: string }
            | { name: string }
           | null }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
        | { id: string }
       | null }> } };

export type LatestStoriesQueryVariables = Exact<{ [key: string]: never; }>;


export type LatestStoriesQuery = { stories: { pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ code: string, title: string, summary: string | null, bodyHtml: string | null, publishedAt: string | null, credits: { source: string | null, textAuthor: string | null, photographer: string | null, captionAuthor: string | null, editor: string | null, reviewer: string | null }, owner:
        | { name: string }
        | { name: string }
        | { name: string }
      , program: { title: string } | null, activity: { code: string, startsAt: string } | null, people: Array<{ name: string | null, number: string | null }>, pictures: Array<{ url: string, alt: string, caption: string | null, photographer: string | null }> }> } };

export type StoryLeadsQueryVariables = Exact<{ [key: string]: never; }>;


export type StoryLeadsQuery = { storyLeads: { totalCount: number, nodes: Array<{ score: number, reasons: Array<{ code: StoryLeadReasonCode, points: number, text: string }>, activity: { id: string, code: string, title: string, startsAt: string, attendance: number, hours: number, organizer:
          | { id: string, name: string }
          | { id: string, name: string }
          | { id: string, name: string }
        , program: { title: string } } }> } };

export type ClearanceQueryVariables = Exact<{ [key: string]: never; }>;


export type ClearanceQuery = { stories: { totalCount: number, nodes: Array<{ id: string, version: number, code: string, title: string, status: StoryStatus, submittedAt: string | null, clearedAt: string | null, owner:
        | { name: string }
        | { name: string }
        | { name: string }
      , people: Array<{ name: string | null, number: string | null }>, pictures: Array<{ url: string, alt: string }>, steps: Array<{ status: StoryStatus, at: string, reason: string | null }> }> } };

export type StoryChangesQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type StoryChangesQuery = { changes: { pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ kind: ChangeKind, at: string, subjectId: string, subject:
        | { code: string, title: string, publishedAt: string | null, owner:
            | { name: string }
            | { name: string }
            | { name: string }
           }
        | Record<PropertyKey, never>
       | null }> } };

export type PicturesQueryVariables = Exact<{ [key: string]: never; }>;


export type PicturesQuery = { mediaAssets: { nodes: Array<{ alt: string, caption: string | null, photographer: string | null, width: number, height: number, mediaType: string, small: string, large: string, people: Array<{ name: string | null, number: string | null }>, owner:
        | { name: string }
        | { name: string }
        | { name: string }
       }> } };

export type WebhooksQueryVariables = Exact<{ [key: string]: never; }>;


export type WebhooksQuery = { webhookEndpoints: { nodes: Array<{ id: string, url: string, kinds: Array<ChangeKind>, isActive: boolean, inactiveReason: WebhookInactiveReason | null, failingSince: string | null, deliveries: { nodes: Array<{ messageId: string, state: WebhookDeliveryState, attempts: number, lastStatus: number | null, lastError: WebhookError | null, nextAttemptAt: string | null, deliveredAt: string | null, change: { kind: ChangeKind } }> } }> } };

export const ResponsibilityMatrixDocument = 'query ResponsibilityMatrix{plan(by:{documentNumber:"钢城文明办〔2022〕4号"}){title responsibilityMatrix(expand:MEMBERS){asOf programs{code title}rows{party{name kind}cells{program{ordinal}responsibilities{kind role via{name}}}}}}}' as TypedDocument<ResponsibilityMatrixQuery, ResponsibilityMatrixQueryVariables>;

export const WholePlanDocument = 'query WholePlan{plan(by:{documentNumber:"钢城文明办〔2022〕4号"}){title theme issuedOn programs{nodes{code title slogan campaigns{title kind}targets{title basis value unit}indicators{title}schedules{label kind rrule}responsibilities{totalCount nodes{role kind clauseOrder party{name}sources{quote}}}}}}}' as TypedDocument<WholePlanQuery, WholePlanQueryVariables>;

export const WhatMustItDoDocument = 'query WhatMustItDo($name:String!){party(by:{name:$name}){name kind responsibilities{totalCount nodes{program{code title}requirement{ordinal title}role kind via{name}sources{section quote}}}}}' as TypedDocument<WhatMustItDoQuery, WhatMustItDoQueryVariables>;

export const ProgressDocument = 'query Progress{service{dataState}programs(first:8){nodes{code title progress{asOf sessions{value unit definition}upcoming{value}participants{value definition}minutes{value}}targets{title basis value unit progress{value share definition}}}}}' as TypedDocument<ProgressQuery, ProgressQueryVariables>;

export const IncentivesDocument = 'query Incentives{courtesies(first:4){nodes{title rules{title tier period minimumMinutes isInForce}grants(first:5){totalCount nodes{number recipientName status}}}}awards(first:2){nodes{title rounds{title status quota acceptedCount closesOn}}}program(by:{code:"2022-4/8"}){fourOnes{label state{state on}}courses{title passedCount}}trainingSessions(first:5 where:{status:{eq:PUBLISHED}}){nodes{code startsAt mode placesLeft course{title}}}}' as TypedDocument<IncentivesQuery, IncentivesQueryVariables>;

export const TargetsWithValuesDocument = 'query TargetsWithValues{programs(where:{targets:{some:{value:{isNull:false}}}}){totalCount nodes{code title targets{title metric basis value unit derivation sources{quote}}}}}' as TypedDocument<TargetsWithValuesQuery, TargetsWithValuesQueryVariables>;

export const LeadUnitsDocument = 'query LeadUnits{parties(where:{responsibilities:{some:{role:{eq:LEAD}}}}orderBy:[{field:NAME}]first:50){totalCount nodes{name responsibilities(where:{role:{eq:LEAD}}){nodes{program{code title}requirement{title}sources{quote}}}}}}' as TypedDocument<LeadUnitsQuery, LeadUnitsQueryVariables>;

export const CoverageDocument = 'query Coverage{plan(by:{documentNumber:"钢城文明办〔2022〕4号"}){coverage{sentenceCount coveredCount share uncovered{section quote}clauseCount coveredClauseCount uncoveredClauses{section quote}characterShare}vocabularies{code title terms{code label}}incentives{kind title audience sources{quote}}}}' as TypedDocument<CoverageQuery, CoverageQueryVariables>;

export const CompletedActivitiesDocument = 'query CompletedActivities($after:Cursor){activities(first:20 after:$after where:{status:{eq:COMPLETED}program:{ordinal:{in:[3 5]}}organizer:{unitType:{eq:STREET}}}orderBy:[{field:STARTS_AT direction:DESC}]){totalCount totalCountKind pageInfo{hasNextPage endCursor}nodes{code title startsAt program{title}organizer{name}venue{name}beneficiaryGroups{label}attendance hours}}}' as TypedDocument<CompletedActivitiesQuery, CompletedActivitiesQueryVariables>;

export const FundingByProgramDocument = 'query FundingByProgram{programs(first:8){nodes{code title funding{allocated{text}spent{text}bySource{source{title}spent{yuan}}definition}}}fundingSources(first:5){nodes{title totals{allocated{yuan}spent{yuan}left{yuan}allocationCount}}}purchaseItems(first:5){nodes{code title unit year unitPrice{text}}}}' as TypedDocument<FundingByProgramQuery, FundingByProgramQueryVariables>;

export const HoursByMonthProgramAndStreetDocument = 'query HoursByMonthProgramAndStreet{activityStatistics(where:{status:{eq:COMPLETED}}groupBy:[{by:STARTS_AT unit:MONTH}{by:PROGRAM}{by:ORGANIZER level:STREET}]orderBy:[{measure:HOURS direction:DESC}]first:20){groupCount groups{key{period{label}program{title}organizer{name}}measures{count attendances hours distribution(of:MINUTES){median percentile(at:0.9)}}share(of:HOURS)}others{hours}total{hours}definitions{measure definition unit}}}' as TypedDocument<HoursByMonthProgramAndStreetQuery, HoursByMonthProgramAndStreetQueryVariables>;

export const TrendDocument = 'query Trend{activityStatistics(where:{startsAt:{gte:"2025-12-31T16:00:00Z" lt:"2026-11-30T16:00:00Z"}}groupBy:[{by:STARTS_AT unit:MONTH fill:true}]){groups{key{period{label}}measures{count fillRate cancellationRate}runningTotal previous{count}yearEarlier{count}}total{count}}serviceRecordStatistics(districtCode:"370117" groupBy:[{by:ORGANIZER rollUp:true}]orderBy:[{measure:PEOPLE direction:DESC}]first:10){groups{key{organizer{name}}measures{people precision}}total{people isSuppressed}}}' as TypedDocument<TrendQuery, TrendQueryVariables>;

export const SearchDocument = 'query Search($text:String!){search(text:$text first:20){totalCount counts{kind count}nodes{kind title match highlights{field text ranges{start end}}node{__typename id}}}}' as TypedDocument<SearchQuery, SearchQueryVariables>;

export const PublicityDocument = 'query Publicity{plan(by:{documentNumber:"钢城文明办〔2022〕4号"}){requirements{ordinal title mechanism tasks{text parties{name}sources{section quote}}}vocabularies{title terms{label}}}}' as TypedDocument<PublicityQuery, PublicityQueryVariables>;

export const QuotesDocument = 'query Quotes($program:String="2022-4/3"){program(by:{code:$program}){title sources{section quote start end}campaigns{title sources{quote}}tasks{text parties{name}}}}' as TypedDocument<QuotesQuery, QuotesQueryVariables>;

export const LatestChangesDocument = 'query LatestChanges($after:Cursor){changes(first:20 after:$after where:{kind:{in:[ACTIVITY_PUBLISHED ACTIVITY_COMPLETED ACTIVITY_CANCELLED]}}){pageInfo{hasNextPage endCursor}nodes{kind at subject{id ...on Activity{title startsAt status cancelReason organizer{name}venue{name}}}}}}' as TypedDocument<LatestChangesQuery, LatestChangesQueryVariables>;

export const LatestStoriesDocument = 'query LatestStories{stories(first:10 where:{status:{eq:PUBLISHED}}orderBy:[{field:PUBLISHED_AT direction:DESC}]){pageInfo{hasNextPage endCursor}nodes{code title summary bodyHtml publishedAt credits{source textAuthor photographer captionAuthor editor reviewer}owner{name}program{title}activity{code startsAt}people{name number}pictures{url(variant:W960)alt caption photographer}}}}' as TypedDocument<LatestStoriesQuery, LatestStoriesQueryVariables>;

export const StoryLeadsDocument = 'query StoryLeads{storyLeads(first:10){totalCount nodes{score reasons{code points text}activity{id code title startsAt attendance hours organizer{id name}program{title}}}}}' as TypedDocument<StoryLeadsQuery, StoryLeadsQueryVariables>;

export const ClearanceDocument = 'query Clearance{stories(first:10 where:{status:{in:[SUBMITTED CLEARED]}}orderBy:[{field:CREATED_AT direction:ASC}]){totalCount nodes{id version code title status submittedAt clearedAt owner{name}people{name number}pictures{url(variant:W320)alt}steps{status at reason}}}}' as TypedDocument<ClearanceQuery, ClearanceQueryVariables>;

export const StoryChangesDocument = 'query StoryChanges($after:Cursor){changes(first:20 after:$after where:{kind:{in:[STORY_PUBLISHED STORY_UPDATED STORY_RETRACTED]}}){pageInfo{hasNextPage endCursor}nodes{kind at subjectId subject{...on Story{code title publishedAt owner{name}}}}}}' as TypedDocument<StoryChangesQuery, StoryChangesQueryVariables>;

export const PicturesDocument = 'query Pictures{mediaAssets(first:10 orderBy:[{field:UPLOADED_AT direction:DESC}]){nodes{alt caption photographer width height mediaType small:url(variant:W320)large:url(variant:W1600)people{name number}owner{name}}}}' as TypedDocument<PicturesQuery, PicturesQueryVariables>;

export const WebhooksDocument = 'query Webhooks{webhookEndpoints(first:10){nodes{id url kinds isActive inactiveReason failingSince deliveries(first:5 orderBy:[{field:CREATED_AT direction:DESC}]){nodes{messageId state attempts lastStatus lastError nextAttemptAt deliveredAt change{kind}}}}}}' as TypedDocument<WebhooksQuery, WebhooksQueryVariables>;
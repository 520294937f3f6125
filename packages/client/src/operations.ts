/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocument } from './document.ts';
/**
 * 账户的条件。
 * Conditions on accounts.
 */
export type AccountWhere = {
  /**
   * 同时成立。
   * All of these.
   */
  and?: Array<AccountWhere> | null | undefined;
  /**
   * 首次出现的时刻。
   * When it was first seen.
   */
  createdAt?: DateTimeComparator | null | undefined;
  /**
   * 全局 ID。
   * Global id.
   */
  id?: IdComparator | null | undefined;
  /**
   * 签发者。
   * Issuer.
   */
  issuer?: StringComparator | null | undefined;
  /**
   * 不成立。
   * Not this.
   */
  not?: AccountWhere | null | undefined;
  /**
   * 至少一项成立。
   * Any of these.
   */
  or?: Array<AccountWhere> | null | undefined;
  /**
   * 签发者给出的标识。
   * The issuer's name for it.
   */
  subject?: StringComparator | null | undefined;
};

/**
 * 活动中若干项的条件。
 * Conditions on a list of activities.
 */
export type ActivityListWhere = {
  /**
   * 每一项都符合。
   * Every one matches.
   */
  every?: ActivityWhere | null | undefined;
  /**
   * 没有一项符合。
   * None matches.
   */
  none?: ActivityWhere | null | undefined;
  /**
   * 至少一项符合。
   * At least one matches.
   */
  some?: ActivityWhere | null | undefined;
};

/**
 * 系列活动条件；各项同时成立。
 * Conditions on activity series; all given ones must hold.
 */
export type ActivitySeriesWhere = {
  /**
   * 各场次。
   * The occurrences.
   */
  activities?: ActivityListWhere | null | undefined;
  /**
   * 同时成立。
   * All of these.
   */
  and?: Array<ActivitySeriesWhere> | null | undefined;
  /**
   * 代码。
   * Code.
   */
  code?: StringComparator | null | undefined;
  /**
   * 区划代码。
   * Code of the district.
   */
  districtCode?: StringComparator | null | undefined;
  /**
   * 全局 ID。
   * Global id.
   */
  id?: IdComparator | null | undefined;
  /**
   * 不成立。
   * Not this.
   */
  not?: ActivitySeriesWhere | null | undefined;
  /**
   * 至少一项成立。
   * Any of these.
   */
  or?: Array<ActivitySeriesWhere> | null | undefined;
  /**
   * 主办者。
   * Who organizes it.
   */
  organizer?: PartyWhere | null | undefined;
  /**
   * 所属项目。
   * The program.
   */
  program?: ProgramWhere | null | undefined;
  /**
   * 重复规则（RFC 5545 RRULE），按 Asia/Shanghai。
   * The rule (RFC 5545 RRULE), in Asia/Shanghai.
   */
  rrule?: StringComparator | null | undefined;
  /**
   * 名称。
   * Title.
   */
  title?: StringComparator | null | undefined;
  /**
   * 版本。
   * Version.
   */
  version?: IntComparator | null | undefined;
};

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
 * 状态条件。
 * Conditions on the status of an activity.
 */
export type ActivityStatusComparator = {
  /**
   * 等于。
   * Equal to.
   */
  eq?: ActivityStatus | null | undefined;
  /**
   * 属于其一。
   * One of these.
   */
  in?: Array<ActivityStatus> | null | undefined;
  /**
   * 是否为空值。
   * Whether it is null.
   */
  isNull?: boolean | null | undefined;
  /**
   * 不等于；空值不算。
   * Not equal to; nulls do not match.
   */
  ne?: ActivityStatus | null | undefined;
  /**
   * 不属于其中；空值不算。
   * None of these; nulls do not match.
   */
  notIn?: Array<ActivityStatus> | null | undefined;
};

/**
 * 活动的条件；各项同时成立。
 * Conditions on activities; all given ones must hold.
 */
export type ActivityWhere = {
  /**
   * 全部成立。
   * All of these.
   */
  and?: Array<ActivityWhere> | null | undefined;
  /**
   * 到场人数：有已确认时长的志愿者数，由台账计算；未确认的自报与更正为零的不计。
   * Volunteers with confirmed minutes, computed from the ledger; what is self-reported and not confirmed, or corrected to nothing, does not count.
   */
  attendance?: IntComparator | null | undefined;
  /**
   * 服务对象。
   * Whom it serves.
   */
  beneficiaryGroups?: TermListWhere | null | undefined;
  /**
   * 品牌、活动。
   * The campaign.
   */
  campaign?: CampaignWhere | null | undefined;
  /**
   * 取消的原因；未取消为空。
   * Why it was cancelled; null unless it was.
   */
  cancelReason?: StringComparator | null | undefined;
  /**
   * 名额。
   * Places.
   */
  capacity?: IntComparator | null | undefined;
  /**
   * 协办者。
   * Other organizers.
   */
  coOrganizers?: PartyListWhere | null | undefined;
  /**
   * 代码。
   * Code.
   */
  code?: StringComparator | null | undefined;
  /**
   * 完成时刻；未完成为空。
   * When completed; null before.
   */
  completedAt?: DateTimeComparator | null | undefined;
  /**
   * 区划代码。
   * Code of the district.
   */
  districtCode?: StringComparator | null | undefined;
  /**
   * 结束。
   * End.
   */
  endsAt?: DateTimeComparator | null | undefined;
  /**
   * 满额后是否可候补。
   * Whether one may wait for a place.
   */
  hasWaitingList?: BooleanComparator | null | undefined;
  /**
   * 全局 ID。
   * Global id.
   */
  id?: IdComparator | null | undefined;
  /**
   * 是否示例数据。
   * Whether it is demonstration data.
   */
  isDemo?: BooleanComparator | null | undefined;
  /**
   * 是否已为志愿者投保。
   * Whether volunteers are insured.
   */
  isInsured?: BooleanComparator | null | undefined;
  /**
   * 是否可能有人身危险。
   * Whether it may be dangerous.
   */
  isRisky?: BooleanComparator | null | undefined;
  /**
   * 最大年龄；不限为空。
   * Oldest age; null without limit.
   */
  maximumAge?: IntComparator | null | undefined;
  /**
   * 最小年龄；不限为空。
   * Youngest age; null without limit.
   */
  minimumAge?: IntComparator | null | undefined;
  /**
   * 已确认的服务时长合计，分钟，由台账计算。
   * Confirmed minutes of service, computed from the ledger.
   */
  minutes?: IntComparator | null | undefined;
  /**
   * 不成立。
   * Not this.
   */
  not?: ActivityWhere | null | undefined;
  /**
   * 所逢的重大活动等；没有为空。
   * The occasion; null where none.
   */
  occasion?: StringComparator | null | undefined;
  /**
   * 至少一项成立。
   * At least one of these.
   */
  or?: Array<ActivityWhere> | null | undefined;
  /**
   * 主办者。
   * The organizer.
   */
  organizer?: PartyWhere | null | undefined;
  /**
   * 地点说明。
   * The place in words.
   */
  place?: StringComparator | null | undefined;
  /**
   * 余额；不限为空。
   * Places left; null without limit.
   */
  placesLeft?: IntComparator | null | undefined;
  /**
   * 项目。
   * The program.
   */
  program?: ProgramWhere | null | undefined;
  /**
   * 发布时刻；未发布为空。
   * When published; null before.
   */
  publishedAt?: DateTimeComparator | null | undefined;
  /**
   * 服务需求数（只计能看到的）。
   * How many service requests, of those that may be seen.
   */
  requestCount?: IntComparator | null | undefined;
  /**
   * 风险说明；草稿可为空。
   * Statement of risks; may be null in a draft.
   */
  riskStatement?: StringComparator | null | undefined;
  /**
   * 所落实的时间要求；没有为空。
   * The plan's schedule it carries out; null where none.
   */
  schedule?: ScheduleWhere | null | undefined;
  /**
   * 所属系列；单场为空。
   * The series; null for a single one.
   */
  series?: ActivitySeriesWhere | null | undefined;
  /**
   * 服务方式。
   * Mode of service.
   */
  serviceMode?: TermWhere | null | undefined;
  /**
   * 服务记录；只见有权看到者。
   * Records of service that the viewer may see.
   */
  serviceRecords?: ServiceRecordListWhere | null | undefined;
  /**
   * 由此活动服务的点单；只见有权看到者。
   * Service requests it serves that the viewer may see.
   */
  serviceRequests?: ServiceRequestListWhere | null | undefined;
  /**
   * 班次；整场一班为空列表。
   * Shifts; an empty list when the whole is one.
   */
  shifts?: ShiftListWhere | null | undefined;
  /**
   * 已占名额。
   * Places taken.
   */
  signUpCount?: IntComparator | null | undefined;
  /**
   * 报名；只见有权看到者。
   * Sign-ups that the viewer may see.
   */
  signUps?: SignUpListWhere | null | undefined;
  /**
   * 这场活动的支出合计。
   * What was spent on it in all.
   */
  spent?: FenComparator | null | undefined;
  /**
   * 开始。
   * Start.
   */
  startsAt?: DateTimeComparator | null | undefined;
  /**
   * 状态。
   * Status.
   */
  status?: ActivityStatusComparator | null | undefined;
  /**
   * 关于这场活动的报道。
   * Stories about the activity.
   */
  stories?: StoryListWhere | null | undefined;
  /**
   * 稿件数（只计能看到的）。
   * How many stories, of those that may be seen.
   */
  storyCount?: IntComparator | null | undefined;
  /**
   * 简介。
   * Summary.
   */
  summary?: StringComparator | null | undefined;
  /**
   * 涉及的词条。
   * Terms.
   */
  terms?: TermListWhere | null | undefined;
  /**
   * 名称。
   * Title.
   */
  title?: StringComparator | null | undefined;
  /**
   * 场所。
   * The venue.
   */
  venue?: VenueWhere | null | undefined;
  /**
   * 版本。
   * Version.
   */
  version?: IntComparator | null | undefined;
  /**
   * 候补人数。
   * Number waiting.
   */
  waitingCount?: IntComparator | null | undefined;
};

/**
 * 评选中若干项的条件。
 * Conditions on a list of award rounds.
 */
export type AwardRoundListWhere = {
  /**
   * 每一项都符合。
   * Every one matches.
   */
  every?: AwardRoundWhere | null | undefined;
  /**
   * 没有一项符合。
   * None matches.
   */
  none?: AwardRoundWhere | null | undefined;
  /**
   * 至少一项符合。
   * At least one matches.
   */
  some?: AwardRoundWhere | null | undefined;
};

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
 * 评选步骤的条件。
 * Conditions on steps of a round.
 */
export type AwardRoundStatusComparator = {
  /**
   * 等于。
   * Equal to.
   */
  eq?: AwardRoundStatus | null | undefined;
  /**
   * 属于其一。
   * One of these.
   */
  in?: Array<AwardRoundStatus> | null | undefined;
  /**
   * 是否为空值。
   * Whether it is null.
   */
  isNull?: boolean | null | undefined;
  /**
   * 不等于；空值不算。
   * Not equal to; nulls do not match.
   */
  ne?: AwardRoundStatus | null | undefined;
  /**
   * 不属于其中；空值不算。
   * None of these; nulls do not match.
   */
  notIn?: Array<AwardRoundStatus> | null | undefined;
};

/**
 * 评选的条件；各项同时成立。
 * Conditions on rounds; all given ones must hold.
 */
export type AwardRoundWhere = {
  /**
   * 已通过的推荐数。
   * Nominations accepted.
   */
  acceptedCount?: IntComparator | null | undefined;
  /**
   * 全部成立。
   * All of these.
   */
  and?: Array<AwardRoundWhere> | null | undefined;
  /**
   * 表彰。
   * The award.
   */
  award?: IncentiveWhere | null | undefined;
  /**
   * 征集止。
   * Last day of nominations.
   */
  closesOn?: DateComparator | null | undefined;
  /**
   * 区划代码。
   * Code of the district.
   */
  districtCode?: StringComparator | null | undefined;
  /**
   * 授予；公布之前只有文明办看得到。
   * Grants; seen by the office alone until the round is published.
   */
  grants?: GrantListWhere | null | undefined;
  /**
   * 全局 ID。
   * Global id.
   */
  id?: IdComparator | null | undefined;
  /**
   * 是否示例数据。
   * Whether it is demonstration data.
   */
  isDemo?: BooleanComparator | null | undefined;
  /**
   * 推荐数（只计能看到的）。
   * How many nominations, of those that may be seen.
   */
  nominationCount?: IntComparator | null | undefined;
  /**
   * 推荐；无权看到的不列。
   * Nominations; those one may not see are left out.
   */
  nominations?: NominationListWhere | null | undefined;
  /**
   * 不成立。
   * Not this.
   */
  not?: AwardRoundWhere | null | undefined;
  /**
   * 征集起。
   * First day of nominations.
   */
  opensOn?: DateComparator | null | undefined;
  /**
   * 至少一项成立。
   * At least one of these.
   */
  or?: Array<AwardRoundWhere> | null | undefined;
  /**
   * 所评服务的期间起，含当日。
   * First day of the service that is judged.
   */
  periodFrom?: DateComparator | null | undefined;
  /**
   * 所评服务的期间止，含当日。
   * Last day of the service that is judged.
   */
  periodTo?: DateComparator | null | undefined;
  /**
   * 公布时刻；未公布为空。
   * When published; null until then.
   */
  publishedAt?: DateTimeComparator | null | undefined;
  /**
   * 名额；不限为空。
   * How many can be accepted; null without a limit.
   */
  quota?: IntComparator | null | undefined;
  /**
   * 步骤。
   * How far it is.
   */
  status?: AwardRoundStatusComparator | null | undefined;
  /**
   * 名称。
   * Title.
   */
  title?: StringComparator | null | undefined;
  /**
   * 版本。
   * Version.
   */
  version?: IntComparator | null | undefined;
};

/**
 * 是否条件；各项同时成立。
 * Conditions on yes or no; all given ones must hold.
 */
export type BooleanComparator = {
  /**
   * 等于。
   * Equal to.
   */
  eq?: boolean | null | undefined;
  /**
   * 是否为空值。
   * Whether it is null.
   */
  isNull?: boolean | null | undefined;
  /**
   * 不等于；空值不算。
   * Not equal to; nulls do not match.
   */
  ne?: boolean | null | undefined;
};

/**
 * 日子的性质。
 * Kinds of day.
 */
export type CalendarDayKind =
  /**
   * 放假：法定节假日及连休。
   * A holiday, with the days off that go with it.
   */
  | 'HOLIDAY'
  /**
   * 周末。
   * A weekend.
   */
  | 'WEEKEND'
  /**
   * 工作日。
   * A workday.
   */
  | 'WORKDAY'
  /**
   * 调休上班的周末。
   * A day of the weekend that is worked, to make up for a holiday.
   */
  | 'WORKING_WEEKEND';

/**
 * 日历上的一段时间，以请求的时刻与 Asia/Shanghai 为准。
 * A period of the calendar, as of the request's clock, in Asia/Shanghai.
 */
export type CalendarPeriod =
  /**
   * 上月。
   * Last month.
   */
  | 'LAST_MONTH'
  /**
   * 上季度。
   * Last quarter.
   */
  | 'LAST_QUARTER'
  /**
   * 上周。
   * Last week.
   */
  | 'LAST_WEEK'
  /**
   * 去年。
   * Last year.
   */
  | 'LAST_YEAR'
  /**
   * 下月。
   * Next month.
   */
  | 'NEXT_MONTH'
  /**
   * 下周。
   * Next week.
   */
  | 'NEXT_WEEK'
  /**
   * 本月。
   * This month.
   */
  | 'THIS_MONTH'
  /**
   * 本季度。
   * This quarter.
   */
  | 'THIS_QUARTER'
  /**
   * 本周，从星期一起。
   * This week, from Monday.
   */
  | 'THIS_WEEK'
  /**
   * 今年。
   * This year.
   */
  | 'THIS_YEAR'
  /**
   * 今天。
   * Today.
   */
  | 'TODAY'
  /**
   * 明天。
   * Tomorrow.
   */
  | 'TOMORROW'
  /**
   * 昨天。
   * Yesterday.
   */
  | 'YESTERDAY';

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
 * 品牌活动性质条件。
 * Conditions on the kind of a campaign.
 */
export type CampaignKindComparator = {
  /**
   * 等于。
   * Equal to.
   */
  eq?: CampaignKind | null | undefined;
  /**
   * 属于其一。
   * One of these.
   */
  in?: Array<CampaignKind> | null | undefined;
  /**
   * 是否为空值。
   * Whether it is null.
   */
  isNull?: boolean | null | undefined;
  /**
   * 不等于；空值不算。
   * Not equal to; nulls do not match.
   */
  ne?: CampaignKind | null | undefined;
  /**
   * 不属于其中；空值不算。
   * None of these; nulls do not match.
   */
  notIn?: Array<CampaignKind> | null | undefined;
};

/**
 * 品牌活动关系条件。
 * Conditions on related campaigns.
 */
export type CampaignListWhere = {
  /**
   * 每一项都满足（没有项也算）。
   * Every one matches (also when there are none).
   */
  every?: CampaignWhere | null | undefined;
  /**
   * 没有一项满足。
   * None matches.
   */
  none?: CampaignWhere | null | undefined;
  /**
   * 至少有一项满足。
   * At least one matches.
   */
  some?: CampaignWhere | null | undefined;
};

/**
 * 品牌活动条件；各项同时成立。
 * Conditions on campaigns; all given ones must hold.
 */
export type CampaignWhere = {
  /**
   * 本品牌的活动。
   * Activities of the campaign.
   */
  activities?: ActivityListWhere | null | undefined;
  /**
   * 同时成立。
   * All of these.
   */
  and?: Array<CampaignWhere> | null | undefined;
  /**
   * 代码。
   * Code.
   */
  code?: StringComparator | null | undefined;
  /**
   * 推导方法；仅 PARSED 有值。
   * How it was derived; only where origin is PARSED.
   */
  derivation?: StringComparator | null | undefined;
  /**
   * 全局 ID。
   * Global id.
   */
  id?: IdComparator | null | undefined;
  /**
   * 性质。
   * Kind.
   */
  kind?: CampaignKindComparator | null | undefined;
  /**
   * 不成立。
   * Not this.
   */
  not?: CampaignWhere | null | undefined;
  /**
   * 至少一项成立。
   * Any of these.
   */
  or?: Array<CampaignWhere> | null | undefined;
  /**
   * 次序，自 1 起。
   * Order, from 1.
   */
  ordinal?: IntComparator | null | undefined;
  /**
   * 来源性质。
   * What kind of source it has.
   */
  origin?: OriginComparator | null | undefined;
  /**
   * 所属项目。
   * The program.
   */
  program?: ProgramWhere | null | undefined;
  /**
   * 原文段落。
   * The passages that say it.
   */
  sources?: PassageListWhere | null | undefined;
  /**
   * 名称。
   * Title.
   */
  title?: StringComparator | null | undefined;
};

/**
 * 服务证明中若干项的条件。
 * Conditions on a list of certificates.
 */
export type CertificateListWhere = {
  /**
   * 每一项都符合。
   * Every one matches.
   */
  every?: CertificateWhere | null | undefined;
  /**
   * 没有一项符合。
   * None matches.
   */
  none?: CertificateWhere | null | undefined;
  /**
   * 至少一项符合。
   * At least one matches.
   */
  some?: CertificateWhere | null | undefined;
};

/**
 * 证书的状态。
 * Status of a certificate.
 */
export type CertificateStatus =
  /**
   * 有效。
   * Valid.
   */
  | 'VALID'
  /**
   * 作废。
   * Void.
   */
  | 'VOID';

/**
 * 条件：证书的状态。
 * Conditions on status of a certificate.
 */
export type CertificateStatusComparator = {
  /**
   * 等于。
   * Equal to.
   */
  eq?: CertificateStatus | null | undefined;
  /**
   * 属于其一。
   * One of these.
   */
  in?: Array<CertificateStatus> | null | undefined;
  /**
   * 是否为空值。
   * Whether it is null.
   */
  isNull?: boolean | null | undefined;
  /**
   * 不等于；空值不算。
   * Not equal to; nulls do not match.
   */
  ne?: CertificateStatus | null | undefined;
  /**
   * 不属于其中；空值不算。
   * None of these; nulls do not match.
   */
  notIn?: Array<CertificateStatus> | null | undefined;
};

/**
 * 服务证明条件；各项同时成立。
 * Conditions on certificates; all given ones must hold.
 */
export type CertificateWhere = {
  /**
   * 期间内的活动场数。
   * Activities in the period.
   */
  activityCount?: IntComparator | null | undefined;
  /**
   * 同时成立。
   * All of these.
   */
  and?: Array<CertificateWhere> | null | undefined;
  /**
   * 区划代码。
   * Code of the district.
   */
  districtCode?: StringComparator | null | undefined;
  /**
   * 服务期间起，含当日。
   * First day covered.
   */
  from?: DateComparator | null | undefined;
  /**
   * 小时（分钟 ÷ 60，保留两位）。
   * Hours: minutes / 60 to two places.
   */
  hours?: FloatComparator | null | undefined;
  /**
   * 全局 ID。
   * Global id.
   */
  id?: IdComparator | null | undefined;
  /**
   * 是否示例数据。
   * Whether it is demonstration data.
   */
  isDemo?: BooleanComparator | null | undefined;
  /**
   * 出具时刻。
   * When issued.
   */
  issuedAt?: DateTimeComparator | null | undefined;
  /**
   * 期间内已确认的分钟数。
   * Confirmed minutes in the period.
   */
  minutes?: IntComparator | null | undefined;
  /**
   * 不成立。
   * Not this.
   */
  not?: CertificateWhere | null | undefined;
  /**
   * 证书编号。
   * Number.
   */
  number?: StringComparator | null | undefined;
  /**
   * 至少一项成立。
   * Any of these.
   */
  or?: Array<CertificateWhere> | null | undefined;
  /**
   * 是否有效。
   * Whether it is valid.
   */
  status?: CertificateStatusComparator | null | undefined;
  /**
   * 服务期间止，含当日。
   * Last day covered.
   */
  to?: DateComparator | null | undefined;
  /**
   * 版本。
   * Version.
   */
  version?: IntComparator | null | undefined;
  /**
   * 作废时刻；有效为空。
   * When voided; null while valid.
   */
  voidedAt?: DateTimeComparator | null | undefined;
  /**
   * 志愿者；无权看到时为空。
   * The volunteer; null unless the viewer may see them.
   */
  volunteer?: VolunteerWhere | null | undefined;
};

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
 * 签到方式。
 * How somebody checked in.
 */
export type CheckInMethod =
  /**
   * 凭现场出示的签到码。
   * By the code shown at the place.
   */
  | 'CODE'
  /**
   * 由协调员登记。
   * By the coordinator.
   */
  | 'COORDINATOR'
  /**
   * 本人自报，须经确认才计时长。
   * By oneself; counts once confirmed.
   */
  | 'SELF';

/**
 * 条件：签到方式。
 * Conditions on how somebody checked in.
 */
export type CheckInMethodComparator = {
  /**
   * 等于。
   * Equal to.
   */
  eq?: CheckInMethod | null | undefined;
  /**
   * 属于其一。
   * One of these.
   */
  in?: Array<CheckInMethod> | null | undefined;
  /**
   * 是否为空值。
   * Whether it is null.
   */
  isNull?: boolean | null | undefined;
  /**
   * 不等于；空值不算。
   * Not equal to; nulls do not match.
   */
  ne?: CheckInMethod | null | undefined;
  /**
   * 不属于其中；空值不算。
   * None of these; nulls do not match.
   */
  notIn?: Array<CheckInMethod> | null | undefined;
};

/**
 * 引用中若干项的条件。
 * Conditions on a list of citations.
 */
export type CitationListWhere = {
  /**
   * 每一项都符合。
   * Every one matches.
   */
  every?: CitationWhere | null | undefined;
  /**
   * 没有一项符合。
   * None matches.
   */
  none?: CitationWhere | null | undefined;
  /**
   * 至少一项符合。
   * At least one matches.
   */
  some?: CitationWhere | null | undefined;
};

/**
 * 引用条件；各项同时成立。
 * Conditions on citations; all given ones must hold.
 */
export type CitationWhere = {
  /**
   * 同时成立。
   * All of these.
   */
  and?: Array<CitationWhere> | null | undefined;
  /**
   * 代码，在一份文件内唯一。
   * Code, unique within the document.
   */
  code?: StringComparator | null | undefined;
  /**
   * 推导方法；仅 PARSED 有值。
   * How it was derived; only where origin is PARSED.
   */
  derivation?: StringComparator | null | undefined;
  /**
   * 引用它的文件。
   * The document that cites it.
   */
  document?: DocumentWhere | null | undefined;
  /**
   * 全局 ID。
   * Global id.
   */
  id?: IdComparator | null | undefined;
  /**
   * 不成立。
   * Not this.
   */
  not?: CitationWhere | null | undefined;
  /**
   * 说明。
   * A remark.
   */
  note?: StringComparator | null | undefined;
  /**
   * 至少一项成立。
   * Any of these.
   */
  or?: Array<CitationWhere> | null | undefined;
  /**
   * 来源性质。
   * What kind of source it has.
   */
  origin?: OriginComparator | null | undefined;
  /**
   * 原文段落。
   * The passages that say it.
   */
  sources?: PassageListWhere | null | undefined;
  /**
   * 被引文件；尚未收录为空。
   * The cited document; null while it is not held here.
   */
  target?: DocumentWhere | null | undefined;
  /**
   * 被引文件的文号；原文未写明、亦未考得为空。
   * Number of the cited document; null where it is not known.
   */
  targetNumber?: StringComparator | null | undefined;
  /**
   * 被引文件的名称，依原文。
   * Name of the cited document, as written.
   */
  title?: StringComparator | null | undefined;
};

/**
 * 作出同意的人。
 * Who gave a consent.
 */
export type ConsentGiver =
  /**
   * 监护人。
   * The guardian.
   */
  | 'GUARDIAN'
  /**
   * 本人。
   * The volunteer.
   */
  | 'SELF';

/**
 * 条件：作出同意的人。
 * Conditions on who gave a consent.
 */
export type ConsentGiverComparator = {
  /**
   * 等于。
   * Equal to.
   */
  eq?: ConsentGiver | null | undefined;
  /**
   * 属于其一。
   * One of these.
   */
  in?: Array<ConsentGiver> | null | undefined;
  /**
   * 是否为空值。
   * Whether it is null.
   */
  isNull?: boolean | null | undefined;
  /**
   * 不等于；空值不算。
   * Not equal to; nulls do not match.
   */
  ne?: ConsentGiver | null | undefined;
  /**
   * 不属于其中；空值不算。
   * None of these; nulls do not match.
   */
  notIn?: Array<ConsentGiver> | null | undefined;
};

/**
 * 同意的事项。
 * What a consent is for.
 */
export type ConsentKind =
  /**
   * 监护人同意未成年人参加志愿服务。
   * A guardian's, that a minor takes part.
   */
  | 'GUARDIAN_PARTICIPATION'
  /**
   * 公开肖像。
   * To publish the image.
   */
  | 'PUBLISH_IMAGE'
  /**
   * 公开姓名。
   * To publish the name.
   */
  | 'PUBLISH_NAME';

/**
 * 条件：同意的事项。
 * Conditions on what a consent is for.
 */
export type ConsentKindComparator = {
  /**
   * 等于。
   * Equal to.
   */
  eq?: ConsentKind | null | undefined;
  /**
   * 属于其一。
   * One of these.
   */
  in?: Array<ConsentKind> | null | undefined;
  /**
   * 是否为空值。
   * Whether it is null.
   */
  isNull?: boolean | null | undefined;
  /**
   * 不等于；空值不算。
   * Not equal to; nulls do not match.
   */
  ne?: ConsentKind | null | undefined;
  /**
   * 不属于其中；空值不算。
   * None of these; nulls do not match.
   */
  notIn?: Array<ConsentKind> | null | undefined;
};

/**
 * 同意书中若干项的条件。
 * Conditions on a list of consents.
 */
export type ConsentListWhere = {
  /**
   * 每一项都符合。
   * Every one matches.
   */
  every?: ConsentWhere | null | undefined;
  /**
   * 没有一项符合。
   * None matches.
   */
  none?: ConsentWhere | null | undefined;
  /**
   * 至少一项符合。
   * At least one matches.
   */
  some?: ConsentWhere | null | undefined;
};

/**
 * 同意书条件；各项同时成立。
 * Conditions on consents; all given ones must hold.
 */
export type ConsentWhere = {
  /**
   * 同时成立。
   * All of these.
   */
  and?: Array<ConsentWhere> | null | undefined;
  /**
   * 作出时刻。
   * When given.
   */
  givenAt?: DateTimeComparator | null | undefined;
  /**
   * 由谁作出。
   * By whom.
   */
  givenBy?: ConsentGiverComparator | null | undefined;
  /**
   * 全局 ID。
   * Global id.
   */
  id?: IdComparator | null | undefined;
  /**
   * 同意的事项。
   * What it is for.
   */
  kind?: ConsentKindComparator | null | undefined;
  /**
   * 不成立。
   * Not this.
   */
  not?: ConsentWhere | null | undefined;
  /**
   * 至少一项成立。
   * Any of these.
   */
  or?: Array<ConsentWhere> | null | undefined;
  /**
   * 版本。
   * Version.
   */
  version?: IntComparator | null | undefined;
  /**
   * 志愿者。
   * The volunteer.
   */
  volunteer?: VolunteerWhere | null | undefined;
  /**
   * 撤回时刻；有效为空。
   * When withdrawn; null while it holds.
   */
  withdrawnAt?: DateTimeComparator | null | undefined;
};

/**
 * 课程中若干项的条件。
 * Conditions on a list of courses.
 */
export type CourseListWhere = {
  /**
   * 每一项都符合。
   * Every one matches.
   */
  every?: CourseWhere | null | undefined;
  /**
   * 没有一项符合。
   * None matches.
   */
  none?: CourseWhere | null | undefined;
  /**
   * 至少一项符合。
   * At least one matches.
   */
  some?: CourseWhere | null | undefined;
};

/**
 * 课程的条件；各项同时成立。
 * Conditions on courses; all given ones must hold.
 */
export type CourseWhere = {
  /**
   * 全部成立。
   * All of these.
   */
  and?: Array<CourseWhere> | null | undefined;
  /**
   * 类别。
   * Category.
   */
  category?: StringComparator | null | undefined;
  /**
   * 停开时刻；开设中为空。
   * When closed; null while offered.
   */
  closedAt?: DateTimeComparator | null | undefined;
  /**
   * 代码。
   * Code.
   */
  code?: StringComparator | null | undefined;
  /**
   * 区划代码。
   * Code of the district.
   */
  districtCode?: StringComparator | null | undefined;
  /**
   * 全局 ID。
   * Global id.
   */
  id?: IdComparator | null | undefined;
  /**
   * 是否示例数据。
   * Whether it is demonstration data.
   */
  isDemo?: BooleanComparator | null | undefined;
  /**
   * 不成立。
   * Not this.
   */
  not?: CourseWhere | null | undefined;
  /**
   * 至少一项成立。
   * At least one of these.
   */
  or?: Array<CourseWhere> | null | undefined;
  /**
   * 主办者。
   * Who organizes it.
   */
  organizer?: PartyWhere | null | undefined;
  /**
   * 来源性质：总是 OPERATOR。
   * Always OPERATOR: the plan lists no courses.
   */
  origin?: OriginComparator | null | undefined;
  /**
   * 合格人数：同一人只计一次。
   * People who passed: each once.
   */
  passedCount?: IntComparator | null | undefined;
  /**
   * 合格分数，0 至 100；不计分为空。
   * Score to pass, 0 to 100; null without scores.
   */
  passingScore?: IntComparator | null | undefined;
  /**
   * 项目。
   * The program.
   */
  program?: ProgramWhere | null | undefined;
  /**
   * 各期培训。
   * Its sessions.
   */
  sessions?: TrainingSessionListWhere | null | undefined;
  /**
   * 简介。
   * Summary.
   */
  summary?: StringComparator | null | undefined;
  /**
   * 所落实的“四个一”之一；不是为空。
   * Which of the four ones it carries out; null for none.
   */
  term?: TermWhere | null | undefined;
  /**
   * 面向的层级；不分层级为空列表。
   * Tiers it is for; empty for all.
   */
  tiers?: TrainingTierListComparator | null | undefined;
  /**
   * 名称。
   * Title.
   */
  title?: StringComparator | null | undefined;
  /**
   * 版本。
   * Version.
   */
  version?: IntComparator | null | undefined;
};

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
 * 日期条件；各项同时成立。
 * Conditions on a date; all given ones must hold.
 */
export type DateComparator = {
  /**
   * 两日之间，含两端。
   * Between two dates, both included.
   */
  between?: DateRange | null | undefined;
  /**
   * 在这段日历时间之内（Asia/Shanghai）。
   * Within this period of the calendar, in Asia/Shanghai.
   */
  during?: CalendarPeriod | null | undefined;
  /**
   * 等于。
   * Equal to.
   */
  eq?: string | null | undefined;
  /**
   * 晚于。
   * After.
   */
  gt?: string | null | undefined;
  /**
   * 晚于或等于。
   * On or after.
   */
  gte?: string | null | undefined;
  /**
   * 属于其一。
   * One of these.
   */
  in?: Array<string> | null | undefined;
  /**
   * 是否为空值。
   * Whether it is null.
   */
  isNull?: boolean | null | undefined;
  /**
   * 截至今天的这么长一段日子，含今天：P30D 为三十天。
   * So long a stretch of days up to today, today included: P30D is thirty days.
   */
  last?: string | null | undefined;
  /**
   * 早于。
   * Before.
   */
  lt?: string | null | undefined;
  /**
   * 早于或等于。
   * On or before.
   */
  lte?: string | null | undefined;
  /**
   * 不等于；空值不算。
   * Not equal to; nulls do not match.
   */
  ne?: string | null | undefined;
  /**
   * 从今天起的这么长一段日子，含今天。
   * So long a stretch of days from today on, today included.
   */
  next?: string | null | undefined;
  /**
   * 不属于其中；空值不算。
   * None of these; nulls do not match.
   */
  notIn?: Array<string> | null | undefined;
  /**
   * 在这个文号的规划印发的那一年之内（公历，Asia/Shanghai）。
   * Within the calendar year in which the plan with this document number was issued, in Asia/Shanghai.
   */
  planYear?: string | null | undefined;
};

/**
 * 日期区间，含两端。
 * A range of dates, both ends included.
 */
export type DateRange = {
  /**
   * 起。
   * From.
   */
  from: string;
  /**
   * 止。
   * To.
   */
  to: string;
};

/**
 * 时刻条件；各项同时成立。
 * Conditions on an instant; all given ones must hold.
 */
export type DateTimeComparator = {
  /**
   * 两个时刻之间，含两端。
   * Between two instants, both included.
   */
  between?: DateTimeRange | null | undefined;
  /**
   * 在这段日历时间之内（Asia/Shanghai）。
   * Within this period of the calendar, in Asia/Shanghai.
   */
  during?: CalendarPeriod | null | undefined;
  /**
   * 等于。
   * Equal to.
   */
  eq?: string | null | undefined;
  /**
   * 晚于。
   * After.
   */
  gt?: string | null | undefined;
  /**
   * 晚于或等于。
   * At or after.
   */
  gte?: string | null | undefined;
  /**
   * 属于其一。
   * One of these.
   */
  in?: Array<string> | null | undefined;
  /**
   * 是否为空值。
   * Whether it is null.
   */
  isNull?: boolean | null | undefined;
  /**
   * 从此刻往前这么长时间之内。
   * Within so long a time up to now.
   */
  last?: string | null | undefined;
  /**
   * 早于。
   * Before.
   */
  lt?: string | null | undefined;
  /**
   * 早于或等于。
   * At or before.
   */
  lte?: string | null | undefined;
  /**
   * 不等于；空值不算。
   * Not equal to; nulls do not match.
   */
  ne?: string | null | undefined;
  /**
   * 从此刻往后这么长时间之内。
   * Within so long a time from now on.
   */
  next?: string | null | undefined;
  /**
   * 不属于其中；空值不算。
   * None of these; nulls do not match.
   */
  notIn?: Array<string> | null | undefined;
  /**
   * 在这个文号的规划印发的那一年之内（公历，Asia/Shanghai）。
   * Within the calendar year in which the plan with this document number was issued, in Asia/Shanghai.
   */
  planYear?: string | null | undefined;
};

/**
 * 时刻区间，含两端。
 * A range of instants, both ends included.
 */
export type DateTimeRange = {
  /**
   * 起。
   * From.
   */
  from: string;
  /**
   * 止。
   * To.
   */
  to: string;
};

/**
 * 派单的答复。
 * Answer to an offer.
 */
export type DispatchAnswer =
  /**
   * 已接。
   * Accepted.
   */
  | 'ACCEPTED'
  /**
   * 已谢绝。
   * Declined.
   */
  | 'DECLINED'
  /**
   * 逾期未答复，或接单后逾期未排期，已改派。
   * Not answered in time, or accepted and not scheduled in time, and superseded.
   */
  | 'EXPIRED'
  /**
   * 待答复。
   * None yet.
   */
  | 'PENDING'
  /**
   * 接单后已退单。
   * Accepted, and handed back.
   */
  | 'RETURNED'
  /**
   * 点单撤销，派单收回。
   * Withdrawn with the request.
   */
  | 'WITHDRAWN';

/**
 * 答复条件。
 * Conditions on the answer to an offer.
 */
export type DispatchAnswerComparator = {
  /**
   * 等于。
   * Equal to.
   */
  eq?: DispatchAnswer | null | undefined;
  /**
   * 属于其一。
   * One of these.
   */
  in?: Array<DispatchAnswer> | null | undefined;
  /**
   * 是否为空值。
   * Whether it is null.
   */
  isNull?: boolean | null | undefined;
  /**
   * 不等于；空值不算。
   * Not equal to; nulls do not match.
   */
  ne?: DispatchAnswer | null | undefined;
  /**
   * 不属于其中；空值不算。
   * None of these; nulls do not match.
   */
  notIn?: Array<DispatchAnswer> | null | undefined;
};

/**
 * 派单中若干项的条件。
 * Conditions on a list of dispatches.
 */
export type DispatchListWhere = {
  /**
   * 每一项都符合。
   * Every one matches.
   */
  every?: DispatchWhere | null | undefined;
  /**
   * 没有一项符合。
   * None matches.
   */
  none?: DispatchWhere | null | undefined;
  /**
   * 至少一项符合。
   * At least one matches.
   */
  some?: DispatchWhere | null | undefined;
};

/**
 * 派单的条件；各项同时成立。
 * Conditions on dispatches; all given ones must hold.
 */
export type DispatchWhere = {
  /**
   * 全部成立。
   * All of these.
   */
  and?: Array<DispatchWhere> | null | undefined;
  /**
   * 答复。
   * The answer.
   */
  answer?: DispatchAnswerComparator | null | undefined;
  /**
   * 答复时刻；退单的为退单时刻；未答复为空。
   * When answered, or handed back; null unless it was.
   */
  answeredAt?: DateTimeComparator | null | undefined;
  /**
   * 谢绝或退单的原因；没有说明为空。
   * Why it was declined or handed back; null unless said.
   */
  declineReason?: StringComparator | null | undefined;
  /**
   * 全局 ID。
   * Global id.
   */
  id?: IdComparator | null | undefined;
  /**
   * 不成立。
   * Not this.
   */
  not?: DispatchWhere | null | undefined;
  /**
   * 派出时刻。
   * When offered.
   */
  offeredAt?: DateTimeComparator | null | undefined;
  /**
   * 至少一项成立。
   * At least one of these.
   */
  or?: Array<DispatchWhere> | null | undefined;
  /**
   * 派给谁。
   * To whom.
   */
  party?: PartyWhere | null | undefined;
  /**
   * 点单。
   * The request.
   */
  request?: ServiceRequestWhere | null | undefined;
  /**
   * 答复期限。
   * To be answered by.
   */
  respondBy?: DateTimeComparator | null | undefined;
};

/**
 * 文件条件；各项同时成立。
 * Conditions on documents; all given ones must hold.
 */
export type DocumentWhere = {
  /**
   * 主送机关，依原文次序。
   * Addressees, in the order of the text.
   */
  addressees?: StringListComparator | null | undefined;
  /**
   * 同时成立。
   * All of these.
   */
  and?: Array<DocumentWhere> | null | undefined;
  /**
   * 引用的其他文件。
   * Other documents it cites.
   */
  citations?: CitationListWhere | null | undefined;
  /**
   * 推导方法；仅 PARSED 有值。
   * How it was derived; only where origin is PARSED.
   */
  derivation?: StringComparator | null | undefined;
  /**
   * 全局 ID。
   * Global id.
   */
  id?: IdComparator | null | undefined;
  /**
   * 成文日期。
   * Date of the document.
   */
  issuedOn?: DateComparator | null | undefined;
  /**
   * 发文机关。
   * The party that issued it.
   */
  issuer?: PartyWhere | null | undefined;
  /**
   * 不成立。
   * Not this.
   */
  not?: DocumentWhere | null | undefined;
  /**
   * 文号，如 钢城文明办〔2022〕4号。
   * Document number.
   */
  number?: StringComparator | null | undefined;
  /**
   * 至少一项成立。
   * Any of these.
   */
  or?: Array<DocumentWhere> | null | undefined;
  /**
   * 来源性质。
   * What kind of source it has.
   */
  origin?: OriginComparator | null | undefined;
  /**
   * 被引用为出处的段落，依原文次序。
   * Passages that facts point to, in the order of the text.
   */
  passages?: PassageListWhere | null | undefined;
  /**
   * 印发日期（文末所印）；未知为空。
   * Date of printing at its end; null where unknown.
   */
  printedOn?: DateComparator | null | undefined;
  /**
   * 原文段落。
   * The passages that say it.
   */
  sources?: PassageListWhere | null | undefined;
  /**
   * 原文（规范化：只接合换行）。段落的偏移即此字符串的 JavaScript 偏移。
   * The text, normalised by joining wraps only. Passage offsets are JavaScript string offsets into it.
   */
  text?: StringComparator | null | undefined;
  /**
   * 标题（通知标题）。
   * Title of the notice.
   */
  title?: StringComparator | null | undefined;
};

/**
 * 培训报名中若干项的条件。
 * Conditions on a list of enrolments.
 */
export type EnrolmentListWhere = {
  /**
   * 每一项都符合。
   * Every one matches.
   */
  every?: EnrolmentWhere | null | undefined;
  /**
   * 没有一项符合。
   * None matches.
   */
  none?: EnrolmentWhere | null | undefined;
  /**
   * 至少一项符合。
   * At least one matches.
   */
  some?: EnrolmentWhere | null | undefined;
};

/**
 * 报名的状态。
 * Status of an enrolment.
 */
export type EnrolmentStatus =
  /**
   * 缺席。
   * Absent.
   */
  | 'ABSENT'
  /**
   * 已到场。
   * Was present.
   */
  | 'ATTENDED'
  /**
   * 已取消。
   * Cancelled.
   */
  | 'CANCELLED'
  /**
   * 已结业，合格与否见 hasPassed。
   * Completed; hasPassed says how.
   */
  | 'COMPLETED'
  /**
   * 已报名。
   * Enrolled.
   */
  | 'ENROLLED'
  /**
   * 候补：有人取消即按次序递补。
   * Waiting for a place, which goes to the first one when somebody cancels.
   */
  | 'WAITING';

/**
 * 培训报名状态的条件。
 * Conditions on statuses of enrolments.
 */
export type EnrolmentStatusComparator = {
  /**
   * 等于。
   * Equal to.
   */
  eq?: EnrolmentStatus | null | undefined;
  /**
   * 属于其一。
   * One of these.
   */
  in?: Array<EnrolmentStatus> | null | undefined;
  /**
   * 是否为空值。
   * Whether it is null.
   */
  isNull?: boolean | null | undefined;
  /**
   * 不等于；空值不算。
   * Not equal to; nulls do not match.
   */
  ne?: EnrolmentStatus | null | undefined;
  /**
   * 不属于其中；空值不算。
   * None of these; nulls do not match.
   */
  notIn?: Array<EnrolmentStatus> | null | undefined;
};

/**
 * 培训报名的条件；各项同时成立。
 * Conditions on enrolments; all given ones must hold.
 */
export type EnrolmentWhere = {
  /**
   * 全部成立。
   * All of these.
   */
  and?: Array<EnrolmentWhere> | null | undefined;
  /**
   * 记到场的时刻。
   * When presence was recorded.
   */
  attendedAt?: DateTimeComparator | null | undefined;
  /**
   * 取消时刻。
   * When cancelled.
   */
  cancelledAt?: DateTimeComparator | null | undefined;
  /**
   * 记结业的时刻。
   * When completion was recorded.
   */
  completedAt?: DateTimeComparator | null | undefined;
  /**
   * 报名时刻。
   * When enrolled.
   */
  enrolledAt?: DateTimeComparator | null | undefined;
  /**
   * 是否合格。
   * Whether it was passed.
   */
  hasPassed?: BooleanComparator | null | undefined;
  /**
   * 全局 ID。
   * Global id.
   */
  id?: IdComparator | null | undefined;
  /**
   * 是否示例数据。
   * Whether it is demonstration data.
   */
  isDemo?: BooleanComparator | null | undefined;
  /**
   * 不成立。
   * Not this.
   */
  not?: EnrolmentWhere | null | undefined;
  /**
   * 至少一项成立。
   * At least one of these.
   */
  or?: Array<EnrolmentWhere> | null | undefined;
  /**
   * 成绩，0 至 100；未考或不计分为空。
   * Score, 0 to 100; null without one.
   */
  score?: IntComparator | null | undefined;
  /**
   * 培训。
   * The session.
   */
  session?: TrainingSessionWhere | null | undefined;
  /**
   * 状态。
   * Status.
   */
  status?: EnrolmentStatusComparator | null | undefined;
  /**
   * 版本。
   * Version.
   */
  version?: IntComparator | null | undefined;
  /**
   * 志愿者。
   * The volunteer.
   */
  volunteer?: VolunteerWhere | null | undefined;
  /**
   * 候补中的次序。
   * Place on the waiting list.
   */
  waitingPosition?: IntComparator | null | undefined;
};

/**
 * 金额（分）条件；各项同时成立。
 * Conditions on a sum of money, in fen; all given ones must hold.
 */
export type FenComparator = {
  /**
   * 两数之间，含两端。
   * Between two numbers, both included.
   */
  between?: FenRange | null | undefined;
  /**
   * 等于。
   * Equal to.
   */
  eq?: number | null | undefined;
  /**
   * 大于。
   * Greater than.
   */
  gt?: number | null | undefined;
  /**
   * 大于或等于。
   * Greater than or equal to.
   */
  gte?: number | null | undefined;
  /**
   * 属于其一。
   * One of these.
   */
  in?: Array<number> | null | undefined;
  /**
   * 是否为空值。
   * Whether it is null.
   */
  isNull?: boolean | null | undefined;
  /**
   * 小于。
   * Less than.
   */
  lt?: number | null | undefined;
  /**
   * 小于或等于。
   * Less than or equal to.
   */
  lte?: number | null | undefined;
  /**
   * 不等于；空值不算。
   * Not equal to; nulls do not match.
   */
  ne?: number | null | undefined;
  /**
   * 不属于其中；空值不算。
   * None of these; nulls do not match.
   */
  notIn?: Array<number> | null | undefined;
};

/**
 * 金额（分）区间，含两端。
 * A range of sums of money, both ends included.
 */
export type FenRange = {
  /**
   * 下限。
   * Lower end.
   */
  from: number;
  /**
   * 上限。
   * Upper end.
   */
  to: number;
};

/**
 * 档案记录中若干项的条件。
 * Conditions on a list of file entries.
 */
export type FileEntryListWhere = {
  /**
   * 每一项都符合。
   * Every one matches.
   */
  every?: FileEntryWhere | null | undefined;
  /**
   * 没有一项符合。
   * None matches.
   */
  none?: FileEntryWhere | null | undefined;
  /**
   * 至少一项符合。
   * At least one matches.
   */
  some?: FileEntryWhere | null | undefined;
};

/**
 * 档案记录条件；各项同时成立。
 * Conditions on file entries; all given ones must hold.
 */
export type FileEntryWhere = {
  /**
   * 同时成立。
   * All of these.
   */
  and?: Array<FileEntryWhere> | null | undefined;
  /**
   * 类别。
   * Group.
   */
  group?: FileGroupComparator | null | undefined;
  /**
   * 全局 ID。
   * Global id.
   */
  id?: IdComparator | null | undefined;
  /**
   * 不成立。
   * Not this.
   */
  not?: FileEntryWhere | null | undefined;
  /**
   * 日期。
   * Day.
   */
  on?: DateComparator | null | undefined;
  /**
   * 至少一项成立。
   * Any of these.
   */
  or?: Array<FileEntryWhere> | null | undefined;
  /**
   * 撤回时刻；有效为空。
   * When retracted; null while it holds.
   */
  retractedAt?: DateTimeComparator | null | undefined;
  /**
   * 版本。
   * Version.
   */
  version?: IntComparator | null | undefined;
  /**
   * 志愿者。
   * The volunteer.
   */
  volunteer?: VolunteerWhere | null | undefined;
};

/**
 * 档案条目的类别。
 * Groups of entries.
 */
export type FileGroup =
  /**
   * 表彰奖励情况。
   * Commendations.
   */
  | 'COMMENDATION'
  /**
   * 评价情况。
   * Evaluations.
   */
  | 'EVALUATION'
  /**
   * 培训情况。
   * Training.
   */
  | 'TRAINING';

/**
 * 条件：档案条目的类别。
 * Conditions on groups of entries.
 */
export type FileGroupComparator = {
  /**
   * 等于。
   * Equal to.
   */
  eq?: FileGroup | null | undefined;
  /**
   * 属于其一。
   * One of these.
   */
  in?: Array<FileGroup> | null | undefined;
  /**
   * 是否为空值。
   * Whether it is null.
   */
  isNull?: boolean | null | undefined;
  /**
   * 不等于；空值不算。
   * Not equal to; nulls do not match.
   */
  ne?: FileGroup | null | undefined;
  /**
   * 不属于其中；空值不算。
   * None of these; nulls do not match.
   */
  notIn?: Array<FileGroup> | null | undefined;
};

/**
 * 问题中若干项的条件。
 * Conditions on a list of findings.
 */
export type FindingListWhere = {
  /**
   * 每一项都符合。
   * Every one matches.
   */
  every?: FindingWhere | null | undefined;
  /**
   * 没有一项符合。
   * None matches.
   */
  none?: FindingWhere | null | undefined;
  /**
   * 至少一项符合。
   * At least one matches.
   */
  some?: FindingWhere | null | undefined;
};

/**
 * 问题的轻重。
 * How serious a finding is.
 */
export type FindingSeverity =
  /**
   * 轻微。
   * Minor.
   */
  | 'MINOR'
  /**
   * 一般。
   * Moderate.
   */
  | 'MODERATE'
  /**
   * 严重。
   * Serious.
   */
  | 'SERIOUS';

/**
 * 问题轻重的条件。
 * Conditions on how serious a finding is.
 */
export type FindingSeverityComparator = {
  /**
   * 等于。
   * Equal to.
   */
  eq?: FindingSeverity | null | undefined;
  /**
   * 属于其一。
   * One of these.
   */
  in?: Array<FindingSeverity> | null | undefined;
  /**
   * 是否为空值。
   * Whether it is null.
   */
  isNull?: boolean | null | undefined;
  /**
   * 不等于；空值不算。
   * Not equal to; nulls do not match.
   */
  ne?: FindingSeverity | null | undefined;
  /**
   * 不属于其中；空值不算。
   * None of these; nulls do not match.
   */
  notIn?: Array<FindingSeverity> | null | undefined;
};

/**
 * 问题的状态。
 * Status of a finding.
 */
export type FindingStatus =
  /**
   * 复查认可，已销号。
   * Found right and closed.
   */
  | 'CLOSED'
  /**
   * 待整改。
   * To be rectified.
   */
  | 'OPEN'
  /**
   * 已报整改，待复查。
   * Reported as rectified, to be rechecked.
   */
  | 'RECTIFIED'
  /**
   * 复查不认可，退回再改。
   * Found wanting and returned.
   */
  | 'REOPENED';

/**
 * 问题状态的条件。
 * Conditions on the status of a finding.
 */
export type FindingStatusComparator = {
  /**
   * 等于。
   * Equal to.
   */
  eq?: FindingStatus | null | undefined;
  /**
   * 属于其一。
   * One of these.
   */
  in?: Array<FindingStatus> | null | undefined;
  /**
   * 是否为空值。
   * Whether it is null.
   */
  isNull?: boolean | null | undefined;
  /**
   * 不等于；空值不算。
   * Not equal to; nulls do not match.
   */
  ne?: FindingStatus | null | undefined;
  /**
   * 不属于其中；空值不算。
   * None of these; nulls do not match.
   */
  notIn?: Array<FindingStatus> | null | undefined;
};

/**
 * 问题的条件；各项同时成立。
 * Conditions on findings; all given ones must hold.
 */
export type FindingWhere = {
  /**
   * 全部成立。
   * All of these.
   */
  and?: Array<FindingWhere> | null | undefined;
  /**
   * 销号时刻。
   * When it was closed.
   */
  closedAt?: DateTimeComparator | null | undefined;
  /**
   * 区划代码。
   * Code of the district.
   */
  districtCode?: StringComparator | null | undefined;
  /**
   * 整改期限。
   * The last day.
   */
  dueOn?: DateComparator | null | undefined;
  /**
   * 全局 ID。
   * Global id.
   */
  id?: IdComparator | null | undefined;
  /**
   * 哪次检查。
   * The inspection.
   */
  inspection?: InspectionWhere | null | undefined;
  /**
   * 是否示例数据。
   * Whether it is demonstration data.
   */
  isDemo?: BooleanComparator | null | undefined;
  /**
   * 是否逾期。
   * Whether it is late.
   */
  isLate?: BooleanComparator | null | undefined;
  /**
   * 不成立。
   * Not this.
   */
  not?: FindingWhere | null | undefined;
  /**
   * 至少一项成立。
   * At least one of these.
   */
  or?: Array<FindingWhere> | null | undefined;
  /**
   * 次序，从 1 起。
   * Place in the inspection, from 1.
   */
  ordinal?: IntComparator | null | undefined;
  /**
   * 须整改的单位。
   * Who is to rectify it.
   */
  party?: PartyWhere | null | undefined;
  /**
   * 项目。
   * The program.
   */
  program?: ProgramWhere | null | undefined;
  /**
   * 历次整改，先后为序。
   * Its rectifications, first to last.
   */
  rectifications?: RectificationListWhere | null | undefined;
  /**
   * 轻重。
   * How serious.
   */
  severity?: FindingSeverityComparator | null | undefined;
  /**
   * 状态。
   * Status.
   */
  status?: FindingStatusComparator | null | undefined;
  /**
   * 词条。
   * The term.
   */
  term?: TermWhere | null | undefined;
  /**
   * 问题。
   * What was found.
   */
  text?: StringComparator | null | undefined;
  /**
   * 版本。
   * Version.
   */
  version?: IntComparator | null | undefined;
};

/**
 * 数条件；各项同时成立。
 * Conditions on a number; all given ones must hold.
 */
export type FloatComparator = {
  /**
   * 两数之间，含两端。
   * Between two numbers, both included.
   */
  between?: FloatRange | null | undefined;
  /**
   * 等于。
   * Equal to.
   */
  eq?: number | null | undefined;
  /**
   * 大于。
   * Greater than.
   */
  gt?: number | null | undefined;
  /**
   * 大于或等于。
   * Greater than or equal to.
   */
  gte?: number | null | undefined;
  /**
   * 属于其一。
   * One of these.
   */
  in?: Array<number> | null | undefined;
  /**
   * 是否为空值。
   * Whether it is null.
   */
  isNull?: boolean | null | undefined;
  /**
   * 小于。
   * Less than.
   */
  lt?: number | null | undefined;
  /**
   * 小于或等于。
   * Less than or equal to.
   */
  lte?: number | null | undefined;
  /**
   * 不等于；空值不算。
   * Not equal to; nulls do not match.
   */
  ne?: number | null | undefined;
  /**
   * 不属于其中；空值不算。
   * None of these; nulls do not match.
   */
  notIn?: Array<number> | null | undefined;
};

/**
 * 数区间，含两端。
 * A range of numbers, both ends included.
 */
export type FloatRange = {
  /**
   * 下限。
   * Lower end.
   */
  from: number;
  /**
   * 上限。
   * Upper end.
   */
  to: number;
};

/**
 * 未落实的种类。“有活动”指状态为已发布或已完成、在期间内开始的活动；单位的活动包括其下级单位、队伍主办或协办的；责任按期末那天的成员关系展开，集合主体自身不计。
 * Kinds of gap. An activity counts when it is published or completed and begins in the period; a party's are those that it, or a unit or team below it, organizes or co-organizes. Responsibilities are expanded by the memberships of the last day; collectives themselves do not count.
 */
export type GapKind =
  /**
   * 规划引用的文件本系统没有收入。
   * A document that the plan cites and that is not held here.
   */
  | 'CITATION_UNRESOLVED'
  /**
   * 规划给集合主体定了责任，而期末那天它没有成员：不知责任落在谁身上。
   * A collective that the plan makes responsible and that has no members on the last day: nobody knows on whom the duty falls.
   */
  | 'COLLECTIVE_WITHOUT_MEMBERS'
  /**
   * 对项目负有责任的单位，期间内在该项目没有活动。
   * A party responsible for a program without an activity of it in the period.
   */
  | 'PARTY_WITHOUT_ACTIVITY'
  /**
   * 项目在期间内没有活动。
   * A program without an activity in the period.
   */
  | 'PROGRAM_WITHOUT_ACTIVITY'
  /**
   * 期间所涉各月提交的点单中，现有逾期未办的。少于 5 人的不公开，也就没有此项。
   * Service requests submitted in the months that the period touches and late now. Figures of fewer than 5 people are not public, so there is no such gap then.
   */
  | 'REQUEST_LATE'
  /**
   * 规划列名的指标，负有责任的街道、功能区期间内没有未撤回的测评结果。其他单位没有辖区，不计。
   * An indicator that the plan names, of which a responsible street or zone has no measurement in the period that is not retracted. Other parties have no residents to measure and do not count.
   */
  | 'TARGET_WITHOUT_MEASUREMENT'
  /**
   * 规划要求公布每月时间安排表，而站点该月没有公布。只看首日在期间内、且已开始的月份；月初前已停用的站点不计。
   * A monthly timetable that a station has not published. Months whose first day lies in the period and has come; stations closed before it do not count.
   */
  | 'TIMETABLE_MISSING'
  /**
   * 规划要求每周开展的项目，负有责任的街道有的周没有活动。只看整周（周一至周日）在期间内、且已过去的。
   * A program to be carried out every week, of which a responsible street missed weeks. Whole weeks, Monday to Sunday, that lie in the period and are past.
   */
  | 'WEEKLY_DUTY_MISSED';

/**
 * 目标任务中若干项的条件。
 * Conditions on a list of goals.
 */
export type GoalListWhere = {
  /**
   * 每一项都符合。
   * Every one matches.
   */
  every?: GoalWhere | null | undefined;
  /**
   * 没有一项符合。
   * None matches.
   */
  none?: GoalWhere | null | undefined;
  /**
   * 至少一项符合。
   * At least one matches.
   */
  some?: GoalWhere | null | undefined;
};

/**
 * 目标任务条件；各项同时成立。
 * Conditions on goals; all given ones must hold.
 */
export type GoalWhere = {
  /**
   * 同时成立。
   * All of these.
   */
  and?: Array<GoalWhere> | null | undefined;
  /**
   * 代码，在上级内唯一。
   * Code, unique within its parent.
   */
  code?: StringComparator | null | undefined;
  /**
   * 推导方法；仅 PARSED 有值。
   * How it was derived; only where origin is PARSED.
   */
  derivation?: StringComparator | null | undefined;
  /**
   * 全局 ID。
   * Global id.
   */
  id?: IdComparator | null | undefined;
  /**
   * 不成立。
   * Not this.
   */
  not?: GoalWhere | null | undefined;
  /**
   * 至少一项成立。
   * Any of these.
   */
  or?: Array<GoalWhere> | null | undefined;
  /**
   * 次序，自 1 起。
   * Order, from 1.
   */
  ordinal?: IntComparator | null | undefined;
  /**
   * 来源性质。
   * What kind of source it has.
   */
  origin?: OriginComparator | null | undefined;
  /**
   * 所属规划。
   * The plan.
   */
  plan?: PlanWhere | null | undefined;
  /**
   * 原文段落。
   * The passages that say it.
   */
  sources?: PassageListWhere | null | undefined;
  /**
   * 内容，原文。
   * What it says, in the document's words.
   */
  title?: StringComparator | null | undefined;
};

/**
 * 经验中若干项的条件。
 * Conditions on a list of good practices.
 */
export type GoodPracticeListWhere = {
  /**
   * 每一项都符合。
   * Every one matches.
   */
  every?: GoodPracticeWhere | null | undefined;
  /**
   * 没有一项符合。
   * None matches.
   */
  none?: GoodPracticeWhere | null | undefined;
  /**
   * 至少一项符合。
   * At least one matches.
   */
  some?: GoodPracticeWhere | null | undefined;
};

/**
 * 经验的状态。
 * Status of a good practice.
 */
export type GoodPracticeStatus =
  /**
   * 草稿。
   * A draft.
   */
  | 'DRAFT'
  /**
   * 已发布。
   * Published.
   */
  | 'PUBLISHED'
  /**
   * 已撤回。
   * Retracted.
   */
  | 'RETRACTED';

/**
 * 经验状态的条件。
 * Conditions on the status of a good practice.
 */
export type GoodPracticeStatusComparator = {
  /**
   * 等于。
   * Equal to.
   */
  eq?: GoodPracticeStatus | null | undefined;
  /**
   * 属于其一。
   * One of these.
   */
  in?: Array<GoodPracticeStatus> | null | undefined;
  /**
   * 是否为空值。
   * Whether it is null.
   */
  isNull?: boolean | null | undefined;
  /**
   * 不等于；空值不算。
   * Not equal to; nulls do not match.
   */
  ne?: GoodPracticeStatus | null | undefined;
  /**
   * 不属于其中；空值不算。
   * None of these; nulls do not match.
   */
  notIn?: Array<GoodPracticeStatus> | null | undefined;
};

/**
 * 经验的条件；各项同时成立。
 * Conditions on good practice; all given ones must hold.
 */
export type GoodPracticeWhere = {
  /**
   * 出自哪场活动。
   * The activity it comes from.
   */
  activity?: ActivityWhere | null | undefined;
  /**
   * 全部成立。
   * All of these.
   */
  and?: Array<GoodPracticeWhere> | null | undefined;
  /**
   * 区划代码。
   * Code of the district.
   */
  districtCode?: StringComparator | null | undefined;
  /**
   * 全局 ID。
   * Global id.
   */
  id?: IdComparator | null | undefined;
  /**
   * 出自哪次检查；无权看到检查者为空。
   * The inspection it comes from; null for who may not see that.
   */
  inspection?: InspectionWhere | null | undefined;
  /**
   * 是否示例数据。
   * Whether it is demonstration data.
   */
  isDemo?: BooleanComparator | null | undefined;
  /**
   * 不成立。
   * Not this.
   */
  not?: GoodPracticeWhere | null | undefined;
  /**
   * 至少一项成立。
   * At least one of these.
   */
  or?: Array<GoodPracticeWhere> | null | undefined;
  /**
   * 谁的经验。
   * Whose it is.
   */
  party?: PartyWhere | null | undefined;
  /**
   * 项目。
   * The program.
   */
  program?: ProgramWhere | null | undefined;
  /**
   * 发布时刻。
   * When it was published.
   */
  publishedAt?: DateTimeComparator | null | undefined;
  /**
   * 撤回原因。
   * Why it was retracted.
   */
  retractReason?: StringComparator | null | undefined;
  /**
   * 状态。
   * Status.
   */
  status?: GoodPracticeStatusComparator | null | undefined;
  /**
   * 做法与成效。
   * What was done, and to what effect.
   */
  text?: StringComparator | null | undefined;
  /**
   * 名称。
   * Title.
   */
  title?: StringComparator | null | undefined;
  /**
   * 版本。
   * Version.
   */
  version?: IntComparator | null | undefined;
};

/**
 * 激励授予中若干项的条件。
 * Conditions on a list of grants.
 */
export type GrantListWhere = {
  /**
   * 每一项都符合。
   * Every one matches.
   */
  every?: GrantWhere | null | undefined;
  /**
   * 没有一项符合。
   * None matches.
   */
  none?: GrantWhere | null | undefined;
  /**
   * 至少一项符合。
   * At least one matches.
   */
  some?: GrantWhere | null | undefined;
};

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
 * 授予状态的条件。
 * Conditions on statuses of grants.
 */
export type GrantStatusComparator = {
  /**
   * 等于。
   * Equal to.
   */
  eq?: GrantStatus | null | undefined;
  /**
   * 属于其一。
   * One of these.
   */
  in?: Array<GrantStatus> | null | undefined;
  /**
   * 是否为空值。
   * Whether it is null.
   */
  isNull?: boolean | null | undefined;
  /**
   * 不等于；空值不算。
   * Not equal to; nulls do not match.
   */
  ne?: GrantStatus | null | undefined;
  /**
   * 不属于其中；空值不算。
   * None of these; nulls do not match.
   */
  notIn?: Array<GrantStatus> | null | undefined;
};

/**
 * 授予的条件；各项同时成立。
 * Conditions on grants; all given ones must hold.
 */
export type GrantWhere = {
  /**
   * 全部成立。
   * All of these.
   */
  and?: Array<GrantWhere> | null | undefined;
  /**
   * 区划代码。
   * Code of the district.
   */
  districtCode?: StringComparator | null | undefined;
  /**
   * 授予时刻。
   * When granted.
   */
  grantedAt?: DateTimeComparator | null | undefined;
  /**
   * 全局 ID。
   * Global id.
   */
  id?: IdComparator | null | undefined;
  /**
   * 激励。
   * The incentive.
   */
  incentive?: IncentiveWhere | null | undefined;
  /**
   * 是否示例数据。
   * Whether it is demonstration data.
   */
  isDemo?: BooleanComparator | null | undefined;
  /**
   * 所据的推荐；礼遇、或无权看到时为空。
   * The nomination; null for a courtesy, or where one may not see it.
   */
  nomination?: NominationWhere | null | undefined;
  /**
   * 不成立。
   * Not this.
   */
  not?: GrantWhere | null | undefined;
  /**
   * 编号。
   * Number.
   */
  number?: StringComparator | null | undefined;
  /**
   * 至少一项成立。
   * At least one of these.
   */
  or?: Array<GrantWhere> | null | undefined;
  /**
   * 撤销时刻；未撤销为空。
   * When revoked; null unless it was.
   */
  revokedAt?: DateTimeComparator | null | undefined;
  /**
   * 评选。
   * The round.
   */
  round?: AwardRoundWhere | null | undefined;
  /**
   * 所满足的规则；表彰为空。
   * The rule that was met; null for an award.
   */
  rule?: IncentiveRuleWhere | null | undefined;
  /**
   * 状态。
   * Status.
   */
  status?: GrantStatusComparator | null | undefined;
  /**
   * 队伍。
   * The team.
   */
  team?: PartyWhere | null | undefined;
  /**
   * 有效期起。
   * First day.
   */
  validFrom?: DateComparator | null | undefined;
  /**
   * 有效期止。
   * Last day.
   */
  validTo?: DateComparator | null | undefined;
  /**
   * 版本。
   * Version.
   */
  version?: IntComparator | null | undefined;
  /**
   * 志愿者；无权看到时为空。
   * The volunteer; null unless the viewer may see them.
   */
  volunteer?: VolunteerWhere | null | undefined;
};

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
 * 全局 ID 条件；各项同时成立。
 * Conditions on a global id; all given ones must hold.
 */
export type IdComparator = {
  /**
   * 等于。
   * Equal to.
   */
  eq?: string | null | undefined;
  /**
   * 属于其一。
   * One of these.
   */
  in?: Array<string> | null | undefined;
  /**
   * 是否为空值。
   * Whether it is null.
   */
  isNull?: boolean | null | undefined;
  /**
   * 不等于；空值不算。
   * Not equal to; nulls do not match.
   */
  ne?: string | null | undefined;
  /**
   * 不属于其中；空值不算。
   * None of these; nulls do not match.
   */
  notIn?: Array<string> | null | undefined;
};

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
 * 激励性质条件。
 * Conditions on the kind of an incentive.
 */
export type IncentiveKindComparator = {
  /**
   * 等于。
   * Equal to.
   */
  eq?: IncentiveKind | null | undefined;
  /**
   * 属于其一。
   * One of these.
   */
  in?: Array<IncentiveKind> | null | undefined;
  /**
   * 是否为空值。
   * Whether it is null.
   */
  isNull?: boolean | null | undefined;
  /**
   * 不等于；空值不算。
   * Not equal to; nulls do not match.
   */
  ne?: IncentiveKind | null | undefined;
  /**
   * 不属于其中；空值不算。
   * None of these; nulls do not match.
   */
  notIn?: Array<IncentiveKind> | null | undefined;
};

/**
 * 激励措施中若干项的条件。
 * Conditions on a list of incentives.
 */
export type IncentiveListWhere = {
  /**
   * 每一项都符合。
   * Every one matches.
   */
  every?: IncentiveWhere | null | undefined;
  /**
   * 没有一项符合。
   * None matches.
   */
  none?: IncentiveWhere | null | undefined;
  /**
   * 至少一项符合。
   * At least one matches.
   */
  some?: IncentiveWhere | null | undefined;
};

/**
 * 激励规则中若干项的条件。
 * Conditions on a list of incentive rules.
 */
export type IncentiveRuleListWhere = {
  /**
   * 每一项都符合。
   * Every one matches.
   */
  every?: IncentiveRuleWhere | null | undefined;
  /**
   * 没有一项符合。
   * None matches.
   */
  none?: IncentiveRuleWhere | null | undefined;
  /**
   * 至少一项符合。
   * At least one matches.
   */
  some?: IncentiveRuleWhere | null | undefined;
};

/**
 * 激励规则的条件；各项同时成立。
 * Conditions on rules; all given ones must hold.
 */
export type IncentiveRuleWhere = {
  /**
   * 全部成立。
   * All of these.
   */
  and?: Array<IncentiveRuleWhere> | null | undefined;
  /**
   * 区划代码。
   * Code of the district.
   */
  districtCode?: StringComparator | null | undefined;
  /**
   * 全局 ID。
   * Global id.
   */
  id?: IdComparator | null | undefined;
  /**
   * 激励。
   * The incentive.
   */
  incentive?: IncentiveWhere | null | undefined;
  /**
   * 是否示例数据。
   * Whether it is demonstration data.
   */
  isDemo?: BooleanComparator | null | undefined;
  /**
   * 今天是否有效。
   * Whether it holds today.
   */
  isInForce?: BooleanComparator | null | undefined;
  /**
   * 期间内至少参加（队伍为主办并完成）的活动场数；不要求为空。
   * Least activities in the period; null where none are asked for.
   */
  minimumActivities?: IntComparator | null | undefined;
  /**
   * 期间内至少已确认的分钟数；不要求为空。
   * Least confirmed minutes in the period; null where none are asked for.
   */
  minimumMinutes?: IntComparator | null | undefined;
  /**
   * 期间内点单服务评分的平均数至少多少（1 至 5）；不要求为空。
   * Least mean score of service requests in the period, 1 to 5; null where none is asked for.
   */
  minimumScore?: FloatComparator | null | undefined;
  /**
   * 不成立。
   * Not this.
   */
  not?: IncentiveRuleWhere | null | undefined;
  /**
   * 说明与依据。
   * Note, and what it rests on.
   */
  note?: StringComparator | null | undefined;
  /**
   * 至少一项成立。
   * At least one of these.
   */
  or?: Array<IncentiveRuleWhere> | null | undefined;
  /**
   * 来源性质：总是 OPERATOR。
   * Always OPERATOR: no document says it.
   */
  origin?: OriginComparator | null | undefined;
  /**
   * 期间。
   * The period that is looked at.
   */
  period?: RulePeriodComparator | null | undefined;
  /**
   * 对象。
   * Whom it is for.
   */
  subject?: IncentiveSubjectComparator | null | undefined;
  /**
   * 等级。
   * Tier.
   */
  tier?: StringComparator | null | undefined;
  /**
   * 名称。
   * Title.
   */
  title?: StringComparator | null | undefined;
  /**
   * 有效期起。
   * First day.
   */
  validFrom?: DateComparator | null | undefined;
  /**
   * 有效期止。
   * Last day.
   */
  validTo?: DateComparator | null | undefined;
  /**
   * 版本。
   * Version.
   */
  version?: IntComparator | null | undefined;
};

/**
 * 激励的对象。
 * Whom an incentive is for.
 */
export type IncentiveSubject =
  /**
   * 志愿服务组织（队伍）。
   * Teams.
   */
  | 'TEAM'
  /**
   * 志愿者。
   * Volunteers.
   */
  | 'VOLUNTEER';

/**
 * 激励对象的条件。
 * Conditions on subjects.
 */
export type IncentiveSubjectComparator = {
  /**
   * 等于。
   * Equal to.
   */
  eq?: IncentiveSubject | null | undefined;
  /**
   * 属于其一。
   * One of these.
   */
  in?: Array<IncentiveSubject> | null | undefined;
  /**
   * 是否为空值。
   * Whether it is null.
   */
  isNull?: boolean | null | undefined;
  /**
   * 不等于；空值不算。
   * Not equal to; nulls do not match.
   */
  ne?: IncentiveSubject | null | undefined;
  /**
   * 不属于其中；空值不算。
   * None of these; nulls do not match.
   */
  notIn?: Array<IncentiveSubject> | null | undefined;
};

/**
 * 激励条件；各项同时成立。
 * Conditions on incentives; all given ones must hold.
 */
export type IncentiveWhere = {
  /**
   * 同时成立。
   * All of these.
   */
  and?: Array<IncentiveWhere> | null | undefined;
  /**
   * 对象。
   * Whom it is for.
   */
  audience?: StringComparator | null | undefined;
  /**
   * 代码。
   * Code.
   */
  code?: StringComparator | null | undefined;
  /**
   * 推导方法；仅 PARSED 有值。
   * How it was derived; only where origin is PARSED.
   */
  derivation?: StringComparator | null | undefined;
  /**
   * 授予数（只计能看到的）。
   * How many grants, of those that may be seen.
   */
  grantCount?: IntComparator | null | undefined;
  /**
   * 授予。
   * Grants.
   */
  grants?: GrantListWhere | null | undefined;
  /**
   * 全局 ID。
   * Global id.
   */
  id?: IdComparator | null | undefined;
  /**
   * 性质。
   * Kind.
   */
  kind?: IncentiveKindComparator | null | undefined;
  /**
   * 不成立。
   * Not this.
   */
  not?: IncentiveWhere | null | undefined;
  /**
   * 至少一项成立。
   * Any of these.
   */
  or?: Array<IncentiveWhere> | null | undefined;
  /**
   * 同类中的次序，自 1 起。
   * Order among its kind, from 1.
   */
  ordinal?: IntComparator | null | undefined;
  /**
   * 来源性质。
   * What kind of source it has.
   */
  origin?: OriginComparator | null | undefined;
  /**
   * 所属规划。
   * The plan.
   */
  plan?: PlanWhere | null | undefined;
  /**
   * 提供者；未写为空。
   * Who provides it; null where unsaid.
   */
  provider?: PartyWhere | null | undefined;
  /**
   * 各届评选。
   * Its rounds.
   */
  rounds?: AwardRoundListWhere | null | undefined;
  /**
   * 规则；尚未录入为空列表。
   * Its rules; empty until some are entered.
   */
  rules?: IncentiveRuleListWhere | null | undefined;
  /**
   * 原文段落。
   * The passages that say it.
   */
  sources?: PassageListWhere | null | undefined;
  /**
   * 名称。
   * Title.
   */
  title?: StringComparator | null | undefined;
};

/**
 * 指标中若干项的条件。
 * Conditions on a list of indicators.
 */
export type IndicatorListWhere = {
  /**
   * 每一项都符合。
   * Every one matches.
   */
  every?: IndicatorWhere | null | undefined;
  /**
   * 没有一项符合。
   * None matches.
   */
  none?: IndicatorWhere | null | undefined;
  /**
   * 至少一项符合。
   * At least one matches.
   */
  some?: IndicatorWhere | null | undefined;
};

/**
 * 指标条件；各项同时成立。
 * Conditions on indicators; all given ones must hold.
 */
export type IndicatorWhere = {
  /**
   * 同时成立。
   * All of these.
   */
  and?: Array<IndicatorWhere> | null | undefined;
  /**
   * 代码，在上级内唯一。
   * Code, unique within its parent.
   */
  code?: StringComparator | null | undefined;
  /**
   * 推导方法；仅 PARSED 有值。
   * How it was derived; only where origin is PARSED.
   */
  derivation?: StringComparator | null | undefined;
  /**
   * 全局 ID。
   * Global id.
   */
  id?: IdComparator | null | undefined;
  /**
   * 测评结果，按单位与日期；原文没有数值。
   * Measurements by party and date; the document itself has no values.
   */
  measurements?: MeasurementListWhere | null | undefined;
  /**
   * 不成立。
   * Not this.
   */
  not?: IndicatorWhere | null | undefined;
  /**
   * 至少一项成立。
   * Any of these.
   */
  or?: Array<IndicatorWhere> | null | undefined;
  /**
   * 次序，自 1 起。
   * Order, from 1.
   */
  ordinal?: IntComparator | null | undefined;
  /**
   * 来源性质。
   * What kind of source it has.
   */
  origin?: OriginComparator | null | undefined;
  /**
   * 所属项目。
   * The program.
   */
  program?: ProgramWhere | null | undefined;
  /**
   * 原文段落。
   * The passages that say it.
   */
  sources?: PassageListWhere | null | undefined;
  /**
   * 名称，依原文。
   * Title, as written.
   */
  title?: StringComparator | null | undefined;
  /**
   * 单位；未写为空。
   * Unit; null where unsaid.
   */
  unit?: StringComparator | null | undefined;
};

/**
 * 检查的状态。
 * Status of an inspection.
 */
export type InspectionStatus =
  /**
   * 草稿，仅文明办可见。
   * A draft, seen by the office alone.
   */
  | 'DRAFT'
  /**
   * 已印发。
   * Issued.
   */
  | 'ISSUED';

/**
 * 检查状态的条件。
 * Conditions on the status of an inspection.
 */
export type InspectionStatusComparator = {
  /**
   * 等于。
   * Equal to.
   */
  eq?: InspectionStatus | null | undefined;
  /**
   * 属于其一。
   * One of these.
   */
  in?: Array<InspectionStatus> | null | undefined;
  /**
   * 是否为空值。
   * Whether it is null.
   */
  isNull?: boolean | null | undefined;
  /**
   * 不等于；空值不算。
   * Not equal to; nulls do not match.
   */
  ne?: InspectionStatus | null | undefined;
  /**
   * 不属于其中；空值不算。
   * None of these; nulls do not match.
   */
  notIn?: Array<InspectionStatus> | null | undefined;
};

/**
 * 检查的条件；各项同时成立。
 * Conditions on inspections; all given ones must hold.
 */
export type InspectionWhere = {
  /**
   * 所检查的活动。
   * The activity that was inspected.
   */
  activity?: ActivityWhere | null | undefined;
  /**
   * 全部成立。
   * All of these.
   */
  and?: Array<InspectionWhere> | null | undefined;
  /**
   * 代码。
   * Code.
   */
  code?: StringComparator | null | undefined;
  /**
   * 区划代码。
   * Code of the district.
   */
  districtCode?: StringComparator | null | undefined;
  /**
   * 问题数（只计能看到的）。
   * How many findings, of those that may be seen.
   */
  findingCount?: IntComparator | null | undefined;
  /**
   * 发现的问题。
   * What was found.
   */
  findings?: FindingListWhere | null | undefined;
  /**
   * 全局 ID。
   * Global id.
   */
  id?: IdComparator | null | undefined;
  /**
   * 被检查单位。
   * Who was inspected.
   */
  inspected?: PartyWhere | null | undefined;
  /**
   * 检查日期。
   * Day of the inspection.
   */
  inspectedOn?: DateComparator | null | undefined;
  /**
   * 检查单位。
   * Who inspected.
   */
  inspector?: PartyWhere | null | undefined;
  /**
   * 是否示例数据。
   * Whether it is demonstration data.
   */
  isDemo?: BooleanComparator | null | undefined;
  /**
   * 印发时刻。
   * When it was issued.
   */
  issuedAt?: DateTimeComparator | null | undefined;
  /**
   * 不成立。
   * Not this.
   */
  not?: InspectionWhere | null | undefined;
  /**
   * 至少一项成立。
   * At least one of these.
   */
  or?: Array<InspectionWhere> | null | undefined;
  /**
   * 项目。
   * The program.
   */
  program?: ProgramWhere | null | undefined;
  /**
   * 就哪一条工作要求。
   * The requirement it was about.
   */
  requirement?: RequirementWhere | null | undefined;
  /**
   * 状态。
   * Status.
   */
  status?: InspectionStatusComparator | null | undefined;
  /**
   * 概述。
   * Summary.
   */
  summary?: StringComparator | null | undefined;
  /**
   * 检查地点。
   * Where.
   */
  venue?: VenueWhere | null | undefined;
  /**
   * 版本。
   * Version.
   */
  version?: IntComparator | null | undefined;
};

/**
 * 整数条件；各项同时成立。
 * Conditions on a whole number; all given ones must hold.
 */
export type IntComparator = {
  /**
   * 两数之间，含两端。
   * Between two numbers, both included.
   */
  between?: IntRange | null | undefined;
  /**
   * 等于。
   * Equal to.
   */
  eq?: number | null | undefined;
  /**
   * 大于。
   * Greater than.
   */
  gt?: number | null | undefined;
  /**
   * 大于或等于。
   * Greater than or equal to.
   */
  gte?: number | null | undefined;
  /**
   * 属于其一。
   * One of these.
   */
  in?: Array<number> | null | undefined;
  /**
   * 是否为空值。
   * Whether it is null.
   */
  isNull?: boolean | null | undefined;
  /**
   * 小于。
   * Less than.
   */
  lt?: number | null | undefined;
  /**
   * 小于或等于。
   * Less than or equal to.
   */
  lte?: number | null | undefined;
  /**
   * 不等于；空值不算。
   * Not equal to; nulls do not match.
   */
  ne?: number | null | undefined;
  /**
   * 不属于其中；空值不算。
   * None of these; nulls do not match.
   */
  notIn?: Array<number> | null | undefined;
};

/**
 * 整数区间，含两端。
 * A range of whole numbers, both ends included.
 */
export type IntRange = {
  /**
   * 下限。
   * Lower end.
   */
  from: number;
  /**
   * 上限。
   * Upper end.
   */
  to: number;
};

/**
 * 测评结果中若干项的条件。
 * Conditions on a list of measurements.
 */
export type MeasurementListWhere = {
  /**
   * 每一项都符合。
   * Every one matches.
   */
  every?: MeasurementWhere | null | undefined;
  /**
   * 没有一项符合。
   * None matches.
   */
  none?: MeasurementWhere | null | undefined;
  /**
   * 至少一项符合。
   * At least one matches.
   */
  some?: MeasurementWhere | null | undefined;
};

/**
 * 测评结果的条件；各项同时成立。
 * Conditions on measurements; all given ones must hold.
 */
export type MeasurementWhere = {
  /**
   * 全部成立。
   * All of these.
   */
  and?: Array<MeasurementWhere> | null | undefined;
  /**
   * 区划代码。
   * Code of the district.
   */
  districtCode?: StringComparator | null | undefined;
  /**
   * 全局 ID。
   * Global id.
   */
  id?: IdComparator | null | undefined;
  /**
   * 指标。
   * The indicator.
   */
  indicator?: IndicatorWhere | null | undefined;
  /**
   * 是否示例数据。
   * Whether it is demonstration data.
   */
  isDemo?: BooleanComparator | null | undefined;
  /**
   * 测评日期。
   * Day of the survey.
   */
  measuredOn?: DateComparator | null | undefined;
  /**
   * 不成立。
   * Not this.
   */
  not?: MeasurementWhere | null | undefined;
  /**
   * 至少一项成立。
   * At least one of these.
   */
  or?: Array<MeasurementWhere> | null | undefined;
  /**
   * 测评对象。
   * Whom it is of.
   */
  party?: PartyWhere | null | undefined;
  /**
   * 撤回时刻。
   * When retracted.
   */
  retractedAt?: DateTimeComparator | null | undefined;
  /**
   * 样本数；未知为空。
   * Size of the sample; null where unknown.
   */
  sampleSize?: IntComparator | null | undefined;
  /**
   * 出处，如 第三方测评报告。
   * Where it comes from, e.g. a survey report.
   */
  source?: StringComparator | null | undefined;
  /**
   * 百分数，0 至 100。
   * Per cent, 0 to 100.
   */
  value?: FloatComparator | null | undefined;
  /**
   * 版本。
   * Version.
   */
  version?: IntComparator | null | undefined;
};

/**
 * 图片中若干项的条件。
 * Conditions on a list of pictures.
 */
export type MediaAssetListWhere = {
  /**
   * 每一项都符合。
   * Every one matches.
   */
  every?: MediaAssetWhere | null | undefined;
  /**
   * 没有一项符合。
   * None matches.
   */
  none?: MediaAssetWhere | null | undefined;
  /**
   * 至少一项符合。
   * At least one matches.
   */
  some?: MediaAssetWhere | null | undefined;
};

/**
 * 图片的条件；各项同时成立。
 * Conditions on pictures; all given ones must hold.
 */
export type MediaAssetWhere = {
  /**
   * 替代文字。
   * Alternative text.
   */
  alt?: StringComparator | null | undefined;
  /**
   * 全部成立。
   * All of these.
   */
  and?: Array<MediaAssetWhere> | null | undefined;
  /**
   * 所存文件的字节数。
   * Bytes of the stored file.
   */
  bytes?: IntComparator | null | undefined;
  /**
   * 图说。
   * Caption.
   */
  caption?: StringComparator | null | undefined;
  /**
   * 区划代码。
   * Code of the district.
   */
  districtCode?: StringComparator | null | undefined;
  /**
   * 高，像素。
   * Height in pixels.
   */
  height?: IntComparator | null | undefined;
  /**
   * 全局 ID。
   * Global id.
   */
  id?: IdComparator | null | undefined;
  /**
   * 是否示例数据。
   * Whether it is demonstration data.
   */
  isDemo?: BooleanComparator | null | undefined;
  /**
   * 媒体类型。
   * Media type.
   */
  mediaType?: StringComparator | null | undefined;
  /**
   * 不成立。
   * Not this.
   */
  not?: MediaAssetWhere | null | undefined;
  /**
   * 至少一项成立。
   * At least one of these.
   */
  or?: Array<MediaAssetWhere> | null | undefined;
  /**
   * 所属单位或队伍。
   * Whose it is.
   */
  owner?: PartyWhere | null | undefined;
  /**
   * 摄影。
   * Photographer.
   */
  photographer?: StringComparator | null | undefined;
  /**
   * 删除时刻。
   * When it was deleted.
   */
  removedAt?: DateTimeComparator | null | undefined;
  /**
   * 所存文件的 SHA-256。
   * SHA-256 of the stored file.
   */
  sha256?: StringComparator | null | undefined;
  /**
   * 上传时刻。
   * When it was uploaded.
   */
  uploadedAt?: DateTimeComparator | null | undefined;
  /**
   * 版本。
   * Version.
   */
  version?: IntComparator | null | undefined;
  /**
   * 宽，像素。
   * Width in pixels.
   */
  width?: IntComparator | null | undefined;
};

/**
 * 集合性单位的成员关系中若干项的条件。
 * Conditions on a list of memberships.
 */
export type MembershipListWhere = {
  /**
   * 每一项都符合。
   * Every one matches.
   */
  every?: MembershipWhere | null | undefined;
  /**
   * 没有一项符合。
   * None matches.
   */
  none?: MembershipWhere | null | undefined;
  /**
   * 至少一项符合。
   * At least one matches.
   */
  some?: MembershipWhere | null | undefined;
};

/**
 * 集合性单位的成员关系条件；各项同时成立。
 * Conditions on memberships; all given ones must hold.
 */
export type MembershipWhere = {
  /**
   * 同时成立。
   * All of these.
   */
  and?: Array<MembershipWhere> | null | undefined;
  /**
   * 集合性单位。
   * The collective.
   */
  collective?: PartyWhere | null | undefined;
  /**
   * 全局 ID。
   * Global id.
   */
  id?: IdComparator | null | undefined;
  /**
   * 是否已确认。
   * Whether it is confirmed.
   */
  isConfirmed?: BooleanComparator | null | undefined;
  /**
   * 成员。
   * The member.
   */
  member?: PartyWhere | null | undefined;
  /**
   * 不成立。
   * Not this.
   */
  not?: MembershipWhere | null | undefined;
  /**
   * 说明。
   * A remark.
   */
  note?: StringComparator | null | undefined;
  /**
   * 至少一项成立。
   * Any of these.
   */
  or?: Array<MembershipWhere> | null | undefined;
  /**
   * 来源性质，恒为 OPERATOR。
   * Kind of source; always OPERATOR.
   */
  origin?: OriginComparator | null | undefined;
  /**
   * 来源资料。
   * The source it was taken from.
   */
  sourceTitle?: StringComparator | null | undefined;
  /**
   * 来源网址；没有为空。
   * Address of the source; null where there is none.
   */
  sourceUrl?: StringComparator | null | undefined;
  /**
   * 自哪天起（含）；未知为空。
   * From this day, included; null where unknown.
   */
  validFrom?: DateComparator | null | undefined;
  /**
   * 至哪天止（不含）；仍有效或未知为空。
   * Until this day, excluded; null while valid or unknown.
   */
  validTo?: DateComparator | null | undefined;
};

/**
 * 推荐中若干项的条件。
 * Conditions on a list of nominations.
 */
export type NominationListWhere = {
  /**
   * 每一项都符合。
   * Every one matches.
   */
  every?: NominationWhere | null | undefined;
  /**
   * 没有一项符合。
   * None matches.
   */
  none?: NominationWhere | null | undefined;
  /**
   * 至少一项符合。
   * At least one matches.
   */
  some?: NominationWhere | null | undefined;
};

/**
 * 推荐的状态。
 * Status of a nomination.
 */
export type NominationStatus =
  /**
   * 通过。
   * Accepted.
   */
  | 'ACCEPTED'
  /**
   * 未通过。
   * Rejected.
   */
  | 'REJECTED'
  /**
   * 待评审。
   * Waits for review.
   */
  | 'SUBMITTED'
  /**
   * 已撤回。
   * Withdrawn.
   */
  | 'WITHDRAWN';

/**
 * 推荐状态的条件。
 * Conditions on statuses of nominations.
 */
export type NominationStatusComparator = {
  /**
   * 等于。
   * Equal to.
   */
  eq?: NominationStatus | null | undefined;
  /**
   * 属于其一。
   * One of these.
   */
  in?: Array<NominationStatus> | null | undefined;
  /**
   * 是否为空值。
   * Whether it is null.
   */
  isNull?: boolean | null | undefined;
  /**
   * 不等于；空值不算。
   * Not equal to; nulls do not match.
   */
  ne?: NominationStatus | null | undefined;
  /**
   * 不属于其中；空值不算。
   * None of these; nulls do not match.
   */
  notIn?: Array<NominationStatus> | null | undefined;
};

/**
 * 推荐的条件；各项同时成立。
 * Conditions on nominations; all given ones must hold.
 */
export type NominationWhere = {
  /**
   * 活动数（只计能看到的）。
   * How many activities, of those that may be seen.
   */
  activityCount?: IntComparator | null | undefined;
  /**
   * 全部成立。
   * All of these.
   */
  and?: Array<NominationWhere> | null | undefined;
  /**
   * 区划代码。
   * Code of the district.
   */
  districtCode?: StringComparator | null | undefined;
  /**
   * 全局 ID。
   * Global id.
   */
  id?: IdComparator | null | undefined;
  /**
   * 是否示例数据。
   * Whether it is demonstration data.
   */
  isDemo?: BooleanComparator | null | undefined;
  /**
   * 推荐时是否满足规则。
   * Whether a rule was met at submission.
   */
  isEligible?: BooleanComparator | null | undefined;
  /**
   * 由谁推荐。
   * Who nominated.
   */
  nominator?: NominatorKindComparator | null | undefined;
  /**
   * 不成立。
   * Not this.
   */
  not?: NominationWhere | null | undefined;
  /**
   * 至少一项成立。
   * At least one of these.
   */
  or?: Array<NominationWhere> | null | undefined;
  /**
   * 评审的理由；未评审、或通过而未写为空。
   * Reason of the review; null before it, or where none was given.
   */
  reviewReason?: StringComparator | null | undefined;
  /**
   * 评审时刻。
   * When reviewed.
   */
  reviewedAt?: DateTimeComparator | null | undefined;
  /**
   * 评选。
   * The round.
   */
  round?: AwardRoundWhere | null | undefined;
  /**
   * 事迹。
   * What speaks for them.
   */
  statement?: StringComparator | null | undefined;
  /**
   * 状态。
   * Status.
   */
  status?: NominationStatusComparator | null | undefined;
  /**
   * 推荐时刻。
   * When submitted.
   */
  submittedAt?: DateTimeComparator | null | undefined;
  /**
   * 队伍。
   * The team.
   */
  team?: PartyWhere | null | undefined;
  /**
   * 版本。
   * Version.
   */
  version?: IntComparator | null | undefined;
  /**
   * 志愿者。
   * The volunteer.
   */
  volunteer?: VolunteerWhere | null | undefined;
};

/**
 * 由谁推荐。
 * Who nominates.
 */
export type NominatorKind =
  /**
   * 文明办。
   * The office.
   */
  | 'OFFICE'
  /**
   * 本人自荐。
   * Oneself.
   */
  | 'SELF'
  /**
   * 单位或队伍的协调员。
   * A coordinator of the unit or team.
   */
  | 'UNIT';

/**
 * 条件：由谁推荐。
 * Conditions on who nominates.
 */
export type NominatorKindComparator = {
  /**
   * 等于。
   * Equal to.
   */
  eq?: NominatorKind | null | undefined;
  /**
   * 属于其一。
   * One of these.
   */
  in?: Array<NominatorKind> | null | undefined;
  /**
   * 是否为空值。
   * Whether it is null.
   */
  isNull?: boolean | null | undefined;
  /**
   * 不等于；空值不算。
   * Not equal to; nulls do not match.
   */
  ne?: NominatorKind | null | undefined;
  /**
   * 不属于其中；空值不算。
   * None of these; nulls do not match.
   */
  notIn?: Array<NominatorKind> | null | undefined;
};

/**
 * 不计时长的原因。
 * Why minutes do not count.
 */
export type NotCountedReason =
  /**
   * 没有签退。
   * No check-out.
   */
  | 'NO_CHECK_OUT'
  /**
   * 不足活动时长的一半。
   * Less than half of the activity.
   */
  | 'TOO_SHORT';

/**
 * 条件：不计时长的原因。
 * Conditions on why minutes do not count.
 */
export type NotCountedReasonComparator = {
  /**
   * 等于。
   * Equal to.
   */
  eq?: NotCountedReason | null | undefined;
  /**
   * 属于其一。
   * One of these.
   */
  in?: Array<NotCountedReason> | null | undefined;
  /**
   * 是否为空值。
   * Whether it is null.
   */
  isNull?: boolean | null | undefined;
  /**
   * 不等于；空值不算。
   * Not equal to; nulls do not match.
   */
  ne?: NotCountedReason | null | undefined;
  /**
   * 不属于其中；空值不算。
   * None of these; nulls do not match.
   */
  notIn?: Array<NotCountedReason> | null | undefined;
};

/**
 * 来源性质。
 * The kind of source of a fact.
 */
export type Origin =
  /**
   * 由文明办录入或取自其他资料，不出自文件。
   * Entered by an office or taken from other data, not from the document.
   */
  | 'OPERATOR'
  /**
   * 由文件文字推导，推导方法见 derivation。
   * Derived from the document's words; derivation says how.
   */
  | 'PARSED'
  /**
   * 文件明文所载。
   * The document says it.
   */
  | 'STATED';

/**
 * 来源性质条件。
 * Conditions on the kind of source.
 */
export type OriginComparator = {
  /**
   * 等于。
   * Equal to.
   */
  eq?: Origin | null | undefined;
  /**
   * 属于其一。
   * One of these.
   */
  in?: Array<Origin> | null | undefined;
  /**
   * 是否为空值。
   * Whether it is null.
   */
  isNull?: boolean | null | undefined;
  /**
   * 不等于；空值不算。
   * Not equal to; nulls do not match.
   */
  ne?: Origin | null | undefined;
  /**
   * 不属于其中；空值不算。
   * None of these; nulls do not match.
   */
  notIn?: Array<Origin> | null | undefined;
};

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
 * 类别条件。
 * Conditions on the kind of a party.
 */
export type PartyKindComparator = {
  /**
   * 等于。
   * Equal to.
   */
  eq?: PartyKind | null | undefined;
  /**
   * 属于其一。
   * One of these.
   */
  in?: Array<PartyKind> | null | undefined;
  /**
   * 是否为空值。
   * Whether it is null.
   */
  isNull?: boolean | null | undefined;
  /**
   * 不等于；空值不算。
   * Not equal to; nulls do not match.
   */
  ne?: PartyKind | null | undefined;
  /**
   * 不属于其中；空值不算。
   * None of these; nulls do not match.
   */
  notIn?: Array<PartyKind> | null | undefined;
};

/**
 * 责任主体中若干项的条件。
 * Conditions on a list of parties.
 */
export type PartyListWhere = {
  /**
   * 每一项都符合。
   * Every one matches.
   */
  every?: PartyWhere | null | undefined;
  /**
   * 没有一项符合。
   * None matches.
   */
  none?: PartyWhere | null | undefined;
  /**
   * 至少一项符合。
   * At least one matches.
   */
  some?: PartyWhere | null | undefined;
};

/**
 * 责任主体条件；各项同时成立。
 * Conditions on parties; all given ones must hold.
 */
export type PartyWhere = {
  /**
   * 主办的活动。
   * Activities it organizes.
   */
  activities?: ActivityListWhere | null | undefined;
  /**
   * 活动数（只计能看到的）。
   * How many activities, of those that may be seen.
   */
  activityCount?: IntComparator | null | undefined;
  /**
   * 别称。
   * Other names it goes by.
   */
  aliases?: StringListComparator | null | undefined;
  /**
   * 同时成立。
   * All of these.
   */
  and?: Array<PartyWhere> | null | undefined;
  /**
   * 下级单位。
   * The units below it.
   */
  children?: PartyListWhere | null | undefined;
  /**
   * 代码。
   * Code.
   */
  code?: StringComparator | null | undefined;
  /**
   * 推导方法；仅 PARSED 有值。
   * How it was derived; only where origin is PARSED.
   */
  derivation?: StringComparator | null | undefined;
  /**
   * 区划代码。
   * Division code.
   */
  divisionCode?: StringComparator | null | undefined;
  /**
   * 问题数（只计能看到的）。
   * How many findings, of those that may be seen.
   */
  findingCount?: IntComparator | null | undefined;
  /**
   * 对本单位检查发现的问题。
   * Findings about it.
   */
  findings?: FindingListWhere | null | undefined;
  /**
   * 本单位可推广的经验。
   * Its good practice.
   */
  goodPractices?: GoodPracticeListWhere | null | undefined;
  /**
   * 授予数（只计能看到的）。
   * How many grants, of those that may be seen.
   */
  grantCount?: IntComparator | null | undefined;
  /**
   * 其得到的表彰。
   * Awards given to it.
   */
  grants?: GrantListWhere | null | undefined;
  /**
   * 全局 ID。
   * Global id.
   */
  id?: IdComparator | null | undefined;
  /**
   * 类别。
   * Kind.
   */
  kind?: PartyKindComparator | null | undefined;
  /**
   * 现有成员人数。
   * Number of members now.
   */
  memberCount?: IntComparator | null | undefined;
  /**
   * 成员（含起止日期与来源）。
   * Its members, with dates and source.
   */
  members?: MembershipListWhere | null | undefined;
  /**
   * 所属的集合性责任单位（含起止日期与来源）。
   * The collectives it belongs to, with dates and source.
   */
  memberships?: MembershipListWhere | null | undefined;
  /**
   * 名称。
   * Name.
   */
  name?: StringComparator | null | undefined;
  /**
   * 不成立。
   * Not this.
   */
  not?: PartyWhere | null | undefined;
  /**
   * 至少一项成立。
   * Any of these.
   */
  or?: Array<PartyWhere> | null | undefined;
  /**
   * 来源性质。
   * Kind of source.
   */
  origin?: OriginComparator | null | undefined;
  /**
   * 上级。
   * The party above it.
   */
  parent?: PartyWhere | null | undefined;
  /**
   * 服务需求数（只计能看到的）。
   * How many service requests, of those that may be seen.
   */
  requestCount?: IntComparator | null | undefined;
  /**
   * 责任（原文所列，不展开）。
   * Responsibilities as declared, not expanded.
   */
  responsibilities?: ResponsibilityListWhere | null | undefined;
  /**
   * 服务分钟数（只计能看到的活动）。
   * Minutes of service, in the activities that may be seen.
   */
  serviceMinutes?: IntComparator | null | undefined;
  /**
   * 所接的点单；只见有权看到者。
   * Service requests it accepted that the viewer may see.
   */
  serviceRequests?: ServiceRequestListWhere | null | undefined;
  /**
   * 原文段落。
   * The passages that say it.
   */
  sources?: PassageListWhere | null | undefined;
  /**
   * 所属的报道。
   * Stories that it owns.
   */
  stories?: StoryListWhere | null | undefined;
  /**
   * 稿件数（只计能看到的）。
   * How many stories, of those that may be seen.
   */
  storyCount?: IntComparator | null | undefined;
  /**
   * 成员关系；只见有权看到者。
   * Memberships that the viewer may see.
   */
  teamMemberships?: TeamMembershipListWhere | null | undefined;
  /**
   * 单位类型。
   * Type of unit.
   */
  unitType?: UnitTypeComparator | null | undefined;
};

/**
 * 原文段落中若干项的条件。
 * Conditions on a list of passages.
 */
export type PassageListWhere = {
  /**
   * 每一项都符合。
   * Every one matches.
   */
  every?: PassageWhere | null | undefined;
  /**
   * 没有一项符合。
   * None matches.
   */
  none?: PassageWhere | null | undefined;
  /**
   * 至少一项符合。
   * At least one matches.
   */
  some?: PassageWhere | null | undefined;
};

/**
 * 段落条件。
 * Conditions on passages.
 */
export type PassageWhere = {
  /**
   * 同时成立。
   * All of these.
   */
  and?: Array<PassageWhere> | null | undefined;
  /**
   * 所在文件。
   * The document it stands in.
   */
  document?: DocumentWhere | null | undefined;
  /**
   * 结束偏移（不含）。
   * End offset, excluded.
   */
  end?: IntComparator | null | undefined;
  /**
   * 全局 ID。
   * Global id.
   */
  id?: IdComparator | null | undefined;
  /**
   * 不成立。
   * Not this.
   */
  not?: PassageWhere | null | undefined;
  /**
   * 至少一项成立。
   * Any of these.
   */
  or?: Array<PassageWhere> | null | undefined;
  /**
   * 原文文字。
   * The words.
   */
  quote?: StringComparator | null | undefined;
  /**
   * 章节。
   * Section path.
   */
  section?: StringComparator | null | undefined;
  /**
   * 起始偏移。
   * Start offset.
   */
  start?: IntComparator | null | undefined;
};

/**
 * 规划条件；各项同时成立。
 * Conditions on plans; all given ones must hold.
 */
export type PlanWhere = {
  /**
   * 同时成立。
   * All of these.
   */
  and?: Array<PlanWhere> | null | undefined;
  /**
   * 代码。
   * Code.
   */
  code?: StringComparator | null | undefined;
  /**
   * 推导方法；仅 PARSED 有值。
   * How it was derived; only where origin is PARSED.
   */
  derivation?: StringComparator | null | undefined;
  /**
   * 行政区划代码。
   * Division code of the district.
   */
  districtCode?: StringComparator | null | undefined;
  /**
   * 行政区名称。
   * Name of the district.
   */
  districtName?: StringComparator | null | undefined;
  /**
   * 原文文件。
   * The document it stands in.
   */
  document?: DocumentWhere | null | undefined;
  /**
   * 文号。
   * Document number.
   */
  documentNumber?: StringComparator | null | undefined;
  /**
   * 工作目标，依次序。
   * Goals, in order.
   */
  goals?: GoalListWhere | null | undefined;
  /**
   * 全局 ID。
   * Global id.
   */
  id?: IdComparator | null | undefined;
  /**
   * 激励目录，依原文次序。
   * Its incentives, in the order of the text.
   */
  incentives?: IncentiveListWhere | null | undefined;
  /**
   * 成文日期。
   * Date of issue.
   */
  issuedOn?: DateComparator | null | undefined;
  /**
   * 发文机关。
   * The party that issued it.
   */
  issuer?: PartyWhere | null | undefined;
  /**
   * 不成立。
   * Not this.
   */
  not?: PlanWhere | null | undefined;
  /**
   * 至少一项成立。
   * Any of these.
   */
  or?: Array<PlanWhere> | null | undefined;
  /**
   * 来源性质。
   * What kind of source it has.
   */
  origin?: OriginComparator | null | undefined;
  /**
   * 志愿服务项目（第三部分）。
   * Its programs (part three).
   */
  programs?: ProgramListWhere | null | undefined;
  /**
   * 指导思想，原文；未写为空。
   * Guiding thought, verbatim; null where unsaid.
   */
  purpose?: StringComparator | null | undefined;
  /**
   * 工作要求，依次序。
   * Requirements, in order.
   */
  requirements?: RequirementListWhere | null | undefined;
  /**
   * 全部责任，含工作要求中的。
   * All its responsibilities, those of the requirements included.
   */
  responsibilities?: ResponsibilityListWhere | null | undefined;
  /**
   * 原文段落。
   * The passages that say it.
   */
  sources?: PassageListWhere | null | undefined;
  /**
   * 它取代的上一版。
   * The edition it supersedes.
   */
  supersedes?: PlanWhere | null | undefined;
  /**
   * 主题（活动口号）。
   * Theme.
   */
  theme?: StringComparator | null | undefined;
  /**
   * 标题。
   * Title.
   */
  title?: StringComparator | null | undefined;
  /**
   * 词表：原文中的各个封闭列举。
   * Vocabularies: the closed lists of the text.
   */
  vocabularies?: VocabularyListWhere | null | undefined;
};

/**
 * 项目中若干项的条件。
 * Conditions on a list of programs.
 */
export type ProgramListWhere = {
  /**
   * 每一项都符合。
   * Every one matches.
   */
  every?: ProgramWhere | null | undefined;
  /**
   * 没有一项符合。
   * None matches.
   */
  none?: ProgramWhere | null | undefined;
  /**
   * 至少一项符合。
   * At least one matches.
   */
  some?: ProgramWhere | null | undefined;
};

/**
 * 项目条件；各项同时成立。
 * Conditions on programs; all given ones must hold.
 */
export type ProgramWhere = {
  /**
   * 本项目的活动。
   * Activities of the program.
   */
  activities?: ActivityListWhere | null | undefined;
  /**
   * 活动数（只计能看到的）。
   * How many activities, of those that may be seen.
   */
  activityCount?: IntComparator | null | undefined;
  /**
   * 同时成立。
   * All of these.
   */
  and?: Array<ProgramWhere> | null | undefined;
  /**
   * 品牌与活动。
   * Campaigns.
   */
  campaigns?: CampaignListWhere | null | undefined;
  /**
   * 代码。
   * Code.
   */
  code?: StringComparator | null | undefined;
  /**
   * 课程。
   * Its courses.
   */
  courses?: CourseListWhere | null | undefined;
  /**
   * 推导方法；仅 PARSED 有值。
   * How it was derived; only where origin is PARSED.
   */
  derivation?: StringComparator | null | undefined;
  /**
   * “四个一”各项及其状态；不是该项目的为空列表。
   * The four ones with their states; empty for programs that have none.
   */
  fourOnes?: TermListWhere | null | undefined;
  /**
   * 全局 ID。
   * Global id.
   */
  id?: IdComparator | null | undefined;
  /**
   * 指标，如 五率。
   * Indicators.
   */
  indicators?: IndicatorListWhere | null | undefined;
  /**
   * 不成立。
   * Not this.
   */
  not?: ProgramWhere | null | undefined;
  /**
   * 至少一项成立。
   * Any of these.
   */
  or?: Array<ProgramWhere> | null | undefined;
  /**
   * 序号。
   * Number.
   */
  ordinal?: IntComparator | null | undefined;
  /**
   * 来源性质。
   * What kind of source it has.
   */
  origin?: OriginComparator | null | undefined;
  /**
   * 所属规划。
   * The plan.
   */
  plan?: PlanWhere | null | undefined;
  /**
   * 责任（原文所列，不展开）。
   * Responsibilities as declared, not expanded.
   */
  responsibilities?: ResponsibilityListWhere | null | undefined;
  /**
   * 时间安排。
   * Schedules.
   */
  schedules?: ScheduleListWhere | null | undefined;
  /**
   * 服务分钟数（只计能看到的活动）。
   * Minutes of service, in the activities that may be seen.
   */
  serviceMinutes?: IntComparator | null | undefined;
  /**
   * 角色。
   * Role slogan.
   */
  slogan?: StringComparator | null | undefined;
  /**
   * 原文段落。
   * The passages that say it.
   */
  sources?: PassageListWhere | null | undefined;
  /**
   * 关于这个项目的报道。
   * Stories about the program.
   */
  stories?: StoryListWhere | null | undefined;
  /**
   * 稿件数（只计能看到的）。
   * How many stories, of those that may be seen.
   */
  storyCount?: IntComparator | null | undefined;
  /**
   * 正文。
   * Paragraph.
   */
  summary?: StringComparator | null | undefined;
  /**
   * 目标值。
   * Targets.
   */
  targets?: TargetListWhere | null | undefined;
  /**
   * 要做的事，依原文次序。
   * What is to be done, in the order of the text.
   */
  tasks?: TaskListWhere | null | undefined;
  /**
   * 本项目中各词表的词条。
   * The terms of the vocabularies that stand in this program.
   */
  terms?: TermListWhere | null | undefined;
  /**
   * 名称。
   * Title.
   */
  title?: StringComparator | null | undefined;
  /**
   * 本项目中的词表。
   * The vocabularies that stand in this program.
   */
  vocabularies?: VocabularyListWhere | null | undefined;
};

/**
 * 复查结论。
 * What a recheck says.
 */
export type RecheckVerdict =
  /**
   * 认可。
   * Accepted.
   */
  | 'ACCEPTED'
  /**
   * 不认可。
   * Rejected.
   */
  | 'REJECTED';

/**
 * 条件：复查结论。
 * Conditions on what a recheck says.
 */
export type RecheckVerdictComparator = {
  /**
   * 等于。
   * Equal to.
   */
  eq?: RecheckVerdict | null | undefined;
  /**
   * 属于其一。
   * One of these.
   */
  in?: Array<RecheckVerdict> | null | undefined;
  /**
   * 是否为空值。
   * Whether it is null.
   */
  isNull?: boolean | null | undefined;
  /**
   * 不等于；空值不算。
   * Not equal to; nulls do not match.
   */
  ne?: RecheckVerdict | null | undefined;
  /**
   * 不属于其中；空值不算。
   * None of these; nulls do not match.
   */
  notIn?: Array<RecheckVerdict> | null | undefined;
};

/**
 * 整改中若干项的条件。
 * Conditions on a list of rectifications.
 */
export type RectificationListWhere = {
  /**
   * 每一项都符合。
   * Every one matches.
   */
  every?: RectificationWhere | null | undefined;
  /**
   * 没有一项符合。
   * None matches.
   */
  none?: RectificationWhere | null | undefined;
  /**
   * 至少一项符合。
   * At least one matches.
   */
  some?: RectificationWhere | null | undefined;
};

/**
 * 整改条件；各项同时成立。
 * Conditions on rectifications; all given ones must hold.
 */
export type RectificationWhere = {
  /**
   * 同时成立。
   * All of these.
   */
  and?: Array<RectificationWhere> | null | undefined;
  /**
   * 当时的期限。
   * The last day, as it was then.
   */
  dueOn?: DateComparator | null | undefined;
  /**
   * 全局 ID。
   * Global id.
   */
  id?: IdComparator | null | undefined;
  /**
   * 是否晚于期限。
   * Whether it was reported after that day.
   */
  isLate?: BooleanComparator | null | undefined;
  /**
   * 不成立。
   * Not this.
   */
  not?: RectificationWhere | null | undefined;
  /**
   * 至少一项成立。
   * Any of these.
   */
  or?: Array<RectificationWhere> | null | undefined;
  /**
   * 复查意见。
   * Why.
   */
  reason?: StringComparator | null | undefined;
  /**
   * 复查时刻。
   * When it was rechecked.
   */
  recheckedAt?: DateTimeComparator | null | undefined;
  /**
   * 报告时刻。
   * When it was reported.
   */
  submittedAt?: DateTimeComparator | null | undefined;
  /**
   * 整改情况。
   * What was done.
   */
  text?: StringComparator | null | undefined;
  /**
   * 复查结论；未复查时为空。
   * What the recheck said; null until then.
   */
  verdict?: RecheckVerdictComparator | null | undefined;
};

/**
 * 工作要求中若干项的条件。
 * Conditions on a list of requirements.
 */
export type RequirementListWhere = {
  /**
   * 每一项都符合。
   * Every one matches.
   */
  every?: RequirementWhere | null | undefined;
  /**
   * 没有一项符合。
   * None matches.
   */
  none?: RequirementWhere | null | undefined;
  /**
   * 至少一项符合。
   * At least one matches.
   */
  some?: RequirementWhere | null | undefined;
};

/**
 * 工作要求条件；各项同时成立。
 * Conditions on requirements; all given ones must hold.
 */
export type RequirementWhere = {
  /**
   * 同时成立。
   * All of these.
   */
  and?: Array<RequirementWhere> | null | undefined;
  /**
   * 推导方法；仅 PARSED 有值。
   * How it was derived; only where origin is PARSED.
   */
  derivation?: StringComparator | null | undefined;
  /**
   * 全局 ID。
   * Global id.
   */
  id?: IdComparator | null | undefined;
  /**
   * 所健全的机制，如 工作机制；未写为空。
   * The mechanism it builds; null where unsaid.
   */
  mechanism?: StringComparator | null | undefined;
  /**
   * 不成立。
   * Not this.
   */
  not?: RequirementWhere | null | undefined;
  /**
   * 至少一项成立。
   * Any of these.
   */
  or?: Array<RequirementWhere> | null | undefined;
  /**
   * 序号。
   * Number in the text.
   */
  ordinal?: IntComparator | null | undefined;
  /**
   * 来源性质。
   * What kind of source it has.
   */
  origin?: OriginComparator | null | undefined;
  /**
   * 所属规划。
   * The plan.
   */
  plan?: PlanWhere | null | undefined;
  /**
   * 责任：要求中点名的。
   * Responsibilities that the requirement gives.
   */
  responsibilities?: ResponsibilityListWhere | null | undefined;
  /**
   * 原文段落。
   * The passages that say it.
   */
  sources?: PassageListWhere | null | undefined;
  /**
   * 要求做的事，依原文次序。
   * What it asks to be done, in the order of the text.
   */
  tasks?: TaskListWhere | null | undefined;
  /**
   * 标题。
   * Title.
   */
  title?: StringComparator | null | undefined;
};

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
 * 责任依据条件。
 * Conditions on where a responsibility comes from.
 */
export type ResponsibilityKindComparator = {
  /**
   * 等于。
   * Equal to.
   */
  eq?: ResponsibilityKind | null | undefined;
  /**
   * 属于其一。
   * One of these.
   */
  in?: Array<ResponsibilityKind> | null | undefined;
  /**
   * 是否为空值。
   * Whether it is null.
   */
  isNull?: boolean | null | undefined;
  /**
   * 不等于；空值不算。
   * Not equal to; nulls do not match.
   */
  ne?: ResponsibilityKind | null | undefined;
  /**
   * 不属于其中；空值不算。
   * None of these; nulls do not match.
   */
  notIn?: Array<ResponsibilityKind> | null | undefined;
};

/**
 * 责任关系条件。
 * Conditions on related responsibilities.
 */
export type ResponsibilityListWhere = {
  /**
   * 每一项都满足（没有项也算）。
   * Every one matches (also when there are none).
   */
  every?: ResponsibilityWhere | null | undefined;
  /**
   * 没有一项满足。
   * None matches.
   */
  none?: ResponsibilityWhere | null | undefined;
  /**
   * 至少有一项满足。
   * At least one matches.
   */
  some?: ResponsibilityWhere | null | undefined;
};

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
 * 角色条件。
 * Conditions on the role.
 */
export type ResponsibilityRoleComparator = {
  /**
   * 等于。
   * Equal to.
   */
  eq?: ResponsibilityRole | null | undefined;
  /**
   * 属于其一。
   * One of these.
   */
  in?: Array<ResponsibilityRole> | null | undefined;
  /**
   * 是否为空值。
   * Whether it is null.
   */
  isNull?: boolean | null | undefined;
  /**
   * 不等于；空值不算。
   * Not equal to; nulls do not match.
   */
  ne?: ResponsibilityRole | null | undefined;
  /**
   * 不属于其中；空值不算。
   * None of these; nulls do not match.
   */
  notIn?: Array<ResponsibilityRole> | null | undefined;
};

/**
 * 责任条件；各项同时成立。
 * Conditions on responsibilities; all given ones must hold.
 */
export type ResponsibilityWhere = {
  /**
   * 同时成立。
   * All of these.
   */
  and?: Array<ResponsibilityWhere> | null | undefined;
  /**
   * 条款中的次序。
   * Place in the clause.
   */
  clauseOrder?: IntComparator | null | undefined;
  /**
   * 推导方法；仅 PARSED 有值。
   * How it was derived; only where origin is PARSED.
   */
  derivation?: StringComparator | null | undefined;
  /**
   * 全局 ID。
   * Global id.
   */
  id?: IdComparator | null | undefined;
  /**
   * 依据。
   * Where it comes from.
   */
  kind?: ResponsibilityKindComparator | null | undefined;
  /**
   * 展开所依据的成员关系；直接承担为空。isConfirmed 为 false 时，是否为成员尚待确认。
   * The membership it was expanded by; null when direct. Where its isConfirmed is false, it is still to be confirmed that the
   * party is a member at all.
   */
  membership?: MembershipWhere | null | undefined;
  /**
   * 不成立。
   * Not this.
   */
  not?: ResponsibilityWhere | null | undefined;
  /**
   * 至少一项成立。
   * Any of these.
   */
  or?: Array<ResponsibilityWhere> | null | undefined;
  /**
   * 来源性质。展开所得的成员不在原文中，因此为 PARSED（指派的责任为 OPERATOR）。
   * What kind of source it has. A member that a collective is expanded into is not in the text, so PARSED (OPERATOR where the
   * duty was assigned).
   */
  origin?: OriginComparator | null | undefined;
  /**
   * 责任主体。
   * The party.
   */
  party?: PartyWhere | null | undefined;
  /**
   * 所属规划。
   * The plan.
   */
  plan?: PlanWhere | null | undefined;
  /**
   * 所在项目；不属于项目的不满足。
   * The program; rows without one do not match.
   */
  program?: ProgramWhere | null | undefined;
  /**
   * 所在要求；属于项目时为空。
   * Its requirement; null for a program's.
   */
  requirement?: RequirementWhere | null | undefined;
  /**
   * 角色。
   * Role.
   */
  role?: ResponsibilityRoleComparator | null | undefined;
  /**
   * 原文段落；展开时为集合性单位责任的段落，其中没有成员的名称。
   * The passages that say it; of an expanded row those of the collective's duty, which do not name the member.
   */
  sources?: PassageListWhere | null | undefined;
  /**
   * 经由哪个集合性单位承担；直接承担为空。
   * The collective through which it is owed; null when direct.
   */
  via?: PartyWhere | null | undefined;
};

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
 * 条件：规则的期间；按 Asia/Shanghai 的日。
 * Conditions on period of a rule, in days of Asia/Shanghai.
 */
export type RulePeriodComparator = {
  /**
   * 等于。
   * Equal to.
   */
  eq?: RulePeriod | null | undefined;
  /**
   * 属于其一。
   * One of these.
   */
  in?: Array<RulePeriod> | null | undefined;
  /**
   * 是否为空值。
   * Whether it is null.
   */
  isNull?: boolean | null | undefined;
  /**
   * 不等于；空值不算。
   * Not equal to; nulls do not match.
   */
  ne?: RulePeriod | null | undefined;
  /**
   * 不属于其中；空值不算。
   * None of these; nulls do not match.
   */
  notIn?: Array<RulePeriod> | null | undefined;
};

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
 * 条件：时间安排的性质。
 * Conditions on the kind of a schedule.
 */
export type ScheduleKindComparator = {
  /**
   * 等于。
   * Equal to.
   */
  eq?: ScheduleKind | null | undefined;
  /**
   * 属于其一。
   * One of these.
   */
  in?: Array<ScheduleKind> | null | undefined;
  /**
   * 是否为空值。
   * Whether it is null.
   */
  isNull?: boolean | null | undefined;
  /**
   * 不等于；空值不算。
   * Not equal to; nulls do not match.
   */
  ne?: ScheduleKind | null | undefined;
  /**
   * 不属于其中；空值不算。
   * None of these; nulls do not match.
   */
  notIn?: Array<ScheduleKind> | null | undefined;
};

/**
 * 时间安排中若干项的条件。
 * Conditions on a list of schedules.
 */
export type ScheduleListWhere = {
  /**
   * 每一项都符合。
   * Every one matches.
   */
  every?: ScheduleWhere | null | undefined;
  /**
   * 没有一项符合。
   * None matches.
   */
  none?: ScheduleWhere | null | undefined;
  /**
   * 至少一项符合。
   * At least one matches.
   */
  some?: ScheduleWhere | null | undefined;
};

/**
 * 时间安排条件；各项同时成立。
 * Conditions on schedules; all given ones must hold.
 */
export type ScheduleWhere = {
  /**
   * 同时成立。
   * All of these.
   */
  and?: Array<ScheduleWhere> | null | undefined;
  /**
   * 代码，在上级内唯一。
   * Code, unique within its parent.
   */
  code?: StringComparator | null | undefined;
  /**
   * 推导方法；仅 PARSED 有值。
   * How it was derived; only where origin is PARSED.
   */
  derivation?: StringComparator | null | undefined;
  /**
   * 全局 ID。
   * Global id.
   */
  id?: IdComparator | null | undefined;
  /**
   * 性质。
   * Its kind.
   */
  kind?: ScheduleKindComparator | null | undefined;
  /**
   * 文字，依原文。
   * The words.
   */
  label?: StringComparator | null | undefined;
  /**
   * 不成立。
   * Not this.
   */
  not?: ScheduleWhere | null | undefined;
  /**
   * 至少一项成立。
   * Any of these.
   */
  or?: Array<ScheduleWhere> | null | undefined;
  /**
   * 次序，自 1 起。
   * Order, from 1.
   */
  ordinal?: IntComparator | null | undefined;
  /**
   * 来源性质。
   * What kind of source it has.
   */
  origin?: OriginComparator | null | undefined;
  /**
   * 所属项目。
   * The program.
   */
  program?: ProgramWhere | null | undefined;
  /**
   * RFC 5545 重复规则；文字不足以确定时为空。
   * RFC 5545 recurrence rule; null where the words do not give one.
   */
  rrule?: StringComparator | null | undefined;
  /**
   * 原文段落。
   * The passages that say it.
   */
  sources?: PassageListWhere | null | undefined;
};

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
 * 服务记录的性质。
 * Kind of entry.
 */
export type ServiceRecordKind =
  /**
   * 更正。
   * Correction.
   */
  | 'CORRECTION'
  /**
   * 服务。
   * Service.
   */
  | 'SERVICE';

/**
 * 性质条件。
 * Conditions on the kind of entry.
 */
export type ServiceRecordKindComparator = {
  /**
   * 等于。
   * Equal to.
   */
  eq?: ServiceRecordKind | null | undefined;
  /**
   * 属于其一。
   * One of these.
   */
  in?: Array<ServiceRecordKind> | null | undefined;
  /**
   * 是否为空值。
   * Whether it is null.
   */
  isNull?: boolean | null | undefined;
  /**
   * 不等于；空值不算。
   * Not equal to; nulls do not match.
   */
  ne?: ServiceRecordKind | null | undefined;
  /**
   * 不属于其中；空值不算。
   * None of these; nulls do not match.
   */
  notIn?: Array<ServiceRecordKind> | null | undefined;
};

/**
 * 服务记录中若干项的条件。
 * Conditions on a list of service records.
 */
export type ServiceRecordListWhere = {
  /**
   * 每一项都符合。
   * Every one matches.
   */
  every?: ServiceRecordWhere | null | undefined;
  /**
   * 没有一项符合。
   * None matches.
   */
  none?: ServiceRecordWhere | null | undefined;
  /**
   * 至少一项符合。
   * At least one matches.
   */
  some?: ServiceRecordWhere | null | undefined;
};

/**
 * 服务记录的条件；各项同时成立。
 * Conditions on records of service; all given ones must hold.
 */
export type ServiceRecordWhere = {
  /**
   * 活动。
   * The activity.
   */
  activity?: ActivityWhere | null | undefined;
  /**
   * 全部成立。
   * All of these.
   */
  and?: Array<ServiceRecordWhere> | null | undefined;
  /**
   * 确认时刻。
   * When confirmed.
   */
  confirmedAt?: DateTimeComparator | null | undefined;
  /**
   * 所更正的记录；不是更正为空。
   * The entry it corrects; null when it is no correction.
   */
  corrects?: ServiceRecordWhere | null | undefined;
  /**
   * 连同对它的更正，现在计多少分钟；未确认的为 0。
   * The minutes that it counts now, corrections of it included; 0 while unconfirmed.
   */
  countedMinutes?: IntComparator | null | undefined;
  /**
   * 计时止。
   * To.
   */
  endedAt?: DateTimeComparator | null | undefined;
  /**
   * 全局 ID。
   * Global id.
   */
  id?: IdComparator | null | undefined;
  /**
   * 性质。
   * Kind.
   */
  kind?: ServiceRecordKindComparator | null | undefined;
  /**
   * 分钟数。
   * Minutes.
   */
  minutes?: IntComparator | null | undefined;
  /**
   * 不成立。
   * Not this.
   */
  not?: ServiceRecordWhere | null | undefined;
  /**
   * 不计时长的原因；计入为空。
   * Why it does not count; null when it does.
   */
  notCountedReason?: NotCountedReasonComparator | null | undefined;
  /**
   * 至少一项成立。
   * At least one of these.
   */
  or?: Array<ServiceRecordWhere> | null | undefined;
  /**
   * 更正的原因。
   * Why it was corrected.
   */
  reason?: StringComparator | null | undefined;
  /**
   * 记入时刻。
   * When entered.
   */
  recordedAt?: DateTimeComparator | null | undefined;
  /**
   * 依据。
   * What it rests on.
   */
  source?: CheckInMethodComparator | null | undefined;
  /**
   * 计时起。
   * From.
   */
  startedAt?: DateTimeComparator | null | undefined;
  /**
   * 志愿者。
   * The volunteer.
   */
  volunteer?: VolunteerWhere | null | undefined;
};

/**
 * 服务需求中若干项的条件。
 * Conditions on a list of service requests.
 */
export type ServiceRequestListWhere = {
  /**
   * 每一项都符合。
   * Every one matches.
   */
  every?: ServiceRequestWhere | null | undefined;
  /**
   * 没有一项符合。
   * None matches.
   */
  none?: ServiceRequestWhere | null | undefined;
  /**
   * 至少一项符合。
   * At least one matches.
   */
  some?: ServiceRequestWhere | null | undefined;
};

/**
 * 点单的状态。
 * Status of a service request.
 */
export type ServiceRequestStatus =
  /**
   * 已接，待排期。
   * Accepted, to be scheduled.
   */
  | 'ACCEPTED'
  /**
   * 已通过，待派。
   * Approved, to be dispatched.
   */
  | 'APPROVED'
  /**
   * 已撤销。
   * Cancelled.
   */
  | 'CANCELLED'
  /**
   * 已评价。
   * Evaluated.
   */
  | 'EVALUATED'
  /**
   * 已派，待答复。
   * Offered, to be answered.
   */
  | 'OFFERED'
  /**
   * 已退回。
   * Rejected.
   */
  | 'REJECTED'
  /**
   * 已排期，待服务。
   * Scheduled, to be served.
   */
  | 'SCHEDULED'
  /**
   * 已服务，待评。
   * Served, to be evaluated.
   */
  | 'SERVED'
  /**
   * 已提交，待审。
   * Submitted, to be reviewed.
   */
  | 'SUBMITTED';

/**
 * 状态条件。
 * Conditions on the status of a service request.
 */
export type ServiceRequestStatusComparator = {
  /**
   * 等于。
   * Equal to.
   */
  eq?: ServiceRequestStatus | null | undefined;
  /**
   * 属于其一。
   * One of these.
   */
  in?: Array<ServiceRequestStatus> | null | undefined;
  /**
   * 是否为空值。
   * Whether it is null.
   */
  isNull?: boolean | null | undefined;
  /**
   * 不等于；空值不算。
   * Not equal to; nulls do not match.
   */
  ne?: ServiceRequestStatus | null | undefined;
  /**
   * 不属于其中；空值不算。
   * None of these; nulls do not match.
   */
  notIn?: Array<ServiceRequestStatus> | null | undefined;
};

/**
 * 点单所等待的环节及其期限。
 * The steps that a service request may wait for, each with its time limit.
 */
export type ServiceRequestStep =
  /**
   * 答复派单：按派单所定。
   * Answer, by the time the offer says.
   */
  | 'ANSWER'
  /**
   * 派单：通过、被谢绝或退单后 2 日内。
   * Dispatch, within 2 days of the approval, or of being declined or handed back.
   */
  | 'DISPATCH'
  /**
   * 评单：没有期限。
   * Evaluation, without a time limit.
   */
  | 'EVALUATION'
  /**
   * 审单：提交后 3 日内。
   * Review, within 3 days of submission.
   */
  | 'REVIEW'
  /**
   * 排期：接单后 3 日内；所排的活动取消或作废后亦然。
   * Scheduling, within 3 days of the acceptance; again when its activity was cancelled or voided.
   */
  | 'SCHEDULE'
  /**
   * 服务：至活动结束。
   * Service, by the end of the activity.
   */
  | 'SERVICE';

/**
 * 环节条件。
 * Conditions on the step it waits for.
 */
export type ServiceRequestStepComparator = {
  /**
   * 等于。
   * Equal to.
   */
  eq?: ServiceRequestStep | null | undefined;
  /**
   * 属于其一。
   * One of these.
   */
  in?: Array<ServiceRequestStep> | null | undefined;
  /**
   * 是否为空值。
   * Whether it is null.
   */
  isNull?: boolean | null | undefined;
  /**
   * 不等于；空值不算。
   * Not equal to; nulls do not match.
   */
  ne?: ServiceRequestStep | null | undefined;
  /**
   * 不属于其中；空值不算。
   * None of these; nulls do not match.
   */
  notIn?: Array<ServiceRequestStep> | null | undefined;
};

/**
 * 点单的条件；各项同时成立。
 * Conditions on service requests; all given ones must hold.
 */
export type ServiceRequestWhere = {
  /**
   * 接单时刻；未接为空。
   * When accepted; null before.
   */
  acceptedAt?: DateTimeComparator | null | undefined;
  /**
   * 接单者。
   * Who accepted it.
   */
  acceptedBy?: PartyWhere | null | undefined;
  /**
   * 服务它的活动。
   * The activity that serves it.
   */
  activity?: ActivityWhere | null | undefined;
  /**
   * 全部成立。
   * All of these.
   */
  and?: Array<ServiceRequestWhere> | null | undefined;
  /**
   * 服务对象。
   * Whom it is for.
   */
  beneficiaryGroup?: TermWhere | null | undefined;
  /**
   * 撤销的原因；未撤销为空。
   * Why it was cancelled; null unless it was.
   */
  cancelReason?: StringComparator | null | undefined;
  /**
   * 联系人姓名；只对有权看全名者起作用。
   * Name of the contact; only matches those whose whole name one may see.
   */
  contactName?: StringComparator | null | undefined;
  /**
   * 联系电话；只对有权看全号者起作用。
   * Phone of the contact; only matches those whose whole number one may see.
   */
  contactPhone?: StringComparator | null | undefined;
  /**
   * 派单。
   * The offers.
   */
  dispatches?: DispatchListWhere | null | undefined;
  /**
   * 区划代码。
   * Code of the district.
   */
  districtCode?: StringComparator | null | undefined;
  /**
   * 该环节的期限。
   * When that step is due.
   */
  dueAt?: DateTimeComparator | null | undefined;
  /**
   * 评价时刻；未评为空。
   * When evaluated; null before.
   */
  evaluatedAt?: DateTimeComparator | null | undefined;
  /**
   * 全局 ID。
   * Global id.
   */
  id?: IdComparator | null | undefined;
  /**
   * 是否示例数据。
   * Whether it is demonstration data.
   */
  isDemo?: BooleanComparator | null | undefined;
  /**
   * 该环节是否已逾期。
   * Whether that step is past due.
   */
  isLate?: BooleanComparator | null | undefined;
  /**
   * 是否代人点单。
   * Whether it was submitted for somebody else.
   */
  isOnBehalf?: BooleanComparator | null | undefined;
  /**
   * 不成立。
   * Not this.
   */
  not?: ServiceRequestWhere | null | undefined;
  /**
   * 编号。
   * Number.
   */
  number?: StringComparator | null | undefined;
  /**
   * 至少一项成立。
   * At least one of these.
   */
  or?: Array<ServiceRequestWhere> | null | undefined;
  /**
   * 希望的时间起；不限为空。
   * Preferred from; null without a wish.
   */
  preferredFrom?: DateTimeComparator | null | undefined;
  /**
   * 希望的时间止；不限为空。
   * Preferred until; null without a wish.
   */
  preferredTo?: DateTimeComparator | null | undefined;
  /**
   * 所属项目。
   * The program.
   */
  program?: ProgramWhere | null | undefined;
  /**
   * 退回的原因；未退回为空。
   * Why it was rejected; null unless it was.
   */
  rejectReason?: StringComparator | null | undefined;
  /**
   * 点单人的账户；代人点单，或无权看到时为空。
   * Account of the requester; null when somebody else submitted it for them, or not for the viewer.
   */
  requester?: AccountWhere | null | undefined;
  /**
   * 响应时长：从提交到接单的整分钟数；未接为空。
   * Response time: whole minutes from submission to acceptance; null before.
   */
  responseMinutes?: IntComparator | null | undefined;
  /**
   * 审单期限：提交后 3 日。
   * When the review is due: 3 days after submission.
   */
  reviewDueAt?: DateTimeComparator | null | undefined;
  /**
   * 审单时刻；未审为空。
   * When reviewed; null before.
   */
  reviewedAt?: DateTimeComparator | null | undefined;
  /**
   * 评分。
   * Score.
   */
  score?: IntComparator | null | undefined;
  /**
   * 服务时刻。
   * When served.
   */
  servedAt?: DateTimeComparator | null | undefined;
  /**
   * 状态。
   * Status.
   */
  status?: ServiceRequestStatusComparator | null | undefined;
  /**
   * 所在街道。
   * The street.
   */
  street?: PartyWhere | null | undefined;
  /**
   * 提交时刻。
   * When submitted.
   */
  submittedAt?: DateTimeComparator | null | undefined;
  /**
   * 名称。
   * Title.
   */
  title?: StringComparator | null | undefined;
  /**
   * 版本。
   * Version.
   */
  version?: IntComparator | null | undefined;
  /**
   * 正等待的环节。
   * The step it waits for.
   */
  waitsFor?: ServiceRequestStepComparator | null | undefined;
};

/**
 * 班次中若干项的条件。
 * Conditions on a list of shifts.
 */
export type ShiftListWhere = {
  /**
   * 每一项都符合。
   * Every one matches.
   */
  every?: ShiftWhere | null | undefined;
  /**
   * 没有一项符合。
   * None matches.
   */
  none?: ShiftWhere | null | undefined;
  /**
   * 至少一项符合。
   * At least one matches.
   */
  some?: ShiftWhere | null | undefined;
};

/**
 * 班次条件；各项同时成立。
 * Conditions on shifts; all given ones must hold.
 */
export type ShiftWhere = {
  /**
   * 同时成立。
   * All of these.
   */
  and?: Array<ShiftWhere> | null | undefined;
  /**
   * 名额；不限为空。
   * Places; null without limit.
   */
  capacity?: IntComparator | null | undefined;
  /**
   * 结束。
   * End.
   */
  endsAt?: DateTimeComparator | null | undefined;
  /**
   * 全局 ID。
   * Global id.
   */
  id?: IdComparator | null | undefined;
  /**
   * 名称，如 早高峰。
   * Label.
   */
  label?: StringComparator | null | undefined;
  /**
   * 不成立。
   * Not this.
   */
  not?: ShiftWhere | null | undefined;
  /**
   * 至少一项成立。
   * Any of these.
   */
  or?: Array<ShiftWhere> | null | undefined;
  /**
   * 已占名额。
   * Places taken.
   */
  signUpCount?: IntComparator | null | undefined;
  /**
   * 开始。
   * Start.
   */
  startsAt?: DateTimeComparator | null | undefined;
};

/**
 * 报名中若干项的条件。
 * Conditions on a list of sign-ups.
 */
export type SignUpListWhere = {
  /**
   * 每一项都符合。
   * Every one matches.
   */
  every?: SignUpWhere | null | undefined;
  /**
   * 没有一项符合。
   * None matches.
   */
  none?: SignUpWhere | null | undefined;
  /**
   * 至少一项符合。
   * At least one matches.
   */
  some?: SignUpWhere | null | undefined;
};

/**
 * 报名的状态。
 * Status of a sign-up.
 */
export type SignUpStatus =
  /**
   * 已到场。
   * Attended.
   */
  | 'ATTENDED'
  /**
   * 已取消。
   * Cancelled.
   */
  | 'CANCELLED'
  /**
   * 已占名额。
   * Has a place.
   */
  | 'CONFIRMED'
  /**
   * 未到场。
   * Did not come.
   */
  | 'NO_SHOW'
  /**
   * 候补。
   * Waiting.
   */
  | 'WAITING';

/**
 * 状态条件。
 * Conditions on the status of a sign-up.
 */
export type SignUpStatusComparator = {
  /**
   * 等于。
   * Equal to.
   */
  eq?: SignUpStatus | null | undefined;
  /**
   * 属于其一。
   * One of these.
   */
  in?: Array<SignUpStatus> | null | undefined;
  /**
   * 是否为空值。
   * Whether it is null.
   */
  isNull?: boolean | null | undefined;
  /**
   * 不等于；空值不算。
   * Not equal to; nulls do not match.
   */
  ne?: SignUpStatus | null | undefined;
  /**
   * 不属于其中；空值不算。
   * None of these; nulls do not match.
   */
  notIn?: Array<SignUpStatus> | null | undefined;
};

/**
 * 报名的条件；各项同时成立。
 * Conditions on sign-ups; all given ones must hold.
 */
export type SignUpWhere = {
  /**
   * 活动。
   * The activity.
   */
  activity?: ActivityWhere | null | undefined;
  /**
   * 全部成立。
   * All of these.
   */
  and?: Array<SignUpWhere> | null | undefined;
  /**
   * 取消时刻。
   * When cancelled.
   */
  cancelledAt?: DateTimeComparator | null | undefined;
  /**
   * 签到方式；未签到为空。
   * How checked in; null before.
   */
  checkInMethod?: CheckInMethodComparator | null | undefined;
  /**
   * 签到时刻；未签到为空。
   * When checked in; null before.
   */
  checkedInAt?: DateTimeComparator | null | undefined;
  /**
   * 签退时刻；未签退为空。
   * When checked out; null before.
   */
  checkedOutAt?: DateTimeComparator | null | undefined;
  /**
   * 占得名额的时刻；未占为空。
   * When a place was given; null before.
   */
  confirmedAt?: DateTimeComparator | null | undefined;
  /**
   * 全局 ID。
   * Global id.
   */
  id?: IdComparator | null | undefined;
  /**
   * 不成立。
   * Not this.
   */
  not?: SignUpWhere | null | undefined;
  /**
   * 至少一项成立。
   * At least one of these.
   */
  or?: Array<SignUpWhere> | null | undefined;
  /**
   * 由此产生的服务记录与更正。
   * The record that came of it, with corrections.
   */
  serviceRecords?: ServiceRecordListWhere | null | undefined;
  /**
   * 班次；不分班次为空。
   * The shift; null when there are none.
   */
  shift?: ShiftWhere | null | undefined;
  /**
   * 报名时刻。
   * When signed up.
   */
  signedUpAt?: DateTimeComparator | null | undefined;
  /**
   * 状态。
   * Status.
   */
  status?: SignUpStatusComparator | null | undefined;
  /**
   * 版本。
   * Version.
   */
  version?: IntComparator | null | undefined;
  /**
   * 志愿者。
   * The volunteer.
   */
  volunteer?: VolunteerWhere | null | undefined;
  /**
   * 候补次序，自 1 起；不在候补为空。
   * Place in the queue, from 1; null when not waiting.
   */
  waitingPosition?: IntComparator | null | undefined;
};

/**
 * 文明实践阵地的级别。
 * Level of a station.
 */
export type StationLevel =
  /**
   * 中心（区）。
   * Centre, of the district.
   */
  | 'CENTRE'
  /**
   * 所（街道）。
   * Office, of a street.
   */
  | 'OFFICE'
  /**
   * 站（社区、村）。
   * Station, of a community or village.
   */
  | 'POST';

/**
 * 级别条件。
 * Conditions on the level.
 */
export type StationLevelComparator = {
  /**
   * 等于。
   * Equal to.
   */
  eq?: StationLevel | null | undefined;
  /**
   * 属于其一。
   * One of these.
   */
  in?: Array<StationLevel> | null | undefined;
  /**
   * 是否为空值。
   * Whether it is null.
   */
  isNull?: boolean | null | undefined;
  /**
   * 不等于；空值不算。
   * Not equal to; nulls do not match.
   */
  ne?: StationLevel | null | undefined;
  /**
   * 不属于其中；空值不算。
   * None of these; nulls do not match.
   */
  notIn?: Array<StationLevel> | null | undefined;
};

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
 * 稿件中若干项的条件。
 * Conditions on a list of stories.
 */
export type StoryListWhere = {
  /**
   * 每一项都符合。
   * Every one matches.
   */
  every?: StoryWhere | null | undefined;
  /**
   * 没有一项符合。
   * None matches.
   */
  none?: StoryWhere | null | undefined;
  /**
   * 至少一项符合。
   * At least one matches.
   */
  some?: StoryWhere | null | undefined;
};

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
 * 报道状态的条件。
 * Conditions on states of stories.
 */
export type StoryStatusComparator = {
  /**
   * 等于。
   * Equal to.
   */
  eq?: StoryStatus | null | undefined;
  /**
   * 属于其一。
   * One of these.
   */
  in?: Array<StoryStatus> | null | undefined;
  /**
   * 是否为空值。
   * Whether it is null.
   */
  isNull?: boolean | null | undefined;
  /**
   * 不等于；空值不算。
   * Not equal to; nulls do not match.
   */
  ne?: StoryStatus | null | undefined;
  /**
   * 不属于其中；空值不算。
   * None of these; nulls do not match.
   */
  notIn?: Array<StoryStatus> | null | undefined;
};

/**
 * 稿件流转中若干项的条件。
 * Conditions on a list of steps of stories.
 */
export type StoryStepListWhere = {
  /**
   * 每一项都符合。
   * Every one matches.
   */
  every?: StoryStepWhere | null | undefined;
  /**
   * 没有一项符合。
   * None matches.
   */
  none?: StoryStepWhere | null | undefined;
  /**
   * 至少一项符合。
   * At least one matches.
   */
  some?: StoryStepWhere | null | undefined;
};

/**
 * 稿件流转条件；各项同时成立。
 * Conditions on steps of stories; all given ones must hold.
 */
export type StoryStepWhere = {
  /**
   * 何人；无权看到该账号时为空。
   * By whom; null when the viewer may not see the account.
   */
  account?: AccountWhere | null | undefined;
  /**
   * 同时成立。
   * All of these.
   */
  and?: Array<StoryStepWhere> | null | undefined;
  /**
   * 时刻。
   * When.
   */
  at?: DateTimeComparator | null | undefined;
  /**
   * 全局 ID。
   * Global id.
   */
  id?: IdComparator | null | undefined;
  /**
   * 不成立。
   * Not this.
   */
  not?: StoryStepWhere | null | undefined;
  /**
   * 至少一项成立。
   * Any of these.
   */
  or?: Array<StoryStepWhere> | null | undefined;
  /**
   * 原因（退回、撤稿）。
   * Why, of a return or retraction.
   */
  reason?: StringComparator | null | undefined;
  /**
   * 做过之后的状态。
   * The state it led to.
   */
  status?: StoryStatusComparator | null | undefined;
};

/**
 * 报道的条件；各项同时成立。
 * Conditions on stories; all given ones must hold.
 */
export type StoryWhere = {
  /**
   * 所报道的活动。
   * The activity.
   */
  activity?: ActivityWhere | null | undefined;
  /**
   * 全部成立。
   * All of these.
   */
  and?: Array<StoryWhere> | null | undefined;
  /**
   * 正文（Markdown）；线索没有。图片写作 ![说明](/media/…)，只认本篇的图片。
   * Body in Markdown; a lead has none. Pictures are written ![text](/media/…), and only the story's own are shown.
   */
  body?: StringComparator | null | undefined;
  /**
   * 审核通过时刻。
   * When it was cleared last.
   */
  clearedAt?: DateTimeComparator | null | undefined;
  /**
   * 编号。
   * Code.
   */
  code?: StringComparator | null | undefined;
  /**
   * 记入时刻。
   * When it was noted.
   */
  createdAt?: DateTimeComparator | null | undefined;
  /**
   * 区划代码。
   * Code of the district.
   */
  districtCode?: StringComparator | null | undefined;
  /**
   * 全局 ID。
   * Global id.
   */
  id?: IdComparator | null | undefined;
  /**
   * 是否示例数据。
   * Whether it is demonstration data.
   */
  isDemo?: BooleanComparator | null | undefined;
  /**
   * 不成立。
   * Not this.
   */
  not?: StoryWhere | null | undefined;
  /**
   * 至少一项成立。
   * At least one of these.
   */
  or?: Array<StoryWhere> | null | undefined;
  /**
   * 所属单位或队伍。
   * Whose it is.
   */
  owner?: PartyWhere | null | undefined;
  /**
   * 涉及的其他单位、队伍。
   * Other parties it is about.
   */
  parties?: PartyListWhere | null | undefined;
  /**
   * 图片，依次；第一张为题图。
   * Pictures in order; the first is the lead picture.
   */
  pictures?: MediaAssetListWhere | null | undefined;
  /**
   * 拟用的平台。
   * Platforms.
   */
  platforms?: TermListWhere | null | undefined;
  /**
   * 所报道的项目。
   * The program.
   */
  program?: ProgramWhere | null | undefined;
  /**
   * 发布时刻。
   * When it was published.
   */
  publishedAt?: DateTimeComparator | null | undefined;
  /**
   * 撤稿时刻。
   * When it was retracted.
   */
  retractedAt?: DateTimeComparator | null | undefined;
  /**
   * 状态。
   * State.
   */
  status?: StoryStatusComparator | null | undefined;
  /**
   * 经过：何人何时做了什么；公众看不到。
   * What was done by whom and when; not for the public.
   */
  steps?: StoryStepListWhere | null | undefined;
  /**
   * 提交时刻。
   * When it was submitted last.
   */
  submittedAt?: DateTimeComparator | null | undefined;
  /**
   * 标题。
   * Title.
   */
  title?: StringComparator | null | undefined;
  /**
   * 版本。
   * Version.
   */
  version?: IntComparator | null | undefined;
  /**
   * 写到的志愿者中，看得到的。
   * Of the volunteers named, those the viewer may see.
   */
  volunteers?: VolunteerListWhere | null | undefined;
};

/**
 * 文本条件；各项同时成立。
 * Conditions on a text; all given ones must hold.
 */
export type StringComparator = {
  /**
   * 两段文字之间，含两端（按字符码）。
   * Between two texts by code point, both included.
   */
  between?: StringRange | null | undefined;
  /**
   * 含有这段文字（不分大小写）。
   * Contains this text, case-insensitively.
   */
  contains?: string | null | undefined;
  /**
   * 等于。
   * Equal to.
   */
  eq?: string | null | undefined;
  /**
   * 大于。
   * Greater than.
   */
  gt?: string | null | undefined;
  /**
   * 大于或等于。
   * Greater than or equal to.
   */
  gte?: string | null | undefined;
  /**
   * 属于其一。
   * One of these.
   */
  in?: Array<string> | null | undefined;
  /**
   * 是否为空值。
   * Whether it is null.
   */
  isNull?: boolean | null | undefined;
  /**
   * 小于（按字符码）。
   * Less than, by code point.
   */
  lt?: string | null | undefined;
  /**
   * 小于或等于。
   * Less than or equal to.
   */
  lte?: string | null | undefined;
  /**
   * 不等于；空值不算。
   * Not equal to; nulls do not match.
   */
  ne?: string | null | undefined;
  /**
   * 不属于其中；空值不算。
   * None of these; nulls do not match.
   */
  notIn?: Array<string> | null | undefined;
  /**
   * 以这段文字开头（不分大小写）。
   * Starts with this text, case-insensitively.
   */
  startsWith?: string | null | undefined;
};

/**
 * 文字列表条件；各项同时成立。
 * Conditions on a list of texts; all given ones must hold.
 */
export type StringListComparator = {
  /**
   * 含有这一项。
   * Has this one.
   */
  has?: string | null | undefined;
  /**
   * 全部含有。
   * Has all of these.
   */
  hasAll?: Array<string> | null | undefined;
  /**
   * 至少含有其一。
   * Has one of these at least.
   */
  hasAny?: Array<string> | null | undefined;
  /**
   * 是否一项也没有。
   * Whether it has none.
   */
  isEmpty?: boolean | null | undefined;
};

/**
 * 文字区间，含两端。
 * A range of texts, both ends included.
 */
export type StringRange = {
  /**
   * 下限。
   * Lower end.
   */
  from: string;
  /**
   * 上限。
   * Upper end.
   */
  to: string;
};

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
 * 目标依据条件。
 * Conditions on the basis of a target.
 */
export type TargetBasisComparator = {
  /**
   * 等于。
   * Equal to.
   */
  eq?: TargetBasis | null | undefined;
  /**
   * 属于其一。
   * One of these.
   */
  in?: Array<TargetBasis> | null | undefined;
  /**
   * 是否为空值。
   * Whether it is null.
   */
  isNull?: boolean | null | undefined;
  /**
   * 不等于；空值不算。
   * Not equal to; nulls do not match.
   */
  ne?: TargetBasis | null | undefined;
  /**
   * 不属于其中；空值不算。
   * None of these; nulls do not match.
   */
  notIn?: Array<TargetBasis> | null | undefined;
};

/**
 * 目标值关系条件。
 * Conditions on related targets.
 */
export type TargetListWhere = {
  /**
   * 每一项都满足（没有项也算）。
   * Every one matches (also when there are none).
   */
  every?: TargetWhere | null | undefined;
  /**
   * 没有一项满足。
   * None matches.
   */
  none?: TargetWhere | null | undefined;
  /**
   * 至少有一项满足。
   * At least one matches.
   */
  some?: TargetWhere | null | undefined;
};

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
 * 条件：目标计量的内容。
 * Conditions on what a target measures.
 */
export type TargetMetricComparator = {
  /**
   * 等于。
   * Equal to.
   */
  eq?: TargetMetric | null | undefined;
  /**
   * 属于其一。
   * One of these.
   */
  in?: Array<TargetMetric> | null | undefined;
  /**
   * 是否为空值。
   * Whether it is null.
   */
  isNull?: boolean | null | undefined;
  /**
   * 不等于；空值不算。
   * Not equal to; nulls do not match.
   */
  ne?: TargetMetric | null | undefined;
  /**
   * 不属于其中；空值不算。
   * None of these; nulls do not match.
   */
  notIn?: Array<TargetMetric> | null | undefined;
};

/**
 * 目标值条件；各项同时成立。
 * Conditions on targets; all given ones must hold.
 */
export type TargetWhere = {
  /**
   * 同时成立。
   * All of these.
   */
  and?: Array<TargetWhere> | null | undefined;
  /**
   * 依据。
   * Basis.
   */
  basis?: TargetBasisComparator | null | undefined;
  /**
   * 取自哪个品牌活动。
   * The campaign whose name it was read from.
   */
  campaign?: CampaignWhere | null | undefined;
  /**
   * 代码。
   * Code.
   */
  code?: StringComparator | null | undefined;
  /**
   * 推导方法；仅 PARSED 有值。
   * How it was derived; only where origin is PARSED.
   */
  derivation?: StringComparator | null | undefined;
  /**
   * 全局 ID。
   * Global id.
   */
  id?: IdComparator | null | undefined;
  /**
   * 计量什么。
   * What is measured.
   */
  metric?: TargetMetricComparator | null | undefined;
  /**
   * 不成立。
   * Not this.
   */
  not?: TargetWhere | null | undefined;
  /**
   * 至少一项成立。
   * Any of these.
   */
  or?: Array<TargetWhere> | null | undefined;
  /**
   * 次序，自 1 起。
   * Order, from 1.
   */
  ordinal?: IntComparator | null | undefined;
  /**
   * 来源性质。
   * What kind of source it has.
   */
  origin?: OriginComparator | null | undefined;
  /**
   * 所属项目。
   * The program.
   */
  program?: ProgramWhere | null | undefined;
  /**
   * 原文段落。
   * The passages that say it.
   */
  sources?: PassageListWhere | null | undefined;
  /**
   * 内容。
   * What it says.
   */
  title?: StringComparator | null | undefined;
  /**
   * 单位；未写为空。
   * Unit; null where unsaid.
   */
  unit?: StringComparator | null | undefined;
  /**
   * 数值。
   * Number.
   */
  value?: IntComparator | null | undefined;
};

/**
 * 任务中若干项的条件。
 * Conditions on a list of tasks.
 */
export type TaskListWhere = {
  /**
   * 每一项都符合。
   * Every one matches.
   */
  every?: TaskWhere | null | undefined;
  /**
   * 没有一项符合。
   * None matches.
   */
  none?: TaskWhere | null | undefined;
  /**
   * 至少一项符合。
   * At least one matches.
   */
  some?: TaskWhere | null | undefined;
};

/**
 * 任务条件；各项同时成立。
 * Conditions on tasks; all given ones must hold.
 */
export type TaskWhere = {
  /**
   * 同时成立。
   * All of these.
   */
  and?: Array<TaskWhere> | null | undefined;
  /**
   * 代码，在上级内唯一。
   * Code, unique within its parent.
   */
  code?: StringComparator | null | undefined;
  /**
   * 推导方法；仅 PARSED 有值。
   * How it was derived; only where origin is PARSED.
   */
  derivation?: StringComparator | null | undefined;
  /**
   * 全局 ID。
   * Global id.
   */
  id?: IdComparator | null | undefined;
  /**
   * 不成立。
   * Not this.
   */
  not?: TaskWhere | null | undefined;
  /**
   * 至少一项成立。
   * Any of these.
   */
  or?: Array<TaskWhere> | null | undefined;
  /**
   * 次序，自 1 起。
   * Order, from 1.
   */
  ordinal?: IntComparator | null | undefined;
  /**
   * 来源性质。
   * What kind of source it has.
   */
  origin?: OriginComparator | null | undefined;
  /**
   * 这句话点名的单位；未点名为空列表。
   * The parties that the sentence itself names; empty where it names none.
   */
  parties?: PartyListWhere | null | undefined;
  /**
   * 所属项目；属于要求时为空。
   * Its program; null for a requirement's.
   */
  program?: ProgramWhere | null | undefined;
  /**
   * 所属要求；属于项目时为空。
   * Its requirement; null for a program's.
   */
  requirement?: RequirementWhere | null | undefined;
  /**
   * 原文段落。
   * The passages that say it.
   */
  sources?: PassageListWhere | null | undefined;
  /**
   * 内容，原文。
   * What it says, verbatim.
   */
  text?: StringComparator | null | undefined;
};

/**
 * 队伍成员关系中若干项的条件。
 * Conditions on a list of memberships of teams.
 */
export type TeamMembershipListWhere = {
  /**
   * 每一项都符合。
   * Every one matches.
   */
  every?: TeamMembershipWhere | null | undefined;
  /**
   * 没有一项符合。
   * None matches.
   */
  none?: TeamMembershipWhere | null | undefined;
  /**
   * 至少一项符合。
   * At least one matches.
   */
  some?: TeamMembershipWhere | null | undefined;
};

/**
 * 队伍成员关系的条件；各项同时成立。
 * Conditions on memberships of teams; all given ones must hold.
 */
export type TeamMembershipWhere = {
  /**
   * 全部成立。
   * All of these.
   */
  and?: Array<TeamMembershipWhere> | null | undefined;
  /**
   * 全局 ID。
   * Global id.
   */
  id?: IdComparator | null | undefined;
  /**
   * 加入日期。
   * First day.
   */
  joinedOn?: DateComparator | null | undefined;
  /**
   * 退出日期。
   * Day of leaving.
   */
  leftOn?: DateComparator | null | undefined;
  /**
   * 不成立。
   * Not this.
   */
  not?: TeamMembershipWhere | null | undefined;
  /**
   * 至少一项成立。
   * At least one of these.
   */
  or?: Array<TeamMembershipWhere> | null | undefined;
  /**
   * 身份。
   * Position.
   */
  role?: TeamRoleComparator | null | undefined;
  /**
   * 队伍。
   * The team.
   */
  team?: PartyWhere | null | undefined;
  /**
   * 版本。
   * Version.
   */
  version?: IntComparator | null | undefined;
  /**
   * 志愿者。
   * The volunteer.
   */
  volunteer?: VolunteerWhere | null | undefined;
};

/**
 * 在队伍中的身份。
 * Position in a team.
 */
export type TeamRole =
  /**
   * 队长。
   * Leader.
   */
  | 'LEADER'
  /**
   * 队员。
   * Member.
   */
  | 'MEMBER';

/**
 * 身份条件。
 * Conditions on the position in a team.
 */
export type TeamRoleComparator = {
  /**
   * 等于。
   * Equal to.
   */
  eq?: TeamRole | null | undefined;
  /**
   * 属于其一。
   * One of these.
   */
  in?: Array<TeamRole> | null | undefined;
  /**
   * 是否为空值。
   * Whether it is null.
   */
  isNull?: boolean | null | undefined;
  /**
   * 不等于；空值不算。
   * Not equal to; nulls do not match.
   */
  ne?: TeamRole | null | undefined;
  /**
   * 不属于其中；空值不算。
   * None of these; nulls do not match.
   */
  notIn?: Array<TeamRole> | null | undefined;
};

/**
 * 词条中若干项的条件。
 * Conditions on a list of terms.
 */
export type TermListWhere = {
  /**
   * 每一项都符合。
   * Every one matches.
   */
  every?: TermWhere | null | undefined;
  /**
   * 没有一项符合。
   * None matches.
   */
  none?: TermWhere | null | undefined;
  /**
   * 至少一项符合。
   * At least one matches.
   */
  some?: TermWhere | null | undefined;
};

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
 * 条件：落实的状态。
 * Conditions on how far it is carried out.
 */
export type TermProgressComparator = {
  /**
   * 等于。
   * Equal to.
   */
  eq?: TermProgress | null | undefined;
  /**
   * 属于其一。
   * One of these.
   */
  in?: Array<TermProgress> | null | undefined;
  /**
   * 是否为空值。
   * Whether it is null.
   */
  isNull?: boolean | null | undefined;
  /**
   * 不等于；空值不算。
   * Not equal to; nulls do not match.
   */
  ne?: TermProgress | null | undefined;
  /**
   * 不属于其中；空值不算。
   * None of these; nulls do not match.
   */
  notIn?: Array<TermProgress> | null | undefined;
};

/**
 * 要点的落实状况中若干项的条件。
 * Conditions on a list of states of terms.
 */
export type TermStateListWhere = {
  /**
   * 每一项都符合。
   * Every one matches.
   */
  every?: TermStateWhere | null | undefined;
  /**
   * 没有一项符合。
   * None matches.
   */
  none?: TermStateWhere | null | undefined;
  /**
   * 至少一项符合。
   * At least one matches.
   */
  some?: TermStateWhere | null | undefined;
};

/**
 * 要点的落实状况条件；各项同时成立。
 * Conditions on states of terms; all given ones must hold.
 */
export type TermStateWhere = {
  /**
   * 同时成立。
   * All of these.
   */
  and?: Array<TermStateWhere> | null | undefined;
  /**
   * 区划代码。
   * Code of the district.
   */
  districtCode?: StringComparator | null | undefined;
  /**
   * 全局 ID。
   * Global id.
   */
  id?: IdComparator | null | undefined;
  /**
   * 是否示例数据。
   * Whether it is demonstration data.
   */
  isDemo?: BooleanComparator | null | undefined;
  /**
   * 不成立。
   * Not this.
   */
  not?: TermStateWhere | null | undefined;
  /**
   * 说明。
   * Note.
   */
  note?: StringComparator | null | undefined;
  /**
   * 自何日起。
   * Since which day.
   */
  on?: DateComparator | null | undefined;
  /**
   * 至少一项成立。
   * Any of these.
   */
  or?: Array<TermStateWhere> | null | undefined;
  /**
   * 录入时刻。
   * When entered.
   */
  recordedAt?: DateTimeComparator | null | undefined;
  /**
   * 状态。
   * The state.
   */
  state?: TermProgressComparator | null | undefined;
  /**
   * 哪一项。
   * Which one.
   */
  term?: TermWhere | null | undefined;
  /**
   * 版本。
   * Version.
   */
  version?: IntComparator | null | undefined;
};

/**
 * 词条的条件；各项同时成立。
 * Conditions on terms; all given ones must hold.
 */
export type TermWhere = {
  /**
   * 全部成立。
   * All of these.
   */
  and?: Array<TermWhere> | null | undefined;
  /**
   * 代码。
   * Code.
   */
  code?: StringComparator | null | undefined;
  /**
   * 推导方法；仅 PARSED 有值。
   * How it was derived; only where origin is PARSED.
   */
  derivation?: StringComparator | null | undefined;
  /**
   * 全局 ID。
   * Global id.
   */
  id?: IdComparator | null | undefined;
  /**
   * 文字。
   * Label.
   */
  label?: StringComparator | null | undefined;
  /**
   * 不成立。
   * Not this.
   */
  not?: TermWhere | null | undefined;
  /**
   * 至少一项成立。
   * At least one of these.
   */
  or?: Array<TermWhere> | null | undefined;
  /**
   * 次序，自 1 起。
   * Order, from 1.
   */
  ordinal?: IntComparator | null | undefined;
  /**
   * 来源性质。
   * What kind of source it has.
   */
  origin?: OriginComparator | null | undefined;
  /**
   * 原文段落。
   * The passages that say it.
   */
  sources?: PassageListWhere | null | undefined;
  /**
   * 录入过的状态，由旧到新。
   * All states entered, oldest first.
   */
  states?: TermStateListWhere | null | undefined;
  /**
   * 所属词表。
   * Its vocabulary.
   */
  vocabulary?: VocabularyWhere | null | undefined;
};

/**
 * 时间表中若干项的条件。
 * Conditions on a list of timetable editions.
 */
export type TimetableEditionListWhere = {
  /**
   * 每一项都符合。
   * Every one matches.
   */
  every?: TimetableEditionWhere | null | undefined;
  /**
   * 没有一项符合。
   * None matches.
   */
  none?: TimetableEditionWhere | null | undefined;
  /**
   * 至少一项符合。
   * At least one matches.
   */
  some?: TimetableEditionWhere | null | undefined;
};

/**
 * 时间安排表的条件；各项同时成立。
 * Conditions on timetables; all given ones must hold.
 */
export type TimetableEditionWhere = {
  /**
   * 全部成立。
   * All of these.
   */
  and?: Array<TimetableEditionWhere> | null | undefined;
  /**
   * 区划代码。
   * Code of the district.
   */
  districtCode?: StringComparator | null | undefined;
  /**
   * 各场活动，按开始时刻。
   * The activities, by start.
   */
  entries?: TimetableEntryListWhere | null | undefined;
  /**
   * 活动场数，含已取消者。
   * Activities, cancelled ones included.
   */
  entryCount?: IntComparator | null | undefined;
  /**
   * 全局 ID。
   * Global id.
   */
  id?: IdComparator | null | undefined;
  /**
   * 是否示例数据。
   * Whether it is demonstration data.
   */
  isDemo?: BooleanComparator | null | undefined;
  /**
   * 是否该月最新一版。
   * Whether it is the latest of its month.
   */
  isLatest?: BooleanComparator | null | undefined;
  /**
   * 月份。
   * The month.
   */
  month?: YearMonthComparator | null | undefined;
  /**
   * 不成立。
   * Not this.
   */
  not?: TimetableEditionWhere | null | undefined;
  /**
   * 版次。
   * Number of the edition.
   */
  number?: IntComparator | null | undefined;
  /**
   * 至少一项成立。
   * At least one of these.
   */
  or?: Array<TimetableEditionWhere> | null | undefined;
  /**
   * 公布时刻。
   * When it was published.
   */
  publishedAt?: DateTimeComparator | null | undefined;
  /**
   * 公布时站点的管理单位。
   * Who ran the station then.
   */
  publisher?: PartyWhere | null | undefined;
  /**
   * 哪个中心、所、站。
   * The station.
   */
  station?: VenueWhere | null | undefined;
  /**
   * 公布时的站点名称。
   * The station's name when it was published.
   */
  stationName?: StringComparator | null | undefined;
};

/**
 * 时间表条目中若干项的条件。
 * Conditions on a list of timetable entries.
 */
export type TimetableEntryListWhere = {
  /**
   * 每一项都符合。
   * Every one matches.
   */
  every?: TimetableEntryWhere | null | undefined;
  /**
   * 没有一项符合。
   * None matches.
   */
  none?: TimetableEntryWhere | null | undefined;
  /**
   * 至少一项符合。
   * At least one matches.
   */
  some?: TimetableEntryWhere | null | undefined;
};

/**
 * 时间安排表中活动的状态。
 * Status of an activity in a timetable.
 */
export type TimetableEntryStatus =
  /**
   * 已取消。
   * Cancelled.
   */
  | 'CANCELLED'
  /**
   * 如期举行，或已举行。
   * To be held, or held.
   */
  | 'SCHEDULED';

/**
 * 条件：时间安排表中活动的状态。
 * Conditions on status of an activity in a timetable.
 */
export type TimetableEntryStatusComparator = {
  /**
   * 等于。
   * Equal to.
   */
  eq?: TimetableEntryStatus | null | undefined;
  /**
   * 属于其一。
   * One of these.
   */
  in?: Array<TimetableEntryStatus> | null | undefined;
  /**
   * 是否为空值。
   * Whether it is null.
   */
  isNull?: boolean | null | undefined;
  /**
   * 不等于；空值不算。
   * Not equal to; nulls do not match.
   */
  ne?: TimetableEntryStatus | null | undefined;
  /**
   * 不属于其中；空值不算。
   * None of these; nulls do not match.
   */
  notIn?: Array<TimetableEntryStatus> | null | undefined;
};

/**
 * 时间表条目条件；各项同时成立。
 * Conditions on timetable entries; all given ones must hold.
 */
export type TimetableEntryWhere = {
  /**
   * 活动的现状；已不公开时为空。
   * The activity as it is now; null when it is public no longer.
   */
  activity?: ActivityWhere | null | undefined;
  /**
   * 同时成立。
   * All of these.
   */
  and?: Array<TimetableEntryWhere> | null | undefined;
  /**
   * 活动代码。
   * Code of the activity.
   */
  code?: StringComparator | null | undefined;
  /**
   * 结束。
   * End.
   */
  endsAt?: DateTimeComparator | null | undefined;
  /**
   * 全局 ID。
   * Global id.
   */
  id?: IdComparator | null | undefined;
  /**
   * 不成立。
   * Not this.
   */
  not?: TimetableEntryWhere | null | undefined;
  /**
   * 至少一项成立。
   * Any of these.
   */
  or?: Array<TimetableEntryWhere> | null | undefined;
  /**
   * 次序，从 1 起。
   * Place in the timetable, from 1.
   */
  ordinal?: IntComparator | null | undefined;
  /**
   * 主办者。
   * Who organizes it.
   */
  organizerName?: StringComparator | null | undefined;
  /**
   * 地点。
   * Place.
   */
  place?: StringComparator | null | undefined;
  /**
   * 开始。
   * Start.
   */
  startsAt?: DateTimeComparator | null | undefined;
  /**
   * 状态。
   * Status.
   */
  status?: TimetableEntryStatusComparator | null | undefined;
  /**
   * 名称。
   * Title.
   */
  title?: StringComparator | null | undefined;
};

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
 * 培训证书中若干项的条件。
 * Conditions on a list of training certificates.
 */
export type TrainingCertificateListWhere = {
  /**
   * 每一项都符合。
   * Every one matches.
   */
  every?: TrainingCertificateWhere | null | undefined;
  /**
   * 没有一项符合。
   * None matches.
   */
  none?: TrainingCertificateWhere | null | undefined;
  /**
   * 至少一项符合。
   * At least one matches.
   */
  some?: TrainingCertificateWhere | null | undefined;
};

/**
 * 培训证书条件；各项同时成立。
 * Conditions on training certificates; all given ones must hold.
 */
export type TrainingCertificateWhere = {
  /**
   * 同时成立。
   * All of these.
   */
  and?: Array<TrainingCertificateWhere> | null | undefined;
  /**
   * 结业日期。
   * Day of completion.
   */
  completedOn?: DateComparator | null | undefined;
  /**
   * 课程名称，出具时的。
   * Title of the course at the time of issue.
   */
  courseTitle?: StringComparator | null | undefined;
  /**
   * 区划代码。
   * Code of the district.
   */
  districtCode?: StringComparator | null | undefined;
  /**
   * 全局 ID。
   * Global id.
   */
  id?: IdComparator | null | undefined;
  /**
   * 是否示例数据。
   * Whether it is demonstration data.
   */
  isDemo?: BooleanComparator | null | undefined;
  /**
   * 出具时刻。
   * When issued.
   */
  issuedAt?: DateTimeComparator | null | undefined;
  /**
   * 不成立。
   * Not this.
   */
  not?: TrainingCertificateWhere | null | undefined;
  /**
   * 证书编号。
   * Number.
   */
  number?: StringComparator | null | undefined;
  /**
   * 至少一项成立。
   * Any of these.
   */
  or?: Array<TrainingCertificateWhere> | null | undefined;
  /**
   * 是否有效。
   * Whether it is valid.
   */
  status?: CertificateStatusComparator | null | undefined;
  /**
   * 版本。
   * Version.
   */
  version?: IntComparator | null | undefined;
  /**
   * 作废时刻；有效为空。
   * When voided; null while valid.
   */
  voidedAt?: DateTimeComparator | null | undefined;
  /**
   * 志愿者；无权看到时为空。
   * The volunteer; null unless the viewer may see them.
   */
  volunteer?: VolunteerWhere | null | undefined;
};

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
 * 培训方式的条件。
 * Conditions on modes.
 */
export type TrainingModeComparator = {
  /**
   * 等于。
   * Equal to.
   */
  eq?: TrainingMode | null | undefined;
  /**
   * 属于其一。
   * One of these.
   */
  in?: Array<TrainingMode> | null | undefined;
  /**
   * 是否为空值。
   * Whether it is null.
   */
  isNull?: boolean | null | undefined;
  /**
   * 不等于；空值不算。
   * Not equal to; nulls do not match.
   */
  ne?: TrainingMode | null | undefined;
  /**
   * 不属于其中；空值不算。
   * None of these; nulls do not match.
   */
  notIn?: Array<TrainingMode> | null | undefined;
};

/**
 * 培训班次中若干项的条件。
 * Conditions on a list of training sessions.
 */
export type TrainingSessionListWhere = {
  /**
   * 每一项都符合。
   * Every one matches.
   */
  every?: TrainingSessionWhere | null | undefined;
  /**
   * 没有一项符合。
   * None matches.
   */
  none?: TrainingSessionWhere | null | undefined;
  /**
   * 至少一项符合。
   * At least one matches.
   */
  some?: TrainingSessionWhere | null | undefined;
};

/**
 * 培训的状态。
 * Status of a session.
 */
export type TrainingSessionStatus =
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
  | 'PUBLISHED';

/**
 * 培训状态的条件。
 * Conditions on statuses of sessions.
 */
export type TrainingSessionStatusComparator = {
  /**
   * 等于。
   * Equal to.
   */
  eq?: TrainingSessionStatus | null | undefined;
  /**
   * 属于其一。
   * One of these.
   */
  in?: Array<TrainingSessionStatus> | null | undefined;
  /**
   * 是否为空值。
   * Whether it is null.
   */
  isNull?: boolean | null | undefined;
  /**
   * 不等于；空值不算。
   * Not equal to; nulls do not match.
   */
  ne?: TrainingSessionStatus | null | undefined;
  /**
   * 不属于其中；空值不算。
   * None of these; nulls do not match.
   */
  notIn?: Array<TrainingSessionStatus> | null | undefined;
};

/**
 * 培训的条件；各项同时成立。
 * Conditions on sessions; all given ones must hold.
 */
export type TrainingSessionWhere = {
  /**
   * 全部成立。
   * All of these.
   */
  and?: Array<TrainingSessionWhere> | null | undefined;
  /**
   * 取消的原因。
   * Why it was cancelled.
   */
  cancelReason?: StringComparator | null | undefined;
  /**
   * 名额；不限为空。
   * Places; null without a limit.
   */
  capacity?: IntComparator | null | undefined;
  /**
   * 代码。
   * Code.
   */
  code?: StringComparator | null | undefined;
  /**
   * 完成时刻。
   * When completed.
   */
  completedAt?: DateTimeComparator | null | undefined;
  /**
   * 课程。
   * The course.
   */
  course?: CourseWhere | null | undefined;
  /**
   * 区划代码。
   * Code of the district.
   */
  districtCode?: StringComparator | null | undefined;
  /**
   * 结束。
   * End.
   */
  endsAt?: DateTimeComparator | null | undefined;
  /**
   * 占用名额的报名数。
   * Places taken.
   */
  enrolledCount?: IntComparator | null | undefined;
  /**
   * 报名；无权看到的不列。
   * Enrolments; those one may not see are left out.
   */
  enrolments?: EnrolmentListWhere | null | undefined;
  /**
   * 满额后是否可候补。
   * Whether one may wait for a place.
   */
  hasWaitingList?: BooleanComparator | null | undefined;
  /**
   * 全局 ID。
   * Global id.
   */
  id?: IdComparator | null | undefined;
  /**
   * 是否示例数据。
   * Whether it is demonstration data.
   */
  isDemo?: BooleanComparator | null | undefined;
  /**
   * 线上或现场。
   * Online or on site.
   */
  mode?: TrainingModeComparator | null | undefined;
  /**
   * 不成立。
   * Not this.
   */
  not?: TrainingSessionWhere | null | undefined;
  /**
   * 至少一项成立。
   * At least one of these.
   */
  or?: Array<TrainingSessionWhere> | null | undefined;
  /**
   * 主办者。
   * Who organizes it.
   */
  organizer?: PartyWhere | null | undefined;
  /**
   * 合格人数。
   * People who passed.
   */
  passedCount?: IntComparator | null | undefined;
  /**
   * 地点说明。
   * Where, in words.
   */
  place?: StringComparator | null | undefined;
  /**
   * 余下名额。
   * Places left.
   */
  placesLeft?: IntComparator | null | undefined;
  /**
   * 发布时刻。
   * When published.
   */
  publishedAt?: DateTimeComparator | null | undefined;
  /**
   * 开始。
   * Start.
   */
  startsAt?: DateTimeComparator | null | undefined;
  /**
   * 状态。
   * Status.
   */
  status?: TrainingSessionStatusComparator | null | undefined;
  /**
   * 讲师。
   * Teacher.
   */
  teacher?: StringComparator | null | undefined;
  /**
   * 层级。
   * Tier.
   */
  tier?: TrainingTierComparator | null | undefined;
  /**
   * 场所；线上或未定为空。
   * The venue; null online or where unknown.
   */
  venue?: VenueWhere | null | undefined;
  /**
   * 版本。
   * Version.
   */
  version?: IntComparator | null | undefined;
  /**
   * 候补人数。
   * Number waiting.
   */
  waitingCount?: IntComparator | null | undefined;
};

/**
 * 培训的层级；原文只写“分层”，各层依中心、所、站的三级。
 * Tiers; the plan says there are some, these are the three levels of centre, office and station.
 */
export type TrainingTier =
  /**
   * 区级。
   * District.
   */
  | 'DISTRICT'
  /**
   * 街道（功能区）级。
   * Street or zone.
   */
  | 'STREET'
  /**
   * 村（社区）级。
   * Village or community.
   */
  | 'VILLAGE';

/**
 * 培训层级的条件。
 * Conditions on tiers.
 */
export type TrainingTierComparator = {
  /**
   * 等于。
   * Equal to.
   */
  eq?: TrainingTier | null | undefined;
  /**
   * 属于其一。
   * One of these.
   */
  in?: Array<TrainingTier> | null | undefined;
  /**
   * 是否为空值。
   * Whether it is null.
   */
  isNull?: boolean | null | undefined;
  /**
   * 不等于；空值不算。
   * Not equal to; nulls do not match.
   */
  ne?: TrainingTier | null | undefined;
  /**
   * 不属于其中；空值不算。
   * None of these; nulls do not match.
   */
  notIn?: Array<TrainingTier> | null | undefined;
};

/**
 * 若干项的条件：培训的层级；原文只写“分层”，各层依中心、所、站的三级。
 * Conditions on a list of tiers; the plan says there are some, these are the three levels of centre, office and station.
 */
export type TrainingTierListComparator = {
  /**
   * 含有这一项。
   * Has this one.
   */
  has?: TrainingTier | null | undefined;
  /**
   * 全部含有。
   * Has all of these.
   */
  hasAll?: Array<TrainingTier> | null | undefined;
  /**
   * 至少含有其一。
   * Has one of these at least.
   */
  hasAny?: Array<TrainingTier> | null | undefined;
  /**
   * 是否一项也没有。
   * Whether it has none.
   */
  isEmpty?: boolean | null | undefined;
};

/**
 * 单位类型：本系统的归类，不是文件的话。
 * The type of a unit: our classification, not the document's word.
 */
export type UnitType =
  /**
   * 市级部门派出机构。
   * A branch of a city department.
   */
  | 'CITY_BRANCH'
  /**
   * 企业。
   * An enterprise.
   */
  | 'ENTERPRISE'
  /**
   * 功能区。
   * A functional zone.
   */
  | 'FUNCTIONAL_ZONE'
  /**
   * 政府部门。
   * A government department.
   */
  | 'GOVERNMENT_DEPARTMENT'
  /**
   * 人民团体。
   * A mass organisation.
   */
  | 'MASS_ORGANIZATION'
  /**
   * 其他。
   * Other.
   */
  | 'OTHER'
  /**
   * 党委部门。
   * A Party department.
   */
  | 'PARTY_DEPARTMENT'
  /**
   * 事业单位。
   * A public institution.
   */
  | 'PUBLIC_INSTITUTION'
  /**
   * 街道。
   * A street (subdistrict).
   */
  | 'STREET';

/**
 * 单位类型条件。
 * Conditions on the type of a unit.
 */
export type UnitTypeComparator = {
  /**
   * 等于。
   * Equal to.
   */
  eq?: UnitType | null | undefined;
  /**
   * 属于其一。
   * One of these.
   */
  in?: Array<UnitType> | null | undefined;
  /**
   * 是否为空值。
   * Whether it is null.
   */
  isNull?: boolean | null | undefined;
  /**
   * 不等于；空值不算。
   * Not equal to; nulls do not match.
   */
  ne?: UnitType | null | undefined;
  /**
   * 不属于其中；空值不算。
   * None of these; nulls do not match.
   */
  notIn?: Array<UnitType> | null | undefined;
};

/**
 * 场所中若干项的条件。
 * Conditions on a list of venues.
 */
export type VenueListWhere = {
  /**
   * 每一项都符合。
   * Every one matches.
   */
  every?: VenueWhere | null | undefined;
  /**
   * 没有一项符合。
   * None matches.
   */
  none?: VenueWhere | null | undefined;
  /**
   * 至少一项符合。
   * At least one matches.
   */
  some?: VenueWhere | null | undefined;
};

/**
 * 场所的条件；各项同时成立。
 * Conditions on venues; all given ones must hold.
 */
export type VenueWhere = {
  /**
   * 在此举行的活动。
   * Activities held there.
   */
  activities?: ActivityListWhere | null | undefined;
  /**
   * 活动数（只计能看到的）。
   * How many activities, of those that may be seen.
   */
  activityCount?: IntComparator | null | undefined;
  /**
   * 地址。
   * Address.
   */
  address?: StringComparator | null | undefined;
  /**
   * 全部成立。
   * All of these.
   */
  and?: Array<VenueWhere> | null | undefined;
  /**
   * 下一级。
   * Those below it.
   */
  children?: VenueListWhere | null | undefined;
  /**
   * 停用时刻。
   * When closed.
   */
  closedAt?: DateTimeComparator | null | undefined;
  /**
   * 代码。
   * Code.
   */
  code?: StringComparator | null | undefined;
  /**
   * 区划代码。
   * Code of the district.
   */
  districtCode?: StringComparator | null | undefined;
  /**
   * 全局 ID。
   * Global id.
   */
  id?: IdComparator | null | undefined;
  /**
   * 是否示例数据。
   * Whether it is demonstration data.
   */
  isDemo?: BooleanComparator | null | undefined;
  /**
   * 纬度，WGS 84，度；未知为空。
   * Latitude in degrees, WGS 84; null where unknown.
   */
  latitude?: FloatComparator | null | undefined;
  /**
   * 级别。
   * Level.
   */
  level?: StationLevelComparator | null | undefined;
  /**
   * 经度，WGS 84，度；未知为空。
   * Longitude in degrees, WGS 84; null where unknown.
   */
  longitude?: FloatComparator | null | undefined;
  /**
   * 名称。
   * Name.
   */
  name?: StringComparator | null | undefined;
  /**
   * 不成立。
   * Not this.
   */
  not?: VenueWhere | null | undefined;
  /**
   * 管理单位；未知为空。
   * Who runs it; null where unknown.
   */
  operator?: PartyWhere | null | undefined;
  /**
   * 至少一项成立。
   * At least one of these.
   */
  or?: Array<VenueWhere> | null | undefined;
  /**
   * 上一级；中心为空。
   * The one above; null for a centre.
   */
  parent?: VenueWhere | null | undefined;
  /**
   * 重点公共场所的类别；不属其列为空。
   * Kind, a term of the plan's list; null when it is none of them.
   */
  placeKind?: TermWhere | null | undefined;
  /**
   * 服务分钟数（只计能看到的活动）。
   * Minutes of service, in the activities that may be seen.
   */
  serviceMinutes?: IntComparator | null | undefined;
  /**
   * 所在街道。
   * Street.
   */
  street?: PartyWhere | null | undefined;
  /**
   * 本站各月各版时间安排表。
   * Its timetables: every month, every edition.
   */
  timetables?: TimetableEditionListWhere | null | undefined;
  /**
   * 版本。
   * Version.
   */
  version?: IntComparator | null | undefined;
};

/**
 * 封闭清单中若干项的条件。
 * Conditions on a list of vocabularies.
 */
export type VocabularyListWhere = {
  /**
   * 每一项都符合。
   * Every one matches.
   */
  every?: VocabularyWhere | null | undefined;
  /**
   * 没有一项符合。
   * None matches.
   */
  none?: VocabularyWhere | null | undefined;
  /**
   * 至少一项符合。
   * At least one matches.
   */
  some?: VocabularyWhere | null | undefined;
};

/**
 * 封闭清单条件；各项同时成立。
 * Conditions on vocabularies; all given ones must hold.
 */
export type VocabularyWhere = {
  /**
   * 同时成立。
   * All of these.
   */
  and?: Array<VocabularyWhere> | null | undefined;
  /**
   * 代码，在上级内唯一。
   * Code, unique within its parent.
   */
  code?: StringComparator | null | undefined;
  /**
   * 推导方法；仅 PARSED 有值。
   * How it was derived; only where origin is PARSED.
   */
  derivation?: StringComparator | null | undefined;
  /**
   * 全局 ID。
   * Global id.
   */
  id?: IdComparator | null | undefined;
  /**
   * 不成立。
   * Not this.
   */
  not?: VocabularyWhere | null | undefined;
  /**
   * 至少一项成立。
   * Any of these.
   */
  or?: Array<VocabularyWhere> | null | undefined;
  /**
   * 次序，自 1 起。
   * Order, from 1.
   */
  ordinal?: IntComparator | null | undefined;
  /**
   * 来源性质。
   * What kind of source it has.
   */
  origin?: OriginComparator | null | undefined;
  /**
   * 所属规划。
   * The plan.
   */
  plan?: PlanWhere | null | undefined;
  /**
   * 所在项目；不在项目中为空。
   * The program it stands in; null otherwise.
   */
  program?: ProgramWhere | null | undefined;
  /**
   * 所在要求；不在要求中为空。
   * The requirement it stands in; null otherwise.
   */
  requirement?: RequirementWhere | null | undefined;
  /**
   * 原文段落。
   * The passages that say it.
   */
  sources?: PassageListWhere | null | undefined;
  /**
   * 词条，依原文次序。
   * Its terms, in the order of the text.
   */
  terms?: TermListWhere | null | undefined;
  /**
   * 名称。
   * Title.
   */
  title?: StringComparator | null | undefined;
};

/**
 * 志愿者中若干项的条件。
 * Conditions on a list of volunteers.
 */
export type VolunteerListWhere = {
  /**
   * 每一项都符合。
   * Every one matches.
   */
  every?: VolunteerWhere | null | undefined;
  /**
   * 没有一项符合。
   * None matches.
   */
  none?: VolunteerWhere | null | undefined;
  /**
   * 至少一项符合。
   * At least one matches.
   */
  some?: VolunteerWhere | null | undefined;
};

/**
 * 志愿者的状态。
 * Status of a volunteer.
 */
export type VolunteerStatus =
  /**
   * 在册。
   * Active.
   */
  | 'ACTIVE'
  /**
   * 已退出。
   * Withdrawn.
   */
  | 'WITHDRAWN';

/**
 * 状态条件。
 * Conditions on the status of a volunteer.
 */
export type VolunteerStatusComparator = {
  /**
   * 等于。
   * Equal to.
   */
  eq?: VolunteerStatus | null | undefined;
  /**
   * 属于其一。
   * One of these.
   */
  in?: Array<VolunteerStatus> | null | undefined;
  /**
   * 是否为空值。
   * Whether it is null.
   */
  isNull?: boolean | null | undefined;
  /**
   * 不等于；空值不算。
   * Not equal to; nulls do not match.
   */
  ne?: VolunteerStatus | null | undefined;
  /**
   * 不属于其中；空值不算。
   * None of these; nulls do not match.
   */
  notIn?: Array<VolunteerStatus> | null | undefined;
};

/**
 * 志愿者的条件；各项同时成立。
 * Conditions on volunteers; all given ones must hold.
 */
export type VolunteerWhere = {
  /**
   * 全部成立。
   * All of these.
   */
  and?: Array<VolunteerWhere> | null | undefined;
  /**
   * 服务证书，免费（条例第十九条）。
   * Certificates of service; free of charge.
   */
  certificates?: CertificateListWhere | null | undefined;
  /**
   * 各项同意，含已撤回的。
   * Consents, withdrawn ones included.
   */
  consents?: ConsentListWhere | null | undefined;
  /**
   * 区划代码。
   * Code of the district.
   */
  districtCode?: StringComparator | null | undefined;
  /**
   * 参加的培训；无权看到的不列。
   * Training they enrolled in; what one may not see is left out.
   */
  enrolments?: EnrolmentListWhere | null | undefined;
  /**
   * 档案中的培训、表彰与评价；条例第十九条所列五类中，基本信息与服务情况见本类型其他各项。
   * Training, commendations and evaluations on file; of the five groups the regulation asks for (article 19), particulars and service are the other fields here.
   */
  fileEntries?: FileEntryListWhere | null | undefined;
  /**
   * 授予数（只计能看到的）。
   * How many grants, of those that may be seen.
   */
  grantCount?: IntComparator | null | undefined;
  /**
   * 其得到的礼遇与表彰。
   * Courtesies and awards given to them.
   */
  grants?: GrantListWhere | null | undefined;
  /**
   * 全局 ID。
   * Global id.
   */
  id?: IdComparator | null | undefined;
  /**
   * 是否示例数据。
   * Whether it is demonstration data.
   */
  isDemo?: BooleanComparator | null | undefined;
  /**
   * 现在是否未满 18 周岁。
   * Whether under 18 today.
   */
  isMinor?: BooleanComparator | null | undefined;
  /**
   * 已确认的服务时长合计，分钟。
   * Confirmed minutes of service.
   */
  minutes?: IntComparator | null | undefined;
  /**
   * 姓名；只对有权看全名者起作用。找到的未成年人记入 minorReads；在 not、ne、notIn 中或经其他列表时不涉及未成年人。
   * Name; only matches those whose whole name one may see. A minor who is found is in minorReads; within not, ne, notIn, or through other lists, it takes no minor into account.
   */
  name?: StringComparator | null | undefined;
  /**
   * 对其的推荐；无权看到的不列。
   * Nominations of them; those one may not see are left out.
   */
  nominations?: NominationListWhere | null | undefined;
  /**
   * 不成立。
   * Not this.
   */
  not?: VolunteerWhere | null | undefined;
  /**
   * 编号。
   * Number.
   */
  number?: StringComparator | null | undefined;
  /**
   * 至少一项成立。
   * At least one of these.
   */
  or?: Array<VolunteerWhere> | null | undefined;
  /**
   * 登记时刻。
   * When registered.
   */
  registeredAt?: DateTimeComparator | null | undefined;
  /**
   * 服务记录。
   * Records of service.
   */
  serviceRecords?: ServiceRecordListWhere | null | undefined;
  /**
   * 报名数（只计能看到的）。
   * How many sign-ups, of those that may be seen.
   */
  signUpCount?: IntComparator | null | undefined;
  /**
   * 报名。
   * Sign-ups.
   */
  signUps?: SignUpListWhere | null | undefined;
  /**
   * 状态。
   * Status.
   */
  status?: VolunteerStatusComparator | null | undefined;
  /**
   * 队伍。
   * Memberships of teams.
   */
  teamMemberships?: TeamMembershipListWhere | null | undefined;
  /**
   * 结业证书，免费。
   * Certificates of training; free of charge.
   */
  trainingCertificates?: TrainingCertificateListWhere | null | undefined;
  /**
   * 所在单位。
   * The unit.
   */
  unit?: PartyWhere | null | undefined;
  /**
   * 版本。
   * Version.
   */
  version?: IntComparator | null | undefined;
};

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

/**
 * 一周的职责是否落实。
 * Whether a week's duty was kept.
 */
export type WeeklyDutyState =
  /**
   * 落实：至少有一场活动。
   * Kept: there was an activity.
   */
  | 'KEPT'
  /**
   * 缺：已过去而没有活动。
   * Missed: the week is past without an activity.
   */
  | 'MISSED'
  /**
   * 待定：这一周还没有过完。
   * Open: the week is not over.
   */
  | 'OPEN';

/**
 * 月份条件；各项同时成立。
 * Conditions on a month; all given ones must hold.
 */
export type YearMonthComparator = {
  /**
   * 两月之间，含两端。
   * Between two months, both included.
   */
  between?: YearMonthRange | null | undefined;
  /**
   * 与这段日历时间有重合的月份（Asia/Shanghai）。
   * A month that shares a day with this period of the calendar, in Asia/Shanghai.
   */
  during?: CalendarPeriod | null | undefined;
  /**
   * 等于。
   * Equal to.
   */
  eq?: string | null | undefined;
  /**
   * 晚于。
   * After.
   */
  gt?: string | null | undefined;
  /**
   * 不早于。
   * Not before.
   */
  gte?: string | null | undefined;
  /**
   * 属于其一。
   * One of these.
   */
  in?: Array<string> | null | undefined;
  /**
   * 是否为空值。
   * Whether it is null.
   */
  isNull?: boolean | null | undefined;
  /**
   * 早于。
   * Before.
   */
  lt?: string | null | undefined;
  /**
   * 不晚于。
   * Not after.
   */
  lte?: string | null | undefined;
  /**
   * 不等于；空值不算。
   * Not equal to; nulls do not match.
   */
  ne?: string | null | undefined;
  /**
   * 不属于其中；空值不算。
   * None of these; nulls do not match.
   */
  notIn?: Array<string> | null | undefined;
};

/**
 * 月份区间，含两端。
 * A range of months, both ends included.
 */
export type YearMonthRange = {
  /**
   * 起。
   * From.
   */
  from: string;
  /**
   * 止。
   * To.
   */
  to: string;
};

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

export type DashboardCalendarQueryVariables = Exact<{
  plan: string;
  program?: string | null | undefined;
  from: string;
  before: string;
  firstDay: string;
  lastDay: string;
  hasDay: boolean;
  dayFrom?: string | null | undefined;
  dayBefore?: string | null | undefined;
}>;


export type DashboardCalendarQuery = { days: { groups: Array<{ key: { period: { start: string, calendarDay: { kind: CalendarDayKind, holiday: string | null, notice: string | null } | null } | null }, measures: { count: number, completed: number } }>, total: { count: number, completed: number } }, weeklyDuties: Array<{ definition: string, keptCount: number, missedCount: number, program: { code: string, ordinal: number, title: string }, party:
      | { code: string, name: string }
      | { code: string, name: string }
      | { code: string, name: string }
    , schedule: { code: string, label: string }, weeks: Array<{ state: WeeklyDutyState, activityCount: number, week: { code: string, from: string, to: string } }>, sources: Array<{ id: string }> }>, chosen?: { totalCount: number, nodes: Array<{ code: string, title: string, status: ActivityStatus, startsAt: string, endsAt: string, place: string | null, venue:
        | { name: string }
        | { name: string }
       | null, organizer:
        | { name: string }
        | { name: string }
        | { name: string }
      , program: { code: string, ordinal: number, title: string } }> } };

export type DashboardChangesQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type DashboardChangesQuery = { changes: { nodes: Array<{ kind: ChangeKind, at: string }>, pageInfo: { endCursor: string | null, hasNextPage: boolean } } };

export type DashboardGapsQueryVariables = Exact<{
  plan: string;
  program?: string | null | undefined;
  firstDay: string;
  lastDay: string;
  kinds: Array<GapKind>;
  hasTimetables: boolean;
  timetables: number;
}>;


export type DashboardGapsQuery = { all: { totalCount: number, byKind: Array<{ kind: GapKind, count: number }> }, listed: { nodes: Array<
      | { kind: GapKind, definition: string, citation: { title: string }, program: { code: string, ordinal: number, title: string } | null, party:
          | { code: string, name: string }
          | { code: string, name: string }
          | { code: string, name: string }
         | null, sources: Array<{ id: string }> }
      | { kind: GapKind, definition: string, program: { code: string, ordinal: number, title: string } | null, party:
          | { code: string, name: string }
          | { code: string, name: string }
          | { code: string, name: string }
        , sources: Array<{ id: string }> }
      | { kind: GapKind, definition: string, responsibilities: Array<{ via: { name: string } | null }>, program: { code: string, ordinal: number, title: string }, party:
          | { code: string, name: string }
          | { code: string, name: string }
          | { code: string, name: string }
        , sources: Array<{ id: string }> }
      | { kind: GapKind, definition: string, program: { code: string, ordinal: number, title: string }, party:
          | { code: string, name: string }
          | { code: string, name: string }
          | { code: string, name: string }
         | null, sources: Array<{ id: string }> }
      | { count: number, kind: GapKind, definition: string, program: { code: string, ordinal: number, title: string } | null, party:
          | { code: string, name: string }
          | { code: string, name: string }
          | { code: string, name: string }
         | null, sources: Array<{ id: string }> }
      | { kind: GapKind, definition: string, indicator: { title: string }, program: { code: string, ordinal: number, title: string }, party:
          | { code: string, name: string }
          | { code: string, name: string }
          | { code: string, name: string }
        , sources: Array<{ id: string }> }
      | { month: string, publishedAt: string | null, kind: GapKind, definition: string, station: { code: string, name: string }, program: { code: string, ordinal: number, title: string }, party:
          | { code: string, name: string }
          | { code: string, name: string }
          | { code: string, name: string }
         | null, sources: Array<{ id: string }> }
      | { weekCount: number, kind: GapKind, definition: string, schedule: { label: string }, weeks: Array<{ code: string, from: string, to: string }>, program: { code: string, ordinal: number, title: string }, party:
          | { code: string, name: string }
          | { code: string, name: string }
          | { code: string, name: string }
        , sources: Array<{ id: string }> }
    > }, timetables?: { nodes: Array<
      | { kind: GapKind, definition: string, citation: { title: string }, program: { code: string, ordinal: number, title: string } | null, party:
          | { code: string, name: string }
          | { code: string, name: string }
          | { code: string, name: string }
         | null, sources: Array<{ id: string }> }
      | { kind: GapKind, definition: string, program: { code: string, ordinal: number, title: string } | null, party:
          | { code: string, name: string }
          | { code: string, name: string }
          | { code: string, name: string }
        , sources: Array<{ id: string }> }
      | { kind: GapKind, definition: string, responsibilities: Array<{ via: { name: string } | null }>, program: { code: string, ordinal: number, title: string }, party:
          | { code: string, name: string }
          | { code: string, name: string }
          | { code: string, name: string }
        , sources: Array<{ id: string }> }
      | { kind: GapKind, definition: string, program: { code: string, ordinal: number, title: string }, party:
          | { code: string, name: string }
          | { code: string, name: string }
          | { code: string, name: string }
         | null, sources: Array<{ id: string }> }
      | { count: number, kind: GapKind, definition: string, program: { code: string, ordinal: number, title: string } | null, party:
          | { code: string, name: string }
          | { code: string, name: string }
          | { code: string, name: string }
         | null, sources: Array<{ id: string }> }
      | { kind: GapKind, definition: string, indicator: { title: string }, program: { code: string, ordinal: number, title: string }, party:
          | { code: string, name: string }
          | { code: string, name: string }
          | { code: string, name: string }
        , sources: Array<{ id: string }> }
      | { month: string, publishedAt: string | null, kind: GapKind, definition: string, station: { code: string, name: string }, program: { code: string, ordinal: number, title: string }, party:
          | { code: string, name: string }
          | { code: string, name: string }
          | { code: string, name: string }
         | null, sources: Array<{ id: string }> }
      | { weekCount: number, kind: GapKind, definition: string, schedule: { label: string }, weeks: Array<{ code: string, from: string, to: string }>, program: { code: string, ordinal: number, title: string }, party:
          | { code: string, name: string }
          | { code: string, name: string }
          | { code: string, name: string }
        , sources: Array<{ id: string }> }
    > } };

type DashboardGap_CitationUnresolved_Fragment = { kind: GapKind, definition: string, citation: { title: string }, program: { code: string, ordinal: number, title: string } | null, party:
    | { code: string, name: string }
    | { code: string, name: string }
    | { code: string, name: string }
   | null, sources: Array<{ id: string }> };

type DashboardGap_CollectiveWithoutMembers_Fragment = { kind: GapKind, definition: string, program: { code: string, ordinal: number, title: string } | null, party:
    | { code: string, name: string }
    | { code: string, name: string }
    | { code: string, name: string }
  , sources: Array<{ id: string }> };

type DashboardGap_PartyWithoutActivity_Fragment = { kind: GapKind, definition: string, responsibilities: Array<{ via: { name: string } | null }>, program: { code: string, ordinal: number, title: string }, party:
    | { code: string, name: string }
    | { code: string, name: string }
    | { code: string, name: string }
  , sources: Array<{ id: string }> };

type DashboardGap_ProgramWithoutActivity_Fragment = { kind: GapKind, definition: string, program: { code: string, ordinal: number, title: string }, party:
    | { code: string, name: string }
    | { code: string, name: string }
    | { code: string, name: string }
   | null, sources: Array<{ id: string }> };

type DashboardGap_RequestsLate_Fragment = { count: number, kind: GapKind, definition: string, program: { code: string, ordinal: number, title: string } | null, party:
    | { code: string, name: string }
    | { code: string, name: string }
    | { code: string, name: string }
   | null, sources: Array<{ id: string }> };

type DashboardGap_TargetWithoutMeasurement_Fragment = { kind: GapKind, definition: string, indicator: { title: string }, program: { code: string, ordinal: number, title: string }, party:
    | { code: string, name: string }
    | { code: string, name: string }
    | { code: string, name: string }
  , sources: Array<{ id: string }> };

type DashboardGap_TimetableMissing_Fragment = { month: string, publishedAt: string | null, kind: GapKind, definition: string, station: { code: string, name: string }, program: { code: string, ordinal: number, title: string }, party:
    | { code: string, name: string }
    | { code: string, name: string }
    | { code: string, name: string }
   | null, sources: Array<{ id: string }> };

type DashboardGap_WeeklyDutyMissed_Fragment = { weekCount: number, kind: GapKind, definition: string, schedule: { label: string }, weeks: Array<{ code: string, from: string, to: string }>, program: { code: string, ordinal: number, title: string }, party:
    | { code: string, name: string }
    | { code: string, name: string }
    | { code: string, name: string }
  , sources: Array<{ id: string }> };

export type DashboardGapFragment =
  | DashboardGap_CitationUnresolved_Fragment
  | DashboardGap_CollectiveWithoutMembers_Fragment
  | DashboardGap_PartyWithoutActivity_Fragment
  | DashboardGap_ProgramWithoutActivity_Fragment
  | DashboardGap_RequestsLate_Fragment
  | DashboardGap_TargetWithoutMeasurement_Fragment
  | DashboardGap_TimetableMissing_Fragment
  | DashboardGap_WeeklyDutyMissed_Fragment
;

export type DashboardHoursQueryVariables = Exact<{
  plan: string;
  district: string;
  program?: string | null | undefined;
  from: string;
  before: string;
  yearFrom: string;
  yearBefore: string;
}>;


export type DashboardHoursQuery = { byProgram: { groups: Array<{ key: { program: { code: string, ordinal: number, title: string } | null }, measures: { count: number, attendances: number, hours: number } }>, total: { count: number, attendances: number, hours: number } }, byStreet: { groups: Array<{ key: { street:
          | { code: string, name: string }
          | { code: string, name: string }
          | { code: string, name: string }
         | null }, measures: { count: number, attendances: number, hours: number } }> }, byMonth: { groups: Array<{ key: { period: { start: string, label: string } | null }, measures: { count: number, attendances: number, hours: number } }> }, peopleByProgram: { groups: Array<{ key: { program: { code: string } | null }, measures: { people: number | null, isSuppressed: boolean } }>, total: { people: number | null, isSuppressed: boolean } }, peopleByMonth: { groups: Array<{ key: { period: { start: string } | null }, measures: { people: number | null, isSuppressed: boolean } }> } };

export type DashboardLatestChangeQueryVariables = Exact<{ [key: string]: never; }>;


export type DashboardLatestChangeQuery = { changes: { pageInfo: { endCursor: string | null } } };

export type DashboardMatrixQueryVariables = Exact<{
  plan: string;
  from: string;
  before: string;
}>;


export type DashboardMatrixQuery = { plan: { responsibilityMatrix: { asOf: string, programs: Array<{ code: string, ordinal: number, title: string }>, rows: Array<{ party:
          | { code: string, name: string, kind: PartyKind, members: Array<{ isConfirmed: boolean, note: string | null, sourceTitle: string, member:
                | { code: string, name: string }
                | { code: string, name: string }
                | { code: string, name: string }
               }> }
          | { code: string, name: string, kind: PartyKind }
          | { code: string, name: string, kind: PartyKind }
        , cells: Array<{ program: { code: string }, responsibilities: Array<{ id: string, kind: ResponsibilityKind, role: ResponsibilityRole | null, clauseOrder: number | null, origin: Origin, derivation: string | null, sources: Array<{ id: string }> }> }> }> } } | null, activityStatistics: { groupCount: number, groups: Array<{ key: { program: { code: string } | null, organizer:
          | { code: string, name: string }
          | { code: string, name: string }
          | { code: string, name: string }
         | null }, measures: { count: number, completed: number } }>, total: { count: number, completed: number } } };

export type DashboardPassagesQueryVariables = Exact<{
  ids: Array<string>;
}>;


export type DashboardPassagesQuery = { nodes: Array<
    | { id: string, section: string, quote: string, start: number, end: number, document: { id: string, number: string, title: string, text: string } }
    | Record<PropertyKey, never>
   | null> };

export type DashboardServiceQueryVariables = Exact<{ [key: string]: never; }>;


export type DashboardServiceQuery = { service: { name: string, version: string, dataState: DataState }, plans: { nodes: Array<{ code: string, title: string, theme: string, documentNumber: string, issuedOn: string, districtCode: string, districtName: string, issuer:
        | { name: string }
        | { name: string }
        | { name: string }
       | null, programs: { nodes: Array<{ id: string, code: string, ordinal: number, title: string }> } }> } };

export type DashboardStoriesQueryVariables = Exact<{
  first: number;
  from: string;
  before: string;
  where: StoryWhere;
}>;


export type DashboardStoriesQuery = { stories: { totalCount: number, nodes: Array<{ id: string, code: string, title: string, summary: string | null, publishedAt: string | null, owner:
        | { name: string }
        | { name: string }
        | { name: string }
      , program: { code: string, ordinal: number, title: string } | null, activity: { code: string, title: string, startsAt: string } | null, credits: { source: string | null, textAuthor: string | null, photographer: string | null, captionAuthor: string | null, editor: string | null, reviewer: string | null }, pictures: Array<{ url: string, width: number, height: number, alt: string, large: string }> }> } };

export type DashboardStoryQueryVariables = Exact<{
  code: string;
}>;


export type DashboardStoryQuery = { story: { code: string, title: string, status: StoryStatus, summary: string | null, body: string | null, bodyText: string | null, publishedAt: string | null, isDemo: boolean, credits: { source: string | null, textAuthor: string | null, photographer: string | null, captionAuthor: string | null, editor: string | null, reviewer: string | null }, owner:
      | { code: string, name: string }
      | { code: string, name: string }
      | { code: string, name: string }
    , program: { code: string, title: string } | null, activity: { code: string, title: string, startsAt: string, attendance: number, hours: number } | null, pictures: Array<{ url: string, width: number, height: number, alt: string, caption: string | null, photographer: string | null }> } | null };

export type DashboardTargetsQueryVariables = Exact<{
  plan: string;
  program?: string | null | undefined;
}>;


export type DashboardTargetsQuery = { programs: { nodes: Array<{ code: string, ordinal: number, title: string, targets: Array<{ id: string, code: string, title: string, metric: TargetMetric, basis: TargetBasis, value: number | null, unit: string | null, derivation: string | null, campaign: { title: string } | null, progress: { value: number | null, precision: number | null, share: number | null, definition: string } | null, sources: Array<{ id: string }> }>, indicators: Array<{ id: string, title: string, unit: string | null, sources: Array<{ id: string }> }> }> } };

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

export const DashboardCalendarDocument = 'query DashboardCalendar($plan:String!$program:String$from:DateTime!$before:DateTime!$firstDay:Date!$lastDay:Date!$hasDay:Boolean!$dayFrom:DateTime$dayBefore:DateTime){days:activityStatistics(where:{program:{code:{eq:$program}plan:{code:{eq:$plan}}}status:{in:[PUBLISHED COMPLETED]}startsAt:{gte:$from lt:$before}}groupBy:[{by:STARTS_AT unit:DAY fill:true}]first:400){groups{key{period{start calendarDay{kind holiday notice}}}measures{count completed}}total{count completed}}weeklyDuties(of:{plan:$plan}from:$firstDay to:$lastDay){program{code ordinal title}party{code name}schedule{code label}definition keptCount missedCount weeks{week{code from to}state activityCount}sources{id}}chosen:activities(first:100 where:{program:{code:{eq:$program}plan:{code:{eq:$plan}}}status:{in:[PUBLISHED COMPLETED]}startsAt:{gte:$dayFrom lt:$dayBefore}}orderBy:[{field:STARTS_AT}])@include(if:$hasDay){totalCount nodes{code title status startsAt endsAt place venue{name}organizer{name}program{code ordinal title}}}}' as TypedDocument<DashboardCalendarQuery, DashboardCalendarQueryVariables>;

export const DashboardChangesDocument = 'query DashboardChanges($after:Cursor){changes(first:100 after:$after){nodes{kind at}pageInfo{endCursor hasNextPage}}}' as TypedDocument<DashboardChangesQuery, DashboardChangesQueryVariables>;

export const DashboardGapsDocument = 'query DashboardGaps($plan:String!$program:ID$firstDay:Date!$lastDay:Date!$kinds:[GapKind!]!$hasTimetables:Boolean!$timetables:Int!){all:gaps(of:{plan:$plan}program:$program from:$firstDay to:$lastDay first:1){totalCount byKind{kind count}}listed:gaps(of:{plan:$plan}program:$program from:$firstDay to:$lastDay kinds:$kinds first:100){nodes{...DashboardGap}}timetables:gaps(of:{plan:$plan}program:$program from:$firstDay to:$lastDay kinds:[TIMETABLE_MISSING]first:$timetables)@include(if:$hasTimetables){nodes{...DashboardGap}}}fragment DashboardGap on Gap{kind definition program{code ordinal title}party{code name}...on PartyWithoutActivity{responsibilities{via{name}}}...on WeeklyDutyMissed{schedule{label}weeks{code from to}weekCount}...on TimetableMissing{station{code name}month publishedAt}...on TargetWithoutMeasurement{indicator{title}}...on CitationUnresolved{citation{title}}...on RequestsLate{count}sources{id}}' as TypedDocument<DashboardGapsQuery, DashboardGapsQueryVariables>;

export const DashboardHoursDocument = 'query DashboardHours($plan:String!$district:String!$program:String$from:DateTime!$before:DateTime!$yearFrom:DateTime!$yearBefore:DateTime!){byProgram:activityStatistics(where:{program:{code:{eq:$program}plan:{code:{eq:$plan}}}status:{eq:COMPLETED}startsAt:{gte:$from lt:$before}}groupBy:[{by:PROGRAM}]){groups{key{program{code ordinal title}}measures{count attendances hours}}total{count attendances hours}}byStreet:activityStatistics(where:{program:{code:{eq:$program}plan:{code:{eq:$plan}}}status:{eq:COMPLETED}startsAt:{gte:$from lt:$before}}groupBy:[{by:VENUE_OR_ORGANIZER_STREET}]){groups{key{street{code name}}measures{count attendances hours}}}byMonth:activityStatistics(where:{program:{code:{eq:$program}plan:{code:{eq:$plan}}}status:{eq:COMPLETED}startsAt:{gte:$yearFrom lt:$yearBefore}}groupBy:[{by:STARTS_AT unit:MONTH fill:true}]){groups{key{period{start label}}measures{count attendances hours}}}peopleByProgram:serviceRecordStatistics(districtCode:$district where:{activity:{program:{code:{eq:$program}plan:{code:{eq:$plan}}}startsAt:{gte:$from lt:$before}}}groupBy:[{by:PROGRAM}]){groups{key{program{code}}measures{people isSuppressed}}total{people isSuppressed}}peopleByMonth:serviceRecordStatistics(districtCode:$district where:{activity:{program:{code:{eq:$program}plan:{code:{eq:$plan}}}startsAt:{gte:$yearFrom lt:$yearBefore}}}groupBy:[{by:ACTIVITY_STARTS_AT unit:MONTH}]){groups{key{period{start}}measures{people isSuppressed}}}}' as TypedDocument<DashboardHoursQuery, DashboardHoursQueryVariables>;

export const DashboardLatestChangeDocument = 'query DashboardLatestChange{changes(last:1){pageInfo{endCursor}}}' as TypedDocument<DashboardLatestChangeQuery, DashboardLatestChangeQueryVariables>;

export const DashboardMatrixDocument = 'query DashboardMatrix($plan:String!$from:DateTime!$before:DateTime!){plan(by:{code:$plan}){responsibilityMatrix(expand:NONE){asOf programs{code ordinal title}rows{party{code name kind ...on Collective{members{member{code name}isConfirmed note sourceTitle}}}cells{program{code}responsibilities{id kind role clauseOrder origin derivation sources{id}}}}}}activityStatistics(where:{program:{plan:{code:{eq:$plan}}}status:{in:[PUBLISHED COMPLETED]}startsAt:{gte:$from lt:$before}}groupBy:[{by:PROGRAM}{by:ORGANIZER}]first:1000){groupCount groups{key{program{code}organizer{code name}}measures{count completed}}total{count completed}}}' as TypedDocument<DashboardMatrixQuery, DashboardMatrixQueryVariables>;

export const DashboardPassagesDocument = 'query DashboardPassages($ids:[ID!]!){nodes(ids:$ids){...on Passage{id section quote start end document{id number title text}}}}' as TypedDocument<DashboardPassagesQuery, DashboardPassagesQueryVariables>;

export const DashboardServiceDocument = 'query DashboardService{service{name version dataState}plans(first:20 orderBy:{field:ISSUED_ON direction:DESC}){nodes{code title theme documentNumber issuedOn districtCode districtName issuer{name}programs(first:50){nodes{id code ordinal title}}}}}' as TypedDocument<DashboardServiceQuery, DashboardServiceQueryVariables>;

export const DashboardStoriesDocument = 'query DashboardStories($first:Int!$from:DateTime!$before:DateTime!$where:StoryWhere!){stories(first:$first where:{status:{eq:PUBLISHED}publishedAt:{gte:$from lt:$before}and:[$where]}orderBy:[{field:PUBLISHED_AT direction:DESC}]){totalCount nodes{id code title summary publishedAt owner{name}program{code ordinal title}activity{code title startsAt}credits{source textAuthor photographer captionAuthor editor reviewer}pictures{url(variant:W320)large:url(variant:W960)width height alt}}}}' as TypedDocument<DashboardStoriesQuery, DashboardStoriesQueryVariables>;

export const DashboardStoryDocument = 'query DashboardStory($code:String!){story(by:{code:$code}){code title status summary body bodyText publishedAt credits{source textAuthor photographer captionAuthor editor reviewer}owner{code name}program{code title}activity{code title startsAt attendance hours}pictures{url width height alt caption photographer}isDemo}}' as TypedDocument<DashboardStoryQuery, DashboardStoryQueryVariables>;

export const DashboardTargetsDocument = 'query DashboardTargets($plan:String!$program:String){programs(first:50 where:{plan:{code:{eq:$plan}}code:{eq:$program}}){nodes{code ordinal title targets{id code title metric basis value unit derivation campaign{title}progress{value precision share definition}sources{id}}indicators{id title unit sources{id}}}}}' as TypedDocument<DashboardTargetsQuery, DashboardTargetsQueryVariables>;

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
import { grantVisible } from '../incentive/incentive.policy.ts';
import { incentiveReads } from '../incentive/incentive.reads.ts';
import { goodPracticeVisible } from '../supervision/supervision.policy.ts';
import { apiId, district, forEverybody, instant, isDemo, named, type View } from './view.ts';

const rounds: View = {
  name: 'award_round',
  zh: '评选批次：一行一批',
  en: 'Rounds of awards, one a row',
  columns: [
    apiId('AwardRound', 'r'),
    district('r'),
    ...named('award', 'i', '奖项', 'the award', 'title'),
    ['title', 'r.title', '名称', 'title'],
    ['period_from', 'r.period_from', '评选期起', 'first day judged'],
    ['period_to', 'r.period_to', '评选期止', 'last day judged'],
    ['opens_on', 'r.opens_on', '申报起', 'first day of nomination'],
    ['closes_on', 'r.closes_on', '申报止', 'last day of nomination'],
    ['quota', 'r.quota', '名额，空为不限', 'quota, null for none'],
    ['accepted', 'r.accepted_count', '通过数', 'nominations accepted'],
    ['status', 'r.status', '状态', 'status'],
    ...instant('published_at', 'r.published_at', '公布时间', 'publication'),
    isDemo('r.is_demo'),
  ],
  from: 'award_round r join incentive i on i.id = r.award_id',
};

const grants: View = {
  name: 'team_grant',
  zh: '已公布的队伍礼遇与表彰：一行一项；志愿者个人的不在此',
  en: 'Published grants to teams, one a row; those to people are not here',
  columns: [
    apiId('Grant', 'g'),
    ['number', 'g.number', '编号', 'number'],
    district('g'),
    ['incentive_kind', 'i.kind', '种类：COURTESY 礼遇、AWARD 表彰', 'kind: COURTESY, AWARD'],
    ...named('incentive', 'i', '激励', 'the incentive', 'title'),
    ['round_title', 'r.title', '评选批次', 'the round'],
    ...named('team', 't', '队伍', 'the team'),
    ['minutes', 'g.minutes', '依据的服务分钟数', 'minutes of service that it rests on'],
    ['activities', 'g.activity_count', '依据的活动场数', 'activities that it rests on'],
    ['valid_from', 'g.valid_from', '有效期起', 'valid from'],
    ['valid_to', 'g.valid_to', '有效期止，空为长期', 'valid to, null for no end'],
    [
      'status',
      forEverybody(incentiveReads.models['Grant']!.computed!['status']!, 'g'),
      '状态：VALID、EXPIRED、REVOKED',
      'status: VALID, EXPIRED, REVOKED',
    ],
    ...instant('granted_at', 'g.granted_at', '授予时间', 'grant'),
    isDemo('g.is_demo'),
  ],
  from: `incentive_grant g join incentive i on i.id = g.incentive_id join party t on t.id = g.team_id
    left join award_round r on r.id = g.round_id
    where (${forEverybody(grantVisible, 'g')})`,
};

const goodPractices: View = {
  name: 'good_practice',
  zh: '已发布的经验做法：一行一条',
  en: 'Published good practices, one a row',
  columns: [
    apiId('GoodPractice', 'g'),
    district('g'),
    ['title', 'g.title', '标题', 'title'],
    ...named('party', 'y', '单位', 'the party'),
    ...named('program', 'p', '项目', 'the program', 'title'),
    ...instant('published_at', 'g.published_at', '发布时间', 'publication'),
    isDemo('g.is_demo'),
  ],
  from: `good_practice g join party y on y.id = g.party_id left join program p on p.id = g.program_id
    where ${forEverybody(goodPracticeVisible, 'g')}`,
};

const purchaseItems: View = {
  name: 'purchase_item',
  zh: '政府购买志愿服务目录：一行一项',
  en: 'Catalogue of service that the government purchases, one item a row',
  columns: [
    apiId('PurchaseItem', 'i'),
    ['code', 'i.code', '编码', 'code'],
    district('i'),
    ['title', 'i.title', '名称', 'title'],
    ['unit', 'i.unit', '计价单位', 'unit of the price'],
    ['unit_price_fen', 'i.unit_price_fen', '单价，分', 'unit price, in fen (1/100 yuan)'],
    ['year', 'i.year', '年度', 'year'],
    isDemo('i.is_demo'),
  ],
  from: 'purchase_item i',
};

const YEAR = '资金安排的年度';

const programFunding: View = {
  name: 'program_funding',
  zh: '项目资金合计：一行一个项目、资金渠道与年度；单笔不公开',
  en: 'Money of programs, one program, source and year a row; single entries are not public',
  columns: [
    ...named('program', 'p', '项目', 'the program', 'title'),
    ...named('source', 'i', '资金渠道', 'the source', 'title'),
    ['year', 'x.year', YEAR, 'year of the allocations'],
    ['allocated_fen', 'x.allocated', '安排，分', 'allocated, in fen (1/100 yuan)'],
    ['spent_fen', 'x.spent', '支出（含更正），分', 'spent, corrections included, in fen'],
    isDemo('x.is_demo'),
  ],
  from: `(select program_id, source_id, year, is_demo, sum(allocated)::bigint as allocated, sum(spent)::bigint as spent
      from (select program_id, source_id, year, is_demo, amount_fen as allocated, 0 as spent from allocation where program_id is not null
        union all select e.program_id, a.source_id, a.year, e.is_demo, 0, e.amount_fen from expenditure e join allocation a on a.id = e.allocation_id) u
      group by 1, 2, 3, 4) x
    join program p on p.id = x.program_id join incentive i on i.id = x.source_id`,
};

const sourceFunding: View = {
  name: 'source_funding',
  zh: '资金渠道合计：一行一个渠道与年度',
  en: 'Money by source, one source and year a row',
  columns: [
    ...named('source', 'i', '资金渠道', 'the source', 'title'),
    ['year', 'x.year', YEAR, 'year of the allocations'],
    ['allocated_fen', 'x.allocated', '安排，分', 'allocated, in fen (1/100 yuan)'],
    ['spent_fen', 'x.spent', '支出（含更正），分', 'spent, corrections included, in fen'],
    ['left_fen', 'x.allocated - x.spent', '结余，分', 'left, in fen'],
    ['allocations', 'x.count', '资金安排的笔数', 'number of allocations'],
    isDemo('x.is_demo'),
  ],
  from: `(select source_id, year, is_demo, sum(amount_fen)::bigint as allocated, sum(spent_fen)::bigint as spent,
      count(*)::int as count from allocation group by 1, 2, 3) x join incentive i on i.id = x.source_id`,
};

export const rewardViews: readonly View[] = [
  rounds,
  grants,
  goodPractices,
  purchaseItems,
  programFunding,
  sourceFunding,
];

import { targetDefinitions } from '../progress/definitions.ts';
import { served } from '../ledger/counting.ts';
import { apiId, instant, isDemo, named, PARTY_TREE, TODAY, type View, type ViewColumn } from './view.ts';

const origin = (alias: string): readonly ViewColumn[] => [
  [
    'origin',
    `${alias}.origin`,
    '由来：STATED 原文所载，PARSED 由原文推得，OPERATOR 机关录入',
    'origin: STATED in the text, PARSED from it, entered by an OPERATOR',
  ],
];

const program = named('program', 'p', '项目', 'the program', 'title');

const plan: View = {
  name: 'plan',
  zh: '规划：一行一份',
  en: 'Plans, one a row',
  columns: [
    apiId('Plan', 'n'),
    ['code', 'n.code', '编码', 'code'],
    ['district_code', 'n.district_code', '区划代码', 'code of the district'],
    ['district_name', 'n.district_name', '区划名称', 'name of the district'],
    ['document_number', 'n.document_number', '文号', 'number of the document'],
    ['title', 'n.title', '标题', 'title'],
    ['theme', 'n.theme', '主题', 'theme'],
    ['issued_on', 'n.issued_on', '印发日期', 'day of issue'],
    ['issuer_name', 'i.name', '印发单位', 'who issued it'],
    ...origin('n'),
  ],
  from: 'plan n left join party i on i.id = n.issuer_id',
};

const programs: View = {
  name: 'program',
  zh: '项目：一行一个',
  en: 'Programs, one a row',
  columns: [
    apiId('Program', 'p'),
    ['code', 'p.code', '编码，如 2022-4/3', 'code, such as 2022-4/3'],
    ['plan_code', 'n.code', '规划的编码', 'code of the plan'],
    ['ordinal', 'p.ordinal', '序号', 'its number in the plan'],
    ['title', 'p.title', '名称', 'title'],
    ['slogan', 'p.slogan', '口号', 'slogan'],
    ['summary', 'p.summary', '内容', 'what it is about'],
    ...origin('p'),
  ],
  from: 'program p join plan n on n.id = p.plan_id',
};

const campaigns: View = {
  name: 'campaign',
  zh: '品牌、行动与培训计划：一行一个',
  en: 'Campaigns of programs, one a row',
  columns: [
    apiId('Campaign', 'c'),
    ['code', 'c.code', '编码', 'code'],
    ...program,
    ['ordinal', 'c.ordinal', '序号', 'its number in the program'],
    ['kind', 'c.kind', '种类', 'kind'],
    ['title', 'c.title', '名称', 'title'],
    ...origin('c'),
  ],
  from: 'campaign c join program p on p.id = c.program_id',
};

const parties: View = {
  name: 'party',
  zh: '责任主体（单位、集合主体、队伍）：一行一个',
  en: 'Parties (units, collectives, teams), one a row',
  with: `with ${PARTY_TREE}`,
  columns: [
    apiId('Party', 'p'),
    ['code', 'p.code', '编码', 'code'],
    ['kind', 'p.kind', '种类：UNIT、COLLECTIVE、TEAM', 'kind: UNIT, COLLECTIVE, TEAM'],
    ['name', 'p.name', '名称', 'name'],
    ['unit_type', 'p.unit_type', '单位类型', 'type of unit'],
    ['division_code', 'p.division_code', '行政区划代码', 'code of the administrative division'],
    ['parent_code', 'u.code', '上级的编码', 'code of the party above'],
    ['path', 't.path', '自上而下的全路径', 'its way from the top'],
    ['level', 't.level', '层级，最上为 1', 'level, 1 at the top'],
    ...named('street', 's', '本身所属的街道或功能区', 'the street or zone that it is or belongs to'),
    ...origin('p'),
  ],
  from: `party p join party_tree t on t.id = p.id left join party u on u.id = p.parent_id
    left join party s on s.id = t.street_id`,
};

const memberships: View = {
  name: 'membership',
  zh: '集合主体的成员：一行一个成员关系，含已失效的',
  en: 'Members of collectives, one membership a row, former ones included',
  columns: [
    apiId('Membership', 'm'),
    ...named('collective', 'c', '集合主体', 'the collective'),
    ...named('member', 'p', '成员', 'the member'),
    ['valid_from', 'm.valid_from', '起始日期，空为不知', 'first day, null when unknown'],
    ['valid_to', 'm.valid_to', '失效日期（不含），空为仍有效', 'day from which it is void, null while open'],
    ['is_confirmed', 'm.is_confirmed', '是否已确认', 'whether it is confirmed'],
    ['source_title', 'm.source_title', '依据', 'its source'],
    ...origin('m'),
  ],
  from: 'membership m join party c on c.id = m.collective_id join party p on p.id = m.member_id',
};

const validToday = (alias: string): string =>
  `(${alias}.valid_from is null or ${alias}.valid_from <= ${TODAY}) and (${alias}.valid_to is null or ${alias}.valid_to > ${TODAY})`;

const responsibilities: View = {
  name: 'responsibility',
  zh: '今日有效的责任：集合主体有成员的，由其成员各一行代之（expand: MEMBERS）',
  en: 'Responsibilities in effect today; members stand for a collective that has any (expand: MEMBERS)',
  columns: [
    apiId('Responsibility', 'r'),
    ['plan_code', 'n.code', '规划的编码', 'code of the plan'],
    ...program,
    [
      'requirement_title',
      'q.title',
      '工作要求（不属项目的责任）',
      'the requirement, where it belongs to no program',
    ],
    ...named('party', 'y', '责任主体', 'the party'),
    ['role', 'r.role', '角色，原文未说则为空', 'role, null unless the text says one'],
    ['kind', 'r.kind', '种类', 'kind'],
    ['clause_order', 'r.clause_order', '在责任条款中的次序', 'place in the clause'],
    ...named('via', 'v', '经由的集合主体', 'the collective that it comes through'),
    ...origin('r'),
  ],
  from: `effective_responsibility r join plan n on n.id = r.plan_id join party y on y.id = r.party_id
    left join program p on p.id = r.program_id left join requirement q on q.id = r.requirement_id
    left join party v on v.id = r.via_id
    where case when r.membership_id is null
      then not exists (select 1 from membership m where m.collective_id = r.party_id and ${validToday('m')})
      else ${validToday('r')} end`,
};

const progressCases = Object.entries(targetDefinitions)
  .map(([metric, { sql }]) => `when '${metric}' then ${sql}`)
  .join(' ');
const definitionCases = (language: 'zh' | 'en') =>
  `case t.metric ${Object.entries(targetDefinitions)
    .map(([metric, definition]) => `when '${metric}' then '${definition[language].replaceAll("'", "''")}'`)
    .join(' ')} end`;

const targets: View = {
  name: 'target_progress',
  zh: '目标与进度：一行一个目标；进度由记录算出，算不出的为空',
  en: 'Targets with their progress, one a row; computed from the records, null where it cannot be',
  columns: [
    apiId('Target', 't'),
    ['code', 't.code', '编码', 'code'],
    ...program,
    ...named('campaign', 'c', '所属品牌', 'the campaign it belongs to', 'title'),
    ['title', 't.title', '目标', 'title'],
    ['metric', 't.metric', '度量', 'metric'],
    [
      'basis',
      't.basis',
      '依据：STATED 原文数字，DERIVED_FROM_NAME 由名称推得，QUALITATIVE 定性',
      'basis: STATED number, DERIVED_FROM_NAME, QUALITATIVE',
    ],
    ['value', 't.value', '目标值，定性的为空', 'value, null where it is qualitative'],
    ['unit', 't.unit', '单位', 'unit'],
    ['progress', 'x.value', '进度，算不出为空', 'progress, null where it cannot be computed'],
    ['share', 'x.value::float8 / nullif(t.value, 0)', '进度与目标值之比', 'progress divided by value'],
    ['definition_zh', definitionCases('zh'), '进度的口径（中文）', 'how progress is computed, in Chinese'],
    ['definition_en', definitionCases('en'), '进度的口径（英文）', 'how progress is computed, in English'],
    ...origin('t'),
  ],
  from: `target t join program p on p.id = t.program_id left join campaign c on c.id = t.campaign_id
    left join lateral (select (case t.metric ${progressCases} end)::int as value from activity a
      left join lateral (${served('r.activity_id = a.id')}) s on true
      where a.program_id = t.program_id and (t.campaign_id is null or a.campaign_id = t.campaign_id)) x on true`,
};

const measurements: View = {
  name: 'measurement',
  zh: '测评结果（五率等）：一行一次，含已撤回的',
  en: 'Measurements of indicators, one a row, retracted ones included',
  columns: [
    apiId('Measurement', 'm'),
    ['district_code', 'm.district_code', '区划代码', 'code of the district'],
    ...program,
    ['indicator_code', 'i.code', '指标的编码', 'code of the indicator'],
    ['indicator_title', 'i.title', '指标', 'title of the indicator'],
    ['unit', 'i.unit', '单位', 'unit'],
    ...named('party', 'y', '被测评单位', 'the party measured'),
    ['measured_on', 'm.measured_on', '测评日期', 'day of measurement'],
    ['value', 'm.value', '结果', 'value'],
    ['sample_size', 'm.sample_size', '样本数', 'size of the sample'],
    ['source', 'm.source', '来源', 'source'],
    ...instant(
      'retracted_at',
      'm.retracted_at',
      '撤回时间，空为未撤回',
      'when it was retracted, null if it was not',
    ),
    isDemo('m.is_demo'),
  ],
  from: `measurement m join indicator i on i.id = m.indicator_id join program p on p.id = i.program_id
    join party y on y.id = m.party_id`,
};

const terms: View = {
  name: 'term',
  zh: '规划的词表：一行一个词条',
  en: 'Terms of the vocabularies of plans, one a row',
  columns: [
    apiId('Term', 't'),
    ['plan_code', 'n.code', '规划的编码', 'code of the plan'],
    ...named('vocabulary', 'v', '词表', 'the vocabulary', 'title'),
    ['code', 't.code', '编码', 'code'],
    ['label', 't.label', '词条', 'label'],
    ['ordinal', 't.ordinal', '序号', 'its number in the vocabulary'],
    ...origin('t'),
  ],
  from: 'term t join vocabulary v on v.id = t.vocabulary_id join plan n on n.id = v.plan_id',
};

export const planViews: readonly View[] = [
  plan,
  programs,
  campaigns,
  parties,
  memberships,
  responsibilities,
  targets,
  measurements,
  terms,
];

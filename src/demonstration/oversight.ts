import { DAY, HOUR, midnightOf } from './calendar.ts';
import { dateOf } from '../shanghai.ts';
import type { DifficultyContent, FindingContent, GoodPracticeContent, InspectionContent } from './content.ts';
import type { Lists } from './lists.ts';

/** What is found and done about it is ours: the document only says that there is supervision, and by whom. */
interface Script {
  /** Days before today. */
  ago: number;
  /** Which of the streets. */
  street: number;
  program: number;
  summary: string;
  isDraft?: boolean;
  findings: {
    text: string;
    severity: FindingContent['severity'];
    term?: string;
    /** Days from the inspection to the last day. */
    within: number;
    /** Days from the inspection to each report, and to its recheck. */
    steps?: {
      reported: number;
      text: string;
      rechecked?: number;
      verdict?: 'ACCEPTED' | 'REJECTED';
      reason?: string;
    }[];
  }[];
}

const INSPECTIONS: readonly Script[] = [
  {
    ago: 96,
    street: 0,
    program: 3,
    summary: '示例：抽查三个路段的洁净情况',
    findings: [
      {
        text: '示例：绿化带内有积存垃圾',
        severity: 'MODERATE',
        within: 10,
        steps: [{ reported: 6, text: '示例：已组织清运', rechecked: 8, verdict: 'ACCEPTED' }],
      },
      {
        text: '示例：隔离护栏污渍较多',
        severity: 'MINOR',
        within: 10,
        steps: [
          {
            reported: 5,
            text: '示例：已擦洗',
            rechecked: 7,
            verdict: 'REJECTED',
            reason: '示例：北段未擦洗',
          },
          { reported: 14, text: '示例：北段已补', rechecked: 16, verdict: 'ACCEPTED' },
        ],
      },
    ],
  },
  {
    ago: 61,
    street: 1,
    program: 2,
    summary: '示例：查看文明劝导上岗情况',
    findings: [
      {
        text: '示例：公园周边不文明养宠无人劝导',
        severity: 'MODERATE',
        term: 'uncivilized-behaviours/pets',
        within: 15,
        steps: [
          {
            reported: 13,
            text: '示例：已排班',
            rechecked: 15,
            verdict: 'REJECTED',
            reason: '示例：周末仍无人',
          },
        ],
      },
    ],
  },
  { ago: 40, street: 2, program: 7, summary: '示例：早高峰路口劝导，未发现问题', findings: [] },
  {
    ago: 26,
    street: 3,
    program: 6,
    summary: '示例：查看实践所每月安排表的公布',
    findings: [
      {
        text: '示例：本月安排表公布较晚',
        severity: 'MINOR',
        within: 20,
        steps: [{ reported: 18, text: '示例：已公布，并定每月 25 日前公布' }],
      },
      { text: '示例：站点值守记录不全', severity: 'SERIOUS', within: 14 },
    ],
  },
  {
    ago: 9,
    street: 4,
    program: 4,
    summary: '示例：查看社区环境提升',
    findings: [{ text: '示例：楼道小广告未清理', severity: 'MODERATE', within: 21 }],
  },
  {
    ago: 3,
    street: 0,
    program: 3,
    summary: '示例：尚在整理',
    isDraft: true,
    findings: [{ text: '示例：公交站牌破损', severity: 'MINOR', within: 15 }],
  },
];

/** The inspections of the last months: findings in every state, and a draft. */
export function inspectionsOf(lists: Lists, now: number): InspectionContent[] {
  const today = midnightOf(dateOf(now));
  return INSPECTIONS.map(({ ago, street, program, summary, isDraft, findings }, nth) => {
    const day = today - ago * DAY;
    const at = (days: number, hour: number): number => day + days * DAY + hour * HOUR + nth * 60_000;
    return {
      inspector: lists.code('civilization-office'),
      inspected: lists.streets[street % lists.streets.length]!,
      program,
      inspectedOn: dateOf(day),
      summary,
      createdAt: at(0, 16),
      issuedAt: isDraft ? null : at(1, 10),
      findings: findings.map((finding) => ({
        text: finding.text,
        severity: finding.severity,
        term: finding.term ?? null,
        dueOn: dateOf(day + finding.within * DAY),
        steps: (finding.steps ?? []).map((step) => ({
          text: step.text,
          submittedAt: at(step.reported, 11),
          verdict: step.verdict ?? null,
          reason: step.reason ?? null,
          recheckedAt: step.rechecked === undefined ? null : at(step.rechecked, 15),
        })),
      })),
    };
  });
}

/** Difficulties: one as the plan leads it, one resolved, one that the office gave to another. */
export function difficultiesOf(lists: Lists, now: number): DifficultyContent[] {
  const at = (ago: number): number => now - ago * DAY + 9 * HOUR;
  const [first, second, third] = lists.streets as [string, string, string];
  const none = { assigned: null, resolved: null };
  return [
    {
      ...none,
      title: '示例：老旧小区垃圾死角反复出现',
      text: '示例：无物业小区清理后一周即反弹，需会商长效办法。',
      raisedBy: first,
      program: 4,
      raisedAt: at(50),
    },
    {
      title: '示例：早高峰劝导志愿者不足',
      text: '示例：学校周边早高峰岗位多，报名不足。',
      raisedBy: second,
      program: 7,
      raisedAt: at(80),
      assigned: null,
      resolved: { at: at(60), text: '示例：与文明单位结对，按周轮岗。' },
    },
    {
      ...none,
      title: '示例：窗口单位站点无固定场地',
      text: '示例：两处窗口单位没有志愿服务站点场地。',
      raisedBy: third,
      program: 6,
      raisedAt: at(30),
      assigned: { leader: lists.code('approval-bureau'), at: at(25) },
    },
  ];
}

/** Good practice: published, retracted and a draft. */
export function goodPracticesOf(lists: Lists, now: number): GoodPracticeContent[] {
  const at = (ago: number): number => now - ago * DAY + 10 * HOUR;
  const [first, second, third] = lists.streets as [string, string, string];
  const practice = (party: string, program: number, title: string, text: string, createdAt: number) => ({
    ...{ party, program, title, text, createdAt },
    ...{ publishedAt: null, retracted: null },
  });
  return [
    {
      ...practice(first, 3, '示例：一格一队，周周有人', '示例：每个网格固定一支队伍，轮值公示。', at(70)),
      publishedAt: at(66),
    },
    {
      ...practice(second, 5, '示例：点单当天回电', '示例：收到点单当天电话确认需求与时间。', at(45)),
      publishedAt: at(41),
    },
    {
      ...practice(third, 7, '示例：路口劝导口诀', '示例：八句口诀，人人会说。', at(38)),
      publishedAt: at(33),
      retracted: { at: at(20), reason: '示例：内容待核实' },
    },
    practice(first, 4, '示例：楼长接力', '示例：楼长逢周五接力清理楼道。', at(12)),
  ];
}

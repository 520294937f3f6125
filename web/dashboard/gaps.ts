import {
  DashboardGapsDocument,
  type DashboardGapsQuery,
  type DashboardGapsQueryVariables,
} from '../../packages/client/src/index.ts';
import { lastDayOf, shortDay } from './days.ts';
import { type Child, el, name } from './dom.ts';
import { count } from './format.ts';
import { groupBy } from './group.ts';
import { fileHref, type Panel, type View } from './panel.ts';

type Gap = DashboardGapsQuery['listed']['nodes'][number];
type Kind = Gap['kind'];

/** The one kind that is looked at stands under this name in the address. */
const KIND = 'gaps.kind';

const KINDS: Readonly<Record<Kind, string>> = {
  PROGRAM_WITHOUT_ACTIVITY: '没有活动的项目',
  PARTY_WITHOUT_ACTIVITY: '有责任而没有活动的单位',
  WEEKLY_DUTY_MISSED: '每周职责有缺的街道',
  TIMETABLE_MISSING: '没有按时公布的时间安排表',
  TARGET_WITHOUT_MEASUREMENT: '没有测评结果的指标',
  COLLECTIVE_WITHOUT_MEMBERS: '成员未知的集合主体',
  CITATION_UNRESOLVED: '引用而未收入的文件',
  REQUEST_LATE: '逾期未办的点单',
};

/** Kinds that are listed together; of timetables, a few beside them. */
const LISTED = (Object.keys(KINDS) as Kind[]).filter((kind) => kind !== 'TIMETABLE_MISSING');
const FEW_TIMETABLES = 24;

/** What the plan asks for and no record of the period shows. */
export const gaps: Panel<DashboardGapsQuery, DashboardGapsQueryVariables> = {
  id: 'gaps',
  document: DashboardGapsDocument,
  variables(view) {
    const { plan, state } = view;
    const { period } = state;
    const program = plan.programs.find(({ code }) => code === state.program)?.id;
    const kind = kindOf(view);
    return {
      plan: plan.code,
      ...(program !== undefined && { program }),
      firstDay: period.firstDay,
      lastDay: lastDayOf(period),
      kinds: kind === null ? LISTED : [kind],
      hasTimetables: kind === null,
      timetables: FEW_TIMETABLES,
    };
  },
  isEmpty: ({ all }) => all.totalCount === 0,
  empty: '这段时间没有未落实的事项：方案要求的，都有记录可证。',
  downloads: (view) => [{ dataset: 'gaps', title: '未落实', conditions: conditionsOf(view, null) }],
  render({ all, listed, timetables }, view) {
    if (view.state.isScreen) return glance(all, view);
    const chosen = kindOf(view);
    const byKind = groupBy([...listed.nodes, ...(timetables?.nodes ?? [])], ({ kind }) => kind);
    const shown = all.byKind.filter(({ kind }) => chosen === null || kind === chosen);
    return [
      el('p', { class: 'panel-sum' }, ...summary(all, view)),
      el(
        'div',
        { class: 'kinds', role: 'group', 'aria-label': '只看一种' },
        ...all.byKind.map(({ kind, count }) => kindButton(kind, count, view)),
      ),
      ...shown.map(({ kind, count }) => section(kind, count, byKind.get(kind) ?? [], view)),
    ];
  },
};

function kindOf({ state }: View): Kind | null {
  const given = state.get(KIND);
  return given !== null && Object.hasOwn(KINDS, given) ? (given as Kind) : null;
}

const conditionsOf = ({ plan, state: { period } }: View, kind: Kind | null) => ({
  plan: plan.code,
  from: period.firstDay,
  to: lastDayOf(period),
  kinds: kind,
});

function summary({ totalCount, byKind }: DashboardGapsQuery['all'], { state: { period } }: View): Child[] {
  return [
    `${period.label}共 `,
    el('b', {}, count(totalCount)),
    ` 项未落实，${byKind.length} 种。没有记录不等于没有做：补录之后，这里随即减少。`,
  ];
}

/** For a big screen: how many of each kind. */
function glance({ totalCount, byKind }: DashboardGapsQuery['all'], { state: { period } }: View): Child[] {
  return [
    el(
      'p',
      { class: 'panel-sum' },
      `${period.label}共 `,
      el('b', {}, count(totalCount)),
      ' 项，没有记录可证。',
    ),
    el(
      'dl',
      { class: 'gap-counts' },
      ...byKind.flatMap(({ kind, count: total }) => [el('dt', {}, KINDS[kind]), el('dd', {}, count(total))]),
    ),
  ];
}

function kindButton(kind: Kind, total: number, view: View): HTMLElement {
  const isChosen = kindOf(view) === kind;
  return el(
    'button',
    {
      type: 'button',
      class: 'kind',
      'aria-pressed': isChosen ? 'true' : 'false',
      'data-key': `kind ${kind}`,
      click: () => view.go({ [KIND]: isChosen ? null : kind }),
    },
    KINDS[kind],
    el('b', {}, count(total)),
  );
}

/** One kind: how many, how they are found, and the items under what they have in common. */
function section(kind: Kind, total: number, gaps: readonly Gap[], view: View): HTMLElement {
  const groups = groupBy(gaps, groupOf);
  return el(
    'section',
    { class: 'gap-kind' },
    el('h3', {}, `${KINDS[kind]} `, el('span', { class: 'soft' }, `${count(total)} 项`)),
    gaps[0] && el('p', { class: 'soft small' }, `口径：${gaps[0].definition}。`),
    el(
      'dl',
      { class: 'gap-list' },
      ...[...groups].map(([group, items]) =>
        el(
          'div',
          { class: group === '' ? 'plain' : null },
          group !== '' && el('dt', {}, name(group)),
          el('dd', {}, ...items.map((gap) => item(gap, view))),
        ),
      ),
    ),
    gaps.length < total && rest(kind, total - gaps.length, view),
  );
}

function rest(kind: Kind, left: number, view: View): HTMLElement {
  const isChosen = kindOf(view) === kind;
  return el(
    'p',
    { class: 'small' },
    `另有 ${count(left)} 项没有列出。`,
    isChosen
      ? el(
          'a',
          { href: fileHref({ dataset: 'gaps', conditions: conditionsOf(view, kind) }, 'html') },
          '看全部的表格',
        )
      : el(
          'button',
          {
            type: 'button',
            class: 'quote',
            'data-key': `rest ${kind}`,
            click: () => view.go({ [KIND]: kind }),
          },
          '只看这一种',
        ),
  );
}

const programText = ({ ordinal, title }: NonNullable<Gap['program']>): string => `${ordinal}. ${title}`;

/** What items of a kind have in common; nothing where each stands for itself. */
function groupOf(gap: Gap): string {
  if ('month' in gap) return monthText(gap.month);
  if ('indicator' in gap) return gap.indicator.title;
  if (gap.kind === 'PARTY_WITHOUT_ACTIVITY') return gap.program ? programText(gap.program) : '';
  return '';
}

function monthText(month: string): string {
  const [year, number] = month.split('-').map(Number);
  return `${year}年${number}月`;
}

/** An item in a few words. */
function labelOf(gap: Gap): string {
  if ('station' in gap) return gap.station.name;
  if ('citation' in gap) return gap.citation.title;
  if ('count' in gap) return `${gap.count} 件`;
  return gap.party?.name ?? (gap.program ? programText(gap.program) : KINDS[gap.kind]);
}

/** What else there is to say of it, in the list. */
function noteOf(gap: Gap): string {
  if ('weeks' in gap) return `缺 ${gap.weeks.length}／${gap.weekCount} 周`;
  if ('publishedAt' in gap && gap.publishedAt !== null) return '迟公布';
  return '';
}

function item(gap: Gap, view: View): HTMLElement {
  const label = labelOf(gap);
  const note = noteOf(gap);
  return el(
    'span',
    { class: 'gap' },
    el(
      'button',
      {
        type: 'button',
        class: 'quote',
        'data-key': `gap ${gap.kind} ${groupOf(gap)} ${label}`,
        click: () =>
          view.showPassages({
            title: [`${KINDS[gap.kind]}：`, el('bdi', {}, label.slice(0, 80))],
            facts: [facts(gap)],
            ids: gap.sources.map(({ id }) => id),
          }),
      },
      name(label),
    ),
    note !== '' && el('span', { class: 'soft small' }, note),
  );
}

/** Why it is a gap. */
function facts(gap: Gap): HTMLElement {
  const lines: [string, Child][] = [];
  if (gap.program) lines.push(['项目', name(programText(gap.program))]);
  if (gap.party) lines.push(['责任单位', name(gap.party.name)]);
  if ('responsibilities' in gap) {
    const via = gap.responsibilities.map(({ via }) => via?.name).filter((each) => each !== undefined);
    if (via.length > 0) lines.push(['经由', name([...new Set(via)].join('、'))]);
  }
  if ('weeks' in gap) lines.push(['所缺的周', weeksText(gap.weeks)]);
  if ('station' in gap) lines.push(['站点', name(gap.station.name)], ['月份', monthText(gap.month)]);
  if ('indicator' in gap) lines.push(['指标', name(gap.indicator.title)]);
  lines.push(['口径', `${gap.definition}。`]);
  return el(
    'dl',
    { class: 'facts' },
    ...lines.flatMap(([term, value]) => [el('dt', {}, term), el('dd', {}, value)]),
  );
}

const weeksText = (weeks: readonly { code: string; from: string; to: string }[]): string =>
  weeks
    .map(({ code, from, to }) => `第${Number(code.slice(6))}周（${shortDay(from)}至${shortDay(to)}）`)
    .join('、');

import {
  DashboardTargetsDocument,
  type DashboardTargetsQuery,
  type DashboardTargetsQueryVariables,
} from '../../packages/client/src/index.ts';
import { type Child, el, name } from './dom.ts';
import { count, percent, rounded, WITHHELD } from './format.ts';
import type { Panel, View } from './panel.ts';

type Program = DashboardTargetsQuery['programs']['nodes'][number];
type Target = Program['targets'][number];

/** What the plan wants reached, on what basis, and how far it has come. */
export const targets: Panel<DashboardTargetsQuery, DashboardTargetsQueryVariables> = {
  id: 'targets',
  document: DashboardTargetsDocument,
  variables: ({ plan, state }) => ({
    plan: plan.code,
    ...(state.program !== null && { program: state.program }),
  }),
  isEmpty: ({ programs }) =>
    programs.nodes.every(({ targets, indicators }) => targets.length + indicators.length === 0),
  empty: '原文在这里没有写目标。',
  downloads: ({ plan, state }) => [
    { dataset: 'targets', title: '目标值与进展', conditions: { plan: plan.code, program: state.program } },
  ],
  render({ programs }, view) {
    const all = programs.nodes.flatMap((program) => program.targets.map((target) => ({ program, target })));
    const numbered = all.filter(({ target }) => target.value !== null);
    const worded = programs.nodes.filter(
      ({ targets, indicators }) => indicators.length > 0 || targets.some(({ value }) => value === null),
    );
    return [
      el('p', { class: 'panel-sum' }, summaryOf(all.map(({ target }) => target))),
      numbered.length > 0 &&
        el(
          'ul',
          { class: 'target-cards' },
          ...numbered.map(({ program, target }) => card(program, target, view)),
        ),
      worded.length > 0 && el('h3', {}, '没有数值的目标与指标'),
      worded.length > 0 &&
        el('div', { class: 'target-words' }, ...worded.map((program) => words(program, view))),
    ];
  },
};

const BASES: Record<Target['basis'], string> = {
  STATED: '原文写明数值',
  DERIVED_FROM_NAME: '由活动名称推得',
  QUALITATIVE: '定性要求',
};

function summaryOf(all: readonly Target[]): string {
  const parts = (Object.keys(BASES) as Target['basis'][])
    .map((basis) => [BASES[basis], all.filter((target) => target.basis === basis).length] as const)
    .filter(([, number]) => number > 0)
    .map(([label, number]) => `${label} ${number} 项`);
  return `共 ${all.length} 项目标：${parts.join('，')}。进展由工作记录算出，不由人填报。`;
}

/** A target with a number: how far it has come, how that is computed, and what the number rests on. */
function card(program: Program, target: Target, view: View): HTMLElement {
  const { progress, value, unit, basis, derivation, campaign } = target;
  const share = progress?.share ?? null;
  return el(
    'li',
    { class: 'target' },
    el(
      'div',
      { class: 'target-head' },
      el('p', { class: 'soft' }, `${program.ordinal}. `, name(program.title)),
      el('span', { class: basis === 'STATED' ? 'tag strong' : 'tag' }, BASES[basis]),
    ),
    el(
      'h3',
      {},
      quote(target, view),
      campaign && el('span', { class: 'soft' }, '（', name(campaign.title), '）'),
    ),
    el(
      'p',
      { class: 'target-figure' },
      el('b', {}, reached(progress)),
      ` / ${count(value ?? 0)} ${unit ?? ''}`,
      share !== null && el('span', { class: 'share' }, percent(share)),
    ),
    bar(target, share),
    el('p', { class: 'soft small' }, progress ? `口径：${progress.definition}。` : '尚无可以计算的记录。'),
    derivation !== null && el('p', { class: 'soft small' }, `依据：${derivation}。`),
  );
}

function reached(progress: Target['progress']): string {
  if (progress === null) return '—';
  return progress.value === null ? WITHHELD : rounded(progress.value, progress.precision);
}

/** A bar that is full when the target is reached; without a share it is hatched, not empty. */
function bar({ title }: Target, share: number | null): HTMLElement {
  if (share === null)
    return el('div', { class: 'bar unknown', role: 'img', 'aria-label': `${title}：进展未知` });
  const width = Math.min(share, 1) * 100;
  return el(
    'div',
    {
      class: share >= 1 ? 'bar done' : 'bar',
      role: 'img',
      'aria-label': `${title}：完成 ${percent(share)}`,
    },
    el('span', { style: `width: ${width}%` }),
  );
}

function words(program: Program, view: View): HTMLElement {
  return el(
    'section',
    {},
    el('h4', {}, `${program.ordinal}. `, name(program.title)),
    el(
      'ul',
      {},
      ...program.targets
        .filter(({ value }) => value === null)
        .map((target) => el('li', {}, quote(target, view))),
      program.indicators.length > 0 &&
        el(
          'li',
          {},
          '指标：',
          ...indicators(program, view),
          el('span', { class: 'soft' }, '（原文只给名称，没有数值）'),
        ),
    ),
  );
}

function indicators({ indicators }: Program, view: View): Child[] {
  return indicators.flatMap((indicator, index): Child[] => [
    index > 0 && '、',
    quote({ ...indicator, id: indicator.id }, view),
  ]);
}

/** The words of the plan, which open the sentence they stand in. */
function quote({ id, title, sources }: Pick<Target, 'id' | 'title' | 'sources'>, view: View): HTMLElement {
  if (sources.length === 0) return el('bdi', {}, title);
  return el(
    'button',
    {
      type: 'button',
      class: 'quote',
      'data-key': `quote ${id}`,
      title: '看原文',
      click: () =>
        view.showPassages({ title: [el('bdi', {}, title)], ids: sources.map((source) => source.id) }),
    },
    el('bdi', {}, title),
  );
}

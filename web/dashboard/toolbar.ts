import { byId, el, fill } from './dom.ts';
import type { Plan, View } from './panel.ts';
import { currentPeriod, inUnit, type PeriodUnit, stepped } from './period.ts';

const UNITS: readonly (readonly [PeriodUnit, string, string])[] = [
  ['month', '按月', '本月'],
  ['quarter', '按季', '本季'],
  ['year', '按年', '今年'],
];

/** What all panels follow: the period, the program, and the plan where there are several. */
export function drawToolbar(view: View, plans: readonly Plan[]): void {
  const { state, plan, go } = view;
  const bar = byId('toolbar');
  const key = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.key : undefined;
  const { period } = state;
  const current = currentPeriod(period.unit);
  /** The present one is the default, and stands in no address: a link to it shows the present of whoever opens it. */
  const show = (text: string) => go({ period: text === currentPeriod('month').text ? null : text });
  const [, , now] = UNITS.find(([unit]) => unit === period.unit)!;

  fill(bar, [
    el(
      'div',
      { class: 'period', role: 'group', 'aria-label': '时间' },
      stepButton('上一段时间', '‹', 'earlier', () => show(stepped(period, -1).text)),
      el('output', { 'aria-live': 'polite' }, period.label),
      stepButton('下一段时间', '›', 'later', () => show(stepped(period, 1).text)),
      selectOf({
        label: '时间单位',
        key: 'unit',
        options: UNITS.map(([unit, label]) => [unit, label]),
        chosen: period.unit,
        choose: (unit) => show(inUnit(period, unit as PeriodUnit).text),
      }),
      period.text !== current.text &&
        el('button', { type: 'button', 'data-key': 'now', click: () => show(current.text) }, now),
    ),
    selectOf({
      label: '项目',
      key: 'program',
      options: [
        ['', '全部项目'],
        ...plan.programs.map(({ code, ordinal, title }) => [code, `${ordinal}. ${title}`] as const),
      ],
      chosen: state.program ?? '',
      choose: (code) => go({ program: code || null }),
    }),
    plans.length > 1 &&
      selectOf({
        label: '规划',
        key: 'plan',
        options: plans.map(({ code, documentNumber }) => [code, documentNumber] as const),
        chosen: plan.code,
        choose: (code) => go({ plan: code, program: null }),
      }),
    el('span', { class: 'space' }),
    el('button', { type: 'button', 'data-key': 'print', click: () => print() }, '打印'),
    el('a', { class: 'button', href: state.with({ screen: '' }).href() }, '大屏'),
  ]);
  bar.hidden = false;
  if (key !== undefined) bar.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)?.focus();
}

const stepButton = (label: string, sign: string, key: string, click: () => void): HTMLElement =>
  el('button', { type: 'button', class: 'step', 'aria-label': label, 'data-key': key, click }, sign);

interface Choice {
  label: string;
  key: string;
  options: readonly (readonly [value: string, label: string])[];
  chosen: string;
  choose: (value: string) => void;
}

function selectOf({ label, key, options, chosen, choose }: Choice): HTMLElement {
  const select = el(
    'select',
    { 'aria-label': label, 'data-key': key },
    ...options.map(([value, text]) => el('option', { value, selected: value === chosen }, text)),
  );
  select.addEventListener('change', () => choose(select.value));
  return select;
}

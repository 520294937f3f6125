import type { DashboardCalendarQuery } from '../../packages/client/src/index.ts';
import { dayLater, shortDay, slashedDay } from './days.ts';
import { type Child, el, name } from './dom.ts';
import { count } from './format.ts';
import { groupBy } from './group.ts';
import type { View } from './panel.ts';

type Duty = DashboardCalendarQuery['weeklyDuties'][number];
type DutyWeek = Duty['weeks'][number];

/** Weeks beyond which there is room for no more than the first day of each. */
const FEW = 6;
/** Weeks beyond which there is room for a sign and nothing else. */
const DENSE = 14;

/** What the plan asks for every week: a table for each, streets by weeks. */
export function weeklyDuties(duties: readonly Duty[], view: View): Child[] {
  const schedules = groupBy(duties, ({ program, schedule }) => `${program.code} ${schedule.code}`);
  if (schedules.size === 0)
    return [el('h3', {}, '每周职责'), el('p', { class: 'soft' }, '这份规划没有要求每周做的事。')];
  return [...schedules.values()].flatMap((duties) => duty(duties, view));
}

const STATES: Record<DutyWeek['state'], readonly [sign: string, word: string]> = {
  KEPT: ['✓', '已落实'],
  MISSED: ['✗', '缺'],
  OPEN: ['·', '未过完'],
};

function duty(duties: readonly Duty[], view: View): Child[] {
  const { program, schedule, definition, weeks } = duties[0]!;
  const [kept, missed] = [sumOf(duties, 'keptCount'), sumOf(duties, 'missedCount')];
  const head = el(
    'h3',
    {},
    '每周职责：',
    el(
      'button',
      {
        type: 'button',
        class: 'quote',
        'data-key': `duty ${program.code} ${schedule.code}`,
        title: '看原文',
        click: () =>
          view.showPassages({
            title: [el('bdi', {}, `${program.title}：${schedule.label}`)],
            facts: [el('p', { class: 'soft' }, `口径：${definition}。`)],
            ids: [...new Set(duties.flatMap(({ sources }) => sources.map(({ id }) => id)))],
          }),
      },
      el('bdi', {}, `${schedule.label}，${program.title}`),
    ),
  );
  if (weeks.length === 0)
    return [head, el('p', { class: 'soft' }, '这段时间里没有完整的一周（周一至周日）。')];
  return [
    head,
    el(
      'p',
      { class: 'panel-sum' },
      `${duties.length} 个街道，已过的 ${weeks.filter(({ state }) => state !== 'OPEN').length} 周中，落实 `,
      el('b', {}, count(kept)),
      ' 周次，缺 ',
      el('b', { class: missed > 0 ? 'missed' : null }, count(missed)),
      ' 周次。',
    ),
    el(
      'div',
      { class: 'duty-box', role: 'region', tabindex: 0, 'aria-label': '每周职责表，可横向滚动' },
      dutyTable(duties),
    ),
    el(
      'p',
      { class: 'calendar-legend' },
      ...Object.entries(STATES).map(([state, [sign, word]]) =>
        el(
          'span',
          {},
          el('span', { class: `sign ${state.toLowerCase()}`, 'aria-hidden': 'true' }, sign),
          word,
        ),
      ),
      weeks.length <= DENSE && el('span', { class: 'soft' }, '格中数字为该周场数'),
    ),
  ];
}

/** The same for a big screen: of each street how many of the weeks that are past were kept. */
export function dutiesAtAGlance(duties: readonly Duty[]): Child[] {
  const schedules = groupBy(duties, ({ program, schedule }) => `${program.code} ${schedule.code}`);
  return [...schedules.values()].map((duties) => {
    const { program, schedule } = duties[0]!;
    return el(
      'div',
      { class: 'duty-glance' },
      el('h3', {}, name(`${schedule.label}，${program.title}`)),
      el(
        'dl',
        {},
        ...duties.flatMap(({ party, keptCount, missedCount }) => [
          el('dt', {}, name(party.name)),
          el(
            'dd',
            { class: missedCount > 0 ? 'missed' : 'kept' },
            `${keptCount}／${keptCount + missedCount} 周`,
          ),
        ]),
      ),
    );
  });
}

const sumOf = (duties: readonly Duty[], what: 'keptCount' | 'missedCount'): number =>
  duties.reduce((sum, duty) => sum + duty[what], 0);

function dutyTable(duties: readonly Duty[]): HTMLElement {
  const { weeks } = duties[0]!;
  return el(
    'table',
    { class: weeks.length > DENSE ? 'duty dense' : 'duty' },
    el('caption', { class: 'sr' }, '每周职责：行为街道，列为周'),
    el(
      'thead',
      {},
      el(
        'tr',
        {},
        el('th', { scope: 'col' }, '街道'),
        ...weeks.map(({ week }) => {
          const spoken = `${week.code}，${shortDay(week.from)}至${shortDay(week.to)}`;
          return el(
            'th',
            { scope: 'col', title: spoken },
            el('span', { class: 'sr' }, spoken),
            el('span', { 'aria-hidden': 'true' }, weekHead(week, weeks.length)),
          );
        }),
        el('th', { scope: 'col', class: 'sum' }, '缺'),
      ),
    ),
    el(
      'tbody',
      {},
      ...duties.map(({ party, weeks, missedCount }) =>
        el(
          'tr',
          {},
          el('th', { scope: 'row' }, name(party.name)),
          ...weeks.map(weekCell),
          el('td', { class: missedCount > 0 ? 'sum missed' : 'sum' }, count(missedCount)),
        ),
      ),
    ),
  );
}

function weekHead({ from, to }: DutyWeek['week'], weekCount: number): string {
  if (weekCount > DENSE) return monthStart(from);
  return weekCount > FEW ? slashedDay(from) : `${slashedDay(from)}–${slashedDay(to)}`;
}

/** The month that begins in a week, where one does. */
const monthStart = (monday: string): string => {
  const sunday = dayLater(monday, 6);
  return monday.slice(0, 7) === sunday.slice(0, 7) && monday.slice(8) !== '01'
    ? ''
    : `${Number(sunday.slice(5, 7))}月`;
};

function weekCell({ state, activityCount, week }: DutyWeek): HTMLElement {
  const [sign, word] = STATES[state];
  return el(
    'td',
    { class: state.toLowerCase(), title: `${week.code}：${word}，${activityCount} 场` },
    el('span', { class: 'sign', 'aria-hidden': 'true' }, sign),
    el('span', { class: 'sr' }, word),
    activityCount > 0 && el('span', { class: 'held' }, activityCount, el('span', { class: 'sr' }, ' 场')),
  );
}

import {
  DashboardCalendarDocument,
  type DashboardCalendarQuery,
  type DashboardCalendarQueryVariables,
} from '../../packages/client/src/index.ts';
import { dayLater, isDay, lastDayOf, midnightOf, shortDay, today, WEEKDAYS, weekdayOf } from './days.ts';
import { type Child, el, name } from './dom.ts';
import { dutiesAtAGlance, weeklyDuties } from './duties.ts';
import { count, dateText, timeText } from './format.ts';
import { moveByArrows } from './grid-keys.ts';
import { groupBy } from './group.ts';
import { levelOf, levels } from './matrix-model.ts';
import { fileHref, type Panel, type View } from './panel.ts';

type Day = DashboardCalendarQuery['days']['groups'][number];
type Activity = NonNullable<DashboardCalendarQuery['chosen']>['nodes'][number];

/** The chosen day stands under this name in the address. */
const CHOSEN = 'calendar.day';

/** Only such activities are counted here: none that was cancelled. */
const STATUSES = ['PUBLISHED', 'COMPLETED'];

/** Activities day by day, with the holidays and working weekends, and the duties of every week. */
export const calendar: Panel<DashboardCalendarQuery, DashboardCalendarQueryVariables> = {
  id: 'calendar',
  document: DashboardCalendarDocument,
  variables(view) {
    const { plan, state } = view;
    const { period, program } = state;
    const day = chosenDay(view);
    return {
      plan: plan.code,
      ...(program !== null && { program }),
      from: period.from,
      before: period.before,
      firstDay: period.firstDay,
      lastDay: lastDayOf(period),
      hasDay: day !== null,
      ...(day !== null && { dayFrom: midnightOf(day), dayBefore: midnightOf(dayLater(day, 1)) }),
    };
  },
  downloads: ({ plan, state: { period, program } }) => [
    {
      dataset: 'calendar',
      title: '每日场数',
      conditions: { plan: plan.code, program, from: period.firstDay, before: period.dayAfter },
    },
    {
      dataset: 'activities',
      title: '活动',
      conditions: { program, status: STATUSES, from: period.firstDay, before: period.dayAfter },
    },
    {
      dataset: 'weekly-duties',
      title: '每周职责',
      conditions: { plan: plan.code, from: period.firstDay, to: lastDayOf(period) },
    },
  ],
  render(data, view) {
    const days = data.days.groups;
    const most = Math.max(0, ...days.map(({ measures }) => measures.count));
    const months = groupBy(days, ({ key }) => key.period!.start.slice(0, 7));
    const grids = (isWide: boolean) =>
      el(
        'div',
        { class: 'months' },
        ...[...months.values()].map((days) => month(days, { most, isWide, view })),
      );
    if (view.state.isScreen) {
      return [
        el(
          'p',
          { class: 'panel-sum' },
          el('b', {}, count(data.days.total.count)),
          ` 场活动，在 ${busyDays(data)} 天`,
        ),
        el(
          'div',
          { class: `calendar months-${months.size}` },
          grids(false),
          el('div', { class: 'duties' }, ...dutiesAtAGlance(data.weeklyDuties)),
        ),
      ];
    }
    const chosen = chosenDay(view);
    const day = el(
      'div',
      { class: 'calendar-day', 'aria-live': 'polite' },
      ...(chosen === null ? hint(days) : activities(chosen, data, view)),
    );
    const duties = el('div', { class: 'duties' }, ...weeklyDuties(data.weeklyDuties, view));
    return [
      el('p', { class: 'panel-sum' }, ...summary(data, view)),
      el(
        'div',
        { class: `calendar months-${months.size}` },
        el('div', {}, grids(months.size === 1), legend(days, most)),
        el('div', { class: 'calendar-side' }, day, duties),
      ),
    ];
  },
};

/** The day that the address names, where it lies in the period. */
function chosenDay({ state }: View): string | null {
  const day = state.get(CHOSEN);
  const { firstDay, dayAfter } = state.period;
  return day !== null && isDay(day) && day >= firstDay && day < dayAfter ? day : null;
}

const busyDays = ({ days }: DashboardCalendarQuery): string =>
  count(days.groups.filter(({ measures }) => measures.count > 0).length);

function summary(data: DashboardCalendarQuery, { state: { period } }: View): Child[] {
  const { total } = data.days;
  const upcoming = total.count - total.completed;
  if (total.count === 0) return [`${period.label}没有已公布的活动。`];
  return [
    `${period.label}共 `,
    el('b', {}, count(total.count)),
    ` 场活动，分布在 ${busyDays(data)} 天${upcoming > 0 ? `；其中 ${count(upcoming)} 场尚未完成` : ''}。`,
  ];
}

interface Grid {
  most: number;
  /** Whether there is room for more than the number of a day. */
  isWide: boolean;
  view: View;
}

/** A month as a table of weeks. */
function month(days: readonly Day[], grid: Grid): HTMLElement {
  const first = days[0]!.key.period!.start;
  const [year, monthNumber] = first.split('-').map(Number);
  const cells: (HTMLElement | null)[] = [
    ...Array.from({ length: weekdayOf(first) }, () => null),
    ...days.map((day) => dayCell(day, grid)),
  ];
  const weeks = Array.from({ length: Math.ceil(cells.length / 7) }, (_, i) => cells.slice(i * 7, i * 7 + 7));
  const table = el(
    'table',
    { class: grid.isWide ? 'month wide' : 'month' },
    el('caption', {}, `${year}年${monthNumber}月`),
    el(
      'thead',
      {},
      el('tr', {}, ...WEEKDAYS.map((weekday) => el('th', { scope: 'col', abbr: `星期${weekday}` }, weekday))),
    ),
    el(
      'tbody',
      {},
      ...weeks.map((week) =>
        el('tr', {}, ...Array.from({ length: 7 }, (_, i) => week[i] ?? el('td', { class: 'outside' }))),
      ),
    ),
  );
  moveByArrows(table);
  return table;
}

const KINDS: Record<NonNullable<NonNullable<Day['key']['period']>['calendarDay']>['kind'], string> = {
  WORKDAY: '',
  WEEKEND: '',
  HOLIDAY: '休',
  WORKING_WEEKEND: '班',
};

function dayCell({ key, measures }: Day, { most, isWide, view }: Grid): HTMLElement {
  const { start, calendarDay } = key.period!;
  const date = Number(start.slice(8));
  const held = measures.count;
  const isChosen = chosenDay(view) === start;
  const mark = KINDS[calendarDay!.kind];
  // For the eye; what is heard is said in full behind it.
  const seen = { 'aria-hidden': 'true' };
  const inside = (): Child[] => [
    el('span', { class: 'date', ...seen }, date),
    mark && el('span', { class: `daymark ${calendarDay!.kind.toLowerCase()}`, ...seen }, mark),
    isWide && el('span', { class: 'held', ...seen }, held > 0 ? `${held} 场` : ''),
    el('span', { class: 'sr' }, spoken.join('，')),
  ];
  const spoken = [
    `${shortDay(start)} 星期${WEEKDAYS[weekdayOf(start)]}`,
    mark && (mark === '休' ? `${calendarDay!.holiday}放假` : `${calendarDay!.holiday}调休，上班`),
    held === 0 ? '没有活动' : `${held} 场活动`,
  ].filter(Boolean);
  const className = [
    `level-${levelOf(held, most)}`,
    calendarDay!.kind === 'WEEKEND' || calendarDay!.kind === 'HOLIDAY' ? 'off' : 'on',
    start === today() && 'today',
    isChosen && 'chosen',
  ];
  return el(
    'td',
    { class: className.filter(Boolean).join(' ') },
    held === 0
      ? el('div', { class: 'day', title: spoken.join('，') }, ...inside())
      : el(
          'button',
          {
            type: 'button',
            class: 'day',
            title: spoken.join('，'),
            'aria-pressed': isChosen ? 'true' : 'false',
            'data-key': `day ${start}`,
            click: () => view.go({ [CHOSEN]: isChosen ? null : start }),
          },
          ...inside(),
        ),
  );
}

/** What stands where no day is chosen: how to choose one, and the holidays of the period. */
function hint(days: readonly Day[]): Child[] {
  const special = days.filter(({ key }) => KINDS[key.period!.calendarDay!.kind] !== '');
  // The days off first: a weekend that is worked for one holiday may lie before another.
  const holidays = groupBy(
    [...special.filter((day) => !isWorked(day)), ...special.filter(isWorked)],
    ({ key }) => key.period!.calendarDay!.holiday,
  );
  const isSilent = days.some(({ key }) => key.period!.calendarDay!.notice === null);
  return [
    el('p', { class: 'soft' }, '点有活动的一天，这里列出当天的活动。'),
    holidays.size > 0 &&
      el(
        'ul',
        { class: 'holidays' },
        ...[...holidays].map(([holiday, days]) => el('li', {}, el('b', {}, holiday), `：${spanOf(days)}`)),
      ),
    el(
      'p',
      { class: 'soft small' },
      isSilent
        ? '有的日子所在的年份，国务院办公厅的节假日安排尚未收录：放假与调休未知。'
        : `放假与调休依${noticesOf(days).join('、')}。`,
    ),
  ];
}

const isWorked = ({ key }: Day): boolean => key.period!.calendarDay!.kind === 'WORKING_WEEKEND';

const noticesOf = (days: readonly Day[]): string[] => [
  ...new Set(days.map(({ key }) => key.period!.calendarDay!.notice ?? '')),
];

/** 10月1日至10月7日放假，9月20日、10月10日上班. */
function spanOf(days: readonly Day[]): string {
  const of = (kind: string) =>
    days.filter(({ key }) => key.period!.calendarDay!.kind === kind).map(({ key }) => key.period!.start);
  const [off, worked] = [of('HOLIDAY'), of('WORKING_WEEKEND')];
  const span =
    off.length > 1
      ? `${shortDay(off[0]!)}至${shortDay(off.at(-1)!)}放假`
      : off.length === 1
        ? `${shortDay(off[0]!)}放假`
        : '';
  return [span, worked.length > 0 && `${worked.map(shortDay).join('、')}上班`].filter(Boolean).join('，');
}

function activities(day: string, { days, chosen }: DashboardCalendarQuery, { go, state }: View): Child[] {
  const kind = days.groups.find(({ key }) => key.period!.start === day)?.key.period!.calendarDay;
  const all = chosen?.nodes ?? [];
  const total = chosen?.totalCount ?? 0;
  return [
    el(
      'div',
      { class: 'day-head' },
      el('h3', {}, `${dateText(day)}，星期${WEEKDAYS[weekdayOf(day)]}`),
      kind?.kind === 'HOLIDAY' && el('span', { class: 'tag' }, `${kind.holiday}放假`),
      kind?.kind === 'WORKING_WEEKEND' && el('span', { class: 'tag' }, '调休上班'),
      el(
        'button',
        {
          type: 'button',
          class: 'close',
          'aria-label': '不看这一天',
          'data-key': 'no-day',
          click: () => go({ [CHOSEN]: null }),
        },
        '×',
      ),
    ),
    all.length === 0
      ? el('p', { class: 'soft' }, '这一天没有活动。')
      : el('ol', { class: 'activities' }, ...all.map(activity)),
    total > all.length &&
      el(
        'p',
        {},
        el(
          'a',
          {
            href: fileHref(
              {
                dataset: 'activities',
                conditions: {
                  program: state.program,
                  status: STATUSES,
                  from: day,
                  before: dayLater(day, 1),
                },
              },
              'html',
            ),
          },
          `看全部 ${count(total)} 场`,
        ),
      ),
  ];
}

function activity({
  title,
  status,
  startsAt,
  endsAt,
  organizer,
  program,
  venue,
  place,
}: Activity): HTMLElement {
  const where = venue?.name ?? place;
  return el(
    'li',
    {},
    el('span', { class: 'when' }, `${timeText(new Date(startsAt))}–${timeText(new Date(endsAt))}`),
    el(
      'div',
      {},
      el(
        'p',
        { class: 'what' },
        name(title),
        status === 'PUBLISHED' && el('span', { class: 'tag' }, '未完成'),
      ),
      el(
        'p',
        { class: 'soft small' },
        name(organizer.name),
        ` · ${program.ordinal}. `,
        name(program.title),
        where ? ' · ' : null,
        where ? name(where) : null,
      ),
    ),
  );
}

function legend(days: readonly Day[], most: number): HTMLElement {
  const kinds = new Set(days.map(({ key }) => key.period!.calendarDay!.kind));
  return el(
    'p',
    { class: 'calendar-legend' },
    most > 0 && el('span', { class: 'soft' }, '每天的场数'),
    ...levels(most).map(({ level, from, to }) =>
      el(
        'span',
        {},
        el('i', { class: `swatch level-${level}`, 'aria-hidden': 'true' }),
        from === to ? from : `${from}–${to}`,
      ),
    ),
    kinds.has('HOLIDAY') && el('span', {}, el('span', { class: 'daymark holiday' }, '休'), '放假'),
    kinds.has('WORKING_WEEKEND') &&
      el('span', {}, el('span', { class: 'daymark working_weekend' }, '班'), '调休上班'),
  );
}

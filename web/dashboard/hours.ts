import {
  DashboardHoursDocument,
  type DashboardHoursQuery,
  type DashboardHoursQueryVariables,
} from '../../packages/client/src/index.ts';
import { chart, type ChartOption } from './chart.ts';
import { today } from './days.ts';
import { type Child, el, name } from './dom.ts';
import { count, decimal, rounded } from './format.ts';
import { type Panel, type View } from './panel.ts';
import { yearOf } from './period.ts';

/** What stands in the place of a number of people that is not told. */
const NOT_TOLD = '不公布';
/** The same where there is no room for words. */
const SIGN_OF_NOT_TOLD = '—';

/** People are told of in multiples of this. */
const PRECISION = 5;

/** What the charts show stands under this name in the address, and whether the tables are shown under the other. */
const MEASURE = 'hours.measure';
const TABLES = 'hours.tables';

/** A program, street or month with its numbers. */
interface Row {
  key: string;
  label: string;
  hours: number;
  attendances: number;
  count: number;
  /** Rounded; null where they are not told, undefined where nobody counts them. */
  people: number | null | undefined;
  /** Whether it is what the page looks at. */
  isInPeriod?: boolean;
  /** Whether it has not begun: nothing is known of it then, not even that there is nothing. */
  isAhead?: boolean;
}

const MEASURES = {
  hours: { title: '服务时长', unit: '小时', text: decimal },
  attendances: { title: '到场人次', unit: '人次', text: count },
  people: { title: '参加人数', unit: '人', text: (value: number) => rounded(value, PRECISION) },
  count: { title: '活动场数', unit: '场', text: count },
} as const satisfies Record<string, { title: string; unit: string; text: (value: number) => string }>;

type Measure = keyof typeof MEASURES;

/** Hours and participants by program, street and month, as charts and as tables. */
export const hours: Panel<DashboardHoursQuery, DashboardHoursQueryVariables> = {
  id: 'hours',
  document: DashboardHoursDocument,
  variables({ plan, state: { period, program } }) {
    const year = yearOf(period);
    return {
      plan: plan.code,
      district: plan.districtCode,
      ...(program !== null && { program }),
      from: period.from,
      before: period.before,
      yearFrom: year.from,
      yearBefore: year.before,
    };
  },
  isEmpty: ({ byMonth }) => byMonth.groups.every(({ measures }) => measures.count === 0),
  empty: '这一年还没有已完成的活动，所以没有时长与人次。',
  downloads: ({ plan, state: { period, program } }) => {
    const conditions = { plan: plan.code, program, from: period.firstDay, before: period.dayAfter };
    return [
      { dataset: 'hours', title: '各项目', conditions },
      { dataset: 'hours-by-street', title: '各街道', conditions },
    ];
  },
  render(data, view) {
    const { period } = view.state;
    const measure = measureOf(view);
    if (view.state.isScreen) {
      return [
        el('p', { class: 'panel-sum' }, ...glance(data)),
        el(
          'div',
          { class: 'figures' },
          figure(`按项目，${period.label}`, '项目', programs(data), { measure, isAcross: true }),
          figure(`按月，${yearOf(period).label}`, '月份', months(data, view), {
            measure,
            isAcross: false,
            isBare: true,
          }),
        ),
      ];
    }
    const hasTables = view.state.get(TABLES) !== null;
    const year = yearOf(period);
    return [
      el('p', { class: 'panel-sum' }, ...summary(data, view)),
      switches(view, measure, hasTables),
      el(
        'div',
        { class: hasTables ? 'figures with-tables' : 'figures' },
        figure(`按项目，${period.label}`, '项目', programs(data), { measure, isAcross: true }),
        figure(`按街道，${period.label}`, '街道', streets(data), { measure, isAcross: true }),
        figure(`按月，${year.label}`, '月份', months(data, view), { measure, isAcross: false }),
      ),
      el(
        'p',
        { class: 'soft small' },
        `小时、人次只计已确认且计入的记录；同一人在同一活动计一次人次。人数不重复计人，按 ${PRECISION} 的倍数随机取整（约），不足 5 人或须为这样的小组保密的不公布。街道取活动场所的，没有登记场所的取主办方的。`,
      ),
    ];
  },
};

function measureOf({ state }: View): Measure {
  const given = state.get(MEASURE);
  return given !== null && Object.hasOwn(MEASURES, given) ? (given as Measure) : 'hours';
}

function summary({ byProgram, peopleByProgram }: DashboardHoursQuery, { state: { period } }: View): Child[] {
  const { total } = byProgram;
  if (total.count === 0) return [`${period.label}没有已完成的活动。`];
  const { people } = peopleByProgram.total;
  return [
    `${period.label}完成 `,
    el('b', {}, count(total.count)),
    ' 场活动，到场 ',
    el('b', {}, count(total.attendances)),
    ' 人次，服务 ',
    el('b', {}, decimal(total.hours)),
    ' 小时；参加人数',
    people === null ? NOT_TOLD : el('b', {}, ` ${rounded(people, PRECISION)} 人`),
    '。',
  ];
}

/** For a big screen: the same in one line. */
function glance({ byProgram: { total }, peopleByProgram }: DashboardHoursQuery): Child[] {
  const { people } = peopleByProgram.total;
  return [
    el('b', {}, count(total.attendances)),
    ' 人次，',
    el('b', {}, count(Math.round(total.hours))),
    ' 小时，',
    people === null ? `人数${NOT_TOLD}` : `${rounded(people, PRECISION)} 人`,
  ];
}

function switches({ go }: View, measure: Measure, hasTables: boolean): HTMLElement {
  return el(
    'div',
    { class: 'switches' },
    el(
      'div',
      { class: 'segments', role: 'group', 'aria-label': '图上画什么' },
      ...Object.entries(MEASURES).map(([key, { title }]) =>
        el(
          'button',
          {
            type: 'button',
            'aria-pressed': key === measure ? 'true' : 'false',
            'data-key': `measure ${key}`,
            click: () => go({ [MEASURE]: key === 'hours' ? null : key }),
          },
          title,
        ),
      ),
    ),
    el(
      'button',
      {
        type: 'button',
        'aria-pressed': hasTables ? 'true' : 'false',
        'data-key': 'tables',
        click: () => go({ [TABLES]: hasTables ? null : '' }),
      },
      hasTables ? '收起表格' : '看表格',
    ),
  );
}

function programs({ byProgram, peopleByProgram }: DashboardHoursQuery): Row[] {
  const people = new Map(
    peopleByProgram.groups.map(({ key, measures }) => [key.program?.code, measures.people] as const),
  );
  return byProgram.groups.map(({ key, measures }) => ({
    key: key.program!.code,
    label: `${key.program!.ordinal}. ${key.program!.title}`,
    ...measures,
    people: toldOf(measures.attendances, people.get(key.program!.code)),
  }));
}

const streets = ({ byStreet }: DashboardHoursQuery): Row[] =>
  byStreet.groups.map(({ key, measures }) => ({
    key: key.street?.code ?? '',
    label: key.street?.name ?? '不属于街道',
    ...measures,
    people: undefined,
  }));

function months({ byMonth, peopleByMonth }: DashboardHoursQuery, { state: { period } }: View): Row[] {
  const people = new Map(
    peopleByMonth.groups.map(({ key, measures }) => [key.period?.start, measures.people] as const),
  );
  return byMonth.groups.map(({ key, measures }) => {
    const { start } = key.period!;
    return {
      key: start,
      label: `${Number(start.slice(5, 7))}月`,
      ...measures,
      people: toldOf(measures.attendances, people.get(start)),
      isInPeriod: start >= period.firstDay && start < period.dayAfter,
      isAhead: start > today(),
    };
  });
}

/** Nobody where nobody was there; a group that is not listed is one that is not told of. */
const toldOf = (attendances: number, people: number | null | undefined): number | null =>
  attendances === 0 ? 0 : (people ?? null);

interface Look {
  measure: Measure;
  /** Bars from left to right, for long names. */
  isAcross: boolean;
  /** Bars alone, without their numbers, where there is little room. */
  isBare?: boolean;
}

function figure(title: string, what: string, rows: readonly Row[], look: Look): HTMLElement {
  const { title: measured, unit } = MEASURES[look.measure];
  const isCounted = rows.some(({ [look.measure]: value }) => value !== undefined);
  const drawing = el('div', {
    class: 'drawing',
    // What stands in a row of text, and as high as the style says where it is months.
    style: look.isAcross ? `--rows: ${rows.length}` : null,
  });
  const isDrawn = rows.length > 0 && isCounted;
  if (isDrawn) chart(drawing, optionOf(rows, look));
  return el(
    'figure',
    { class: look.isAcross ? null : 'whole' },
    el(
      'figcaption',
      {},
      el('b', {}, title),
      el(
        'span',
        { class: 'soft' },
        `，${measured}（${unit}）`,
        look.isBare &&
          rows.some(({ [look.measure]: value }) => value === null) &&
          `，“${SIGN_OF_NOT_TOLD}”为${NOT_TOLD}`,
      ),
    ),
    rows.length === 0 && el('p', { class: 'panel-empty' }, '这段时间没有已完成的活动。'),
    rows.length > 0 &&
      !isCounted &&
      el('p', { class: 'panel-empty' }, '人数不按街道统计：同一人可在几个街道参加。'),
    isDrawn && drawing,
    rows.length > 0 && table(title, what, rows),
  );
}

function table(title: string, what: string, rows: readonly Row[]): HTMLElement {
  const hasPeople = rows.some(({ people }) => people !== undefined);
  return el(
    'div',
    { class: 'figure-table' },
    el(
      'table',
      {},
      el('caption', { class: 'sr' }, title),
      el(
        'thead',
        {},
        el(
          'tr',
          {},
          el('th', { scope: 'col' }, what),
          el('th', { scope: 'col' }, '场数'),
          el('th', { scope: 'col' }, '人次'),
          hasPeople && el('th', { scope: 'col' }, '人数'),
          el('th', { scope: 'col' }, '小时'),
        ),
      ),
      el(
        'tbody',
        {},
        ...rows.map((row) =>
          el('tr', {}, el('th', { scope: 'row' }, name(row.label)), ...numbersOf(row, hasPeople)),
        ),
      ),
    ),
  );
}

const numbersOf = (row: Row, hasPeople: boolean): Child[] =>
  row.isAhead
    ? [el('td', { colspan: hasPeople ? 4 : 3, class: 'withheld' }, '未到')]
    : [
        el('td', {}, count(row.count)),
        el('td', {}, count(row.attendances)),
        hasPeople && el('td', { class: row.people === null ? 'withheld' : null }, peopleText(row.people)),
        el('td', {}, decimal(row.hours)),
      ];

const peopleText = (people: number | null | undefined): string =>
  people === null ? NOT_TOLD : people === undefined ? '' : people === 0 ? '0' : rounded(people, PRECISION);

/** Bars with their numbers at the end; what is not told has words in the place of a bar. */
const optionOf =
  (rows: readonly Row[], { measure, isAcross, isBare = false }: Look): ChartOption =>
  ({ ink, soft, line, accent, steps }) => {
    const { text } = MEASURES[measure];
    // Widths of text are measured with it, so it must be one that is.
    const { fontFamily } = getComputedStyle(document.body);
    const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
    const fontSize = Math.round(rem * 0.8125);
    const hasPeriod = rows.some(({ isInPeriod }) => isInPeriod === false);
    const bars = {
      type: 'bar',
      barMaxWidth: isAcross ? rem : 2.25 * rem,
      data: rows.map(({ [measure]: value, isInPeriod }) => ({
        // One without a value would have no words in its place either.
        value: value ?? 0,
        itemStyle: {
          color: hasPeriod && !isInPeriod ? steps[2] : accent,
          borderRadius: isAcross ? [0, 3, 3, 0] : [3, 3, 0, 0],
        },
      })),
      labelLayout: { hideOverlap: true },
      label: {
        // What is not told always says so: without a bar it would look like nothing.
        show: !isBare || rows.some(({ [measure]: value }) => value === null),
        position: isAcross ? 'right' : 'top',
        color: ink,
        fontSize,
        fontFamily,
        formatter: ({ dataIndex }: { dataIndex: number }) => {
          const { [measure]: value, isAhead } = rows[dataIndex]!;
          if (isAhead) return '';
          if (value === null || value === undefined) return isBare ? SIGN_OF_NOT_TOLD : NOT_TOLD;
          if (isBare) return '';
          return value === 0 ? '0' : text(value);
        },
      },
    };
    const names = {
      type: 'category',
      // More than has room anywhere; the table has the whole.
      data: rows.map(({ label }) => label.slice(0, 40)),
      inverse: isAcross,
      axisTick: { show: false },
      axisLine: { lineStyle: { color: line } },
      axisLabel: {
        color: isAcross ? ink : soft,
        fontSize,
        fontFamily,
        ...(isAcross ? { interval: 0, width: 8 * rem, overflow: 'truncate' } : { hideOverlap: true }),
      },
    };
    const numbers = {
      type: 'value',
      axisLabel: { show: !isAcross && !isBare, color: soft, fontSize, fontFamily },
      splitLine: { show: !isAcross && !isBare, lineStyle: { color: line } },
      splitNumber: 3,
    };
    return {
      animation: false,
      textStyle: { fontFamily },
      grid: isAcross
        ? { left: 8.5 * rem, right: 4 * rem, top: 4, bottom: 4, outerBoundsMode: 'none' }
        : {
            left: isBare ? 0 : 3 * rem,
            right: isBare ? 0 : 8,
            top: isBare ? 0 : 1.75 * rem,
            bottom: 1.75 * rem,
            outerBoundsMode: 'none',
          },
      [isAcross ? 'yAxis' : 'xAxis']: names,
      [isAcross ? 'xAxis' : 'yAxis']: numbers,
      series: [bars],
    };
  };

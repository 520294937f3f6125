import {
  DashboardMatrixDocument,
  type DashboardMatrixQuery,
  type DashboardMatrixQueryVariables,
} from '../../packages/client/src/index.ts';
import { type Child, el, name } from './dom.ts';
import { count, dateText, UNKNOWN } from './format.ts';
import { moveByArrows } from './grid-keys.ts';
import {
  type Cell,
  levelOf,
  levels,
  type MatrixModel,
  matrixModel,
  type Responsibility,
  type Row,
} from './matrix-model.ts';
import { fileHref, type Panel, type View } from './panel.ts';

/** Activities of these states are counted: what was called off was not done. */
const COUNTED = ['PUBLISHED', 'COMPLETED'];

/** Names of collectives that are open stand under this name in the address. */
const OPEN = 'matrix.open';

/** Who owes what in which program, and what was done about it in the period: a table, coloured by activities. */
export const matrix: Panel<DashboardMatrixQuery, DashboardMatrixQueryVariables> = {
  id: 'matrix',
  document: DashboardMatrixDocument,
  variables: ({ plan, state: { period } }) => ({ plan: plan.code, from: period.from, before: period.before }),
  isEmpty: (data) => !data.plan || data.plan.responsibilityMatrix.rows.length === 0,
  empty: '这份规划没有写明责任单位。',
  downloads: ({ plan, state: { period, program } }) => [
    { dataset: 'responsibilities', title: '责任', conditions: { plan: plan.code, program } },
    {
      dataset: 'activities',
      title: `${period.label}的活动`,
      conditions: { program, status: COUNTED, from: period.firstDay, before: period.dayAfter },
    },
  ],
  render(data, view) {
    const model = matrixModel(data)!;
    if (view.state.isScreen) return screenOf(model, view);
    return [
      el('p', { class: 'panel-sum' }, ...summary(model, view)),
      el(
        'div',
        { class: 'matrix-box', role: 'region', tabindex: 0, 'aria-label': '责任矩阵表，可横向滚动' },
        table(model, view),
      ),
      legend(model),
    ];
  },
};

function summary(
  { rows, programs, total, asOf }: MatrixModel,
  { state: { period, isScreen } }: View,
): Child[] {
  const upcoming = total.count - total.completed;
  return [
    `${rows.length} 个责任主体，${programs.length} 个项目。${period.label}共 `,
    el('b', {}, count(total.count)),
    ` 场活动，已完成 ${count(total.completed)} 场${upcoming > 0 ? `，待举办 ${count(upcoming)} 场` : ''}。`,
    !isScreen && `成员关系截至${dateText(asOf)}。`,
  ];
}

function table(model: MatrixModel, view: View): HTMLElement {
  const open = new Set(view.state.list(OPEN));
  const rows = model.rows.flatMap((row) => [row, ...(open.has(row.key) ? (row.members ?? []) : [])]);
  const made = tableOf(rows, model, view);
  moveByArrows(made);
  return made;
}

function tableOf(rows: readonly Row[], model: MatrixModel, view: View): HTMLTableElement {
  const open = new Set(view.state.list(OPEN));
  const hasOthers = model.others.some((each) => each.count > 0);
  return el(
    'table',
    { class: 'matrix' },
    el('caption', { class: 'sr' }, '责任矩阵：行为责任主体，列为项目；单元格是本期活动场数和责任的依据'),
    el(
      'thead',
      {},
      el(
        'tr',
        {},
        el('th', { scope: 'col', class: 'corner' }, '责任主体'),
        ...model.programs.map((program) => programHead(program, view)),
        el('th', { scope: 'col', class: 'sum' }, '合计'),
      ),
    ),
    el('tbody', {}, ...rows.map((row) => bodyRow(row, model, view, open))),
    el('tfoot', {}, hasOthers && footRow('其他主办方', model.others), footRow('全部活动', model.totals)),
  );
}

/** So many rows can be read from across a room. */
const SCREEN_ROWS = 12;

/** For the big screen: who did something, the busiest first, and the names of those who did not. */
function screenOf(model: MatrixModel, view: View): Child[] {
  const all = model.rows.flatMap((row) => (row.members?.length ? row.members : [row]));
  const active = all.filter(({ total }) => (total?.count ?? 0) > 0);
  active.sort((a, b) => (b.total?.count ?? 0) - (a.total?.count ?? 0));
  const idle = all.filter(({ total }) => total?.count === 0);
  const unknown = all.filter(({ total }) => total === null);
  const more = active.length - SCREEN_ROWS;
  return [
    el('p', { class: 'panel-sum' }, ...summary(model, view)),
    el('div', { class: 'matrix-box' }, tableOf(active.slice(0, SCREEN_ROWS), model, view)),
    more > 0 && el('p', {}, `另有 ${more} 个责任主体办了活动。`),
    idle.length > 0 &&
      el(
        'p',
        {},
        el('b', {}, `${view.state.period.label}没有活动 ${idle.length} 个：`),
        ...namesOf(idle),
        '。',
      ),
    unknown.length > 0 && el('p', { class: 'soft' }, '成员未知，无从统计：', ...namesOf(unknown), '。'),
  ];
}

const namesOf = (rows: readonly Row[]): Child[] =>
  rows.flatMap((row, index) => [index > 0 && '、', name(row.name)]);

function programHead(program: MatrixModel['programs'][number], { state, go }: View): HTMLElement {
  const isChosen = state.program === program.code;
  return el(
    'th',
    { scope: 'col', class: isChosen ? 'chosen' : null },
    el(
      'button',
      {
        type: 'button',
        'aria-pressed': isChosen ? 'true' : 'false',
        title: isChosen ? '看全部项目' : `只看“${program.title}”`,
        'data-key': `program ${program.code}`,
        click: () => go({ program: isChosen ? null : program.code }),
      },
      el('span', { class: 'ordinal' }, program.ordinal),
      name(program.title),
    ),
  );
}

function bodyRow(row: Row, model: MatrixModel, view: View, open: Set<string>): HTMLElement {
  return el(
    'tr',
    { class: row.via ? 'member' : null },
    el('th', { scope: 'row' }, ...rowHead(row, view, open)),
    ...row.cells.map((cell) => bodyCell(row, cell, model, view)),
    el(
      'td',
      { class: 'sum' },
      row.total === null ? el('span', { class: 'unknown' }, UNKNOWN) : count(row.total.count),
    ),
  );
}

function rowHead(row: Row, { go }: View, open: Set<string>): Child[] {
  if (row.via) {
    return [
      name(row.name),
      el('span', { class: 'sr' }, `，经由${row.via.name}`),
      !row.via.membership.isConfirmed &&
        el('span', { class: 'tag', title: row.via.membership.note }, '待确认'),
    ];
  }
  if (row.members === null) return [name(row.name)];
  if (row.members.length === 0) return [name(row.name), el('span', { class: 'tag' }, '成员未知')];
  const isOpen = open.has(row.key);
  const toggle = () => {
    const keys = new Set(open);
    if (isOpen) keys.delete(row.key);
    else keys.add(row.key);
    go({ [OPEN]: keys.size > 0 ? [...keys].join(',') : null });
  };
  return [
    el(
      'button',
      {
        type: 'button',
        class: 'expand',
        'aria-expanded': isOpen ? 'true' : 'false',
        'data-key': `expand ${row.key}`,
        click: toggle,
      },
      name(row.name),
      el('span', { class: 'tag' }, `${row.members.length} 个成员`),
    ),
  ];
}

function bodyCell(row: Row, cell: Cell, model: MatrixModel, view: View): HTMLElement {
  const { responsibilities, activities, program } = cell;
  const isOwed = responsibilities.length > 0;
  const isChosen = view.state.program === program.code;
  const level = activities === null ? 0 : levelOf(Math.min(activities.count, model.most), model.most);
  const className = [isChosen && 'chosen', isOwed ? `owed level-${level}` : `free level-${level}`];
  if (!isOwed && !activities?.count) return el('td', { class: isChosen ? 'chosen' : null });
  return el(
    'td',
    { class: className.filter(Boolean).join(' ') },
    el(
      'button',
      {
        type: 'button',
        'data-key': `cell ${row.key} ${program.code}`,
        click: () => view.showPassages(basis(row, cell, view)),
      },
      // Those who hear it hear the whole: whose, in what, how much, on what ground.
      el('span', { class: 'sr' }, `${row.name.slice(0, 60)}，${program.title.slice(0, 60)}：`),
      el('span', { class: 'number' }, activities === null ? '—' : count(activities.count)),
      el('span', { class: 'sr' }, activities === null ? '活动场数未知，' : '场活动，'),
      isOwed &&
        el(
          'span',
          { class: isLead(responsibilities) && !row.via ? 'mark lead' : 'mark' },
          markOf(row, responsibilities),
        ),
      el('span', { class: 'sr' }, groundOf(row, cell)),
    ),
  );
}

const isLead = (all: readonly Responsibility[]): boolean => all.some(({ role }) => role === 'LEAD');

const ROLES: Record<NonNullable<Responsibility['role']>, string> = {
  LEAD: '牵头',
  COOPERATE: '配合',
  ASSIST: '协助',
};
const MARKS: Record<Responsibility['kind'], string> = {
  NAMED_IN_CLAUSE: '列名',
  TASKED_IN_TEXT: '正文',
  ASSIGNED: '指派',
};
const KINDS: Record<Responsibility['kind'], string> = {
  NAMED_IN_CLAUSE: '责任单位条款列名',
  TASKED_IN_TEXT: '只在正文中点名',
  ASSIGNED: '文明办指派，不出自原文',
};

/** A role only where the text gives one; a member has what its collective has, through it. */
function markOf(row: Row, responsibilities: readonly Responsibility[]): string {
  if (row.via) return '经由';
  const role = responsibilities.find(({ role }) => role !== null)?.role;
  return role ? ROLES[role] : MARKS[responsibilities[0]!.kind];
}

/** What a cell rests on, in words. */
function groundOf(row: Row, { responsibilities }: Cell): string {
  if (responsibilities.length === 0) return '原文未列其责任';
  const kinds = [...new Set(responsibilities.map(({ kind }) => KINDS[kind]))].join('，');
  return row.via ? `${row.via.name.slice(0, 60)}，${kinds}` : `，${kinds}`;
}

/** What the dialog shows of a cell: each duty with its role and where it comes from, the sentence, and what was done. */
function basis(row: Row, { program, responsibilities, activities }: Cell, { state: { period } }: View) {
  const conditions = {
    program: program.code,
    organizer: row.code,
    status: COUNTED,
    from: period.firstDay,
    before: period.dayAfter,
  };
  const owed = responsibilities.map((responsibility) =>
    el(
      'dl',
      { class: 'facts' },
      ...fact(
        '依据',
        KINDS[responsibility.kind],
        responsibility.clauseOrder !== null && !row.via && `，列第 ${responsibility.clauseOrder} 位`,
      ),
      ...fact('角色', responsibility.role ? ROLES[responsibility.role] : '原文未写'),
      ...(row.via ? fact('经由', name(row.via.name), '，原文没有点这个成员的名') : []),
      ...(row.via ? fact('成员关系', ...membershipWords(row.via.membership)) : []),
      ...(responsibility.derivation ? fact('推导', responsibility.derivation) : []),
    ),
  );
  const done = el(
    'p',
    {},
    `${period.label}：`,
    activities === null
      ? '成员未知，活动场数也就未知。'
      : `${row.members ? '成员合计' : '主办'} ${count(activities.count)} 场，其中已完成 ${count(activities.completed)} 场。`,
    !row.members &&
      !!activities?.count &&
      el(
        'a',
        { href: fileHref({ dataset: 'activities', conditions }, 'xlsx'), download: true },
        '下载这些活动',
      ),
  );
  return {
    title: [name(row.name), `：${program.ordinal}. `, name(program.title)],
    facts: [...(owed.length > 0 ? owed : [el('p', {}, '原文没有写它在这个项目中的责任。')]), done],
    ids: [...new Set(responsibilities.flatMap(({ sources }) => sources.map(({ id }) => id)))],
  };
}

const membershipWords = ({
  isConfirmed,
  note,
  sourceTitle,
}: NonNullable<Row['via']>['membership']): string[] => [
  isConfirmed ? '' : '待确认。',
  `出自${sourceTitle}`,
  note === null ? '' : `；${note}`,
];

const fact = (term: string, ...description: readonly Child[]): Node[] => [
  el('dt', {}, term),
  el('dd', {}, el('bdi', {}, ...description)),
];

function footRow(title: string, all: MatrixModel['totals']): HTMLElement {
  return el(
    'tr',
    {},
    el('th', { scope: 'row' }, title),
    ...all.map((each) => el('td', {}, count(each.count))),
    el('td', { class: 'sum' }, count(all.reduce((total, each) => total + each.count, 0))),
  );
}

function legend({ most }: MatrixModel): HTMLElement {
  const steps = levels(most).map(({ level, from, to }) =>
    el(
      'li',
      {},
      el('span', { class: `swatch level-${level}` }),
      from === to ? String(from) : `${from}–${to}`,
    ),
  );
  return el(
    'div',
    { class: 'legend' },
    el('ul', { 'aria-label': '颜色：本期活动场数' }, el('li', {}, '本期活动场数'), ...steps),
    el(
      'ul',
      { 'aria-label': '标记：责任的依据' },
      el('li', {}, el('span', { class: 'mark lead' }, '牵头'), '原文写明牵头'),
      el('li', {}, el('span', { class: 'mark' }, '列名'), '责任单位条款列名'),
      el('li', {}, el('span', { class: 'mark' }, '正文'), '只在正文中点名'),
      el('li', {}, el('span', { class: 'mark' }, '经由'), '集合性单位的成员'),
    ),
    el(
      'p',
      { class: 'soft' },
      '除写明牵头者外，原文没有区分主次，这里也不作推断。点一格看原句；在表内用方向键移动。',
    ),
  );
}

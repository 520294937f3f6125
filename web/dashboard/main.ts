import {
  createClient,
  DashboardServiceDocument,
  type DashboardServiceQuery,
} from '../../packages/client/src/index.ts';
import { calendar } from './calendar.ts';
import { today } from './days.ts';
import { byId, el, fill } from './dom.ts';
import { faultOf } from './fault.ts';
import { dateText, timeText } from './format.ts';
import { gaps } from './gaps.ts';
import { hours } from './hours.ts';
import { matrix } from './matrix.ts';
import { announce, mount, type Mounted, type Plan, type Shown, type View } from './panel.ts';
import { PassageDialog } from './passage.ts';
import { followChanges } from './screen.ts';
import { type Changes, State } from './state.ts';
import { stories } from './stories.ts';
import { targets } from './targets.ts';
import { drawToolbar } from './toolbar.ts';

type Service = DashboardServiceQuery;
type PlanNode = Service['plans']['nodes'][number];

const client = createClient({ url: '/graphql' });

/** All panels, in the order of the page. */
const panels: readonly Mounted[] = [
  mount(matrix, client),
  mount(targets, client),
  mount(calendar, client),
  mount(hours, client),
  mount(stories, client),
  mount(gaps, client),
];

let state = new State(location.search);
let service: Service | undefined;
/** What the dialog shows beside the passages that the address names; gone with a reload. */
let shown: Shown | undefined;
const dialog = new PassageDialog(client, () => {
  if (state.get('passage') !== null || shown) go({ passage: null }, { replaces: true });
});
/** The day of which all that is shown is. */
let shownOn = today();
let stopFollowing: (() => void) | undefined;

addEventListener('popstate', () => {
  state = new State(location.search);
  draw();
});

// A menu closes when the reader goes on elsewhere.
document.addEventListener('click', ({ target }) => closeMenus(target));
document.addEventListener('keydown', ({ key }) => {
  if (key === 'Escape') closeMenus(null);
});

void start();

async function start(): Promise<void> {
  const notice = byId('notice');
  notice.hidden = true;
  try {
    service = await client.request(DashboardServiceDocument);
  } catch (error) {
    const { text, detail } = faultOf(error);
    fill(notice, [
      el('p', {}, text),
      detail && el('p', { class: 'soft' }, detail),
      el('button', { type: 'button', click: () => void start() }, '重试'),
    ]);
    notice.hidden = false;
    byId('panels').hidden = true;
    // Nobody stands before a big screen to press a button.
    if (state.isScreen) setTimeout(() => void start(), 20_000);
    return;
  }
  draw();
}

/** Shows another state of the page, and puts it into the address; what it replaces, the way back does not open again. */
function go(changes: Changes, { replaces = false } = {}): void {
  const next = state.with(changes);
  if (next.href() === state.href()) {
    draw();
    return;
  }
  const isOfTime = next.period.text !== state.period.text || next.program !== state.program;
  state = next;
  if (replaces) history.replaceState(null, '', state.href());
  else history.pushState(null, '', state.href());
  draw();
  if (isOfTime) announce(`${state.period.label}，${programTitle() ?? '全部项目'}`);
}

const programTitle = (): string | undefined =>
  service?.plans.nodes.flatMap(({ programs }) => programs.nodes).find(({ code }) => code === state.program)
    ?.title;

function draw(): void {
  if (!service) return;
  document.documentElement.toggleAttribute('data-screen', state.isScreen);
  const plans = service.plans.nodes;
  const node = plans.find(({ code }) => code === state.get('plan')) ?? plans[0];
  byId('panels').hidden = !node;
  if (!node) {
    showNothing();
    return;
  }
  drawHead(service, node);
  const view = viewOf(node);
  drawToolbar(view, plans.map(planOf));
  for (const panel of panels) panel.update(view);
  drawPassages();
  follow();
}

function viewOf(node: PlanNode): View {
  return {
    state,
    plan: planOf(node),
    go,
    showPassages(passages) {
      shown = passages;
      if (passages.ids.length > 0) go({ passage: passages.ids.join(',') });
      else drawPassages();
    },
  };
}

const planOf = ({ programs, ...plan }: PlanNode): Plan => ({ ...plan, programs: programs.nodes });

function drawHead({ service: { dataState } }: Service, plan: PlanNode): void {
  byId('plan-title').textContent = plan.title;
  fill(byId('plan-facts'), [
    el('bdi', {}, plan.documentNumber),
    plan.issuer && el('bdi', {}, plan.issuer.name),
    el('span', {}, `${dateText(plan.issuedOn)}印发`),
  ]);
  byId('demo').hidden = dataState !== 'DEMO';
  document.title = `${plan.districtName}志愿服务看板 · 志愿图谱`;
}

function showNothing(): void {
  const notice = byId('notice');
  fill(notice, [
    el('h2', {}, '尚未导入规划'),
    el('p', {}, '这里还没有可以看的内容。由运行者在命令行导入一份规划，或加入示例数据，再刷新本页。'),
    el('p', {}, el('code', {}, 'npm run cli -- import plans/gangcheng-2022-4')),
  ]);
  notice.hidden = false;
}

function drawPassages(): void {
  const ids = state.list('passage');
  if (ids.length > 0) {
    const isSame = shown?.ids.join() === ids.join();
    dialog.show(isSame && shown ? shown : { title: ['原文'], ids });
    return;
  }
  if (shown && shown.ids.length === 0) {
    dialog.show(shown);
    shown = undefined;
    return;
  }
  shown = undefined;
  dialog.close();
}

/** The big screen keeps itself up to date. */
function follow(): void {
  const bar = byId('screen-bar');
  if (!state.isScreen) {
    stopFollowing?.();
    stopFollowing = undefined;
    bar.hidden = true;
    return;
  }
  bar.hidden = false;
  byId('screen-exit').setAttribute('href', state.with({ screen: null }).href());
  stopFollowing ??= followChanges(client, {
    async refresh(all) {
      // The day and the month may be others by now.
      draw();
      const day = today();
      const asked = panels.filter((panel) => all || day !== shownOn || panel.hasFailed());
      const isWell = (await Promise.all(asked.map((panel) => panel.refresh()))).every(Boolean);
      if (isWell) shownOn = day;
      return isWell;
    },
    told: (isWell) => {
      byId('screen-time').textContent = isWell ? `${timeText(new Date())} 已是最新` : '连不上服务，正在重试';
    },
  });
}

function closeMenus(except: EventTarget | null): void {
  for (const menu of document.querySelectorAll<HTMLDetailsElement>('details.menu[open]')) {
    if (!(except instanceof Node && menu.contains(except))) menu.open = false;
  }
}

import type { Client, TypedDocument } from '../../packages/client/src/index.ts';
import { today } from './days.ts';
import { el, type Child, fill } from './dom.ts';
import { type Fault, faultOf } from './fault.ts';
import type { Changes, State } from './state.ts';

/** The plan that is looked at. */
export interface Plan {
  code: string;
  title: string;
  documentNumber: string;
  districtCode: string;
  programs: readonly { id: string; code: string; ordinal: number; title: string }[];
}

/** What the dialog of passages shows. */
export interface Shown {
  /** What they are the ground of. */
  title: readonly Child[];
  /** What else there is to say of it. */
  facts?: readonly Child[];
  /** Ids of passages. */
  ids: readonly string[];
}

/** What a panel is given each time it is drawn. */
export interface View {
  readonly state: State;
  readonly plan: Plan;
  /** Changes the state, and so the address; the panels are drawn anew. */
  readonly go: (changes: Changes) => void;
  /** Opens the dialog of passages. */
  readonly showPassages: (passages: Shown) => void;
}

/** A dataset of `/data` that holds what the panel shows, with the conditions of the panel. */
export interface Download {
  /** Its name, as `activities`. */
  dataset: string;
  title: string;
  /** Parameters of the dataset; a list repeats one, what is null is left out. */
  conditions: Readonly<Record<string, string | readonly string[] | null | undefined>>;
}

/**
 * One panel of the dashboard. Write one in a file of its own:
 *
 * ```ts
 * export const hours: Panel<DashboardHoursQuery, DashboardHoursQueryVariables> = {
 *   id: 'hours',                                        // of its <section class="panel"> in index.html
 *   document: DashboardHoursDocument,                   // of operations/dashboard/hours.graphql: the file is named for the id
 *   variables: ({ plan, state }) => ({ plan: plan.code, from: state.period.from, before: state.period.before }),
 *   isEmpty: (data) => data.activityStatistics.groups.length === 0,
 *   empty: '这段时间没有活动。',
 *   downloads: ({ plan, state }) => [{ dataset: 'hours', title: '时长与场数', conditions: { plan: plan.code } }],
 *   render: (data, view) => el('table', …),
 * };
 * ```
 *
 * and add it to `panels` in main.ts. The frame asks for the data when the panel comes near the screen and whenever its
 * variables change, and draws it; it draws anew with the same data when another part of the state changes. It shows that
 * data is on its way, is missing or could not be had, and gives the panel its query, its files and its link.
 * Elements that may hold the focus carry `data-key`: where one is drawn anew the focus stays on it.
 */
export interface Panel<Data, Variables extends object> {
  id: string;
  document: TypedDocument<Data, Variables>;
  variables: (view: View) => Variables;
  /** Whether there is nothing to draw. */
  isEmpty?: (data: Data, view: View) => boolean;
  /** What is said then: why there may be nothing, and what to do about it. */
  empty?: string;
  downloads: (view: View) => readonly Download[];
  /** Draws the data: elements made by `el`, never markup. */
  render: (data: Data, view: View) => Node | readonly Child[];
}

/** A panel in the page. */
export interface Mounted {
  /** Shows another state; asks for data if what it needs has changed. */
  update: (view: View) => void;
  /**
   * Asks again for the same data, and draws it when it has come. Where it cannot be had, what is shown stays. Gives whether it
   * could be had.
   */
  refresh: () => Promise<boolean>;
  /** Whether the last question came to nothing. */
  hasFailed: () => boolean;
}

/** Formats of files that a panel offers, with what opens them. */
const FORMATS = [
  ['xlsx', 'Excel 工作簿'],
  ['csv', 'CSV 表'],
  ['json', 'JSON'],
] as const;

/** Puts a panel into its section and keeps it there. */
export function mount<Data, Variables extends object>(
  panel: Panel<Data, Variables>,
  client: Client,
): Mounted {
  const section = document.getElementById(panel.id);
  const body = section?.querySelector<HTMLElement>('.panel-body');
  if (!section || !body) throw new Error(`index.html has no section #${panel.id} with a .panel-body`);
  const tools = el('div', { class: 'panel-tools' });
  section.querySelector('.panel-head')?.append(tools);

  let view: View | undefined;
  let isNear = false;
  let looks: string | undefined;
  let asked: string | undefined;
  /** What came last, with what it was asked with. */
  let shown: { key: string; data: Data } | undefined;
  let controller: AbortController | undefined;
  let hasFailed = false;

  whenNear(section, () => {
    isNear = true;
    if (view) update(view);
  });

  return { update, refresh: () => load({ keeps: true }), hasFailed: () => hasFailed };

  /** Where one panel cannot be drawn, the others can. */
  function update(next: View): void {
    view = next;
    try {
      follow(next);
    } catch (error) {
      failDrawing(error);
    }
  }

  function follow(next: View): void {
    // A passage that opens or closes changes nothing here, and the focus stays where it is.
    const address = next.state.with({ passage: null }).href();
    // Without a period in the address it is the present one, and the day that is today is marked.
    const nextLooks = [next.plan.code, isNear, address, next.state.period.text, today()].join(' ');
    if (looks === nextLooks && asked !== undefined) return;
    looks = nextLooks;
    fill(tools, toolsOf(panel, next));
    if (!isNear) return;
    if (asked === keyOf(panel, next)) drawSafely();
    else void load();
  }

  async function load({ keeps = false } = {}): Promise<boolean> {
    if (!view || !isNear) return true;
    let variables: Variables;
    try {
      variables = panel.variables(view);
    } catch (error) {
      return failDrawing(error);
    }
    controller?.abort();
    controller = new AbortController();
    const { signal } = controller;
    const key = JSON.stringify(variables);
    asked = key;
    section!.setAttribute('aria-busy', 'true');
    if (!shown) fill(body!, [el('p', { class: 'panel-wait' }, '正在取数……')]);
    let data: Data;
    try {
      data = await client.request(panel.document, variables, { signal });
    } catch (error) {
      // Another question has taken the place of this one, and tells how it went.
      if (signal.aborted) return true;
      hasFailed = true;
      section!.setAttribute('aria-busy', 'false');
      if (keeps && shown?.key === key) return false;
      return fail(faultOf(error));
    }
    if (signal.aborted) return true;
    hasFailed = false;
    section!.setAttribute('aria-busy', 'false');
    shown = { key, data };
    return drawSafely();
  }

  function drawSafely(): boolean {
    try {
      draw();
      return true;
    } catch (error) {
      return failDrawing(error);
    }
  }

  function draw(): void {
    // What was asked before is not told under the new names: its answer is on its way.
    if (!view || shown?.key !== keyOf(panel, view)) return;
    const key = focusedKey(body!);
    if (panel.isEmpty?.(shown.data, view)) {
      fill(body!, [el('p', { class: 'panel-empty' }, panel.empty ?? '没有数据。')]);
      return;
    }
    const drawn = panel.render(shown.data, view);
    fill(body!, drawn instanceof Node ? [drawn] : drawn);
    if (key !== undefined) focusOn(body!, key);
  }

  function failDrawing(error: unknown): false {
    // A fault of this page: whoever looks into the console finds where.
    reportError(error);
    return fail({ text: '这一部分没能显示出来。' });
  }

  function fail(fault: Fault): false {
    hasFailed = true;
    asked = undefined;
    shown = undefined;
    showFault(fault);
    return false;
  }

  function showFault({ text, detail }: Fault): void {
    const again = () => {
      // The button goes with the message: the focus stays in the panel.
      body!.tabIndex = -1;
      body!.focus();
      void load();
    };
    fill(body!, [
      el(
        'div',
        { class: 'panel-fault', role: 'alert' },
        el('p', {}, text),
        detail && el('p', { class: 'soft' }, detail),
        el('button', { type: 'button', click: again }, '重试'),
      ),
    ]);
  }
}

const keyOf = <Data, Variables extends object>(panel: Panel<Data, Variables>, view: View): string =>
  JSON.stringify(panel.variables(view));

function focusedKey(body: HTMLElement): string | undefined {
  const focused = document.activeElement;
  return focused instanceof HTMLElement && body.contains(focused) ? focused.dataset.key : undefined;
}

function focusOn(body: HTMLElement, key: string): void {
  const found = [...body.querySelectorAll<HTMLElement>('[data-key]')].find(
    (each) => each.dataset.key === key,
  );
  found?.focus({ preventScroll: true });
}

/** Calls once, when an element is about to come into view, or when the browser has nothing else to do: paper has no scrolling. */
function whenNear(element: Element, call: () => void): void {
  let isCalled = false;
  const once = () => {
    if (isCalled) return;
    isCalled = true;
    observer.disconnect();
    call();
  };
  const observer = new IntersectionObserver(
    (entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) once();
    },
    { rootMargin: '400px' },
  );
  observer.observe(element);
  addEventListener('load', () => setTimeout(once, 1_500));
  if (document.readyState === 'complete') setTimeout(once, 1_500);
}

function toolsOf<Data, Variables extends object>(panel: Panel<Data, Variables>, view: View): Child[] {
  return [
    el('a', { href: explorerHref(panel.id, panel.variables(view)), 'data-key': 'query' }, '查看所用查询'),
    el(
      'details',
      { class: 'menu' },
      el('summary', {}, '下载数据'),
      el(
        'div',
        { class: 'menu-list' },
        ...panel.downloads(view).map((download) =>
          el(
            'p',
            {},
            el('span', {}, download.title),
            ...FORMATS.map(([format, label]) =>
              el(
                'a',
                {
                  href: fileHref(download, format),
                  download: true,
                  'aria-label': `${download.title}：${label}`,
                },
                label,
              ),
            ),
          ),
        ),
      ),
    ),
    el('a', { href: view.state.with({ screen: null }).href(panel.id), click: copyLink }, '复制链接'),
  ];
}

/** The explorer with the operation of a panel, and the variables it was asked with. */
export const explorerHref = (operation: string, variables: unknown): string =>
  `/explorer?${new URLSearchParams({ operation: `dashboard/${operation}`, variables: JSON.stringify(variables) })}`;

/** A file of `/data`. */
export function fileHref({ dataset, conditions }: Omit<Download, 'title'>, format: string): string {
  const given = Object.entries(conditions).flatMap(([name, value]) =>
    [value ?? []].flat().map((each): [string, string] => [name, each]),
  );
  const search = new URLSearchParams(given).toString();
  return `/data/${dataset}.${format}${search && `?${search}`}`;
}

/** Copies the address behind a link; where a page may not (plain http), the link is simply followed and stands above. */
function copyLink(event: Event): void {
  const link = event.currentTarget as HTMLAnchorElement;
  // Missing where the page is not from this machine and not by https, whatever the types say.
  const clipboard = navigator.clipboard as Clipboard | undefined;
  if (!clipboard) return;
  event.preventDefault();
  void copied(clipboard, link);
}

async function copied(clipboard: Clipboard, link: HTMLAnchorElement): Promise<void> {
  try {
    await clipboard.writeText(link.href);
  } catch {
    location.assign(link.href);
    return;
  }
  link.textContent = '已复制';
  announce('链接已复制');
  setTimeout(() => {
    link.textContent = '复制链接';
  }, 2_000);
}

/** Says something to those who hear the page. */
export function announce(text: string): void {
  const region = document.getElementById('announcement');
  if (region) region.textContent = text;
}

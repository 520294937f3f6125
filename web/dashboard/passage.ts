import {
  type Client,
  DashboardPassagesDocument,
  type DashboardPassagesQuery,
} from '../../packages/client/src/index.ts';
import { type Child, el, fill } from './dom.ts';
import { faultOf } from './fault.ts';
import { groupBy } from './group.ts';
import { explorerHref, type Shown } from './panel.ts';

type QuotedNode = NonNullable<DashboardPassagesQuery['nodes'][number]>;
type Passage = Extract<QuotedNode, { quote: string }>;

/** The dialog of passages: one in the page, opened again and again. */
export class PassageDialog {
  readonly #client: Client;
  readonly #dialog: HTMLDialogElement;
  readonly #title = el('h2', { id: 'passage-title' });
  readonly #body = el('div', { class: 'passage-body' });
  readonly #query = el('a', {}, '查看所用查询');
  #open: string | undefined;

  /** `closed` is told whenever the reader closes it: by the button, by Esc, or by a click beside it. */
  constructor(client: Client, closed: () => void) {
    this.#client = client;
    const dialog = el(
      'dialog',
      { class: 'passage', 'aria-labelledby': 'passage-title' },
      el(
        'div',
        { class: 'passage-sheet' },
        el(
          'header',
          {},
          this.#title,
          el(
            'button',
            { type: 'button', class: 'close', 'aria-label': '关闭', click: () => dialog.close() },
            '×',
          ),
        ),
        this.#body,
        el('footer', {}, this.#query),
      ),
    );
    dialog.addEventListener('click', (event) => {
      if (event.target === dialog) dialog.close();
    });
    dialog.addEventListener('close', () => {
      this.#open = undefined;
      closed();
    });
    document.body.append(dialog);
    this.#dialog = dialog;
  }

  /** Opens it, or shows something else in it; the browser gives the focus back to where it was when it closes. */
  show({ title, facts = [], ids }: Shown): void {
    const key = ids.join();
    if (this.#open === key && this.#dialog.open) return;
    this.#open = key;
    fill(this.#title, title);
    this.#query.setAttribute('href', explorerHref('passages', { ids }));
    this.#query.hidden = ids.length === 0;
    const text = el('div', { class: 'passage-text', 'aria-live': 'polite' });
    fill(this.#body, [...facts, text]);
    if (!this.#dialog.open) this.#dialog.showModal();
    this.#dialog.scrollTop = 0;
    if (ids.length > 0) void this.#load(key, ids, text);
  }

  close(): void {
    if (this.#dialog.open) this.#dialog.close();
  }

  async #load(key: string, ids: readonly string[], into: HTMLElement): Promise<void> {
    fill(into, [el('p', { class: 'panel-wait' }, '正在取原文……')]);
    try {
      const { nodes } = await this.#client.request(DashboardPassagesDocument, { ids: [...ids] });
      if (this.#open !== key) return;
      const passages = nodes.filter((node): node is Passage => node !== null && 'quote' in node);
      fill(
        into,
        passages.length > 0
          ? paragraphsOf(passages)
          : [el('p', { class: 'panel-empty' }, '找不到这段原文，也许规划已经重新导入。')],
      );
    } catch (error) {
      if (this.#open !== key) return;
      const { text, detail } = faultOf(error);
      fill(into, [
        el(
          'div',
          { class: 'panel-fault', role: 'alert' },
          el('p', {}, text),
          detail && el('p', { class: 'soft' }, detail),
          el('button', { type: 'button', click: () => void this.#load(key, ids, into) }, '重试'),
        ),
      ]);
    }
  }
}

/** Each paragraph that is quoted, once, in the order of the text, with all its quotes marked. */
function paragraphsOf(passages: readonly Passage[]): Node[] {
  // `toSorted` is not there in Chrome 109.
  const inOrder = [...passages];
  inOrder.sort((a, b) => a.start - b.start);
  const paragraphs = groupBy(
    inOrder,
    ({ document: { id, text }, start }) => `${id} ${startOfParagraph(text, start)}`,
  );
  return [...paragraphs.values()].map((quoted) => {
    const { document, section } = quoted[0]!;
    return el(
      'figure',
      {},
      el('blockquote', {}, ...marked(quoted)),
      el('figcaption', {}, el('bdi', {}, document.number), `，${sectionText(section)}`),
    );
  });
}

const startOfParagraph = (text: string, at: number): number => text.lastIndexOf('\n', at - 1) + 1;

/** The paragraph of some quotes, given in their order, each in a mark; quotes that touch or lie in one another share one. */
function marked(quoted: readonly Passage[]): Child[] {
  const { text } = quoted[0]!.document;
  const ranges: [number, number][] = [];
  for (const { start, end } of quoted) {
    const last = ranges.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else ranges.push([start, end]);
  }
  const lastEnd = ranges.at(-1)![1];
  const stop = text.indexOf('\n', lastEnd);
  const children: Child[] = [];
  let at = startOfParagraph(text, quoted[0]!.start);
  for (const [start, end] of ranges) {
    children.push(text.slice(at, start), el('mark', {}, text.slice(start, end)));
    at = end;
  }
  return [...children, text.slice(at, stop < 0 ? undefined : stop)];
}

/** `三.3` as people say it: 第三部分第 3 项. */
function sectionText(section: string): string {
  if (section === 'head') return '文首';
  const [part, item] = section.split('.');
  if (!/^[一二三四五六七八九十]+$/.test(part ?? '')) return section;
  return item ? `第${part}部分第 ${item} 项` : `第${part}部分`;
}

import {
  DashboardStoriesDocument,
  type DashboardStoriesQuery,
  type DashboardStoriesQueryVariables,
} from '../../packages/client/src/index.ts';
import { dayOf, slashedDay } from './days.ts';
import { type Child, el, name } from './dom.ts';
import { count, dateText } from './format.ts';
import { explorerHref, type Panel, type View } from './panel.ts';

type Story = DashboardStoriesQuery['stories']['nodes'][number];

/** Stories that are shown at first, and more each time; how many stands under this name in the address. */
const STEP = 12;
const FIRST = 'stories.first';
/** Stories that a big screen has room for. */
const LINES = 3;
/** The most that one request may have. */
const MOST = 96;

/** The stories published in the period. All of them is text: nothing that was written runs or draws here. */
export const stories: Panel<DashboardStoriesQuery, DashboardStoriesQueryVariables> = {
  id: 'stories',
  document: DashboardStoriesDocument,
  variables(view) {
    const { plan, state } = view;
    const { period, program } = state;
    return {
      first: firstOf(view),
      from: period.from,
      before: period.before,
      where:
        program === null
          ? // A story may be of no program: it is of the district then, whatever the plan.
            {
              or: [
                { program: { plan: { code: { eq: plan.code } } } },
                { not: { program: { plan: { code: { isNull: false } } } } },
              ],
            }
          : { program: { code: { eq: program } } },
    };
  },
  isEmpty: ({ stories }) => stories.nodes.length === 0,
  empty: '这段时间没有发布报道。换一段时间，或到上面的时间栏改为按年看。',
  downloads: ({ state: { period, program } }) => [
    {
      dataset: 'stories',
      title: '报道',
      conditions: { program, from: period.firstDay, before: period.dayAfter },
    },
  ],
  render({ stories }, view) {
    const { nodes, totalCount } = stories;
    if (view.state.isScreen) {
      return [
        el(
          'p',
          { class: 'panel-sum' },
          `${view.state.period.label}发布 `,
          el('b', {}, count(totalCount)),
          ' 篇。',
        ),
        el('ul', { class: 'story-lines' }, ...nodes.slice(0, LINES).map(line)),
      ];
    }
    return [
      el(
        'p',
        { class: 'panel-sum' },
        `${view.state.period.label}发布 `,
        el('b', {}, count(totalCount)),
        ' 篇。',
        ...feeds(view),
      ),
      el('ul', { class: 'wall' }, ...nodes.map((story) => el('li', {}, card(story)))),
      totalCount > nodes.length && nodes.length < MOST && more(view, totalCount - nodes.length),
    ];
  },
};

const firstOf = ({ state }: View): number => {
  const given = Number(state.get(FIRST));
  return Number.isInteger(given) && given > STEP ? Math.min(given, MOST) : STEP;
};

function feeds({ state: { program } }: View): Child[] {
  const search = program === null ? '' : `?${new URLSearchParams({ program })}`;
  const link = (format: string, label: string) =>
    el('a', { href: `/feeds/stories.${format}${search}`, 'data-key': `feed ${format}` }, label);
  return [
    el(
      'span',
      { class: 'feeds' },
      el('span', { class: 'soft' }, '订阅：'),
      link('rss', 'RSS'),
      link('atom', 'Atom'),
      link('json', 'JSON Feed'),
    ),
  ];
}

/** For a big screen: a story is its date and its title. */
const line = ({ title, publishedAt }: Story): HTMLElement =>
  el(
    'li',
    {},
    el('span', { class: 'soft' }, publishedAt === null ? '' : slashedDay(dayOf(publishedAt))),
    name(title),
  );

function card(story: Story): HTMLElement {
  const { code, title, summary, publishedAt, program, owner } = story;
  return el(
    'article',
    { class: 'story' },
    picture(story),
    el(
      'div',
      { class: 'story-text' },
      el(
        'p',
        { class: 'soft small story-meta' },
        publishedAt !== null && dateText(dayOf(publishedAt)),
        program && ` · ${program.ordinal}. `,
        program && name(program.title),
      ),
      el(
        'h3',
        {},
        el(
          'a',
          { href: `/stories/${encodeURIComponent(code)}`, 'data-key': `story ${code}` },
          name(title, 'clipped'),
        ),
      ),
      summary !== null && el('p', { class: 'story-summary' }, name(summary.slice(0, 400), 'clipped')),
      credits(story, owner.name),
      el(
        'p',
        { class: 'small' },
        el(
          'a',
          { href: explorerHref('story', { code }), 'aria-label': `这篇的数据：${title.slice(0, 40)}` },
          '这篇的数据',
        ),
      ),
    ),
  );
}

/** The lead picture; a plain field with the program where there is none, so that the wall stays even. */
function picture({ pictures, program, title }: Story): HTMLElement {
  const [lead] = pictures;
  if (!lead) {
    return el(
      'div',
      { class: 'story-picture none', 'aria-hidden': 'true' },
      name(program?.title ?? title.slice(0, 12)),
    );
  }
  const { url, large, width, height, alt } = lead;
  return el('img', {
    class: 'story-picture',
    src: pathOf(url),
    srcset: `${pathOf(url)} 320w, ${pathOf(large)} 960w`,
    sizes: '(max-width: 44rem) 92vw, 20rem',
    width,
    height,
    alt: alt.slice(0, 300),
    loading: 'lazy',
    decoding: 'async',
  });
}

/** Pictures are this service's own, whatever name it is reached by. */
const pathOf = (url: string): string => new URL(url, location.origin).pathname;

const ROLES = [
  ['textAuthor', '文'],
  ['photographer', '图'],
  ['captionAuthor', '图说'],
  ['editor', '编辑'],
  ['reviewer', '审核'],
] as const;

function credits({ credits }: Story, owner: string): HTMLElement {
  const source = credits.source ?? owner;
  return el(
    'p',
    { class: 'story-credits' },
    name(source),
    ...ROLES.flatMap(([role, label]): Child[] => {
      const who = credits[role];
      return who === null ? [] : [el('span', {}, `${label} `, name(who))];
    }),
  );
}

function more(view: View, left: number): HTMLElement {
  const next = Math.min(firstOf(view) + STEP, MOST);
  return el(
    'p',
    { class: 'more-stories' },
    el(
      'button',
      { type: 'button', 'data-key': 'more', click: () => view.go({ [FIRST]: String(next) }) },
      `再看 ${Math.min(left, next - firstOf(view))} 篇（还有 ${count(left)} 篇）`,
    ),
  );
}

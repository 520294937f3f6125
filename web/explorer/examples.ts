/** An operation of `operations/`, as its leading comment presents it. */
export interface Example {
  /** The file's name without `.graphql`: what `?example=` takes. */
  name: string;
  /** Its place below operations/, such as `dashboard/matrix`: what `?operation=` takes. */
  place: string;
  /** Who it is for, e.g. 做看板. */
  group: string;
  title: string;
  /** The rest of the leading comment, one line; may be empty. */
  note: string;
  /** The whole file: the comment stays, it explains the query to whoever reads it in the editor. */
  query: string;
  /** JSON text of `operations/<name>.variables.json`, when there is one. */
  variables?: string;
  /** Who sends it, as its comment says; undefined where no token is needed. */
  sender?: string;
  /** JSON text with a place for the sender's token. */
  headers?: string;
}

/** Groups that an address can name: the doors of the front page in its order, and the work that needs a token. */
export const doors: Record<string, string> = {
  dashboard: '做看板',
  media: '取稿件',
  data: '查数据',
  office: '办事',
};

/** Stands where the token belongs: one word, which a double click takes; plain ASCII, as a header must be. */
export const TOKEN_PLACE = 'PASTE_THE_TOKEN_HERE';

/** Who acts in the steps of the tours, and in other examples that need a token. */
const senders: Record<string, string> = {
  office: '文明办',
  media: '融媒体中心',
  street: '艾山街道的协调员',
  federation: '区妇联的协调员',
  resident: '居民',
  volunteer: '志愿者',
};

const otherGroup = '其他';

const queries = import.meta.glob<string>('../../operations/*.graphql', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const variables = import.meta.glob<string>('../../operations/*.variables.json', {
  query: '?raw',
  import: 'default',
  eager: true,
});

const steps = import.meta.glob<string>('../../operations/tour*/*.graphql', {
  query: '?raw',
  import: 'default',
  eager: true,
});

export const examples: Example[] = inOrderOfName(
  Object.entries({ ...queries, ...steps }).map(([path, text]) => readExample(path, text, variables)),
);

function inOrderOfName(examples: readonly Example[]): Example[] {
  // `toSorted` is not there in Chrome 109.
  const inOrder = [...examples];
  inOrder.sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
  return inOrder;
}

/** Examples by group: the doors first, in their order, then whatever else the files name. */
export const groups: { group: string; examples: Example[] }[] = [
  ...new Set([...Object.values(doors), ...examples.map((example) => example.group)]),
]
  .map((group) => ({ group, examples: examples.filter((example) => example.group === group) }))
  .filter(({ examples }) => examples.length > 0);

/**
 * Reads `# 做看板 · 责任矩阵` and the comment lines below it. Lines `# key: value` are for the tests, but for who sends
 * it and the variables. What stands with an `@` there comes from an earlier answer.
 */
export function readExample(path: string, text: string, beside: Readonly<Record<string, string>>): Example {
  const header = new Map(
    [...text.matchAll(/^# (\w+): (.*)\n/gm)].map(([, key, value]): [string, string] => [
      key ?? '',
      value ?? '',
    ]),
  );
  const shown = text.replaceAll(/^# \w+: .*\n/gm, '');
  const sender = senders[header.get('who') ?? ''];
  const given = header.get('variables');
  const hints = [
    sender && `# 身份：${sender}（Headers 填令牌）`,
    header.has('first') && `# 先问：${header.get('first')}`,
    given?.includes('"@') && '# 变量里 @ 开头的，换成前面的回答',
  ].filter(Boolean);
  return {
    name: path.slice(path.lastIndexOf('/') + 1, -'.graphql'.length),
    place: path.slice('../../operations/'.length, -'.graphql'.length),
    ...readComment(path, shown),
    query: shown.replace('\n#\n', `\n${hints.map((hint) => `${hint}\n`).join('')}`),
    variables:
      given === undefined
        ? beside[path.replace(/\.graphql$/, '.variables.json')]
        : JSON.stringify(JSON.parse(given), null, 2),
    sender,
    headers: sender && `{ "Authorization": "Bearer ${TOKEN_PLACE}" }`,
  };
}

function readComment(path: string, text: string): Pick<Example, 'group' | 'title' | 'note'> {
  const lines = text.split('\n');
  const end = lines.findIndex((line) => !line.startsWith('#'));
  const [heading = '', ...note] = lines
    .slice(0, end === -1 ? undefined : end)
    .map((line) => line.replace(/^#\s*/, '').trim());
  const [group, title] = heading.split('·').map((part) => part.trim());
  return {
    group: group && title ? group : otherGroup,
    title: title || heading || path,
    note: note.filter(Boolean).join(' '),
  };
}

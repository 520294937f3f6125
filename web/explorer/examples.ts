/** An operation of `operations/`, as its leading comment presents it. */
export interface Example {
  /** The file's name without `.graphql`: what `?example=` takes. */
  name: string;
  /** Who it is for, e.g. 做看板. */
  group: string;
  title: string;
  /** The rest of the leading comment, one line; may be empty. */
  note: string;
  /** The whole file: the comment stays, it explains the query to whoever reads it in the editor. */
  query: string;
  /** JSON text of `operations/<name>.variables.json`, when there is one. */
  variables?: string;
}

/** The doors of the front page, in its order. */
export const doors: Record<string, string> = { dashboard: '做看板', media: '取稿件', data: '查数据' };

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

export const examples: Example[] = Object.entries(queries)
  .map(([path, query]) => readExample(path, query))
  .toSorted((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));

/** Examples by group: the doors first, in their order, then whatever else the files name. */
export const groups: { group: string; examples: Example[] }[] = [
  ...new Set([...Object.values(doors), ...examples.map((example) => example.group)]),
]
  .map((group) => ({ group, examples: examples.filter((example) => example.group === group) }))
  .filter(({ examples }) => examples.length > 0);

/** Reads `# 做看板 · 责任矩阵` and the comment lines below it. */
function readExample(path: string, query: string): Example {
  const name = path.slice(path.lastIndexOf('/') + 1, -'.graphql'.length);
  const end = query.split('\n').findIndex((line) => !line.startsWith('#'));
  const comment = query
    .split('\n')
    .slice(0, end === -1 ? undefined : end)
    .map((line) => line.replace(/^#\s*/, '').trim());
  const [heading = '', ...note] = comment;
  const [group, title] = heading.split('·').map((part) => part.trim());
  return {
    name,
    group: group && title ? group : otherGroup,
    title: title || heading || name,
    note: note.filter(Boolean).join(' '),
    query,
    variables: variables[path.replace(/\.graphql$/, '.variables.json')],
  };
}

import { doors, examples, groups, type Example } from './examples.ts';

/** What a tab holds. */
export interface Content {
  query: string;
  variables?: string;
  headers?: string;
}

/**
 * What the address asks for: `?example=<file name>`, `?door=dashboard|media|data|office` (the first example of that group),
 * or `?query=…&variables=…`. Undefined when it asks for nothing, or for an example that is gone.
 */
export function contentOfAddress(search: string): Content | undefined {
  const params = new URLSearchParams(search);
  const query = params.get('query');
  if (query) return { query, variables: params.get('variables') ?? undefined };

  const name = params.get('example')?.replace(/\.graphql$/, '');
  const group = doors[params.get('door') ?? ''];
  return examples.find((example) => (name ? example.name === name : example.group === group));
}

/**
 * The tabs of a first visit: what the address asks for, then one example a group. All examples at once would leave no
 * readable tab; the rest stand in the list.
 */
export function firstTabs(asked: Content | undefined): Content[] {
  const firsts = groups.map(({ examples }) => examples[0]).filter((example): example is Example => !!example);
  return asked ? [asked, ...firsts.filter((example) => example !== asked)] : firsts;
}

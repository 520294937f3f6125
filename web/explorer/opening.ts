import { doors, examples, groups, type Example } from './examples.ts';
import { operationText } from './operations.ts';

/** What a tab holds. */
export interface Content {
  query: string;
  variables?: string;
  headers?: string;
}

/**
 * What the address asks for: `?example=<file name>`, `?door=dashboard|media|data|office` (the first example of that group),
 * `?operation=dashboard/<panel>&variables=…` (what a panel of the dashboard asks), or `?query=…&variables=…`. Undefined when
 * it asks for nothing, or for what is gone.
 */
export function contentOfAddress(search: string): Content | undefined {
  const params = new URLSearchParams(search);
  const query = params.get('query') ?? operationText(params.get('operation') ?? '');
  if (query) return { query, variables: indented(params.get('variables')) };

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

/** JSON as people read it; what is no JSON stays as it is, for the editor to say so. */
function indented(text: string | null): string | undefined {
  if (text === null) return undefined;
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

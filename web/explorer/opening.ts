import { doors, examples, groups, type Example } from './examples.ts';

/** What a tab holds. */
export interface Content {
  query: string;
  variables?: string;
  headers?: string;
}

/**
 * What the address asks for: `?operation=<folder/file>&variables=…` (any file below operations/), `?example=<file name>`,
 * `?door=dashboard|media|data|office` (the first example of that group), or `?query=…&variables=…`. Undefined when it asks
 * for nothing, or for what is gone.
 */
export async function contentOfAddress(search: string): Promise<Content | undefined> {
  const params = new URLSearchParams(search);
  const variables = params.get('variables') ?? undefined;
  const query = params.get('query');
  if (query) return { query, variables };

  const operation = params.get('operation')?.replace(/\.graphql$/, '');
  if (operation) {
    const found = await operationCalled(operation);
    return found && { ...found, ...(variables && { variables: indented(variables) }) };
  }
  const name = params.get('example')?.replace(/\.graphql$/, '');
  const group = doors[params.get('door') ?? ''];
  return examples.find((example) => (name ? example.name === name : example.group === group));
}

/** By its place, or by its name alone where that says which. */
async function operationCalled(place: string): Promise<Example | undefined> {
  const isIt = (example: Example) => example.place === place || example.name === place;
  const shown = examples.find(isIt);
  if (shown) return shown;
  const { moreOperations } = await import('./more-operations.ts');
  return moreOperations.find(isIt);
}

/** As one would write them; what is no JSON stays as it is, to be mended. */
function indented(variables: string): string {
  try {
    return JSON.stringify(JSON.parse(variables), null, 2);
  } catch {
    return variables;
  }
}

/**
 * The tabs of a first visit: what the address asks for, then one example a group. All examples at once would leave no
 * readable tab; the rest stand in the list.
 */
export function firstTabs(asked: Content | undefined): Content[] {
  const firsts = groups.map(({ examples }) => examples[0]).filter((example): example is Example => !!example);
  return asked ? [asked, ...firsts.filter((example) => example !== asked)] : firsts;
}

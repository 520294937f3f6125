import { type Example, readExample } from './examples.ts';

/** Operations that addresses name and the list of examples leaves out: loaded when one of them is asked for. */
const texts = import.meta.glob<string>(
  ['../../operations/*/**/*.graphql', '!../../operations/tour*/*.graphql'],
  { query: '?raw', import: 'default', eager: true },
);
const variables = import.meta.glob<string>('../../operations/*/**/*.variables.json', {
  query: '?raw',
  import: 'default',
  eager: true,
});

export const moreOperations: Example[] = Object.entries(texts).map(([path, text]) =>
  readExample(path, text, variables),
);

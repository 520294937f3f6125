import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { type Example, examples, TOKEN_PLACE } from './examples.ts';
import { isNarrow } from './narrow.ts';

/** Gives a function that opens an example in a new tab, or goes to the tab that already shows it unchanged. */
export function useOpenExample(): (example: Example) => void {
  const actions = useGraphiQLActions();
  const { tabs, queryEditor, variableEditor, headerEditor } = useGraphiQL(
    ({ tabs, queryEditor, variableEditor, headerEditor }) => ({
      tabs,
      queryEditor,
      variableEditor,
      headerEditor,
    }),
  );

  /** The headers last filled in for this sender, so that a token need not be pasted at each step. */
  const headersOf = ({ sender, headers = '' }: Example): string => {
    if (!sender) return headers;
    const filledIn = tabs.filter(
      (tab) =>
        examples.some(
          (example) => example.sender === sender && headingOf(example.query) === headingOf(tab.query),
        ) &&
        tab.headers &&
        !tab.headers.includes(TOKEN_PLACE),
    );
    return filledIn.at(-1)?.headers || headers;
  };

  return (example) => {
    const { query, variables = '' } = example;
    const headers = headersOf(example);
    // There the list, or the documentation, lies over the editor.
    if (isNarrow()) actions.setVisiblePlugin(null);

    const open = tabs.findIndex((tab) => tab.query === query && (tab.variables ?? '') === variables);
    if (open !== -1) {
      actions.changeTab(open);
      return;
    }
    actions.addTab();
    // The editors tell the tab about their content only after a pause; a quick click elsewhere would lose it.
    actions.updateActiveTabValues({ query, variables, headers });
    queryEditor?.setValue(query);
    variableEditor?.setValue(variables);
    headerEditor?.setValue(headers);
  };
}

/** By its first line an example is known, whatever was changed below. */
const headingOf = (query: string | null): string => (query ?? '').split('\n', 1)[0]!;

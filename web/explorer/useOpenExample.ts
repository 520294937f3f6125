import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import type { Example } from './examples.ts';
import { isNarrow } from './narrow.ts';

/** Gives a function that opens an example in a new tab, or goes to the tab that already shows it unchanged. */
export function useOpenExample(): (example: Example) => void {
  const actions = useGraphiQLActions();
  const { tabs, queryEditor, variableEditor } = useGraphiQL(({ tabs, queryEditor, variableEditor }) => ({
    tabs,
    queryEditor,
    variableEditor,
  }));

  return ({ query, variables = '' }) => {
    // There the list, or the documentation, lies over the editor.
    if (isNarrow()) actions.setVisiblePlugin(null);

    const open = tabs.findIndex((tab) => tab.query === query && (tab.variables ?? '') === variables);
    if (open !== -1) {
      actions.changeTab(open);
      return;
    }
    actions.addTab();
    // The editors tell the tab about their content only after a pause; a quick click elsewhere would lose it.
    actions.updateActiveTabValues({ query, variables });
    queryEditor?.setValue(query);
    variableEditor?.setValue(variables);
  };
}

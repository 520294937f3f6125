/* oxlint-disable import/no-unassigned-import -- workers and style sheets are imported for their effect */
import 'graphiql/setup-workers/vite';
// The parts of `graphiql/style.css`, without the web fonts it carries (350 KB) and the editor's own sheet, which the
// editor brings along.
import '@graphiql/react/style.css';
import '@graphiql/plugin-doc-explorer/style.css';
import '@graphiql/plugin-history/style.css';
import 'graphiql/graphiql.css';
import './explorer.css';
import { GraphiQL, HISTORY_PLUGIN } from 'graphiql';
import { createRoot } from 'react-dom/client';
import { dictionaryPlugin } from './DictionaryPanel.tsx';
import { examplePlugin } from './ExamplePanel.tsx';
import { FaultPanel } from './FaultPanel.tsx';
import { fetcher } from './fetcher.ts';
import { Header } from './Header.tsx';
import { isNarrow } from './narrow.ts';
import { contentOfAddress, firstTabs } from './opening.ts';
import { hasVisited, storage } from './storage.ts';

const plugins = [examplePlugin, dictionaryPlugin, HISTORY_PLUGIN];

const asked = await contentOfAddress(location.search);
const tabs = firstTabs(asked);
// Tabs of an earlier visit stay as they were; what the address asks for is opened beside them.
const initial = hasVisited() ? asked : tabs[0];

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(
  <GraphiQL
    fetcher={fetcher}
    storage={storage}
    plugins={plugins}
    visiblePlugin={isNarrow() ? undefined : examplePlugin}
    defaultTabs={tabs.length > 0 ? tabs : undefined}
    defaultQuery=""
    initialQuery={initial?.query}
    initialVariables={initial?.variables}
    initialHeaders={initial?.headers}
    schemaDescription
    inputValueDeprecation
  >
    <GraphiQL.Logo>
      <></>
    </GraphiQL.Logo>
    <Header />
    <GraphiQL.Footer>
      <FaultPanel />
    </GraphiQL.Footer>
  </GraphiQL>,
);

import { useGraphiQL, type GraphiQLPlugin } from '@graphiql/react';
import { groups } from './examples.ts';
import { useOpenExample } from './useOpenExample.ts';

/** The list of examples beside the editor, as a GraphiQL plugin: its icon stands in the side bar. */
export const examplePlugin: GraphiQLPlugin = { title: '示例', icon: ExampleIcon, content: ExamplePanel };

function ExamplePanel() {
  const openExample = useOpenExample();
  const current = useGraphiQL(({ tabs, activeTabIndex }) => tabs[activeTabIndex]?.query);

  return (
    <section className="examples" aria-label="示例">
      {groups.map(({ group, examples }) => (
        <div key={group}>
          <h2>{group}</h2>
          <ul>
            {examples.map((example) => (
              <li key={example.name}>
                <button
                  type="button"
                  aria-current={example.query === current || undefined}
                  onClick={() => openExample(example)}
                >
                  <strong>{example.title}</strong>
                  {example.note && <span>{example.note}</span>}
                </button>
              </li>
            ))}
          </ul>
        </div>
      ))}
      {groups.length === 0 && <p>还没有示例。</p>}
    </section>
  );
}

function ExampleIcon() {
  return (
    <svg viewBox="0 0 20 20" fill="none" stroke="currentColor" strokeWidth="1.5" aria-hidden="true">
      <path d="M4 3h9l3 3v11H4z" strokeLinejoin="round" />
      <path d="M7 8h6M7 11h6M7 14h4" strokeLinecap="round" />
    </svg>
  );
}

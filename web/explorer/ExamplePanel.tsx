import { useGraphiQL, type GraphiQLPlugin } from '@graphiql/react';
import { type KeyboardEvent, useId, useState } from 'react';
import { type Example, groups } from './examples.ts';
import { useOpenExample } from './useOpenExample.ts';

/** The list of examples beside the editor, as a GraphiQL plugin: its icon stands in the side bar. */
export const examplePlugin: GraphiQLPlugin = { title: '示例', icon: ExampleIcon, content: ExamplePanel };

/** A tab for each group; the one chosen last is there when the panel is opened again. */
function ExamplePanel() {
  const current = useGraphiQL(({ tabs, activeTabIndex }) => tabs[activeTabIndex]?.query);
  const [chosen, setChosen] = useState(() => lastChosen ?? groupOf(current));
  const id = useId();
  const choose = (group: string) => {
    lastChosen = group;
    setChosen(group);
  };
  const examples = groups.find(({ group }) => group === chosen)?.examples ?? [];

  return (
    <section className="examples" aria-label="示例">
      <div role="tablist" aria-label="示例按使用者分组" onKeyDown={(event) => moveFocus(event)}>
        {groups.map(({ group }) => (
          <button
            key={group}
            type="button"
            role="tab"
            id={`${id}-${group}`}
            aria-selected={group === chosen}
            aria-controls={`${id}-list`}
            tabIndex={group === chosen ? 0 : -1}
            onClick={() => choose(group)}
          >
            {group}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-list`} aria-labelledby={`${id}-${chosen}`}>
        <ExampleList examples={examples} current={current} />
      </div>
    </section>
  );
}

let lastChosen: string | undefined;

/** The group of what is open, else the first. */
const groupOf = (query: string | null | undefined): string =>
  (groups.find(({ examples }) => examples.some((example) => example.query === query)) ?? groups[0])?.group ??
  '';

/** Arrow keys go from tab to tab, as everywhere. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (step === undefined) return;
  const tabs = [...event.currentTarget.querySelectorAll<HTMLElement>('[role=tab]')];
  const at = tabs.indexOf(document.activeElement as HTMLElement);
  const next = tabs.at((at + step) % tabs.length);
  next?.focus();
  next?.click();
}

function ExampleList({
  examples,
  current,
}: {
  examples: readonly Example[];
  current: string | null | undefined;
}) {
  const openExample = useOpenExample();
  if (examples.length === 0) return <p>还没有示例。</p>;
  return (
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

import { useGraphiQL, useGraphiQLActions, type GraphiQLPlugin } from '@graphiql/react';
import { useDeferredValue, useMemo, useState } from 'react';
import { addressOf } from '../../src/docs/addresses.ts';
import { Dictionary, entriesOf, type Entry } from '../../src/docs/dictionary.ts';
import { isNarrow } from './narrow.ts';

/** Looks up what is called how: a Chinese or English word, or a part of a name. */
export const dictionaryPlugin: GraphiQLPlugin = {
  title: '数据字典',
  icon: DictionaryIcon,
  content: DictionaryPanel,
};

/** Hits that are listed: whoever needs more says more. */
const MOST = 50;

const kinds: Record<Entry['kind'], string> = {
  type: '类型',
  field: '字段',
  argument: '参数',
  input: '条件',
  value: '取值',
};

function DictionaryPanel() {
  const { schema, queryEditor } = useGraphiQL(({ schema, queryEditor }) => ({ schema, queryEditor }));
  const actions = useGraphiQLActions();
  const dictionary = useMemo(() => (schema ? new Dictionary(entriesOf(schema)) : undefined), [schema]);
  const [text, setText] = useState(lastText);
  const asked = useDeferredValue(text.trim());
  const found = useMemo(() => dictionary?.search(asked) ?? [], [dictionary, asked]);

  const insert = ({ coordinate }: Entry) => {
    queryEditor?.trigger('dictionary', 'type', { text: nameIn(coordinate) });
    queryEditor?.focus();
    // There the panel lies over the editor.
    if (isNarrow()) actions.setVisiblePlugin(null);
  };

  return (
    <section className="dictionary" aria-label="数据字典">
      <input
        type="search"
        aria-label="查数据字典"
        placeholder="如 时长、点单、hours"
        value={text}
        onChange={(event) => {
          lastText = event.target.value;
          setText(lastText);
        }}
      />
      <p role="status">{statusOf(asked, found.length, dictionary !== undefined)}</p>
      <ul>
        {found.slice(0, MOST).map((entry) => (
          <li key={entry.coordinate}>
            <a href={addressOf(entry.coordinate, 'zh')} target="_blank" rel="noopener">
              {entry.coordinate}
            </a>
            <span className="kind">{kinds[entry.kind]}</span>
            {entry.isDeprecated && <span className="kind">已弃用</span>}
            <button
              type="button"
              aria-label={`插入 ${nameIn(entry.coordinate)}`}
              onClick={() => insert(entry)}
            >
              插入
            </button>
            <span className="note">{entry.zh}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Kept while the page is open: the panel is made anew each time it is shown. */
let lastText = '';

/** What one writes in a query for it: `hours` of `Activity.hours`, `first` of `Query.plans(first:)`. */
const nameIn = (coordinate: string): string =>
  /\((\w+):\)$/.exec(coordinate)?.[1] ?? coordinate.split('.').at(-1)!;

function statusOf(asked: string, count: number, isReady: boolean): string {
  if (!isReady) return '正在读取接口定义…';
  if (asked === '') return '输入中文或英文，查它在接口里叫什么。';
  if (count === 0) return '没有找到，换个说法试试。';
  return count > MOST ? `${count} 条，列出最接近的 ${MOST} 条` : `${count} 条`;
}

function DictionaryIcon() {
  return (
    <svg viewBox="0 0 20 20" fill="none" stroke="currentColor" strokeWidth="1.5" aria-hidden="true">
      <path d="M4 3.5h9.5a2 2 0 0 1 2 2v11H6a2 2 0 0 1-2-2z" strokeLinejoin="round" />
      <path d="M7.5 7h4.5M7.5 10h4.5" strokeLinecap="round" />
    </svg>
  );
}

import { useGraphiQL } from '@graphiql/react';
import { type ReactNode, useMemo } from 'react';
import { type Fault, faultsIn } from './faults.ts';

/** Below the result: what each error means, where it is, and what to do. */
export function FaultPanel() {
  const response = useGraphiQL(({ tabs, activeTabIndex }) => tabs[activeTabIndex]?.response ?? '');
  const faults = useMemo(() => faultsIn(response), [response]);
  if (faults.length === 0) return null;
  return (
    <section className="faults" role="alert" aria-label="错误说明">
      {faults.slice(0, MOST).map((fault, i) => (
        <Explained key={i} fault={fault} />
      ))}
      {faults.length > MOST && <p>还有 {faults.length - MOST} 条。</p>}
    </section>
  );
}

/** Many errors have one cause. */
const MOST = 5;

function Explained({ fault: { code, message, path, place, explanation } }: { fault: Fault }) {
  const queryEditor = useGraphiQL(({ queryEditor }) => queryEditor);
  const show = ({ line, column }: { line: number; column: number }) => {
    queryEditor?.setPosition({ lineNumber: line, column });
    queryEditor?.revealLineInCenter(line);
    queryEditor?.focus();
  };
  return (
    <div className="fault">
      <p>
        <a href="/docs/guides/errors" target="_blank" rel="noopener">
          <code>{code || '错误'}</code>
        </a>{' '}
        {explanation ? <strong>{coded(explanation.what)}</strong> : <strong>{message}</strong>}
      </p>
      {explanation && <p>{message}</p>}
      {explanation && <p>怎么办：{coded(explanation.todo)}</p>}
      <p className="where">
        {path && <span>位置：{path}</span>}
        {place && (
          <button type="button" onClick={() => show(place)}>
            第 {place.line} 行第 {place.column} 列
          </button>
        )}
      </p>
    </div>
  );
}

/** What stands between backticks as code. */
const coded = (text: string): ReactNode[] =>
  text.split('`').map((part, i) => (i % 2 === 0 ? part : <code key={i}>{part}</code>));

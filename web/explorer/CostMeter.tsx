import { useGraphiQL } from '@graphiql/react';
import { useEffect, useState } from 'react';
import { askCost, type Costing } from './costing.ts';

/** Milliseconds without a key before the server is asked. */
const PAUSE = 300;

/** What the query in the editor would cost, kept up while one writes. */
export function CostMeter() {
  const { query, variables, operationName } = useGraphiQL(({ tabs, activeTabIndex, operationName }) => ({
    query: tabs[activeTabIndex]?.query ?? '',
    variables: tabs[activeTabIndex]?.variables ?? '',
    operationName,
  }));
  const [costing, setCosting] = useState<Costing>({ kind: 'none' });

  useEffect(() => {
    const asking = new AbortController();
    // Just after a change of tabs GraphiQL still gives the name of the last tab's operation.
    const name = operationName && query.includes(operationName) ? operationName : undefined;
    const timer = setTimeout(() => {
      askCost(query, variables, name, asking.signal)
        .then(setCosting)
        .catch(() => {
          if (!asking.signal.aborted) setCosting({ kind: 'none' });
        });
    }, PAUSE);
    return () => {
      clearTimeout(timer);
      asking.abort();
    };
  }, [query, variables, operationName]);

  return (
    <div
      className="cost"
      role="status"
      aria-label="查询花费"
      title="各级页大小相乘，一次统计计 500；执行以前算出"
    >
      <Told costing={costing} />
    </div>
  );
}

function Told({ costing }: { costing: Costing }) {
  switch (costing.kind) {
    case 'cost': {
      const { nodes, limit } = costing;
      return (
        <>
          <span>
            花费 <strong>{nodes.toLocaleString('en')}</strong> / {limit.toLocaleString('en')}
          </span>
          <meter aria-label="花费占上限的份额" min={0} max={limit} high={limit * 0.8} value={nodes} />
        </>
      );
    }
    case 'refused':
      return (
        <span className="refused" title={costing.message}>
          {costing.code.startsWith('LIMIT_') ? '超过上限' : '会被拒绝'}：{costing.message}
        </span>
      );
    default:
      return <span>花费 —</span>;
  }
}

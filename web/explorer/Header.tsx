import { CostMeter } from './CostMeter.tsx';
import { groups, examples } from './examples.ts';
import { ExportButton } from './ExportButton.tsx';
import { useOpenExample } from './useOpenExample.ts';

/** The bar above GraphiQL. The drop-down is for narrow screens, where the list of examples has no room. */
export function Header() {
  const openExample = useOpenExample();

  return (
    <header className="bar">
      <a className="brand" href="/">
        志愿图谱
      </a>
      <h1>查询台</h1>
      <select
        aria-label="打开示例"
        value=""
        onChange={(event) => {
          const example = examples.find(({ name }) => name === event.target.value);
          if (example) openExample(example);
        }}
      >
        <option value="" disabled>
          打开示例…
        </option>
        {groups.map(({ group, examples }) => (
          <optgroup key={group} label={group}>
            {examples.map(({ name, title }) => (
              <option key={name} value={name}>
                {title}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
      <CostMeter />
      <ExportButton />
      <nav aria-label="文档">
        <a href="/docs">接口文档</a>
        <a href="/schema.graphql">接口定义</a>
      </nav>
    </header>
  );
}

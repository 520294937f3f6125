import type { Expression } from '../graph/definition.ts';
import { Bind } from '../graph/sql.ts';
import { ANONYMOUS, type Asking } from '../viewer.ts';

/** The schema of the views. */
export const SCHEMA = 'report';

/** Name, SQL, and what it is in Chinese and English: every column is described. */
export type ViewColumn = readonly [name: string, sql: string, zh: string, en: string];

/** A view of what everybody may see, for tools that speak SQL. */
export interface View {
  name: string;
  zh: string;
  en: string;
  columns: readonly ViewColumn[];
  /** What follows `from`. */
  from: string;
  /** Common table expressions, with the word `with`. */
  with?: string;
}

export const TODAY = `(now() at time zone 'Asia/Shanghai')::date`;

/** Views bind nothing: the clock is the database's, and nobody in particular asks. */
class Unbound extends Bind {
  override add(value: unknown): string {
    if (value === ASKING.today) return `(${TODAY})`;
    if (value === ASKING.now) return 'now()';
    throw new Error('A view cannot depend on who asks');
  }
}

const ASKING: Asking = { viewer: ANONYMOUS, today: 'today', now: new Date(0) };

/** SQL of a module's own condition or value, as it is for whoever has no account. So a view follows the API's rights. */
export const forEverybody = (expression: Expression, alias: string): string =>
  expression(alias, new Unbound(), ASKING);

/** The id that the API gives the row. */
export const apiId = (model: string, alias: string): ViewColumn => [
  'id',
  `translate(encode(convert_to('${model}:' || ${alias}.id, 'UTF8'), 'base64'), E'+/=\\n', '-_')`,
  '标识，与接口所给的 id 相同',
  'id, the same that the API gives',
];

/** An instant, and beside it what the clock in Shanghai shows: most tools know no time zones. */
export const instant = (name: string, sql: string, zh: string, en: string): readonly ViewColumn[] => [
  [name, sql, zh, en],
  [`${name}_local`, `${sql} at time zone 'Asia/Shanghai'`, `${zh}（北京时间）`, `${en}, in Asia/Shanghai`],
];

/** First day of the month in Shanghai. */
export const monthOf = (sql: string): string =>
  `date_trunc('month', ${sql} at time zone 'Asia/Shanghai')::date`;

/** Code and name of what a row refers to: what other views are joined by, and what a person reads. */
export const named = (
  name: string,
  alias: string,
  zh: string,
  en: string,
  label: 'name' | 'title' = 'name',
): readonly ViewColumn[] => [
  [`${name}_code`, `${alias}.code`, `${zh}的编码`, `code of ${en}`],
  [`${name}_${label}`, `${alias}.${label}`, `${zh}的名称`, `${label} of ${en}`],
];

export const isDemo = (sql: string): ViewColumn => [
  'is_demo',
  sql,
  '是否示例数据（虚构）',
  'whether it is demonstration data, invented',
];

export const district = (alias: string): ViewColumn => [
  'district_code',
  `${alias}.district_code`,
  '区划代码',
  'code of the district',
];

/**
 * Every party with its way from the top, and the street or zone that it is or belongs to: the nearest one upwards.
 * For `with`.
 */
export const PARTY_TREE = `recursive party_tree as (
  select p.id, p.name as path, 1 as level,
    case when p.unit_type in ('STREET', 'FUNCTIONAL_ZONE') then p.id end as street_id
  from party p where p.parent_id is null
  union all
  select p.id, t.path || ' / ' || p.name, t.level + 1,
    case when p.unit_type in ('STREET', 'FUNCTIONAL_ZONE') then p.id else t.street_id end
  from party p join party_tree t on t.id = p.parent_id)`;

const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;

/** The statements that make a view, its descriptions included. */
export function statementsOf({ name, zh, en, columns, from, with: ctes = '' }: View): string[] {
  const view = `${SCHEMA}."${name}"`;
  const list = columns.map(([column, sql]) => `${sql} as "${column}"`).join(',\n  ');
  return [
    // A barrier, so that no function of a reader's own sees rows that the view leaves out.
    `create view ${view} with (security_barrier) as ${ctes}\nselect ${list}\nfrom ${from}`,
    `comment on view ${view} is ${text(`${zh}\n${en}`)}`,
    ...columns.map(
      ([column, , chinese, english]) =>
        `comment on column ${view}."${column}" is ${text(`${chinese}\n${english}`)}`,
    ),
  ];
}

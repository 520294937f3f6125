import type { StatementParts } from '../graph/reading/own-statement.ts';
import { LAST_DAY } from './calendar.ts';
import type { Dimension, Sql } from './cube.ts';
import type { RowColumn } from './numbers.ts';
import type { Grouping, Question } from './question.ts';

/** Rows that hang on others, of which each has figures of its own: by this column, of these keys. */
export interface Parents {
  column: string;
  keys: readonly string[];
}

/** Which rows are counted. */
export interface Scope {
  /** Conditions on the row `t`. */
  terms: readonly (string | null)[];
  /** Condition that leaves out what is there for comparison alone; null where nothing is. */
  within: string | null;
  parents: Parents | null;
  /** The joins that the conditions speak of. */
  joins: readonly string[];
}

/** Every party with each party above it and itself. */
const UP = `up(id, above, steps) as (
  select id, id, 0 from party
  union all select up.id, p.parent_id, up.steps + 1 from up join party p on p.id = up.above where p.parent_id is not null and up.steps < 20)`;

/** The party that stands for each at a level, under the join's alias. */
const LEVELS = {
  TOP: `select up.id as i, up.above as v from up join party p on p.id = up.above where p.parent_id is null`,
  STREET: `select distinct on (up.id) up.id as i, up.above as v from up join party p on p.id = up.above
    where p.unit_type in ('STREET', 'FUNCTIONAL_ZONE') order by up.id, up.steps`,
};

/**
 * SQL of two tables: `r`, a row for each row counted, and `x`, one for each group that it counts in. Both have `id`,
 * `p` (the parent), `is_in` (not there for comparison alone) and the columns; `x` has the keys `k0` … too.
 */
export function rowsSql(
  { cube, groupings }: Question,
  columns: readonly RowColumn[],
  scope: Scope,
  parts: StatementParts,
): string {
  parts.bind.isHeavy = true;
  const write = (sql: Sql): string => (typeof sql === 'string' ? sql : sql(parts.bind, parts.asking));
  const joins = new Set([
    ...columns.flatMap((column) => column.joins),
    ...groupings.flatMap(({ dimension }) => dimension.joins ?? []),
    ...(cube.people?.joins ?? []),
    ...scope.joins,
  ]);
  const own = columns.map(({ name, sql }) => `${write(sql)} as ${name}`);
  const keys = groupings.map((grouping, i) => `${keyOf(grouping, write)} as k${i}`);
  const { parents } = scope;
  const terms = [
    parents && `${parents.column} = any(${parts.bind.add(parents.keys)}::uuid[])`,
    ...scope.terms,
  ].filter(Boolean);
  const clauses = Object.entries(cube.joins).flatMap(([name, join]) => (joins.has(name) ? [join] : []));
  const rows = `r as (select t.id, ${parents?.column ?? 'null::uuid'} as p, ${
    scope.within ? `(${scope.within}) is true` : 'true'
  } as is_in${[...own, ...keys].map((column) => `, ${column}`).join('')}
    from ${cube.from?.table ?? parts.table(cube.type)} t ${clauses.join(' ')}${terms.length > 0 ? ` where ${terms.join(' and ')}` : ''})`;
  const spreads = groupings.map((grouping, i) => spreadOf(grouping, i, parts));
  const needsParties = groupings.some(({ level, rollUp }) => rollUp || (level && level !== 'OWN'));
  const spread = `x as (select r.id, r.p, r.is_in${columns.map(({ name }) => `, r.${name}`).join('')}${groupings
    .map((_, i) => `, ${spreads[i] ? `s${i}.v` : `r.k${i}`} as k${i}`)
    .join('')} from r${spreads.map((join) => join ?? '').join('')})`;
  const tables = [...(needsParties ? [UP] : []), ...(cube.from ? [cube.from.with] : []), rows, spread];
  return `with ${needsParties ? 'recursive ' : ''}${tables.join(', ')}`;
}

function keyOf({ dimension, unit }: Grouping, write: (sql: Sql) => string): string {
  const sql = write(dimension.sql);
  if (dimension.of !== 'time') return sql;
  // In the last hours of the calendar Shanghai is in a year that it has not.
  const clock = dimension.isDate
    ? `${sql}::timestamp`
    : `case when ${sql} >= '${LAST_DAY}T16:00:00Z' then timestamp '${LAST_DAY}' else ${sql} at time zone 'Asia/Shanghai' end`;
  return `date_trunc('${(unit ?? 'MONTH').toLowerCase()}', ${clock})::date`;
}

/** The join that gives a row each of its values; null where it has one of its own. */
function spreadOf(grouping: Grouping, i: number, parts: StatementParts): string | null {
  const table = valuesOf(grouping, parts);
  return table && ` left join (${table}) s${i} on s${i}.i = r.k${i}`;
}

function valuesOf(
  { dimension, level, rollUp, vocabulary }: Grouping,
  { bind }: StatementParts,
): string | null {
  if ('links' in dimension && dimension.links) {
    const { table, from, to } = dimension.links;
    const links = `select l.${from} as i, l.${to} as v from ${table} l`;
    if (!vocabulary) return links;
    return `${links} join term lt on lt.id = l.${to} join vocabulary lv on lv.id = lt.vocabulary_id where lv.code = ${bind.add(vocabulary)}`;
  }
  if (rollUp) return 'select up.id as i, up.above as v from up';
  return level && level !== 'OWN' ? LEVELS[level] : null;
}

/** SQL of the text that a group's key is ordered by; null where the key itself is that. */
export function orderOf(dimension: Dimension, key: string): string | null {
  if (dimension.of === 'party') return `(select o.name_key from party o where o.id = ${key})`;
  if (dimension.of !== 'object') return null;
  const ordinal = (alias: string) => `lpad(${alias}.ordinal::text, 6, '0')`;
  switch (dimension.model) {
    case 'Program':
      return `(select o.plan_id::text || ${ordinal('o')} from program o where o.id = ${key})`;
    case 'Campaign':
      return `(select q.plan_id::text || ${ordinal('q')} || ${ordinal('o')} from campaign o join program q on q.id = o.program_id where o.id = ${key})`;
    case 'Term':
      return `(select q.plan_id::text || ${ordinal('q')} || ${ordinal('o')} from term o join vocabulary q on q.id = o.vocabulary_id where o.id = ${key})`;
    case 'Incentive':
      return `(select o.code from incentive o where o.id = ${key})`;
    case 'Course':
      return `(select o.code from course o where o.id = ${key})`;
    default:
      return `(select o.name_key from venue o where o.id = ${key})`;
  }
}

import type { Cube, Measure, Quantity, Sql } from './cube.ts';
import type { Needs } from './needs.ts';

/** The numbers of a set of rows by field, and its distributions by quantity. */
export interface Numbers {
  /** Whether nothing may be told because the set has too few people. */
  isSuppressed: boolean;
  /** What figures of people are rounded to; null where they are exact. */
  precision: number | null;
  distributions: Readonly<Record<string, Distribution>>;
  /** Sums before they were rounded, of the fields that are: what is added up further is added from these. */
  sums: Readonly<Record<string, number>>;
  [field: string]: unknown;
}

export interface Distribution {
  mean: number | null;
  min: number | null;
  max: number | null;
  /** By share of the rows below. */
  percentiles: ReadonlyMap<number, number | null>;
}

/** A column that is computed for each row. */
export interface RowColumn {
  name: string;
  sql: Sql;
  joins: readonly string[];
}

/** Computes a number over rows: SQL with the rows' columns under the alias `x`, and a condition on them. */
type Aggregate = (only: string) => string;

/** The columns and aggregates that a request needs, and how its numbers come of them. */
export interface Numbering {
  columns: readonly RowColumn[];
  aggregates: readonly Aggregate[];
  /** The numbers from the aggregates' values; without, those of no rows. */
  read: (values: readonly unknown[] | null) => Numbers;
}

/** Works out columns and aggregates for what is needed. Measures in `having` and `orderBy` are among `measures`. */
export function numberingOf(cube: Cube, needs: Needs): Numbering {
  const columns: RowColumn[] = [];
  const aggregates: Aggregate[] = [];
  const readers: ((
    values: readonly unknown[] | null,
    numbers: Record<string, unknown>,
    sums: Record<string, number>,
  ) => void)[] = [];
  const column = (sql: Sql, joins: readonly string[] = []): string => {
    const name = `m${columns.length}`;
    columns.push({ name, sql, joins });
    return `x.${name}`;
  };
  const aggregate = (write: Aggregate): number => aggregates.push(write) - 1;

  for (const name of needs.measures) {
    const measure = cube.measures[name]!;
    const read = measureReader(measure, column, aggregate);
    const isRounded = measure.of === 'sum' && measure.per !== undefined;
    readers.push((values, numbers, sums) => {
      const value = read(values);
      numbers[measure.field] = isRounded ? Math.round(value! * 100) / 100 : value;
      if (isRounded) sums[measure.field] = value!;
    });
  }
  const distributions: [string, (values: readonly unknown[] | null) => Distribution][] = [
    ...needs.quantities,
  ].map(([name, at]) => [name, distributionReader(cube.quantities[name]!, [...at], column, aggregate)]);
  return {
    columns,
    aggregates,
    read: (values) => {
      const sums: Record<string, number> = {};
      const numbers: Numbers = {
        isSuppressed: false,
        precision: null,
        sums,
        distributions: Object.fromEntries(distributions.map(([name, read]) => [name, read(values)])),
      };
      for (const read of readers) read(values, numbers, sums);
      return numbers;
    },
  };
}

type Column = (sql: Sql, joins?: readonly string[]) => string;

function measureReader(
  measure: Measure,
  column: Column,
  aggregate: (write: Aggregate) => number,
): (values: readonly unknown[] | null) => number | null {
  const numberAt =
    (at: number) =>
    (values: readonly unknown[] | null): number =>
      (values?.[at] ?? 0) as number;
  const sumOf = (sql: Sql): number => {
    const of = column(sql, measure.joins);
    return aggregate((only) => `sum(${of}) filter (where ${only})::float8`);
  };
  switch (measure.of) {
    case 'count': {
      if (measure.when === undefined) {
        return numberAt(aggregate((only) => `count(*) filter (where ${only})::float8`));
      }
      const when = column(measure.when, measure.joins);
      return numberAt(aggregate((only) => `count(*) filter (where ${only} and ${when})::float8`));
    }
    case 'distinct': {
      const of = column(measure.sql, measure.joins);
      return numberAt(aggregate((only) => `count(distinct ${of}) filter (where ${only})::float8`));
    }
    case 'sum': {
      const read = numberAt(sumOf(measure.sql));
      const { per } = measure;
      return per === undefined ? read : (values) => read(values) / per;
    }
    default: {
      const above = numberAt(sumOf(measure.sql));
      const below = numberAt(sumOf(measure.over));
      return (values) => (below(values) === 0 ? null : above(values) / below(values));
    }
  }
}

function distributionReader(
  quantity: Quantity,
  at: readonly number[],
  column: Column,
  aggregate: (write: Aggregate) => number,
): (values: readonly unknown[] | null) => Distribution {
  const of = `${column(quantity.sql, quantity.joins)}::float8`;
  const [mean, min, max] = ['avg', 'min', 'max'].map((name) =>
    aggregate((only) => `${name}(${of}) filter (where ${only})`),
  ) as [number, number, number];
  // The shares stand in the text: they were checked to be numbers.
  const percentiles =
    at.length === 0
      ? null
      : aggregate(
          (only) =>
            `percentile_cont(array[${at.join(', ')}]::float8[]) within group (order by ${of}) filter (where ${only})`,
        );
  return (values) => {
    const shares = (percentiles === null ? null : values?.[percentiles]) as (number | null)[] | null;
    return {
      mean: (values?.[mean] ?? null) as number | null,
      min: (values?.[min] ?? null) as number | null,
      max: (values?.[max] ?? null) as number | null,
      percentiles: new Map(at.map((share, i) => [share, shares?.[i] ?? null])),
    };
  };
}

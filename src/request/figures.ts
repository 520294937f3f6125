import { type Cell, told } from './suppression.ts';

/** The requests of one month that have this status, are for this group, are late or not; of none of these, all. */
export interface MonthRow extends Cell {
  month: string;
  by: 'ALL' | 'STATUS' | 'GROUP' | 'LATENESS';
  /** The status, the group's key, or whether late. */
  value: string;
}

export interface Figures {
  count: number | null;
  byStatus: ReadonlyMap<string, number>;
  byGroup: ReadonlyMap<string, number>;
  lateCount: number | null;
}

/**
 * What may be told of a period: the sums of what may be told of each of its months. So all answers together say no more
 * than those about single months do, and no difference of two periods says anything of few people.
 */
export function figuresOf(rows: readonly MonthRow[]): Figures {
  const figures = {
    count: null as number | null,
    byStatus: new Map<string, number>(),
    byGroup: new Map<string, number>(),
    lateCount: null as number | null,
  };
  for (const month of Map.groupBy(rows, (row) => row.month).values()) {
    const cells = (by: MonthRow['by']) => month.filter((row) => row.by === by);
    figures.count = plus(figures.count, told(cells('ALL')));
    for (const row of told(cells('STATUS'))) add(figures.byStatus, row);
    for (const row of told(cells('GROUP'))) add(figures.byGroup, row);
    // None late is told where the month is: it says nothing of anybody.
    const lateness = told(cells('LATENESS'));
    const isAllTold = lateness.length === cells('LATENESS').length;
    if (isAllTold && lateness.length > 0) {
      figures.lateCount = plus(
        figures.lateCount ?? 0,
        lateness.filter(({ value }) => value === 'true'),
      );
    }
  }
  return figures;
}

const plus = (sum: number | null, rows: readonly MonthRow[]): number | null =>
  rows.reduce<number | null>((all, { count }) => (all ?? 0) + count, sum);

const add = (sums: Map<string, number>, { value, count }: MonthRow): void =>
  void sums.set(value, (sums.get(value) ?? 0) + count);

import { type Cell, told } from './suppression.ts';

/** The requests of one month that have this status, are for this group, are late or not; of none of these, all. */
export interface MonthRow extends Cell {
  month: string;
  by: 'ALL' | 'STATUS' | 'GROUP' | 'LATENESS';
  /** The status, the group's key, or whether late. */
  value: string;
}

/** Counts of a month or a period; null: not told. What is in neither map is not told, or 0 where all is. */
export interface Figures {
  count: number | null;
  byStatus: ReadonlyMap<string, number>;
  byGroup: ReadonlyMap<string, number>;
  lateCount: number | null;
}

export interface MonthCounts {
  month: string;
  count: number;
  lateCount: number | null;
}

export interface PeriodFigures extends Figures {
  /** Its months that are told of, in their order. */
  months: MonthCounts[];
}

/** Which cells of one total are told, and what is said where there is none. */
export interface Telling {
  told: (cells: readonly MonthRow[]) => readonly MonthRow[];
  none: 0 | null;
}

/** For everybody: none and few look the same. */
export const SUPPRESSED: Telling = { told, none: null };
/** For whoever may read exact figures. */
export const EXACT: Telling = { told: (cells) => cells, none: 0 };

/**
 * What may be told of a period of so many months. Each figure is the sum of its months', and unknown where one of them
 * is: so all answers together say no more than those about single months do, and no sum passes for the whole where it
 * is not.
 */
export function figuresOf(rows: readonly MonthRow[], size: number, telling: Telling): PeriodFigures {
  const months = [...Map.groupBy(rows, ({ month }) => month)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([month, own]) => ({ month, ...figuresOfMonth(own, telling) }));
  const sum = (values: readonly (number | null | undefined)[]): number | null => {
    const known = values.filter((value) => value !== null && value !== undefined);
    if (telling.none === null && known.length < size) return null;
    return known.reduce((all, value) => all + value, 0);
  };
  const sums = (by: 'byStatus' | 'byGroup'): Map<string, number> => {
    const keys = new Set(months.flatMap((month) => [...month[by].keys()]));
    return new Map(
      [...keys].flatMap((key) => {
        const value = sum(months.map((month) => month[by].get(key)));
        return value === null ? [] : [[key, value] as const];
      }),
    );
  };
  return {
    months: months.flatMap(({ month, count, lateCount }) =>
      count === null ? [] : [{ month, count, lateCount }],
    ),
    count: sum(months.map(({ count }) => count)),
    byStatus: sums('byStatus'),
    byGroup: sums('byGroup'),
    lateCount: sum(months.map(({ lateCount }) => lateCount)),
  };
}

function figuresOfMonth(rows: readonly MonthRow[], { told: toldOf }: Telling): Figures {
  const cells = (by: MonthRow['by']) => rows.filter((row) => row.by === by);
  const counts = (by: MonthRow['by']) => new Map(toldOf(cells(by)).map(({ value, count }) => [value, count]));
  // None late is told where the month is: it says nothing of anybody.
  const lateness = counts('LATENESS');
  const isAllTold = lateness.size > 0 && lateness.size === cells('LATENESS').length;
  return {
    count: counts('ALL').get('') ?? null,
    byStatus: counts('STATUS'),
    byGroup: counts('GROUP'),
    lateCount: isAllTold ? (lateness.get('true') ?? 0) : null,
  };
}

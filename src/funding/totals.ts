import type { Bilingual } from '../errors.ts';
import type { FundingTotals, Money } from '../generated/resolvers.ts';
import { money } from './money.ts';

/** What a year's allocations of one source come to, in fen. */
export interface YearOfSource {
  source: string;
  year: number;
  allocated: number;
  spent: number;
  count: number;
}

/** A `SourceShare` before its source is read: the key of it. */
export interface Share {
  source: string;
  allocated: Money;
  spent: Money;
}

/**
 * SQL of a program's money by year of allocation and source: what is allocated to it by name, and what was spent on it
 * out of any allocation.
 */
export const programFunding = (keys: string): string =>
  `select x.program_id, json_agg(json_build_object('source', x.source_id, 'year', x.year, 'allocated', x.allocated,
     'spent', x.spent, 'count', x.count) order by i.position, x.year)
   from (select p.program_id, p.source_id, p.year, sum(p.allocated) as allocated, sum(p.spent) as spent, sum(p.count) as count
     from (select a.program_id, a.source_id, a.year, a.amount_fen as allocated, 0 as spent, 1 as count from allocation a
         where a.program_id = any(${keys})
       union all select e.program_id, a.source_id, a.year, 0, e.amount_fen, 0 from expenditure e
         join allocation a on a.id = e.allocation_id where e.program_id = any(${keys})) p
     group by 1, 2, 3) x
   join incentive i on i.id = x.source_id group by 1`;

/** SQL of a source's money by year of allocation. */
export const sourceFunding = (keys: string): string =>
  `select x.source_id, json_agg(json_build_object('source', x.source_id, 'year', x.year, 'allocated', x.allocated,
     'spent', x.spent, 'count', x.count) order by x.year)
   from (select a.source_id, a.year, sum(a.amount_fen) as allocated, sum(a.spent_fen) as spent, count(*) as count
     from allocation a where a.source_id = any(${keys}) group by 1, 2) x group by 1`;

const definition: Bilingual = {
  zh: '安排为各笔资金安排的金额之和；支出为支出台账各分录（含更正）之和；年度均指资金安排的年度',
  en: 'Allocated: the sum of the allocations. Spent: the sum of the entries of the ledger of expenditures, corrections included. The year is that of the allocations',
};

const ofYear = (rows: readonly YearOfSource[], year: number | null | undefined): readonly YearOfSource[] =>
  year == null ? rows : rows.filter((row) => row.year === year);

const sum = (rows: readonly YearOfSource[], of: 'allocated' | 'spent' | 'count'): number =>
  rows.reduce((total, row) => total + row[of], 0);

export function programTotals(
  rows: readonly YearOfSource[],
  year: number | null | undefined,
  language: keyof Bilingual,
) {
  const chosen = ofYear(rows, year);
  return {
    year: year ?? null,
    allocated: money(sum(chosen, 'allocated')),
    spent: money(sum(chosen, 'spent')),
    bySource: [...Map.groupBy(chosen, ({ source }) => source)].map(([source, own]): Share => ({
      source,
      allocated: money(sum(own, 'allocated')),
      spent: money(sum(own, 'spent')),
    })),
    definition: definition[language],
  };
}

export function sourceTotals(
  rows: readonly YearOfSource[],
  year: number | null | undefined,
  language: keyof Bilingual,
): FundingTotals {
  const chosen = ofYear(rows, year);
  const allocated = sum(chosen, 'allocated');
  const spent = sum(chosen, 'spent');
  return {
    year: year ?? null,
    allocated: money(allocated),
    spent: money(spent),
    left: money(allocated - spent),
    allocationCount: sum(chosen, 'count'),
    definition: definition[language],
  };
}

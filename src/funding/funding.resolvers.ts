import type { Resolvers } from '../generated/resolvers.ts';
import { writings } from '../writing/write.ts';
import { allocationCreate, allocationUpdate } from './allocation.service.ts';
import { expenditureCorrect, expenditureRecord } from './expenditure.service.ts';
import { money } from './money.ts';
import { codeTaken, purchaseItemCreate, purchaseItemUpdate } from './purchase-item.service.ts';
import { programTotals, sourceTotals, type YearOfSource } from './totals.ts';

export const fundingResolvers: Resolvers = {
  Query: {
    allocations: (_, args, ctx, info) => ctx.read.page('Allocation', args, info),
    expenditures: (_, args, ctx, info) => ctx.read.page('Expenditure', args, info),
    purchaseItems: (_, args, ctx, info) => ctx.read.page('PurchaseItem', args, info),
  },
  Mutation: {
    ...writings({ allocationCreate, allocationUpdate, expenditureRecord, expenditureCorrect }),
    ...writings(
      { purchaseItemCreate, purchaseItemUpdate },
      { purchase_item_district_code_year_code_unique: codeTaken },
    ),
  },
  Program: {
    funding: async (program, { year }, ctx) => {
      const rows = (await ctx.read.measure('Program.funding', program)) as YearOfSource[];
      return programTotals(rows, year, ctx.language);
    },
  },
  FundingSource: {
    totals: async (source, { year }, ctx) => {
      const rows = (await ctx.read.measure('FundingSource.totals', source)) as YearOfSource[];
      return sourceTotals(rows, year, ctx.language);
    },
    allocations: (source, args, ctx, info) =>
      ctx.read.pageOf('FundingSource.allocations', source, args, info),
  },
  SourceShare: {
    source: async ({ source }, _, ctx, info) => (await ctx.read.one('Incentive', 'id', source, info))!,
  },
  Activity: {
    spent: async (activity, _, ctx) => money((await ctx.read.measure('Activity.spent', activity)) as number),
  },
  Allocation: {
    amount: (allocation) => money(allocation['$amountOf'] as number),
    spent: (allocation) => money(allocation['$spentOf'] as number),
    left: (allocation) => money((allocation['$amountOf'] as number) - (allocation['$spentOf'] as number)),
    expenditures: (allocation, args, ctx, info) =>
      ctx.read.pageOf('Allocation.expenditures', allocation, args, info),
  },
  Expenditure: { amount: (expenditure) => money(expenditure['$amountOf'] as number) },
  PurchaseItem: { unitPrice: (item) => money(item['$priceOf'] as number) },
};

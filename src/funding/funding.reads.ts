import type { ReadsDefinition } from '../graph/definition.ts';
import { Allocation, Expenditure, PurchaseItem } from './funding.entity.ts';
import { allocationVisible, expenditureVisible } from './funding.policy.ts';
import { programFunding, sourceFunding } from './totals.ts';

export const fundingReads: ReadsDefinition = {
  models: {
    Allocation: {
      entity: Allocation,
      order: ['year'],
      orders: { YEAR: ['year'], CREATED_AT: ['createdAt'] },
      visible: allocationVisible,
      // PostgreSQL's bigint arrives as text; amounts are far below 2^53.
      computed: {
        amountOf: (alias) => `${alias}.amount_fen::float8`,
        spentOf: (alias) => `${alias}.spent_fen::float8`,
      },
      needs: { amount: ['amountOf'], spent: ['spentOf'], left: ['amountOf', 'spentOf'] },
    },
    Expenditure: {
      entity: Expenditure,
      order: ['spentOn'],
      orders: { SPENT_ON: ['spentOn'], RECORDED_AT: ['recordedAt'] },
      visible: expenditureVisible,
      computed: { amountOf: (alias) => `${alias}.amount_fen::float8` },
      needs: { amount: ['amountOf'] },
    },
    PurchaseItem: {
      entity: PurchaseItem,
      order: ['code'],
      orders: { CODE: ['code'], YEAR: ['year'] },
      computed: { priceOf: (alias) => `${alias}.unit_price_fen::float8` },
      needs: { unitPrice: ['priceOf'] },
    },
  },
  relations: {
    'FundingSource.allocations': { target: 'Allocation', by: 'source' },
    'Allocation.expenditures': { target: 'Expenditure', by: 'allocation' },
  },
  derived: {
    'Allocation.amount': (alias) => `${alias}.amount_fen`,
    'Allocation.spent': (alias) => `${alias}.spent_fen`,
    'Allocation.left': (alias) => `${alias}.amount_fen - ${alias}.spent_fen`,
    'Expenditure.amount': (alias) => `${alias}.amount_fen`,
    'PurchaseItem.unitPrice': (alias) => `${alias}.unit_price_fen`,
  },
  measures: {
    'Program.funding': { sql: programFunding, none: [] },
    'FundingSource.totals': { sql: sourceFunding, none: [] },
    'Activity.spent': {
      sql: (keys) =>
        `select e.activity_id, sum(e.amount_fen)::float8 from expenditure e where e.activity_id = any(${keys}) group by 1`,
      none: 0,
    },
  },
};

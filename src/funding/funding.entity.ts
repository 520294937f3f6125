import { defineEntity, p } from '@mikro-orm/core';
import { Activity } from '../activity/activity.entity.ts';
import { id, instant, titleKey, written } from '../database/columns.ts';
import { Incentive } from '../incentive/incentive.entity.ts';
import { Party } from '../party/party.entity.ts';
import { Program } from '../program/program.entity.ts';

export const EXPENDITURE_KINDS = ['EXPENDITURE', 'CORRECTION'] as const;

const AllocationSchema = defineEntity({
  name: 'Allocation',
  indexes: [
    { properties: ['year', 'id'] },
    { properties: ['createdAt', 'id'] },
    { properties: ['source', 'year', 'id'] },
    { properties: ['program', 'year', 'id'] },
    { properties: ['unit', 'year', 'id'] },
  ],
  checks: [
    { name: 'allocation_amount', expression: '"amount_fen" > 0' },
    {
      name: 'allocation_not_overspent',
      expression: '"spent_fen" >= 0 and "spent_fen" <= "amount_fen"',
    },
  ],
  properties: {
    id: id(),
    source: () => p.manyToOne(Incentive).ref(),
    unit: () => p.manyToOne(Party).ref(),
    program: () => p.manyToOne(Program).ref().nullable().deleteRule('restrict'),
    year: p.integer(),
    title: p.text(),
    titleKey: titleKey(),
    amountFen: p.bigint('number'),
    /** Sum of its expenditures: counted where they are entered, by a conditional update that no race can overspend. */
    spentFen: p.bigint('number').default(0),
    documentReference: p.text().nullable(),
    origin: p.enum(['OPERATOR'] as const),
    createdAt: instant(),
    districtCode: p.text(),
    ...written(),
  },
});
/** Money from a source for a unit, a year and, mostly, a program. */
export class Allocation extends AllocationSchema.class {}
AllocationSchema.setClass(Allocation);

const PurchaseItemSchema = defineEntity({
  name: 'PurchaseItem',
  uniques: [{ properties: ['districtCode', 'year', 'code'] }],
  indexes: [{ properties: ['code', 'id'] }, { properties: ['year', 'id'] }],
  checks: [{ name: 'purchase_item_price', expression: '"unit_price_fen" > 0' }],
  properties: {
    id: id(),
    code: p.text(),
    title: p.text(),
    titleKey: titleKey(),
    unit: p.text(),
    unitPriceFen: p.bigint('number'),
    year: p.integer(),
    origin: p.enum(['OPERATOR'] as const),
    districtCode: p.text(),
    ...written(),
  },
});
/** A service that the government purchases, with its price. */
export class PurchaseItem extends PurchaseItemSchema.class {}
PurchaseItemSchema.setClass(PurchaseItem);

const ExpenditureSchema = defineEntity({
  name: 'Expenditure',
  triggers: [
    {
      timing: 'before',
      events: ['update', 'delete'],
      // Entries are only added; demonstration data may go.
      body: `if tg_op = 'DELETE' and old."is_demo" then return old; end if;
      raise exception 'The ledger of expenditures only takes new entries';`,
    },
  ],
  indexes: [
    { properties: ['spentOn', 'id'] },
    { properties: ['recordedAt', 'id'] },
    { properties: ['allocation', 'spentOn', 'id'] },
    { properties: ['activity'] },
    { properties: ['program'] },
  ],
  checks: [
    {
      name: 'expenditure_kind',
      expression: `("corrects_id" is not null) = ("kind" = 'CORRECTION') and ("reason" is not null) = ("kind" = 'CORRECTION')`,
    },
    {
      name: 'expenditure_amount',
      expression: `"amount_fen" > 0 or ("kind" = 'CORRECTION' and "amount_fen" <> 0)`,
    },
    { name: 'expenditure_quantity', expression: '("quantity" is null) = ("purchase_item_id" is null)' },
  ],
  properties: {
    id: id(),
    allocation: () => p.manyToOne(Allocation).ref(),
    kind: p.enum(EXPENDITURE_KINDS),
    amountFen: p.bigint('number'),
    program: () => p.manyToOne(Program).ref(),
    activity: () => p.manyToOne(Activity).ref().nullable().deleteRule('restrict'),
    purchaseItem: () => p.manyToOne(PurchaseItem).ref().nullable().index().deleteRule('restrict'),
    quantity: p.integer().nullable(),
    contractor: () => p.manyToOne(Party).ref().nullable().index().deleteRule('restrict'),
    spentOn: p.date(),
    purpose: p.text(),
    voucherNumber: p.text().nullable(),
    corrects: () => p.manyToOne(Expenditure).ref().nullable().index().deleteRule('restrict'),
    reason: p.text().nullable(),
    recordedAt: instant(),
    districtCode: p.text(),
    isDemo: p.boolean().default(false),
  },
});
/** An entry of the ledger of money spent. What was spent is the sum of the entries. */
export class Expenditure extends ExpenditureSchema.class {}
ExpenditureSchema.setClass(Expenditure);

import type {
  MutationPurchaseItemCreateArgs,
  MutationPurchaseItemUpdateArgs,
  PurchaseItemInput,
} from '../generated/resolvers.ts';
import { textOf } from '../writing/input.ts';
import { invalidInput, invalidTransition } from '../writing/refusal.ts';
import type { Writing } from '../writing/writing.ts';
import { Expenditure, PurchaseItem } from './funding.entity.ts';
import { ownerInDistrict } from './funding.policy.ts';
import { fenOf, yearOf } from './input.ts';

const at = (name: keyof PurchaseItemInput): string[] => ['input', name];

/** Enters an item of the catalogue. */
export async function purchaseItemCreate(
  w: Writing,
  { input }: MutationPurchaseItemCreateArgs,
): Promise<string> {
  w.demand({ district: input.districtCode });
  const values = valuesOf(input);
  const item = w.em.create(PurchaseItem, { ...values, origin: 'OPERATOR' }, { persist: true });
  await w.em.flush();
  w.announce('PURCHASE_ITEM_CREATED', 'PurchaseItem', item);
  return item.id;
}

/** Changes an item that nothing was bought by. */
export async function purchaseItemUpdate(w: Writing, args: MutationPurchaseItemUpdateArgs): Promise<string> {
  const item = await w.change(PurchaseItem, 'PurchaseItem', args.id, ownerInDistrict, args.expectedVersion);
  if (await w.em.count(Expenditure, { purchaseItem: item })) {
    throw invalidTransition('USED', '已有支出用到，不能再改', 'Expenditures refer to it: it stays');
  }
  w.demand({ district: args.input.districtCode });
  w.em.assign(item, valuesOf(args.input));
  w.announce('PURCHASE_ITEM_UPDATED', 'PurchaseItem', item);
  return item.id;
}

function valuesOf(input: PurchaseItemInput) {
  const code = textOf(input.code, at('code'), 40);
  if (!/^[\dA-Za-z-]+$/.test(code)) {
    throw invalidInput(at('code'), '只能有字母、数字与连字符', 'Letters, digits and hyphens only');
  }
  return {
    code,
    title: textOf(input.title, at('title'), 100),
    unit: textOf(input.unit, at('unit'), 20),
    unitPriceFen: fenOf(input.unitPrice, at('unitPrice')),
    year: yearOf(input.year, at('year')),
    districtCode: input.districtCode,
  };
}

/** What the catalogue's unique index means. */
export const codeTaken = () =>
  invalidInput(at('code'), '本区本年度已有这个代码', 'The district has this code in this year already');

import { toGlobalId } from '../../graph/ids.ts';
import type { Changed } from '../changed.ts';
import { insert, instant } from '../insert.ts';
import { newKey } from '../keys.ts';
import type { AllocationContent, ExpenditureContent, ItemContent } from './content.ts';
import type { Into } from './store-incentives.ts';

const LABELS = { version: 1, is_demo: true };

/** The purchase catalogue, the allocations and what was spent of them. */
export async function storeMoney(
  { client, lists, store }: Into,
  items: readonly ItemContent[],
  allocations: readonly AllocationContent[],
): Promise<void> {
  const itemRows = items.map(({ code, title, unit, unitPrice, year }) => ({
    ...{ id: newKey(), code, title, unit, year, unit_price_fen: unitPrice },
    ...{ origin: 'OPERATOR', district_code: lists.district, ...LABELS },
  }));
  await insert(client, 'purchase_item', itemRows);
  await store.announce(
    itemRows.map(({ id }, i): Changed => {
      return {
        kind: 'PURCHASE_ITEM_CREATED',
        at: items[i]!.createdAt,
        subject: toGlobalId('PurchaseItem', id),
      };
    }),
  );
  const itemKey = (code: string, year: number): string =>
    itemRows.find((row) => row.code === code && row.year === year)!.id;
  for (const {
    source,
    unit,
    program,
    year,
    title,
    amount,
    documentReference,
    createdAt,
    expenditures,
  } of allocations) {
    const id = newKey();
    const rows = expenditures.flatMap((expenditure) => {
      const { purchase } = expenditure;
      const item = purchase && itemKey(purchase.code, year);
      return entries(expenditure).map((entry) => ({
        ...entry,
        allocation_id: id,
        program_id: lists.program(expenditure.program),
        purchase_item_id: item,
        quantity: purchase?.quantity ?? null,
        contractor_id: purchase && lists.party(purchase.contractor).key,
        district_code: lists.district,
        is_demo: true,
      }));
    });
    await insert(client, 'allocation', [
      {
        ...{ id, year, title, document_reference: documentReference, source_id: lists.incentive(source) },
        unit_id: lists.party(unit).key,
        program_id: program === null ? null : lists.program(program),
        amount_fen: amount,
        spent_fen: rows.reduce((sum, { amount_fen: fen }) => sum + fen, 0),
        ...{ origin: 'OPERATOR', created_at: instant(createdAt), district_code: lists.district, ...LABELS },
      },
    ]);
    await insert(client, 'expenditure', rows);
  }
}

/** The entry of an expenditure, and the counter-entry where it was corrected. */
function entries({ amount, spentOn, purpose, voucherNumber, recordedAt, correction }: ExpenditureContent) {
  const id = newKey();
  const common = { spent_on: spentOn, purpose, voucher_number: voucherNumber };
  const entry = {
    ...{ ...common, id, kind: 'EXPENDITURE', amount_fen: amount, recorded_at: instant(recordedAt) },
    ...{ corrects_id: null as string | null, reason: null as string | null },
  };
  if (!correction) return [entry];
  return [
    entry,
    {
      ...{ ...common, id: newKey(), kind: 'CORRECTION', amount_fen: correction.amount - amount },
      ...{ recorded_at: instant(correction.at), corrects_id: id, reason: correction.reason },
    },
  ];
}

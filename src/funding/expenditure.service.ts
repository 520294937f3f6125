import { Activity } from '../activity/activity.entity.ts';
import { run } from '../database/run.ts';
import type {
  ExpenditureInput,
  MutationExpenditureCorrectArgs,
  MutationExpenditureRecordArgs,
} from '../generated/resolvers.ts';
import { districtOf } from '../party/district.ts';
import { Party } from '../party/party.entity.ts';
import { Program } from '../program/program.entity.ts';
import { optionalTextOf, textOf } from '../writing/input.ts';
import { invalidInput, invalidTransition, Refusal } from '../writing/refusal.ts';
import type { Writing } from '../writing/writing.ts';
import { Allocation, Expenditure, PurchaseItem } from './funding.entity.ts';
import { ownerOfSpending } from './funding.policy.ts';
import { fenOf } from './input.ts';
import { money } from './money.ts';

const at = (name: keyof ExpenditureInput): string[] => ['input', name];

/** Enters an expenditure, if so much is left of its allocation. */
export async function expenditureRecord(
  w: Writing,
  { input }: MutationExpenditureRecordArgs,
): Promise<string> {
  // Its row is locked: what is checked below holds until this has ended.
  await run(w.em, 'select 1 from allocation where id = $1 for update', [
    w.keyOf('Allocation', input.allocation),
  ]);
  const allocation = await w.refer(Allocation, 'Allocation', input.allocation, at('allocation'));
  w.demand(ownerOfSpending(allocation));
  const amountFen = fenOf(input.amount, at('amount'));
  if (input.spentOn > w.today || input.spentOn < `${allocation.year}-01-01`) {
    throw invalidInput(
      at('spentOn'),
      '不能晚于今天，也不能早于安排的年度',
      'Not after today, and not before the allocation’s year',
    );
  }
  const { program, activity } = await subjectOf(w, input, allocation);
  const values = {
    allocation,
    kind: 'EXPENDITURE' as const,
    amountFen,
    program,
    activity,
    ...(await purchaseOf(w, input, allocation, amountFen)),
    contractor: await contractorOf(w, input, allocation),
    spentOn: input.spentOn,
    purpose: textOf(input.purpose, at('purpose'), 500),
    voucherNumber: optionalTextOf(input.voucherNumber, at('voucherNumber'), 100),
    corrects: null,
    reason: null,
    recordedAt: w.now,
    districtCode: allocation.districtCode,
  };
  await spend(w, allocation, amountFen, at('amount'));
  const expenditure = w.em.create(Expenditure, values, { persist: true });
  await w.em.flush();
  return expenditure.id;
}

/**
 * Adds to what is spent, in one conditional update: no race takes it beyond the amount, nor below nothing. Throws
 * AllocationExceeded.
 */
async function spend(w: Writing, { id }: Allocation, fen: number, path: readonly string[]): Promise<void> {
  const spent = await run(
    w.em,
    `update allocation set spent_fen = spent_fen + $2 where id = $1 and spent_fen + $2 between 0 and amount_fen returning 1`,
    [id, fen],
  );
  if (spent.length > 0) return;
  const [now] = await run<{ left: number }>(
    w.em,
    'select (amount_fen - spent_fen)::float8 as left from allocation where id = $1',
    [id],
  );
  const left = money(now!.left);
  throw new Refusal(
    'AllocationExceeded',
    `超出资金安排，结余 ${left.text}`,
    `More than the allocation has; ${left.text} is left`,
    { left, path },
  );
}

/** What the money was for: an activity with its program, or a program; the allocation's own, where it has one. */
async function subjectOf(w: Writing, input: ExpenditureInput, allocation: Allocation) {
  const activity = await w.referIfGiven(Activity, 'Activity', input.activity, at('activity'));
  const named = await w.referIfGiven(Program, 'Program', input.program, at('program'));
  if (activity && named && activity.program.id !== named.id) {
    throw invalidInput(at('program'), '不是这场活动的项目', 'It is not the program of the activity');
  }
  const program = activity ? await activity.program.loadOrFail() : named;
  const path = at(activity ? 'activity' : 'program');
  if (!program) throw invalidInput(path, '活动与项目至少给一项', 'Give an activity or a program');
  const isOther = allocation.program && allocation.program.id !== program.id;
  if (isOther) {
    throw invalidInput(path, '这笔安排用于另一个项目', 'The allocation is for another program');
  }
  if ((await program.plan.loadOrFail()).districtCode !== allocation.districtCode) {
    throw invalidInput(path, '不是本区的', 'It is not of the district');
  }
  if (activity && (activity.status === 'DRAFT' || activity.status === 'VOID')) {
    throw invalidInput(path, '活动未发布或已作废', 'The activity is not published, or void');
  }
  return { program, activity };
}

async function purchaseOf(w: Writing, input: ExpenditureInput, allocation: Allocation, amountFen: number) {
  const path = at('purchaseItem');
  if (input.purchaseItem != null) {
    // Its price stays from now on: a change of it waits for this write, and is then refused.
    const key = w.keyOf('PurchaseItem', input.purchaseItem);
    await run(w.em, 'select 1 from purchase_item where id = $1 for share', [key]);
  }
  const purchaseItem = await w.referIfGiven(PurchaseItem, 'PurchaseItem', input.purchaseItem, path);
  const { quantity = null } = input;
  if ((purchaseItem === null) !== (quantity === null)) {
    throw invalidInput(at('quantity'), '目录项与数量应同时给出', 'Give item and quantity together');
  }
  const source = await allocation.source.loadOrFail();
  if (!purchaseItem || quantity === null) {
    if (source.code !== 'government-purchase') return { purchaseItem: null, quantity: null };
    throw invalidInput(
      path,
      '政府购买的支出须给出目录项与数量',
      'An expenditure of government purchase needs an item of the catalogue and its quantity',
    );
  }
  const isOfDistrict = purchaseItem.districtCode === allocation.districtCode;
  if (source.code !== 'government-purchase' || !isOfDistrict || purchaseItem.year !== allocation.year) {
    throw invalidInput(
      path,
      '目录项只用于来源为政府购买、同区同年度的安排',
      'An item is for allocations of government purchase, of its district and year',
    );
  }
  if (quantity < 1 || quantity > 1_000_000) {
    throw invalidInput(at('quantity'), '应在 1 到 1000000 之间', 'Must be from 1 to 1,000,000');
  }
  if (quantity * purchaseItem.unitPriceFen !== amountFen) {
    throw invalidInput(
      at('amount'),
      `应为单价乘数量，即 ${quantity * purchaseItem.unitPriceFen} 分`,
      `Must be price times quantity: ${quantity * purchaseItem.unitPriceFen} fen`,
    );
  }
  return { purchaseItem, quantity };
}

async function contractorOf(
  w: Writing,
  input: ExpenditureInput,
  { districtCode }: Allocation,
): Promise<Party | null> {
  const contractor = await w.referIfGiven(Party, 'Party', input.contractor, at('contractor'));
  if (contractor && (contractor.kind === 'COLLECTIVE' || districtOf(contractor) !== districtCode)) {
    throw invalidInput(at('contractor'), '应为本区的单位或队伍', 'Must be a unit or team of the district');
  }
  return contractor;
}

/** Corrects an expenditure by an entry of the difference; the object is that new entry. */
export async function expenditureCorrect(w: Writing, args: MutationExpenditureCorrectArgs): Promise<string> {
  const reason = textOf(args.reason, ['reason'], 500);
  w.reason = reason;
  const known = await w.change(Expenditure, 'Expenditure', args.id, async ({ allocation }) =>
    ownerOfSpending(await allocation.loadOrFail()),
  );
  if (known.kind !== 'EXPENDITURE') {
    throw invalidTransition(known.kind, '更正的是原来的支出分录', 'Correct the expenditure itself');
  }
  const should = fenOf(args.amount, ['amount'], 0);
  const [sum] = await run<{ fen: number }>(
    w.em,
    'select sum(e.amount_fen)::float8 as fen from expenditure e where e.id = $1 or e.corrects_id = $1',
    [known.id],
  );
  const difference = should - sum!.fen;
  if (difference === 0) {
    throw invalidInput(['amount'], `现在就是 ${should} 分`, `It is ${should} fen already`);
  }
  await spend(w, await known.allocation.loadOrFail(), difference, ['amount']);
  const { allocation, program, activity, contractor, spentOn, purpose, voucherNumber, districtCode } = known;
  const correction = w.em.create(
    Expenditure,
    {
      ...{ allocation, program, activity, contractor, spentOn, purpose, voucherNumber, districtCode },
      ...{ kind: 'CORRECTION', amountFen: difference, purchaseItem: null, quantity: null },
      ...{ corrects: known, reason, recordedAt: w.now, isDemo: known.isDemo },
    },
    { persist: true },
  );
  await w.em.flush();
  return correction.id;
}

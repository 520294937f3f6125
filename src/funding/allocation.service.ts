import type {
  AllocationInput,
  MutationAllocationCreateArgs,
  MutationAllocationUpdateArgs,
} from '../generated/resolvers.ts';
import { Incentive } from '../incentive/incentive.entity.ts';
import { districtOf } from '../party/district.ts';
import { Party } from '../party/party.entity.ts';
import { Program } from '../program/program.entity.ts';
import { optionalTextOf, textOf } from '../writing/input.ts';
import { invalidInput } from '../writing/refusal.ts';
import type { Writing } from '../writing/writing.ts';
import { Allocation, Expenditure } from './funding.entity.ts';
import { ownerInDistrict } from './funding.policy.ts';
import { fenOf, yearOf } from './input.ts';
import { money } from './money.ts';

const at = (name: keyof AllocationInput): string[] => ['input', name];

/** Enters an allocation. */
export async function allocationCreate(w: Writing, { input }: MutationAllocationCreateArgs): Promise<string> {
  const values = await valuesOf(w, input);
  w.demand({ district: values.districtCode });
  const allocation = w.em.create(
    Allocation,
    { ...values, origin: 'OPERATOR', createdAt: w.now },
    { persist: true },
  );
  await w.em.flush();
  return allocation.id;
}

/** Changes an allocation: never below what is spent of it, and what was spent stays where it was. */
export async function allocationUpdate(w: Writing, args: MutationAllocationUpdateArgs): Promise<string> {
  w.reason = textOf(args.reason, ['reason'], 500);
  // The row is locked: nothing is spent of it until this has ended.
  const allocation = await w.change(Allocation, 'Allocation', args.id, ownerInDistrict, args.expectedVersion);
  const values = await valuesOf(w, args.input);
  if (values.source.id !== allocation.source.id) {
    throw invalidInput(at('source'), '来源不能改，请另立一笔', 'The source cannot change: enter another one');
  }
  if (await w.em.count(Expenditure, { allocation })) {
    const changed = (['unit', 'program'] as const).find((name) => values[name]?.id !== allocation[name]?.id);
    const what = changed ?? (values.year === allocation.year ? null : 'year');
    if (what) {
      throw invalidInput(
        at(what),
        '已有支出，不能改项目、单位与年度',
        'With expenditures neither program, unit nor year can change',
      );
    }
  }
  if (values.amountFen < allocation.spentFen) {
    const spent = money(allocation.spentFen).text;
    throw invalidInput(at('amount'), `不能少于已支出的 ${spent}`, `${spent} of it is spent already`);
  }
  w.em.assign(allocation, values);
  return allocation.id;
}

async function valuesOf(w: Writing, input: AllocationInput) {
  const source = await w.refer(Incentive, 'Incentive', input.source, at('source'));
  if (source.kind !== 'FUNDING_SOURCE') {
    throw invalidInput(at('source'), '应为资金来源', 'Must be a source of money');
  }
  const { districtCode } = await source.plan.loadOrFail();
  const unit = await w.refer(Party, 'Party', input.unit, at('unit'));
  if (unit.kind === 'COLLECTIVE' || districtOf(unit) !== districtCode) {
    throw invalidInput(at('unit'), '应为本区的单位或队伍', 'Must be a unit or team of the district');
  }
  const program = await w.referIfGiven(Program, 'Program', input.program, at('program'));
  if (program && (await program.plan.loadOrFail()).districtCode !== districtCode) {
    throw invalidInput(at('program'), '不是本区的项目', 'It is not of the district');
  }
  return {
    source,
    unit,
    program,
    year: yearOf(input.year, at('year')),
    title: textOf(input.title, at('title'), 100),
    amountFen: fenOf(input.amount, at('amount')),
    documentReference: optionalTextOf(input.documentReference, at('documentReference')),
    districtCode,
  };
}

import type { Year } from '../year.ts';
import { coursesOf, termStatesOf } from './courses.ts';
import { courtesiesOf, roundsOf, rulesOf } from './incentives.ts';
import { allocationsOf, itemsOf } from './money.ts';
import { type Into, storeCourtesies, storeRounds, storeRules } from './store-incentives.ts';
import { storeMoney } from './store-money.ts';
import { storeCourses, storeTermStates } from './store-training.ts';

/** Incentives, money and training of the year, once the ledger has what was served in it. */
export async function storeRewards(into: Into, year: Year): Promise<void> {
  const { lists } = into;
  await storeRules(into, rulesOf(year));
  await storeRounds(into, roundsOf(year, lists));
  await storeCourtesies(into, courtesiesOf(year, lists));
  await storeMoney(into, itemsOf(year), allocationsOf(year, lists));
  await storeCourses(into, coursesOf(year, lists));
  await storeTermStates(into, termStatesOf(year));
}

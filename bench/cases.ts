import type { Case } from './case.ts';
import { activity } from './cases/activity.ts';
import { containing } from './cases/containing.ts';
import { dashboard } from './cases/dashboard.ts';
import { filtered } from './cases/filtered.ts';
import { groupBy } from './cases/group-by.ts';
import { matrix } from './cases/matrix.ts';
import { search } from './cases/search.ts';
import { signUp } from './cases/sign-up.ts';
import { stories } from './cases/stories.ts';
import { wholePlan } from './cases/whole-plan.ts';

/** Reads first: a write leaves the database a little different, however well it is taken back. */
export const CASES = [
  ...[dashboard, matrix, stories, groupBy, activity, filtered, containing, search, wholePlan],
  signUp,
] as Case[];

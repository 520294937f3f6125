import type { Case } from './case.ts';
import { activity } from './cases/activity.ts';
import { containing } from './cases/containing.ts';
import { dashboard } from './cases/dashboard.ts';
import { filtered } from './cases/filtered.ts';
import { matrix } from './cases/matrix.ts';
import { stories } from './cases/stories.ts';
import { wholePlan } from './cases/whole-plan.ts';

export const CASES = [dashboard, matrix, stories, activity, filtered, containing, wholePlan] as Case[];

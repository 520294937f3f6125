import type { Cube } from './cube.ts';
import { activityCube } from './cubes/activity.cube.ts';

/** Every list that can be asked for statistics. */
export const cubes: readonly Cube[] = [activityCube];

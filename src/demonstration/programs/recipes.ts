import { cityscape, community } from './environment.ts';
import { behaviour, publicity } from './publicity.ts';
import type { Recipe } from './scene.ts';
import { fiveGroups, windows } from './service.ts';
import { traffic } from './traffic.ts';
import { training } from './training.ts';

/** The recipes of the eight programs, in the plan's order. */
export const recipes: readonly Recipe[] = [
  publicity,
  behaviour,
  cityscape,
  community,
  fiveGroups,
  windows,
  traffic,
  training,
];

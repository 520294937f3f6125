import { figureViews } from './figure-views.ts';
import { planViews } from './plan-views.ts';
import { programmeViews } from './programme-views.ts';
import { rewardViews } from './reward-views.ts';
import type { View } from './view.ts';
import { workViews } from './work-views.ts';

/** Every view, in one list. None is built on another, so that each can go alone. */
export const views: readonly View[] = [
  ...planViews,
  ...workViews,
  ...programmeViews,
  ...rewardViews,
  ...figureViews,
];

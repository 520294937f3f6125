import { type Day, HOUR, isWeekend, MINUTE } from '../calendar.ts';
import type { ActivityPlan } from '../content.ts';
import type { Lists } from '../lists.ts';
import type { Random } from '../random.ts';
import type { Venues } from '../venues.ts';
import { SHARES } from '../volunteers.ts';

/** What a program's recipe makes one activity from. */
export interface Scene {
  lists: Lists;
  venues: Venues;
  random: Random;
  day: Day;
}

/** How one program is lived: how much of the whole it is, on which days, and what one activity of it is like. */
export interface Recipe {
  share: number;
  /** How gladly on this day, beside what holds for all programs. */
  liking: (day: Day) => number;
  plan: (scene: Scene) => ActivityPlan;
}

/** Named by clauses of the plan itself or, through 各街道、功能区, a street. The larger the street, the more it does. */
export function organizerOf({ lists, random }: Scene, program: number, units: number): string {
  const named = lists.organizers(program);
  if (named.length > 0 && random.chance(units)) return random.pick(named);
  return random.weighted(lists.streets.map((street, i) => [street, SHARES[i] ?? 0.6] as const));
}

/** Some terms of a list. */
export const termsOf = ({ lists, random }: Scene, vocabulary: string, count: number) =>
  random.some(lists.terms(vocabulary), count);

export const enumerated = (terms: readonly { label: string }[]): string =>
  terms.map(({ label }) => label).join('、');

export const codes = (terms: readonly { code: string }[]): string[] => terms.map(({ code }) => code);

/** Start and end on the day, by the clock of Shanghai. */
export const hours = ({ day }: Scene, start: number, length: number) => ({
  startsAt: day.midnight + start * HOUR,
  endsAt: day.midnight + (start + length) * HOUR,
});

/** A usual time of day: in the morning or afternoon, of an hour and a half to three hours. */
export function usualHours(scene: Scene) {
  const { random, day } = scene;
  const start = random.pick(isWeekend(day) ? [8.5, 9, 9.5, 14, 15] : [9, 14, 14.5, 15.5, 18.5]);
  const length = random.pick([1.5, 2, 2, 2.5, 3]);
  const { startsAt, endsAt } = hours(scene, start, length);
  const shift = random.pick([0, 0, 10, -10]) * MINUTE;
  return { startsAt: startsAt + shift, endsAt: endsAt + shift };
}

/** Everything that an activity need not say. */
export const plain = {
  campaign: null,
  coOrganizers: [],
  venue: null,
  place: null,
  schedule: null,
  occasion: null,
  hasWaitingList: false,
  minimumAge: null,
  maximumAge: null,
  isRisky: false,
  isInsured: false,
  serviceMode: null,
  beneficiaryGroups: [],
  terms: [],
  shifts: [],
} satisfies Partial<ActivityPlan>;

import { isWeekend } from '../calendar.ts';
import type { ActivityPlan } from '../content.ts';
import {
  codes,
  enumerated,
  organizerOf,
  plain,
  type Recipe,
  type Scene,
  termsOf,
  usualHours,
} from './scene.ts';

/** Program 5: for the five groups, in the three ways. */
export const fiveGroups: Recipe = {
  share: 0.16,
  liking: (day) => (isWeekend(day) ? 1.2 : 1),
  plan(scene) {
    const { lists, venues, random } = scene;
    const organizer = organizerOf(scene, 5, 0);
    const group = random.weighted(
      lists.terms('five-groups').map((term, i) => [term, [5, 3, 3, 1.5, 2][i] ?? 1] as const),
    );
    const mode = random.weighted(
      lists.terms('service-modes').map((term, i) => [term, [3, 3, 2][i] ?? 1] as const),
    );
    const isOnRequest = mode.code === 'service-modes/on-request';
    const venue = random.pick(venues.postsOf(organizer)).name;
    return {
      ...plain,
      ...usualHours(scene),
      title: isOnRequest ? `${group.label}${mode.label}上门` : `${group.label}${mode.label}：${venue}`,
      summary: lists.part('task', 5, 'serve-five-groups').label,
      program: 5,
      organizer,
      venue: isOnRequest ? null : venue,
      // Where somebody is served at home is nobody else's business.
      place: isOnRequest ? `${lists.party(organizer).label}（地址由主办方告知）` : null,
      capacity: isOnRequest ? random.whole(2, 4) : random.whole(4, 12),
      hasWaitingList: random.chance(0.2),
      minimumAge: isOnRequest ? 18 : null,
      riskStatement: isOnRequest ? '上门服务，至少两人同行，尊重隐私' : '室内服务，注意用电与防滑',
      serviceMode: mode.code,
      beneficiaryGroups: [group.code],
    };
  },
};

/** Program 6: the regular activities of the stations, and service where people queue. */
export const windows: Recipe = {
  share: 0.15,
  liking: (day) => (day.weekday === 1 ? 0.5 : 1),
  plan(scene) {
    const { lists, random } = scene;
    const isRegular = random.chance(0.6);
    const organizer = organizerOf(scene, 6, isRegular ? 0 : 0.8);
    const base = {
      ...plain,
      ...usualHours(scene),
      program: 6,
      organizer,
      capacity: random.whole(3, 10),
      riskStatement: '室内活动，注意疏散通道；遇突发情况听从场所人员安排',
    };
    if (!isRegular) return atWindow(scene, base);
    const [term] = termsOf(scene, 'regular-activities', 1);
    const venue = random.pick(scene.venues.postsOf(organizer)).name;
    return {
      ...base,
      title: `${scene.day.month}月${term!.label}：${venue}`,
      summary: lists.part('task', 6, 'regular-activities').label,
      venue,
      schedule: lists.part('schedule', 6, 'monthly-timetable').code,
      terms: [term!.code],
    };
  },
};

function atWindow(scene: Scene, base: Omit<ActivityPlan, 'title' | 'summary'>): ActivityPlan {
  const { lists, venues, random, day } = scene;
  const terms = termsOf(scene, 'window-activities', random.whole(1, 2));
  // Offices are closed on weekends.
  const places = venues
    .placesOf(base.organizer)
    .filter(({ placeKind }) => !isWeekend(day) || placeKind !== 'public-places/government-hall');
  const venue = random.pick(places.length > 0 ? places : venues.postsOf(base.organizer)).name;
  return {
    ...base,
    title: `${venue}${enumerated(terms)}志愿服务`,
    summary: lists.part('task', 6, 'serve-public-places').label,
    venue,
    terms: codes(terms),
  };
}

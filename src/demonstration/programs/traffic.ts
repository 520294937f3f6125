import { HOUR, isWeekend } from '../calendar.ts';
import { codes, enumerated, organizerOf, plain, type Recipe, termsOf } from './scene.ts';

/** Program 7: at the crossings in the rush hours of working days, a shift each. */
export const traffic: Recipe = {
  share: 0.15,
  liking: (day) => (isWeekend(day) || day.holiday !== null ? 0.04 : 1),
  plan(scene) {
    const { lists, random, day } = scene;
    const team = lists.code('good-helper-traffic-team');
    const organizer = random.chance(0.5) ? team : organizerOf(scene, 7, 0.35);
    const [activity] = termsOf(scene, 'traffic-activities', 1);
    const behaviours = termsOf(scene, 'traffic-behaviours', random.whole(1, 2));
    const shift = (label: string, start: number) => ({
      label,
      startsAt: day.midnight + start * HOUR,
      endsAt: day.midnight + (start + 1.5) * HOUR,
      capacity: random.whole(3, 6),
    });
    const shifts = [shift('早高峰', 7), shift('晚高峰', 17)];
    return {
      ...plain,
      title: `早晚高峰${activity!.label}：倡导${enumerated(behaviours)}`,
      summary: lists.part('task', 7, 'five-traffic-activities').label,
      program: 7,
      campaign: lists.part('campaign', 7, 'civilized-travel').code,
      organizer,
      coOrganizers: organizer !== team && random.chance(0.6) ? [team] : [],
      startsAt: shifts[0]!.startsAt,
      endsAt: shifts[1]!.endsAt,
      place: random.pick(['城区易发生拥堵的交通路口', '学校周边']),
      schedule: lists.part('schedule', 7, 'peak-hours').code,
      capacity: shifts[0]!.capacity + shifts[1]!.capacity,
      hasWaitingList: random.chance(0.5),
      minimumAge: 18,
      maximumAge: 70,
      riskStatement: '路口值守，穿反光背心，站在人行道与安全岛内，听从交警指挥',
      isRisky: true,
      isInsured: true,
      terms: codes([activity!, ...behaviours]),
      shifts,
    };
  },
};

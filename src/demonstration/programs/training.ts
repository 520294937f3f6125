import { isWeekend } from '../calendar.ts';
import { hours, plain, type Recipe } from './scene.ts';

/** Program 8: the centre trains, a few times a month, many at once. */
export const training: Recipe = {
  share: 0.03,
  liking: (day) => (day.weekday === 6 ? 3 : isWeekend(day) ? 0.5 : 1),
  plan(scene) {
    const { lists, venues, random } = scene;
    const isBackbone = random.chance(0.6);
    const campaign = lists.part('campaign', 8, isBackbone ? 'backbone-training' : 'four-ones-training');
    const one = random.pick(lists.terms('four-ones'));
    return {
      ...plain,
      ...hours(scene, random.pick([9, 14]), 3),
      title: isBackbone ? `${campaign.label}：骨干志愿者集中培训` : `${campaign.label}：${one.label}`,
      summary: lists.part('task', 8, isBackbone ? 'train-backbone' : 'four-ones').label,
      program: 8,
      campaign: campaign.code,
      organizer: lists.organizers(8)[0] ?? lists.code('practice-guidance-centre'),
      venue: venues.centre.name,
      capacity: random.pick([20, 25, 30, 40]),
      hasWaitingList: true,
      minimumAge: 16,
      riskStatement: '室内培训，注意疏散通道',
      terms: isBackbone ? [] : [one.code],
    };
  },
};

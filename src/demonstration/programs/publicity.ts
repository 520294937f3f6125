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

/** Program 1: hand out, ask from door to door, lecture. */
export const publicity: Recipe = {
  share: 0.12,
  liking: (day) => (isWeekend(day) ? 1.6 : 0.8),
  plan(scene) {
    const { lists, venues, random } = scene;
    const organizer = organizerOf(scene, 1, 0.3);
    const isMedia = ['cyberspace-office', 'media-centre'].some((slug) => organizer === lists.code(slug));
    const venue = random.pick(venues.postsOf(organizer));
    const base = {
      ...plain,
      ...usualHours(scene),
      program: 1,
      organizer,
      venue: venue.name,
      summary: null,
      capacity: random.whole(6, 14),
      hasWaitingList: random.chance(0.3),
      riskStatement: '入户与街头宣传，注意交通安全，两人一组',
    } satisfies Partial<ActivityPlan>;
    if (isMedia) {
      const terms = termsOf(scene, 'influencers', 2);
      return {
        ...base,
        title: `以文明创建为主题的宣传：${enumerated(terms)}走进公共场所`,
        summary: lists.part('task', 1, 'publicity-in-public-places').label,
        terms: codes(terms),
      };
    }
    return random.pick([handOut, survey, lecture])(scene, base, venue.name);
  },
};

type Base = Omit<ActivityPlan, 'title'>;

function handOut(scene: Scene, base: Base): ActivityPlan {
  const terms = termsOf(scene, 'publicity-materials', scene.random.whole(1, 3));
  return {
    ...base,
    title: `派发${enumerated(terms)}，宣传创城知识`,
    summary: scene.lists.part('task', 1, 'hand-out-materials').label,
    terms: codes(terms),
  };
}

function survey(scene: Scene, base: Base): ActivityPlan {
  const terms = termsOf(scene, 'five-rates', 2);
  return {
    ...base,
    title: `入户问卷调查，提高${enumerated(terms)}`,
    summary: scene.lists.part('task', 1, 'household-survey').label,
    minimumAge: 18,
    terms: codes(terms),
  };
}

function lecture({ lists, random }: Scene, base: Base, venue: string): ActivityPlan {
  const campaign = lists.part('campaign', 1, random.pick(['xiyu-runxin', 'baixing-xuanjiang']));
  return {
    ...base,
    title: `${campaign.label}走进${venue}`,
    summary: lists.part('task', 1, 'use-lecture-brands').label,
    campaign: campaign.code,
    riskStatement: '室内活动，注意用电与疏散通道',
  };
}

/** Program 2: talk people out of what the plan lists; with pupils, on free days. */
export const behaviour: Recipe = {
  share: 0.1,
  liking: (day) => (isWeekend(day) ? 1.7 : 0.7) * (day.month === 7 || day.month === 8 ? 0.7 : 1),
  plan(scene) {
    const { lists, random, day } = scene;
    const terms = termsOf(scene, 'uncivilized-behaviours', random.whole(1, 3));
    const withPupils = isWeekend(day) && random.chance(0.45);
    const organizer =
      withPupils && random.chance(0.4) ? lists.code('education-bureau') : organizerOf(scene, 2, 0.2);
    const campaign = lists.part('campaign', 2, 'little-hands');
    return {
      ...plain,
      ...usualHours(scene),
      title: withPupils
        ? `${campaign.label}：劝导${enumerated(terms)}`
        : `劝导不文明行为：${enumerated(terms)}`,
      summary: lists.part('task', 2, withPupils ? 'pupils-move-parents' : 'dissuade-behaviours').label,
      program: 2,
      campaign: withPupils ? campaign.code : null,
      organizer,
      place: withPupils ? '学校周边' : '公共场所与主次干道',
      capacity: random.whole(6, 16),
      hasWaitingList: withPupils,
      minimumAge: withPupils ? 8 : 16,
      riskStatement: withPupils
        ? '有未成年人参加，须由监护人陪同；不进入车行道'
        : '只劝导，不争执；不进入车行道',
      terms: codes(terms),
    };
  },
};

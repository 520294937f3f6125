import { isWeekend } from '../calendar.ts';
import type { ActivityPlan } from '../content.ts';
import {
  codes,
  enumerated,
  hours,
  organizerOf,
  plain,
  type Recipe,
  type Scene,
  termsOf,
  usualHours,
} from './scene.ts';

/** What all clean-ups have in common; the campaign is the one the plan names. */
function cleanUp(scene: Scene, organizer: string) {
  const { lists, random } = scene;
  const terms = termsOf(scene, 'cleaned-objects', random.whole(1, 3));
  return {
    ...plain,
    program: 3,
    campaign: lists.part('campaign', 3, 'clean-city').code,
    organizer,
    place: `${lists.party(organizer).label}主次干道`,
    title: `洁净城市：清理${enumerated(terms)}`,
    summary: lists.part('task', 3, 'weekly-clean-up').label,
    capacity: random.whole(8, 20),
    hasWaitingList: random.chance(0.4),
    minimumAge: 16,
    maximumAge: null,
    riskStatement: '路边作业，穿反光背心，注意来往车辆；使用工具须听从安排',
    isRisky: true,
    isInsured: true,
    terms: codes(terms),
  } satisfies ActivityPlan | object;
}

/** Program 3, week by week: the first occurrence of a series of one street. */
export function weeklyCleanUp(scene: Scene, street: string): ActivityPlan {
  const { lists, random } = scene;
  const plan = cleanUp(scene, street);
  return {
    ...plan,
    ...hours(scene, random.pick([8, 8.5, 15]), random.pick([1.5, 2])),
    title: `每周洁净城市（${lists.party(street).label}）：${plan.title.split('：')[1]!}`,
    schedule: lists.part('schedule', 3, 'weekly').code,
  };
}

/** Program 3 beside its weekly series: before holidays, and where it is worst. */
export const cityscape: Recipe = {
  share: 0.22,
  liking: (day) => (isWeekend(day) ? 1.5 : 0.8) * (day.nearHoliday === null ? 1 : 2.5),
  plan(scene) {
    const { lists, random, day } = scene;
    const plan = { ...cleanUp(scene, organizerOf(scene, 3, 0.15)), ...usualHours(scene) };
    if (day.nearHoliday !== null) {
      return {
        ...plan,
        title: `${day.nearHoliday}前集中环境维护：${plan.title.split('：')[1]!}`,
        summary: lists.part('task', 3, 'upkeep-at-events').label,
        schedule: lists.part('schedule', 3, 'major-events').code,
        occasion: day.nearHoliday,
      };
    }
    const [vocabulary, task, verb, end] = random.pick([
      ['removed-stains', 'remove-graffiti', '清除公共设施上的', ''],
      ['waste-blind-spots', 'clear-blind-spots', '彻底清理', '死角'],
      ['picked-up', 'weekly-clean-up', '捡拾', ''],
    ] as const);
    const terms = termsOf(scene, vocabulary, random.whole(1, 2));
    return {
      ...plan,
      title: `洁净城市：${verb}${enumerated(terms)}${end}`,
      summary: lists.part('task', 3, task).label,
      terms: codes(terms),
    };
  },
};

/** Program 4: what members of the party and property managers do where people live. */
export const community: Recipe = {
  share: 0.13,
  liking: (day) => (isWeekend(day) ? 1.4 : 0.9),
  plan(scene) {
    const { lists, venues, random } = scene;
    const organizer = organizerOf(scene, 4, 0);
    const isProperty = random.chance(0.55);
    const campaign = lists.part('campaign', 4, isProperty ? 'property-service' : 'double-check-in');
    const terms = termsOf(
      scene,
      isProperty ? 'community-uncivilized-behaviours' : 'community-cleared-behaviours',
      random.whole(1, 2),
    );
    return {
      ...plain,
      ...usualHours(scene),
      title: isProperty
        ? `${campaign.label}走进小区`
        : `“${campaign.label}”进社区：清理和劝导${enumerated(terms)}`,
      summary: lists.part('task', 4, isProperty ? 'run-property-service' : 'join-double-check-in').label,
      program: 4,
      campaign: campaign.code,
      organizer,
      venue: random.pick(venues.postsOf(organizer)).name,
      capacity: random.whole(5, 12),
      minimumAge: 16,
      riskStatement: '小区内活动，注意车辆与高处作业区域',
      terms: codes(terms),
    };
  },
};

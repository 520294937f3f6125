import { HOUR, MINUTE } from './calendar.ts';
import { dateOf } from '../shanghai.ts';
import { PICTURES } from './pictures.ts';
import type { ActivityContent, StoryContent, VolunteerContent } from './content.ts';
import type { Lists } from './lists.ts';
import { Random } from './random.ts';

/** Of the activities that were held. */
const SHARE = 1 / 8;
/** Of the published ones. */
const NAMING = 0.35;
const PICTURED = 0.4;
/** Beginning as a lead, or returned once. */
const LEADS = 0.3;
const RETURNED = 0.1;

interface Setting {
  lists: Lists;
  seed: number;
  now: number;
  volunteer: (index: number) => VolunteerContent;
}

type Status = StoryContent['steps'][number]['status'];

/** What the media centre tells of an activity, in the words of the plan's own lists; of most activities nothing. */
export function storyOf(activity: ActivityContent, setting: Setting): StoryContent | null {
  const { lists, seed, now, volunteer } = setting;
  const random = new Random(seed, 'story', activity.organizer, activity.startsAt, activity.createdAt);
  const present = activity.signUps.filter(({ status }) => status === 'ATTENDED');
  if (activity.completedAt === null || !random.chance(SHARE) || present.length === 0) return null;
  const fate = random.weighted<Status>([
    ['LEAD', 0.05],
    ['DRAFT', 0.05],
    ['SUBMITTED', 0.05],
    ['CLEARED', 0.05],
    ['PUBLISHED', 0.74],
    ['RETRACTED', 0.06],
  ]);
  const steps = stepsTo(fate, activity.completedAt, random).filter(({ at }) => at < now);
  if (steps.length === 0) return null;
  const { label } = lists.party(activity.organizer);
  const willing = present
    .map((signUp) => signUp.volunteer)
    .filter((index) => {
      const { consents, withdrawnAt } = volunteer(index);
      const isAgreed = consents.some(
        ({ kind, givenAt }) => kind === 'PUBLISH_NAME' && givenAt < steps[0]!.at,
      );
      return isAgreed && withdrawnAt === null;
    });
  const named = random.chance(NAMING) && willing.length > 0 ? [random.pick(willing)] : [];
  const hasBody = steps.some(({ status }) => status !== 'LEAD' && status !== 'RETRACTED');
  return {
    title: Array.from(`${label}：${activity.title}`).slice(0, 64).join(''),
    body: hasBody
      ? bodyOf(
          activity,
          lists,
          present.length,
          named.map((index) => volunteer(index).name),
        )
      : null,
    summary: hasBody ? `${label}开展${quoted(activity.title)}。` : null,
    credits: {
      source: label,
      textAuthor: '示例作者',
      photographer: '示例摄影',
      editor: '示例编辑',
      reviewer: '示例审核',
    },
    platforms: random.some(lists.terms('media-platforms'), random.whole(1, 3)).map(({ code }) => code),
    named: hasBody ? named : [],
    picture: random.chance(PICTURED) ? random.whole(0, PICTURES - 1) : null,
    steps,
  };
}

function stepsTo(fate: Status, completedAt: number, random: Random): StoryContent['steps'] {
  const order: Status[] = ['DRAFT', 'SUBMITTED', 'CLEARED', 'PUBLISHED', 'RETRACTED'];
  const path: [status: Status, reason?: string][] = random.chance(LEADS) || fate === 'LEAD' ? [['LEAD']] : [];
  for (const status of order.slice(0, order.indexOf(fate) + 1)) {
    path.push(status === 'RETRACTED' ? [status, '数字有误，核实后另发'] : [status]);
    if (status === 'SUBMITTED' && fate !== 'SUBMITTED' && random.chance(RETURNED)) {
      path.push(['DRAFT', '请补充参与人数'], ['SUBMITTED']);
    }
  }
  let at = completedAt;
  return path.map(([status, reason = null]) => {
    at += random.whole(30, status === 'RETRACTED' ? 48 * 60 : 8 * 60) * MINUTE + HOUR;
    return { status, at, reason };
  });
}

/** Quotation marks within others are single ones. */
const quoted = (text: string): string => `“${text.replaceAll('“', '‘').replaceAll('”', '’')}”`;

function bodyOf(activity: ActivityContent, lists: Lists, present: number, names: readonly string[]): string {
  const [, month, day] = dateOf(activity.startsAt).split('-').map(Number);
  const minutes = activity.signUps
    .flatMap(({ records }) => records)
    .filter(({ confirmedAt, notCountedReason }) => confirmedAt !== null && notCountedReason === null)
    .reduce((sum, record) => sum + record.minutes, 0);
  const part = (kind: 'campaign' | 'schedule', code: string | null) =>
    code === null ? null : lists.part(kind, activity.program, code).label;
  const campaign = part('campaign', activity.campaign);
  const terms = [...activity.beneficiaryGroups, ...activity.terms].map((code) => lists.term(code).label);
  const place = activity.venue ?? activity.place;
  return [
    `${month}月${day}日，${lists.party(activity.organizer).label}开展${quoted(activity.title)}${place === null ? '' : `，地点在${place}`}，共有 **${present}** 人参加，服务 ${Math.round(minutes / 6) / 10} 小时。`,
    ...(campaign === null ? [] : [`这是${quoted(campaign)}的一场。`]),
    ...(terms.length === 0 ? [] : [`这场服务涉及：\n\n${terms.map((term) => `- ${term}`).join('\n')}`]),
    ...(names.length === 0 ? [] : [`参加的有${names.join('、')}。`]),
    '> 本文为示例，由程序生成。',
  ].join('\n\n');
}

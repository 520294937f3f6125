import { attend } from './attendance.ts';
import { DAY, HOUR, MINUTE } from './calendar.ts';
import { dateOf } from '../shanghai.ts';
import type { ActivityContent, ActivityPlan } from './content.ts';
import type { Crowd } from './crowd.ts';
import type { Random } from './random.ts';
import { between, signUpsTo } from './sign-ups.ts';

/** Shares of all activities. */
const CANCELLED = 0.035;
const VOID = 0.008;
/** Of those to come. */
const DRAFT = 0.07;

const INDOOR_REASONS = [
  '场地临时调整，另行安排',
  '主办方另有统一部署，改期另行通知',
  '报名人数不足，与下期合并',
];
const OUTDOOR_REASONS = ['当日有雨，改期另行通知', '大风天气，为安全取消', ...INDOOR_REASONS];

/** How an activity goes, from the draft to the day after: published, signed up for, held or not, completed. */
export function live(
  plan: ActivityPlan,
  { series, now }: { series: { index: number; createdAt: number } | null; now: number },
  crowd: Crowd,
  random: Random,
): ActivityContent {
  const published = publishedAt(plan, now, random);
  const activity: ActivityContent = {
    ...plan,
    series: series?.index ?? null,
    status: 'DRAFT',
    createdAt: series?.createdAt ?? published - random.whole(10, 70) * HOUR,
    publishedAt: null,
    completedAt: null,
    cancelledAt: null,
    cancelReason: null,
    voidedAt: null,
    signUps: [],
    requests: [],
    story: null,
  };
  const fate = random.next();
  const isOver = plan.startsAt < now;
  if (!isOver && fate > 1 - DRAFT) return activity;
  activity.status = 'PUBLISHED';
  activity.publishedAt = published;
  const closes = Math.min(plan.startsAt - HOUR, now);
  const stopsAt = between(random, published + (closes - published) / 3, closes);
  const isStopped = fate < CANCELLED + VOID && stopsAt < now;
  const span = { publishedAt: published, until: isStopped ? stopsAt : closes, date: dateOf(plan.startsAt) };
  activity.signUps = signUpsTo(plan, span, crowd, random);
  if (isStopped) stop(activity, fate < VOID, stopsAt, random);
  else if (isOver) {
    const at = plan.endsAt + 130 * MINUTE + Math.floor(random.next() ** 2 * 40 * 60) * MINUTE;
    if (at < now) Object.assign(activity, { status: 'COMPLETED', completedAt: at });
    attend(activity, { completedAt: activity.completedAt, now }, random);
  }
  return activity;
}

/** One to three weeks ahead; what is still to come was published by now in any case. */
function publishedAt({ startsAt }: ActivityPlan, now: number, random: Random): number {
  const at = startsAt - random.whole(7 * 24 * 60, 20 * 24 * 60) * MINUTE;
  const latest = now - random.whole(24 * 60, 12 * 24 * 60) * MINUTE;
  return Math.min(at, latest, startsAt - 2 * DAY);
}

function stop(activity: ActivityContent, isVoid: boolean, at: number, random: Random): void {
  if (isVoid) Object.assign(activity, { status: 'VOID', voidedAt: at });
  else {
    const reasons = activity.venue === null ? OUTDOOR_REASONS : INDOOR_REASONS;
    Object.assign(activity, { status: 'CANCELLED', cancelledAt: at, cancelReason: random.pick(reasons) });
  }
}

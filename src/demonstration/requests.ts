import { dueAfter } from '../request/deadlines.ts';
import { DAY, HOUR, MINUTE, midnightOf } from './calendar.ts';
import { dateOf } from '../shanghai.ts';
import type { ActivityContent, RequestContent } from './content.ts';
import type { Lists } from './lists.ts';
import { Random } from './random.ts';

const ON_REQUEST = 'service-modes/on-request';

const HOUSEHOLDS = 3;
/** Shares of the requests that an activity serves. */
const DECLINED_FIRST = 0.2;
const EVALUATED = 0.75;
/** How often another request came in beside it, and was not served. */
const REJECTED = 0.12;
const CANCELLED = 0.08;
/** For each activity of the last weeks or to come: so many requests at most that are still on their way. */
const UNDER_WAY = 3;
const RECENT = 20 * DAY;

/** What people ask for, by the code of their group. Ours, as the document says only whom to serve. */
const NEEDS: Readonly<Record<string, readonly string[]>> = {
  elderly: ['陪同就医', '上门理发', '家电检修', '清洗门窗', '代办证件'],
  young: ['课后作业辅导', '假期看护', '绘本共读'],
  'in-difficulty': ['搬运家具', '代购生活用品', '修补漏雨屋面'],
  'emotional-support': ['定期电话陪聊', '上门谈心', '陪同散步'],
  'public-need': ['清理楼道杂物', '院落除雪除草', '组织邻里活动'],
};

const REFUSED = ['属物业维修范围，已转物业', '已由社区当面解决', '重复提交'];
const WITHDRAWN = ['家人已办好', '改期再约'];
const COMMENTS = [null, null, '准时细致', '服务耐心', '等得久了些'];

interface Setting {
  lists: Lists;
  seed: number;
  now: number;
  /** How many residents ask. */
  residents: number;
}

/** The requests that an activity on request was made for, and others that came in beside it. */
export function requestsOf(activity: ActivityContent, setting: Setting): RequestContent[] {
  if (activity.serviceMode !== ON_REQUEST) return [];
  const { seed, now } = setting;
  const random = new Random(seed, 'request', activity.organizer, activity.startsAt, activity.createdAt);
  // One round goes to some households.
  const requests = Array.from({ length: random.whole(1, HOUSEHOLDS) }, () =>
    served(activity, setting, random),
  );
  // Some days before, so that its story is over when the activity's own begins.
  const earlier = activity.createdAt - random.whole(5, 9) * DAY;
  if (random.chance(REJECTED)) requests.push(rejected(ask(activity, setting, random, earlier), random));
  if (random.chance(CANCELLED)) requests.push(cancelled(ask(activity, setting, random, earlier), random));
  if (activity.startsAt < now - RECENT) return requests;
  for (let n = random.whole(1, UNDER_WAY); n > 0; n -= 1) {
    const at = now - random.whole(60, 100 * 60) * MINUTE;
    requests.push(underWay(ask(activity, setting, random, at), activity, now, random));
  }
  return requests;
}

/** Submitted, and nothing more. */
function ask(
  activity: ActivityContent,
  setting: Setting,
  random: Random,
  submittedAt: number,
): RequestContent {
  const group = setting.lists.term(activity.beneficiaryGroups[0]!);
  const what = random.pick(NEEDS[group.code.split('/')[1]!] ?? ['上门服务']);
  const resident = String(random.whole(1, setting.residents));
  const day = midnightOf(dateOf(Math.max(activity.startsAt, submittedAt + DAY)));
  const hasWish = random.chance(0.5);
  return {
    title: `${group.label}：${what}`,
    need: `需要${what}，时间可商量。`,
    beneficiaryGroup: group.code,
    program: activity.program,
    street: activity.organizer,
    preferredFrom: hasWish ? day + 8 * HOUR : null,
    preferredTo: hasWish ? day + 18 * HOUR : null,
    contactName: `居民${resident.padStart(4, '0')}`,
    contactPhone: `0008${resident.padStart(7, '0')}`,
    address: `示例小区${random.whole(1, 30)}号楼`,
    status: 'SUBMITTED',
    reason: null,
    submittedAt,
    reviewedAt: null,
    offers: [],
    acceptedAt: null,
    scheduledAt: null,
    servedAt: null,
    evaluatedAt: null,
    cancelledAt: null,
    score: null,
    comment: null,
    stepDueAt: dueAfter(new Date(submittedAt), 'REVIEW').getTime(),
    version: 1,
  };
}

/** Every step of a request is a write of its own. */
function move(request: RequestContent, values: Partial<RequestContent>): void {
  Object.assign(request, values, { version: request.version + 1 });
}

const hours = (random: Random, from: number, to: number): number => random.whole(from * 60, to * 60) * MINUTE;

function review(request: RequestContent, at: number): void {
  const stepDueAt = dueAfter(new Date(at), 'DISPATCH').getTime();
  move(request, { status: 'APPROVED', reviewedAt: at, stepDueAt });
}

function offer(request: RequestContent, party: string, at: number): RequestContent['offers'][number] {
  const respondBy = dueAfter(new Date(at), 'ANSWER').getTime();
  const made: RequestContent['offers'][number] = {
    party,
    offeredAt: at,
    respondBy,
    answer: 'PENDING',
    answeredAt: null,
  };
  move(request, { status: 'OFFERED', offers: [...request.offers, made], stepDueAt: respondBy });
  return made;
}

/** From the request to the activity that was made for it, and on to its evaluation as far as time has come. */
function served(activity: ActivityContent, setting: Setting, random: Random): RequestContent {
  const { lists, now } = setting;
  const { organizer, createdAt, publishedAt, endsAt } = activity;
  const acceptedAt = createdAt - hours(random, 1, 20);
  const offeredAt = acceptedAt - hours(random, 1, 30);
  const declinedAt = random.chance(DECLINED_FIRST) ? offeredAt - hours(random, 1, 12) : null;
  const firstAt = declinedAt === null ? offeredAt : declinedAt - hours(random, 1, 24);
  const reviewedAt = firstAt - hours(random, 1, 30);
  const request = ask(activity, setting, random, reviewedAt - hours(random, 2, 80));
  review(request, reviewedAt);
  if (declinedAt !== null) {
    const others = lists.streets.filter((street) => street !== organizer);
    const first = offer(request, random.pick(others), firstAt);
    Object.assign(first, { answer: 'DECLINED', answeredAt: declinedAt });
    const stepDueAt = dueAfter(new Date(declinedAt), 'DISPATCH').getTime();
    move(request, { status: 'APPROVED', stepDueAt });
  }
  Object.assign(offer(request, organizer, offeredAt), { answer: 'ACCEPTED', answeredAt: acceptedAt });
  const stepDueAt = dueAfter(new Date(acceptedAt), 'SCHEDULE').getTime();
  move(request, { status: 'ACCEPTED', acceptedAt, stepDueAt });
  if (publishedAt === null) return request;
  move(request, { status: 'SCHEDULED', scheduledAt: publishedAt + 5 * MINUTE, stepDueAt: null });
  const stoppedAt = activity.cancelledAt ?? activity.voidedAt;
  if (stoppedAt !== null) {
    const at = stoppedAt + hours(random, 1, 10);
    if (at < now) cancel(request, at, '活动取消，另行再约');
    return request;
  }
  // Some attendance is entered late, and only then was it served.
  const servedAt = Math.max(endsAt + random.whole(10, 90) * MINUTE, presentAt(activity) + 5 * MINUTE);
  if (servedAt >= now) return request;
  move(request, { status: 'SERVED', servedAt });
  const evaluatedAt = servedAt + hours(random, 1, 72);
  if (!random.chance(EVALUATED) || evaluatedAt >= now) return request;
  const score = random.weighted([
    [5, 6],
    [4, 3],
    [3, 1],
    [2, 0.3],
  ]);
  move(request, { status: 'EVALUATED', evaluatedAt, score, comment: random.pick(COMMENTS) });
  return request;
}

/** When the first attendance was known; never without any. */
const presentAt = ({ signUps }: ActivityContent): number =>
  Math.min(
    ...signUps.flatMap(({ checkedInAt, records: [first] }) =>
      checkedInAt === null ? [] : first && first.reason !== null ? first.recordedAt : checkedInAt,
    ),
    Infinity,
  );

function cancel(request: RequestContent, at: number, reason: string): void {
  move(request, { status: 'CANCELLED', cancelledAt: at, reason, stepDueAt: null });
}

function rejected(request: RequestContent, random: Random): RequestContent {
  const reviewedAt = request.submittedAt + hours(random, 2, 40);
  move(request, { status: 'REJECTED', reviewedAt, reason: random.pick(REFUSED), stepDueAt: null });
  return request;
}

function cancelled(request: RequestContent, random: Random): RequestContent {
  review(request, request.submittedAt + hours(random, 2, 20));
  cancel(request, request.submittedAt + hours(random, 21, 60), random.pick(WITHDRAWN));
  return request;
}

/** As far as offices got with it by now; some of it late. */
function underWay(
  request: RequestContent,
  { organizer }: ActivityContent,
  now: number,
  random: Random,
): RequestContent {
  const reviewedAt = request.submittedAt + hours(random, 2, 60);
  if (reviewedAt >= now) return request;
  review(request, reviewedAt);
  const offeredAt = reviewedAt + hours(random, 1, 40);
  if (offeredAt < now) offer(request, organizer, offeredAt);
  return request;
}

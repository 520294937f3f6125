import { count, type Counted, lengthOf } from '../ledger/counting.ts';
import { DAY, HOUR, MINUTE } from './calendar.ts';
import type { ActivityContent, RecordContent, SignUpContent } from './content.ts';
import type { Random } from './random.ts';

/** Shares of those who had a place. */
const NO_SHOW = 0.08;
const NO_CHECK_OUT = 0.04;
const LEFT_EARLY = 0.04;

interface Time {
  startsAt: number;
  endsAt: number;
}

interface Clock {
  /** Null while nobody has completed the activity. */
  completedAt: number | null;
  now: number;
}

/** What became of everybody who had a place, once the activity is over. */
export function attend(activity: ActivityContent, clock: Clock, random: Random): void {
  for (const signUp of activity.signUps) {
    const time = signUp.shift === null ? activity : activity.shifts[signUp.shift]!;
    if (signUp.status === 'CONFIRMED') attendOne(signUp, time, clock, random);
    else if (signUp.status === 'WAITING' && clock.completedAt !== null) {
      move(signUp, { status: 'CANCELLED', cancelledAt: clock.completedAt });
    }
  }
}

/** Every step of a sign-up is a write of its own. */
function move(signUp: SignUpContent, values: Partial<SignUpContent>): void {
  Object.assign(signUp, values, { version: signUp.version + 1 });
}

function attendOne(signUp: SignUpContent, time: Time, clock: Clock, random: Random): void {
  const { completedAt } = clock;
  const length = time.endsAt - time.startsAt;
  const fate = random.next();
  if (fate < NO_SHOW) {
    if (completedAt === null) return;
    move(signUp, { status: 'NO_SHOW' });
    const at = completedAt + random.whole(20, 60) * HOUR;
    if (random.chance(0.15) && at < clock.now) recordLate(signUp, time, at);
    return;
  }
  const method = random.weighted([
    ['COORDINATOR', 5],
    ['CODE', 4],
    ['SELF', 1],
  ] as const);
  const isOff = fate < NO_SHOW + NO_CHECK_OUT + LEFT_EARLY;
  const checkedInAt = time.startsAt + random.whole(-25 * 60, (isOff ? 4 : 12) * 60) * 1_000;
  move(signUp, { status: 'ATTENDED', checkedInAt, checkInMethod: method });
  if (fate < NO_SHOW + NO_CHECK_OUT) {
    if (completedAt === null) return;
    const nothing = { startedAt: time.startsAt, endedAt: time.startsAt, minutes: 0 };
    const record = enter(signUp, { ...nothing, notCountedReason: 'NO_CHECK_OUT' }, method, completedAt);
    if (random.chance(0.4))
      correct(signUp, record, lengthInMinutes(time), '忘记签退，按现场登记更正', clock, random);
    return;
  }
  const checkedOutAt = isOff
    ? time.startsAt + Math.round((length * random.whole(15, 40)) / 100 / 1_000) * 1_000
    : time.endsAt + random.whole(-8 * 60, 25 * 60) * 1_000;
  move(signUp, { checkedOutAt });
  const record = enter(signUp, presence(time, checkedInAt, checkedOutAt), method, checkedOutAt);
  if (method === 'SELF' && completedAt !== null) {
    const at = completedAt + random.whole(1, 30) * HOUR;
    if (random.chance(0.85) && at < clock.now) record.confirmedAt = at;
  }
  if (record.notCountedReason === null && random.chance(0.015)) {
    const minutes = Math.max(10, record.minutes - random.whole(1, 3) * 10);
    correct(signUp, record, minutes, '签退时间有误，按现场登记更正', clock, random);
  }
}

const lengthInMinutes = (time: Time): number =>
  lengthOf({ startsAt: new Date(time.startsAt), endsAt: new Date(time.endsAt) });

/** By the ledger's own rule. */
function presence(time: Time, from: number, to: number) {
  const span = { startsAt: new Date(time.startsAt), endsAt: new Date(time.endsAt) };
  const { startedAt, endedAt, ...counted } = count(span, new Date(from), new Date(to));
  return { ...counted, startedAt: startedAt.getTime(), endedAt: endedAt.getTime() };
}

type Measured = Pick<RecordContent, 'startedAt' | 'endedAt' | 'minutes'> & Pick<Counted, 'notCountedReason'>;

function enter(
  signUp: SignUpContent,
  measured: Measured,
  source: RecordContent['source'],
  at: number,
  reason: string | null = null,
): RecordContent {
  const record: RecordContent = {
    ...measured,
    kind: 'SERVICE',
    source,
    recordedAt: at,
    confirmedAt: source === 'SELF' ? null : at,
    reason,
  };
  signUp.records.push(record);
  return record;
}

function recordLate(signUp: SignUpContent, time: Time, at: number): void {
  const { startsAt, endsAt } = time;
  move(signUp, {
    status: 'ATTENDED',
    checkedInAt: startsAt,
    checkedOutAt: endsAt,
    checkInMethod: 'COORDINATOR',
  });
  enter(signUp, presence(time, startsAt, endsAt), 'COORDINATOR', at, '现场漏签，按登记表补记');
}

/** A counter-entry some days later that brings the sum to so many minutes. */
function correct(
  signUp: SignUpContent,
  record: RecordContent,
  minutes: number,
  reason: string,
  clock: Clock,
  random: Random,
): void {
  if (record.confirmedAt === null) return;
  const at = record.confirmedAt + random.whole(1, 4) * DAY + random.whole(0, 90) * MINUTE;
  const difference = minutes - (record.notCountedReason === null ? record.minutes : 0);
  if (at >= clock.now || difference === 0) return;
  signUp.records.push({
    kind: 'CORRECTION',
    minutes: difference,
    startedAt: record.startedAt,
    endedAt: record.endedAt,
    source: 'COORDINATOR',
    recordedAt: at,
    confirmedAt: at,
    notCountedReason: null,
    reason,
  });
}

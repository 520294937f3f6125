import { HOUR } from './calendar.ts';
import type { ActivityPlan, SignUpContent } from './content.ts';
import type { Crowd } from './crowd.ts';
import type { Random } from './random.ts';

const CANCELS = 0.07;
/** Share of the activities that more people want than can take part, and at once. */
const SOUGHT = 0.15;

interface Wish {
  volunteer: number;
  shift: number | null;
  at: number;
  cancelAt: number | null;
}

/**
 * Who signs up between publication and an instant (the start, a cancellation, or now), and what becomes of it up to
 * then: a place, the waiting list, a cancellation that gives the place to the first one waiting.
 */
export function signUpsTo(
  plan: ActivityPlan,
  { publishedAt, until, date }: { publishedAt: number; until: number; date: string },
  crowd: Crowd,
  random: Random,
): SignUpContent[] {
  const closes = plan.startsAt - HOUR;
  const isSought = random.chance(SOUGHT);
  const wanted = Math.round((plan.capacity ?? 10) * (isSought ? 1.5 : 0.3 + random.next() * 0.9));
  const latest = isSought ? publishedAt + (closes - publishedAt) / 3 : closes;
  const wishes: Wish[] = [];
  for (const at of instants(random, publishedAt, latest, wanted)) {
    const shift = plan.shifts.length === 0 ? null : random.whole(0, plan.shifts.length - 1);
    const cancelAt = random.chance(CANCELS) ? between(random, at, closes) : null;
    if (at >= until) continue;
    const time = shift === null ? plan : plan.shifts[shift]!;
    const volunteer = crowd.take(random, plan, time, publishedAt, date);
    if (volunteer === null) continue;
    wishes.push({ volunteer, shift, at, cancelAt: cancelAt !== null && cancelAt < until ? cancelAt : null });
  }
  return settle(plan, wishes);
}

/** What the services make of these wishes, one after the other. */
function settle(plan: ActivityPlan, wishes: readonly Wish[]): SignUpContent[] {
  const signUps: SignUpContent[] = [];
  const left = { all: plan.capacity ?? Infinity, shifts: plan.shifts.map(({ capacity }) => capacity) };
  const take = (shift: number | null): boolean => {
    if (left.all === 0 || (shift !== null && left.shifts[shift] === 0)) return false;
    left.all -= 1;
    if (shift !== null) left.shifts[shift]! -= 1;
    return true;
  };
  const cancel = (signUp: SignUpContent, at: number) => {
    const hadPlace = signUp.status === 'CONFIRMED';
    Object.assign(signUp, { status: 'CANCELLED', cancelledAt: at, version: signUp.version + 1 });
    if (!hadPlace) return;
    left.all += 1;
    if (signUp.shift !== null) left.shifts[signUp.shift]! += 1;
    for (const waiting of signUps) {
      if (waiting.status !== 'WAITING' || !take(waiting.shift)) continue;
      Object.assign(waiting, { status: 'CONFIRMED', confirmedAt: at, version: waiting.version + 1 });
    }
  };
  const events = wishes
    .flatMap((wish) => [
      { at: wish.at, wish, isCancelling: false },
      ...(wish.cancelAt === null ? [] : [{ at: wish.cancelAt, wish, isCancelling: true }]),
    ])
    .toSorted((a, b) => a.at - b.at);
  const made = new Map<Wish, SignUpContent>();
  for (const { at, wish, isCancelling } of events) {
    const known = made.get(wish);
    if (isCancelling) {
      if (known) cancel(known, at);
      continue;
    }
    const isPlaced = take(wish.shift);
    if (!isPlaced && !plan.hasWaitingList) continue;
    const signUp: SignUpContent = {
      volunteer: wish.volunteer,
      shift: wish.shift,
      status: isPlaced ? 'CONFIRMED' : 'WAITING',
      signedUpAt: at,
      confirmedAt: isPlaced ? at : null,
      cancelledAt: null,
      checkedInAt: null,
      checkedOutAt: null,
      checkInMethod: null,
      version: 1,
      records: [],
    };
    made.set(wish, signUp);
    signUps.push(signUp);
  }
  return signUps;
}

/** Ascending instants within a span, on whole seconds, no two the same. */
function instants(random: Random, from: number, to: number, count: number): number[] {
  const drawn = new Set(Array.from({ length: count }, () => between(random, from, to)));
  return [...drawn].toSorted((a, b) => a - b);
}

/** An instant within a span, on a whole second, at an hour at which people are awake. */
export function between(random: Random, from: number, to: number): number {
  const at = from + Math.ceil((random.next() * (to - from)) / 1_000) * 1_000;
  // 0 to 7 in the morning in Shanghai is 16 to 23 in UTC the day before.
  const hour = Math.floor(at / HOUR) % 24;
  const isNight = hour >= 16 && hour < 23;
  const moved = isNight ? at - 8 * HOUR : at;
  return moved > from ? moved : at;
}

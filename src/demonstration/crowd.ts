import { ageOn } from '../volunteer/age.ts';
import { DAY } from './calendar.ts';
import type { ActivityPlan, VolunteerContent } from './content.ts';
import type { Random } from './random.ts';

/** Looks for somebody suitable this often; then the activity has one sign-up less. */
const TRIES = 8;
/** How many of an activity's volunteers are the organizer's own people. */
const OWN = 0.55;

interface Time {
  startsAt: number;
  endsAt: number;
}

/** Who may sign up to what: registered by then, of the right age, and at no other place at that time. */
export class Crowd {
  /** What is asked of everybody again and again, by their place in the list. */
  readonly #registeredAt: number[] = [];
  readonly #withdrawnAt: (number | null)[] = [];
  readonly #birthDates: string[] = [];
  /** Places in the list, by unit and by team; each ascending, which is in order of registration. */
  readonly #of = new Map<string, number[]>();
  /** Of the day at hand. */
  #busy = new Map<number, Time[]>();

  constructor(volunteers: Iterable<VolunteerContent>) {
    for (const { unit, teams, registeredAt, withdrawnAt, birthDate } of volunteers) {
      const i = this.#birthDates.push(birthDate) - 1;
      this.#registeredAt.push(registeredAt);
      this.#withdrawnAt.push(withdrawnAt);
      for (const party of [...(unit === null ? [] : [unit]), ...teams.map(({ team }) => team)]) {
        const own = this.#of.get(party);
        if (own) own.push(i);
        else this.#of.set(party, [i]);
      }
    }
  }

  /** No activity goes beyond midnight, so that only the day's own can be in each other's way. */
  beginDay(): void {
    this.#busy = new Map();
  }

  /** Somebody who can sign up for the time from that instant on, and is taken for it; null when none is found. */
  take(
    random: Random,
    activity: ActivityPlan,
    time: Time,
    registeredBefore: number,
    date: string,
  ): number | null {
    const own = this.#of.get(activity.organizer);
    for (let tries = 0; tries < TRIES; tries += 1) {
      const volunteer =
        own && random.chance(OWN)
          ? own[this.#anyOf(random, registeredBefore, own.length, (i) => own[i]!)]
          : this.#anyOf(random, registeredBefore, this.#birthDates.length, (i) => i);
      if (volunteer === undefined || volunteer < 0 || !this.#suits(volunteer, activity, date)) continue;
      const busy = this.#busy.get(volunteer);
      if (busy?.some(({ startsAt, endsAt }) => startsAt < time.endsAt && endsAt > time.startsAt)) continue;
      if (busy) busy.push(time);
      else this.#busy.set(volunteer, [time]);
      return volunteer;
    }
    return null;
  }

  /** A place in a list of volunteers among those registered by then; who came early is the more active. -1 for none. */
  #anyOf(random: Random, before: number, length: number, at: (i: number) => number): number {
    let low = 0;
    let high = length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#registeredAt[at(middle)]! < before) low = middle + 1;
      else high = middle;
    }
    return low === 0 ? -1 : Math.floor(random.next() ** 1.5 * low);
  }

  #suits(volunteer: number, { minimumAge, maximumAge, startsAt }: ActivityPlan, date: string): boolean {
    const withdrawnAt = this.#withdrawnAt[volunteer]!;
    // Who withdraws has nothing upcoming then, and nothing left to be corrected.
    if (withdrawnAt !== null && startsAt > withdrawnAt - 10 * DAY) return false;
    const age = ageOn(this.#birthDates[volunteer]!, date);
    return (minimumAge === null || age >= minimumAge) && (maximumAge === null || age <= maximumAge);
  }
}

import { DAY, HOUR, MINUTE } from './calendar.ts';
import { dateOf } from '../shanghai.ts';
import type { VolunteerContent } from './content.ts';
import type { Lists } from './lists.ts';
import { Random } from './random.ts';

const MINORS = 0.06;
const WITHDRAWN = 0.01;

/** Streets in order of size: how much of the whole each of them is. */
export const SHARES = [1.5, 1, 1.25, 0.85, 0.65];

/**
 * The volunteers by their place in the order of registration: half are there when the year begins, the others come in
 * the course of it. Their names are numbers and their phones begin with 000, as no phone does. Each is made when asked
 * for, and the same every time: of a hundred thousand, none need be kept.
 */
export function volunteerMaker(
  lists: Lists,
  seed: number,
  count: number,
  { from, now }: { from: number; now: number },
): (index: number) => VolunteerContent {
  const early = Math.ceil(count / 2);
  const departments = lists.organizers(6);
  return (i) => {
    const random = new Random(seed, 'volunteer', i);
    const [begin, end, nth, of] =
      i < early
        ? [from - 60 * DAY, from - 30 * DAY, i, early]
        : [from - 30 * DAY, now - DAY, i - early, count - early];
    const registeredAt = begin + Math.floor((((end - begin) * (nth + random.next())) / of / MINUTE) * MINUTE);
    const isMinor = random.chance(MINORS);
    const age = isMinor ? random.whole(10, 16) : 18 + Math.floor(random.next() ** 1.4 * 55);
    const number = String(i + 1);
    const name = `志愿者${number.padStart(4, '0')}`;
    const unit = random.weighted([
      [null, 0.6],
      [random.pick(departments), 0.7],
      ...lists.streets.map((street, n) => [street, SHARES[n] ?? 0.6] as const),
    ]);
    const withdrawnAt = registeredAt + random.whole(40, 300) * DAY;
    const isWithdrawn = random.chance(WITHDRAWN) && withdrawnAt < now;
    const consent = (kind: VolunteerContent['consents'][number]['kind'], minutes: number) => ({
      kind,
      isGuardian: isMinor,
      givenAt: registeredAt + minutes * MINUTE,
    });
    return {
      name,
      phone: `000${number.padStart(8, '0')}`,
      birthDate: birthDateOf(random, registeredAt, age),
      guardianName: isMinor ? `${name}的监护人` : null,
      guardianPhone: isMinor ? `0009${number.padStart(7, '0')}` : null,
      unit,
      skills: random.some(
        [...lists.terms('regular-activities'), ...lists.terms('traffic-activities')].map(
          ({ label }) => label,
        ),
        random.weighted([
          [0, 3],
          [1, 4],
          [2, 2],
          [3, 1],
        ]),
      ),
      registeredAt,
      withdrawnAt: isWithdrawn ? withdrawnAt : null,
      consents: [
        ...(isMinor ? [{ ...consent('GUARDIAN_PARTICIPATION', 0), givenAt: registeredAt }] : []),
        ...(random.chance(isMinor ? 0.3 : 0.6) ? [consent('PUBLISH_NAME', 2)] : []),
        ...(random.chance(isMinor ? 0.2 : 0.45) ? [consent('PUBLISH_IMAGE', 3)] : []),
      ],
      teams: isMinor ? [] : teamsOf(lists, random, i, registeredAt, isWithdrawn ? withdrawnAt : now),
    };
  };
}

/** A birthday well off the day of registration, so that the age is the one meant. */
function birthDateOf(random: Random, registeredAt: number, age: number): string {
  const date = dateOf(registeredAt - random.whole(20, 340) * DAY);
  const year = Number(date.slice(0, 4)) - age;
  return `${year}-${date.slice(5) === '02-29' ? '02-28' : date.slice(5)}`;
}

/** The plan has two teams: one stands at the crossings, the other is everybody's. */
function teamsOf(lists: Lists, random: Random, index: number, registeredAt: number, until: number) {
  const joined: VolunteerContent['teams'] = [];
  for (const [slug, share] of [
    ['good-helper-traffic-team', 0.22],
    ['volunteer-corps', 0.35],
  ] as const) {
    const isLeader = index < 3;
    const isMember = random.chance(share) || isLeader;
    const joinedAt = registeredAt + random.whole(1, 48) * HOUR;
    const leftAt = joinedAt + random.whole(30, 200) * DAY;
    const hasLeft = random.chance(0.05) && !isLeader && leftAt < until;
    if (!isMember || joinedAt >= until) continue;
    joined.push({
      team: lists.code(slug),
      role: isLeader ? 'LEADER' : 'MEMBER',
      joinedAt,
      leftAt: hasLeft ? leftAt : null,
    });
  }
  return joined;
}

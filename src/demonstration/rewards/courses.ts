import { dateOf } from '../../shanghai.ts';
import { DAY, HOUR, midnightOf, MINUTE } from '../calendar.ts';
import type { Lists } from '../lists.ts';
import { Random } from '../random.ts';
import type { Year } from '../year.ts';
import type { CourseContent, EnrolmentContent, SessionContent, TermStateContent } from './content.ts';
import { numberOf, peopleOf } from './people.ts';

const FOUR_ONES = 'four-ones';

/** Two courses that carry out what the plan asks for, each held several times, on site and online. */
export function coursesOf(year: Year, lists: Lists): CourseContent[] {
  const midnight = midnightOf(year.from);
  const organizer = lists.organizers(8)[0] ?? lists.code('practice-guidance-centre');
  const part = (code: string): string => lists.part('task', 8, code).label;
  return [
    {
      title: '示例课程：创城骨干志愿者培训',
      summary: part('train-backbone'),
      term: `${FOUR_ONES}/volunteers`,
      ...{ organizer, tiers: ['DISTRICT', 'STREET', 'VILLAGE'], category: '骨干志愿者', passingScore: 60 },
      createdAt: midnight + 2 * DAY + 9 * HOUR,
      sessions: [60, 130, 200, 270, 340, 378].map((days, i) =>
        sessionOf(year, lists, { course: 0, i, days, mode: 'ON_SITE', organizer, passingScore: 60 }),
      ),
    },
    {
      title: '示例课程：全国文明城市测评体系',
      summary: part('four-ones'),
      term: `${FOUR_ONES}/course`,
      ...{ organizer, tiers: [], category: null, passingScore: null },
      createdAt: midnight + 2 * DAY + 10 * HOUR,
      sessions: [95, 235, 385].map((days, i) =>
        sessionOf(year, lists, { course: 1, i, days, mode: 'ONLINE', organizer, passingScore: null }),
      ),
    },
  ];
}

interface Plan {
  course: number;
  i: number;
  /** Days from the beginning of the year. */
  days: number;
  mode: SessionContent['mode'];
  organizer: string;
  passingScore: number | null;
}

function sessionOf(year: Year, lists: Lists, plan: Plan): SessionContent {
  const { course, i, days, mode } = plan;
  const { now, size } = year;
  // Between the activities of the morning and those of the afternoon, so that nobody is at two places at one time.
  const startsAt = midnightOf(year.from) + days * DAY + 11 * HOUR;
  const endsAt = startsAt + 2 * HOUR;
  const isOver = startsAt < now;
  const isStreet = mode === 'ON_SITE' && i % 2 === 1;
  const random = new Random(size.seed, 'session', course, i);
  // What is still to come was published before the year ended all the same.
  const createdAt = Math.min(startsAt - 20 * DAY, now - 16 * DAY);
  const people = random.some(peopleOf(year), 12);
  return {
    mode,
    tier: isStreet ? 'STREET' : 'DISTRICT',
    organizer: isStreet ? lists.streets[i % lists.streets.length]! : plan.organizer,
    teacher: `示例讲师${course * 10 + i + 1}`,
    ...{ startsAt, endsAt, createdAt, publishedAt: createdAt + DAY, capacity: 30 },
    venue: mode === 'ON_SITE' ? centreOf(year) : null,
    link: mode === 'ONLINE' ? `https://example.org/training/${i + 1}` : null,
    completedAt: isOver ? endsAt + 5 * HOUR : null,
    enrolments: people.map((volunteer, n) =>
      enrolmentOf(random, { volunteer, n, startsAt, endsAt, createdAt, isOver }, plan, lists),
    ),
  };
}

const centreOf = ({ venues }: Year): string | null =>
  venues.find(({ level }) => level === 'CENTRE')?.name ?? null;

function enrolmentOf(
  random: Random,
  at: { volunteer: number; n: number; startsAt: number; endsAt: number; createdAt: number; isOver: boolean },
  { passingScore }: Plan,
  { district }: Lists,
): EnrolmentContent {
  const { volunteer, n, startsAt, endsAt, createdAt, isOver } = at;
  const enrolledAt = createdAt + 2 * DAY + random.whole(0, 5_000) * MINUTE;
  const isCancelled = random.chance(0.06);
  const isPresent = isOver && !isCancelled && random.chance(0.9);
  const score = passingScore === null ? null : random.whole(52, 100);
  const hasPassed = score === null ? random.chance(0.95) : score >= passingScore!;
  const isCompleted = isPresent && random.chance(0.97);
  const number = numberOf(random);
  const issuedAt = endsAt + 2 * DAY + n * MINUTE;
  const isIssued = isCompleted && hasPassed && random.chance(0.7);
  return {
    ...{ volunteer, enrolledAt },
    cancelledAt: isCancelled ? enrolledAt + 12 * HOUR : null,
    attendedAt: isPresent ? startsAt + (10 + n) * MINUTE : null,
    result: isCompleted ? { score, hasPassed, at: endsAt + (10 + n) * MINUTE } : null,
    certificate: isIssued
      ? { number: `${district}-J${dateOf(issuedAt).slice(0, 4)}-${number}`, at: issuedAt }
      : null,
  };
}

/** How far the four ones are, as an office might say. */
export function termStatesOf({ from }: Year): TermStateContent[] {
  const midnight = midnightOf(from);
  const state = (term: string, days: number, of: TermStateContent['state'], note: string | null) => ({
    ...{ term: `${FOUR_ONES}/${term}`, state: of, note, on: dateOf(midnight + days * DAY) },
    recordedAt: midnight + (days + 1) * DAY + 9 * HOUR,
  });
  return [
    state('teachers', 20, 'UNDER_WAY', '示例：首批讲师已聘'),
    state('teachers', 120, 'DONE', null),
    state('course', 60, 'UNDER_WAY', '示例：首期已开课'),
    state('opportunity', 30, 'NOT_STARTED', null),
    state('volunteers', 62, 'UNDER_WAY', null),
  ];
}

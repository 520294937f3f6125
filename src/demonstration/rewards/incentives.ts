import { dateOf } from '../../shanghai.ts';
import { DAY, HOUR, midnightOf, MINUTE } from '../calendar.ts';
import type { Lists } from '../lists.ts';
import { Random } from '../random.ts';
import type { Year } from '../year.ts';
import type { CourtesyContent, NominationContent, RoundContent, RuleContent } from './content.ts';
import { numberOf, peopleOf } from './people.ts';

const HOURS = 60;
const rule = (
  incentive: string,
  title: string,
  tier: string | null,
  minimumMinutes: number | null,
  minimumActivities: number | null = null,
) => ({ incentive, title, tier, minimumMinutes, minimumActivities, subject: 'VOLUNTEER' as const });

/** Ours: the document names the courtesies and awards, and says nothing of what earns them. */
const RULES = [
  { ...rule('employment', '示例规则：一星志愿者', '一星', 10 * HOURS), period: 'ROLLING_YEAR' as const },
  { ...rule('employment', '示例规则：二星志愿者', '二星', 25 * HOURS, 8), period: 'ROLLING_YEAR' as const },
  {
    ...rule('health-and-school', '示例规则：二星志愿者', '二星', 25 * HOURS),
    period: 'ROLLING_YEAR' as const,
  },
  { ...rule('honours', '示例规则：累计时长', null, 20 * HOURS, 5), period: 'ALL_TIME' as const },
  {
    ...rule('public-services', '示例规则：一星志愿者', '一星', 10 * HOURS),
    period: 'CALENDAR_YEAR' as const,
  },
  { ...rule('model-city-contribution', '示例规则：个人', null, 15 * HOURS), period: 'ROLLING_YEAR' as const },
  {
    ...rule('model-city-contribution', '示例规则：组织', null, null, 2),
    ...{ period: 'ROLLING_YEAR' as const, subject: 'TEAM' as const },
  },
  { ...rule('four-hundreds', '示例规则：个人', null, 20 * HOURS, 8), period: 'ROLLING_YEAR' as const },
];

const at = (midnight: number, days: number, minutes: number): number =>
  midnight + days * DAY + 9 * HOUR + minutes * MINUTE;

export function rulesOf({ from }: Year): RuleContent[] {
  const midnight = midnightOf(from);
  return RULES.map((content, i) => ({ ...content, validFrom: from, createdAt: at(midnight, 1, i) }));
}

/** One round of each award: one that is published, and one that takes nominations. */
export function roundsOf(year: Year, lists: Lists): RoundContent[] {
  const { from, now, size } = year;
  const people = peopleOf(year);
  const year4 = (midnight: number): string => dateOf(midnight).slice(0, 4);
  const teams = ['good-helper-traffic-team', 'volunteer-corps'].map((slug) => lists.code(slug));
  const subjects = (some: readonly number[]) => [
    ...teams.map((team) => ({ volunteer: null, team })),
    ...some.map((volunteer) => ({ volunteer, team: null })),
  ];
  const past = subjects(people.slice(0, 6)).map(({ volunteer, team }, i): NominationContent => {
    // The corps is everybody's and organizes nothing itself.
    const isAccepted = team !== teams[1] && i < 6;
    return {
      ...{ volunteer, team, statement: team ? '常年组织服务，带动力强' : '常年参加服务，居民评价好' },
      submittedAt: at(now, -58, i * 7),
      review: {
        isAccepted,
        reason: isAccepted ? null : team ? '未满足规则' : '本届名额所限',
        at: at(now, -40, i * 7),
      },
      grant: isAccepted
        ? {
            number: `${lists.district}-H${year4(now - 33 * DAY)}-${numberOf(new Random(size.seed, 'grant', i))}`,
            ...{ validFrom: dateOf(now - 33 * DAY), at: at(now, -33, i * 7) },
          }
        : null,
    };
  });
  const open = subjects(people.slice(3, 8)).map(({ volunteer, team }, i): NominationContent => {
    const submittedAt = at(now, -12, i * 7);
    const statement = team ? '常年组织服务，带动力强' : '常年参加服务，居民评价好';
    return { volunteer, team, statement, submittedAt, review: null, grant: null };
  });
  return [
    {
      award: 'model-city-contribution',
      title: `${year4(now - 60 * DAY)} 年度`,
      ...{ periodFrom: from, periodTo: dateOf(now - 61 * DAY), quota: 5, createdAt: at(now, -70, 0) },
      ...{ opensOn: dateOf(now - 60 * DAY), closesOn: dateOf(now - 45 * DAY) },
      steps: [
        { to: 'OPEN', at: at(now, -60, 0) },
        { to: 'REVIEW', at: at(now, -44, 0) },
        { to: 'DECIDED', at: at(now, -35, 0) },
        { to: 'PUBLISHED', at: at(now, -30, 0) },
      ],
      nominations: past,
    },
    {
      award: 'four-hundreds',
      title: `${year4(now)} 年度`,
      ...{ periodFrom: from, periodTo: dateOf(now - 16 * DAY), quota: 10, createdAt: at(now, -20, 0) },
      ...{ opensOn: dateOf(now - 15 * DAY), closesOn: dateOf(now + 15 * DAY) },
      steps: [{ to: 'OPEN', at: at(now, -15, 0) }],
      nominations: open,
    },
  ];
}

/** Courtesies to some, where they have served enough. */
export function courtesiesOf(year: Year, lists: Lists): CourtesyContent[] {
  const { now, size } = year;
  const given = dateOf(now - 25 * DAY);
  return ['employment', 'health-and-school', 'honours', 'public-services'].flatMap((incentive, nth) =>
    peopleOf(year)
      .slice(nth * 2, nth * 2 + 6)
      .map((volunteer, i): CourtesyContent => {
        const random = new Random(size.seed, 'courtesy', incentive, volunteer);
        return {
          ...{ incentive, volunteer, validFrom: given, validTo: dateOf(now + 340 * DAY) },
          number: `${lists.district}-H${given.slice(0, 4)}-${numberOf(random)}`,
          at: at(now, -25, nth * 60 + i),
        };
      }),
  );
}

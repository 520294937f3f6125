import { busyness, DAY, type Day, daysFrom, midnightOf } from './calendar.ts';
import { dateOf } from '../shanghai.ts';
import type {
  ActivityContent,
  DifficultyContent,
  GoodPracticeContent,
  InspectionContent,
  MeasurementContent,
  SeriesContent,
  TimetableContent,
  VenueContent,
  VolunteerContent,
} from './content.ts';
import { Crowd } from './crowd.ts';
import { live } from './life.ts';
import type { Lists } from './lists.ts';
import { measurementsOf } from './measurements.ts';
import { difficultiesOf, goodPracticesOf, inspectionsOf } from './oversight.ts';
import { timetablesOf } from './timetables.ts';
import { recipes } from './programs/recipes.ts';
import { Random } from './random.ts';
import { requestsOf } from './requests.ts';
import { storyOf } from './stories.ts';
import { seriesOf, WEEKLY_PROGRAM, WEEKLY_SHARE } from './series.ts';
import { Venues } from './venues.ts';
import { volunteerMaker } from './volunteers.ts';

/** What to make. */
export interface Size {
  /** Activities, 20 to 1,000,000. */
  activities: number;
  seed: number;
  /** The day that the demonstration takes for today, YYYY-MM-DD: what began before it is over. */
  until: string;
}

/** What is supervised, and what stations have published. */
export interface Oversight {
  inspections: readonly InspectionContent[];
  difficulties: readonly DifficultyContent[];
  goodPractices: readonly GoodPracticeContent[];
  timetables: readonly TimetableContent[];
}

const PAST = 365;
const AHEAD = 31;

/** The demonstration year, of which the activities come day by day: however many there are, few are held at a time. */
export class Year {
  readonly size: Size;
  /** First day. */
  readonly from: string;
  /** The beginning of the day taken for today; nothing has happened later than this. */
  readonly now: number;
  readonly venues: readonly VenueContent[];
  readonly volunteerCount: number;
  readonly series: readonly SeriesContent[];
  readonly measurements: readonly MeasurementContent[];
  readonly oversight: Oversight;
  readonly #lists: Lists;
  readonly #volunteer: (index: number) => VolunteerContent;
  readonly #days: readonly Day[];
  readonly #book: Venues;

  constructor(lists: Lists, size: Size) {
    const { activities, seed, until } = size;
    this.size = size;
    this.#lists = lists;
    this.now = midnightOf(until);
    this.from = dateOf(this.now - PAST * DAY);
    this.#days = daysFrom(this.from, PAST + AHEAD);
    const from = midnightOf(this.from);
    const posts = Math.round(4 + Math.log2(1 + activities / 600) * 2.5);
    this.#book = new Venues(lists, new Random(seed, 'venues'), { createdAt: from - 70 * DAY, posts });
    this.venues = this.#book.all;
    // Half as many as activities while these are few; of more activities, everybody takes part in more.
    this.volunteerCount = Math.max(30, Math.round(Math.min(activities / 2, 240 + activities / 10)));
    const span = { from, now: this.now };
    this.#volunteer = volunteerMaker(lists, seed, this.volunteerCount, span);
    const weekly = Math.round(activities * this.#share(WEEKLY_PROGRAM) * WEEKLY_SHARE);
    this.series = seriesOf(lists, this.#book, { seed, occurrences: weekly, days: this.#days });
    this.measurements = measurementsOf(lists, seed, from);
    this.oversight = {
      inspections: inspectionsOf(lists, this.now),
      difficulties: difficultiesOf(lists, this.now),
      goodPractices: goodPracticesOf(lists, this.now),
      timetables: timetablesOf(this.venues, this.now),
    };
  }

  /** All volunteers, in order of registration. */
  *volunteers(): Generator<VolunteerContent> {
    for (let i = 0; i < this.volunteerCount; i += 1) yield this.#volunteer(i);
  }

  /** All activities, by day. */
  *activities(): Generator<ActivityContent> {
    const crowd = new Crowd(this.volunteers());
    const quotas = this.#quotas();
    const { seed } = this.size;
    const residents = Math.max(60, Math.round(this.size.activities / 20));
    const occurrences = Map.groupBy(
      this.series.flatMap(({ starts }, index) => starts.map((startsAt) => ({ index, startsAt }))),
      ({ startsAt }) => dateOf(startsAt),
    );
    for (const [i, day] of this.#days.entries()) {
      crowd.beginDay();
      for (const { index, startsAt } of occurrences.get(day.date) ?? []) {
        const { first, createdAt } = this.series[index]!;
        const plan = { ...first, startsAt, endsAt: first.endsAt - first.startsAt + startsAt };
        const random = new Random(seed, 'occurrence', index, startsAt);
        const activity = live(plan, { series: { index, createdAt }, now: this.now }, crowd, random);
        activity.story = this.#story(activity);
        yield activity;
      }
      for (const [program, recipe] of recipes.entries()) {
        const count = quotas[program]![i]!;
        for (let n = 0; n < count; n += 1) {
          const random = new Random(seed, 'activity', day.date, program, n);
          const plan = recipe.plan({ lists: this.#lists, venues: this.#book, random, day });
          const activity = live(plan, { series: null, now: this.now }, crowd, random);
          activity.requests = requestsOf(activity, { lists: this.#lists, seed, now: this.now, residents });
          activity.story = this.#story(activity);
          yield activity;
        }
      }
    }
  }

  #story(activity: ActivityContent) {
    const { seed } = this.size;
    return storyOf(activity, { lists: this.#lists, seed, now: this.now, volunteer: this.#volunteer });
  }

  #share(program: number): number {
    return recipes[program - 1]!.share / recipes.reduce((sum, { share }) => sum + share, 0);
  }

  /** How many of each program on each day, beside those of series; together exactly as many as asked for. */
  #quotas(): number[][] {
    const { activities } = this.size;
    const inSeries = this.series.reduce((sum, { starts }) => sum + starts.length, 0);
    const totals = recipes.map((_, i) => Math.floor(activities * this.#share(i + 1)));
    totals[WEEKLY_PROGRAM - 1]! -= inSeries;
    totals[totals.length - 2]! += activities - inSeries - totals.reduce((sum, total) => sum + total, 0);
    return recipes.map(({ liking }, program) => {
      const weights = this.#days.map((day) => liking(day) * busyness(day));
      const sum = weights.reduce((a, b) => a + b, 0);
      let reached = 0;
      let given = 0;
      // Whole numbers that follow the running sum of the weights.
      return weights.map((weight) => {
        reached += weight;
        const due = Math.floor((totals[program]! * reached) / sum + 0.5);
        const count = due - given;
        given = due;
        return count;
      });
    });
  }
}

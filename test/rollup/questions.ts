import type { Dice } from '../graph/random-document.ts';
import { ANONYMOUS, type Viewer } from '../../src/viewer.ts';
import { type Asked, SELECTIONS } from './asking.ts';

/** Keys and codes that are in the database. */
export interface Known {
  programs: { id: string; code: string }[];
  organizers: { id: string; code: string }[];
  volunteers: string[];
}

/** First instants of months, and some that are none by a little. */
const MONTHS = [
  '2025-11-30T16:00:00Z',
  '2026-02-28T16:00:00.000Z',
  '2026-05-01T00:00:00+08:00',
  '2026-11-30T16:00:00Z',
];
const NEAR = [
  '2026-02-28T15:59:59.999Z',
  '2026-02-28T16:00:00.001Z',
  '2026-02-28T16:00:00.0005Z',
  '2026-03-01T00:00:00Z',
];

const MEASURES = ['COUNT', 'COMPLETED', 'SIGN_UPS', 'ATTENDANCES', 'HOURS', 'FILL_RATE', 'CANCELLATION_RATE'];

/** Random questions about activities, most of them about whole months. */
export class RandomQuestions {
  readonly #dice: Dice;
  readonly #known: Known;

  constructor(dice: Dice, known: Known) {
    this.#dice = dice;
    this.#known = known;
  }

  next(): Asked {
    const dice = this.#dice;
    const groupBy: any[] = [];
    for (let tries = dice.below(4); tries > 0; tries -= 1) {
      const next = this.#grouping();
      const kind = (by: string): string =>
        by.endsWith('_AT') ? 'time' : by.includes('STREET') ? 'street' : by;
      if (!groupBy.some(({ by }) => kind(by) === kind(next.by))) groupBy.push(next);
    }
    return {
      selection: dice.chance(0.5) ? 'numbers' : dice.pick(Object.keys(SELECTIONS) as Asked['selection'][]),
      isCompared: groupBy.some(({ by }) => by === 'STARTS_AT') && dice.chance(0.5),
      viewer: this.#viewer(),
      parents: this.#parents(),
      variables: {
        where: dice.chance(0.7) ? this.#where(2) : null,
        groupBy,
        having: dice.chance(0.3) ? [{ measure: dice.pick(MEASURES), is: { gt: dice.below(8) } }] : [],
        orderBy: dice.chance(0.5)
          ? [{ measure: dice.pick(MEASURES), direction: dice.pick(['ASC', 'DESC'] as const) }]
          : [],
        first: dice.pick([1, 3, 1_000]),
      },
    };
  }

  #grouping(): any {
    const dice = this.#dice;
    const by = dice.pick([
      ...[
        'STARTS_AT',
        'STARTS_AT',
        'PROGRAM',
        'PROGRAM',
        'CAMPAIGN',
        'STATUS',
        'ORGANIZER',
        'VENUE',
        'STREET',
      ],
      ...['PLACE_KIND', 'VENUE_OR_ORGANIZER_STREET', 'SERVICE_MODE', 'BENEFICIARY_GROUP'],
    ]);
    if (by === 'STARTS_AT')
      return {
        by,
        unit: dice.pick(['MONTH', 'MONTH', 'QUARTER', 'YEAR', 'DAY', 'WEEK']),
        fill: dice.chance(0.3),
      };
    if (by === 'ORGANIZER') return dice.pick<any>([{ by }, { by, level: 'STREET' }, { by, rollUp: true }]);
    return { by };
  }

  #where(deep: number): any {
    const dice = this.#dice;
    if (deep > 0 && dice.chance(0.3)) {
      const parts = [this.#where(deep - 1), this.#where(deep - 1)];
      return dice.pick<any>([{ and: parts }, { or: parts }, { not: parts[0] }]);
    }
    const { programs, organizers } = this.#known;
    return dice.pick<() => any>([
      () => ({ status: { in: [dice.pick(['DRAFT', 'PUBLISHED', 'COMPLETED', 'VOID']), 'CANCELLED'] } }),
      () => ({ program: { code: { eq: dice.pick(programs).code } } }),
      () => ({ organizer: { code: { eq: dice.pick(organizers).code } } }),
      () => ({ organizer: { kind: { ne: 'UNIT' } }, isDemo: { eq: dice.chance(0.8) } }),
      () => ({ venue: { name: { isNull: false } } }),
      () => ({ districtCode: { eq: '370117' }, campaign: { code: { isNull: false } } }),
      () => ({ capacity: { gt: 10 } }),
      () => ({ startsAt: this.#time() }),
      () => ({ startsAt: this.#time() }),
      () => ({ startsAt: this.#time() }),
    ])();
  }

  #time(): any {
    const dice = this.#dice;
    const instant = () => dice.pick(dice.chance(0.8) ? MONTHS : NEAR);
    return dice.pick<() => any>([
      () => ({ gte: instant() }),
      () => ({ lt: instant() }),
      () => ({ gte: MONTHS[0], lt: dice.pick(MONTHS.slice(1)) }),
      () => ({ gt: dice.pick(NEAR) }),
      () => ({ lte: dice.pick(NEAR) }),
      () => ({ between: { from: MONTHS[0], to: dice.pick(NEAR) } }),
      () => ({ during: dice.pick(['THIS_MONTH', 'LAST_QUARTER', 'THIS_YEAR', 'THIS_WEEK']) }),
      () => ({ planYear: '钢城文明办〔2022〕4号' }),
    ])();
  }

  #viewer(): Viewer {
    const dice = this.#dice;
    const one: Viewer = {
      account: '0198a000-0000-7000-8000-000000000000',
      volunteer: null,
      roles: [],
      parties: [],
    };
    return dice.pick<() => Viewer>([
      () => ANONYMOUS,
      () => ({ ...one, roles: [{ role: 'OFFICE', district: '370117', party: null }] }),
      () => ({ ...one, volunteer: dice.pick(this.#known.volunteers) }),
      () => ({ ...one, parties: [dice.pick(this.#known.organizers).id] }),
    ])();
  }

  #parents(): Asked['parents'] {
    const dice = this.#dice;
    if (!dice.chance(0.2)) return null;
    const ofProgram = dice.chance(0.5);
    const keys = (ofProgram ? this.#known.programs : this.#known.organizers).map(({ id }) => id);
    return { column: ofProgram ? 't.program_id' : 't.organizer_id', keys };
  }
}

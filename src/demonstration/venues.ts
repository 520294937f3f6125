import type { VenueContent } from './content.ts';
import type { Lists } from './lists.ts';
import type { Random } from './random.ts';

/** Who runs a kind of public place; all are named in program 6. */
const OPERATORS: Record<string, string> = {
  library: 'culture-tourism-bureau',
  'cultural-centre': 'culture-tourism-bureau',
  'childrens-palace': 'youth-league',
  'scenic-spot': 'culture-tourism-bureau',
  hospital: 'health-bureau',
  'transport-station': 'bus-station',
  'government-hall': 'approval-bureau',
};

/** About the middle of the district; places are strewn around it, so that a map shows something. None of them is real. */
const MIDDLE = { longitude: 117.81, latitude: 36.06 };

/** The venues, and who asks for them how. */
export class Venues {
  readonly all: readonly VenueContent[];
  readonly centre: VenueContent;
  readonly #posts: Map<string, VenueContent[]>;
  readonly #places: Map<string, VenueContent[]>;

  constructor(lists: Lists, random: Random, { createdAt, posts }: { createdAt: number; posts: number }) {
    const point = (around: { longitude: number; latitude: number }, spread: number) => ({
      longitude: rounded(around.longitude + (random.next() - 0.5) * spread),
      latitude: rounded(around.latitude + (random.next() - 0.5) * spread),
    });
    this.centre = {
      name: `${lists.districtName}新时代文明实践中心`,
      level: 'CENTRE',
      parent: null,
      placeKind: null,
      street: null,
      operator: lists.code('practice-guidance-centre'),
      address: null,
      ...point(MIDDLE, 0.02),
      createdAt,
    };
    const stations = lists.streets.flatMap((street, i) => {
      const { label } = lists.party(street);
      const middle = point(MIDDLE, 0.25);
      const office: VenueContent = {
        ...this.centre,
        name: `${label}新时代文明实践所`,
        level: 'OFFICE',
        parent: this.centre.name,
        street,
        operator: street,
        address: label,
        ...middle,
      };
      // Streets differ in size.
      const count = Math.max(2, Math.round(posts * (1.3 - i * 0.15)));
      return [
        office,
        ...Array.from({ length: count }, (_, n) => ({
          ...office,
          name: `${label}第${n + 1}新时代文明实践站`,
          level: 'POST' as const,
          parent: office.name,
          ...point(middle, 0.06),
        })),
      ];
    });
    const places = lists.terms('public-places').map((kind) => {
      const street = random.pick(lists.streets);
      const operator = OPERATORS[kind.code.split('/')[1]!];
      return {
        ...this.centre,
        name: `${lists.districtName}${kind.label}`,
        level: null,
        placeKind: kind.code,
        street,
        operator: operator === undefined ? null : lists.code(operator),
        address: lists.party(street).label,
        ...point(MIDDLE, 0.1),
      };
    });
    this.all = [this.centre, ...stations, ...places];
    this.#posts = Map.groupBy(
      stations.filter(({ level }) => level === 'POST'),
      ({ street }) => street!,
    );
    this.#places = Map.groupBy(places, ({ operator }) => operator ?? '');
  }

  /** The stations of a street; of whoever is no street, the centre. */
  postsOf(party: string): readonly VenueContent[] {
    return this.#posts.get(party) ?? [this.centre];
  }

  /** The public places that a party runs, or else all. */
  placesOf(party: string): readonly VenueContent[] {
    return this.#places.get(party) ?? [...this.#places.values()].flat();
  }
}

const rounded = (degrees: number): number => Math.round(degrees * 1e5) / 1e5;

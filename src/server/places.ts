import type { Claims } from '../access/tokens.ts';
import { LIMITS } from './limits.ts';
import { networkOf } from './network.ts';

/** What is full: the service as a whole, or what one client may have. */
export type Full = 'SERVICE' | 'CLIENT';

/** Seconds after which a client that found no place may come back. */
export const RETRY_AFTER = 5;

/** A place that was taken, given back by `leave`, or what stood in the way of it. */
export type Place = { leave: () => void } | { full: Full };

/** What may be open at one time: so much in all, and so much for each of those who open it. */
export interface Places {
  /** A place for `owner`, who may have `most`. */
  take: (owner: string, most: number) => Promise<Place>;
}

/** What places are for, and how many a process has of them. */
export const PLACES = {
  SUBSCRIPTIONS: LIMITS.SUBSCRIPTIONS,
  SOCKETS: LIMITS.SUBSCRIPTIONS,
  EXPORTS: LIMITS.EXPORTS,
} as const;

export type PlaceKind = keyof typeof PLACES;

/** Where places are counted. */
export type PlacesFor = (kind: PlaceKind) => Places;

/** Places that this process counts. */
export class OwnPlaces implements Places {
  readonly #all: number;
  readonly #takenBy = new Map<string, number>();
  #taken = 0;

  constructor(all: number) {
    this.#all = all;
  }

  async take(owner: string, most: number): Promise<Place> {
    const own = this.#takenBy.get(owner) ?? 0;
    if (this.#taken >= this.#all) return { full: 'SERVICE' };
    if (own >= most) return { full: 'CLIENT' };
    this.#taken += 1;
    this.#takenBy.set(owner, own + 1);
    let isOver = false;
    const leave = () => {
      if (isOver) return;
      isOver = true;
      this.#taken -= 1;
      const left = this.#takenBy.get(owner)! - 1;
      if (left > 0) this.#takenBy.set(owner, left);
      else this.#takenBy.delete(owner);
    };
    return { leave };
  }
}

/** Places of each kind for so many processes together. */
export function ownPlaces(processes = 1): PlacesFor {
  const byKind = new Map(
    (Object.keys(PLACES) as PlaceKind[]).map((kind) => [kind, new OwnPlaces(PLACES[kind] * processes)]),
  );
  return (kind) => byKind.get(kind)!;
}

/** For whom it is counted: the account, or the address; of IPv6 the network that one client has. */
export function ownerOf({ claims, address }: { claims: Claims | null; address: string }): string {
  return claims ? `${claims.issuer}\n${claims.subject}` : networkOf(address);
}

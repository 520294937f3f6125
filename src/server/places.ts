import type { Claims } from '../access/tokens.ts';
import { networkOf } from './network.ts';

/** What is full: the service as a whole, or what one client may have. */
export type Full = 'SERVICE' | 'CLIENT';

/** Seconds after which a client that found no place may come back. */
export const RETRY_AFTER = 5;

/** What may be open at one time: so much in all, and so much for each of those who open it. */
export class Places {
  readonly #all: number;
  readonly #takenBy = new Map<string, number>();
  #taken = 0;

  constructor(all: number) {
    this.#all = all;
  }

  /** What stands in the way of one more for `owner`, who may have `most`. */
  full(owner: string, most: number): Full | null {
    if (this.#taken >= this.#all) return 'SERVICE';
    return (this.#takenBy.get(owner) ?? 0) < most ? null : 'CLIENT';
  }

  /** Takes a place; the returned function gives it back. */
  take(owner: string): () => void {
    this.#taken += 1;
    this.#takenBy.set(owner, (this.#takenBy.get(owner) ?? 0) + 1);
    return () => {
      this.#taken -= 1;
      const left = this.#takenBy.get(owner)! - 1;
      if (left > 0) this.#takenBy.set(owner, left);
      else this.#takenBy.delete(owner);
    };
  }
}

/** For whom it is counted: the account, or the address; of IPv6 the network that one client has. */
export function ownerOf({ claims, address }: { claims: Claims | null; address: string }): string {
  return claims ? `${claims.issuer}\n${claims.subject}` : networkOf(address);
}

/**
 * Numbers that look random and are the same on every machine for the same seed (mulberry32). Each part of the content
 * draws from a stream of its own, so that a change to one part leaves the others as they were.
 */
export class Random {
  #state: number;

  /** The stream of a seed that these labels name. */
  constructor(seed: number, ...labels: (string | number)[]) {
    // FNV-1a over the labels, started from the seed.
    let hash = (0x811c9dc5 ^ seed) >>> 0;
    for (const character of labels.join('\n')) {
      hash = Math.imul(hash ^ character.codePointAt(0)!, 0x01000193) >>> 0;
    }
    this.#state = hash;
  }

  /** From 0 up to, not including, 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number, both ends included. */
  whole(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(items: readonly T[]): T {
    return items[Math.floor(this.next() * items.length)]!;
  }

  /** So many different ones, in the order of the list. */
  some<T>(items: readonly T[], count: number): T[] {
    const left = items.map((_, i) => i);
    const chosen = new Set<number>();
    while (chosen.size < count && left.length > 0) {
      chosen.add(left.splice(Math.floor(this.next() * left.length), 1)[0]!);
    }
    return items.filter((_, i) => chosen.has(i));
  }

  /** One of them, each as likely as its weight says. */
  weighted<T>(items: readonly (readonly [item: T, weight: number])[]): T {
    let left = this.next() * items.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [item, weight] of items) {
      left -= weight;
      if (left < 0) return item;
    }
    return items.at(-1)![0];
  }
}

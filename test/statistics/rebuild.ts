/**
 * Works out the sizes of small groups from everything that was told: by intervals, which are certain, and by least
 * squares, which are likely. It knows of the rules only what is published.
 */

/** A thing of each dimension, or several, or any (null). */
export type Box = readonly (readonly number[] | null)[];

export type Interval = readonly [low: number, high: number];

/** What an answer leaves possible of a box for certain. */
export interface Bound {
  box: Box;
  between: Interval;
}

/** What an answer says of kinds together, by their places: null if nothing was told. */
export interface Equation {
  of: readonly number[];
  told: number | null;
}

/** The kinds of rows that there can be: one thing of each dimension. */
export class Kinds {
  readonly all: readonly (readonly number[])[];
  readonly sizes: readonly number[];
  readonly #inside = new Map<string, readonly number[]>();

  constructor(sizes: readonly number[]) {
    this.sizes = sizes;
    this.all = sizes.reduce<number[][]>(
      (kinds, size) => kinds.flatMap((kind) => Array.from({ length: size }, (_, i) => [...kind, i])),
      [[]],
    );
  }

  /** Places of the kinds in a box. */
  inside(box: Box): readonly number[] {
    const key = keyOf(box);
    const known = this.#inside.get(key) ?? this.all.flatMap((kind, i) => (isIn(kind, box) ? [i] : []));
    this.#inside.set(key, known);
    return known;
  }
}

export const isIn = (kind: readonly number[], box: Box): boolean =>
  box.every((things, dimension) => things === null || things.includes(kind[dimension]!));

export const keyOf = (box: Box): string => JSON.stringify(box);

/**
 * The interval of every box that is asked about or is a part of one, drawn in until nothing moves: a whole is the sum of
 * its parts. `partsOf` gives the ways in which a box falls into parts.
 */
export function intervalsOf(
  bounds: readonly Bound[],
  partsOf: (box: Box) => readonly (readonly Box[])[],
): Map<string, Interval> {
  const low = new Map<string, number>();
  const high = new Map<string, number>();
  const sums: { whole: string; parts: readonly string[] }[] = [];
  const know = (box: Box): string => {
    const key = keyOf(box);
    if (low.has(key)) return key;
    low.set(key, 0);
    high.set(key, Infinity);
    for (const parts of partsOf(box)) sums.push({ whole: key, parts: parts.map(know) });
    return key;
  };
  let moved = true;
  const raise = (key: string, value: number): void => {
    if (value <= low.get(key)!) return;
    low.set(key, value);
    moved = true;
  };
  const lower = (key: string, value: number): void => {
    if (value >= high.get(key)!) return;
    high.set(key, value);
    moved = true;
  };
  for (const { box, between } of bounds) {
    const key = know(box);
    raise(key, between[0]);
    lower(key, between[1]);
  }
  while (moved) {
    moved = false;
    for (const { whole, parts } of sums) {
      const lows = parts.reduce((sum, part) => sum + low.get(part)!, 0);
      const highs = parts.reduce((sum, part) => sum + high.get(part)!, 0);
      raise(whole, lows);
      lower(whole, highs);
      for (const part of parts) {
        lower(part, high.get(whole)! - (lows - low.get(part)!));
        // Infinity less infinity would be no number.
        const rest = parts.reduce((sum, other) => (other === part ? sum : sum + high.get(other)!), 0);
        if (rest < Infinity) raise(part, low.get(whole)! - rest);
      }
    }
  }
  return new Map([...low].map(([key, value]) => [key, [value, high.get(key)!] as const]));
}

/**
 * How many there are of each kind, by least squares with nothing below 0: accelerated projected gradient. What was not
 * told is thought to be fewer than five, which weighs as far as it is more.
 */
export function leastSquares(size: number, equations: readonly Equation[], steps = 300): Float64Array {
  const slope = (at: Float64Array): Float64Array => {
    const gradient = new Float64Array(size);
    for (const { of, told } of equations) {
      let sum = 0;
      for (const i of of) sum += at[i]!;
      const error = told === null ? Math.max(0, sum - 4) : sum - told;
      if (error !== 0) for (const i of of) gradient[i]! += error;
    }
    return gradient;
  };
  const steepest = steepestOf(equations, size);
  // What nothing is known of is thought to be spread evenly.
  const whole = equations.find(({ of }) => of.length === size)?.told ?? 0;
  let [last, ahead, pace] = [
    new Float64Array(size).fill(whole / size),
    new Float64Array(size).fill(whole / size),
    1,
  ];
  for (let step = 0; step < steps; step += 1) {
    const gradient = slope(ahead);
    const next = ahead.map((value, i) => Math.max(0, value - gradient[i]! / steepest));
    const faster = (1 + Math.sqrt(1 + 4 * pace * pace)) / 2;
    const before = last;
    ahead = next.map((value, i) => value + ((pace - 1) / faster) * (value - before[i]!));
    [last, pace] = [next, faster];
  }
  return last;
}

/** The greatest eigenvalue, by which a step is safe: by power iteration, which all that is positive begins well. */
function steepestOf(equations: readonly Equation[], size: number): number {
  let vector = new Float64Array(size).fill(1 / Math.sqrt(size));
  let length = 1;
  for (let i = 0; i < 30; i += 1) {
    const next = new Float64Array(size);
    for (const { of } of equations) {
      let sum = 0;
      for (const at of of) sum += vector[at]!;
      for (const at of of) next[at]! += sum;
    }
    length = Math.hypot(...next);
    vector = next.map((value) => value / length);
  }
  return length * 1.01;
}

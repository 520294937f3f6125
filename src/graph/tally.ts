/** Counts what goes into one answer while it is read, so that an answer too large is stopped before it is whole. */
export interface Tally {
  /** Counts rows and the bytes of their values. Throws once there are too many, or time is up. */
  add: (rows: number, bytes: number) => void;
  /** Throws once nothing more is to be read. */
  check: () => void;
}

/** What a value takes in its object beside its own text. */
const PER_VALUE = 8;
/** Bytes of a character of Chinese text in memory. */
const PER_CHARACTER = 2;

const weights = new WeakMap<object, number>();

/** Remembers how much the values of a list weigh, however often the list is handed out. */
export function weigh<L extends object>(list: L, values: readonly (readonly unknown[])[]): L {
  let bytes = 0;
  for (const row of values) {
    bytes += row.length * PER_VALUE;
    for (const value of row) {
      if (typeof value === 'string') bytes += value.length * PER_CHARACTER;
      else if (typeof value === 'object' && value !== null) bytes += JSON.stringify(value).length;
    }
  }
  weights.set(list, bytes);
  return list;
}

/** Notes the weight of a list made of one that was weighed. */
export const weighed = (list: object, bytes: number): void => void weights.set(list, bytes);

export const weightOf = (list: object): number => weights.get(list) ?? 0;

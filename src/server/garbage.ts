import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Pages after which it is looked at again. */
const EVERY = 16;
/** Bytes of old objects that may gather. */
const MOST = 40 * 1_048_576;

let collect: (() => void) | undefined;

/** Bytes of objects that are not new: what only a whole collection frees. */
function oldBytes(): number {
  let sum = 0;
  for (const { space_name: name, space_used_size: size } of getHeapSpaceStatistics())
    if (name === 'old_space' || name === 'large_object_space') sum += size;
  return sum;
}

/**
 * Keeps the memory of a long export constant. Its pages are garbage as soon as they are sent, but V8 lets garbage
 * gather to several times of what is alive before it looks; a collection takes some tens of milliseconds.
 */
export class Garbage {
  #pages = 0;
  #floor: number | undefined;

  /** To be told after each page. A short export never gets to a collection. */
  page(): void {
    this.#pages += 1;
    if (this.#pages % EVERY !== 0) return;
    const now = oldBytes();
    this.#floor ??= now;
    if (now < this.#floor + MOST) return;
    if (!collect) {
      setFlagsFromString('--expose-gc');
      collect = runInNewContext('gc') as () => void;
    }
    collect();
    this.#floor = oldBytes();
  }
}

import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';

/** Characters of rendered texts that are kept. */
const KEPT = 16_000_000;

const kept = new LRUCache<string, { text: string }>({
  maxSize: KEPT,
  sizeCalculation: ({ text }) => text.length + 100,
});
const underWay = new Map<string, Promise<string>>();

/**
 * The text that `render` makes of this content, made once as long as it is kept: anybody may ask for the same many times
 * over. It is found by the content itself and not by the number of its version, so that what was taken out of a text
 * by whatever way is in none that is shown. Requests that wait for nothing of it go first.
 */
export function rendered(kind: string, content: unknown, render: () => Promise<string>): Promise<string> {
  const key = createHash('sha256')
    .update(JSON.stringify([kind, content]))
    .digest('base64url');
  const known = kept.get(key);
  if (known) return Promise.resolve(known.text);
  const making =
    underWay.get(key) ??
    nextTurn()
      .then(render)
      .then((text) => {
        kept.set(key, { text });
        return text;
      })
      .finally(() => underWay.delete(key));
  underWay.set(key, making);
  return making;
}

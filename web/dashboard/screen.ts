import {
  type Client,
  DashboardChangesDocument,
  DashboardLatestChangeDocument,
} from '../../packages/client/src/index.ts';

/** Between two questions, in milliseconds. */
const PAUSE = 20_000;
/** After so many failures in a row each pause is the longest. */
const LONGEST_PAUSE = 300_000;

/**
 * Asks every twenty seconds whether anything has become public, while the page can be seen; nothing else needs to be asked for
 * again. After each such question `refresh` is called, with whether all is to be asked for again or only what could not be had
 * before; it gives whether everything could. After a failure the pause is longer each time, up to five minutes. `told` hears
 * how it went. Gives what ends it.
 */
export function followChanges(
  client: Client,
  { refresh, told }: { refresh: (all: boolean) => Promise<boolean>; told: (isWell: boolean) => void },
): () => void {
  const ended = new AbortController();
  const { signal } = ended;
  let cursor: string | null | undefined;
  let timer: number | undefined;
  let failures = 0;
  let isAsking = false;
  /** Something has changed that is not shown yet. */
  let isStale = false;

  const wait = () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => void ask(), Math.min(PAUSE * 2 ** failures, LONGEST_PAUSE));
  };

  async function ask(): Promise<void> {
    if (isAsking || document.hidden || signal.aborted) return;
    isAsking = true;
    const isWell = await catchUp();
    failures = isWell ? 0 : failures + 1;
    isAsking = false;
    if (signal.aborted) return;
    told(isWell);
    wait();
  }

  async function catchUp(): Promise<boolean> {
    try {
      isStale = (await hasChanged()) || isStale;
    } catch {
      return false;
    }
    const isWell = await refresh(isStale);
    if (isWell) isStale = false;
    return isWell;
  }

  async function hasChanged(): Promise<boolean> {
    if (cursor === undefined) {
      const { changes } = await client.request(DashboardLatestChangeDocument, {}, { signal });
      cursor = changes.pageInfo.endCursor;
      return false;
    }
    const { changes } = await client.request(DashboardChangesDocument, { after: cursor }, { signal });
    cursor = changes.pageInfo.endCursor ?? cursor;
    return changes.nodes.length > 0;
  }

  const seen = () => {
    if (!document.hidden) void ask();
  };
  document.addEventListener('visibilitychange', seen);
  void ask();
  return () => {
    ended.abort();
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', seen);
  };
}

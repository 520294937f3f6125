import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { start } from './process.ts';

const ADDRESS = /http:\/\/127\.0\.0\.1:\d+/;

/** A service of two workers by the real command, once it is ready; ended with the test, or when told otherwise. */
export async function fleet(
  env: Record<string, string>,
  args: readonly string[] = [],
  whenOver: (end: () => Promise<void>) => void = onTestFinished,
) {
  const service = start(['serve', '--workers', '2', '--port', '0', ...args], env);
  const { child, seen } = service;
  whenOver(async () => {
    child.kill('SIGTERM');
    await service.ended;
  });
  while (!ADDRESS.test(seen.err) && child.exitCode === null) await sleep(20);
  const url = ADDRESS.exec(seen.err)?.[0];
  if (url === undefined) throw new Error(`It did not start: ${seen.err}${seen.out}`);
  const lines = (): Line[] =>
    seen.out
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as Line);
  /** Waits for a line of the log that was not there when it was asked for. */
  const next = async (msg: string, had = count(msg)): Promise<Line> => {
    while (count(msg) <= had) {
      if (child.exitCode !== null) throw new Error(`It ended: ${seen.err}${seen.out}`);
      await sleep(20);
    }
    return lines().findLast((line) => line.msg === msg)!;
  };
  const of = (msg: string): Line[] => lines().filter((line) => line.msg === msg);
  const count = (msg: string): number => of(msg).length;
  return {
    ...service,
    url,
    lines,
    next,
    of,
    count,
    /** Ids of the workers that serve now, by their own account. */
    workers: async () => {
      const pids = new Set<number>();
      const before = lines().length;
      while (pids.size < 2) {
        await fetch(`${url}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', connection: 'close' },
          body: '{"query":"query Who { service { dataState } }"}',
        });
        await sleep(20);
        for (const { pid, operation } of lines().slice(before)) if (operation === 'Who') pids.add(pid);
      }
      return [...pids];
    },
  };
}

interface Line {
  pid: number;
  msg: string;
  operation?: string;
  [key: string]: unknown;
}

/** Whether the process runs: one that ended and that nobody has asked after has no command line any more. */
export function isThere(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8') !== '';
  } catch {
    return false;
  }
}

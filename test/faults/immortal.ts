import { setTimeout as sleep } from 'node:timers/promises';
import { start } from '../commands/process.ts';

/** A server that comes back after each kill, at whatever address. */
export function immortal(env: Record<string, string>) {
  let url: string | null = null;
  let child: ReturnType<typeof start>['child'] | null = null;
  const state = { isOver: false };
  let kills = 0;
  const live = async () => {
    while (!state.isOver) {
      const server = start(['serve', '--port', '0'], env);
      child = server.child;
      void (async () => {
        const address = /http:\/\/127\.0\.0\.1:\d+/;
        while (!address.test(server.seen.err) && server.child.exitCode === null) await sleep(20);
        url = address.exec(server.seen.err)?.[0] ?? null;
      })();
      await server.ended;
      url = null;
    }
  };
  const life = live();
  return {
    url: () => url,
    kills: () => kills,
    kill: () => {
      if (url === null) return;
      kills += 1;
      url = null;
      child?.kill('SIGKILL');
    },
    end: async () => {
      state.isOver = true;
      child?.kill('SIGTERM');
      await life;
    },
  };
}

/** Kills the server so many times, each a moment after it has come back. */
export async function killTimes(server: ReturnType<typeof immortal>, times: number): Promise<void> {
  while (server.kills() < times) {
    while (server.url() === null) await sleep(20);
    await sleep(200 + Math.random() * 600);
    server.kill();
  }
}

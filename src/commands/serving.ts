import { STRICT, TRIAL } from '../egress.ts';
import { OperatorError } from '../operator-error.ts';
import type { AppOptions } from '../server/app.ts';
import type { SessionLimits } from '../database/session-limits.ts';
import { originsIn, type Settings } from '../settings.ts';
import { tell } from './command.ts';
import { mediaStorage } from './media.ts';

/** The time limits of connections that serve requests. */
export const sessionLimits = (settings: Settings): SessionLimits => ({
  statement: Number(settings.STATEMENT_TIMEOUT),
  lock: Number(settings.LOCK_TIMEOUT),
});

/** What a server is made with, by the settings. */
export const appOptions = (
  settings: Settings,
  embedded: { dataDir: string } | null,
): Omit<AppOptions, 'database'> => ({
  logLevel: settings.LOG_LEVEL,
  namedStatements: settings.NAMED_STATEMENTS === 'on',
  requestTimeout: Number(settings.REQUEST_TIMEOUT),
  media: mediaStorage(settings, { embedded }),
  publicUrl: settings.PUBLIC_URL.replace(/\/+$/, ''),
  egress: settings.WEBHOOK_ALLOW_HTTP === 'on' ? TRIAL : STRICT,
  subscriptionsPerAddress: Number(settings.SUBSCRIPTIONS_PER_ADDRESS),
  answerCache: Number(settings.ANSWER_CACHE) * 2 ** 20,
  corsOrigins: originsIn(settings.CORS_ORIGINS),
  issuer: { issuer: settings.OIDC_ISSUER, audience: settings.OIDC_AUDIENCE },
});

/** Says where the service is. */
export function announce(address: string): void {
  tell(`志愿图谱已启动：${address}（探索器 ${address}/explorer）`, `Zhiyuan Graph is ready at ${address}`);
}

/** What to do about an address that cannot be listened on; null when the code is none of those. */
export function listenError(code: string | null, { HOST, PORT }: Settings): OperatorError | null {
  if (code === 'EADDRINUSE') {
    return new OperatorError(
      `端口 ${PORT} 已被占用；用 --port 换一个（0 为任选）`,
      `Port ${PORT} is taken; choose another with --port (0 for any)`,
    );
  }
  if (code === 'EACCES') {
    return new OperatorError(`无权监听端口 ${PORT}`, `No right to listen on port ${PORT}`);
  }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return new OperatorError(`本机没有地址 ${HOST}`, `This machine has no address ${HOST}`);
  }
  return null;
}

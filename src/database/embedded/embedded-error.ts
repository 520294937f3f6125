import { OperatorError } from '../../operator-error.ts';

export type EmbeddedErrorCode =
  /** No PostgreSQL binaries exist for this system. */
  | 'UNSUPPORTED_PLATFORM'
  /** They exist, but the optional package is not installed. */
  | 'BINARIES_MISSING'
  /** Root, and neither `postgres` nor `nobody` exists to run the server as. */
  | 'NO_ACCOUNT'
  | 'NO_ACCESS'
  /** The data folder asked for is a file, a device, a broken link … */
  | 'NOT_A_FOLDER'
  /** It holds somebody else's files. */
  | 'FOREIGN_FOLDER'
  | 'NO_SPACE'
  | 'BROKEN_CLUSTER'
  | 'WRONG_VERSION'
  /** The server that runs on the folder was started without durability, and durability is asked for. */
  | 'NOT_DURABLE'
  | 'START_FAILED'
  | 'STOP_FAILED';

/** A fault of the embedded database that the person at the command line can mend; Chinese, then English. */
export class EmbeddedError extends OperatorError {
  readonly code: EmbeddedErrorCode;

  constructor(code: EmbeddedErrorCode, zh: string, en: string) {
    super(zh, en);
    this.name = 'EmbeddedError';
    this.code = code;
  }
}

/** The `code` of a system error (`EACCES` …), or undefined. */
export function errno(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

const DENIED = new Set(['EACCES', 'EPERM', 'EROFS']);
const FULL = new Set(['ENOSPC', 'EDQUOT']);

/** Turns whatever a start can throw into an EmbeddedError that names the folder; errors of ours pass unchanged. */
export function asEmbeddedError(error: unknown, dataDir: string): EmbeddedError {
  if (error instanceof EmbeddedError) return error;
  const message = error instanceof Error ? error.message : String(error);
  const code = errno(error);
  if (code !== undefined && FULL.has(code)) return noSpace(dataDir, message);
  if (code !== undefined && DENIED.has(code)) {
    return new EmbeddedError(
      'NO_ACCESS',
      `没有权限使用数据文件夹 ${dataDir}（${message}）。请换一个可写的文件夹，或修改其所有者。`,
      `No right to use the data folder ${dataDir} (${message}). Choose a writable folder, or change its owner.`,
    );
  }
  return new EmbeddedError(
    'START_FAILED',
    `无法启动内置数据库（${dataDir}）：${message}`,
    `The embedded database could not be started (${dataDir}): ${message}`,
  );
}

/** `message` is the system's own words. */
export function noSpace(dataDir: string, message: string): EmbeddedError {
  return new EmbeddedError(
    'NO_SPACE',
    `磁盘空间不足，无法使用 ${dataDir}：${message}`,
    `No space left on the disk for ${dataDir}: ${message}`,
  );
}

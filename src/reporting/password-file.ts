import { rename, rm, writeFile } from 'node:fs/promises';
import { OperatorError } from '../operator-error.ts';

/** The URL by which the role connects to the same database. */
export function urlFor(url: string, role: string, password: string): string {
  const own = new URL(url);
  // The only form that SQLAlchemy knows.
  own.protocol = 'postgresql:';
  own.username = role;
  own.password = password;
  for (const name of [...own.searchParams.keys()]) if (name !== 'sslmode') own.searchParams.delete(name);
  return own.href;
}

/** A field of .pgpass: colons and backslashes are escaped. */
const field = (text: string): string => text.replaceAll(/[\\:]/g, (c) => `\\${c}`);

/**
 * A line of .pgpass that takes its place only when all else is done: until then it stands beside it, and what was there
 * stays. `write` throws OperatorError where the folder cannot be written to.
 */
export function stagedPassword(file: string, url: string, role: string) {
  const { hostname, port, pathname } = new URL(url);
  const beside = `${file}.new`;
  const line = (password: string) =>
    [hostname || 'localhost', port || '5432', decodeURIComponent(pathname.slice(1)) || '*', role, password]
      .map(field)
      .join(':');
  return {
    write: async (password: string): Promise<void> => {
      await rm(beside, { force: true });
      // `wx`: not through a link that somebody put there meanwhile.
      await writeFile(beside, `${line(password)}\n`, { mode: 0o600, flag: 'wx' }).catch((error: Error) => {
        throw new OperatorError(
          `无法写入 ${file}，未作改动：${error.message}`,
          `${file} cannot be written, nothing was changed: ${error.message}`,
        );
      });
    },
    keep: () => rename(beside, file),
    discard: () => rm(beside, { force: true }),
  };
}

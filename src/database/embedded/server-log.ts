import { closeSync, constants, fchownSync, fstatSync, openSync, readSync } from 'node:fs';
import { rename, stat } from 'node:fs/promises';
import type { Place } from './place.ts';

const LARGE = 1024 * 1024;

/** The server's log, opened for appending; what it said since then can be read back. */
export interface ServerLog {
  fd: number;
  since(): string;
  close(): void;
}

/** Opens the log (0600). One that has grown large is put aside first, in the place of the one before it. */
export async function openLog(place: Place): Promise<ServerLog> {
  const size = await stat(place.log).then((found) => found.size, () => 0); // prettier-ignore
  if (size > LARGE) await rename(place.log, `${place.log}.1`);
  // Opened by us and handed on, so the server's account needs no right to the folder; a link laid there is refused.
  const { O_RDWR, O_APPEND, O_CREAT, O_NOFOLLOW } = constants;
  const fd = openSync(place.log, O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW, 0o600);
  const owner = place.account ? await stat(place.dataDir) : null;
  const { uid, nlink } = fstatSync(fd);
  // Only our own file is given away, and not one that bears another name elsewhere.
  if (owner && uid === process.getuid?.() && nlink === 1) fchownSync(fd, owner.uid, owner.gid);
  const from = fstatSync(fd).size;
  return {
    fd,
    since() {
      const buffer = Buffer.alloc(Math.min(fstatSync(fd).size - from, 64 * 1024));
      return buffer.toString('utf8', 0, readSync(fd, buffer, 0, buffer.length, from)).trim();
    },
    close: () => closeSync(fd),
  };
}

import { randomUUID } from 'node:crypto';
import { access, mkdir, open, readdir, readFile, rename, rm, rmdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { MediaStorage } from './storage.ts';

const isAbsent = (error: unknown): boolean => (error as { code?: string }).code === 'ENOENT';

/** Keeps files in a folder, which is made with the first of them. */
export function diskStorage(folder: string): MediaStorage {
  return {
    async put(key, bytes) {
      const path = join(folder, key);
      await mkdir(dirname(path), { recursive: true });
      // Whole or not at all, and on the disk before anybody is told that it is there.
      const temporary = `${path}.${randomUUID()}`;
      const file = await open(temporary, 'wx', 0o600);
      try {
        await file.writeFile(bytes);
        await file.sync();
        await file.close();
        await rename(temporary, path);
      } catch (error) {
        await file.close().catch(() => {});
        await rm(temporary, { force: true });
        throw error;
      }
    },
    get: (key) =>
      readFile(join(folder, key)).catch((error: unknown) => {
        if (isAbsent(error)) return null;
        throw error;
      }),
    has: (key) =>
      access(join(folder, key)).then(
        () => true,
        (error: unknown) => {
          if (isAbsent(error)) return false;
          throw error;
        },
      ),
    async remove(key) {
      const path = join(folder, key);
      await rm(path, { force: true });
      // What a process left half written when it died goes with the whole file.
      const left = (await readdir(dirname(path)).catch(() => [])).filter((name) =>
        name.startsWith(`${basename(path)}.`),
      );
      await Promise.all(left.map((name) => rm(join(dirname(path), name), { force: true })));
      // With the last file its folder goes; another file in it, or a race for it, is none of our business.
      await rmdir(dirname(path)).catch(() => {});
    },
  };
}

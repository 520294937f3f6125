import { lstat, readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { EmbeddedError, errno } from './embedded-error.ts';

/** Names that this program gives in a data folder, also to what an interrupted start leaves. */
const OURS =
  /^(?:media|postgres(?:-run|-password.*|-init-.*|\.lock.*|\.log(?:\.1)?)|postgresql-[\d.]+-beta\.\d+.*)$/;

/** What a file system or a tool puts into an empty folder by itself. */
const NOBODYS = /^(?:lost\+found|\.gitkeep|\.gitignore|\.DS_Store)$/;

const WRITABLE_BY_OTHERS = 0o002;

export function notAFolder(path: string): EmbeddedError {
  return new EmbeddedError(
    'NOT_A_FOLDER',
    `${path} 不是文件夹，不能放数据；什么也没有改动。请用 DATA_DIR 或 --data-dir 另选。`,
    `${path} is not a folder and cannot hold the data; nothing was changed. Choose another with DATA_DIR or --data-dir.`,
  );
}

/** @throws EmbeddedError NOT_A_FOLDER when the path, or one above it, is there and is no folder */
export async function refuseOtherThanFolder(path: string): Promise<void> {
  try {
    // A broken link is there too: nothing can be made under its name.
    const isFolder = (await lstat(path)).isDirectory();
    if (!isFolder) throw notAFolder(path);
  } catch (error) {
    if (errno(error) === 'ENOTDIR') throw notAFolder(dirname(path));
    if (errno(error) !== 'ENOENT') throw error;
    if (dirname(path) !== path) await refuseOtherThanFolder(dirname(path));
  }
}

/**
 * A data folder in the making goes only where nothing else lies.
 * @throws EmbeddedError FOREIGN_FOLDER
 */
export async function refuseForeign(path: string): Promise<void> {
  const names = await readdir(path).catch((error: unknown) => {
    if (errno(error) === 'ENOENT') return [];
    throw error;
  });
  const foreign = names.find((name) => !OURS.test(name) && !NOBODYS.test(name));
  if (foreign === undefined) return;
  throw new EmbeddedError(
    'FOREIGN_FOLDER',
    `${path} 里已有别的文件（如 ${foreign}），不在其中建立数据库。请用空文件夹或新文件夹，如 ${join(path, 'data')}。`,
    `${path} holds other files (${foreign}, for one): no database is made there. Give an empty or a new folder, e.g. ${join(path, 'data')}.`,
  );
}

/**
 * The folder itself; or, in one where everybody may write (as in /tmp), a folder of our own inside, because there
 * others could lay their files in our way.
 * @throws EmbeddedError NO_ACCESS when somebody else has made a folder of that name
 */
export async function ownFolderIn(path: string): Promise<string> {
  const given = await stat(path).catch(() => null);
  const isShared = process.platform !== 'win32' && given !== null && (given.mode & WRITABLE_BY_OTHERS) !== 0;
  if (!isShared) return path;
  const own = join(path, 'zhiyuan-graph');
  const found = await lstat(own).catch(() => null);
  if (found && !(found.isDirectory() && found.uid === process.getuid?.())) {
    throw new EmbeddedError(
      'NO_ACCESS',
      `${own} 是别人建的，不予使用。请另选数据文件夹。`,
      `${own} was made by somebody else and is not used. Choose another data folder.`,
    );
  }
  return own;
}

import { spawn } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { EmbeddedError } from './embedded-error.ts';

/** The system user that the server runs as. `null` elsewhere means: as we run ourselves. */
export interface Account {
  name: string;
  uid: number;
  gid: number;
}

export interface Finished {
  code: number | null;
  output: string;
}

export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/**
 * PostgreSQL refuses to run as root. No user is created: `postgres` when it exists, else `nobody`.
 * @throws EmbeddedError NO_ACCOUNT
 */
export async function serverAccount(): Promise<Account> {
  const accounts = await knownAccounts();
  for (const wanted of ['postgres', 'nobody']) {
    const found = accounts.find(({ name, uid }) => name === wanted && uid !== 0);
    if (found) return found;
  }
  throw new EmbeddedError(
    'NO_ACCOUNT',
    'PostgreSQL 不能以 root 运行，而系统里没有 postgres 或 nobody 用户。请用普通用户运行，或设置 DATABASE_URL。',
    'PostgreSQL does not run as root, and there is no user postgres or nobody. Run as an ordinary user, or set DATABASE_URL.',
  );
}

/** Who owns the folder, unless it is root or the folder is not there. */
export async function ownerOf(folder: string): Promise<Account | null> {
  const found = await stat(folder).catch(() => null);
  if (!found || found.uid === 0) return null;
  const { uid, gid } = found;
  const name = (await knownAccounts()).find((account) => account.uid === uid)?.name ?? `uid ${uid}`;
  return { name, uid, gid };
}

async function knownAccounts(): Promise<Account[]> {
  const passwd = await readFile('/etc/passwd', 'utf8').catch(() => '');
  return passwd.split('\n').flatMap((line) => {
    const [name, , uid, gid] = line.split(':');
    // macOS writes nobody as -2.
    return name && uid && gid ? [{ name, uid: Number(uid) >>> 0, gid: Number(gid) >>> 0 }] : [];
  });
}

/** Spawn options that make a child run as the account, somewhere that it can certainly read. */
export function asAccount(account: Account | null): {
  cwd: string;
  env: NodeJS.ProcessEnv;
  uid?: number;
  gid?: number;
} {
  // A short list instead of our environment: PG* would redirect the tools, LD_LIBRARY_PATH would replace
  // their libraries, and secrets of ours are no business of another user's process.
  const env: NodeJS.ProcessEnv = { LC_ALL: 'C', LANG: 'C', TZ: 'UTC' };
  for (const name of ['PATH', 'SystemRoot', 'TEMP', 'TMP']) {
    if (process.env[name] !== undefined) env[name] = process.env[name];
  }
  const base = { cwd: process.platform === 'win32' ? process.cwd() : '/', env };
  return account ? { ...base, uid: account.uid, gid: account.gid } : base;
}

/** Runs a program to its end as the account; stdout and stderr together in `output`. */
export function run(account: Account | null, file: string, args: string[]): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      ...asAccount(account),
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    });
    let output = '';
    const collect = (chunk: Buffer): void => {
      output += chunk.toString();
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output }));
  });
}

/** The account can pass through the folder; always true for ourselves (we would get the system's own error). */
export async function canEnter(account: Account | null, folder: string): Promise<boolean> {
  if (!account) return true;
  return (await run(account, '/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder])).code === 0;
}

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';

/** The process exists, whoever owns it; a zombie counts as existing. */
export function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** When the process started, in the kernel's own unit; '' where it cannot be told. With the pid it names one process. */
export function startTime(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in brackets may hold spaces and brackets, so count from the last one; starttime is field 22.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

/**
 * The process is the postmaster of this cluster: not a zombie, not a stranger that was given the pid later.
 * The command line tells, because it is readable for everybody; the working directory is not
 * (root in a container has no right to see another user's).
 */
export function isPostmaster(pid: number, cluster: string): boolean {
  if (!exists(pid)) return false;
  try {
    const argv = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    return basename(argv[0] ?? '').startsWith('postgres') && argv.includes(cluster);
  } catch {
    // No /proc here (macOS, Windows), or the process has just gone.
  }
  if (process.platform === 'linux') return false;
  if (process.platform === 'win32') return true; // Untested: the pid is all there is without a native call.
  const ps = spawnSync('ps', ['-ww', '-o', 'stat=,command=', '-p', String(pid)], { encoding: 'utf8' });
  const line = (ps.stdout ?? '').trim();
  return !line.startsWith('Z') && line.includes('postgres') && line.includes(cluster);
}

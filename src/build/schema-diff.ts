import { execFileSync } from 'node:child_process';
import { buildSchema } from 'graphql';
import { readSdl } from '../server/schema.ts';
import { changesBetween } from './schema-changes.ts';

/**
 * Compares the contract with the one of an earlier commit: the last one while there are changes, else the one before.
 * A breaking change must have been announced there by @deprecated.
 */
const git = (...args: string[]): string =>
  execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });

function sdlAt(revision: string): string | null {
  try {
    const files = git('ls-tree', '--name-only', revision, 'schema/').trim().split('\n').filter(Boolean);
    return files.length === 0 ? null : files.map((file) => git('show', `${revision}:${file}`)).join('\n');
  } catch {
    return null;
  }
}

function base(): string | null {
  const now = readSdl();
  const head = sdlAt('HEAD');
  return head !== null && head.length !== now.length ? head : (sdlAt('HEAD~1') ?? head);
}

const before = base();
if (before !== null) {
  const { lines, unannounced } = await changesBetween(buildSchema(before), buildSchema(readSdl()));
  for (const line of lines) process.stdout.write(`${line}\n`);
  if (unannounced.length > 0) {
    process.stderr.write(
      `有 ${unannounced.length} 处破坏性改动未事先以 @deprecated 公告。\n${unannounced.length} breaking changes were not announced by @deprecated.\n`,
    );
    process.exitCode = 1;
  }
}

import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { pagesAreCurrent } from '../build/prepare.ts';
import { tell } from './command.ts';

/**
 * `npm start` bundles the pages first when their sources have changed, in a process of its own so that the bundler's
 * memory goes with it. A script before `start` would cost every start that process.
 */
export async function pagesReady(): Promise<void> {
  if (process.env['npm_lifecycle_event'] !== 'start' || (await pagesAreCurrent())) return;
  const prepare = join(import.meta.dirname, '../build/prepare.ts');
  // Its words go where ours do: standard output is the log's.
  const child = spawn(process.execPath, [prepare], { stdio: ['ignore', process.stderr, 'inherit'] });
  const code = await new Promise((resolve) => child.on('close', resolve).on('error', () => resolve(null)));
  if (code !== 0) {
    tell('页面没有打包成功；接口不受影响', 'The pages could not be bundled; the API is not affected');
  }
}

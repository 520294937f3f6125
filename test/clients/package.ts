import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

const root = join(import.meta.dirname, '../..');
const tsc = join(createRequire(import.meta.url).resolve('typescript/package.json'), '../bin/tsc');

export interface Run {
  status: number;
  output: string;
}

export const run = (script: string, args: string[], cwd = root): Promise<Run> =>
  new Promise((resolve) => {
    execFile(process.execPath, [script, ...args], { cwd }, (error, stdout, stderr) => {
      resolve({ status: error ? Number(error.code) : 0, output: stdout + stderr });
    });
  });

/** What the compiler finds in a project, as `file:line`. */
export async function compiled(project: string): Promise<string[]> {
  const { status, output } = await run(tsc, ['-p', project, '--pretty', 'false'], project);
  const faults = [...output.matchAll(/^(\S+)\((\d+),\d+\): error/gm)].map(
    ([, file, line]) => `${file}:${line}`,
  );
  if (status !== 0 && faults.length === 0) throw new Error(output);
  return faults;
}

/** A project of somebody else: the built client as a package, and nothing more. */
export async function projectWithClient() {
  const folder = await mkdtemp(join(tmpdir(), 'zhiyuan-project-'));
  afterAll(() => rm(folder, { recursive: true, force: true }));
  const installed = join(folder, 'node_modules/@zhiyuan/client');
  await mkdir(installed, { recursive: true });
  const built = await run(tsc, ['-p', 'packages/client', '--outDir', join(installed, 'dist')]);
  if (built.status !== 0) throw new Error(built.output);
  await cp(join(root, 'packages/client/package.json'), join(installed, 'package.json'));
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  await writeFile(
    join(folder, 'tsconfig.json'),
    JSON.stringify({
      compilerOptions: {
        target: 'es2022',
        lib: ['es2022', 'dom', 'dom.iterable'],
        module: 'nodenext',
        types: [],
        strict: true,
        noEmit: true,
      },
    }),
  );
  const write = (name: string, text: string) => writeFile(join(folder, name), text);
  return {
    folder,
    installed,
    write,
    check: () => compiled(folder),
    start: (name: string, ...args: string[]) => run(join(folder, name), args, folder),
  };
}

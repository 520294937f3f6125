import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { PlanFile, PlanFileError } from '../../src/planfile/format.ts';
import { readPlanFolder } from '../../src/planfile/read.ts';

const root = join(import.meta.dirname, '../..');
export const GANGCHENG = join(root, 'plans/gangcheng-2022-4');
export const EXAMPLE = join(root, 'test/fixtures/plans/example-district');
export const RAW = join(root, 'test/fixtures/gangcheng-2022-4.raw.txt');

type FileName = 'source.txt' | 'plan.yaml' | 'members.yaml';

/** Reads a folder that must be without fault. */
export async function readWell(folder: string): Promise<PlanFile> {
  const { file, errors } = await readPlanFolder(folder);
  if (!file) throw new Error(errors.map((each) => `${each.file}:${each.line} ${each.message}`).join('\n'));
  return file;
}

/** An empty folder that nothing else uses; gone with the test. */
export async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'planfile-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A copy of the example district's folder, to be spoilt. */
export async function copyOfExample(): Promise<string> {
  const folder = await emptyFolder();
  await cp(EXAMPLE, folder, { recursive: true });
  return folder;
}

/**
 * The errors that reading gives after one replacement in the example district's folder, and the line where the
 * replacement stands. `before` must stand there exactly once, so that a test cannot pass by changing nothing.
 */
export async function errorsAfter(
  file: FileName,
  before: string,
  after: string,
): Promise<{ errors: PlanFileError[]; line: number }> {
  const folder = await copyOfExample();
  const path = join(folder, file);
  const content = await readFile(path, 'utf8');
  const parts = content.split(before);
  if (parts.length !== 2) throw new Error(`“${before}” stands ${parts.length - 1} times in ${file}.`);
  await writeFile(path, parts.join(after));
  const result = await readPlanFolder(folder);
  if ((result.file === null) !== result.errors.length > 0)
    throw new Error('A plan came back beside its errors.');
  return { errors: result.errors, line: (parts[0] ?? '').split('\n').length };
}

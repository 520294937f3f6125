import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, test } from 'vitest';
import { ADDRESS } from '../setup/analysts.ts';
import { listeningServer } from '../setup/listening.ts';

const run = promisify(execFile);
const root = join(import.meta.dirname, '../..');
const { address, query } = await listeningServer();

/** Scripts stand where they find the packages of this project. */
await mkdir(join(root, 'temp'), { recursive: true });
const folder = await mkdtemp(join(root, 'temp/tutorial-'));
afterAll(() => rm(folder, { recursive: true }));

interface Block {
  kind: string;
  text: string;
}

/** What a page does, and what comes of it: blocks of data follow the block that they belong to. */
interface Step {
  kind: string;
  text: string;
  variables: string | undefined;
  printed: Block | undefined;
}

async function blocksOf(page: string): Promise<Block[]> {
  const text = await readFile(join(root, 'docs', page), 'utf8');
  return [...text.matchAll(/^```([^\n]*)\n(.*?)^```$/gms)].map(([, kind, code]) => ({
    kind: kind!,
    text: code!,
  }));
}

function stepsOf(blocks: readonly Block[]): Step[] {
  const steps: Step[] = [];
  for (const block of blocks) {
    const last = steps.at(-1);
    if (block.kind === 'json variables') last!.variables = block.text;
    else if (block.kind === 'json' || block.kind === 'text') last!.printed = block;
    else steps.push({ ...block, variables: undefined, printed: undefined });
  }
  return steps;
}

let scripts = 0;

/** Runs a block as a reader would; what it prints, or the data that it is answered with. */
async function outcomeOf({ kind, text, variables }: Step): Promise<string> {
  if (kind === 'graphql')
    return JSON.stringify(await query(text, JSON.parse(variables ?? '{}') as Record<string, unknown>));
  if (kind === 'sh') return (await run('sh', ['-e', '-c', text.replaceAll(ADDRESS, address)])).stdout;
  if (kind !== 'js') throw new Error(`No test runs blocks of the kind ${kind}`);
  scripts += 1;
  const file = join(folder, `step-${scripts}.mjs`);
  await writeFile(file, text);
  return (await run(process.execPath, [file], { env: { ...process.env, ZHIYUAN: address } })).stdout;
}

/** Lists as printed are their beginnings. */
function beginning(found: unknown, printed: unknown): unknown {
  if (Array.isArray(found) && Array.isArray(printed))
    return found.slice(0, printed.length).map((item, i) => beginning(item, printed[i]));
  if (typeof found !== 'object' || found === null || typeof printed !== 'object' || printed === null)
    return found;
  return Object.fromEntries(
    Object.entries(found).map(([key, value]) => [
      key,
      beginning(value, (printed as Record<string, unknown>)[key]),
    ]),
  );
}

describe.each(['tutorial-dashboard', 'tutorial-data'])('%s', async (name) => {
  const blocks = await blocksOf(`${name}.zh.md`);
  const steps = stepsOf(blocks);

  test('has the same code in both languages', async () => {
    expect(await blocksOf(`${name}.md`)).toEqual(blocks);
  });

  test('says of every block what comes of it', () => {
    expect(steps.length).toBeGreaterThan(5);
    expect(steps.filter(({ printed }) => !printed)).toEqual([]);
  });

  test.each(steps)('$kind: $text', async (step) => {
    const { kind, text } = step.printed!;
    const read = (whole: string): unknown => (kind === 'json' ? JSON.parse(whole) : { text: whole.trim() });
    const [found, printed] = [read(await outcomeOf(step)), read(text)];
    expect(beginning(found, printed)).toMatchObject(printed as object);
  });
});

import { join } from 'node:path';
import { readdir, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import type { PlanFile, Sourced } from '../../src/planfile/format.ts';
import { readPlanFolder } from '../../src/planfile/read.ts';
import { writePlanFolder } from '../../src/planfile/write.ts';
import { emptyFolder, EXAMPLE, GANGCHENG, readWell } from './folder.ts';

async function throughFiles(file: PlanFile): Promise<PlanFile> {
  const folder = await emptyFolder();
  await writePlanFolder(file, folder);
  return readWell(folder);
}

test.each([
  ['钢城', GANGCHENG],
  ['example', EXAMPLE],
])('writes the %s plan so that reading gives it again', async (_name, folder) => {
  const file = await readWell(folder);
  expect(await throughFiles(file)).toEqual(file);
});

test('writes the same files when what it wrote is written again', async () => {
  const [first, second] = [await emptyFolder(), await emptyFolder()];
  await writePlanFolder(await readWell(GANGCHENG), first);
  await writePlanFolder(await readWell(first), second);
  for (const name of ['source.txt', 'plan.yaml', 'members.yaml']) {
    expect(await readFile(join(second, name), 'utf8')).toBe(await readFile(join(first, name), 'utf8'));
  }
});

test('keeps what an office entered, words that YAML would take for something else, and parties of another division', async () => {
  const file = await readWell(EXAMPLE);
  const entered: Sourced = { origin: 'OPERATOR', derivation: null, sources: [] };
  const [first, ...others] = file.programs;
  if (!first) throw new Error('no program');
  const party = file.parties.find((each) => each.code.endsWith('/north-street'));
  if (!party) throw new Error('no party');
  const city = {
    ...party,
    code: '990100/city-office',
    parent: '990101/civilization-office',
    name: 'true',
    aliases: ['007', '- x', 'a: b #c'],
  };
  const duty = { party: city.code, kind: 'ASSIGNED', role: 'ASSIST', clauseOrder: null, ...entered } as const;
  const campaign = { code: 'x', kind: 'CAMPAIGN', title: 'null', ...entered } as const;
  const changed: PlanFile = {
    ...file,
    parties: [...file.parties, city],
    plan: { ...file.plan, supersedes: '2024-1' },
    goals: [...file.goals, { code: '1e3', title: '2022-06-01', ...entered }],
    programs: [
      {
        ...first,
        summary: '两行\n“引号” \'与\' "引号"',
        campaigns: [...first.campaigns, campaign],
        responsibilities: [...first.responsibilities, duty],
      },
      ...others,
    ],
  };
  expect(await throughFiles(changed)).toEqual(changed);
});

test('writes a passage of another section, and one of several places, so that it is found again', async () => {
  const file = await readWell(EXAMPLE);
  const passages = [...file.text.matchAll(/志愿服务/g)].map((match) => {
    const [start, end] = [match.index, match.index + match[0].length];
    const source = file.goals[0]?.sources[0];
    if (!source) throw new Error('no source');
    return { ...source, quote: match[0], start, end };
  });
  const located = passages.map((each) => ({ ...each, section: sectionOf(file, each.start) }));
  const changed = { ...file, goals: file.goals.map((goal) => ({ ...goal, sources: located })) };
  expect(await throughFiles(changed)).toEqual(changed);
});

test('refuses a passage that does not stand at its offsets, and writes nothing', async () => {
  const file = await readWell(EXAMPLE);
  const goals = file.goals.map((goal) => ({
    ...goal,
    sources: goal.sources.map((source) => ({ ...source, start: source.start + 1 })),
  }));
  const folder = await emptyFolder();
  await expect(writePlanFolder({ ...file, goals }, folder)).rejects.toThrow(/passage/);
  expect(await readdir(folder)).toEqual([]);
});

test('makes the folders that are missing', async () => {
  const folder = join(await emptyFolder(), 'one', 'two');
  await writePlanFolder(await readWell(EXAMPLE), folder);
  expect((await readPlanFolder(folder)).errors).toEqual([]);
});

// Node's own recursive mkdir never comes back from there.
test.runIf(process.platform === 'linux')('fails where no folder can be made', async () => {
  const file = await readWell(EXAMPLE);
  await expect(writePlanFolder(file, '/proc/zhiyuan/plan')).rejects.toMatchObject({ code: 'ENOENT' });
});

test('writes a plan without members', async () => {
  const file = await readWell(EXAMPLE);
  const parties = file.parties.filter((party) => party.origin !== 'OPERATOR');
  const folder = await emptyFolder();
  await writePlanFolder({ ...file, parties, memberships: [] }, folder);
  expect((await readPlanFolder(folder)).errors).toEqual([]);
});

function sectionOf(file: PlanFile, offset: number): string {
  const before = file.text.slice(0, offset + 1);
  if (!before.includes('一、')) return 'head';
  const [top] = [...before.matchAll(/^([一二三])、/gm)].slice(-1);
  const [sub] = [...before.slice(top?.index).matchAll(/^（([一二三])）/gm)].slice(-1);
  return [top?.[1], sub?.[1]].filter(Boolean).join('.');
}

import type {
  MutationDifficultyAssignArgs,
  MutationDifficultyRaiseArgs,
  MutationDifficultyResolveArgs,
} from '../generated/resolvers.ts';
import { districtOf } from '../party/district.ts';
import { Task } from '../program/program.entity.ts';
import { textOf } from '../writing/input.ts';
import { invalidTransition } from '../writing/refusal.ts';
import type { Writing } from '../writing/writing.ts';
import { Difficulty } from './difficulty.entity.ts';
import { partyOf, programOf } from './references.ts';
import { ownerOfDifficulty } from './supervision.policy.ts';

/** The task of a plan's requirements that says who leads the solution of difficulties. */
const DUTY = 'solve-difficulties';

/** Raises a difficulty: by the plan's own words it is led by whom the plan in force says. */
export async function difficultyRaise(w: Writing, { input }: MutationDifficultyRaiseArgs): Promise<string> {
  const at = (name: keyof typeof input): string[] => ['input', name];
  const raisedBy = await partyOf(w, input.party, at('party'));
  const districtCode = districtOf(raisedBy);
  w.demand({ district: districtCode, parties: [raisedBy.id] });
  const duty = await dutyOf(w, districtCode);
  const difficulty = w.em.create(
    Difficulty,
    {
      title: textOf(input.title, at('title'), 100),
      text: textOf(input.text, at('text'), 2_000),
      raisedBy,
      program: await programOf(w, input.program, at('program'), districtCode),
      leader: duty?.parties.getItems()[0] ?? null,
      isLeaderAssigned: false,
      duty,
      status: 'OPEN',
      resolution: null,
      raisedAt: w.now,
      resolvedAt: null,
      districtCode,
    },
    { persist: true },
  );
  await w.em.flush();
  return difficulty.id;
}

/** Of the newest plan in force of the district. */
const dutyOf = (w: Writing, districtCode: string): Promise<Task | null> =>
  w.em.findOne(
    Task,
    { code: DUTY, requirement: { plan: { districtCode, supersededBy: null } } },
    { populate: ['parties'], orderBy: { requirement: { plan: { issuedOn: 'desc' } } } },
  );

/** Has another party lead. */
export async function difficultyAssign(w: Writing, args: MutationDifficultyAssignArgs): Promise<string> {
  w.reason = textOf(args.reason, ['reason'], 500);
  const difficulty = await changeOpen(w, args.id, args.expectedVersion);
  const leader = await partyOf(w, args.leader, ['leader'], difficulty.districtCode);
  w.em.assign(difficulty, { leader, isLeaderAssigned: true, duty: null });
  return difficulty.id;
}

/** Says how a difficulty was resolved. */
export async function difficultyResolve(w: Writing, args: MutationDifficultyResolveArgs): Promise<string> {
  const difficulty = await changeOpen(w, args.id, args.expectedVersion);
  w.em.assign(difficulty, {
    status: 'RESOLVED',
    resolution: textOf(args.resolution, ['resolution'], 2_000),
    resolvedAt: w.now,
  });
  return difficulty.id;
}

async function changeOpen(w: Writing, id: string, version: number): Promise<Difficulty> {
  const difficulty = await w.change(Difficulty, 'Difficulty', id, ownerOfDifficulty, version);
  if (difficulty.status !== 'OPEN') {
    throw invalidTransition(difficulty.status, '已经解决', 'It is resolved already');
  }
  return difficulty;
}

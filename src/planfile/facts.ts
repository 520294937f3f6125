import type { PlanFile, Sourced } from './format.ts';

/** Every sourced fact of a plan folder, with a path that names it in messages, as `programs[3].tasks.weekly-clean-up`. */
export function* factsOf(file: PlanFile): Generator<{ path: string; fact: Sourced }> {
  yield { path: 'document', fact: file.document };
  yield { path: 'plan', fact: file.plan };
  yield* coded('goals', file.goals);
  yield* coded('parties', file.parties);
  yield* coded('citations', file.citations);
  yield* coded('incentives', file.incentives);
  for (const vocabulary of file.vocabularies) {
    yield { path: `vocabularies.${vocabulary.code}`, fact: vocabulary };
    yield* coded(`vocabularies.${vocabulary.code}.terms`, vocabulary.terms);
  }
  for (const program of file.programs) {
    const path = `programs[${program.ordinal}]`;
    yield { path, fact: program };
    for (const list of ['campaigns', 'targets', 'indicators', 'schedules', 'tasks'] as const) {
      yield* coded(`${path}.${list}`, program[list]);
    }
    yield* responsible(path, program.responsibilities);
  }
  for (const requirement of file.requirements) {
    const path = `requirements[${requirement.ordinal}]`;
    yield { path, fact: requirement };
    yield* coded(`${path}.tasks`, requirement.tasks);
    yield* responsible(path, requirement.responsibilities);
  }
}

function* coded(path: string, facts: readonly (Sourced & { code: string })[]) {
  for (const fact of facts) yield { path: `${path}.${fact.code}`, fact };
}

function* responsible(path: string, facts: readonly (Sourced & { party: string })[]) {
  for (const fact of facts) yield { path: `${path}.responsibilities.${fact.party}`, fact };
}

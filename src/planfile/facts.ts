import type { PlanFile, Sourced } from './format.ts';
import { sentencesOf, type Sentence } from './sections.ts';

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

/**
 * The sentences of some sections (with their subsections), each with whether a passage touches it.
 *
 * @param passages stretches of `text` that facts point to
 */
export function coverageOf(
  text: string,
  passages: readonly { start: number; end: number }[],
  sections: readonly string[],
): { sentence: Sentence; covered: boolean }[] {
  return sections
    .flatMap((path) => sentencesOf(text, path))
    .map((sentence) => ({
      sentence,
      covered: passages.some((passage) => passage.start < sentence.end && sentence.start < passage.end),
    }));
}

function* coded(path: string, facts: readonly (Sourced & { code: string })[]) {
  for (const fact of facts) yield { path: `${path}.${fact.code}`, fact };
}

function* responsible(path: string, facts: readonly (Sourced & { party: string })[]) {
  for (const fact of facts) yield { path: `${path}.responsibilities.${fact.party}`, fact };
}

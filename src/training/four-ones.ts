import type { MutationTermStateRecordArgs } from '../generated/resolvers.ts';
import type { Condition } from '../graph/definition.ts';
import { Term } from '../vocabulary/vocabulary.entity.ts';
import { optionalTextOf } from '../writing/input.ts';
import { invalidInput } from '../writing/refusal.ts';
import type { Writing } from '../writing/writing.ts';
import { TermState } from './course.entity.ts';

/** The closed list 四个一 of the plan. */
const FOUR_ONES = 'four-ones';

/** Of terms: one of the four ones. */
export const isFourOne: Condition = (alias) =>
  `exists (select 1 from vocabulary fv where fv.id = ${alias}.vocabulary_id and fv.code = '${FOUR_ONES}')`;

/** Of states: the latest one entered of its term. */
export const isLatest: Condition = (alias) =>
  `not exists (select 1 from term_state ls where ls.term_id = ${alias}.term_id and (ls.recorded_at, ls.id) > (${alias}.recorded_at, ${alias}.id))`;

/** The district of one of the four ones. Throws InvalidInput for another term. */
export async function fourOne(term: Term, path: readonly string[]): Promise<string> {
  const vocabulary = await term.vocabulary.loadOrFail({ populate: ['plan'] });
  if (vocabulary.code === FOUR_ONES) return vocabulary.plan.unwrap().districtCode;
  throw invalidInput(path, `应为词表 ${FOUR_ONES} 的词条`, `Must be a term of ${FOUR_ONES}`);
}

/** Enters how far one of the four ones is. */
export async function termStateRecord(w: Writing, { input }: MutationTermStateRecordArgs): Promise<string> {
  const term = await w.refer(Term, 'Term', input.term, ['input', 'term']);
  const districtCode = await fourOne(term, ['input', 'term']);
  w.demand({ district: districtCode });
  if (input.on > w.today) throw invalidInput(['input', 'on'], '不能晚于今天', 'It cannot be after today');
  const state = w.em.create(
    TermState,
    {
      term,
      state: input.state,
      on: input.on,
      note: optionalTextOf(input.note, ['input', 'note'], 500),
      recordedAt: w.now,
      districtCode,
    },
    { persist: true },
  );
  await w.em.flush();
  w.announce('TERM_STATE_RECORDED', 'TermState', state);
  return state.id;
}

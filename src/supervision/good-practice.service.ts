import type {
  MutationGoodPracticeCreateArgs,
  MutationGoodPracticePublishArgs,
  MutationGoodPracticeRetractArgs,
} from '../generated/resolvers.ts';
import { run } from '../database/run.ts';
import { districtOf } from '../party/district.ts';
import { type Named, refuseNames } from '../volunteer/naming.ts';
import { textOf } from '../writing/input.ts';
import { invalidInput, invalidTransition } from '../writing/refusal.ts';
import type { Writing } from '../writing/writing.ts';
import { GoodPractice } from './difficulty.entity.ts';
import { Inspection } from './inspection.entity.ts';
import { activityOf, partyOf, programOf } from './references.ts';
import { ownerOfGoodPractice } from './supervision.policy.ts';

/** Drafts a good practice. */
export async function goodPracticeCreate(
  w: Writing,
  { input }: MutationGoodPracticeCreateArgs,
): Promise<string> {
  const at = (name: keyof typeof input): string[] => ['input', name];
  const party = await partyOf(w, input.party, at('party'));
  const districtCode = districtOf(party);
  w.demand({ district: districtCode, parties: [party.id] });
  const inspection = await w.referIfGiven(Inspection, 'Inspection', input.inspection, at('inspection'));
  if (inspection && inspection.inspected.id !== party.id) {
    throw invalidInput(at('inspection'), '不是对这个单位的检查', 'It is an inspection of somebody else');
  }
  const practice = w.em.create(
    GoodPractice,
    {
      title: textOf(input.title, at('title'), 100),
      text: textOf(input.text, at('text'), 5_000),
      party,
      program: await programOf(w, input.program, at('program'), districtCode),
      activity: await activityOf(w, input.activity, at('activity'), districtCode),
      inspection,
      status: 'DRAFT',
      publishedAt: null,
      retractReason: null,
      districtCode,
    },
    { persist: true },
  );
  await w.em.flush();
  await refusePeople(w, practice);
  return practice.id;
}

/** Publishes it for everybody. */
export async function goodPracticePublish(
  w: Writing,
  args: MutationGoodPracticePublishArgs,
): Promise<string> {
  const practice = await change(w, args);
  if (practice.status !== 'DRAFT') {
    throw invalidTransition(practice.status, '只有草稿可以发布', 'Only a draft can be published');
  }
  await refusePeople(w, practice);
  w.em.assign(practice, { status: 'PUBLISHED', publishedAt: w.now });
  w.announce('GOOD_PRACTICE_PUBLISHED', 'GoodPractice', practice);
  return practice.id;
}

/** Takes back what was published; it stays on record. */
export async function goodPracticeRetract(
  w: Writing,
  args: MutationGoodPracticeRetractArgs,
): Promise<string> {
  const reason = textOf(args.reason, ['reason'], 500);
  w.reason = reason;
  const practice = await change(w, args);
  if (practice.status !== 'PUBLISHED') {
    throw invalidTransition(
      practice.status,
      '只有已发布者可以撤回',
      'Only what is published can be retracted',
    );
  }
  w.em.assign(practice, { status: 'RETRACTED', retractReason: reason });
  w.announce('GOOD_PRACTICE_RETRACTED', 'GoodPractice', practice);
  return practice.id;
}

const change = (w: Writing, { id, expectedVersion }: { id: string; expectedVersion: number }) =>
  w.change(GoodPractice, 'GoodPractice', id, ownerOfGoodPractice, expectedVersion);

/** Throws ConsentMissing when it names anybody of the activity or team: good practice is about what was done, not by whom. */
async function refusePeople(w: Writing, { title, text, party, activity }: GoodPractice): Promise<void> {
  const people = await run<Named>(
    w.em,
    `select v.number, v.name from volunteer v where v.status = 'ACTIVE' and (
       exists (select 1 from sign_up s where s.volunteer_id = v.id and s.activity_id = $1)
       or exists (select 1 from team_membership m where m.volunteer_id = v.id and m.team_id = $2))`,
    [activity?.id ?? null, party.id],
  );
  refuseNames(people, [title, text]);
}

import type { MutationFileEntryAddArgs, MutationFileEntryRetractArgs } from '../generated/resolvers.ts';
import { textOf } from '../writing/input.ts';
import { invalidInput, invalidTransition } from '../writing/refusal.ts';
import type { Writing } from '../writing/writing.ts';
import { FileEntry } from './volunteer.entity.ts';
import { ownerOfVolunteer } from './volunteer.policy.ts';
import { activeVolunteer, refuseOneself } from './volunteer-of.ts';

/** Adds an entry to a volunteer's file; a volunteer never does for themselves. */
export async function fileEntryAdd(w: Writing, { input }: MutationFileEntryAddArgs): Promise<string> {
  const volunteer = await activeVolunteer(w, input.volunteer);
  refuseOneself(w, volunteer);
  if (input.on > w.today) throw invalidInput(['input', 'on'], '不能晚于今天', 'It cannot be after today');
  const entry = w.em.create(
    FileEntry,
    {
      volunteer,
      group: input.group,
      title: textOf(input.title, ['input', 'title']),
      on: input.on,
      source: textOf(input.source, ['input', 'source']),
      retractedAt: null,
    },
    { persist: true },
  );
  await w.em.flush();
  return entry.id;
}

/** Retracts an entry, never one’s own; that it was there stays on record. */
export async function fileEntryRetract(w: Writing, args: MutationFileEntryRetractArgs): Promise<string> {
  w.reason = textOf(args.reason, ['reason'], 500);
  const entry = await w.change(
    FileEntry,
    'FileEntry',
    args.id,
    async ({ volunteer }) => ownerOfVolunteer(await volunteer.loadOrFail()),
    args.expectedVersion,
  );
  refuseOneself(w, entry.volunteer);
  if (entry.retractedAt) throw invalidTransition('RETRACTED', '已经撤回', 'It is retracted already');
  entry.retractedAt = w.now;
  return entry.id;
}

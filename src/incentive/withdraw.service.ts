import { ERASED_TEXT } from '../volunteer/volunteer.service.ts';
import type { Writing } from '../writing/writing.ts';
import { Nomination } from './nomination.entity.ts';

/** Withdraws what was not reviewed of a volunteer's nominations, and lets go of the words in all of them. */
export async function forgetNominations(w: Writing, volunteer: string): Promise<void> {
  for (const nomination of await w.em.find(Nomination, { volunteer }, { refresh: true })) {
    if (nomination.status === 'SUBMITTED') nomination.status = 'WITHDRAWN';
    nomination.statement = ERASED_TEXT;
    if (nomination.reviewReason !== null) nomination.reviewReason = ERASED_TEXT;
  }
}

import type { MutationFindingRecheckArgs, MutationFindingRectifyArgs } from '../generated/resolvers.ts';
import { optionalTextOf, textOf } from '../writing/input.ts';
import { invalidInput, invalidTransition, notAllowed } from '../writing/refusal.ts';
import type { Writing } from '../writing/writing.ts';
import { Finding, Rectification } from './inspection.entity.ts';
import { ownerOfFinding } from './supervision.policy.ts';

/** Reports that a finding is rectified; a late report is better than none. */
export async function findingRectify(w: Writing, args: MutationFindingRectifyArgs): Promise<string> {
  const finding = await changeFinding(w, args.id, args.expectedVersion);
  if (finding.status !== 'OPEN' && finding.status !== 'REOPENED') {
    throw invalidTransition(finding.status, '已报整改，或已销号', 'It is reported as rectified, or closed');
  }
  w.em.create(
    Rectification,
    {
      finding,
      text: textOf(args.input.text, ['input', 'text'], 2_000),
      submittedAt: w.now,
      submittedBy: w.viewer.account,
      dueOn: finding.dueOn,
      verdict: null,
      reason: null,
      recheckedAt: null,
    },
    { persist: true },
  );
  finding.status = 'RECTIFIED';
  return finding.id;
}

/** Rechecks what was reported: closes the finding, or returns it with a reason and, where given, a new last day. */
export async function findingRecheck(w: Writing, args: MutationFindingRecheckArgs): Promise<string> {
  const { verdict, dueOn = null } = args.input;
  const path = ['input', 'reason'];
  const reason =
    verdict === 'REJECTED'
      ? textOf(args.input.reason ?? '', path, 500)
      : optionalTextOf(args.input.reason, path, 500);
  w.reason = reason;
  const finding = await changeFinding(w, args.id, args.expectedVersion);
  if (finding.status !== 'RECTIFIED') {
    throw invalidTransition(
      finding.status,
      '只有已报整改者可以复查',
      'Only what is reported as rectified can be rechecked',
    );
  }
  if (dueOn !== null) {
    if (verdict !== 'REJECTED') {
      throw invalidInput(['input', 'dueOn'], '认可时没有新期限', 'What is accepted has no new last day');
    }
    if (dueOn < w.today) throw invalidInput(['input', 'dueOn'], '期限不能早于今天', 'It cannot be past');
    finding.dueOn = dueOn;
  }
  const rectification = await w.em.findOneOrFail(Rectification, { finding, verdict: null });
  if (rectification.submittedBy && rectification.submittedBy.id === w.viewer.account) {
    throw notAllowed('报整改的人不能复查', 'Whoever reported it cannot recheck it');
  }
  w.em.assign(rectification, { verdict, reason, recheckedAt: w.now });
  w.em.assign(
    finding,
    verdict === 'ACCEPTED' ? { status: 'CLOSED', closedAt: w.now } : { status: 'REOPENED' },
  );
  return finding.id;
}

async function changeFinding(w: Writing, id: string, version: number): Promise<Finding> {
  const finding = await w.change(Finding, 'Finding', id, ownerOfFinding, version);
  const { status } = await finding.inspection.loadOrFail();
  if (status !== 'ISSUED') throw invalidTransition(status, '检查尚未印发', 'The inspection is not issued');
  return finding;
}

import type { MutationConsentGiveArgs, MutationConsentWithdrawArgs } from '../generated/resolvers.ts';
import { optionalTextOf } from '../writing/input.ts';
import { invalidInput, invalidTransition, notAllowed } from '../writing/refusal.ts';
import type { Writing } from '../writing/writing.ts';
import { ageOn, MAJORITY } from './age.ts';
import { Consent } from './volunteer.entity.ts';
import { ownerOfVolunteer } from './volunteer.policy.ts';
import { activeVolunteer, isOneself } from './volunteer-of.ts';

/**
 * Records a consent. A minor's is the guardian's to give, to the coordinator of the unit or the office: a child's own
 * word for it counts once, at registration, and a consent that was withdrawn is not the child's to give again.
 */
export async function consentGive(w: Writing, { input }: MutationConsentGiveArgs): Promise<string> {
  const volunteer = await activeVolunteer(w, input.volunteer);
  const isMinor = volunteer.birthDate != null && ageOn(volunteer.birthDate, w.today) < MAJORITY;
  if (isMinor !== (input.givenBy === 'GUARDIAN')) {
    throw invalidInput(
      ['input', 'givenBy'],
      `未满 ${MAJORITY} 周岁须由监护人同意，成年人须由本人同意`,
      `Under ${MAJORITY} the guardian consents, from then on the volunteer`,
    );
  }
  if (isMinor && isOneself(w, volunteer)) {
    throw notAllowed(
      '监护人的同意由所在单位的协调员或文明办记录',
      'A guardian’s consent is recorded by the coordinator of the unit or the office',
    );
  }
  if (!isMinor && input.kind === 'GUARDIAN_PARTICIPATION') {
    throw invalidInput(
      ['input', 'kind'],
      '成年人不需要监护人同意',
      'An adult needs no consent of a guardian',
    );
  }
  if (await w.em.count(Consent, { volunteer, kind: input.kind, withdrawnAt: null })) {
    throw invalidTransition('GIVEN', '已有这项同意', 'This consent is given already');
  }
  const consent = w.em.create(
    Consent,
    {
      volunteer,
      kind: input.kind,
      givenBy: input.givenBy,
      givenAt: w.now,
      withdrawnAt: null,
      evidence: optionalTextOf(input.evidence, ['input', 'evidence']),
    },
    { persist: true },
  );
  await w.em.flush();
  return consent.id;
}

/** Withdraws a consent; that it was given stays on record. */
export async function consentWithdraw(w: Writing, args: MutationConsentWithdrawArgs): Promise<string> {
  const consent = await w.change(
    Consent,
    'Consent',
    args.id,
    async ({ volunteer }) => ownerOfVolunteer(await volunteer.loadOrFail()),
    args.expectedVersion,
  );
  if (consent.withdrawnAt) throw invalidTransition('WITHDRAWN', '已经撤回', 'It is withdrawn already');
  consent.withdrawnAt = w.now;
  return consent.id;
}

import { dueAfter } from '../request/deadlines.ts';
import type { RequestContent } from './content.ts';
import { instant, instantOrNull } from './insert.ts';
import { newKey } from './keys.ts';
import type { Lists } from './lists.ts';

type Row = Record<string, unknown>;

/** The rows of a request that an activity may serve. */
export function requestRows(
  request: RequestContent,
  {
    lists,
    number,
    activity,
    person,
  }: { lists: Lists; number: string; activity: string; person: (phone: string) => string },
): { request: Row; dispatches: Row[] } {
  const id = newKey();
  const { status, reason } = request;
  const party = (code: string) => lists.party(code).key;
  const endedAt = status === 'REJECTED' ? request.reviewedAt : (request.evaluatedAt ?? request.cancelledAt);
  const accepted = request.offers.find(({ answer }) => answer === 'ACCEPTED');
  return {
    request: {
      id,
      number,
      beneficiary_group_id: lists.term(request.beneficiaryGroup).key,
      program_id: lists.program(request.program),
      title: request.title,
      need: request.need,
      street_id: party(request.street),
      district_code: lists.district,
      preferred_from: instantOrNull(request.preferredFrom),
      preferred_to: instantOrNull(request.preferredTo),
      contact_name: request.contactName,
      contact_phone: request.contactPhone,
      address: request.address,
      requester_id: null,
      person: person(request.contactPhone),
      status,
      reject_reason: status === 'REJECTED' ? reason : null,
      cancel_reason: status === 'CANCELLED' ? reason : null,
      submitted_at: instant(request.submittedAt),
      review_due_at: dueAfter(new Date(request.submittedAt), 'REVIEW').toISOString(),
      step_due_at: instantOrNull(request.stepDueAt),
      reviewed_at: instantOrNull(request.reviewedAt),
      accepted_at: instantOrNull(request.acceptedAt),
      served_at: instantOrNull(request.servedAt),
      evaluated_at: instantOrNull(request.evaluatedAt),
      ended_at: instantOrNull(endedAt),
      accepted_by_id: accepted ? party(accepted.party) : null,
      activity_id: request.scheduledAt === null ? null : activity,
      score: request.score,
      comment: request.comment,
      version: request.version,
      is_demo: true,
    },
    dispatches: request.offers.map((offer) => ({
      id: newKey(),
      request_id: id,
      party_id: party(offer.party),
      offered_at: instant(offer.offeredAt),
      respond_by: instant(offer.respondBy),
      answer: offer.answer,
      answered_at: instantOrNull(offer.answeredAt),
      decline_reason: null,
    })),
  };
}

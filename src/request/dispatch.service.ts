import type { Owner } from '../access/rights.ts';
import type {
  MutationServiceRequestAcceptArgs,
  MutationServiceRequestDeclineArgs,
  MutationServiceRequestOfferArgs,
  MutationServiceRequestReturnArgs,
} from '../generated/resolvers.ts';
import { districtOf } from '../party/district.ts';
import { Party } from '../party/party.entity.ts';
import { optionalTextOf, textOf } from '../writing/input.ts';
import { invalidInput, invalidTransition, Refusal } from '../writing/refusal.ts';
import type { Writing } from '../writing/writing.ts';
import { ANSWER_DAYS_MAX, ANSWER_HOURS_MIN, daysAfter, dueAfter, hoursAfter } from './deadlines.ts';
import { Dispatch, ServiceRequest } from './request.entity.ts';
import { changeRequest, changeService } from './request.service.ts';

/**
 * Offers a request to a party: an approved one, or one whose present party is past its time, to answer or, having
 * accepted, to find an activity for it.
 */
export async function serviceRequestOffer(
  w: Writing,
  args: MutationServiceRequestOfferArgs,
): Promise<string> {
  const request = await changeRequest(w, args.id, args.expectedVersion);
  const party = await w.refer(Party, 'Party', args.input.party, ['input', 'party']);
  if (party.kind === 'COLLECTIVE' || districtOf(party) !== request.districtCode) {
    throw invalidInput(['input', 'party'], '应为本区的单位或队伍', 'Must be a unit or team of the district');
  }
  const respondBy = respondByOf(w, args.input.respondBy);
  await supersede(w, request);
  request.status = 'OFFERED';
  request.stepDueAt = respondBy;
  w.em.create(
    Dispatch,
    { request, party, offeredAt: w.now, respondBy, answer: 'PENDING', answeredAt: null, declineReason: null },
    { persist: true },
  );
  return request.id;
}

function respondByOf(w: Writing, given: string | null | undefined): Date {
  if (given == null) return dueAfter(w.now, 'ANSWER');
  const respondBy = new Date(given);
  if (respondBy >= hoursAfter(w.now, ANSWER_HOURS_MIN) && respondBy <= daysAfter(w.now, ANSWER_DAYS_MAX)) {
    return respondBy;
  }
  throw invalidInput(
    ['input', 'respondBy'],
    `应在 ${ANSWER_HOURS_MIN} 小时之后、${ANSWER_DAYS_MAX} 日之内`,
    `Must be ${ANSWER_HOURS_MIN} hour from now at least, and within ${ANSWER_DAYS_MAX} days`,
  );
}

/** Makes way for a new offer. Throws OfferPending or InvalidTransition while the present party has its time. */
async function supersede(w: Writing, request: ServiceRequest): Promise<void> {
  if (request.status === 'APPROVED') return;
  if (request.status === 'OFFERED') return expire(w, request);
  if (!(await isPastScheduling(w, request))) {
    throw invalidTransition(
      request.status,
      '只有已通过的，或接单后逾期未排期的点单可以派',
      'Only an approved one can be offered, or one that was accepted and not scheduled in time',
    );
  }
  await takeBack(w, request, { answer: 'EXPIRED', answeredAt: null });
}

/** Whether it was accepted, and no activity was found for it in time; one that was cancelled is none. */
async function isPastScheduling(
  w: Writing,
  { status, stepDueAt, activity }: ServiceRequest,
): Promise<boolean> {
  if (status === 'ACCEPTED') return stepDueAt! < w.now;
  if (status !== 'SCHEDULED') return false;
  const planned = await activity!.loadOrFail();
  return (planned.status === 'CANCELLED' || planned.status === 'VOID') && planned.endsAt < w.now;
}

/** Takes a request from the party that accepted it; what the offer came to, is said. */
async function takeBack(
  w: Writing,
  request: ServiceRequest,
  outcome: Pick<Dispatch, 'answer' | 'answeredAt'> & { declineReason?: string },
): Promise<void> {
  w.em.assign(await w.em.findOneOrFail(Dispatch, { request, answer: 'ACCEPTED' }), outcome);
  w.em.assign(request, { acceptedBy: null, acceptedAt: null, activity: null });
}

/** Ends the open offer. Throws OfferPending while it still has time. */
async function expire(w: Writing, request: ServiceRequest): Promise<void> {
  const pending = await latest(w, request);
  if (pending.respondBy >= w.now) {
    throw new Refusal(
      'OfferPending',
      '已有一份派单在等待答复，尚未逾期',
      'An offer waits for its answer and is not past its time',
      { respondBy: pending.respondBy.toISOString() },
    );
  }
  pending.answer = 'EXPIRED';
  // Before the new offer is written: the database holds that one offer is open at a time.
  await w.em.flush();
}

/** Accepts the offer. A late answer is still better than none, unless another offer has superseded it. */
export async function serviceRequestAccept(
  w: Writing,
  args: MutationServiceRequestAcceptArgs,
): Promise<string> {
  const { request, dispatch } = await answering(w, args.id, args.expectedVersion);
  w.em.assign(dispatch, { answer: 'ACCEPTED', answeredAt: w.now });
  w.em.assign(request, {
    status: 'ACCEPTED',
    acceptedBy: dispatch.party.id,
    acceptedAt: w.now,
    stepDueAt: dueAfter(w.now, 'SCHEDULE'),
  });
  return request.id;
}

/** Declines the offer, which needs no reason (regulation, article 25): the request can be offered to another. */
export async function serviceRequestDecline(
  w: Writing,
  args: MutationServiceRequestDeclineArgs,
): Promise<string> {
  const declineReason = optionalTextOf(args.reason, ['reason'], 500);
  w.reason = declineReason;
  const { request, dispatch } = await answering(w, args.id, args.expectedVersion);
  w.em.assign(dispatch, { answer: 'DECLINED', answeredAt: w.now, declineReason });
  w.em.assign(request, { status: 'APPROVED', stepDueAt: dueAfter(w.now, 'DISPATCH') });
  return request.id;
}

/** Hands an accepted request back before the service, with a reason: it can be offered to another. */
export async function serviceRequestReturn(
  w: Writing,
  args: MutationServiceRequestReturnArgs,
): Promise<string> {
  const declineReason = textOf(args.reason, ['reason'], 500);
  w.reason = declineReason;
  const request = await changeService(w, args.id, args.expectedVersion);
  if (request.status !== 'ACCEPTED' && request.status !== 'SCHEDULED') {
    throw invalidTransition(
      request.status,
      '只有已接而尚未服务的点单可以退单',
      'Only an accepted one that was not served yet can be handed back',
    );
  }
  await takeBack(w, request, { answer: 'RETURNED', answeredAt: w.now, declineReason });
  w.em.assign(request, { status: 'APPROVED', stepDueAt: dueAfter(w.now, 'DISPATCH') });
  return request.id;
}

/** The request, locked, and its open offer, if it was made to a party of the viewer's. */
async function answering(w: Writing, id: string, version: number) {
  const found: { dispatch?: Dispatch } = {};
  const ownerOf = async (row: ServiceRequest): Promise<Owner> => {
    const dispatch = await w.em.findOne(Dispatch, { request: row }, LATEST);
    if (dispatch) found.dispatch = dispatch;
    return { district: row.districtCode, parties: [dispatch?.party.id] };
  };
  const request = await w.change(ServiceRequest, 'ServiceRequest', id, ownerOf, version);
  if (request.status !== 'OFFERED') {
    throw invalidTransition(request.status, '没有待答复的派单', 'There is no offer to answer');
  }
  return { request, dispatch: found.dispatch! };
}

const LATEST = { orderBy: { offeredAt: 'desc', id: 'desc' } } as const;

const latest = (w: Writing, request: ServiceRequest): Promise<Dispatch> =>
  w.em.findOneOrFail(Dispatch, { request }, LATEST);

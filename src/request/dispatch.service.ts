import type { Owner } from '../access/rights.ts';
import type {
  MutationServiceRequestAcceptArgs,
  MutationServiceRequestDeclineArgs,
  MutationServiceRequestOfferArgs,
} from '../generated/resolvers.ts';
import { districtOf } from '../party/district.ts';
import { Party } from '../party/party.entity.ts';
import { optionalTextOf } from '../writing/input.ts';
import { invalidInput, invalidTransition, Refusal } from '../writing/refusal.ts';
import type { Writing } from '../writing/writing.ts';
import { ANSWER_DAYS_MAX, daysAfter, dueAfter } from './deadlines.ts';
import { Dispatch, ServiceRequest } from './request.entity.ts';
import { changeRequest } from './request.service.ts';

/** Offers an approved request to a party. An offer past its time is superseded by the new one. */
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
  if (request.status === 'OFFERED') await expire(w, request);
  else if (request.status !== 'APPROVED') {
    throw invalidTransition(request.status, '只有已通过的点单可以派', 'Only an approved one can be offered');
  }
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
  if (respondBy > w.now && respondBy <= daysAfter(w.now, ANSWER_DAYS_MAX)) return respondBy;
  throw invalidInput(
    ['input', 'respondBy'],
    `应在此刻之后、${ANSWER_DAYS_MAX} 日之内`,
    `Must be from now on, within ${ANSWER_DAYS_MAX} days`,
  );
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

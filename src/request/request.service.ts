import { v7 } from 'uuid';
import type {
  MutationServiceRequestCancelArgs,
  MutationServiceRequestReviewArgs,
  MutationServiceRequestSubmitArgs,
  ServiceRequestInput,
} from '../generated/resolvers.ts';
import { districtOf } from '../party/district.ts';
import { Party } from '../party/party.entity.ts';
import { Program } from '../program/program.entity.ts';
import { Term } from '../vocabulary/vocabulary.entity.ts';
import { phoneOf } from '../volunteer/volunteer.service.ts';
import { codesOf, optionalTextOf, textOf } from '../writing/input.ts';
import { invalidInput, invalidTransition } from '../writing/refusal.ts';
import type { Writing } from '../writing/writing.ts';
import { dueAfter } from './deadlines.ts';
import { Dispatch, ServiceRequest } from './request.entity.ts';
import { ownerOfRequest, ownerOfService } from './request.policy.ts';

/** Submits a request: for oneself, or for somebody else by whoever looks after the street. */
export async function serviceRequestSubmit(
  w: Writing,
  { input }: MutationServiceRequestSubmitArgs,
): Promise<string> {
  const values = await valuesOf(w, input);
  const { street, districtCode } = values;
  const requester = input.forOneself ? w.viewer.account : null;
  w.demand(
    requester === null
      ? { district: districtCode, parties: [street.id] }
      : { district: districtCode, account: requester },
  );
  const [number] = await codesOf(w.em, 'service_request_number', `${districtCode}-R`);
  const reviewDueAt = dueAfter(w.now, 'REVIEW');
  const request = w.em.create(
    ServiceRequest,
    {
      ...values,
      number: number!,
      requester,
      status: 'SUBMITTED',
      rejectReason: null,
      cancelReason: null,
      submittedAt: w.now,
      reviewDueAt,
      stepDueAt: reviewDueAt,
      reviewedAt: null,
      acceptedAt: null,
      servedAt: null,
      evaluatedAt: null,
      endedAt: null,
      person: requester ?? (await personOf(w, values.contactPhone)),
      acceptedBy: null,
      activity: null,
      score: null,
      comment: null,
    },
    { persist: true },
  );
  await w.em.flush();
  return request.id;
}

/** Whom a telephone stands for in figures, where it was given for somebody without an account: the same each time. */
async function personOf(w: Writing, contactPhone: string): Promise<string> {
  const [known] = await w.em.find(
    ServiceRequest,
    { contactPhone },
    { orderBy: { submittedAt: 'asc', id: 'asc' }, limit: 1 },
  );
  return known?.person ?? v7();
}

async function valuesOf(w: Writing, input: ServiceRequestInput) {
  const at = (name: keyof ServiceRequestInput): string[] => ['input', name];
  const street = await w.refer(Party, 'Party', input.street, at('street'));
  if (street.unitType !== 'STREET' && street.unitType !== 'FUNCTIONAL_ZONE') {
    throw invalidInput(at('street'), '应为街道或功能区', 'Must be a street or a functional zone');
  }
  const districtCode = districtOf(street);
  const beneficiaryGroup = await w.refer(Term, 'Term', input.beneficiaryGroup, at('beneficiaryGroup'));
  const vocabulary = await beneficiaryGroup.vocabulary.loadOrFail({ populate: ['plan'] });
  if (vocabulary.code !== 'five-groups' || vocabulary.plan.unwrap().districtCode !== districtCode) {
    throw invalidInput(
      at('beneficiaryGroup'),
      '应为本区规划词表 five-groups 的词条',
      'Must be a term of five-groups, of a plan of the district',
    );
  }
  const program = await w.referIfGiven(Program, 'Program', input.program, at('program'));
  if (program && (await program.plan.loadOrFail()).districtCode !== districtCode) {
    throw invalidInput(at('program'), '不是本区的项目', 'It is not of the district');
  }
  const preferredFrom = input.preferredFrom == null ? null : new Date(input.preferredFrom);
  const preferredTo = input.preferredTo == null ? null : new Date(input.preferredTo);
  if (preferredFrom && preferredFrom < w.now) {
    throw invalidInput(at('preferredFrom'), '希望的时间已经过去', 'The preferred time is past');
  }
  if (preferredTo && (preferredTo <= w.now || (preferredFrom && preferredTo <= preferredFrom))) {
    throw invalidInput(
      at('preferredTo'),
      '应晚于希望的时间起，且尚未过去',
      'Must be after the start, and not past',
    );
  }
  return {
    title: textOf(input.title, at('title'), 100),
    need: textOf(input.need, at('need'), 2_000),
    beneficiaryGroup,
    program,
    street,
    districtCode,
    preferredFrom,
    preferredTo,
    contactName: textOf(input.contactName, at('contactName'), 50),
    contactPhone: phoneOf(input.contactPhone, at('contactPhone')),
    address: optionalTextOf(input.address, at('address')),
  };
}

/** Approves a request, so that it can be dispatched, or rejects it with a reason. */
export async function serviceRequestReview(
  w: Writing,
  args: MutationServiceRequestReviewArgs,
): Promise<string> {
  const { decision } = args.input;
  const path = ['input', 'reason'];
  const reason =
    decision === 'REJECT'
      ? textOf(args.input.reason ?? '', path, 500)
      : optionalTextOf(args.input.reason, path, 500);
  w.reason = reason;
  const request = await changeRequest(w, args.id, args.expectedVersion);
  if (request.status !== 'SUBMITTED') {
    throw invalidTransition(request.status, '只有待审的点单可以审', 'Only a submitted one can be reviewed');
  }
  request.reviewedAt = w.now;
  if (decision === 'APPROVE') {
    request.status = 'APPROVED';
    request.stepDueAt = dueAfter(w.now, 'DISPATCH');
  } else {
    request.status = 'REJECTED';
    request.rejectReason = reason;
    request.stepDueAt = null;
    request.endedAt = w.now;
  }
  return request.id;
}

const CANCELLABLE: ReadonlySet<ServiceRequest['status']> = new Set([
  'SUBMITTED',
  'APPROVED',
  'OFFERED',
  'ACCEPTED',
  'SCHEDULED',
] as const);

/** Cancels a request that was not served yet; an offer that is open goes with it. */
export async function serviceRequestCancel(
  w: Writing,
  args: MutationServiceRequestCancelArgs,
): Promise<string> {
  const reason = textOf(args.reason, ['reason'], 500);
  w.reason = reason;
  const request = await changeRequest(w, args.id, args.expectedVersion);
  if (!CANCELLABLE.has(request.status)) {
    throw invalidTransition(
      request.status,
      '已服务或已了结的点单不能撤销',
      'What is served or ended cannot be cancelled',
    );
  }
  request.status = 'CANCELLED';
  request.cancelReason = reason;
  request.stepDueAt = null;
  request.endedAt = w.now;
  for (const dispatch of await w.em.find(Dispatch, { request, answer: 'PENDING' })) {
    dispatch.answer = 'WITHDRAWN';
  }
  return request.id;
}

/** The request, locked, if the viewer may act on it as whose it is. */
export const changeRequest = (w: Writing, id: string, version: number): Promise<ServiceRequest> =>
  w.change(ServiceRequest, 'ServiceRequest', id, ownerOfRequest, version);

/** The request, locked, if the viewer may act for whoever accepted it. */
export const changeService = (w: Writing, id: string, version: number): Promise<ServiceRequest> =>
  w.change(ServiceRequest, 'ServiceRequest', id, ownerOfService, version);

import type { Bilingual } from '../errors.ts';

/** Names of the types that implement `UserError` in the contract. */
export type RefusalType =
  | 'NotAllowed'
  | 'NotFound'
  | 'VersionConflict'
  | 'ChangedMeanwhile'
  | 'InvalidInput'
  | 'InvalidTransition'
  | 'IdempotencyConflict'
  | 'TooManyAttempts'
  | 'AlreadyRegistered'
  | 'GuardianConsentMissing'
  | 'RiskStatementMissing'
  | 'InsuranceMissing'
  | 'ActivityFull'
  | 'ActivityNotOpen'
  | 'AlreadySignedUp'
  | 'AgeNotAllowed'
  | 'TimeConflict'
  | 'CheckInRefused'
  | 'OverlappingService'
  | 'MinutesConflict'
  | 'NothingToCertify'
  | 'AlreadyMeasured'
  | 'OfferPending'
  | 'ActivityNotSuitable'
  | 'TimetableUnchanged'
  | 'RoundNotOpen'
  | 'AlreadyNominated'
  | 'QuotaReached'
  | 'NotEligible'
  | 'AlreadyGranted'
  | 'AllocationExceeded'
  | 'SessionFull'
  | 'SessionNotOpen'
  | 'AlreadyEnrolled'
  | 'ConsentMissing';

/** The rules forbid what was asked: thrown by services, answered in the payload's `errors`, and no entity is written. */
export class Refusal extends Error {
  readonly type: RefusalType;
  readonly code: string;
  readonly messages: Bilingual;
  readonly path: readonly string[] | null;
  /** Fields of the type beyond those of `UserError`. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(
    type: RefusalType,
    zh: string,
    en: string,
    { path = null, ...details }: { path?: readonly string[] | null; [detail: string]: unknown } = {},
  ) {
    super(`${zh} ${en}`);
    this.name = 'Refusal';
    this.type = type;
    this.code = type.replaceAll(/(?<=[a-z])[A-Z]/g, '_$&').toUpperCase();
    this.messages = { zh, en };
    this.path = path;
    this.details = details;
  }
}

export const notAllowed = (zh = '无权这样做', en = 'You may not do this') =>
  new Refusal('NotAllowed', zh, en);

export const notFound = (path?: readonly string[]) =>
  new Refusal('NotFound', '没有这个对象，或无权看到它', 'There is no such object, or you may not see it', {
    ...(path && { path }),
  });

export const invalidInput = (path: readonly string[], zh: string, en: string) =>
  new Refusal('InvalidInput', zh, en, { path });

export const versionConflict = (current: number) =>
  new Refusal(
    'VersionConflict',
    `它已被改动，现在是第 ${current} 版；请重读后再改`,
    `It has changed since and is at version ${current}; read it again`,
    { current },
  );

/** What no service foresaw and the database refused: for the client to try again, for the operators to look at. */
export class UnforeseenConflict extends Refusal {
  constructor(cause: unknown) {
    super(
      'ChangedMeanwhile',
      '写入时数据已被改动，什么也没有写；请重试',
      'It changed meanwhile and nothing was written; please try again',
    );
    this.cause = cause;
  }
}

export const invalidTransition = (status: string, zh: string, en: string) =>
  new Refusal('InvalidTransition', zh, en, { status });

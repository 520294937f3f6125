/**
 * The shape of a plan folder after reading: `source.txt`, `plan.yaml` and (optionally) `members.yaml`.
 *
 * Every fact carries its passages with JavaScript string offsets into the text, already proved to stand there.
 * Keys (`code`) are ASCII and unique within their list; they identify a fact across re-imports, so a changed
 * label updates the fact instead of replacing it.
 */

export type Origin = 'STATED' | 'PARSED' | 'OPERATOR';
export type PartyKind = 'UNIT' | 'COLLECTIVE' | 'TEAM';
export type UnitType =
  | 'PARTY_DEPARTMENT'
  | 'GOVERNMENT_DEPARTMENT'
  | 'MASS_ORGANIZATION'
  | 'STREET'
  | 'FUNCTIONAL_ZONE'
  | 'PUBLIC_INSTITUTION'
  | 'ENTERPRISE'
  | 'CITY_BRANCH'
  | 'OTHER';
export type ResponsibilityKind = 'NAMED_IN_CLAUSE' | 'TASKED_IN_TEXT' | 'ASSIGNED';
export type ResponsibilityRole = 'LEAD' | 'COOPERATE' | 'ASSIST';
export type TargetBasis = 'STATED' | 'DERIVED_FROM_NAME' | 'QUALITATIVE';
export type ScheduleKind = 'RECURRENCE' | 'DAILY_WINDOW' | 'OCCASION' | 'TIMETABLE';
export type CampaignKind = 'CAMPAIGN' | 'BRAND' | 'TRAINING_PLAN';
export type IncentiveKind = 'COURTESY' | 'AWARD' | 'FUNDING_SOURCE';
export type TargetMetric = 'PEOPLE_TRAINED' | 'PARTICIPANTS' | 'SESSIONS' | 'OTHER';

/** A place in the text: `text.slice(start, end) === quote`. */
export interface PassageFact {
  section: string;
  quote: string;
  start: number;
  end: number;
}

/** What every fact that came from the document carries. */
export interface Sourced {
  origin: Origin;
  /** For PARSED: how it was derived. Null otherwise. */
  derivation: string | null;
  sources: PassageFact[];
}

export interface TermFact extends Sourced {
  code: string;
  label: string;
}

export interface VocabularyFact extends Sourced {
  code: string;
  title: string;
  /** Ordinal of the program or requirement whose text holds the list; both null for a list of the whole plan. */
  program: number | null;
  requirement: number | null;
  terms: TermFact[];
}

export interface PartyFact extends Sourced {
  code: string;
  kind: PartyKind;
  name: string;
  aliases: string[];
  unitType: UnitType | null;
  /** Code of the party above it, or null where unknown. */
  parent: string | null;
  divisionCode: string | null;
}

/** One member of a collective. Never from the document: it has its own source. */
export interface MembershipFact {
  collective: string;
  member: string;
  /** First day, `YYYY-MM-DD`; null where unknown. */
  validFrom: string | null;
  /** First day it no longer holds; null while valid or unknown. Later than `validFrom`. */
  validTo: string | null;
  /** False while it is still to be confirmed that this member is meant. */
  confirmed: boolean;
  sourceTitle: string;
  sourceUrl: string | null;
  note: string | null;
}

export interface ResponsibilityFact extends Sourced {
  party: string;
  kind: ResponsibilityKind;
  role: ResponsibilityRole | null;
  /** 1-based place in the 责任单位 clause; null for a duty that only the text gives. */
  clauseOrder: number | null;
}

export interface TaskFact extends Sourced {
  code: string;
  /** The document's own words. */
  text: string;
  /** Codes of the parties that the sentence itself tasks; empty where it names none. */
  parties: string[];
}

export interface ScheduleFact extends Sourced {
  code: string;
  kind: ScheduleKind;
  label: string;
  /** RFC 5545 rule, where the words give one (每周 → FREQ=WEEKLY). */
  rrule: string | null;
}

export interface CampaignFact extends Sourced {
  code: string;
  kind: CampaignKind;
  title: string;
}

export interface TargetFact extends Sourced {
  code: string;
  title: string;
  metric: TargetMetric;
  basis: TargetBasis;
  /** Null exactly when the basis is QUALITATIVE. */
  value: number | null;
  unit: string | null;
  /** Code of the campaign whose name it was read from, if any. */
  campaign: string | null;
}

export interface IndicatorFact extends Sourced {
  code: string;
  title: string;
  unit: string | null;
}

export interface ProgramFact extends Sourced {
  ordinal: number;
  title: string;
  slogan: string | null;
  /** The program's own paragraph without heading and clause, verbatim. */
  summary: string;
  campaigns: CampaignFact[];
  targets: TargetFact[];
  indicators: IndicatorFact[];
  schedules: ScheduleFact[];
  tasks: TaskFact[];
  responsibilities: ResponsibilityFact[];
}

export interface GoalFact extends Sourced {
  code: string;
  title: string;
}

export interface RequirementFact extends Sourced {
  ordinal: number;
  title: string;
  /** 工作机制 / 宣传机制 / 保障机制, where the heading names one. */
  mechanism: string | null;
  tasks: TaskFact[];
  responsibilities: ResponsibilityFact[];
}

export interface CitationFact extends Sourced {
  code: string;
  title: string;
  /** Document number of the cited document where it is known; null leaves the reference unresolved. */
  targetNumber: string | null;
  note: string | null;
}

export interface IncentiveFact extends Sourced {
  code: string;
  kind: IncentiveKind;
  title: string;
  /** 享受对象, in the document's words. */
  audience: string | null;
  /** Code of the party that provides or manages it, where the text says so. */
  provider: string | null;
}

export interface DocumentFact extends Sourced {
  number: string;
  /** Title of the notice as printed. */
  title: string;
  issuedOn: string;
  /** 印发日期 printed at the end. */
  printedOn: string | null;
  /** Code of the issuing party. */
  issuer: string;
  addressees: string[];
}

export interface PlanFile {
  district: { code: string; name: string };
  text: string;
  document: DocumentFact;
  plan: Sourced & {
    code: string;
    title: string;
    theme: string;
    /** 指导思想, verbatim, or null. */
    purpose: string | null;
    supersedes: string | null;
  };
  goals: GoalFact[];
  requirements: RequirementFact[];
  vocabularies: VocabularyFact[];
  citations: CitationFact[];
  parties: PartyFact[];
  memberships: MembershipFact[];
  programs: ProgramFact[];
  incentives: IncentiveFact[];
}

/** One thing wrong with a plan folder. `message` is Chinese, then English. `path` is a path into the YAML, `line` is 1-based, both null where none applies. */
export interface PlanFileError {
  file: string;
  line: number | null;
  path: string | null;
  /**
   * Stable code: BAD_YAML, MISSING, UNKNOWN_KEY, BAD_VALUE, DUPLICATE, NO_SUCH_REFERENCE, QUOTE_NOT_FOUND, QUOTE_AMBIGUOUS,
   * CONTRADICTS_QUOTE, CLAUSE_ORDER, NOT_NORMALISED.
   */
  code: string;
  message: string;
}

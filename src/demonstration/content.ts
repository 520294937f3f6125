import type { STATION_LEVELS } from '../venue/venue.entity.ts';
import type { ACTIVITY_STATUSES } from '../activity/activity.entity.ts';
import type { CHECK_IN_METHODS, SIGN_UP_STATUSES } from '../activity/sign-up.entity.ts';
import type { NOT_COUNTED_REASONS } from '../ledger/ledger.entity.ts';
import type { DISPATCH_ANSWERS, SERVICE_REQUEST_STATUSES } from '../request/request.entity.ts';
import type { STORY_STATUSES } from '../story/story.entity.ts';
import type { CONSENT_KINDS, TEAM_ROLES } from '../volunteer/volunteer.entity.ts';

/*
 * What the demonstration consists of, before any of it is in a database: parties, programs and terms by their codes,
 * venues by name, volunteers by their place in the list, instants as milliseconds. The same seed, size and end date
 * give the same content to the byte.
 */

export interface VenueContent {
  name: string;
  level: (typeof STATION_LEVELS)[number] | null;
  /** Name of the venue above it. */
  parent: string | null;
  /** Code of a term of public-places. */
  placeKind: string | null;
  street: string | null;
  operator: string | null;
  address: string | null;
  longitude: number;
  latitude: number;
  createdAt: number;
}

export interface VolunteerContent {
  name: string;
  phone: string;
  birthDate: string;
  guardianName: string | null;
  guardianPhone: string | null;
  unit: string | null;
  skills: string[];
  registeredAt: number;
  withdrawnAt: number | null;
  consents: { kind: (typeof CONSENT_KINDS)[number]; isGuardian: boolean; givenAt: number }[];
  teams: { team: string; role: (typeof TEAM_ROLES)[number]; joinedAt: number; leftAt: number | null }[];
}

export interface ShiftContent {
  label: string;
  startsAt: number;
  endsAt: number;
  capacity: number;
}

/** What an office writes when it plans an activity. */
export interface ActivityPlan {
  title: string;
  summary: string | null;
  /** Place in the plan, 1 to 8. */
  program: number;
  campaign: string | null;
  organizer: string;
  coOrganizers: string[];
  startsAt: number;
  endsAt: number;
  venue: string | null;
  place: string | null;
  schedule: string | null;
  occasion: string | null;
  capacity: number | null;
  hasWaitingList: boolean;
  minimumAge: number | null;
  maximumAge: number | null;
  riskStatement: string;
  isRisky: boolean;
  isInsured: boolean;
  serviceMode: string | null;
  beneficiaryGroups: string[];
  terms: string[];
  shifts: ShiftContent[];
}

export interface RecordContent {
  kind: 'SERVICE' | 'CORRECTION';
  minutes: number;
  startedAt: number;
  endedAt: number;
  source: (typeof CHECK_IN_METHODS)[number];
  recordedAt: number;
  confirmedAt: number | null;
  notCountedReason: (typeof NOT_COUNTED_REASONS)[number] | null;
  reason: string | null;
}

export interface SignUpContent {
  volunteer: number;
  shift: number | null;
  status: (typeof SIGN_UP_STATUSES)[number];
  signedUpAt: number;
  confirmedAt: number | null;
  cancelledAt: number | null;
  checkedInAt: number | null;
  checkedOutAt: number | null;
  checkInMethod: (typeof CHECK_IN_METHODS)[number] | null;
  version: number;
  /** The record of service, then corrections. */
  records: RecordContent[];
}

export interface ActivityContent extends ActivityPlan {
  /** Index of its series. */
  series: number | null;
  status: (typeof ACTIVITY_STATUSES)[number];
  createdAt: number;
  publishedAt: number | null;
  completedAt: number | null;
  cancelledAt: number | null;
  cancelReason: string | null;
  voidedAt: number | null;
  signUps: SignUpContent[];
  /** What it was made for, and what came in beside it. */
  requests: RequestContent[];
  /** What is told of it. */
  story: StoryContent | null;
}

export interface StoryContent {
  title: string;
  /** As it is in the end; null of what stayed a lead. */
  body: string | null;
  summary: string | null;
  credits: { source: string; textAuthor: string; photographer: string; editor: string; reviewer: string };
  platforms: string[];
  /** Volunteers named, who agreed to it. */
  named: number[];
  /** Which of the pictures it shows. */
  picture: number | null;
  /** In order of time; the first creates it. */
  steps: { status: (typeof STORY_STATUSES)[number]; at: number; reason: string | null }[];
}

export interface RequestContent {
  title: string;
  need: string;
  beneficiaryGroup: string;
  program: number;
  street: string;
  preferredFrom: number | null;
  preferredTo: number | null;
  contactName: string;
  contactPhone: string;
  address: string;
  status: (typeof SERVICE_REQUEST_STATUSES)[number];
  /** Of its rejection or cancellation. */
  reason: string | null;
  submittedAt: number;
  reviewedAt: number | null;
  offers: {
    party: string;
    offeredAt: number;
    respondBy: number;
    answer: (typeof DISPATCH_ANSWERS)[number];
    answeredAt: number | null;
  }[];
  acceptedAt: number | null;
  /** When it was linked to the activity that it stands with. */
  scheduledAt: number | null;
  servedAt: number | null;
  evaluatedAt: number | null;
  cancelledAt: number | null;
  score: number | null;
  comment: string | null;
  stepDueAt: number | null;
  version: number;
}

export interface MeasurementContent {
  program: number;
  /** Code of the indicator. */
  indicator: string;
  party: string;
  measuredOn: string;
  /** Per cent. */
  value: number;
  sampleSize: number;
  source: string;
  recordedAt: number;
}

export interface SeriesContent {
  rrule: string;
  exceptDates: string[];
  createdAt: number;
  /** What its first occurrence is; the others have the same content on other days. */
  first: ActivityPlan;
  /** Starts of its occurrences. */
  starts: number[];
}

/** The hours are whatever the ledger has in that period when it is issued; none, and there is no certificate. */
export interface CertificateContent {
  number: string;
  volunteer: number;
  from: string;
  to: string;
  issuedAt: number;
  voidedAt: number | null;
}

export interface FindingContent {
  text: string;
  severity: 'MINOR' | 'MODERATE' | 'SERIOUS';
  /** By `vocabulary/term`. */
  term: string | null;
  dueOn: string;
  /** Reports of rectification with their rechecks, first to last. */
  steps: {
    text: string;
    submittedAt: number;
    verdict: 'ACCEPTED' | 'REJECTED' | null;
    reason: string | null;
    recheckedAt: number | null;
  }[];
}

export interface InspectionContent {
  inspector: string;
  inspected: string;
  program: number;
  inspectedOn: string;
  summary: string;
  createdAt: number;
  issuedAt: number | null;
  findings: FindingContent[];
}

export interface DifficultyContent {
  title: string;
  text: string;
  raisedBy: string;
  program: number;
  raisedAt: number;
  assigned: { leader: string; at: number } | null;
  resolved: { at: number; text: string } | null;
}

export interface GoodPracticeContent {
  title: string;
  text: string;
  party: string;
  program: number;
  createdAt: number;
  publishedAt: number | null;
  retracted: { at: number; reason: string } | null;
}

/** A timetable to be published at that time, if it differs from the edition before. */
export interface TimetableContent {
  /** Name of the station. */
  station: string;
  month: string;
  at: number;
}

import type { TERM_PROGRESS, TRAINING_TIERS } from '../../training/course.entity.ts';
import type { TRAINING_MODES } from '../../training/session.entity.ts';
import type { AWARD_ROUND_STATUSES } from '../../incentive/nomination.entity.ts';
import type { INCENTIVE_SUBJECTS, RULE_PERIODS } from '../../incentive/rule.entity.ts';

/*
 * What the demonstration has of incentives, money and training, before any of it is in a database: as the rest of it,
 * by codes, names and places in lists. Figures of service are whatever the ledger has at the moment.
 */

export interface RuleContent {
  incentive: string;
  subject: (typeof INCENTIVE_SUBJECTS)[number];
  title: string;
  tier: string | null;
  period: (typeof RULE_PERIODS)[number];
  minimumMinutes: number | null;
  minimumActivities: number | null;
  validFrom: string;
  createdAt: number;
}

export interface RoundContent {
  award: string;
  title: string;
  periodFrom: string;
  periodTo: string;
  opensOn: string;
  closesOn: string;
  quota: number;
  createdAt: number;
  steps: { to: (typeof AWARD_ROUND_STATUSES)[number]; at: number }[];
  nominations: NominationContent[];
}

export interface NominationContent {
  /** A volunteer's place in the list, or else a team's code. */
  volunteer: number | null;
  team: string | null;
  statement: string;
  submittedAt: number;
  review: { isAccepted: boolean; reason: string | null; at: number } | null;
  grant: { number: string; validFrom: string; at: number } | null;
}

/** Whether there is a grant is for the rules to say; none is met, and there is none. */
export interface CourtesyContent {
  incentive: string;
  volunteer: number;
  number: string;
  validFrom: string;
  validTo: string;
  at: number;
}

export interface ItemContent {
  code: string;
  title: string;
  unit: string;
  unitPrice: number;
  year: number;
  createdAt: number;
}

export interface AllocationContent {
  source: string;
  unit: string;
  program: number | null;
  year: number;
  title: string;
  amount: number;
  documentReference: string | null;
  createdAt: number;
  expenditures: ExpenditureContent[];
}

export interface ExpenditureContent {
  program: number;
  amount: number;
  /** Of which item of the catalogue, how many. */
  purchase: { code: string; quantity: number; contractor: string } | null;
  spentOn: string;
  purpose: string;
  voucherNumber: string;
  recordedAt: number;
  /** What it should have been. */
  correction: { amount: number; reason: string; at: number } | null;
}

export interface CourseContent {
  title: string;
  summary: string;
  term: string | null;
  organizer: string;
  tiers: (typeof TRAINING_TIERS)[number][];
  category: string | null;
  passingScore: number | null;
  createdAt: number;
  sessions: SessionContent[];
}

export interface SessionContent {
  mode: (typeof TRAINING_MODES)[number];
  tier: (typeof TRAINING_TIERS)[number];
  organizer: string;
  teacher: string;
  startsAt: number;
  endsAt: number;
  venue: string | null;
  link: string | null;
  capacity: number;
  createdAt: number;
  publishedAt: number;
  completedAt: number | null;
  enrolments: EnrolmentContent[];
}

export interface EnrolmentContent {
  volunteer: number;
  enrolledAt: number;
  cancelledAt: number | null;
  attendedAt: number | null;
  result: { score: number | null; hasPassed: boolean; at: number } | null;
  certificate: { number: string; at: number } | null;
}

export interface TermStateContent {
  term: string;
  state: (typeof TERM_PROGRESS)[number];
  on: string;
  note: string | null;
  recordedAt: number;
}

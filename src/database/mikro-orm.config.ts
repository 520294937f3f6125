import { join } from 'node:path';
import { Migrator } from '@mikro-orm/migrations';
import { defineConfig, type Options } from '@mikro-orm/postgresql';
import { Migration20261124000000_initial } from '../../migrations/Migration20261124000000_initial.ts';
import { Migration20261124073749_citation_target } from '../../migrations/Migration20261124073749_citation_target.ts';
import { Migration20261125000000_work } from '../../migrations/Migration20261125000000_work.ts';
import { Migration20261125010000_request } from '../../migrations/Migration20261125010000_request.ts';
import { Migration20261125015000_file_entry } from '../../migrations/Migration20261125015000_file_entry.ts';
import { Migration20261125020000_membership_plan } from '../../migrations/Migration20261125020000_membership_plan.ts';
import { Migration20261125031843_request_privacy } from '../../migrations/Migration20261125031843_request_privacy.ts';
import { Migration20261125032220_people } from '../../migrations/Migration20261125032220_people.ts';
import { Migration20261125032310_shift_restrict } from '../../migrations/Migration20261125032310_shift_restrict.ts';
import { Migration20261125033541_feed_offset } from '../../migrations/Migration20261125033541_feed_offset.ts';
import { Migration20261125034301_reward } from '../../migrations/Migration20261125034301_reward.ts';
import { Migration20261125034348_story_media } from '../../migrations/Migration20261125034348_story_media.ts';
import { Migration20261125034633_oversight } from '../../migrations/Migration20261125034633_oversight.ts';
import { Migration20261125040158_change_order } from '../../migrations/Migration20261125040158_change_order.ts';
import { Migration20261125090702_grams } from '../../migrations/Migration20261125090702_grams.ts';
import { Migration20261125085130_withdrawn } from '../../migrations/Migration20261125085130_withdrawn.ts';
import { Migration20261125091546_training_waiting } from '../../migrations/Migration20261125091546_training_waiting.ts';
import { Migration20261125110000_writes } from '../../migrations/Migration20261125110000_writes.ts';
import { Migration20261125124533_term_key } from '../../migrations/Migration20261125124533_term_key.ts';
import { Migration20261125045533_webhooks } from '../../migrations/Migration20261125045533_webhooks.ts';
import { Migration20261125085017_sort_keys } from '../../migrations/Migration20261125085017_sort_keys.ts';
import { Migration20261125143905_rollup } from '../../migrations/Migration20261125143905_rollup.ts';
import { Account, RoleGrant, Secret } from '../access/access.entity.ts';
import { Activity, ActivitySeries, Shift } from '../activity/activity.entity.ts';
import { SignUp } from '../activity/sign-up.entity.ts';
import { AuditEntry, MinorRead } from '../audit/audit.entity.ts';
import { Certificate } from '../certificate/certificate.entity.ts';
import { Change } from '../change/change.entity.ts';
import { Citation, Document, FactSource, Passage } from '../document/document.entity.ts';
import { Allocation, Expenditure, PurchaseItem } from '../funding/funding.entity.ts';
import { Grant } from '../incentive/grant.entity.ts';
import { Incentive } from '../incentive/incentive.entity.ts';
import { AwardRound, Nomination } from '../incentive/nomination.entity.ts';
import { IncentiveRule } from '../incentive/rule.entity.ts';
import { ServiceRecord } from '../ledger/ledger.entity.ts';
import { MediaAsset } from '../media/media.entity.ts';
import { Membership, Party } from '../party/party.entity.ts';
import { Measurement } from '../progress/measurement.entity.ts';
import { Goal, Plan, PlanMembership, PlanParty, Requirement } from '../plan/plan.entity.ts';
import { Campaign, Indicator, Program, Schedule, Target, Task } from '../program/program.entity.ts';
import { Dispatch, ServiceRequest } from '../request/request.entity.ts';
import { EffectiveResponsibility, Responsibility } from '../responsibility/responsibility.entity.ts';
import { ActivityRollup, ActivityTouched } from '../rollup/activity-rollup.entity.ts';
import { Difficulty, GoodPractice } from '../supervision/difficulty.entity.ts';
import { Finding, Inspection, Rectification } from '../supervision/inspection.entity.ts';
import { TimetableEdition, TimetableEntry } from '../timetable/timetable.entity.ts';
import { Course, TermState } from '../training/course.entity.ts';
import { Enrolment, TrainingCertificate, TrainingSession } from '../training/session.entity.ts';
import { RoleModel, Story, StoryStep } from '../story/story.entity.ts';
import { Venue } from '../venue/venue.entity.ts';
import { Term, Vocabulary } from '../vocabulary/vocabulary.entity.ts';
import { Consent, FileEntry, TeamMembership, Volunteer } from '../volunteer/volunteer.entity.ts';
import { Attempt } from '../writing/attempt.entity.ts';
import { WebhookDelivery, WebhookEndpoint } from '../webhook/webhook.entity.ts';
import { IdempotentAnswer } from '../writing/idempotent-answer.entity.ts';
import { poolOptions } from './pool-options.ts';

/** Every entity, in one list: nothing is found by a glob. */
export const entities = [
  Document,
  Passage,
  FactSource,
  Citation,
  Party,
  Membership,
  Plan,
  Goal,
  Requirement,
  PlanParty,
  PlanMembership,
  Program,
  Campaign,
  Target,
  Indicator,
  Schedule,
  Task,
  Vocabulary,
  Term,
  Responsibility,
  EffectiveResponsibility,
  Incentive,
  Account,
  RoleGrant,
  Secret,
  AuditEntry,
  MinorRead,
  IdempotentAnswer,
  Attempt,
  Change,
  Venue,
  Volunteer,
  TeamMembership,
  Consent,
  FileEntry,
  ActivitySeries,
  Activity,
  Shift,
  SignUp,
  ServiceRecord,
  ActivityRollup,
  ActivityTouched,
  Certificate,
  Measurement,
  ServiceRequest,
  Dispatch,
  Inspection,
  Finding,
  Rectification,
  Difficulty,
  GoodPractice,
  TimetableEdition,
  TimetableEntry,
  IncentiveRule,
  AwardRound,
  Nomination,
  Grant,
  Allocation,
  PurchaseItem,
  Expenditure,
  Course,
  TermState,
  TrainingSession,
  Enrolment,
  TrainingCertificate,
  MediaAsset,
  Story,
  StoryStep,
  RoleModel,
  WebhookEndpoint,
  WebhookDelivery,
];

/** Every migration, oldest first. */
const migrationsList = [
  Migration20261124000000_initial,
  Migration20261124073749_citation_target,
  Migration20261125000000_work,
  Migration20261125010000_request,
  Migration20261125015000_file_entry,
  Migration20261125020000_membership_plan,
  Migration20261125031843_request_privacy,
  Migration20261125032220_people,
  Migration20261125032310_shift_restrict,
  Migration20261125033541_feed_offset,
  Migration20261125034301_reward,
  Migration20261125034348_story_media,
  Migration20261125034633_oversight,
  Migration20261125040158_change_order,
  Migration20261125045533_webhooks,
  Migration20261125085017_sort_keys,
  Migration20261125085130_withdrawn,
  Migration20261125090702_grams,
  Migration20261125091546_training_waiting,
  Migration20261125110000_writes,
  Migration20261125124533_term_key,
  Migration20261125143905_rollup,
];

const migrationsFolder = join(import.meta.dirname, '../../migrations');

/** ORM settings for a connection URL; `overrides` are for tests and tools. */
export function ormConfig(clientUrl: string, overrides: Options = {}): Options {
  return defineConfig({
    clientUrl,
    entities,
    extensions: [Migrator],
    migrations: {
      path: migrationsFolder,
      pathTs: migrationsFolder,
      emit: 'ts',
      tableName: 'zhiyuan_migrations',
      silent: true,
      snapshotName: 'snapshot',
      snapshotOnMigrate: false,
      migrationsList,
    },
    forceUtcTimezone: true,
    timezone: 'UTC',
    // A mistyped name must not become a database.
    ensureDatabase: false,
    ...overrides,
    driverOptions: { ...poolOptions(clientUrl), ...overrides.driverOptions },
  });
}

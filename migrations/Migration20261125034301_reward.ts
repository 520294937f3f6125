import { Migration } from '@mikro-orm/migrations';

const sequences = ['course_code', 'training_session_code'];

export class Migration20261125034301_reward extends Migration {
  override name = 'Migration20261125034301_reward';

  override up(): void | Promise<void> {
    for (const sequence of sequences) this.addSql(`create sequence "${sequence}";`);

    this.addSql(
      `create table "incentive_rule" ("id" uuid not null, "incentive_id" uuid not null, "subject" text not null, "title" text not null, "tier" text null, "period" text not null, "minimum_minutes" int null, "minimum_activities" int null, "minimum_score" double precision null, "valid_from" date not null, "valid_to" date null, "note" text null, "origin" text not null, "district_code" text not null, "version" int not null default 1, "is_demo" boolean not null default false, primary key ("id"));`,
    );
    this.addSql(
      `create index "incentive_rule_valid_from_id_index" on "incentive_rule" ("valid_from", "id");`,
    );
    this.addSql(
      `create index "incentive_rule_incentive_id_valid_from_id_index" on "incentive_rule" ("incentive_id", "valid_from", "id");`,
    );

    this.addSql(
      `create table "award_round" ("id" uuid not null, "award_id" uuid not null, "title" text not null, "period_from" date not null, "period_to" date not null, "opens_on" date not null, "closes_on" date not null, "quota" int null, "accepted_count" int not null default 0, "status" text not null, "published_at" timestamptz(3) null, "district_code" text not null, "version" int not null default 1, "is_demo" boolean not null default false, primary key ("id"));`,
    );
    this.addSql(`create index "award_round_opens_on_id_index" on "award_round" ("opens_on", "id");`);
    this.addSql(
      `create index "award_round_award_id_opens_on_id_index" on "award_round" ("award_id", "opens_on", "id");`,
    );

    this.addSql(
      `create table "allocation" ("id" uuid not null, "source_id" uuid not null, "unit_id" uuid not null, "program_id" uuid null, "year" int not null, "title" text not null, "amount_fen" bigint not null, "spent_fen" bigint not null default '0', "document_reference" text null, "origin" text not null, "created_at" timestamptz(3) not null, "district_code" text not null, "version" int not null default 1, "is_demo" boolean not null default false, primary key ("id"));`,
    );
    this.addSql(`create index "allocation_year_id_index" on "allocation" ("year", "id");`);
    this.addSql(`create index "allocation_created_at_id_index" on "allocation" ("created_at", "id");`);
    this.addSql(
      `create index "allocation_source_id_year_id_index" on "allocation" ("source_id", "year", "id");`,
    );
    this.addSql(
      `create index "allocation_program_id_year_id_index" on "allocation" ("program_id", "year", "id");`,
    );
    this.addSql(`create index "allocation_unit_id_year_id_index" on "allocation" ("unit_id", "year", "id");`);

    this.addSql(
      `create table "purchase_item" ("id" uuid not null, "code" text not null, "title" text not null, "unit" text not null, "unit_price_fen" bigint not null, "year" int not null, "origin" text not null, "district_code" text not null, "version" int not null default 1, "is_demo" boolean not null default false, primary key ("id"));`,
    );
    this.addSql(`create index "purchase_item_code_id_index" on "purchase_item" ("code", "id");`);
    this.addSql(`create index "purchase_item_year_id_index" on "purchase_item" ("year", "id");`);
    this.addSql(
      `alter table "purchase_item" add constraint "purchase_item_district_code_year_code_unique" unique ("district_code", "year", "code");`,
    );

    this.addSql(
      `create table "term_state" ("id" uuid not null, "term_id" uuid not null, "state" text not null, "on" date not null, "note" text null, "recorded_at" timestamptz(3) not null, "district_code" text not null, "version" int not null default 1, "is_demo" boolean not null default false, primary key ("id"));`,
    );
    this.addSql(
      `create index "term_state_term_id_recorded_at_id_index" on "term_state" ("term_id", "recorded_at", "id");`,
    );

    this.addSql(
      `create table "course" ("id" uuid not null, "code" text not null, "title" text not null, "summary" text null, "program_id" uuid not null, "term_id" uuid null, "organizer_id" uuid not null, "tiers" text[] not null, "category" text null, "passing_score" int null, "origin" text not null, "closed_at" timestamptz(3) null, "district_code" text not null, "version" int not null default 1, "is_demo" boolean not null default false, primary key ("id"));`,
    );
    this.addSql(`alter table "course" add constraint "course_code_unique" unique ("code");`);
    this.addSql(`create index "course_program_id_index" on "course" ("program_id");`);
    this.addSql(`create index "course_term_id_index" on "course" ("term_id");`);
    this.addSql(`create index "course_organizer_id_index" on "course" ("organizer_id");`);

    this.addSql(
      `create table "training_session" ("id" uuid not null, "code" text not null, "course_id" uuid not null, "mode" text not null, "tier" text null, "organizer_id" uuid not null, "teacher" text null, "starts_at" timestamptz(3) not null, "ends_at" timestamptz(3) not null, "venue_id" uuid null, "place" text null, "link" text null, "capacity" int null, "enrolled_count" int not null default 0, "status" text not null, "cancel_reason" text null, "published_at" timestamptz(3) null, "completed_at" timestamptz(3) null, "district_code" text not null, "version" int not null default 1, "is_demo" boolean not null default false, primary key ("id"));`,
    );
    this.addSql(
      `alter table "training_session" add constraint "training_session_code_unique" unique ("code");`,
    );
    this.addSql(`create index "training_session_venue_id_index" on "training_session" ("venue_id");`);
    this.addSql(
      `create index "training_session_starts_at_id_index" on "training_session" ("starts_at", "id");`,
    );
    this.addSql(
      `create index "training_session_course_id_starts_at_id_index" on "training_session" ("course_id", "starts_at", "id");`,
    );
    this.addSql(
      `create index "training_session_organizer_id_starts_at_id_index" on "training_session" ("organizer_id", "starts_at", "id");`,
    );

    this.addSql(
      `create table "expenditure" ("id" uuid not null, "allocation_id" uuid not null, "kind" text not null, "amount_fen" bigint not null, "program_id" uuid not null, "activity_id" uuid null, "purchase_item_id" uuid null, "quantity" int null, "contractor_id" uuid null, "spent_on" date not null, "purpose" text not null, "voucher_number" text null, "corrects_id" uuid null, "reason" text null, "recorded_at" timestamptz(3) not null, "district_code" text not null, "is_demo" boolean not null default false, primary key ("id"));`,
    );
    this.addSql(`create index "expenditure_purchase_item_id_index" on "expenditure" ("purchase_item_id");`);
    this.addSql(`create index "expenditure_contractor_id_index" on "expenditure" ("contractor_id");`);
    this.addSql(`create index "expenditure_corrects_id_index" on "expenditure" ("corrects_id");`);
    this.addSql(`create index "expenditure_spent_on_id_index" on "expenditure" ("spent_on", "id");`);
    this.addSql(`create index "expenditure_recorded_at_id_index" on "expenditure" ("recorded_at", "id");`);
    this.addSql(
      `create index "expenditure_allocation_id_spent_on_id_index" on "expenditure" ("allocation_id", "spent_on", "id");`,
    );
    this.addSql(`create index "expenditure_activity_id_index" on "expenditure" ("activity_id");`);
    this.addSql(`create index "expenditure_program_id_index" on "expenditure" ("program_id");`);

    this.addSql(
      `create table "nomination" ("id" uuid not null, "round_id" uuid not null, "volunteer_id" uuid null, "team_id" uuid null, "nominator" text not null, "statement" text not null, "minutes" int not null, "activity_count" int not null, "mean_score" double precision null, "is_eligible" boolean null, "status" text not null, "review_reason" text null, "submitted_at" timestamptz(3) not null, "reviewed_at" timestamptz(3) null, "district_code" text not null, "version" int not null default 1, "is_demo" boolean not null default false, primary key ("id"));`,
    );
    this.addSql(`create index "nomination_submitted_at_id_index" on "nomination" ("submitted_at", "id");`);
    this.addSql(
      `create index "nomination_round_id_submitted_at_id_index" on "nomination" ("round_id", "submitted_at", "id");`,
    );
    this.addSql(
      `create index "nomination_volunteer_id_submitted_at_id_index" on "nomination" ("volunteer_id", "submitted_at", "id");`,
    );
    this.addSql(
      `create index "nomination_team_id_submitted_at_id_index" on "nomination" ("team_id", "submitted_at", "id");`,
    );
    this.addSql(
      `create unique index "nomination_once" on "nomination" ("round_id", coalesce("volunteer_id", "team_id")) where "status" <> 'WITHDRAWN';`,
    );

    this.addSql(
      `create table "incentive_grant" ("id" uuid not null, "number" text not null, "incentive_id" uuid not null, "rule_id" uuid null, "round_id" uuid null, "nomination_id" uuid null, "volunteer_id" uuid null, "team_id" uuid null, "minutes" int not null, "activity_count" int not null, "mean_score" double precision null, "valid_from" date not null, "valid_to" date null, "granted_at" timestamptz(3) not null, "revoked_at" timestamptz(3) null, "revoke_reason" text null, "district_code" text not null, "version" int not null default 1, "is_demo" boolean not null default false, primary key ("id"));`,
    );
    this.addSql(
      `alter table "incentive_grant" add constraint "incentive_grant_number_unique" unique ("number");`,
    );
    this.addSql(`create index "incentive_grant_rule_id_index" on "incentive_grant" ("rule_id");`);
    this.addSql(`create index "incentive_grant_nomination_id_index" on "incentive_grant" ("nomination_id");`);
    this.addSql(
      `create index "incentive_grant_granted_at_id_index" on "incentive_grant" ("granted_at", "id");`,
    );
    this.addSql(
      `create index "incentive_grant_incentive_id_granted_at_id_index" on "incentive_grant" ("incentive_id", "granted_at", "id");`,
    );
    this.addSql(
      `create index "incentive_grant_round_id_granted_at_id_index" on "incentive_grant" ("round_id", "granted_at", "id");`,
    );
    this.addSql(
      `create index "incentive_grant_volunteer_id_granted_at_id_index" on "incentive_grant" ("volunteer_id", "granted_at", "id");`,
    );
    this.addSql(
      `create index "incentive_grant_team_id_granted_at_id_index" on "incentive_grant" ("team_id", "granted_at", "id");`,
    );
    this.addSql(
      `create unique index "incentive_grant_once" on "incentive_grant" ("nomination_id") where "revoked_at" is null;`,
    );

    this.addSql(
      `create table "enrolment" ("id" uuid not null, "session_id" uuid not null, "volunteer_id" uuid not null, "status" text not null, "score" int null, "has_passed" boolean null, "enrolled_at" timestamptz(3) not null, "attended_at" timestamptz(3) null, "completed_at" timestamptz(3) null, "cancelled_at" timestamptz(3) null, "version" int not null default 1, "is_demo" boolean not null default false, primary key ("id"));`,
    );
    this.addSql(
      `create index "enrolment_session_id_enrolled_at_id_index" on "enrolment" ("session_id", "enrolled_at", "id");`,
    );
    this.addSql(
      `create index "enrolment_volunteer_id_enrolled_at_id_index" on "enrolment" ("volunteer_id", "enrolled_at", "id");`,
    );
    this.addSql(
      `create unique index "enrolment_once" on "enrolment" ("session_id", "volunteer_id") where "status" <> 'CANCELLED';`,
    );

    this.addSql(
      `create table "training_certificate" ("id" uuid not null, "number" text not null, "enrolment_id" uuid not null, "volunteer_id" uuid not null, "course_title" text not null, "completed_on" date not null, "district_code" text not null, "issued_at" timestamptz(3) not null, "voided_at" timestamptz(3) null, "version" int not null default 1, "is_demo" boolean not null default false, primary key ("id"));`,
    );
    this.addSql(
      `alter table "training_certificate" add constraint "training_certificate_number_unique" unique ("number");`,
    );
    this.addSql(
      `create index "training_certificate_enrolment_id_index" on "training_certificate" ("enrolment_id");`,
    );
    this.addSql(
      `create index "training_certificate_volunteer_id_index" on "training_certificate" ("volunteer_id");`,
    );
    this.addSql(
      `create unique index "training_certificate_once" on "training_certificate" ("enrolment_id") where "voided_at" is null;`,
    );

    this.addSql(`alter table "change" drop constraint "change_kind_check";`);
    this.addSql(
      `alter table "change" add constraint "change_kind_check" check ("kind" in ('ACTIVITY_PUBLISHED', 'ACTIVITY_UPDATED', 'ACTIVITY_CANCELLED', 'ACTIVITY_COMPLETED', 'ACTIVITY_VOIDED', 'VENUE_CREATED', 'VENUE_UPDATED', 'VENUE_CLOSED', 'CERTIFICATE_VOIDED', 'MEASUREMENT_RECORDED', 'MEASUREMENT_RETRACTED', 'INCENTIVE_RULE_CREATED', 'INCENTIVE_RULE_UPDATED', 'INCENTIVE_RULE_ENDED', 'AWARD_ROUND_CREATED', 'AWARD_ROUND_UPDATED', 'AWARD_ROUND_ADVANCED', 'GRANT_GIVEN', 'GRANT_REVOKED', 'PURCHASE_ITEM_CREATED', 'PURCHASE_ITEM_UPDATED', 'COURSE_CREATED', 'COURSE_UPDATED', 'COURSE_CLOSED', 'TRAINING_SESSION_PUBLISHED', 'TRAINING_SESSION_UPDATED', 'TRAINING_SESSION_CANCELLED', 'TRAINING_SESSION_COMPLETED', 'TRAINING_CERTIFICATE_VOIDED', 'TERM_STATE_RECORDED'));`,
    );

    this.addSql(
      `alter table "incentive_rule" add constraint "incentive_rule_incentive_id_foreign" foreign key ("incentive_id") references "incentive" ("id");`,
    );
    this.addSql(
      `alter table "incentive_rule" add constraint "incentive_rule_requires_something" check (coalesce("minimum_minutes", "minimum_activities", "minimum_score") is not null);`,
    );
    this.addSql(
      `alter table "incentive_rule" add constraint "incentive_rule_minimums" check (("minimum_minutes" is null or "minimum_minutes" > 0) and ("minimum_activities" is null or "minimum_activities" > 0) and ("minimum_score" is null or ("minimum_score" >= 1 and "minimum_score" <= 5)));`,
    );
    this.addSql(
      `alter table "incentive_rule" add constraint "incentive_rule_subject_check" check ("subject" in ('VOLUNTEER', 'TEAM'));`,
    );
    this.addSql(
      `alter table "incentive_rule" add constraint "incentive_rule_period_check" check ("period" in ('CALENDAR_YEAR', 'ROLLING_YEAR', 'ALL_TIME'));`,
    );
    this.addSql(
      `alter table "incentive_rule" add constraint "incentive_rule_origin_check" check ("origin" in ('OPERATOR'));`,
    );

    this.addSql(
      `alter table "award_round" add constraint "award_round_award_id_foreign" foreign key ("award_id") references "incentive" ("id");`,
    );
    this.addSql(
      `alter table "award_round" add constraint "award_round_days" check ("period_to" >= "period_from" and "closes_on" >= "opens_on");`,
    );
    this.addSql(
      `alter table "award_round" add constraint "award_round_within_quota" check ("accepted_count" >= 0 and ("quota" is null or "accepted_count" <= "quota"));`,
    );
    this.addSql(
      `alter table "award_round" add constraint "award_round_published" check (("published_at" is not null) = ("status" = 'PUBLISHED'));`,
    );
    this.addSql(
      `alter table "award_round" add constraint "award_round_status_check" check ("status" in ('PLANNED', 'OPEN', 'REVIEW', 'DECIDED', 'PUBLISHED'));`,
    );

    this.addSql(
      `alter table "allocation" add constraint "allocation_source_id_foreign" foreign key ("source_id") references "incentive" ("id");`,
    );
    this.addSql(
      `alter table "allocation" add constraint "allocation_unit_id_foreign" foreign key ("unit_id") references "party" ("id");`,
    );
    this.addSql(
      `alter table "allocation" add constraint "allocation_program_id_foreign" foreign key ("program_id") references "program" ("id") on delete restrict;`,
    );
    this.addSql(`alter table "allocation" add constraint "allocation_amount" check ("amount_fen" > 0);`);
    this.addSql(
      `alter table "allocation" add constraint "allocation_not_overspent" check ("spent_fen" >= 0 and "spent_fen" <= "amount_fen");`,
    );
    this.addSql(
      `alter table "allocation" add constraint "allocation_origin_check" check ("origin" in ('OPERATOR'));`,
    );

    this.addSql(
      `alter table "purchase_item" add constraint "purchase_item_price" check ("unit_price_fen" > 0);`,
    );
    this.addSql(
      `alter table "purchase_item" add constraint "purchase_item_origin_check" check ("origin" in ('OPERATOR'));`,
    );

    this.addSql(
      `alter table "term_state" add constraint "term_state_term_id_foreign" foreign key ("term_id") references "term" ("id");`,
    );
    this.addSql(
      `alter table "term_state" add constraint "term_state_state_check" check ("state" in ('NOT_STARTED', 'UNDER_WAY', 'DONE'));`,
    );

    this.addSql(
      `alter table "course" add constraint "course_program_id_foreign" foreign key ("program_id") references "program" ("id");`,
    );
    this.addSql(
      `alter table "course" add constraint "course_term_id_foreign" foreign key ("term_id") references "term" ("id") on delete restrict;`,
    );
    this.addSql(
      `alter table "course" add constraint "course_organizer_id_foreign" foreign key ("organizer_id") references "party" ("id");`,
    );
    this.addSql(
      `alter table "course" add constraint "course_passing_score" check ("passing_score" is null or ("passing_score" >= 0 and "passing_score" <= 100));`,
    );
    this.addSql(
      `alter table "course" add constraint "course_origin_check" check ("origin" in ('OPERATOR'));`,
    );

    this.addSql(
      `alter table "training_session" add constraint "training_session_course_id_foreign" foreign key ("course_id") references "course" ("id");`,
    );
    this.addSql(
      `alter table "training_session" add constraint "training_session_organizer_id_foreign" foreign key ("organizer_id") references "party" ("id");`,
    );
    this.addSql(
      `alter table "training_session" add constraint "training_session_venue_id_foreign" foreign key ("venue_id") references "venue" ("id") on delete restrict;`,
    );
    this.addSql(
      `alter table "training_session" add constraint "training_session_ends_after_start" check ("ends_at" > "starts_at");`,
    );
    this.addSql(
      `alter table "training_session" add constraint "training_session_not_oversold" check ("enrolled_count" >= 0 and ("capacity" is null or "enrolled_count" <= "capacity"));`,
    );
    this.addSql(
      `alter table "training_session" add constraint "training_session_cancelled_has_reason" check (("cancel_reason" is not null) = ("status" = 'CANCELLED'));`,
    );
    this.addSql(
      `alter table "training_session" add constraint "training_session_where" check (("mode" = 'ONLINE' and "venue_id" is null and "place" is null) or ("mode" = 'ON_SITE' and "link" is null));`,
    );
    this.addSql(
      `alter table "training_session" add constraint "training_session_mode_check" check ("mode" in ('ONLINE', 'ON_SITE'));`,
    );
    this.addSql(
      `alter table "training_session" add constraint "training_session_tier_check" check ("tier" in ('DISTRICT', 'STREET', 'VILLAGE'));`,
    );
    this.addSql(
      `alter table "training_session" add constraint "training_session_status_check" check ("status" in ('DRAFT', 'PUBLISHED', 'CANCELLED', 'COMPLETED'));`,
    );

    this.addSql(
      `alter table "expenditure" add constraint "expenditure_allocation_id_foreign" foreign key ("allocation_id") references "allocation" ("id");`,
    );
    this.addSql(
      `alter table "expenditure" add constraint "expenditure_program_id_foreign" foreign key ("program_id") references "program" ("id");`,
    );
    this.addSql(
      `alter table "expenditure" add constraint "expenditure_activity_id_foreign" foreign key ("activity_id") references "activity" ("id") on delete restrict;`,
    );
    this.addSql(
      `alter table "expenditure" add constraint "expenditure_purchase_item_id_foreign" foreign key ("purchase_item_id") references "purchase_item" ("id") on delete restrict;`,
    );
    this.addSql(
      `alter table "expenditure" add constraint "expenditure_contractor_id_foreign" foreign key ("contractor_id") references "party" ("id") on delete restrict;`,
    );
    this.addSql(
      `alter table "expenditure" add constraint "expenditure_corrects_id_foreign" foreign key ("corrects_id") references "expenditure" ("id") on delete restrict;`,
    );
    this.addSql(
      `alter table "expenditure" add constraint "expenditure_kind" check (("corrects_id" is not null) = ("kind" = 'CORRECTION') and ("reason" is not null) = ("kind" = 'CORRECTION'));`,
    );
    this.addSql(
      `alter table "expenditure" add constraint "expenditure_amount" check ("amount_fen" > 0 or ("kind" = 'CORRECTION' and "amount_fen" <> 0));`,
    );
    this.addSql(
      `alter table "expenditure" add constraint "expenditure_quantity" check (("quantity" is null) = ("purchase_item_id" is null));`,
    );
    this.addSql(
      `alter table "expenditure" add constraint "expenditure_kind_check" check ("kind" in ('EXPENDITURE', 'CORRECTION'));`,
    );
    this.addSql(
      `create or replace function "expenditure_expenditure_update_delete_trigger_fn"() returns trigger as \$\$ begin if tg_op = 'DELETE' and old."is_demo" then return old; end if;       raise exception 'The ledger of expenditures only takes new entries'; end; \$\$ language plpgsql;`,
    );
    this.addSql(
      `create trigger "expenditure_update_delete_trigger" BEFORE UPDATE OR DELETE on "expenditure" for each ROW execute function "expenditure_expenditure_update_delete_trigger_fn"();`,
    );

    this.addSql(
      `alter table "nomination" add constraint "nomination_round_id_foreign" foreign key ("round_id") references "award_round" ("id");`,
    );
    this.addSql(
      `alter table "nomination" add constraint "nomination_volunteer_id_foreign" foreign key ("volunteer_id") references "volunteer" ("id") on delete restrict;`,
    );
    this.addSql(
      `alter table "nomination" add constraint "nomination_team_id_foreign" foreign key ("team_id") references "party" ("id") on delete restrict;`,
    );
    this.addSql(
      `alter table "nomination" add constraint "nomination_has_one_subject" check (("volunteer_id" is null) <> ("team_id" is null));`,
    );
    this.addSql(
      `alter table "nomination" add constraint "nomination_reviewed" check (("reviewed_at" is not null) = ("status" in ('ACCEPTED', 'REJECTED')) and ("review_reason" is not null or "status" <> 'REJECTED'));`,
    );
    this.addSql(
      `alter table "nomination" add constraint "nomination_nominator_check" check ("nominator" in ('SELF', 'UNIT', 'OFFICE'));`,
    );
    this.addSql(
      `alter table "nomination" add constraint "nomination_status_check" check ("status" in ('SUBMITTED', 'ACCEPTED', 'REJECTED', 'WITHDRAWN'));`,
    );

    this.addSql(
      `alter table "incentive_grant" add constraint "incentive_grant_incentive_id_foreign" foreign key ("incentive_id") references "incentive" ("id");`,
    );
    this.addSql(
      `alter table "incentive_grant" add constraint "incentive_grant_rule_id_foreign" foreign key ("rule_id") references "incentive_rule" ("id") on delete restrict;`,
    );
    this.addSql(
      `alter table "incentive_grant" add constraint "incentive_grant_round_id_foreign" foreign key ("round_id") references "award_round" ("id") on delete restrict;`,
    );
    this.addSql(
      `alter table "incentive_grant" add constraint "incentive_grant_nomination_id_foreign" foreign key ("nomination_id") references "nomination" ("id") on delete restrict;`,
    );
    this.addSql(
      `alter table "incentive_grant" add constraint "incentive_grant_volunteer_id_foreign" foreign key ("volunteer_id") references "volunteer" ("id") on delete restrict;`,
    );
    this.addSql(
      `alter table "incentive_grant" add constraint "incentive_grant_team_id_foreign" foreign key ("team_id") references "party" ("id") on delete restrict;`,
    );
    this.addSql(
      `alter table "incentive_grant" add constraint "incentive_grant_has_one_subject" check (("volunteer_id" is null) <> ("team_id" is null));`,
    );
    this.addSql(
      `alter table "incentive_grant" add constraint "incentive_grant_rests_on_something" check (("rule_id" is null) <> ("nomination_id" is null) and ("nomination_id" is null) = ("round_id" is null));`,
    );
    this.addSql(
      `alter table "incentive_grant" add constraint "incentive_grant_days" check ("valid_to" is null or "valid_to" >= "valid_from");`,
    );
    this.addSql(
      `alter table "incentive_grant" add constraint "incentive_grant_revoked_has_reason" check (("revoke_reason" is not null) = ("revoked_at" is not null));`,
    );

    this.addSql(
      `alter table "enrolment" add constraint "enrolment_session_id_foreign" foreign key ("session_id") references "training_session" ("id");`,
    );
    this.addSql(
      `alter table "enrolment" add constraint "enrolment_volunteer_id_foreign" foreign key ("volunteer_id") references "volunteer" ("id");`,
    );
    this.addSql(
      `alter table "enrolment" add constraint "enrolment_completed" check (("has_passed" is not null) = ("status" = 'COMPLETED') and ("completed_at" is not null) = ("status" = 'COMPLETED'));`,
    );
    this.addSql(
      `alter table "enrolment" add constraint "enrolment_score" check ("score" is null or ("status" = 'COMPLETED' and "score" >= 0 and "score" <= 100));`,
    );
    this.addSql(
      `alter table "enrolment" add constraint "enrolment_status_check" check ("status" in ('ENROLLED', 'ATTENDED', 'COMPLETED', 'ABSENT', 'CANCELLED'));`,
    );

    this.addSql(
      `alter table "training_certificate" add constraint "training_certificate_enrolment_id_foreign" foreign key ("enrolment_id") references "enrolment" ("id");`,
    );
    this.addSql(
      `alter table "training_certificate" add constraint "training_certificate_volunteer_id_foreign" foreign key ("volunteer_id") references "volunteer" ("id");`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "incentive_grant" drop constraint "incentive_grant_rule_id_foreign";`);
    this.addSql(`alter table "nomination" drop constraint "nomination_round_id_foreign";`);
    this.addSql(`alter table "incentive_grant" drop constraint "incentive_grant_round_id_foreign";`);
    this.addSql(`alter table "expenditure" drop constraint "expenditure_allocation_id_foreign";`);
    this.addSql(`alter table "expenditure" drop constraint "expenditure_purchase_item_id_foreign";`);
    this.addSql(`alter table "training_session" drop constraint "training_session_course_id_foreign";`);
    this.addSql(`alter table "enrolment" drop constraint "enrolment_session_id_foreign";`);
    this.addSql(`alter table "expenditure" drop constraint "expenditure_corrects_id_foreign";`);
    this.addSql(`alter table "incentive_grant" drop constraint "incentive_grant_nomination_id_foreign";`);
    this.addSql(
      `alter table "training_certificate" drop constraint "training_certificate_enrolment_id_foreign";`,
    );

    this.addSql(`drop table if exists "incentive_rule" cascade;`);
    this.addSql(`drop table if exists "award_round" cascade;`);
    this.addSql(`drop table if exists "allocation" cascade;`);
    this.addSql(`drop table if exists "purchase_item" cascade;`);
    this.addSql(`drop table if exists "term_state" cascade;`);
    this.addSql(`drop table if exists "course" cascade;`);
    this.addSql(`drop table if exists "training_session" cascade;`);
    this.addSql(`drop trigger if exists "expenditure_update_delete_trigger" on "expenditure";`);
    this.addSql(`drop function if exists "expenditure_expenditure_update_delete_trigger_fn"();`);
    this.addSql(`drop table if exists "expenditure" cascade;`);
    this.addSql(`drop table if exists "nomination" cascade;`);
    this.addSql(`drop table if exists "incentive_grant" cascade;`);
    this.addSql(`drop table if exists "enrolment" cascade;`);
    this.addSql(`drop table if exists "training_certificate" cascade;`);

    for (const sequence of sequences) this.addSql(`drop sequence "${sequence}";`);

    this.addSql(`alter table "change" drop constraint "change_kind_check";`);
    // The feed told of what is no longer there.
    this.addSql(
      `delete from "change" where "kind" not like 'ACTIVITY%' and "kind" not like 'VENUE%' and "kind" not like 'MEASUREMENT%' and "kind" <> 'CERTIFICATE_VOIDED';`,
    );
    this.addSql(
      `alter table "change" add constraint "change_kind_check" check ("kind" in ('ACTIVITY_PUBLISHED', 'ACTIVITY_UPDATED', 'ACTIVITY_CANCELLED', 'ACTIVITY_COMPLETED', 'ACTIVITY_VOIDED', 'VENUE_CREATED', 'VENUE_UPDATED', 'VENUE_CLOSED', 'CERTIFICATE_VOIDED', 'MEASUREMENT_RECORDED', 'MEASUREMENT_RETRACTED'));`,
    );
  }
}

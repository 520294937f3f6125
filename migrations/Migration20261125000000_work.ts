import { Migration } from '@mikro-orm/migrations';

/** Codes that people read are counted by these. */
const sequences = ['venue_code', 'volunteer_number', 'activity_code', 'activity_series_code'];

export class Migration20261125000000_work extends Migration {
  override name = 'Migration20261125000000_work';

  override up(): void | Promise<void> {
    // Needed by the exclusion constraint on the ledger.
    this.addSql(`create extension if not exists btree_gist;`);
    for (const sequence of sequences) this.addSql(`create sequence "${sequence}";`);

    this.addSql(
      `create table "account" ("id" uuid not null, "issuer" text not null, "subject" text not null, "created_at" timestamptz(3) not null, primary key ("id"));`,
    );
    this.addSql(
      `alter table "account" add constraint "account_issuer_subject_unique" unique ("issuer", "subject");`,
    );

    this.addSql(
      `create table "audit_entry" ("id" uuid not null, "at" timestamptz(3) not null, "account_id" uuid null, "action" text not null, "district_code" text not null, "subject_type" text not null, "subject_id" text not null, "kind" text not null, "changes" jsonb not null, "reason" text null, "request_id" text null, primary key ("id"));`,
    );
    this.addSql(`create index "audit_entry_account_id_index" on "audit_entry" ("account_id");`);
    this.addSql(`create index "audit_entry_at_id_index" on "audit_entry" ("at", "id");`);
    this.addSql(`create index "audit_entry_subject_id_index" on "audit_entry" ("subject_id");`);

    this.addSql(
      `create table "change" ("id" uuid not null, "xid" bigint not null default (pg_current_xact_id()::text)::bigint, "position" bigserial, "kind" text not null, "at" timestamptz(3) not null, "district_code" text not null, "subject_id" text not null, primary key ("id"));`,
    );
    this.addSql(`create index "change_xid_position_index" on "change" ("xid", "position");`);

    this.addSql(
      `create table "idempotent_answer" ("id" uuid not null, "account_id" uuid not null, "key" uuid not null, "action" text not null, "input_hash" text not null, "subject" uuid null, "created_at" timestamptz(3) not null, primary key ("id"));`,
    );
    this.addSql(`create index "idempotent_answer_created_at_index" on "idempotent_answer" ("created_at");`);
    this.addSql(
      `alter table "idempotent_answer" add constraint "idempotent_answer_account_id_key_unique" unique ("account_id", "key");`,
    );

    this.addSql(
      `create table "minor_read" ("id" uuid not null, "at" timestamptz(3) not null, "account_id" uuid not null, "volunteer_id" uuid not null, "fields" text[] not null, "request_id" text not null, primary key ("id"));`,
    );
    this.addSql(`create index "minor_read_volunteer_id_at_index" on "minor_read" ("volunteer_id", "at");`);

    this.addSql(
      `create table "measurement" ("id" uuid not null, "indicator_id" uuid not null, "party_id" uuid not null, "measured_on" date not null, "value" double precision not null, "sample_size" int null, "source" text not null, "retracted_at" timestamptz(3) null, "district_code" text not null, "version" int not null default 1, "is_demo" boolean not null default false, primary key ("id"));`,
    );
    this.addSql(`create index "measurement_party_id_index" on "measurement" ("party_id");`);
    this.addSql(
      `create unique index "measurement_once" on "measurement" ("indicator_id", "party_id", "measured_on") where "retracted_at" is null;`,
    );
    this.addSql(
      `create index "measurement_indicator_id_measured_on_id_index" on "measurement" ("indicator_id", "measured_on", "id");`,
    );

    this.addSql(
      `create table "activity_series" ("id" uuid not null, "code" text not null, "title" text not null, "rrule" text not null, "except_dates" text[] not null, "program_id" uuid not null, "organizer_id" uuid not null, "district_code" text not null, "version" int not null default 1, "is_demo" boolean not null default false, primary key ("id"));`,
    );
    this.addSql(
      `alter table "activity_series" add constraint "activity_series_code_unique" unique ("code");`,
    );
    this.addSql(`create index "activity_series_program_id_index" on "activity_series" ("program_id");`);
    this.addSql(`create index "activity_series_organizer_id_index" on "activity_series" ("organizer_id");`);

    this.addSql(
      `create table "role_grant" ("id" uuid not null, "account_id" uuid not null, "role" text not null, "party_id" uuid null, "district_code" text not null, "granted_at" timestamptz(3) not null, "revoked_at" timestamptz(3) null, "version" int not null default 1, primary key ("id"));`,
    );
    this.addSql(`create index "role_grant_account_id_index" on "role_grant" ("account_id");`);
    this.addSql(`create index "role_grant_party_id_index" on "role_grant" ("party_id");`);

    this.addSql(`create table "secret" ("name" text not null, "value" text not null, primary key ("name"));`);

    this.addSql(
      `create table "venue" ("id" uuid not null, "kind" text not null, "code" text not null, "name" text not null, "name_key" text not null, "address" text null, "street_id" uuid null, "operator_id" uuid null, "longitude" double precision null, "latitude" double precision null, "district_code" text not null, "level" text null, "parent_id" uuid null, "place_kind_id" uuid null, "closed_at" timestamptz(3) null, "version" int not null default 1, "is_demo" boolean not null default false, primary key ("id"));`,
    );
    this.addSql(`alter table "venue" add constraint "venue_code_unique" unique ("code");`);
    this.addSql(`create index "venue_name_key_index" on "venue" ("name_key");`);
    this.addSql(`create index "venue_street_id_index" on "venue" ("street_id");`);
    this.addSql(`create index "venue_operator_id_index" on "venue" ("operator_id");`);
    this.addSql(`create index "venue_district_code_index" on "venue" ("district_code");`);
    this.addSql(`create index "venue_parent_id_index" on "venue" ("parent_id");`);
    this.addSql(`create index "venue_place_kind_id_index" on "venue" ("place_kind_id");`);

    this.addSql(
      `create table "activity" ("id" uuid not null, "code" text not null, "title" text not null, "summary" text null, "program_id" uuid not null, "campaign_id" uuid null, "organizer_id" uuid not null, "series_id" uuid null, "starts_at" timestamptz(3) not null, "ends_at" timestamptz(3) not null, "status" text not null, "cancel_reason" text null, "venue_id" uuid null, "place" text null, "schedule_id" uuid null, "occasion" text null, "capacity" int null, "sign_up_count" int not null default 0, "waiting_count" int not null default 0, "has_waiting_list" boolean not null, "minimum_age" int null, "maximum_age" int null, "risk_statement" text null, "is_risky" boolean not null, "is_insured" boolean not null, "service_mode_id" uuid null, "district_code" text not null, "published_at" timestamptz(3) null, "completed_at" timestamptz(3) null, "version" int not null default 1, "is_demo" boolean not null default false, primary key ("id"));`,
    );
    this.addSql(`alter table "activity" add constraint "activity_code_unique" unique ("code");`);
    this.addSql(`create index "activity_campaign_id_index" on "activity" ("campaign_id");`);
    this.addSql(`create index "activity_series_id_index" on "activity" ("series_id");`);
    this.addSql(`create index "activity_venue_id_index" on "activity" ("venue_id");`);
    this.addSql(`create index "activity_schedule_id_index" on "activity" ("schedule_id");`);
    this.addSql(`create index "activity_service_mode_id_index" on "activity" ("service_mode_id");`);
    this.addSql(`create index "activity_district_code_index" on "activity" ("district_code");`);
    this.addSql(`create index "activity_starts_at_id_index" on "activity" ("starts_at", "id");`);
    this.addSql(
      `create index "activity_program_id_starts_at_id_index" on "activity" ("program_id", "starts_at", "id");`,
    );
    this.addSql(
      `create index "activity_organizer_id_starts_at_id_index" on "activity" ("organizer_id", "starts_at", "id");`,
    );
    this.addSql(`create index "activity_published_at_id_index" on "activity" ("published_at", "id");`);

    this.addSql(
      `create table "shift" ("id" uuid not null, "activity_id" uuid not null, "label" text not null, "starts_at" timestamptz(3) not null, "ends_at" timestamptz(3) not null, "capacity" int null, "sign_up_count" int not null default 0, primary key ("id"));`,
    );
    this.addSql(`create index "shift_activity_id_index" on "shift" ("activity_id");`);

    this.addSql(
      `create table "activity_term" ("activity_id" uuid not null, "term_id" uuid not null, primary key ("activity_id", "term_id"));`,
    );

    this.addSql(
      `create table "activity_co_organizer" ("activity_id" uuid not null, "party_id" uuid not null, primary key ("activity_id", "party_id"));`,
    );

    this.addSql(
      `create table "activity_beneficiary_group" ("activity_id" uuid not null, "term_id" uuid not null, primary key ("activity_id", "term_id"));`,
    );

    this.addSql(
      `create table "volunteer" ("id" uuid not null, "number" text not null, "name" text not null, "phone" text null, "birth_date" date null, "guardian_name" text null, "guardian_phone" text null, "identity_digest" text null, "status" text not null, "unit_id" uuid null, "skills" text[] not null, "district_code" text not null, "account_id" uuid null, "registered_at" timestamptz(3) not null, "version" int not null default 1, "is_demo" boolean not null default false, primary key ("id"));`,
    );
    this.addSql(`alter table "volunteer" add constraint "volunteer_number_unique" unique ("number");`);
    this.addSql(
      `alter table "volunteer" add constraint "volunteer_identity_digest_unique" unique ("identity_digest");`,
    );
    this.addSql(`create index "volunteer_unit_id_index" on "volunteer" ("unit_id");`);
    this.addSql(`create index "volunteer_district_code_index" on "volunteer" ("district_code");`);
    this.addSql(
      `alter table "volunteer" add constraint "volunteer_account_id_unique" unique ("account_id");`,
    );
    this.addSql(`create index "volunteer_registered_at_index" on "volunteer" ("registered_at");`);

    this.addSql(
      `create table "team_membership" ("id" uuid not null, "volunteer_id" uuid not null, "team_id" uuid not null, "role" text not null, "joined_on" date not null, "left_on" date null, "version" int not null default 1, primary key ("id"));`,
    );
    this.addSql(`create index "team_membership_volunteer_id_index" on "team_membership" ("volunteer_id");`);
    this.addSql(`create index "team_membership_team_id_index" on "team_membership" ("team_id");`);
    this.addSql(
      `create unique index "team_membership_once" on "team_membership" ("volunteer_id", "team_id") where "left_on" is null;`,
    );

    this.addSql(
      `create table "sign_up" ("id" uuid not null, "activity_id" uuid not null, "shift_id" uuid null, "volunteer_id" uuid not null, "status" text not null, "signed_up_at" timestamptz(3) not null, "confirmed_at" timestamptz(3) null, "cancelled_at" timestamptz(3) null, "checked_in_at" timestamptz(3) null, "checked_out_at" timestamptz(3) null, "check_in_method" text null, "version" int not null default 1, "is_demo" boolean not null default false, primary key ("id"));`,
    );
    this.addSql(`create index "sign_up_shift_id_index" on "sign_up" ("shift_id");`);
    this.addSql(
      `create index "sign_up_activity_id_signed_up_at_id_index" on "sign_up" ("activity_id", "signed_up_at", "id");`,
    );
    this.addSql(
      `create index "sign_up_volunteer_id_signed_up_at_id_index" on "sign_up" ("volunteer_id", "signed_up_at", "id");`,
    );
    this.addSql(
      `create unique index "sign_up_once" on "sign_up" ("activity_id", coalesce("shift_id", "activity_id"), "volunteer_id") where "status" <> 'CANCELLED';`,
    );
    this.addSql(
      `create index "sign_up_waiting" on "sign_up" ("activity_id", "signed_up_at", "id") where "status" = 'WAITING';`,
    );

    this.addSql(
      `create table "service_record" ("id" uuid not null, "volunteer_id" uuid not null, "activity_id" uuid not null, "sign_up_id" uuid not null, "kind" text not null, "minutes" int not null, "started_at" timestamptz(3) not null, "ended_at" timestamptz(3) not null, "source" text not null, "recorded_at" timestamptz(3) not null, "confirmed_at" timestamptz(3) null, "not_counted_reason" text null, "corrects_id" uuid null, "reason" text null, "is_demo" boolean not null default false, primary key ("id"));`,
    );
    this.addSql(`create index "service_record_sign_up_id_index" on "service_record" ("sign_up_id");`);
    this.addSql(`create index "service_record_corrects_id_index" on "service_record" ("corrects_id");`);
    this.addSql(
      `create index "service_record_volunteer_id_started_at_id_index" on "service_record" ("volunteer_id", "started_at", "id");`,
    );
    this.addSql(
      `create index "service_record_activity_id_started_at_id_index" on "service_record" ("activity_id", "started_at", "id");`,
    );
    this.addSql(
      `create index "service_record_recorded_at_id_index" on "service_record" ("recorded_at", "id");`,
    );

    this.addSql(
      `create table "consent" ("id" uuid not null, "volunteer_id" uuid not null, "kind" text not null, "given_by" text not null, "given_at" timestamptz(3) not null, "withdrawn_at" timestamptz(3) null, "evidence" text null, "version" int not null default 1, primary key ("id"));`,
    );
    this.addSql(`create index "consent_volunteer_id_index" on "consent" ("volunteer_id");`);

    this.addSql(
      `create table "certificate" ("id" uuid not null, "number" text not null, "volunteer_id" uuid not null, "valid_from" date not null, "valid_to" date not null, "minutes" int not null, "activity_count" int not null, "district_code" text not null, "issued_at" timestamptz(3) not null, "voided_at" timestamptz(3) null, "version" int not null default 1, "is_demo" boolean not null default false, primary key ("id"));`,
    );
    this.addSql(`alter table "certificate" add constraint "certificate_number_unique" unique ("number");`);
    this.addSql(`create index "certificate_volunteer_id_index" on "certificate" ("volunteer_id");`);

    this.addSql(
      `alter table "audit_entry" add constraint "audit_entry_account_id_foreign" foreign key ("account_id") references "account" ("id") on delete set null;`,
    );
    this.addSql(
      `alter table "audit_entry" add constraint "audit_entry_kind_check" check ("kind" in ('CREATED', 'UPDATED', 'DELETED'));`,
    );
    this.addSql(
      `create or replace function "audit_entry_audit_entry_update_delete_trigger_fn"() returns trigger as \$\$ begin raise exception 'Only new entries are taken'; end; \$\$ language plpgsql;`,
    );
    this.addSql(
      `create trigger "audit_entry_update_delete_trigger" BEFORE UPDATE OR DELETE on "audit_entry" for each ROW execute function "audit_entry_audit_entry_update_delete_trigger_fn"();`,
    );

    this.addSql(
      `alter table "change" add constraint "change_kind_check" check ("kind" in ('ACTIVITY_PUBLISHED', 'ACTIVITY_UPDATED', 'ACTIVITY_CANCELLED', 'ACTIVITY_COMPLETED', 'ACTIVITY_VOIDED', 'VENUE_CREATED', 'VENUE_UPDATED', 'VENUE_CLOSED', 'CERTIFICATE_VOIDED', 'MEASUREMENT_RECORDED', 'MEASUREMENT_RETRACTED'));`,
    );

    this.addSql(
      `alter table "idempotent_answer" add constraint "idempotent_answer_account_id_foreign" foreign key ("account_id") references "account" ("id");`,
    );

    this.addSql(
      `alter table "minor_read" add constraint "minor_read_account_id_foreign" foreign key ("account_id") references "account" ("id");`,
    );
    this.addSql(
      `create or replace function "minor_read_minor_read_update_delete_trigger_fn"() returns trigger as \$\$ begin raise exception 'Only new entries are taken'; end; \$\$ language plpgsql;`,
    );
    this.addSql(
      `create trigger "minor_read_update_delete_trigger" BEFORE UPDATE OR DELETE on "minor_read" for each ROW execute function "minor_read_minor_read_update_delete_trigger_fn"();`,
    );

    this.addSql(
      `alter table "measurement" add constraint "measurement_indicator_id_foreign" foreign key ("indicator_id") references "indicator" ("id");`,
    );
    this.addSql(
      `alter table "measurement" add constraint "measurement_party_id_foreign" foreign key ("party_id") references "party" ("id");`,
    );
    this.addSql(
      `alter table "measurement" add constraint "measurement_per_cent" check ("value" >= 0 and "value" <= 100);`,
    );

    this.addSql(
      `alter table "activity_series" add constraint "activity_series_program_id_foreign" foreign key ("program_id") references "program" ("id");`,
    );
    this.addSql(
      `alter table "activity_series" add constraint "activity_series_organizer_id_foreign" foreign key ("organizer_id") references "party" ("id");`,
    );

    this.addSql(
      `alter table "role_grant" add constraint "role_grant_account_id_foreign" foreign key ("account_id") references "account" ("id");`,
    );
    this.addSql(
      `alter table "role_grant" add constraint "role_grant_party_id_foreign" foreign key ("party_id") references "party" ("id") on delete set null;`,
    );
    this.addSql(
      `alter table "role_grant" add constraint "role_grant_party_is_coordinated" check (("party_id" is not null) = ("role" = 'COORDINATOR'));`,
    );
    this.addSql(
      `alter table "role_grant" add constraint "role_grant_role_check" check ("role" in ('COORDINATOR', 'MEDIA', 'OFFICE', 'ANALYST'));`,
    );

    this.addSql(
      `alter table "venue" add constraint "venue_street_id_foreign" foreign key ("street_id") references "party" ("id") on delete set null;`,
    );
    this.addSql(
      `alter table "venue" add constraint "venue_operator_id_foreign" foreign key ("operator_id") references "party" ("id") on delete set null;`,
    );
    this.addSql(
      `alter table "venue" add constraint "venue_parent_id_foreign" foreign key ("parent_id") references "venue" ("id") on delete set null;`,
    );
    this.addSql(
      `alter table "venue" add constraint "venue_place_kind_id_foreign" foreign key ("place_kind_id") references "term" ("id") on delete set null;`,
    );
    this.addSql(
      `alter table "venue" add constraint "venue_station_has_level" check (("level" is not null) = ("kind" = 'STATION'));`,
    );
    this.addSql(
      `alter table "venue" add constraint "venue_on_earth" check (("longitude" is null) = ("latitude" is null));`,
    );
    this.addSql(
      `alter table "venue" add constraint "venue_kind_check" check ("kind" in ('STATION', 'PUBLIC_PLACE'));`,
    );
    this.addSql(
      `alter table "venue" add constraint "venue_level_check" check ("level" in ('CENTRE', 'OFFICE', 'POST'));`,
    );

    this.addSql(
      `alter table "activity" add constraint "activity_program_id_foreign" foreign key ("program_id") references "program" ("id");`,
    );
    this.addSql(
      `alter table "activity" add constraint "activity_campaign_id_foreign" foreign key ("campaign_id") references "campaign" ("id") on delete set null;`,
    );
    this.addSql(
      `alter table "activity" add constraint "activity_organizer_id_foreign" foreign key ("organizer_id") references "party" ("id");`,
    );
    this.addSql(
      `alter table "activity" add constraint "activity_series_id_foreign" foreign key ("series_id") references "activity_series" ("id") on delete set null;`,
    );
    this.addSql(
      `alter table "activity" add constraint "activity_venue_id_foreign" foreign key ("venue_id") references "venue" ("id") on delete set null;`,
    );
    this.addSql(
      `alter table "activity" add constraint "activity_schedule_id_foreign" foreign key ("schedule_id") references "schedule" ("id") on delete set null;`,
    );
    this.addSql(
      `alter table "activity" add constraint "activity_service_mode_id_foreign" foreign key ("service_mode_id") references "term" ("id") on delete set null;`,
    );
    this.addSql(
      `alter table "activity" add constraint "activity_ends_after_start" check ("ends_at" > "starts_at");`,
    );
    this.addSql(
      `alter table "activity" add constraint "activity_not_oversold" check ("sign_up_count" >= 0 and ("capacity" is null or "sign_up_count" <= "capacity"));`,
    );
    this.addSql(`alter table "activity" add constraint "activity_waiting" check ("waiting_count" >= 0);`);
    this.addSql(
      `alter table "activity" add constraint "activity_cancelled_has_reason" check (("cancel_reason" is not null) = ("status" = 'CANCELLED'));`,
    );
    this.addSql(
      `alter table "activity" add constraint "activity_status_check" check ("status" in ('DRAFT', 'PUBLISHED', 'CANCELLED', 'COMPLETED', 'VOID'));`,
    );

    this.addSql(
      `alter table "shift" add constraint "shift_activity_id_foreign" foreign key ("activity_id") references "activity" ("id") on delete cascade;`,
    );
    this.addSql(
      `alter table "shift" add constraint "shift_ends_after_start" check ("ends_at" > "starts_at");`,
    );
    this.addSql(
      `alter table "shift" add constraint "shift_not_oversold" check ("sign_up_count" >= 0 and ("capacity" is null or "sign_up_count" <= "capacity"));`,
    );

    this.addSql(
      `alter table "activity_term" add constraint "activity_term_activity_id_foreign" foreign key ("activity_id") references "activity" ("id") on update cascade on delete cascade;`,
    );
    this.addSql(
      `alter table "activity_term" add constraint "activity_term_term_id_foreign" foreign key ("term_id") references "term" ("id") on update cascade on delete cascade;`,
    );

    this.addSql(
      `alter table "activity_co_organizer" add constraint "activity_co_organizer_activity_id_foreign" foreign key ("activity_id") references "activity" ("id") on update cascade on delete cascade;`,
    );
    this.addSql(
      `alter table "activity_co_organizer" add constraint "activity_co_organizer_party_id_foreign" foreign key ("party_id") references "party" ("id") on update cascade on delete cascade;`,
    );

    this.addSql(
      `alter table "activity_beneficiary_group" add constraint "activity_beneficiary_group_activity_id_foreign" foreign key ("activity_id") references "activity" ("id") on update cascade on delete cascade;`,
    );
    this.addSql(
      `alter table "activity_beneficiary_group" add constraint "activity_beneficiary_group_term_id_foreign" foreign key ("term_id") references "term" ("id") on update cascade on delete cascade;`,
    );

    this.addSql(
      `alter table "volunteer" add constraint "volunteer_unit_id_foreign" foreign key ("unit_id") references "party" ("id") on delete set null;`,
    );
    this.addSql(
      `alter table "volunteer" add constraint "volunteer_account_id_foreign" foreign key ("account_id") references "account" ("id") on delete set null;`,
    );
    this.addSql(
      `alter table "volunteer" add constraint "volunteer_status_check" check ("status" in ('ACTIVE', 'WITHDRAWN'));`,
    );

    this.addSql(
      `alter table "team_membership" add constraint "team_membership_volunteer_id_foreign" foreign key ("volunteer_id") references "volunteer" ("id");`,
    );
    this.addSql(
      `alter table "team_membership" add constraint "team_membership_team_id_foreign" foreign key ("team_id") references "party" ("id");`,
    );
    this.addSql(
      `alter table "team_membership" add constraint "team_membership_role_check" check ("role" in ('LEADER', 'MEMBER'));`,
    );

    this.addSql(
      `alter table "sign_up" add constraint "sign_up_activity_id_foreign" foreign key ("activity_id") references "activity" ("id");`,
    );
    this.addSql(
      `alter table "sign_up" add constraint "sign_up_shift_id_foreign" foreign key ("shift_id") references "shift" ("id") on delete set null;`,
    );
    this.addSql(
      `alter table "sign_up" add constraint "sign_up_volunteer_id_foreign" foreign key ("volunteer_id") references "volunteer" ("id");`,
    );
    this.addSql(
      `alter table "sign_up" add constraint "sign_up_status_check" check ("status" in ('CONFIRMED', 'WAITING', 'CANCELLED', 'ATTENDED', 'NO_SHOW'));`,
    );
    this.addSql(
      `alter table "sign_up" add constraint "sign_up_check_in_method_check" check ("check_in_method" in ('COORDINATOR', 'CODE', 'SELF'));`,
    );

    this.addSql(
      `alter table "service_record" add constraint "service_record_volunteer_id_foreign" foreign key ("volunteer_id") references "volunteer" ("id");`,
    );
    this.addSql(
      `alter table "service_record" add constraint "service_record_activity_id_foreign" foreign key ("activity_id") references "activity" ("id");`,
    );
    this.addSql(
      `alter table "service_record" add constraint "service_record_sign_up_id_foreign" foreign key ("sign_up_id") references "sign_up" ("id");`,
    );
    this.addSql(
      `alter table "service_record" add constraint "service_record_corrects_id_foreign" foreign key ("corrects_id") references "service_record" ("id") on delete set null;`,
    );
    // Nobody serves at two places at once.
    this.addSql(
      `alter table "service_record" add constraint "service_record_no_overlap" exclude using gist ("volunteer_id" with =, tstzrange("started_at", "ended_at") with &&) where ("kind" = 'SERVICE');`,
    );
    this.addSql(
      `alter table "service_record" add constraint "service_record_kind" check (("corrects_id" is not null) = ("kind" = 'CORRECTION') and ("reason" is not null or "kind" = 'SERVICE'));`,
    );
    this.addSql(
      `alter table "service_record" add constraint "service_record_minutes" check ("minutes" >= 0 or "kind" = 'CORRECTION');`,
    );
    this.addSql(
      `alter table "service_record" add constraint "service_record_kind_check" check ("kind" in ('SERVICE', 'CORRECTION'));`,
    );
    this.addSql(
      `alter table "service_record" add constraint "service_record_source_check" check ("source" in ('COORDINATOR', 'CODE', 'SELF'));`,
    );
    this.addSql(
      `alter table "service_record" add constraint "service_record_not_counted_reason_check" check ("not_counted_reason" in ('TOO_SHORT', 'NO_CHECK_OUT'));`,
    );
    this
      .addSql(`create or replace function "service_record_service_record_update_delete_trigger_fn"() returns trigger as \$\$ begin if tg_op = 'DELETE' then
        if old."is_demo" then return old; end if;       elsif old."confirmed_at" is null and to_jsonb(new) - 'confirmed_at' = to_jsonb(old) - 'confirmed_at' then
        return new;       end if;       raise exception 'The hours ledger only takes new entries'; end; \$\$ language plpgsql;`);
    this.addSql(
      `create trigger "service_record_update_delete_trigger" BEFORE UPDATE OR DELETE on "service_record" for each ROW execute function "service_record_service_record_update_delete_trigger_fn"();`,
    );

    this.addSql(
      `alter table "consent" add constraint "consent_volunteer_id_foreign" foreign key ("volunteer_id") references "volunteer" ("id");`,
    );
    this.addSql(
      `alter table "consent" add constraint "consent_kind_check" check ("kind" in ('GUARDIAN_PARTICIPATION', 'PUBLISH_NAME', 'PUBLISH_IMAGE'));`,
    );
    this.addSql(
      `alter table "consent" add constraint "consent_given_by_check" check ("given_by" in ('SELF', 'GUARDIAN'));`,
    );

    this.addSql(
      `alter table "certificate" add constraint "certificate_volunteer_id_foreign" foreign key ("volunteer_id") references "volunteer" ("id");`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "audit_entry" drop constraint "audit_entry_account_id_foreign";`);
    this.addSql(`alter table "idempotent_answer" drop constraint "idempotent_answer_account_id_foreign";`);
    this.addSql(`alter table "minor_read" drop constraint "minor_read_account_id_foreign";`);
    this.addSql(`alter table "role_grant" drop constraint "role_grant_account_id_foreign";`);
    this.addSql(`alter table "volunteer" drop constraint "volunteer_account_id_foreign";`);
    this.addSql(`alter table "activity" drop constraint "activity_series_id_foreign";`);
    this.addSql(`alter table "venue" drop constraint "venue_parent_id_foreign";`);
    this.addSql(`alter table "activity" drop constraint "activity_venue_id_foreign";`);
    this.addSql(`alter table "shift" drop constraint "shift_activity_id_foreign";`);
    this.addSql(`alter table "activity_term" drop constraint "activity_term_activity_id_foreign";`);
    this.addSql(
      `alter table "activity_co_organizer" drop constraint "activity_co_organizer_activity_id_foreign";`,
    );
    this.addSql(
      `alter table "activity_beneficiary_group" drop constraint "activity_beneficiary_group_activity_id_foreign";`,
    );
    this.addSql(`alter table "sign_up" drop constraint "sign_up_activity_id_foreign";`);
    this.addSql(`alter table "service_record" drop constraint "service_record_activity_id_foreign";`);
    this.addSql(`alter table "sign_up" drop constraint "sign_up_shift_id_foreign";`);
    this.addSql(`alter table "team_membership" drop constraint "team_membership_volunteer_id_foreign";`);
    this.addSql(`alter table "sign_up" drop constraint "sign_up_volunteer_id_foreign";`);
    this.addSql(`alter table "service_record" drop constraint "service_record_volunteer_id_foreign";`);
    this.addSql(`alter table "consent" drop constraint "consent_volunteer_id_foreign";`);
    this.addSql(`alter table "certificate" drop constraint "certificate_volunteer_id_foreign";`);
    this.addSql(`alter table "service_record" drop constraint "service_record_sign_up_id_foreign";`);
    this.addSql(`alter table "service_record" drop constraint "service_record_corrects_id_foreign";`);

    this.addSql(`drop table if exists "account" cascade;`);
    this.addSql(`drop trigger if exists "audit_entry_update_delete_trigger" on "audit_entry";`);
    this.addSql(`drop function if exists "audit_entry_audit_entry_update_delete_trigger_fn"();`);
    this.addSql(`drop table if exists "audit_entry" cascade;`);
    this.addSql(`drop table if exists "change" cascade;`);
    this.addSql(`drop table if exists "idempotent_answer" cascade;`);
    this.addSql(`drop trigger if exists "minor_read_update_delete_trigger" on "minor_read";`);
    this.addSql(`drop function if exists "minor_read_minor_read_update_delete_trigger_fn"();`);
    this.addSql(`drop table if exists "minor_read" cascade;`);
    this.addSql(`drop table if exists "measurement" cascade;`);
    this.addSql(`drop table if exists "activity_series" cascade;`);
    this.addSql(`drop table if exists "role_grant" cascade;`);
    this.addSql(`drop table if exists "secret" cascade;`);
    this.addSql(`drop table if exists "venue" cascade;`);
    this.addSql(`drop table if exists "activity" cascade;`);
    this.addSql(`drop table if exists "shift" cascade;`);
    this.addSql(`drop table if exists "activity_term" cascade;`);
    this.addSql(`drop table if exists "activity_co_organizer" cascade;`);
    this.addSql(`drop table if exists "activity_beneficiary_group" cascade;`);
    this.addSql(`drop table if exists "volunteer" cascade;`);
    this.addSql(`drop table if exists "team_membership" cascade;`);
    this.addSql(`drop table if exists "sign_up" cascade;`);
    this.addSql(`drop trigger if exists "service_record_update_delete_trigger" on "service_record";`);
    this.addSql(`drop function if exists "service_record_service_record_update_delete_trigger_fn"();`);
    this.addSql(`drop table if exists "service_record" cascade;`);
    this.addSql(`drop table if exists "consent" cascade;`);
    this.addSql(`drop table if exists "certificate" cascade;`);
    for (const sequence of sequences) this.addSql(`drop sequence "${sequence}";`);
  }
}

import { Migration } from '@mikro-orm/migrations';

export class Migration20261125034633_oversight extends Migration {
  override name = 'Migration20261125034633_oversight';

  override up(): void | Promise<void> {
    this.addSql(`create sequence "inspection_code";`);

    this.addSql(
      `create table "difficulty" ("id" uuid not null, "title" text not null, "text" text not null, "raised_by_id" uuid not null, "program_id" uuid null, "leader_id" uuid null, "is_leader_assigned" boolean not null, "duty_id" uuid null, "status" text not null, "resolution" text null, "raised_at" timestamptz(3) not null, "resolved_at" timestamptz(3) null, "district_code" text not null, "version" int not null default 1, "is_demo" boolean not null default false, primary key ("id"));`,
    );
    this.addSql(`create index "difficulty_program_id_index" on "difficulty" ("program_id");`);
    this.addSql(`create index "difficulty_duty_id_index" on "difficulty" ("duty_id");`);
    this.addSql(`create index "difficulty_raised_at_id_index" on "difficulty" ("raised_at", "id");`);
    this.addSql(
      `create index "difficulty_district_code_raised_at_id_index" on "difficulty" ("district_code", "raised_at", "id");`,
    );
    this.addSql(
      `create index "difficulty_raised_by_id_raised_at_id_index" on "difficulty" ("raised_by_id", "raised_at", "id");`,
    );
    this.addSql(
      `create index "difficulty_leader_id_raised_at_id_index" on "difficulty" ("leader_id", "raised_at", "id");`,
    );

    this.addSql(
      `create table "timetable_edition" ("id" uuid not null, "station_id" uuid not null, "station_name" text not null, "month" text not null, "number" int not null, "previous_id" uuid null, "published_at" timestamptz(3) not null, "publisher_id" uuid null, "entry_count" int not null, "district_code" text not null, "is_demo" boolean not null default false, primary key ("id"));`,
    );
    this.addSql(`create index "timetable_edition_previous_id_index" on "timetable_edition" ("previous_id");`);
    this.addSql(
      `create index "timetable_edition_publisher_id_index" on "timetable_edition" ("publisher_id");`,
    );
    this.addSql(`create index "timetable_edition_month_id_index" on "timetable_edition" ("month", "id");`);
    this.addSql(
      `create index "timetable_edition_district_code_month_id_index" on "timetable_edition" ("district_code", "month", "id");`,
    );
    this.addSql(
      `create index "timetable_edition_station_id_month_id_index" on "timetable_edition" ("station_id", "month", "id");`,
    );
    this.addSql(
      `create index "timetable_edition_published_at_id_index" on "timetable_edition" ("published_at", "id");`,
    );
    this.addSql(
      `alter table "timetable_edition" add constraint "timetable_edition_station_id_month_number_unique" unique ("station_id", "month", "number");`,
    );

    this.addSql(
      `create table "timetable_entry" ("id" uuid not null, "edition_id" uuid not null, "ordinal" int not null, "activity_id" uuid not null, "code" text not null, "title" text not null, "starts_at" timestamptz(3) not null, "ends_at" timestamptz(3) not null, "place" text null, "organizer_name" text not null, "status" text not null, "is_demo" boolean not null default false, primary key ("id"));`,
    );
    this.addSql(`create index "timetable_entry_activity_id_index" on "timetable_entry" ("activity_id");`);
    this.addSql(
      `alter table "timetable_entry" add constraint "timetable_entry_edition_id_ordinal_unique" unique ("edition_id", "ordinal");`,
    );
    this.addSql(
      `alter table "timetable_entry" add constraint "timetable_entry_edition_id_activity_id_unique" unique ("edition_id", "activity_id");`,
    );

    this.addSql(
      `create table "inspection" ("id" uuid not null, "code" text not null, "inspector_id" uuid not null, "inspected_id" uuid not null, "program_id" uuid null, "requirement_id" uuid null, "inspected_on" date not null, "venue_id" uuid null, "activity_id" uuid null, "summary" text null, "status" text not null, "issued_at" timestamptz(3) null, "district_code" text not null, "version" int not null default 1, "is_demo" boolean not null default false, primary key ("id"));`,
    );
    this.addSql(`alter table "inspection" add constraint "inspection_code_unique" unique ("code");`);
    this.addSql(`create index "inspection_inspector_id_index" on "inspection" ("inspector_id");`);
    this.addSql(`create index "inspection_program_id_index" on "inspection" ("program_id");`);
    this.addSql(`create index "inspection_requirement_id_index" on "inspection" ("requirement_id");`);
    this.addSql(`create index "inspection_venue_id_index" on "inspection" ("venue_id");`);
    this.addSql(`create index "inspection_activity_id_index" on "inspection" ("activity_id");`);
    this.addSql(`create index "inspection_inspected_on_id_index" on "inspection" ("inspected_on", "id");`);
    this.addSql(
      `create index "inspection_district_code_inspected_on_id_index" on "inspection" ("district_code", "inspected_on", "id");`,
    );
    this.addSql(
      `create index "inspection_inspected_id_inspected_on_id_index" on "inspection" ("inspected_id", "inspected_on", "id");`,
    );

    this.addSql(
      `create table "finding" ("id" uuid not null, "inspection_id" uuid not null, "ordinal" int not null, "text" text not null, "severity" text not null, "program_id" uuid null, "term_id" uuid null, "party_id" uuid not null, "due_on" date not null, "status" text not null, "closed_at" timestamptz(3) null, "district_code" text not null, "version" int not null default 1, "is_demo" boolean not null default false, primary key ("id"));`,
    );
    this.addSql(`create index "finding_program_id_index" on "finding" ("program_id");`);
    this.addSql(`create index "finding_term_id_index" on "finding" ("term_id");`);
    this.addSql(`create index "finding_due_on_id_index" on "finding" ("due_on", "id");`);
    this.addSql(
      `create index "finding_district_code_due_on_id_index" on "finding" ("district_code", "due_on", "id");`,
    );
    this.addSql(`create index "finding_party_id_due_on_id_index" on "finding" ("party_id", "due_on", "id");`);
    this.addSql(
      `alter table "finding" add constraint "finding_inspection_id_ordinal_unique" unique ("inspection_id", "ordinal");`,
    );

    this.addSql(
      `create table "rectification" ("id" uuid not null, "finding_id" uuid not null, "text" text not null, "submitted_at" timestamptz(3) not null, "due_on" date not null, "verdict" text null, "reason" text null, "rechecked_at" timestamptz(3) null, primary key ("id"));`,
    );
    this.addSql(
      `create index "rectification_finding_id_submitted_at_id_index" on "rectification" ("finding_id", "submitted_at", "id");`,
    );
    this.addSql(
      `create unique index "rectification_one_unchecked" on "rectification" ("finding_id") where "verdict" is null;`,
    );

    this.addSql(
      `create table "good_practice" ("id" uuid not null, "title" text not null, "text" text not null, "party_id" uuid not null, "program_id" uuid null, "activity_id" uuid null, "inspection_id" uuid null, "status" text not null, "published_at" timestamptz(3) null, "retract_reason" text null, "district_code" text not null, "version" int not null default 1, "is_demo" boolean not null default false, primary key ("id"));`,
    );
    this.addSql(`create index "good_practice_program_id_index" on "good_practice" ("program_id");`);
    this.addSql(`create index "good_practice_activity_id_index" on "good_practice" ("activity_id");`);
    this.addSql(`create index "good_practice_inspection_id_index" on "good_practice" ("inspection_id");`);
    this.addSql(
      `create index "good_practice_published_at_id_index" on "good_practice" ("published_at", "id");`,
    );
    this.addSql(
      `create index "good_practice_district_code_published_at_id_index" on "good_practice" ("district_code", "published_at", "id");`,
    );
    this.addSql(
      `create index "good_practice_party_id_published_at_id_index" on "good_practice" ("party_id", "published_at", "id");`,
    );

    this.addSql(`alter table "change" drop constraint "change_kind_check";`);
    this.addSql(`create index "change_subject_id_at_index" on "change" ("subject_id", "at");`);
    this.addSql(
      `alter table "change" add constraint "change_kind_check" check ("kind" in ('ACTIVITY_PUBLISHED', 'ACTIVITY_UPDATED', 'ACTIVITY_CANCELLED', 'ACTIVITY_COMPLETED', 'ACTIVITY_VOIDED', 'VENUE_CREATED', 'VENUE_UPDATED', 'VENUE_CLOSED', 'CERTIFICATE_VOIDED', 'MEASUREMENT_RECORDED', 'MEASUREMENT_RETRACTED', 'GOOD_PRACTICE_PUBLISHED', 'GOOD_PRACTICE_RETRACTED', 'TIMETABLE_PUBLISHED', 'INCENTIVE_RULE_CREATED', 'INCENTIVE_RULE_UPDATED', 'INCENTIVE_RULE_ENDED', 'AWARD_ROUND_CREATED', 'AWARD_ROUND_UPDATED', 'AWARD_ROUND_ADVANCED', 'GRANT_GIVEN', 'GRANT_REVOKED', 'PURCHASE_ITEM_CREATED', 'PURCHASE_ITEM_UPDATED', 'COURSE_CREATED', 'COURSE_UPDATED', 'COURSE_CLOSED', 'TRAINING_SESSION_PUBLISHED', 'TRAINING_SESSION_UPDATED', 'TRAINING_SESSION_CANCELLED', 'TRAINING_SESSION_COMPLETED', 'TRAINING_CERTIFICATE_VOIDED', 'TERM_STATE_RECORDED', 'STORY_PUBLISHED', 'STORY_UPDATED', 'STORY_RETRACTED', 'ROLE_MODEL_SELECTED', 'ROLE_MODEL_REVOKED'));`,
    );

    this.addSql(
      `alter table "difficulty" add constraint "difficulty_raised_by_id_foreign" foreign key ("raised_by_id") references "party" ("id");`,
    );
    this.addSql(
      `alter table "difficulty" add constraint "difficulty_program_id_foreign" foreign key ("program_id") references "program" ("id") on delete set null;`,
    );
    this.addSql(
      `alter table "difficulty" add constraint "difficulty_leader_id_foreign" foreign key ("leader_id") references "party" ("id") on delete restrict;`,
    );
    this.addSql(
      `alter table "difficulty" add constraint "difficulty_duty_id_foreign" foreign key ("duty_id") references "task" ("id") on delete set null;`,
    );
    this.addSql(
      `alter table "difficulty" add constraint "difficulty_resolved" check (("resolved_at" is not null) = ("status" = 'RESOLVED') and ("resolution" is not null) = ("status" = 'RESOLVED'));`,
    );
    this.addSql(
      `alter table "difficulty" add constraint "difficulty_leader" check (("is_leader_assigned" and "leader_id" is not null and "duty_id" is null) or not "is_leader_assigned");`,
    );
    this.addSql(
      `alter table "difficulty" add constraint "difficulty_status_check" check ("status" in ('OPEN', 'RESOLVED'));`,
    );

    this.addSql(
      `alter table "timetable_edition" add constraint "timetable_edition_station_id_foreign" foreign key ("station_id") references "venue" ("id") on delete restrict;`,
    );
    this.addSql(
      `alter table "timetable_edition" add constraint "timetable_edition_previous_id_foreign" foreign key ("previous_id") references "timetable_edition" ("id") on delete restrict;`,
    );
    this.addSql(
      `alter table "timetable_edition" add constraint "timetable_edition_publisher_id_foreign" foreign key ("publisher_id") references "party" ("id") on delete restrict;`,
    );
    this.addSql(
      `alter table "timetable_edition" add constraint "timetable_edition_month" check ("month" ~ '^[0-9]{4}-(0[1-9]|1[0-2])\$');`,
    );
    this.addSql(
      `alter table "timetable_edition" add constraint "timetable_edition_previous" check ("number" >= 1 and ("previous_id" is null) = ("number" = 1));`,
    );
    this.addSql(
      `create or replace function "timetable_edition_timetable_edition_update_delete_trigger_fn"() returns trigger as \$\$ begin if tg_op = 'DELETE' and old."is_demo" then return old; end if; raise exception 'An edition of a timetable never changes'; end; \$\$ language plpgsql;`,
    );
    this.addSql(
      `create trigger "timetable_edition_update_delete_trigger" BEFORE UPDATE OR DELETE on "timetable_edition" for each ROW execute function "timetable_edition_timetable_edition_update_delete_trigger_fn"();`,
    );

    this.addSql(
      `alter table "timetable_entry" add constraint "timetable_entry_edition_id_foreign" foreign key ("edition_id") references "timetable_edition" ("id") on delete restrict;`,
    );
    this.addSql(
      `alter table "timetable_entry" add constraint "timetable_entry_activity_id_foreign" foreign key ("activity_id") references "activity" ("id") on delete restrict;`,
    );
    this.addSql(
      `alter table "timetable_entry" add constraint "timetable_entry_ordinal" check ("ordinal" >= 1);`,
    );
    this.addSql(
      `alter table "timetable_entry" add constraint "timetable_entry_status_check" check ("status" in ('SCHEDULED', 'CANCELLED'));`,
    );
    this
      .addSql(`create or replace function "timetable_entry_timetable_entry_insert_update_delete_trigger_fn"() returns trigger as \$\$ begin if tg_op = 'INSERT' then
        if new."ordinal" <= (select e."entry_count" from "timetable_edition" e where e."id" = new."edition_id") then return new; end if;       end if; if tg_op = 'DELETE' and old."is_demo" then return old; end if; raise exception 'An edition of a timetable never changes'; end; \$\$ language plpgsql;`);
    this.addSql(
      `create trigger "timetable_entry_insert_update_delete_trigger" BEFORE INSERT OR UPDATE OR DELETE on "timetable_entry" for each ROW execute function "timetable_entry_timetable_entry_insert_update_delete_trigger_fn"();`,
    );

    this.addSql(
      `alter table "inspection" add constraint "inspection_inspector_id_foreign" foreign key ("inspector_id") references "party" ("id");`,
    );
    this.addSql(
      `alter table "inspection" add constraint "inspection_inspected_id_foreign" foreign key ("inspected_id") references "party" ("id");`,
    );
    this.addSql(
      `alter table "inspection" add constraint "inspection_program_id_foreign" foreign key ("program_id") references "program" ("id") on delete set null;`,
    );
    this.addSql(
      `alter table "inspection" add constraint "inspection_requirement_id_foreign" foreign key ("requirement_id") references "requirement" ("id") on delete set null;`,
    );
    this.addSql(
      `alter table "inspection" add constraint "inspection_venue_id_foreign" foreign key ("venue_id") references "venue" ("id") on delete restrict;`,
    );
    this.addSql(
      `alter table "inspection" add constraint "inspection_activity_id_foreign" foreign key ("activity_id") references "activity" ("id") on delete restrict;`,
    );
    this.addSql(
      `alter table "inspection" add constraint "inspection_issued" check (("issued_at" is not null) = ("status" = 'ISSUED'));`,
    );
    this.addSql(
      `alter table "inspection" add constraint "inspection_about" check ("program_id" is null or "requirement_id" is null);`,
    );
    this.addSql(
      `alter table "inspection" add constraint "inspection_status_check" check ("status" in ('DRAFT', 'ISSUED'));`,
    );

    this.addSql(
      `alter table "finding" add constraint "finding_inspection_id_foreign" foreign key ("inspection_id") references "inspection" ("id") on delete cascade;`,
    );
    this.addSql(
      `alter table "finding" add constraint "finding_program_id_foreign" foreign key ("program_id") references "program" ("id") on delete set null;`,
    );
    this.addSql(
      `alter table "finding" add constraint "finding_term_id_foreign" foreign key ("term_id") references "term" ("id") on delete set null;`,
    );
    this.addSql(
      `alter table "finding" add constraint "finding_party_id_foreign" foreign key ("party_id") references "party" ("id");`,
    );
    this.addSql(
      `alter table "finding" add constraint "finding_closed" check (("closed_at" is not null) = ("status" = 'CLOSED'));`,
    );
    this.addSql(
      `alter table "finding" add constraint "finding_severity_check" check ("severity" in ('MINOR', 'MODERATE', 'SERIOUS'));`,
    );
    this.addSql(
      `alter table "finding" add constraint "finding_status_check" check ("status" in ('OPEN', 'RECTIFIED', 'CLOSED', 'REOPENED'));`,
    );

    this.addSql(
      `alter table "rectification" add constraint "rectification_finding_id_foreign" foreign key ("finding_id") references "finding" ("id") on delete cascade;`,
    );
    this.addSql(
      `alter table "rectification" add constraint "rectification_rechecked" check (("verdict" is null) = ("rechecked_at" is null));`,
    );
    this.addSql(
      `alter table "rectification" add constraint "rectification_rejected_has_reason" check ("verdict" is distinct from 'REJECTED' or "reason" is not null);`,
    );
    this.addSql(
      `alter table "rectification" add constraint "rectification_verdict_check" check ("verdict" in ('ACCEPTED', 'REJECTED'));`,
    );

    this.addSql(
      `alter table "good_practice" add constraint "good_practice_party_id_foreign" foreign key ("party_id") references "party" ("id");`,
    );
    this.addSql(
      `alter table "good_practice" add constraint "good_practice_program_id_foreign" foreign key ("program_id") references "program" ("id") on delete set null;`,
    );
    this.addSql(
      `alter table "good_practice" add constraint "good_practice_activity_id_foreign" foreign key ("activity_id") references "activity" ("id") on delete restrict;`,
    );
    this.addSql(
      `alter table "good_practice" add constraint "good_practice_inspection_id_foreign" foreign key ("inspection_id") references "inspection" ("id") on delete restrict;`,
    );
    this.addSql(
      `alter table "good_practice" add constraint "good_practice_published" check (("published_at" is null) = ("status" = 'DRAFT'));`,
    );
    this.addSql(
      `alter table "good_practice" add constraint "good_practice_retracted_has_reason" check (("retract_reason" is not null) = ("status" = 'RETRACTED'));`,
    );
    this.addSql(
      `alter table "good_practice" add constraint "good_practice_status_check" check ("status" in ('DRAFT', 'PUBLISHED', 'RETRACTED'));`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "timetable_edition" drop constraint "timetable_edition_previous_id_foreign";`);
    this.addSql(`alter table "timetable_entry" drop constraint "timetable_entry_edition_id_foreign";`);
    this.addSql(`alter table "finding" drop constraint "finding_inspection_id_foreign";`);
    this.addSql(`alter table "good_practice" drop constraint "good_practice_inspection_id_foreign";`);
    this.addSql(`alter table "rectification" drop constraint "rectification_finding_id_foreign";`);

    this.addSql(`drop sequence if exists "inspection_code";`);
    this.addSql(`drop table if exists "difficulty" cascade;`);
    this.addSql(`drop trigger if exists "timetable_edition_update_delete_trigger" on "timetable_edition";`);
    this.addSql(`drop function if exists "timetable_edition_timetable_edition_update_delete_trigger_fn"();`);
    this.addSql(`drop table if exists "timetable_edition" cascade;`);
    this.addSql(
      `drop trigger if exists "timetable_entry_insert_update_delete_trigger" on "timetable_entry";`,
    );
    this.addSql(
      `drop function if exists "timetable_entry_timetable_entry_insert_update_delete_trigger_fn"();`,
    );
    this.addSql(`drop table if exists "timetable_entry" cascade;`);
    this.addSql(`drop table if exists "inspection" cascade;`);
    this.addSql(`drop table if exists "finding" cascade;`);
    this.addSql(`drop table if exists "rectification" cascade;`);
    this.addSql(`drop table if exists "good_practice" cascade;`);

    this.addSql(`drop index "change_subject_id_at_index";`);
    this.addSql(`alter table "change" drop constraint "change_kind_check";`);
    this.addSql(
      `alter table "change" add constraint "change_kind_check" check ("kind" in ('ACTIVITY_PUBLISHED', 'ACTIVITY_UPDATED', 'ACTIVITY_CANCELLED', 'ACTIVITY_COMPLETED', 'ACTIVITY_VOIDED', 'VENUE_CREATED', 'VENUE_UPDATED', 'VENUE_CLOSED', 'CERTIFICATE_VOIDED', 'MEASUREMENT_RECORDED', 'MEASUREMENT_RETRACTED', 'INCENTIVE_RULE_CREATED', 'INCENTIVE_RULE_UPDATED', 'INCENTIVE_RULE_ENDED', 'AWARD_ROUND_CREATED', 'AWARD_ROUND_UPDATED', 'AWARD_ROUND_ADVANCED', 'GRANT_GIVEN', 'GRANT_REVOKED', 'PURCHASE_ITEM_CREATED', 'PURCHASE_ITEM_UPDATED', 'COURSE_CREATED', 'COURSE_UPDATED', 'COURSE_CLOSED', 'TRAINING_SESSION_PUBLISHED', 'TRAINING_SESSION_UPDATED', 'TRAINING_SESSION_CANCELLED', 'TRAINING_SESSION_COMPLETED', 'TRAINING_CERTIFICATE_VOIDED', 'TERM_STATE_RECORDED'));`,
    );
  }
}

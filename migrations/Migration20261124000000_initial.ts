import { Migration } from '@mikro-orm/migrations';

export class Migration20261124000000_initial extends Migration {
  override name = 'Migration20261124000000_initial';

  override up(): void | Promise<void> {
    this.addSql(
      `create table "party" ("id" uuid not null, "code" text not null, "kind" text not null, "name" text not null, "name_key" text not null, "aliases" text[] not null, "parent_id" uuid null, "unit_type" text null, "division_code" text null, "origin" text not null, "derivation" text null, primary key ("id"));`,
    );
    this.addSql(`alter table "party" add constraint "party_code_unique" unique ("code");`);
    this.addSql(`create index "party_name_index" on "party" ("name");`);
    this.addSql(`create index "party_name_key_index" on "party" ("name_key");`);
    this.addSql(`create index "party_parent_id_index" on "party" ("parent_id");`);
    this.addSql(
      `alter table "party" add constraint "party_kind_check" check ("kind" in ('UNIT', 'COLLECTIVE', 'TEAM'));`,
    );
    this.addSql(
      `alter table "party" add constraint "party_unit_type_check" check ("unit_type" in ('PARTY_DEPARTMENT', 'GOVERNMENT_DEPARTMENT', 'MASS_ORGANIZATION', 'STREET', 'FUNCTIONAL_ZONE', 'PUBLIC_INSTITUTION', 'ENTERPRISE', 'CITY_BRANCH', 'OTHER'));`,
    );
    this.addSql(
      `alter table "party" add constraint "party_origin_check" check ("origin" in ('STATED', 'PARSED', 'OPERATOR'));`,
    );
    this.addSql(
      `create or replace function "party_party_delete_trigger_fn"() returns trigger as \$\$ begin delete from "fact_source" where "subject" = old."id"; return old; end; \$\$ language plpgsql;`,
    );
    this.addSql(
      `create trigger "party_delete_trigger" AFTER DELETE on "party" for each ROW execute function "party_party_delete_trigger_fn"();`,
    );

    this.addSql(
      `create table "membership" ("id" uuid not null, "collective_id" uuid not null, "member_id" uuid not null, "valid_from" date null, "valid_to" date null, "is_confirmed" boolean not null, "source_title" text not null, "source_url" text null, "note" text null, "origin" text not null, primary key ("id"));`,
    );
    this.addSql(`create index "membership_member_id_index" on "membership" ("member_id");`);
    this.addSql(
      `alter table "membership" add constraint "membership_collective_id_member_id_valid_from_unique" unique ("collective_id", "member_id", "valid_from");`,
    );
    this.addSql(
      `alter table "membership" add constraint "membership_origin_check" check ("origin" in ('OPERATOR'));`,
    );

    this.addSql(
      `create table "document" ("id" uuid not null, "number" text not null, "title" text not null, "issuer_id" uuid null, "issued_on" date not null, "printed_on" date null, "addressees" text[] not null, "text" text not null, "origin" text not null, "derivation" text null, primary key ("id"));`,
    );
    this.addSql(`alter table "document" add constraint "document_number_unique" unique ("number");`);
    this.addSql(
      `alter table "document" add constraint "document_origin_check" check ("origin" in ('STATED', 'PARSED', 'OPERATOR'));`,
    );
    this.addSql(
      `create or replace function "document_document_delete_trigger_fn"() returns trigger as \$\$ begin delete from "fact_source" where "subject" = old."id"; return old; end; \$\$ language plpgsql;`,
    );
    this.addSql(
      `create trigger "document_delete_trigger" AFTER DELETE on "document" for each ROW execute function "document_document_delete_trigger_fn"();`,
    );

    this.addSql(
      `create table "citation" ("id" uuid not null, "document_id" uuid not null, "code" text not null, "ordinal" int not null, "title" text not null, "target_id" uuid null, "note" text null, "origin" text not null, "derivation" text null, primary key ("id"));`,
    );
    this.addSql(`create index "citation_target_id_index" on "citation" ("target_id");`);
    this.addSql(
      `alter table "citation" add constraint "citation_document_id_code_unique" unique ("document_id", "code");`,
    );
    this.addSql(
      `alter table "citation" add constraint "citation_origin_check" check ("origin" in ('STATED', 'PARSED', 'OPERATOR'));`,
    );
    this.addSql(
      `create or replace function "citation_citation_delete_trigger_fn"() returns trigger as \$\$ begin delete from "fact_source" where "subject" = old."id"; return old; end; \$\$ language plpgsql;`,
    );
    this.addSql(
      `create trigger "citation_delete_trigger" AFTER DELETE on "citation" for each ROW execute function "citation_citation_delete_trigger_fn"();`,
    );

    this.addSql(
      `create table "passage" ("id" uuid not null, "document_id" uuid not null, "section" text not null, "quote" text not null, "start" int not null, "end" int not null, primary key ("id"));`,
    );
    this.addSql(
      `alter table "passage" add constraint "passage_document_id_start_end_unique" unique ("document_id", "start", "end");`,
    );

    this.addSql(
      `create table "fact_source" ("subject" uuid not null, "ordinal" int not null, "passage_id" uuid not null, primary key ("subject", "ordinal"));`,
    );
    this.addSql(`create index "fact_source_passage_id_index" on "fact_source" ("passage_id");`);

    this.addSql(
      `create table "plan" ("id" uuid not null, "code" text not null, "district_code" text not null, "district_name" text not null, "document_number" text not null, "title" text not null, "title_key" text not null, "theme" text not null, "purpose" text null, "issued_on" date not null, "issuer_id" uuid null, "document_id" uuid not null, "supersedes_id" uuid null, "origin" text not null, "derivation" text null, primary key ("id"));`,
    );
    this.addSql(`alter table "plan" add constraint "plan_code_unique" unique ("code");`);
    this.addSql(
      `alter table "plan" add constraint "plan_document_number_unique" unique ("document_number");`,
    );
    this.addSql(`create index "plan_title_key_index" on "plan" ("title_key");`);
    this.addSql(`create index "plan_issued_on_index" on "plan" ("issued_on");`);
    this.addSql(`create index "plan_issuer_id_index" on "plan" ("issuer_id");`);
    this.addSql(`create index "plan_document_id_index" on "plan" ("document_id");`);
    this.addSql(`alter table "plan" add constraint "plan_supersedes_id_unique" unique ("supersedes_id");`);
    this.addSql(
      `alter table "plan" add constraint "plan_origin_check" check ("origin" in ('STATED', 'PARSED', 'OPERATOR'));`,
    );
    this.addSql(
      `create or replace function "plan_plan_delete_trigger_fn"() returns trigger as \$\$ begin delete from "fact_source" where "subject" = old."id"; return old; end; \$\$ language plpgsql;`,
    );
    this.addSql(
      `create trigger "plan_delete_trigger" AFTER DELETE on "plan" for each ROW execute function "plan_plan_delete_trigger_fn"();`,
    );

    this.addSql(
      `create table "incentive" ("id" uuid not null, "plan_id" uuid not null, "kind" text not null, "code" text not null, "ordinal" int not null, "title" text not null, "title_key" text not null, "audience" text null, "provider_id" uuid null, "origin" text not null, "derivation" text null, primary key ("id"));`,
    );
    this.addSql(`create index "incentive_title_key_index" on "incentive" ("title_key");`);
    this.addSql(`create index "incentive_provider_id_index" on "incentive" ("provider_id");`);
    this.addSql(
      `alter table "incentive" add constraint "incentive_plan_id_kind_code_unique" unique ("plan_id", "kind", "code");`,
    );
    this.addSql(
      `alter table "incentive" add constraint "incentive_kind_check" check ("kind" in ('COURTESY', 'AWARD', 'FUNDING_SOURCE'));`,
    );
    this.addSql(
      `alter table "incentive" add constraint "incentive_origin_check" check ("origin" in ('STATED', 'PARSED', 'OPERATOR'));`,
    );
    this.addSql(
      `create or replace function "incentive_incentive_delete_trigger_fn"() returns trigger as \$\$ begin delete from "fact_source" where "subject" = old."id"; return old; end; \$\$ language plpgsql;`,
    );
    this.addSql(
      `create trigger "incentive_delete_trigger" AFTER DELETE on "incentive" for each ROW execute function "incentive_incentive_delete_trigger_fn"();`,
    );

    this.addSql(
      `create table "goal" ("id" uuid not null, "plan_id" uuid not null, "code" text not null, "ordinal" int not null, "title" text not null, "origin" text not null, "derivation" text null, primary key ("id"));`,
    );
    this.addSql(`alter table "goal" add constraint "goal_plan_id_code_unique" unique ("plan_id", "code");`);
    this.addSql(
      `alter table "goal" add constraint "goal_origin_check" check ("origin" in ('STATED', 'PARSED', 'OPERATOR'));`,
    );
    this.addSql(
      `create or replace function "goal_goal_delete_trigger_fn"() returns trigger as \$\$ begin delete from "fact_source" where "subject" = old."id"; return old; end; \$\$ language plpgsql;`,
    );
    this.addSql(
      `create trigger "goal_delete_trigger" AFTER DELETE on "goal" for each ROW execute function "goal_goal_delete_trigger_fn"();`,
    );

    this.addSql(
      `create table "program" ("id" uuid not null, "plan_id" uuid not null, "code" text not null, "ordinal" int not null, "title" text not null, "title_key" text not null, "slogan" text null, "summary" text not null, "origin" text not null, "derivation" text null, primary key ("id"));`,
    );
    this.addSql(`alter table "program" add constraint "program_code_unique" unique ("code");`);
    this.addSql(`create index "program_title_key_index" on "program" ("title_key");`);
    this.addSql(
      `alter table "program" add constraint "program_plan_id_ordinal_unique" unique ("plan_id", "ordinal");`,
    );
    this.addSql(
      `alter table "program" add constraint "program_origin_check" check ("origin" in ('STATED', 'PARSED', 'OPERATOR'));`,
    );
    this.addSql(
      `create or replace function "program_program_delete_trigger_fn"() returns trigger as \$\$ begin delete from "fact_source" where "subject" = old."id"; return old; end; \$\$ language plpgsql;`,
    );
    this.addSql(
      `create trigger "program_delete_trigger" AFTER DELETE on "program" for each ROW execute function "program_program_delete_trigger_fn"();`,
    );

    this.addSql(
      `create table "indicator" ("id" uuid not null, "program_id" uuid not null, "code" text not null, "ordinal" int not null, "title" text not null, "unit" text null, "origin" text not null, "derivation" text null, primary key ("id"));`,
    );
    this.addSql(
      `alter table "indicator" add constraint "indicator_program_id_code_unique" unique ("program_id", "code");`,
    );
    this.addSql(
      `alter table "indicator" add constraint "indicator_origin_check" check ("origin" in ('STATED', 'PARSED', 'OPERATOR'));`,
    );
    this.addSql(
      `create or replace function "indicator_indicator_delete_trigger_fn"() returns trigger as \$\$ begin delete from "fact_source" where "subject" = old."id"; return old; end; \$\$ language plpgsql;`,
    );
    this.addSql(
      `create trigger "indicator_delete_trigger" AFTER DELETE on "indicator" for each ROW execute function "indicator_indicator_delete_trigger_fn"();`,
    );

    this.addSql(
      `create table "campaign" ("id" uuid not null, "program_id" uuid not null, "code" text not null, "ordinal" int not null, "kind" text not null, "title" text not null, "origin" text not null, "derivation" text null, primary key ("id"));`,
    );
    this.addSql(
      `alter table "campaign" add constraint "campaign_program_id_code_unique" unique ("program_id", "code");`,
    );
    this.addSql(
      `alter table "campaign" add constraint "campaign_kind_check" check ("kind" in ('CAMPAIGN', 'BRAND', 'TRAINING_PLAN'));`,
    );
    this.addSql(
      `alter table "campaign" add constraint "campaign_origin_check" check ("origin" in ('STATED', 'PARSED', 'OPERATOR'));`,
    );
    this.addSql(
      `create or replace function "campaign_campaign_delete_trigger_fn"() returns trigger as \$\$ begin delete from "fact_source" where "subject" = old."id"; return old; end; \$\$ language plpgsql;`,
    );
    this.addSql(
      `create trigger "campaign_delete_trigger" AFTER DELETE on "campaign" for each ROW execute function "campaign_campaign_delete_trigger_fn"();`,
    );

    this.addSql(
      `create table "requirement" ("id" uuid not null, "plan_id" uuid not null, "ordinal" int not null, "title" text not null, "mechanism" text null, "origin" text not null, "derivation" text null, primary key ("id"));`,
    );
    this.addSql(
      `alter table "requirement" add constraint "requirement_plan_id_ordinal_unique" unique ("plan_id", "ordinal");`,
    );
    this.addSql(
      `alter table "requirement" add constraint "requirement_origin_check" check ("origin" in ('STATED', 'PARSED', 'OPERATOR'));`,
    );
    this.addSql(
      `create or replace function "requirement_requirement_delete_trigger_fn"() returns trigger as \$\$ begin delete from "fact_source" where "subject" = old."id"; return old; end; \$\$ language plpgsql;`,
    );
    this.addSql(
      `create trigger "requirement_delete_trigger" AFTER DELETE on "requirement" for each ROW execute function "requirement_requirement_delete_trigger_fn"();`,
    );

    this.addSql(
      `create table "responsibility" ("id" uuid not null, "plan_id" uuid not null, "program_id" uuid null, "requirement_id" uuid null, "party_id" uuid not null, "kind" text not null, "role" text null, "clause_order" int null, "ordinal" int not null, "origin" text not null, "derivation" text null, primary key ("id"));`,
    );
    this.addSql(`create index "responsibility_plan_id_index" on "responsibility" ("plan_id");`);
    this.addSql(`create index "responsibility_party_id_index" on "responsibility" ("party_id");`);
    this.addSql(
      `alter table "responsibility" add constraint "responsibility_program_id_party_id_kind_unique" unique ("program_id", "party_id", "kind");`,
    );
    this.addSql(
      `alter table "responsibility" add constraint "responsibility_requirement_id_party_id_kind_unique" unique ("requirement_id", "party_id", "kind");`,
    );
    this.addSql(
      `alter table "responsibility" add constraint "responsibility_has_one_home" check (("program_id" is null) <> ("requirement_id" is null));`,
    );
    this.addSql(
      `alter table "responsibility" add constraint "responsibility_clause_has_order" check (("clause_order" is null) = ("kind" <> 'NAMED_IN_CLAUSE'));`,
    );
    this.addSql(
      `alter table "responsibility" add constraint "responsibility_kind_check" check ("kind" in ('NAMED_IN_CLAUSE', 'TASKED_IN_TEXT', 'ASSIGNED'));`,
    );
    this.addSql(
      `alter table "responsibility" add constraint "responsibility_role_check" check ("role" in ('LEAD', 'COOPERATE', 'ASSIST'));`,
    );
    this.addSql(
      `alter table "responsibility" add constraint "responsibility_origin_check" check ("origin" in ('STATED', 'PARSED', 'OPERATOR'));`,
    );
    this.addSql(
      `create or replace function "responsibility_responsibility_delete_trigger_fn"() returns trigger as \$\$ begin delete from "fact_source" where "subject" = old."id"; return old; end; \$\$ language plpgsql;`,
    );
    this.addSql(
      `create trigger "responsibility_delete_trigger" AFTER DELETE on "responsibility" for each ROW execute function "responsibility_responsibility_delete_trigger_fn"();`,
    );

    this.addSql(
      `create table "schedule" ("id" uuid not null, "program_id" uuid not null, "code" text not null, "ordinal" int not null, "kind" text not null, "label" text not null, "rrule" text null, "origin" text not null, "derivation" text null, primary key ("id"));`,
    );
    this.addSql(
      `alter table "schedule" add constraint "schedule_program_id_code_unique" unique ("program_id", "code");`,
    );
    this.addSql(
      `alter table "schedule" add constraint "schedule_kind_check" check ("kind" in ('RECURRENCE', 'DAILY_WINDOW', 'OCCASION', 'TIMETABLE'));`,
    );
    this.addSql(
      `alter table "schedule" add constraint "schedule_origin_check" check ("origin" in ('STATED', 'PARSED', 'OPERATOR'));`,
    );
    this.addSql(
      `create or replace function "schedule_schedule_delete_trigger_fn"() returns trigger as \$\$ begin delete from "fact_source" where "subject" = old."id"; return old; end; \$\$ language plpgsql;`,
    );
    this.addSql(
      `create trigger "schedule_delete_trigger" AFTER DELETE on "schedule" for each ROW execute function "schedule_schedule_delete_trigger_fn"();`,
    );

    this.addSql(
      `create table "target" ("id" uuid not null, "program_id" uuid not null, "code" text not null, "ordinal" int not null, "title" text not null, "metric" text not null, "basis" text not null, "value" int null, "unit" text null, "campaign_id" uuid null, "origin" text not null, "derivation" text null, primary key ("id"));`,
    );
    this.addSql(`create index "target_campaign_id_index" on "target" ("campaign_id");`);
    this.addSql(
      `alter table "target" add constraint "target_program_id_code_unique" unique ("program_id", "code");`,
    );
    this.addSql(
      `alter table "target" add constraint "target_value_has_basis" check (("value" is null) = ("basis" = 'QUALITATIVE'));`,
    );
    this.addSql(
      `alter table "target" add constraint "target_metric_check" check ("metric" in ('PEOPLE_TRAINED', 'PARTICIPANTS', 'SESSIONS', 'OTHER'));`,
    );
    this.addSql(
      `alter table "target" add constraint "target_basis_check" check ("basis" in ('STATED', 'DERIVED_FROM_NAME', 'QUALITATIVE'));`,
    );
    this.addSql(
      `alter table "target" add constraint "target_origin_check" check ("origin" in ('STATED', 'PARSED', 'OPERATOR'));`,
    );
    this.addSql(
      `create or replace function "target_target_delete_trigger_fn"() returns trigger as \$\$ begin delete from "fact_source" where "subject" = old."id"; return old; end; \$\$ language plpgsql;`,
    );
    this.addSql(
      `create trigger "target_delete_trigger" AFTER DELETE on "target" for each ROW execute function "target_target_delete_trigger_fn"();`,
    );

    this.addSql(
      `create table "task" ("id" uuid not null, "program_id" uuid null, "code" text not null, "ordinal" int not null, "requirement_id" uuid null, "text" text not null, "origin" text not null, "derivation" text null, primary key ("id"));`,
    );
    this.addSql(
      `alter table "task" add constraint "task_program_id_code_unique" unique ("program_id", "code");`,
    );
    this.addSql(
      `alter table "task" add constraint "task_requirement_id_code_unique" unique ("requirement_id", "code");`,
    );
    this.addSql(
      `alter table "task" add constraint "task_has_one_home" check (("program_id" is null) <> ("requirement_id" is null));`,
    );
    this.addSql(
      `alter table "task" add constraint "task_origin_check" check ("origin" in ('STATED', 'PARSED', 'OPERATOR'));`,
    );
    this.addSql(
      `create or replace function "task_task_delete_trigger_fn"() returns trigger as \$\$ begin delete from "fact_source" where "subject" = old."id"; return old; end; \$\$ language plpgsql;`,
    );
    this.addSql(
      `create trigger "task_delete_trigger" AFTER DELETE on "task" for each ROW execute function "task_task_delete_trigger_fn"();`,
    );

    this.addSql(
      `create table "task_party" ("id" serial primary key, "task_id" uuid not null, "party_id" uuid not null);`,
    );

    this.addSql(
      `create table "vocabulary" ("id" uuid not null, "plan_id" uuid not null, "program_id" uuid null, "requirement_id" uuid null, "code" text not null, "ordinal" int not null, "title" text not null, "origin" text not null, "derivation" text null, primary key ("id"));`,
    );
    this.addSql(`create index "vocabulary_program_id_index" on "vocabulary" ("program_id");`);
    this.addSql(`create index "vocabulary_requirement_id_index" on "vocabulary" ("requirement_id");`);
    this.addSql(
      `alter table "vocabulary" add constraint "vocabulary_plan_id_code_unique" unique ("plan_id", "code");`,
    );
    this.addSql(
      `alter table "vocabulary" add constraint "vocabulary_origin_check" check ("origin" in ('STATED', 'PARSED', 'OPERATOR'));`,
    );
    this.addSql(
      `create or replace function "vocabulary_vocabulary_delete_trigger_fn"() returns trigger as \$\$ begin delete from "fact_source" where "subject" = old."id"; return old; end; \$\$ language plpgsql;`,
    );
    this.addSql(
      `create trigger "vocabulary_delete_trigger" AFTER DELETE on "vocabulary" for each ROW execute function "vocabulary_vocabulary_delete_trigger_fn"();`,
    );

    this.addSql(
      `create table "term" ("id" uuid not null, "vocabulary_id" uuid not null, "program_id" uuid null, "code" text not null, "ordinal" int not null, "label" text not null, "origin" text not null, "derivation" text null, primary key ("id"));`,
    );
    this.addSql(`create index "term_program_id_index" on "term" ("program_id");`);
    this.addSql(
      `alter table "term" add constraint "term_vocabulary_id_code_unique" unique ("vocabulary_id", "code");`,
    );
    this.addSql(
      `alter table "term" add constraint "term_origin_check" check ("origin" in ('STATED', 'PARSED', 'OPERATOR'));`,
    );
    this.addSql(
      `create or replace function "term_term_delete_trigger_fn"() returns trigger as \$\$ begin delete from "fact_source" where "subject" = old."id"; return old; end; \$\$ language plpgsql;`,
    );
    this.addSql(
      `create trigger "term_delete_trigger" AFTER DELETE on "term" for each ROW execute function "term_term_delete_trigger_fn"();`,
    );

    this.addSql(
      `alter table "party" add constraint "party_parent_id_foreign" foreign key ("parent_id") references "party" ("id") on delete set null;`,
    );

    this.addSql(
      `alter table "membership" add constraint "membership_collective_id_foreign" foreign key ("collective_id") references "party" ("id");`,
    );
    this.addSql(
      `alter table "membership" add constraint "membership_member_id_foreign" foreign key ("member_id") references "party" ("id");`,
    );

    this.addSql(
      `alter table "document" add constraint "document_issuer_id_foreign" foreign key ("issuer_id") references "party" ("id") on delete set null;`,
    );

    this.addSql(
      `alter table "citation" add constraint "citation_document_id_foreign" foreign key ("document_id") references "document" ("id") on delete cascade;`,
    );
    this.addSql(
      `alter table "citation" add constraint "citation_target_id_foreign" foreign key ("target_id") references "document" ("id") on delete set null;`,
    );

    this.addSql(
      `alter table "passage" add constraint "passage_document_id_foreign" foreign key ("document_id") references "document" ("id") on delete cascade;`,
    );

    this.addSql(
      `alter table "fact_source" add constraint "fact_source_passage_id_foreign" foreign key ("passage_id") references "passage" ("id") on delete cascade;`,
    );

    this.addSql(
      `alter table "plan" add constraint "plan_issuer_id_foreign" foreign key ("issuer_id") references "party" ("id") on delete set null;`,
    );
    this.addSql(
      `alter table "plan" add constraint "plan_document_id_foreign" foreign key ("document_id") references "document" ("id");`,
    );
    this.addSql(
      `alter table "plan" add constraint "plan_supersedes_id_foreign" foreign key ("supersedes_id") references "plan" ("id") on delete set null;`,
    );

    this.addSql(
      `alter table "incentive" add constraint "incentive_plan_id_foreign" foreign key ("plan_id") references "plan" ("id") on delete cascade;`,
    );
    this.addSql(
      `alter table "incentive" add constraint "incentive_provider_id_foreign" foreign key ("provider_id") references "party" ("id") on delete set null;`,
    );

    this.addSql(
      `alter table "goal" add constraint "goal_plan_id_foreign" foreign key ("plan_id") references "plan" ("id") on delete cascade;`,
    );

    this.addSql(
      `alter table "program" add constraint "program_plan_id_foreign" foreign key ("plan_id") references "plan" ("id") on delete cascade;`,
    );

    this.addSql(
      `alter table "indicator" add constraint "indicator_program_id_foreign" foreign key ("program_id") references "program" ("id") on delete cascade;`,
    );

    this.addSql(
      `alter table "campaign" add constraint "campaign_program_id_foreign" foreign key ("program_id") references "program" ("id") on delete cascade;`,
    );

    this.addSql(
      `alter table "requirement" add constraint "requirement_plan_id_foreign" foreign key ("plan_id") references "plan" ("id") on delete cascade;`,
    );

    this.addSql(
      `alter table "responsibility" add constraint "responsibility_plan_id_foreign" foreign key ("plan_id") references "plan" ("id") on delete cascade;`,
    );
    this.addSql(
      `alter table "responsibility" add constraint "responsibility_program_id_foreign" foreign key ("program_id") references "program" ("id") on delete cascade;`,
    );
    this.addSql(
      `alter table "responsibility" add constraint "responsibility_requirement_id_foreign" foreign key ("requirement_id") references "requirement" ("id") on delete cascade;`,
    );
    this.addSql(
      `alter table "responsibility" add constraint "responsibility_party_id_foreign" foreign key ("party_id") references "party" ("id");`,
    );

    this.addSql(
      `alter table "schedule" add constraint "schedule_program_id_foreign" foreign key ("program_id") references "program" ("id") on delete cascade;`,
    );

    this.addSql(
      `alter table "target" add constraint "target_program_id_foreign" foreign key ("program_id") references "program" ("id") on delete cascade;`,
    );
    this.addSql(
      `alter table "target" add constraint "target_campaign_id_foreign" foreign key ("campaign_id") references "campaign" ("id") on delete set null;`,
    );

    this.addSql(
      `alter table "task" add constraint "task_program_id_foreign" foreign key ("program_id") references "program" ("id") on delete cascade;`,
    );
    this.addSql(
      `alter table "task" add constraint "task_requirement_id_foreign" foreign key ("requirement_id") references "requirement" ("id") on delete cascade;`,
    );

    this.addSql(
      `alter table "task_party" add constraint "task_party_task_id_foreign" foreign key ("task_id") references "task" ("id") on update cascade on delete cascade;`,
    );
    this.addSql(
      `alter table "task_party" add constraint "task_party_party_id_foreign" foreign key ("party_id") references "party" ("id") on update cascade on delete cascade;`,
    );

    this.addSql(
      `alter table "vocabulary" add constraint "vocabulary_plan_id_foreign" foreign key ("plan_id") references "plan" ("id") on delete cascade;`,
    );
    this.addSql(
      `alter table "vocabulary" add constraint "vocabulary_program_id_foreign" foreign key ("program_id") references "program" ("id") on delete set null;`,
    );
    this.addSql(
      `alter table "vocabulary" add constraint "vocabulary_requirement_id_foreign" foreign key ("requirement_id") references "requirement" ("id") on delete set null;`,
    );

    this.addSql(
      `alter table "term" add constraint "term_vocabulary_id_foreign" foreign key ("vocabulary_id") references "vocabulary" ("id") on delete cascade;`,
    );
    this.addSql(
      `alter table "term" add constraint "term_program_id_foreign" foreign key ("program_id") references "program" ("id") on delete set null;`,
    );

    this
      .addSql(`create view "effective_responsibility" as select r.id::text as id, r.id as declared_id, r.plan_id, r.program_id, r.requirement_id, r.party_id,
      null::uuid as via_id, null::uuid as membership_id, null::date as valid_from, null::date as valid_to,
      r.kind, r.role, r.clause_order, r.ordinal, r.origin, r.derivation
    from responsibility r
    union all
    select r.id::text || '+' || m.id::text as id, r.id as declared_id, r.plan_id, r.program_id, r.requirement_id,
      m.member_id as party_id, m.collective_id as via_id, m.id as membership_id, m.valid_from, m.valid_to,
      r.kind, r.role, r.clause_order, r.ordinal, r.origin, r.derivation
    from responsibility r join membership m on m.collective_id = r.party_id;`);
  }
}

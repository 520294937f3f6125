import { Migration } from '@mikro-orm/migrations';

export class Migration20261125010000_request extends Migration {
  override name = 'Migration20261125010000_request';

  override up(): void | Promise<void> {
    this.addSql(`create sequence "service_request_number";`);

    this.addSql(
      `create table "service_request" ("id" uuid not null, "number" text not null, "beneficiary_group_id" uuid not null, "program_id" uuid null, "title" text not null, "need" text not null, "street_id" uuid not null, "district_code" text not null, "preferred_from" timestamptz(3) null, "preferred_to" timestamptz(3) null, "contact_name" text not null, "contact_phone" text not null, "address" text null, "requester_id" uuid null, "status" text not null, "reject_reason" text null, "cancel_reason" text null, "submitted_at" timestamptz(3) not null, "review_due_at" timestamptz(3) not null, "step_due_at" timestamptz(3) null, "reviewed_at" timestamptz(3) null, "accepted_at" timestamptz(3) null, "served_at" timestamptz(3) null, "evaluated_at" timestamptz(3) null, "accepted_by_id" uuid null, "activity_id" uuid null, "score" int null, "comment" text null, "version" int not null default 1, "is_demo" boolean not null default false, primary key ("id"));`,
    );
    this.addSql(
      `alter table "service_request" add constraint "service_request_number_unique" unique ("number");`,
    );
    this.addSql(
      `create index "service_request_beneficiary_group_id_index" on "service_request" ("beneficiary_group_id");`,
    );
    this.addSql(`create index "service_request_program_id_index" on "service_request" ("program_id");`);
    this.addSql(
      `create index "service_request_submitted_at_id_index" on "service_request" ("submitted_at", "id");`,
    );
    this.addSql(
      `create index "service_request_district_code_submitted_at_id_index" on "service_request" ("district_code", "submitted_at", "id");`,
    );
    this.addSql(
      `create index "service_request_street_id_submitted_at_id_index" on "service_request" ("street_id", "submitted_at", "id");`,
    );
    this.addSql(
      `create index "service_request_requester_id_submitted_at_id_index" on "service_request" ("requester_id", "submitted_at", "id");`,
    );
    this.addSql(
      `create index "service_request_accepted_by_id_submitted_at_id_index" on "service_request" ("accepted_by_id", "submitted_at", "id");`,
    );
    this.addSql(
      `create index "service_request_activity_id_submitted_at_id_index" on "service_request" ("activity_id", "submitted_at", "id");`,
    );
    this.addSql(
      `create index "service_request_served_at_id_index" on "service_request" ("served_at", "id");`,
    );

    this.addSql(
      `create table "dispatch" ("id" uuid not null, "request_id" uuid not null, "party_id" uuid not null, "offered_at" timestamptz(3) not null, "respond_by" timestamptz(3) not null, "answer" text not null, "answered_at" timestamptz(3) null, "decline_reason" text null, primary key ("id"));`,
    );
    this.addSql(`create index "dispatch_party_id_index" on "dispatch" ("party_id");`);
    this.addSql(
      `create index "dispatch_request_id_offered_at_id_index" on "dispatch" ("request_id", "offered_at", "id");`,
    );
    this.addSql(
      `create unique index "dispatch_one_pending" on "dispatch" ("request_id") where "answer" = 'PENDING';`,
    );

    this.addSql(
      `alter table "service_request" add constraint "service_request_beneficiary_group_id_foreign" foreign key ("beneficiary_group_id") references "term" ("id");`,
    );
    this.addSql(
      `alter table "service_request" add constraint "service_request_program_id_foreign" foreign key ("program_id") references "program" ("id") on delete set null;`,
    );
    this.addSql(
      `alter table "service_request" add constraint "service_request_street_id_foreign" foreign key ("street_id") references "party" ("id");`,
    );
    this.addSql(
      `alter table "service_request" add constraint "service_request_requester_id_foreign" foreign key ("requester_id") references "account" ("id") on delete set null;`,
    );
    this.addSql(
      `alter table "service_request" add constraint "service_request_accepted_by_id_foreign" foreign key ("accepted_by_id") references "party" ("id") on delete restrict;`,
    );
    this.addSql(
      `alter table "service_request" add constraint "service_request_activity_id_foreign" foreign key ("activity_id") references "activity" ("id") on delete restrict;`,
    );
    this.addSql(
      `alter table "service_request" add constraint "service_request_rejected_has_reason" check (("reject_reason" is not null) = ("status" = 'REJECTED'));`,
    );
    this.addSql(
      `alter table "service_request" add constraint "service_request_cancelled_has_reason" check (("cancel_reason" is not null) = ("status" = 'CANCELLED'));`,
    );
    this.addSql(
      `alter table "service_request" add constraint "service_request_accepted" check (("accepted_by_id" is null) = ("accepted_at" is null) and ("accepted_by_id" is not null or "status" not in ('ACCEPTED', 'SCHEDULED', 'SERVED', 'EVALUATED')));`,
    );
    this.addSql(
      `alter table "service_request" add constraint "service_request_scheduled" check ("activity_id" is not null or "status" not in ('SCHEDULED', 'SERVED', 'EVALUATED'));`,
    );
    this.addSql(
      `alter table "service_request" add constraint "service_request_evaluated" check (("score" is not null) = ("status" = 'EVALUATED') and ("score" is null or ("score" >= 1 and "score" <= 5)));`,
    );
    this.addSql(
      `alter table "service_request" add constraint "service_request_preferred" check ("preferred_from" is null or "preferred_to" is null or "preferred_to" > "preferred_from");`,
    );
    this.addSql(
      `alter table "service_request" add constraint "service_request_status_check" check ("status" in ('SUBMITTED', 'APPROVED', 'REJECTED', 'OFFERED', 'ACCEPTED', 'SCHEDULED', 'SERVED', 'EVALUATED', 'CANCELLED'));`,
    );

    this.addSql(
      `alter table "dispatch" add constraint "dispatch_request_id_foreign" foreign key ("request_id") references "service_request" ("id") on delete cascade;`,
    );
    this.addSql(
      `alter table "dispatch" add constraint "dispatch_party_id_foreign" foreign key ("party_id") references "party" ("id");`,
    );
    this.addSql(
      `alter table "dispatch" add constraint "dispatch_respond_by" check ("respond_by" > "offered_at");`,
    );
    this.addSql(
      `alter table "dispatch" add constraint "dispatch_answered" check (("answered_at" is not null) = ("answer" in ('ACCEPTED', 'DECLINED')) and ("decline_reason" is null or "answer" = 'DECLINED'));`,
    );
    this.addSql(
      `alter table "dispatch" add constraint "dispatch_answer_check" check ("answer" in ('PENDING', 'ACCEPTED', 'DECLINED', 'EXPIRED', 'WITHDRAWN'));`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "dispatch" drop constraint "dispatch_request_id_foreign";`);

    this.addSql(`drop table if exists "service_request" cascade;`);
    this.addSql(`drop table if exists "dispatch" cascade;`);
    this.addSql(`drop sequence "service_request_number";`);
  }
}

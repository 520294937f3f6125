import { Migration } from '@mikro-orm/migrations';

export class Migration20261125031843_request_privacy extends Migration {
  override name = 'Migration20261125031843_request_privacy';

  override up(): void | Promise<void> {
    this.addSql(`alter table "service_request" add "person" uuid null, add "ended_at" timestamptz(3) null;`);
    this.addSql(
      `update "service_request" set "contact_phone" = regexp_replace("contact_phone", '^([+]?86|0086|0)(1[3-9][0-9]{9})$', '\\2');`,
    );
    this.addSql(
      `update "service_request" r set "person" = coalesce(r."requester_id", (select x."id" from "service_request" x
         where x."contact_phone" = r."contact_phone" order by x."submitted_at", x."id" limit 1)),
         "ended_at" = case when r."status" in ('REJECTED', 'EVALUATED', 'CANCELLED')
           then coalesce(r."evaluated_at", r."accepted_at", r."reviewed_at", r."submitted_at") end;`,
    );
    this.addSql(`alter table "service_request" alter column "person" set not null;`);
    this.addSql(`alter table "service_request" alter column "contact_name" drop not null;`);
    this.addSql(`alter table "service_request" alter column "contact_phone" drop not null;`);
    this.addSql(`create index "service_request_contact_phone_index" on "service_request" ("contact_phone");`);
    this.addSql(`create index "service_request_ended_at_index" on "service_request" ("ended_at");`);
    this.addSql(
      `alter table "service_request" add constraint "service_request_ended" check (("ended_at" is not null) = ("status" in ('REJECTED', 'EVALUATED', 'CANCELLED')));`,
    );

    this.addSql(`alter table "dispatch" drop constraint "dispatch_answer_check";`);
    this.addSql(`alter table "dispatch" drop constraint "dispatch_answered";`);
    this.addSql(
      `alter table "dispatch" add constraint "dispatch_answer_check" check ("answer" in ('PENDING', 'ACCEPTED', 'DECLINED', 'RETURNED', 'EXPIRED', 'WITHDRAWN'));`,
    );
    this.addSql(
      `alter table "dispatch" add constraint "dispatch_answered" check (("answered_at" is not null) = ("answer" in ('ACCEPTED', 'DECLINED', 'RETURNED')) and ("decline_reason" is null or "answer" in ('DECLINED', 'RETURNED')));`,
    );

    // Whoever has the number of a certificate has it before them: the feed no longer gives it away.
    this.addSql(`delete from "change" where "kind" = 'CERTIFICATE_VOIDED';`);
  }

  override down(): void | Promise<void> {
    this.addSql(`update "dispatch" set "answer" = 'DECLINED' where "answer" = 'RETURNED';`);
    this.addSql(`alter table "dispatch" drop constraint "dispatch_answered";`);
    this.addSql(`alter table "dispatch" drop constraint "dispatch_answer_check";`);
    this.addSql(
      `alter table "dispatch" add constraint "dispatch_answered" check (("answered_at" is not null) = ("answer" in ('ACCEPTED', 'DECLINED')) and ("decline_reason" is null or "answer" = 'DECLINED'));`,
    );
    this.addSql(
      `alter table "dispatch" add constraint "dispatch_answer_check" check ("answer" in ('PENDING', 'ACCEPTED', 'DECLINED', 'EXPIRED', 'WITHDRAWN'));`,
    );

    this.addSql(`drop index "service_request_contact_phone_index";`);
    this.addSql(`drop index "service_request_ended_at_index";`);
    this.addSql(`alter table "service_request" drop constraint "service_request_ended";`);
    this.addSql(`alter table "service_request" drop column "person", drop column "ended_at";`);
    this.addSql(
      `update "service_request" set "contact_name" = coalesce("contact_name", ''), "contact_phone" = coalesce("contact_phone", '');`,
    );
    this.addSql(`alter table "service_request" alter column "contact_name" set not null;`);
    this.addSql(`alter table "service_request" alter column "contact_phone" set not null;`);
  }
}

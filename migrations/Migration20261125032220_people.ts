import { Migration } from '@mikro-orm/migrations';

export class Migration20261125032220_people extends Migration {
  override name = 'Migration20261125032220_people';

  override up(): void | Promise<void> {
    this.addSql(
      `create table "attempt" ("id" uuid not null, "account_id" uuid not null, "kind" text not null, "at" timestamptz(3) not null, primary key ("id"));`,
    );
    this.addSql(`create index "attempt_account_id_kind_at_index" on "attempt" ("account_id", "kind", "at");`);

    this.addSql(`create index "minor_read_account_id_index" on "minor_read" ("account_id");`);

    // Of grants that two requests wrote at one time, the first stays.
    this.addSql(
      `update "role_grant" g set "revoked_at" = now(), "version" = "version" + 1 where "revoked_at" is null and exists (
         select 1 from "role_grant" f where f."revoked_at" is null and f."account_id" = g."account_id" and f."role" = g."role"
           and f."party_id" is not distinct from g."party_id" and f."district_code" = g."district_code" and f."id" < g."id");`,
    );
    this.addSql(
      `create unique index "role_grant_once" on "role_grant" ("account_id", "role", "party_id", "district_code") nulls not distinct where "revoked_at" is null;`,
    );

    this.addSql(
      `alter table "attempt" add constraint "attempt_account_id_foreign" foreign key ("account_id") references "account" ("id");`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "attempt" cascade;`);

    this.addSql(`drop index "minor_read_account_id_index";`);

    this.addSql(`drop index "role_grant_once";`);
  }
}

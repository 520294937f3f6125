import { Migration } from '@mikro-orm/migrations';

export class Migration20261125045533_webhooks extends Migration {
  override name = 'Migration20261125045533_webhooks';

  override up(): void | Promise<void> {
    this.addSql(
      `create table "webhook_endpoint" ("id" uuid not null, "district_code" text not null, "url" text not null, "description" text null, "kinds" text[] not null, "program_id" uuid null, "party_id" uuid null, "is_active" boolean not null, "inactive_reason" text null, "failing_since" timestamptz(3) null, "removed_at" timestamptz(3) null, "secret_generation" int not null, "secret_changed_at" timestamptz(3) not null, "created_at" timestamptz(3) not null, "cursor_xid" bigint not null, "cursor_position" bigint not null, "version" int not null default 1, "is_demo" boolean not null default false, primary key ("id"));`,
    );
    this.addSql(
      `create index "webhook_endpoint_created_at_id_index" on "webhook_endpoint" ("created_at", "id");`,
    );

    this.addSql(
      `create table "webhook_delivery" ("id" uuid not null, "endpoint_id" uuid not null, "change_id" uuid not null, "state" text not null, "attempts" int not null, "tries" int not null, "last_status" int null, "last_error" text null, "last_attempt_at" timestamptz(3) null, "next_attempt_at" timestamptz(3) null, "delivered_at" timestamptz(3) null, "created_at" timestamptz(3) not null, primary key ("id"));`,
    );
    this.addSql(`create index "webhook_delivery_change_id_index" on "webhook_delivery" ("change_id");`);
    this.addSql(
      `create index "webhook_delivery_created_at_id_index" on "webhook_delivery" ("created_at", "id");`,
    );
    this.addSql(
      `create index "webhook_delivery_endpoint_id_created_at_id_index" on "webhook_delivery" ("endpoint_id", "created_at", "id");`,
    );
    this.addSql(
      `create index "webhook_delivery_pending" on "webhook_delivery" ("endpoint_id", "next_attempt_at") where "state" = 'PENDING';`,
    );
    this.addSql(
      `alter table "webhook_delivery" add constraint "webhook_delivery_endpoint_id_change_id_unique" unique ("endpoint_id", "change_id");`,
    );

    this.addSql(
      `alter table "webhook_endpoint" add constraint "webhook_endpoint_inactive_reason_check" check ("inactive_reason" in ('FAILING', 'GONE'));`,
    );

    this.addSql(
      `alter table "webhook_delivery" add constraint "webhook_delivery_endpoint_id_foreign" foreign key ("endpoint_id") references "webhook_endpoint" ("id") on delete cascade;`,
    );
    this.addSql(
      `alter table "webhook_delivery" add constraint "webhook_delivery_change_id_foreign" foreign key ("change_id") references "change" ("id") on delete cascade;`,
    );
    this.addSql(
      `alter table "webhook_delivery" add constraint "webhook_delivery_state_check" check ("state" in ('PENDING', 'DELIVERED', 'DEAD'));`,
    );
    this.addSql(
      `alter table "webhook_delivery" add constraint "webhook_delivery_last_error_check" check ("last_error" in ('STATUS', 'TIMEOUT', 'CONNECTION', 'TLS', 'ADDRESS_REFUSED', 'NAME_NOT_FOUND'));`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "webhook_delivery" drop constraint "webhook_delivery_endpoint_id_foreign";`);

    this.addSql(`drop table if exists "webhook_endpoint" cascade;`);
    this.addSql(`drop table if exists "webhook_delivery" cascade;`);
  }
}

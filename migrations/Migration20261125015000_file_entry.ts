import { Migration } from '@mikro-orm/migrations';

export class Migration20261125015000_file_entry extends Migration {
  override name = 'Migration20261125015000_file_entry';

  override up(): void | Promise<void> {
    this.addSql(
      `create table "file_entry" ("id" uuid not null, "volunteer_id" uuid not null, "group" text not null, "title" text not null, "on" date not null, "source" text not null, "retracted_at" timestamptz(3) null, "version" int not null default 1, primary key ("id"));`,
    );
    this.addSql(`create index "file_entry_volunteer_id_index" on "file_entry" ("volunteer_id");`);

    this.addSql(
      `alter table "file_entry" add constraint "file_entry_volunteer_id_foreign" foreign key ("volunteer_id") references "volunteer" ("id");`,
    );
    this.addSql(
      `alter table "file_entry" add constraint "file_entry_group_check" check ("group" in ('TRAINING', 'COMMENDATION', 'EVALUATION'));`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "file_entry" cascade;`);
  }
}

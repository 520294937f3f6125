import { Migration } from '@mikro-orm/migrations';

export class Migration20261125091546_training_waiting extends Migration {
  override name = 'Migration20261125091546_training_waiting';

  override up(): void | Promise<void> {
    this.addSql(
      `alter table "training_session" add "waiting_count" int not null default 0, add "has_waiting_list" boolean not null default false;`,
    );
    // Sessions that are there were published without one: whoever was refused was not told to wait.
    this.addSql(`alter table "training_session" alter column "has_waiting_list" drop default;`);
    this.addSql(
      `alter table "training_session" add constraint "training_session_waiting" check ("waiting_count" >= 0);`,
    );

    this.addSql(`alter table "enrolment" drop constraint "enrolment_status_check";`);
    this.addSql(
      `create index "enrolment_waiting" on "enrolment" ("session_id", "enrolled_at", "id") where "status" = 'WAITING';`,
    );
    this.addSql(
      `alter table "enrolment" add constraint "enrolment_status_check" check ("status" in ('ENROLLED', 'WAITING', 'ATTENDED', 'COMPLETED', 'ABSENT', 'CANCELLED'));`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`drop index "enrolment_waiting";`);
    this.addSql(`alter table "enrolment" drop constraint "enrolment_status_check";`);
    this.addSql(
      `alter table "enrolment" add constraint "enrolment_status_check" check ("status" in ('ENROLLED', 'ATTENDED', 'COMPLETED', 'ABSENT', 'CANCELLED'));`,
    );

    this.addSql(`alter table "training_session" drop constraint "training_session_waiting";`);
    this.addSql(
      `alter table "training_session" drop column "waiting_count", drop column "has_waiting_list";`,
    );
  }
}

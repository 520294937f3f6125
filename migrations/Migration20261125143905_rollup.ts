import { Migration } from '@mikro-orm/migrations';

const MONTH = `date_trunc('month', starts_at, 'Asia/Shanghai')`;

/** The triggers of a table, one for each event: one with the rows as they were and as they are can be for one event only. */
const triggers = (table: string): string[] =>
  [
    ['insert', 'referencing new table as new_rows'],
    ['update', 'referencing old table as old_rows new table as new_rows'],
    ['delete', 'referencing old table as old_rows'],
    ['truncate', ''],
  ].flatMap(([event, rows]) => [
    `create trigger "${table}_${event}_touches" after ${event} on "${table}" ${rows} for each statement execute function "touch_by_${table}"();`,
    // Also while a copy is restored.
    `alter table "${table}" enable always trigger "${table}_${event}_touches";`,
  ]);

export class Migration20261125143905_rollup extends Migration {
  override name = 'Migration20261125143905_rollup';

  override async up(): Promise<void> {
    const [{ schema }] = (await this.execute('select current_schema() as schema')) as [{ schema: string }];
    this.addSql(
      `create table "activity_rollup" ("id" uuid not null, "whole" boolean not null, "month" timestamptz(3) not null, "district_code" text not null, "program_id" uuid not null, "campaign_id" uuid null, "organizer_id" uuid null, "venue_id" uuid null, "service_mode_id" uuid null, "status" text not null, "demonstration" boolean not null, "activities" bigint not null, "capacity" bigint not null, "sign_ups" bigint not null, "limited_sign_ups" bigint not null, "waiting" bigint not null, "attendances" bigint not null, "minutes" bigint not null, primary key ("id"));`,
    );
    this.addSql(
      `create index "activity_rollup_whole_month_organizer_id_index" on "activity_rollup" ("whole", "month", "organizer_id");`,
    );
    this.addSql(
      `create table "activity_touched" ("id" bigserial primary key, "month" timestamptz(3) null, "organizer_id" uuid null, "activity_id" uuid null);`,
    );
    // Marks come and go all day: what is dead among them is read with the living.
    this.addSql(
      `alter table "activity_touched" set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_insert_scale_factor = 0);`,
    );
    this.addSql(
      `create index "activity_hidden" on "activity" ("status", "starts_at") where "status" in ('DRAFT', 'VOID');`,
    );
    // Every name is whole: whoever restores a dump has another search path.
    const touched = `"${schema.replaceAll('"', '""')}"."activity_touched"`;
    const rollup = `"${schema.replaceAll('"', '""')}"."activity_rollup"`;
    const all = `insert into ${touched} (month, organizer_id) select distinct month, organizer_id from ${rollup} where not whole;`;
    this.addSql(`create function "touch_by_activity"() returns trigger language plpgsql as $$ begin
      case tg_op when 'INSERT' then
        insert into ${touched} (month, organizer_id) select distinct ${MONTH}, organizer_id from new_rows;
      when 'DELETE' then
        insert into ${touched} (month, organizer_id) select distinct ${MONTH}, organizer_id from old_rows;
      when 'UPDATE' then
        insert into ${touched} (month, organizer_id)
          select ${MONTH}, organizer_id from old_rows union select ${MONTH}, organizer_id from new_rows;
      else
        ${all}
      end case;
      return null;
    end $$;`);
    this.addSql(`create function "touch_by_service_record"() returns trigger language plpgsql as $$ begin
      case tg_op when 'INSERT' then
        insert into ${touched} (activity_id) select distinct activity_id from new_rows;
      when 'DELETE' then
        insert into ${touched} (activity_id) select distinct activity_id from old_rows;
      when 'UPDATE' then
        insert into ${touched} (activity_id) select activity_id from old_rows union select activity_id from new_rows;
      else
        ${all}
      end case;
      return null;
    end $$;`);
    for (const name of ['activity', 'service_record'])
      this.addSql(`revoke execute on function "touch_by_${name}"() from public;`);
    for (const trigger of [...triggers('activity'), ...triggers('service_record')]) this.addSql(trigger);
    // What is there already is summed up after the start.
    this.addSql(`create function "activity_rollup_rebuild"() returns void language sql as $$
      insert into activity_touched (month, organizer_id)
        select ${MONTH}, organizer_id from activity union select month, organizer_id from activity_rollup where not whole;
    $$;`);
    this.addSql(`select "activity_rollup_rebuild"();`);
  }

  override down(): void | Promise<void> {
    for (const table of ['activity', 'service_record']) {
      for (const event of ['insert', 'update', 'delete', 'truncate'])
        this.addSql(`drop trigger "${table}_${event}_touches" on "${table}";`);
      this.addSql(`drop function "touch_by_${table}"();`);
    }
    this.addSql(`drop function "activity_rollup_rebuild"();`);
    this.addSql(`drop table "activity_rollup";`);
    this.addSql(`drop table "activity_touched";`);
    this.addSql(`drop index "activity_hidden";`);
  }
}

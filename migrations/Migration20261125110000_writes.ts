import { Migration } from '@mikro-orm/migrations';

export class Migration20261125110000_writes extends Migration {
  override name = 'Migration20261125110000_writes';

  override async up(): Promise<void> {
    const [{ schema }] = (await this.execute('select current_schema() as schema')) as [{ schema: string }];
    const table = `"${schema.replaceAll('"', '""')}"."zhiyuan_write"`;
    // Which transaction wrote which table. Each transaction has rows of its own, so that none waits for another.
    this.addSql(
      `create table "zhiyuan_write" ("xid" xid8 not null, "relation" text not null, primary key ("xid", "relation"));`,
    );
    // Every name is whole: whoever restores a dump has another search path.
    this.addSql(
      `create function "zhiyuan_note_write"() returns trigger language plpgsql as $$ begin
         insert into ${table} (xid, relation) values (pg_catalog.pg_current_xact_id(), tg_table_name) on conflict do nothing;
         return null;
       end $$;`,
    );
    // A trigger needs no right to it of whoever writes.
    this.addSql(`revoke execute on function "zhiyuan_note_write"() from public;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`drop function "zhiyuan_note_write"() cascade;`);
    this.addSql(`drop table "zhiyuan_write";`);
  }
}

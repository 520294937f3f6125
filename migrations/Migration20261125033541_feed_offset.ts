import { Migration } from '@mikro-orm/migrations';

export class Migration20261125033541_feed_offset extends Migration {
  override name = 'Migration20261125033541_feed_offset';

  override up(): void | Promise<void> {
    // What is added to the server's own transaction ids, so that those of a feed restored from another server go on
    // growing. A sequence, since a dump carries its value and reading it costs no table.
    this.addSql(`create sequence "change_xid_offset" minvalue 0 start 0;`);
    // Bound to the sequence when it is made: whoever restores a dump has another search path.
    this.addSql(
      `create function change_xid_offset() returns bigint language sql stable return (select "last_value" from "change_xid_offset");`,
    );
    this.addSql(
      `create function change_xid() returns bigint language sql volatile return (pg_current_xact_id()::text)::bigint + change_xid_offset();`,
    );
    this.addSql(`alter table "change" alter column "xid" set default change_xid();`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "change" alter column "xid" set default (pg_current_xact_id()::text)::bigint;`);
    this.addSql(`drop function change_xid(), change_xid_offset();`);
    this.addSql(`drop sequence "change_xid_offset";`);
  }
}

import { Migration } from '@mikro-orm/migrations';

export class Migration20261125033000_change_offset extends Migration {
  override name = 'Migration20261125033000_change_offset';

  override up(): void | Promise<void> {
    // Replaced where the rows of the feed came from another server: see src/database/change-offset.ts.
    this.addSql(
      `create function "change_offset"() returns bigint language sql stable as \$\$ select 0::bigint \$\$;`,
    );
    this.addSql(
      `alter table "change" alter column "xid" set default (pg_current_xact_id()::text)::bigint + change_offset();`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "change" alter column "xid" set default (pg_current_xact_id()::text)::bigint;`);
    this.addSql(`drop function "change_offset"();`);
  }
}

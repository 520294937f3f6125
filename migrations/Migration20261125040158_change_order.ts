import { Migration } from '@mikro-orm/migrations';

export class Migration20261125040158_change_order extends Migration {
  override name = 'Migration20261125040158_change_order';

  override up(): void | Promise<void> {
    this.addSql(`create index "change_subject_id_xid_index" on "change" ("subject_id", "xid");`);
  }

  override down(): void | Promise<void> {
    this.addSql(`drop index "change_subject_id_xid_index";`);
  }
}

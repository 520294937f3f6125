import { Migration } from '@mikro-orm/migrations';

export class Migration20261125032310_shift_restrict extends Migration {
  override name = 'Migration20261125032310_shift_restrict';

  override up(): void | Promise<void> {
    this.addSql(`alter table "sign_up" drop constraint "sign_up_shift_id_foreign";`);

    this.addSql(
      `alter table "sign_up" add constraint "sign_up_shift_id_foreign" foreign key ("shift_id") references "shift" ("id") on delete restrict;`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "sign_up" drop constraint "sign_up_shift_id_foreign";`);

    this.addSql(
      `alter table "sign_up" add constraint "sign_up_shift_id_foreign" foreign key ("shift_id") references "shift" ("id") on delete set null;`,
    );
  }
}

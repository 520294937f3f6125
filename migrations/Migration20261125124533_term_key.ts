import { Migration } from '@mikro-orm/migrations';
import { pinyinKey } from '../src/database/columns.ts';

export class Migration20261125124533_term_key extends Migration {
  override name = 'Migration20261125124533_term_key';

  override async up(): Promise<void> {
    // Pinyin is known to the program, not to the database.
    await this.execute(`alter table "term" add "label_key" text;`);
    const rows = (await this.execute(`select id, label from "term"`)) as { id: string; label: string }[];
    const keys = rows.map(({ id, label }) => ({ id, key: pinyinKey(label) }));
    await this.execute(
      `update "term" t set label_key = k.key from json_to_recordset(?::json) k(id uuid, key text) where t.id = k.id`,
      [JSON.stringify(keys)],
    );
    this.addSql(`alter table "term" alter column "label_key" set not null;`);
    this.addSql(`create index "term_label_key_index" on "term" ("label_key");`);
  }

  override down(): void | Promise<void> {
    this.addSql(`drop index "term_label_key_index";`);
    this.addSql(`alter table "term" drop column "label_key";`);
  }
}

import { Migration } from '@mikro-orm/migrations';
import { pinyinKey } from '../src/database/columns.ts';

const TITLED = [
  'incentive_rule',
  'award_round',
  'allocation',
  'purchase_item',
  'difficulty',
  'course',
  'activity',
  'story',
  'service_request',
  'good_practice',
] as const;

/** Rows whose keys are written in one statement. */
const AT_ONCE = 5_000;

export class Migration20261125085017_sort_keys extends Migration {
  override name = 'Migration20261125085017_sort_keys';

  override async up(): Promise<void> {
    // Pinyin is known to the program, not to the database: the rows that are there are read and given their keys.
    for (const table of TITLED) {
      await this.execute(`alter table "${table}" add "title_key" text;`);
      const rows = (await this.execute(`select id, title from "${table}"`)) as {
        id: string;
        title: string;
      }[];
      for (let i = 0; i < rows.length; i += AT_ONCE) {
        const keys = rows.slice(i, i + AT_ONCE).map(({ id, title }) => ({ id, key: pinyinKey(title) }));
        await this.execute(
          `update "${table}" t set title_key = k.key from json_to_recordset(?::json) k(id uuid, key text) where t.id = k.id`,
          [JSON.stringify(keys)],
        );
      }
      this.addSql(`alter table "${table}" alter column "title_key" set not null;`);
    }
    this.addSql(`create index "incentive_rule_title_key_index" on "incentive_rule" ("title_key");`);
    this.addSql(`create index "award_round_title_key_index" on "award_round" ("title_key");`);
    this.addSql(`create index "allocation_title_key_index" on "allocation" ("title_key");`);
    this.addSql(`create index "purchase_item_title_key_index" on "purchase_item" ("title_key");`);
    this.addSql(`create index "difficulty_title_key_index" on "difficulty" ("title_key");`);
    this.addSql(`create index "course_title_key_index" on "course" ("title_key");`);
    this.addSql(`create index "activity_title_key_index" on "activity" ("title_key");`);
    this.addSql(`create index "activity_ends_at_id_index" on "activity" ("ends_at", "id");`);
    this.addSql(`create index "activity_of_term" on "activity_term" ("term_id", "activity_id");`);
    this.addSql(
      `create index "activity_of_group" on "activity_beneficiary_group" ("term_id", "activity_id");`,
    );
    this.addSql(`create index "story_title_key_index" on "story" ("title_key");`);
    this.addSql(`create index "service_request_title_key_index" on "service_request" ("title_key");`);
    this.addSql(`create index "good_practice_title_key_index" on "good_practice" ("title_key");`);
    this.addSql(`create index "sign_up_signed_up_at_id_index" on "sign_up" ("signed_up_at", "id");`);
    this.addSql(
      `create index "service_record_started_at_id_index" on "service_record" ("started_at", "id");`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`drop index "activity_title_key_index";`);
    this.addSql(`drop index "activity_ends_at_id_index";`);
    this.addSql(`drop index "activity_of_term";`);
    this.addSql(`drop index "activity_of_group";`);
    this.addSql(`alter table "activity" drop column "title_key";`);

    this.addSql(`drop index "allocation_title_key_index";`);
    this.addSql(`alter table "allocation" drop column "title_key";`);

    this.addSql(`drop index "award_round_title_key_index";`);
    this.addSql(`alter table "award_round" drop column "title_key";`);

    this.addSql(`drop index "course_title_key_index";`);
    this.addSql(`alter table "course" drop column "title_key";`);

    this.addSql(`drop index "difficulty_title_key_index";`);
    this.addSql(`alter table "difficulty" drop column "title_key";`);

    this.addSql(`drop index "good_practice_title_key_index";`);
    this.addSql(`alter table "good_practice" drop column "title_key";`);

    this.addSql(`drop index "incentive_rule_title_key_index";`);
    this.addSql(`alter table "incentive_rule" drop column "title_key";`);

    this.addSql(`drop index "purchase_item_title_key_index";`);
    this.addSql(`alter table "purchase_item" drop column "title_key";`);

    this.addSql(`drop index "service_record_started_at_id_index";`);

    this.addSql(`drop index "service_request_title_key_index";`);
    this.addSql(`alter table "service_request" drop column "title_key";`);

    this.addSql(`drop index "sign_up_signed_up_at_id_index";`);

    this.addSql(`drop index "story_title_key_index";`);
    this.addSql(`alter table "story" drop column "title_key";`);
  }
}

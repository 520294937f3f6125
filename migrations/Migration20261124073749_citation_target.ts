import { Migration } from '@mikro-orm/migrations';

export class Migration20261124073749_citation_target extends Migration {
  override name = 'Migration20261124073749_citation_target';

  override up(): void | Promise<void> {
    this.addSql(`alter table "citation" add "target_number" text null;`);
    this.addSql(`create index "citation_target_number_index" on "citation" ("target_number");`);

    this.addSql(`alter table "incentive" add "position" int null;`);
    // Rows of earlier imports: by kind, as their exports listed them; the next import says it anew.
    this.addSql(
      `update "incentive" i set "position" = p.n from (select "id", row_number() over (partition by "plan_id" order by array_position(array['COURTESY', 'AWARD', 'FUNDING_SOURCE'], "kind"), "ordinal") n from "incentive") p where p."id" = i."id";`,
    );
    this.addSql(`alter table "incentive" alter column "position" set not null;`);
    this.addSql(
      `update "citation" c set "target_number" = d."number" from "document" d where d."id" = c."target_id";`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`drop index "citation_target_number_index";`);
    this.addSql(`alter table "citation" drop column "target_number";`);

    this.addSql(`alter table "incentive" drop column "position";`);
  }
}

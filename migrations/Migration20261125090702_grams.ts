import { Migration } from '@mikro-orm/migrations';

const WIDE =
  '！＂＃＄％＆＇（）＊＋，－．／０１２３４５６７８９：；＜＝＞？＠ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ［＼］＾＿｀ａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ｛｜｝～　';
const NARROW =
  "!\"#$%&''()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~ ";

export class Migration20261125090702_grams extends Migration {
  override name = 'Migration20261125090702_grams';

  override up(): void | Promise<void> {
    // Every function alone: a dump is restored with an empty search path. Each character by itself, so that what ILIKE
    // finds is always among what has the same grams.
    this.addSql(
      `create function "grams"(t text) returns text[] language plpgsql immutable strict parallel safe cost 2000 as $$
declare a text[] := string_to_array(lower(translate(t, '${WIDE}', '${NARROW}')), null);
begin
  return a || array(select u.c || u.n from unnest(a, a[2:]) u(c, n) where u.n is not null);
end $$`,
    );
    this.addSql(
      `create function "gram_keys"(t text) returns text[] language plpgsql immutable strict parallel safe cost 2000 as $$
declare a text[] := string_to_array(lower(translate(t, '${WIDE}', '${NARROW}')), null);
begin
  if cardinality(a) < 2 then return a; end if;
  return array(select u.c || u.n from unnest(a, a[2:]) u(c, n) where u.n is not null);
end $$`,
    );

    this.addSql(`create index "activity_title_grams" on "activity" using gin (grams("title"));`);
    this.addSql(`create index "activity_summary_grams" on "activity" using gin (grams("summary"));`);

    this.addSql(`create index "story_title_grams" on "story" using gin (grams("title"));`);
    this.addSql(`create index "story_body_grams" on "story" using gin (grams("body"));`);
  }

  override down(): void | Promise<void> {
    this.addSql(`drop index "activity_title_grams";`);
    this.addSql(`drop index "activity_summary_grams";`);

    this.addSql(`drop index "story_title_grams";`);
    this.addSql(`drop index "story_body_grams";`);

    this.addSql(`drop function "gram_keys"(text);`);
    this.addSql(`drop function "grams"(text);`);
  }
}

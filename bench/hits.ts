/**
 * A search by hand, for those who have none: the words in titles and texts by the product's own index, the newest
 * thousand of each kind ranked as the product ranks them. `search_hits` is the same for PostGraphile, which makes a
 * list of the schema out of it.
 */
const arm = (kind: string, place: number, body: string, newest: string, seen: string): string => `
  (select '${kind}' as kind, ${place} as place, id, code, title, ${newest} as at, char_length(title) as length,
     case when title ilike words then 0 when title ilike words || '%' then 1 when title ilike '%' || words || '%' then 2 else 4 end as level
   from ${kind.toLowerCase()} where ${seen} and (
     (grams(title) @> gram_keys(words) and title ilike '%' || words || '%')
     or (grams(${body}) @> gram_keys(words) and ${body} ilike '%' || words || '%'))
   order by ${newest} desc, id desc limit 1000)`;

export const HITS = `
create schema if not exists bench;
do $$ begin
  create type bench.search_hit as (kind text, title text, match text, code text);
exception when duplicate_object then null; end $$;
create or replace function bench.hits(words text, most int)
  returns table (n bigint, kind text, title text, match text, code text) language sql stable as $$
  with found as (${arm('STORY', 0, 'body', 'created_at', `status = 'PUBLISHED'`)}
    union all ${arm('ACTIVITY', 1, 'summary', 'starts_at', `status in ('PUBLISHED', 'CANCELLED', 'COMPLETED')`)}),
  best as (select * from found order by level, length, at desc, place, id limit most)
  select row_number() over (order by level, length, at desc, place, id), kind, title,
    (array['EXACT_TITLE', 'TITLE_PREFIX', 'TITLE', 'PINYIN', 'BODY'])[level + 1], code from best
$$;
create or replace function bench.search_hits(words text) returns setof bench.search_hit language sql stable as $$
  select kind, title, match, code from bench.hits(words, 20) order by n
$$;
comment on function bench.hits(text, int) is '@behavior -*';
`;

import type { Pool } from 'pg';

/** Puts so many activities into the database as copies of one that is there, each with a code and summary of its own. */
export async function manyActivities(pool: Pool, count: number, length = 40): Promise<void> {
  await pool.query(
    `insert into activity select r.* from
       (select * from activity where status = 'COMPLETED' order by id limit 1) a,
       generate_series(1, $1::int) n,
       jsonb_populate_record(null::activity, to_jsonb(a) || jsonb_build_object('id', gen_random_uuid(),
         'code', '370117-B-' || lpad(n::text, 7, '0'), 'starts_at', a.starts_at + n * interval '1 second',
         'ends_at', a.ends_at + n * interval '1 second', 'summary', rpad('简介 ' || n, $2, '字'))) r`,
    [count, length],
  );
  await pool.query('analyze activity');
}

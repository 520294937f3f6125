import { Client } from 'pg';

/**
 * Fills the database up to so many activities with copies of those that are there, each at another time of its day, with
 * its terms and its story. Sign-ups and hours remain those of the first ones. A million takes minutes: rows are made
 * within PostgreSQL, and their indexes afterwards.
 */
export async function copyActivities(url: string, activities: number): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`set maintenance_work_mem = '512MB'; set synchronous_commit = off`);
    const { rows } = await client.query<{ count: number }>('select count(*)::int as count from activity');
    const there = rows[0]!.count;
    if (activities > there) {
      await client.query('begin');
      const restore = await withoutIndexes(client);
      await client.query(
        `create temp table copies on commit drop as
           select a.id as of, uuidv7() as id, n / ${there} as k, '370117-A-' || lpad((${there} + n)::text, 6, '0') as code
           from generate_series(1, ${activities - there}) n
           join (select id, row_number() over (order by id) - 1 as i from activity) a on a.i = n % ${there}`,
      );
      await copy(client);
      for (const index of restore) await client.query(index);
      await client.query('commit');
    }
    await client.query('vacuum analyze');
  } finally {
    await client.end();
  }
}

/** Drops what slows inserts down; the statements that make it again. */
async function withoutIndexes(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition from pg_index
     where indrelid in ('activity'::regclass, 'story'::regclass) and not indisunique`,
  );
  for (const { name } of rows) await client.query(`drop index ${name}`);
  return rows.map(({ definition }) => definition);
}

async function copy(client: Client): Promise<void> {
  // What has been stays in the past, and what is to come in the future.
  await client.query(
    `insert into activity select r.* from copies c join activity a on a.id = c.of
       cross join lateral (select (c.k * 37 % 600) * interval '1 minute' *
         case when a.status in ('PUBLISHED', 'DRAFT') then 1 else -1 end as later) t
       cross join lateral jsonb_populate_record(a, jsonb_build_object('id', c.id, 'code', c.code,
         'starts_at', a.starts_at + t.later, 'ends_at', a.ends_at + t.later)) r`,
  );
  for (const table of ['activity_term', 'activity_beneficiary_group']) {
    await client.query(
      `insert into ${table} (activity_id, term_id) select c.id, l.term_id from copies c join ${table} l on l.activity_id = c.of`,
    );
  }
  await client.query(
    `insert into story select r.* from copies c join story s on s.activity_id = c.of
       cross join lateral jsonb_populate_record(s, jsonb_build_object('id', uuidv7(), 'activity_id', c.id,
         'code', '370117-N-' || lpad(nextval('story_code')::text, 6, '0'),
         'created_at', s.created_at - c.k * interval '1 second', 'published_at', s.published_at - c.k * interval '1 second')) r`,
  );
  await client.query(`select setval('activity_code', (select count(*) from activity))`);
}

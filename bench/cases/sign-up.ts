import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { toGlobalId } from '../../src/graph/ids.ts';
import type { Case } from '../case.ts';

/** Keys of who signs up for what, and of the sign-up where the asker chooses it. */
interface Values {
  activity: string;
  volunteer: string;
  id: string;
}

/** So many activities, an hour after each other, take sign-ups while this is measured. */
const ACTIVITIES = 400;
const CODE = '370117-S-';

const ours = `mutation SignUp($input: SignUpInput!) {
  signUpCreate(input: $input) { signUp { status } errors { __typename } }
}`;

const postgraphile = `mutation SignUp($signUp: SignUpInput!) {
  createSignUp(input: { signUp: $signUp }) { signUp { status } }
}`;

const global = ({ activity, volunteer }: Values) => ({
  activity: toGlobalId('Activity', activity),
  volunteer: toGlobalId('Volunteer', volunteer),
});

async function values(pool: Pool): Promise<Values[]> {
  const { rows } = await pool.query<{ activity: string; volunteer: string }>(
    `select a.id as activity, v.id as volunteer
     from (select id, row_number() over (order by code) as n from activity where code like '${CODE}%') a
     cross join (select id, row_number() over (order by number) as n from volunteer
       where status = 'ACTIVE' and birth_date < '2000-01-01' order by number limit 500) v
     order by (a.n + v.n) % 500, a.n`,
  );
  return rows.map((row) => ({ ...row, id: randomUUID() }));
}

const writes = `"sign_up" where activity_id in (select id from activity where code like '${CODE}%')`;

/** Nothing of a round is left: neither what was written nor the dead rows. */
async function reset(pool: Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    // The trail is never deleted otherwise.
    await client.query('set local session_replication_role = replica');
    await client.query(`delete from ${writes}`);
    await client.query(`delete from audit_entry where action = 'signUpCreate'`);
    await client.query(
      `update activity set sign_up_count = 0 where code like '${CODE}%' and sign_up_count <> 0`,
    );
    await client.query('commit');
    await client.query('vacuum sign_up');
    await client.query('vacuum audit_entry');
    await client.query('vacuum activity');
  } finally {
    client.release();
  }
}

async function close(pool: Pool): Promise<void> {
  await reset(pool);
  await pool.query(`delete from activity where code like '${CODE}%'`);
}

async function open(pool: Pool): Promise<void> {
  await close(pool);
  await pool.query(
    `insert into activity select r.* from
       (select * from activity where status = 'PUBLISHED' and id not in (select activity_id from shift) order by code limit 1) a,
       generate_series(1, ${ACTIVITIES}) n,
       jsonb_populate_record(null::activity, to_jsonb(a) || jsonb_build_object('id', gen_random_uuid(), 'code', '${CODE}' || lpad(n::text, 6, '0'),
         'starts_at', timestamptz '2030-01-01' + n * interval '1 hour', 'ends_at', timestamptz '2030-01-01 00:30' + n * interval '1 hour',
         'capacity', null, 'sign_up_count', 0, 'minimum_age', null, 'maximum_age', null, 'series_id', null)) r`,
  );
  await pool.query('vacuum analyze activity');
}

/** Throws where the places taken are not those of the sign-ups. */
async function checkCounted(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ code: string }>(
    `select code from activity a where code like '${CODE}%'
       and sign_up_count <> (select count(*) from sign_up s where s.activity_id = a.id)`,
  );
  if (rows.length > 0) throw new Error(`${rows.length} activities have another number of places taken`);
}

export const signUp: Case<
  Values,
  { signUpCreate: { signUp: { status: string } } },
  { createSignUp: { signUp: { status: string } } }
> = {
  name: 'sign-up',
  about:
    'a volunteer is signed up for an activity. Ours with token, rights, rules, audit trail and outbox; Mercurius with a transaction that holds the rules of capacity and time; LIMIT and PostGraphile without rules: one statement that takes a place and inserts, and the generated mutation, which inserts and does not count',
  values: ({ pool }) => values(pool),
  ours: (value) => ({ query: ours, variables: { input: global(value) } }),
  mercurius: ({ activity, volunteer }) => ({ query: ours, variables: { input: { activity, volunteer } } }),
  postgraphile: ({ activity, volunteer, id }) => {
    const now = new Date().toISOString();
    return {
      query: postgraphile,
      variables: {
        signUp: {
          rowId: id,
          activityId: activity,
          volunteerId: volunteer,
          status: 'CONFIRMED',
          signedUpAt: now,
          confirmedAt: now,
        },
      },
    };
  },
  limit: ({ activity, volunteer }) => `/sign-up?activity=${activity}&volunteer=${volunteer}`,
  same: ({ signUpCreate: { signUp } }) => signUp,
  samePostgraphile: ({ createSignUp: { signUp } }) => signUp,
  writing: {
    open,
    close,
    reset,
    count: async (pool) => {
      const { rows } = await pool.query<{ count: number }>(`select count(*)::int as count from ${writes}`);
      return rows[0]!.count;
    },
    effect: async (pool, used, peer) => {
      if (peer !== 'postgraphile') await checkCounted(pool);
      const { rows } = await pool.query(
        `select activity_id, volunteer_id, shift_id, status, confirmed_at = signed_up_at as is_at_once, cancelled_at,
           checked_in_at, checked_out_at, check_in_method, version, is_demo
         from sign_up where (activity_id, volunteer_id) in (select * from unnest($1::uuid[], $2::uuid[]))
         order by activity_id, volunteer_id`,
        [used.map(({ activity }) => activity), used.map(({ volunteer }) => volunteer)],
      );
      return rows;
    },
  },
};

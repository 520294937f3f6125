import { createServer, type ServerResponse } from 'node:http';
import { Pool } from 'pg';
import { listening, settings } from './peer.ts';

/** One statement a question that gives the final JSON, sent as it comes: what a server could do at most. */
const { url, connections } = settings();
const pool = new Pool({ connectionString: url, max: connections });

const at = (column: string): string =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const seen = `status in ('PUBLISHED', 'CANCELLED', 'COMPLETED')`;
const validOn = (alias: string): string =>
  `(${alias}.valid_from is null or ${alias}.valid_from <= $1::date) and (${alias}.valid_to is null or ${alias}.valid_to > $1::date)`;
const list = (name: string, select: string): string =>
  `'${name}', (select coalesce(json_agg(x order by o, i), '[]') from (select ordinal as o, id as i, ${select} as x from ${name.slice(0, -1)} where program_id = p.id) l)`;

interface Route {
  text: string;
  values: (query: URLSearchParams) => unknown[];
}

const route = (text: string, ...names: string[]): Route => ({
  text,
  values: (query) => names.map((name) => query.get(name)),
});

const routes: Record<string, Route> = {
  '/dashboard': route(
    `select json_build_object('data', json_build_object('programs', json_build_object('nodes', json_agg(json_build_object(
       'code', p.code, 'title', p.title,
       'responsibilities', json_build_object('nodes', (select coalesce(json_agg(json_build_object('kind', r.kind, 'role', r.role,
         'party', json_build_object('name', q.name)) order by r.ordinal, r.id), '[]')
         from responsibility r join party q on q.id = r.party_id where r.program_id = p.id)),
       'activities', json_build_object('nodes', (select coalesce(json_agg(json_build_object('code', a.code, 'title', a.title,
         'startsAt', ${at('a.starts_at')}, 'status', a.status, 'organizer', json_build_object('name', o.name)) order by a.starts_at desc, a.id desc), '[]')
         from (select * from activity where program_id = p.id and ${seen} order by starts_at desc, id desc limit $1) a
         join party o on o.id = a.organizer_id))) order by p.ordinal))))::text from program p`,
    'first',
  ),
  '/matrix': route(
    `with shown as (
       select e.* from effective_responsibility e join plan l on l.id = e.plan_id and l.code = '2022-4' where e.program_id is not null and
         (case when e.membership_id is null then not exists (select 1 from membership m where m.collective_id = e.party_id and ${validOn('m')})
          else ${validOn('e')} end)),
     cells as (
       select s.party_id, s.program_id, min(s.ordinal) as o, json_agg(json_build_object('kind', s.kind, 'role', s.role,
         'via', case when v.id is null then null else json_build_object('name', v.name) end) order by s.ordinal, s.id) as owed
       from shown s left join party v on v.id = s.via_id group by s.party_id, s.program_id),
     rows as (
       select q.party_id, min(q.o) as o, json_agg(json_build_object('program', json_build_object('code', p.code), 'responsibilities', q.owed) order by p.ordinal) as cells
       from cells q join program p on p.id = q.program_id group by q.party_id)
     select json_build_object('data', json_build_object('plan', json_build_object('responsibilityMatrix', json_build_object('rows',
       (select json_agg(json_build_object('party', json_build_object('name', t.name), 'cells', r.cells) order by r.o, t.id) from rows r join party t on t.id = r.party_id)))))::text`,
    'asOf',
  ),
  '/stories': route(
    `select json_build_object('data', json_build_object('stories', json_build_object(
       'pageInfo', json_build_object('hasNextPage', count(*) > 20),
       'nodes', coalesce(json_agg(json_build_object('code', s.code, 'title', s.title, 'summary', s.summary, 'body', s.body,
         'publishedAt', ${at('s.published_at')}, 'owner', json_build_object('name', o.name),
         'activity', case when a.id is null then null else json_build_object('code', a.code, 'title', a.title) end)
         order by s.published_at desc, s.id desc) filter (where s.n <= 20), '[]'))))::text
     from (select *, row_number() over (order by published_at desc, id desc) as n from (
       select * from story where status = 'PUBLISHED' and (published_at, id) < ($1::timestamptz, $2::uuid)
       order by published_at desc, id desc limit 21) f) s
     join party o on o.id = s.owner_id left join activity a on a.id = s.activity_id`,
    'at',
    'id',
  ),
  '/activity': route(
    `select json_build_object('data', json_build_object('activity', json_build_object('code', a.code, 'title', a.title,
       'startsAt', ${at('a.starts_at')}, 'endsAt', ${at('a.ends_at')}, 'status', a.status, 'capacity', a.capacity, 'signUpCount', a.sign_up_count,
       'organizer', json_build_object('name', o.name), 'program', json_build_object('code', p.code, 'title', p.title),
       'venue', case when v.id is null then null else json_build_object('name', v.name) end)))::text
     from activity a join party o on o.id = a.organizer_id join program p on p.id = a.program_id left join venue v on v.id = a.venue_id
     where a.code = $1 and a.${seen}`,
    'code',
  ),
  '/filtered': route(
    `with f as (select a.* from activity a join program p on p.id = a.program_id where p.code = $1
       and a.starts_at >= $2::timestamptz and a.starts_at < $3::timestamptz and a.${seen})
     select json_build_object('data', json_build_object('activities', json_build_object(
       'totalCount', (select count(*) from f),
       'pageInfo', json_build_object('hasNextPage', count(*) > 20),
       'nodes', coalesce(json_agg(json_build_object('code', s.code, 'title', s.title, 'startsAt', ${at('s.starts_at')}, 'status', s.status,
         'signUpCount', s.sign_up_count, 'organizer', json_build_object('name', o.name)) order by s.starts_at desc, s.id desc) filter (where s.n <= 20), '[]'))))::text
     from (select *, row_number() over (order by starts_at desc, id desc) as n from (select * from f order by starts_at desc, id desc limit 21) g) s
     join party o on o.id = s.organizer_id`,
    'program',
    'from',
    'to',
  ),
  '/group-by': route(
    `select json_build_object('data', json_build_object('activityStatistics', json_build_object('groups', coalesce(json_agg(json_build_object(
       'key', json_build_object('period', json_build_object('start', g.month), 'program', json_build_object('code', p.code), 'organizer', json_build_object('name', o.name)),
       'measures', json_build_object('count', g.n, 'signUps', g.s)) order by g.month, p.ordinal, o.name_key), '[]'))))::text
     from (select date_trunc('month', starts_at at time zone 'Asia/Shanghai')::date as month, program_id, organizer_id, count(*) as n, sum(sign_up_count) as s
       from activity where starts_at >= $1::timestamptz and starts_at < $2::timestamptz and ${seen} group by 1, 2, 3) g
     join program p on p.id = g.program_id join party o on o.id = g.organizer_id`,
    'from',
    'to',
  ),
  '/search': route(
    `select json_build_object('data', json_build_object('search', json_build_object('nodes', coalesce(json_agg(json_build_object(
       'kind', h.kind, 'title', h.title, 'match', h.match, 'node', json_build_object('code', h.code)) order by h.n), '[]'))))::text
     from bench.hits($1, 20) h`,
    'text',
  ),
  '/sign-up': route(
    `with taken as (
       update activity set sign_up_count = sign_up_count + 1 where id = $1 and status = 'PUBLISHED' and starts_at > now()
         and (capacity is null or sign_up_count < capacity) returning id),
     made as (
       insert into sign_up (id, activity_id, volunteer_id, status, signed_up_at, confirmed_at)
       select gen_random_uuid(), id, $2::uuid, 'CONFIRMED', now(), now() from taken returning status)
     select json_build_object('data', json_build_object('signUpCreate', json_build_object('signUp', json_build_object('status', status), 'errors', '[]'::json)))::text from made`,
    'activity',
    'volunteer',
  ),
  '/containing': route(
    `select json_build_object('data', json_build_object('activities', json_build_object('nodes', coalesce(json_agg(json_build_object(
       'code', a.code, 'title', a.title, 'startsAt', ${at('a.starts_at')}, 'organizer', json_build_object('name', o.name)) order by a.starts_at desc, a.id desc), '[]'))))::text
     from (select * from activity where title ilike '%' || $1 || '%' and ${seen} order by starts_at desc, id desc limit 20) a
     join party o on o.id = a.organizer_id`,
    'text',
  ),
  '/plan': route(
    `select json_build_object('data', json_build_object('plan', json_build_object('title', l.title, 'theme', l.theme, 'issuedOn', l.issued_on,
       'programs', json_build_object('nodes', (select json_agg(json_build_object('code', p.code, 'title', p.title, 'slogan', p.slogan,
         ${list('campaigns', `json_build_object('title', title, 'kind', kind)`)},
         ${list('targets', `json_build_object('title', title, 'basis', basis, 'value', value, 'unit', unit)`)},
         ${list('indicators', `json_build_object('title', title)`)},
         ${list('schedules', `json_build_object('label', label, 'kind', kind, 'rrule', rrule)`)},
         'responsibilities', (select json_build_object('totalCount', count(*), 'nodes', coalesce(json_agg(json_build_object('role', r.role, 'kind', r.kind,
           'clauseOrder', r.clause_order, 'party', json_build_object('name', q.name),
           'sources', (select coalesce(json_agg(json_build_object('quote', g.quote) order by f.ordinal), '[]') from fact_source f join passage g on g.id = f.passage_id where f.subject = r.id))
           order by r.ordinal, r.id), '[]')) from responsibility r join party q on q.id = r.party_id where r.program_id = p.id)
         ) order by p.ordinal) from program p where p.plan_id = l.id)))))::text
     from plan l where l.document_number = $1`,
    'number',
  ),
};

const server = createServer((request, response) => {
  const asked = new URL(request.url!, 'http://localhost');
  const found = routes[asked.pathname];
  if (!found) {
    response.writeHead(404).end();
    return;
  }
  void answer(found, asked, response);
});

async function answer({ text, values }: Route, asked: URL, response: ServerResponse): Promise<void> {
  try {
    const { rows } = await pool.query<[string]>({
      name: asked.pathname,
      text,
      values: values(asked.searchParams),
      rowMode: 'array',
    });
    const body = rows[0]?.[0] ?? '{"data":null}';
    response
      .writeHead(200, {
        'content-type': 'application/json; charset=utf-8',
        'content-length': Buffer.byteLength(body),
      })
      .end(body);
  } catch (error) {
    response.writeHead(500).end((error as Error).message);
  }
}

listening(server);

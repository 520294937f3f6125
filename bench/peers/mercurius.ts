import fastify from 'fastify';
import mercurius from 'mercurius';
import { Pool, types } from 'pg';
import { settings } from './peer.ts';

/** What a careful team writes by hand: Fastify's GraphQL with its compiler and batching loaders, plain SQL, named statements. */
const { url, connections } = settings();
const pool = new Pool({ connectionString: url, max: connections });
types.setTypeParser(types.builtins.DATE, (text) => text);

const schema = `
  type Query {
    plan(by: PlanBy!): Plan
    programs(orderBy: [Order!]): ProgramConnection!
    activity(by: ActivityBy!): Activity
    activities(first: Int, where: ActivityWhere, orderBy: [Order!]): ActivityConnection!
    stories(first: Int, after: String, orderBy: [Order!]): StoryConnection!
    activityStatistics(where: ActivityWhere, groupBy: [Grouping!], first: Int): Statistics!
    search(text: String!, kinds: [SearchKind!], first: Int): SearchConnection!
  }
  type Mutation { signUpCreate(input: SignUpInput!): SignUpPayload! }
  input SignUpInput { activity: ID!, volunteer: ID! }
  type SignUpPayload { signUp: SignUp, errors: [SignUpError!]! }
  type SignUp { status: String! }
  type SignUpError { message: String! }
  enum Dimension { STARTS_AT PROGRAM ORGANIZER }
  enum Unit { MONTH }
  input Grouping { by: Dimension!, unit: Unit }
  type Statistics { groups: [Group!]! }
  type Group { key: Key!, measures: Measures! }
  type Key { period: Period!, program: Program!, organizer: Party! }
  type Period { start: Date! }
  type Measures { count: Int!, signUps: Int! }
  enum SearchKind { STORY ACTIVITY }
  type SearchConnection { nodes: [Hit!]! }
  type Hit { kind: String!, title: String!, match: String!, node: Found! }
  type Found { code: String! }
  scalar Date
  enum Field { ORDINAL STARTS_AT PUBLISHED_AT }
  enum Direction { ASC DESC }
  enum Expand { NONE MEMBERS }
  input Order { field: Field!, direction: Direction }
  input PlanBy { code: String, documentNumber: String }
  input ActivityBy { code: String }
  input Text { eq: String, contains: String }
  input Instant { gte: String, lt: String }
  input ProgramWhere { code: Text }
  input ActivityWhere { program: ProgramWhere, startsAt: Instant, title: Text }
  type PageInfo { hasNextPage: Boolean! }
  type Plan { title: String!, theme: String, issuedOn: String, programs: ProgramConnection!, responsibilityMatrix(expand: Expand, asOf: Date): Matrix! }
  type Matrix { rows: [MatrixRow!]! }
  type MatrixRow { party: Party!, cells: [Cell!]! }
  type Cell { program: Program!, responsibilities: [Responsibility!]! }
  type ProgramConnection { nodes: [Program!]! }
  type Program {
    code: String!, title: String!, slogan: String, ordinal: Int!
    campaigns: [Campaign!]!, targets: [Target!]!, indicators: [Indicator!]!, schedules: [Schedule!]!
    responsibilities: ResponsibilityConnection!
    activities(first: Int, orderBy: [Order!]): ActivityConnection!
  }
  type Campaign { title: String!, kind: String! }
  type Target { title: String!, basis: String!, value: Int, unit: String }
  type Indicator { title: String! }
  type Schedule { label: String!, kind: String!, rrule: String }
  type ResponsibilityConnection { totalCount: Int!, nodes: [Responsibility!]! }
  type Responsibility { kind: String!, role: String, clauseOrder: Int, party: Party!, via: Party, sources: [Passage!]! }
  type Passage { quote: String! }
  type Party { name: String! }
  type Venue { name: String! }
  type ActivityConnection { totalCount: Int!, pageInfo: PageInfo!, nodes: [Activity!]! }
  type Activity {
    code: String!, title: String!, startsAt: String!, endsAt: String!, status: String!, capacity: Int, signUpCount: Int!
    organizer: Party!, program: Program!, venue: Venue
  }
  type StoryConnection { pageInfo: PageInfo!, nodes: [Story!]! }
  type Story { code: String!, title: String!, summary: String, body: String, publishedAt: String, owner: Party!, activity: Activity }
`;

type Row = Record<string, any>;

const rowsOf = async (name: string, text: string, values: unknown[]): Promise<Row[]> =>
  (await pool.query<Row>({ name, text, values })).rows;

const seen = `status in ('PUBLISHED', 'CANCELLED', 'COMPLETED')`;
const validOn = (alias: string): string =>
  `(${alias}.valid_from is null or ${alias}.valid_from <= $1::date) and (${alias}.valid_to is null or ${alias}.valid_to > $1::date)`;

const byKey = (queries: { obj: Row }[], key: string): string[] => queries.map(({ obj }) => obj[key]);

/** A loader of the row that a foreign key points to. */
const one = (table: string, key: string, columns: string) => ({
  opts: { cache: false },
  async loader(queries: { obj: Row }[]): Promise<(Row | null)[]> {
    const rows = await rowsOf(
      `${table}-${columns}`,
      `select id, ${columns} from ${table} where id = any($1)`,
      [[...new Set(byKey(queries, key))]],
    );
    const found = new Map(rows.map((row) => [row['id'], row]));
    return queries.map(({ obj }) => found.get(obj[key]) ?? null);
  },
});

/** A loader of the rows that point to a row. */
const many = (name: string, text: string) => ({
  opts: { cache: false },
  async loader(queries: { obj: Row }[]): Promise<Row[][]> {
    const rows = await rowsOf(name, text, [byKey(queries, 'id')]);
    const groups = Map.groupBy(rows, (row) => row['parent']);
    return queries.map(({ obj }) => groups.get(obj['id']) ?? []);
  },
});

const ofProgram = (table: string, columns: string) =>
  many(
    table,
    `select program_id as parent, ${columns} from ${table} where program_id = any($1) order by ordinal, id`,
  );

const activityColumns = `id, code, title, starts_at as "startsAt", ends_at as "endsAt", status, capacity, sign_up_count as "signUpCount", organizer_id, program_id, venue_id`;

function activityTerms(where: Row | undefined): { terms: string[]; values: unknown[] } {
  const values: unknown[] = [];
  const add = (value: unknown): string => `$${values.push(value)}`;
  const terms = [seen];
  if (where?.['program']?.code)
    terms.push(`program_id = (select id from program where code = ${add(where['program'].code.eq)})`);
  if (where?.['startsAt']?.gte) terms.push(`starts_at >= ${add(where['startsAt'].gte)}::timestamptz`);
  if (where?.['startsAt']?.lt) terms.push(`starts_at < ${add(where['startsAt'].lt)}::timestamptz`);
  if (where?.['title']) terms.push(`title ilike '%' || ${add(where['title'].contains)} || '%'`);
  return { terms, values };
}

/** The rules of a sign-up, as far as they are about places and time. */
async function signUp(activity: string, volunteer: string): Promise<Row> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const run = (name: string, text: string, values: unknown[]) => client.query<Row>({ name, text, values });
    await run('lock-volunteer', `select 1 from volunteer where id = $1 and status = 'ACTIVE' for update`, [
      volunteer,
    ]);
    const { rows: conflicts } = await run(
      'conflicts',
      `select 1 from sign_up s join activity o on o.id = s.activity_id join activity a on a.id = $1
       where s.volunteer_id = $2 and s.status in ('CONFIRMED', 'ATTENDED') and o.status in ('PUBLISHED', 'COMPLETED')
         and o.starts_at < a.ends_at and o.ends_at > a.starts_at limit 1`,
      [activity, volunteer],
    );
    const { rowCount: taken } = await run(
      'take-place',
      `update activity set sign_up_count = sign_up_count + 1 where id = $1 and status = 'PUBLISHED' and starts_at > now()
         and (capacity is null or sign_up_count < capacity)`,
      [activity],
    );
    if (conflicts.length > 0 || taken === 0) {
      await client.query('rollback');
      return { signUp: null, errors: [{ message: 'The activity is full, or others are at that time' }] };
    }
    const { rows } = await run(
      'sign-up',
      `insert into sign_up (id, activity_id, volunteer_id, status, signed_up_at, confirmed_at)
       values (gen_random_uuid(), $1, $2, 'CONFIRMED', now(), now()) returning status`,
      [activity, volunteer],
    );
    await client.query('commit');
    return { signUp: rows[0], errors: [] };
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}

const resolvers = {
  Mutation: {
    signUpCreate: (_: unknown, { input }: { input: { activity: string; volunteer: string } }) =>
      signUp(input.activity, input.volunteer),
  },
  Query: {
    plan: async (_: unknown, { by }: Row) => {
      const [column, value] = by.code ? ['code', by.code] : ['document_number', by.documentNumber];
      return (
        await rowsOf(
          `plan-${column}`,
          `select id, title, theme, issued_on as "issuedOn" from plan where ${column} = $1`,
          [value],
        )
      )[0];
    },
    programs: async () => ({
      nodes: await rowsOf(
        'programs',
        'select id, code, title, slogan, ordinal from program order by ordinal, id',
        [],
      ),
    }),
    activity: async (_: unknown, { by }: Row) =>
      (
        await rowsOf('activity', `select ${activityColumns} from activity where code = $1 and ${seen}`, [
          by.code,
        ])
      )[0] ?? null,
    activities: async (_: unknown, { first, where }: Row) => {
      const { terms, values } = activityTerms(where);
      const size = Number(first);
      const rows = await rowsOf(
        `activities-${terms.join()}-${size}`.slice(0, 63),
        `select ${activityColumns} from activity where ${terms.join(' and ')} order by starts_at desc, id desc limit ${size + 1}`,
        values,
      );
      return {
        where,
        pageInfo: { hasNextPage: rows.length > size },
        nodes: rows.slice(0, size),
      };
    },
    activityStatistics: async (_: unknown, { where }: Row) => {
      const rows = await rowsOf(
        'group-by',
        `select g.*, p.code, o.name from (
           select date_trunc('month', starts_at at time zone 'Asia/Shanghai')::date as month, program_id, organizer_id,
             count(*)::int as count, sum(sign_up_count)::int as "signUps"
           from activity where starts_at >= $1::timestamptz and starts_at < $2::timestamptz and ${seen} group by 1, 2, 3) g
         join program p on p.id = g.program_id join party o on o.id = g.organizer_id
         order by g.month, p.ordinal, o.name_key`,
        [where.startsAt.gte, where.startsAt.lt],
      );
      return {
        groups: rows.map(({ month, code, name, count, signUps }) => ({
          key: { period: { start: month }, program: { code }, organizer: { name } },
          measures: { count, signUps },
        })),
      };
    },
    search: async (_: unknown, { text, first }: Row) => ({
      nodes: (
        await rowsOf('search', 'select kind, title, match, code from bench.hits($1, $2) order by n', [
          text,
          first,
        ])
      ).map(({ code, ...hit }) => ({ ...hit, node: { code } })),
    }),
    stories: async (_: unknown, { first, after }: Row) => {
      const size = Number(first);
      const [at, id] = after
        ? JSON.parse(Buffer.from(after, 'base64url').toString())
        : ['infinity', 'ffffffff-ffff-ffff-ffff-ffffffffffff'];
      const rows = await rowsOf(
        `stories-${size}`,
        `select id, code, title, summary, body, published_at as "publishedAt", owner_id, activity_id from story
         where status = 'PUBLISHED' and (published_at, id) < ($1::timestamptz, $2::uuid) order by published_at desc, id desc limit ${size + 1}`,
        [at, id],
      );
      return { pageInfo: { hasNextPage: rows.length > size }, nodes: rows.slice(0, size) };
    },
  },
  ActivityConnection: {
    totalCount: async ({ where }: Row) => {
      const { terms, values } = activityTerms(where);
      const [row] = await rowsOf(
        `count-${terms.join()}`.slice(0, 63),
        `select count(*)::int as n from activity where ${terms.join(' and ')}`,
        values,
      );
      return row!['n'];
    },
  },
  Plan: {
    programs: async ({ id }: Row) => ({
      nodes: await rowsOf(
        'plan-programs',
        'select id, code, title, slogan, ordinal from program where plan_id = $1 order by ordinal, id',
        [id],
      ),
    }),
    responsibilityMatrix: async ({ id }: Row, { asOf }: Row) => {
      const [programs, owed] = await Promise.all([
        rowsOf('matrix-programs', 'select id, code from program where plan_id = $1 order by ordinal, id', [
          id,
        ]),
        rowsOf(
          'matrix',
          `select e.*, q.name as party_name, v.name as via_name from effective_responsibility e
           join party q on q.id = e.party_id left join party v on v.id = e.via_id
           where e.plan_id = $2 and e.program_id is not null and
             (case when e.membership_id is null then not exists (select 1 from membership m where m.collective_id = e.party_id and ${validOn('m')})
              else ${validOn('e')} end)
           order by e.ordinal, e.id`,
          [asOf, id],
        ),
      ]);
      return {
        rows: [...Map.groupBy(owed, (row) => row['party_id']).values()].map((rows) => ({
          party: { name: rows[0]!['party_name'] },
          cells: programs.map((program) => ({
            program,
            responsibilities: rows
              .filter((row) => row['program_id'] === program['id'])
              .map((row) => ({ ...row, via: row['via_name'] === null ? null : { name: row['via_name'] } })),
          })),
        })),
      };
    },
  },
  Activity: {
    startsAt: ({ startsAt }: Row) => startsAt.toISOString(),
    endsAt: ({ endsAt }: Row) => endsAt.toISOString(),
  },
  Story: { publishedAt: ({ publishedAt }: Row) => publishedAt.toISOString() },
  ResponsibilityConnection: { totalCount: ({ nodes }: Row) => nodes.length },
};

const loaders = {
  Program: {
    campaigns: ofProgram('campaign', 'title, kind'),
    targets: ofProgram('target', 'title, basis, value, unit'),
    indicators: ofProgram('indicator', 'title'),
    schedules: ofProgram('schedule', 'label, kind, rrule'),
    responsibilities: {
      opts: { cache: false },
      async loader(queries: { obj: Row }[]) {
        const rows = await rowsOf(
          'responsibilities',
          `select id, program_id, kind, role, clause_order as "clauseOrder", party_id from responsibility where program_id = any($1) order by ordinal, id`,
          [byKey(queries, 'id')],
        );
        const groups = Map.groupBy(rows, (row) => row['program_id']);
        return queries.map(({ obj }) => ({ nodes: groups.get(obj['id']) ?? [] }));
      },
    },
    activities: {
      opts: { cache: false },
      async loader(queries: { obj: Row; params: Row }[]) {
        const size = Number(queries[0]!.params['first']);
        const rows = await rowsOf(
          `latest-${size}`,
          `select a.* from unnest($1::uuid[]) p(id) cross join lateral (select ${activityColumns} from activity
           where program_id = p.id and ${seen} order by starts_at desc, id desc limit ${size}) a`,
          [byKey(queries, 'id')],
        );
        const groups = Map.groupBy(rows, (row) => row['program_id']);
        return queries.map(({ obj }) => ({ nodes: groups.get(obj['id']) ?? [] }));
      },
    },
  },
  Responsibility: {
    party: one('party', 'party_id', 'name'),
    sources: many(
      'sources',
      'select f.subject as parent, g.quote from fact_source f join passage g on g.id = f.passage_id where f.subject = any($1) order by f.subject, f.ordinal',
    ),
  },
  Activity: {
    organizer: one('party', 'organizer_id', 'name'),
    program: one('program', 'program_id', 'code, title'),
    venue: one('venue', 'venue_id', 'name'),
  },
  Story: { owner: one('party', 'owner_id', 'name'), activity: one('activity', 'activity_id', 'code, title') },
};

const app = fastify({ logger: false });
await app.register(mercurius, { schema, resolvers, loaders: loaders as any, jit: 1 });
const address = await app.listen({ port: 0, host: '127.0.0.1' });
process.stdout.write(`${address}\n`);
process.once('SIGTERM', () => process.exit(0));

import { Pool } from 'pg';
import { graphql } from './ask.ts';
import { start } from './cluster.ts';
import { middle } from './compare.ts';
import { withData } from './data.ts';
import { type Figures, measure, type Request } from './measure.ts';
import { setting, shown, table, writePart } from './page.ts';
import { say } from './say.ts';

/** A question whose cost is looked at while the data grow. */
interface Probe {
  name: string;
  /** What it asks at this size. */
  requests: (pool: Pool) => Promise<Request[]>;
  /** How many times as much it may cost at the largest size; null where it may grow with its rows. */
  most: number | null;
}

const one = (query: string, variables: Record<string, unknown> = {}): Request =>
  graphql({ query, variables });

const PROBES: readonly Probe[] = [
  {
    name: 'one object',
    most: 1.3,
    requests: async (pool) => {
      const { rows } = await pool.query<{ code: string }>(
        `select code from activity where status = 'COMPLETED' and right(code, 2) = '07' order by code limit 500`,
      );
      return rows.map(({ code }) =>
        one(
          'query One($code: String!) { activity(by: { code: $code }) { code title startsAt organizer { name } } }',
          { code },
        ),
      );
    },
  },
  {
    name: 'page in the middle of the list',
    most: 1.3,
    requests: async (pool) => {
      const { rows } = await pool.query<{ at: string }>(
        `select to_char(p at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at from (
           select unnest(percentile_disc(array[0.3, 0.34, 0.38, 0.42, 0.46, 0.5, 0.54, 0.58, 0.62, 0.66])
             within group (order by starts_at)) as p from activity) places`,
      );
      // A place in the order is a condition on what the list is ordered by, as a cursor is.
      return rows.map(({ at }) =>
        one(
          `query Page($at: DateTime!) { activities(first: 20, where: { startsAt: { lt: $at } }, orderBy: [{ field: STARTS_AT, direction: DESC }]) {
             pageInfo { hasNextPage } nodes { code title startsAt organizer { name } } } }`,
          { at },
        ),
      );
    },
  },
  {
    name: 'latest five of each program',
    most: 1.3,
    requests: async () => [
      one(
        `{ programs(orderBy: [{ field: ORDINAL }]) { nodes { code activities(first: 5, orderBy: [{ field: STARTS_AT, direction: DESC }]) {
           nodes { code title startsAt organizer { name } } } } } }`,
      ),
    ],
  },
  {
    name: 'matrix',
    most: 1.3,
    requests: async () => [
      one(
        `{ plan(by: { code: "2022-4" }) { responsibilityMatrix(expand: MEMBERS, asOf: "2026-09-01") {
           rows { party { name } cells { program { code } responsibilities { kind role } } } } } }`,
      ),
    ],
  },
  {
    name: 'totalCount of all',
    most: 1.3,
    requests: async () => [one('{ activities(first: 1) { totalCount totalCountKind } }')],
  },
  {
    name: 'totalCount of a program’s',
    most: null,
    requests: async () => [
      one(
        '{ activities(first: 1, where: { program: { code: { eq: "2022-4/3" } } }) { totalCount totalCountKind } }',
      ),
    ],
  },
  {
    name: 'a year by month and program',
    most: null,
    requests: async () => [
      one(
        `{ activityStatistics(where: { startsAt: { gte: "2025-11-30T16:00:00Z", lt: "2026-11-30T16:00:00Z" } }
           groupBy: [{ by: STARTS_AT, unit: MONTH }, { by: PROGRAM }], first: 1000) {
           groups { key { period { start } program { code } } measures { count signUps } } } }`,
      ),
    ],
  },
];

/** Measures ours alone at each size, and writes how much more it costs than at the first. */
export async function measureGrowth(
  folder: string,
  sizes: readonly number[],
  terms: { rounds: number; seconds: number; connections: number; path: string },
): Promise<void> {
  const found = new Map<string, Figures[]>(PROBES.map(({ name }) => [name, []]));
  const rows: number[] = [];
  let about = '';
  for (const size of sizes) {
    const data = await withData(folder, size);
    const pool = new Pool({ connectionString: data.url, max: 2 });
    try {
      const ours = await start('ours', data.url, { LOG_LEVEL: 'info' });
      try {
        const counted = await pool.query<{ count: number }>('select count(*)::int as count from activity');
        rows.push(counted.rows[0]!.count);
        for (const { name, requests } of PROBES) {
          const load = { connections: terms.connections, pool, writing: null };
          const asked = await requests(pool);
          await measure(ours, asked, { ...load, seconds: Math.min(2, terms.seconds) });
          const rounds: Figures[] = [];
          for (let round = 0; round < terms.rounds; round += 1) {
            rounds.push(await measure(ours, asked, { ...load, seconds: terms.seconds }));
          }
          found.get(name)!.push(middle(rounds));
          say(`${size}, ${name}: ${shown(found.get(name)!.at(-1)!.perSecond)}/s`);
        }
        about = await setting(data.url, []);
      } finally {
        await ours.stop();
      }
    } finally {
      await pool.end();
      await data.stop();
    }
  }
  await writePart(terms.path, 'Growth', page(about, rows, found, terms));
}

/** CPU of node and PostgreSQL together: steadier than the rate, which the measuring itself shares the machine with. */
const cost = ({ cpu, postgres }: Figures): number => cpu + postgres;

function page(
  about: string,
  rows: readonly number[],
  found: ReadonlyMap<string, readonly Figures[]>,
  { rounds, seconds, connections }: { rounds: number; seconds: number; connections: number },
): string {
  const heads = rows.map((count) => count.toLocaleString('en'));
  const lines = PROBES.map(({ name, most }) => {
    const figures = found.get(name)!;
    const costs = figures.map(cost);
    const ratio = costs.at(-1)! / costs[0]!;
    const verdict = most === null ? '–' : ratio <= most ? `≤ ${most}` : `**> ${most}**`;
    const times = costs.map((each) => (each / costs[0]!).toFixed(2));
    return [
      name,
      ...costs.map(shown),
      ...times.slice(1),
      figures.map(({ p50 }) => shown(p50)).join(' · '),
      verdict,
    ];
  });
  const memory = PROBES.map(({ name }) => found.get(name)!.map(({ rss }) => rss));
  const most = rows.map((_, i) => shown(Math.max(...memory.map((each) => each[i]!))));
  return `${about}

Ours alone at ${heads.join(', ')} activities; ${connections} connections, ${rounds} rounds of ${seconds} seconds, the middle one. CPU
milliseconds a request of node and PostgreSQL together, as multiples of the first size, and the median time at each size in
milliseconds. What must not grow with the data is held to 1.3 times. Memory of the process at its most: ${most.join(', ')} MB.

${table(['', ...heads, ...heads.slice(1).map((head) => `× at ${head}`), 'p50, ms', 'goal'], lines)}
`;
}

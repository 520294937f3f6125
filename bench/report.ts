import { Client } from 'pg';
import { type Case, type Peer, PEERS } from './case.ts';
import { middle, type Results, type Terms } from './compare.ts';
import { groupBy } from './cases/group-by.ts';
import type { Figures } from './measure.ts';
import { geometricMean, setting, shown, table, writePart } from './page.ts';

const NAMES: Record<Peer, string> = {
  ours: 'ours',
  postgraphile: 'PostGraphile',
  mercurius: 'Mercurius',
  limit: 'LIMIT',
};

const PACKAGES = [
  ...['postgraphile', '@graphile/pg-aggregates', '@graphile/simplify-inflection'],
  ...[
    'postgraphile-plugin-connection-filter',
    'mercurius',
    'fastify',
    'graphql-jit',
    'graphql',
    'pg',
    'autocannon',
  ],
];

/** What every read should reach, and all of them in the geometric mean. */
const GOAL = { each: 1.5, mean: 2, limit: 0.67 };

/** A case's figures, medians of the rounds. */
interface Row {
  question: Case;
  of: ReadonlyMap<Peer, Figures>;
}

/** Prints what the peers have reached and writes it into the page. */
export async function writeReport(
  results: Results,
  { activities, rounds, seconds, connections }: Terms,
  { url, path }: { url: string; path: string },
): Promise<void> {
  const rows = [...results].map(([question, each]) => ({
    question,
    of: new Map([...each].map(([peer, figures]) => [peer, middle(figures)])),
  }));
  const body = `${await setting(url, PACKAGES)}

${activities.toLocaleString('en')} activities; rows: ${await sizes(url)}. ${connections} connections, ${rounds} rounds of
${seconds} seconds a case and peer, the peers by turns, the middle one of the rounds; one process each, ten connections to
one PostgreSQL. Before, all were asked the same and had to answer the same. Ours has its limits, cost, rights and logging on,
and its cache of answers off.
LIMIT is one SQL statement by hand that gives the JSON, sent as it comes.

### Ratios

Requests per second of ours by those of the other, higher is better; and node's CPU per request of ours by that of
PostGraphile, lower is better.

${ratios(rows)}

${behind(rows)}

${rows.map(caseTable).join('\n\n')}
`;
  await writePart(path, 'Beside its peers', body);
}

async function sizes(url: string): Promise<string> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const tables = ['activity', 'story', 'sign_up', 'service_record', 'volunteer', 'party', 'responsibility'];
    const { rows } = await client.query<{ table: string; count: number }>(
      tables
        .map((table) => `select '${table}' as table, count(*)::int as count from ${table}`)
        .join(' union all '),
    );
    const size = await client.query<{ bytes: string }>(
      'select pg_database_size(current_database()) as bytes',
    );
    const counts = rows.map(({ table, count }) => `${table} ${count.toLocaleString('en')}`);
    return `${counts.join(', ')}; ${shown(Number(size.rows[0]!.bytes) / 2 ** 20)} MB`;
  } finally {
    await client.end();
  }
}

/** How many times as much ours does as another; null where one of them was not measured. */
function ratio({ of }: Row, other: Peer, key: 'perSecond' | 'cpu' = 'perSecond'): number | null {
  const ours = of.get('ours');
  const theirs = of.get(other);
  return ours && theirs ? ours[key] / theirs[key] : null;
}

function ratios(rows: readonly Row[]): string {
  const reads = rows.filter(({ question }) => !question.writing);
  const line = (name: string, of: (other: Peer, key?: 'cpu') => number | null): string[] => [
    name,
    ...[of('postgraphile'), of('mercurius'), of('limit'), of('postgraphile', 'cpu')].map((value) =>
      value === null ? '–' : value.toFixed(2),
    ),
  ];
  const mean = (name: string, of: readonly Row[]): string[] =>
    line(name, (other, key) => {
      const values = of.map((row) => ratio(row, other, key)).filter((value) => value !== null);
      return values.length === 0 ? null : geometricMean(values);
    });
  return table(
    ['case', '÷ PostGraphile', '÷ Mercurius', '÷ LIMIT', 'CPU ÷ PostGraphile'],
    [
      ...rows.map((row) => line(row.question.name, (other, key) => ratio(row, other, key))),
      mean('**reads, geometric mean**', reads),
      mean(
        '**without the group-by**',
        reads.filter(({ question }) => question.name !== groupBy.name),
      ),
    ],
  );
}

/** What has not reached the goal. */
function behind(rows: readonly Row[]): string {
  const reads = rows.filter(({ question }) => !question.writing);
  const slow = reads.filter((row) => (ratio(row, 'postgraphile') ?? Infinity) < GOAL.each);
  const mean = (other: Peer): number =>
    geometricMean(reads.map((row) => ratio(row, other)).filter((value) => value !== null));
  const goal = `The goal: ${GOAL.each} times PostGraphile in every read, ${GOAL.mean} times and ${GOAL.limit} of LIMIT in the mean.`;
  const misses = [
    ...slow.map(({ question }) => question.name),
    ...(mean('postgraphile') < GOAL.mean ? ['the mean beside PostGraphile'] : []),
    ...(mean('limit') < GOAL.limit ? ['the mean beside LIMIT'] : []),
  ];
  return `${goal} ${misses.length === 0 ? 'Reached.' : `Not reached: ${misses.join(', ')}.`}`;
}

function caseTable({ question, of }: Row): string {
  const lines = PEERS.flatMap((peer) => {
    const figures = of.get(peer);
    if (!figures) return [];
    const { perSecond, p50, p99, cpu, postgres, statements, rss } = figures;
    return [[NAMES[peer], ...[perSecond, p50, p99, cpu, postgres, statements, rss].map(shown)]];
  });
  return `### ${question.name}

${question.about}.

${table(['', 'requests/s', 'p50, ms', 'p99, ms', 'CPU of node, ms', 'CPU of PostgreSQL, ms', 'SQL statements', 'RSS, MB'], lines)}`;
}

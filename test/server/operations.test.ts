import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { testServer } from '../setup/server.ts';

// With work in it: an empty list would hide the statements of what hangs on its rows.
const { query, database } = await testServer('demo');
const folder = join(import.meta.dirname, '../../operations');

/** SQL statements of each example, however much data there is. A number that grows wants a reason. */
const statements: Record<string, number> = {
  'dashboard-1-matrix.graphql': 4,
  'dashboard-2-plan.graphql': 9,
  'dashboard-3-party.graphql': 4,
  'dashboard-4-progress.graphql': 5,
  'dashboard-5-incentives.graphql': 12,
  'data-1-targets.graphql': 4,
  'data-2-filter.graphql': 4,
  'data-3-coverage.graphql': 7,
  'data-4-activities.graphql': 5,
  'data-5-funding.graphql': 6,
  'data-6-statistics.graphql': 4,
  'data-7-trend.graphql': 4,
  'media-1-publicity.graphql': 7,
  'media-2-quote.graphql': 6,
  'media-3-changes.graphql': 2,
};

const files = readdirSync(folder).filter((file) => file.endsWith('.graphql'));

/** Values for an example's variables stand beside it. */
function variablesOf(file: string): Record<string, unknown> {
  const path = join(folder, file.replace('.graphql', '.variables.json'));
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>) : {};
}

test.each(files)('%s answers, with its number of statements', async (file) => {
  const text = readFileSync(join(folder, file), 'utf8');
  const first = await query(text, variablesOf(file));
  database.statements = [];
  // The second time runs compiled code: it must say the same.
  expect(await query(text, variablesOf(file))).toEqual(first);
  expect(database.statements.length).toBe(statements[file]);
});

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { mintToken } from '../../src/access/tokens.ts';
import { testServer } from '../setup/server.ts';

// With work in it: an empty list would hide the statements of what hangs on its rows.
const { send, database } = await testServer('demo');
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
  'data-7-trend.graphql': 5,
  'data-8-search.graphql': 7,
  'media-1-publicity.graphql': 7,
  'media-2-quote.graphql': 6,
  'media-3-changes.graphql': 2,
  'media-4-stories.graphql': 2,
  'media-5-leads.graphql': 6,
  'media-6-clearance.graphql': 5,
  'media-7-story-changes.graphql': 2,
  'media-8-pictures.graphql': 1,
  'media-9-webhooks.graphql': 2,
};

/** Lists that are empty in the demonstration of the tests: no picture is kept, nobody is told. */
const EMPTY = new Set(['media-8-pictures.graphql', 'media-9-webhooks.graphql']);

const files = readdirSync(folder).filter((file) => file.endsWith('.graphql'));

/** Values for an example's variables stand beside it. */
function variablesOf(file: string): Record<string, unknown> {
  const path = join(folder, file.replace('.graphql', '.variables.json'));
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>) : {};
}

/** Somebody of the media centre: for what `# who: media` stands above. */
async function mediaHeaders(): Promise<Record<string, string>> {
  const headers = { authorization: `Bearer ${await mintToken(database.pool, 'media', 24)}` };
  await send('{ viewer { isSignedIn } }', {}, headers);
  await database.pool.query(
    `insert into role_grant (id, account_id, role, district_code, granted_at, version)
     select gen_random_uuid(), id, 'MEDIA', '370117', now(), 1 from account where subject = 'media'`,
  );
  return headers;
}
const headers = await mediaHeaders();

test.each(files)('%s answers, with its number of statements', async (file) => {
  const text = readFileSync(join(folder, file), 'utf8');
  const isSigned = /^# who: media$/m.test(text);
  const ask = async () => {
    const { errors, data } = await send(text, variablesOf(file), isSigned ? headers : {});
    expect(errors).toBeUndefined();
    return data;
  };
  const first = await ask();
  const hasEmpty = Object.values<any>(first).some((field) => field?.nodes?.length === 0);
  expect(hasEmpty).toBe(EMPTY.has(file));
  database.statements = [];
  // The second time runs compiled code: it must say the same.
  expect(await ask()).toEqual(first);
  expect(database.statements.length).toBe(statements[file]);
});

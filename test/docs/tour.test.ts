import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { world } from '../setup/world.ts';

const { person, office, setNow, term, send } = await world();

const folder = join(import.meta.dirname, '../../operations/tour');
const files = readdirSync(folder)
  .filter((file) => file.endsWith('.graphql'))
  .toSorted();

const people: Record<string, { send: typeof send }> = {
  office,
  resident: await person('resident'),
  federation: await person('federation', 'COORDINATOR', { party: '370117/womens-federation' }),
  street: await person('street', 'COORDINATOR', { party: '370117/aishan-street' }),
  volunteer: await person('volunteer'),
  anybody: { send },
};

const at = (value: any, path: string): any =>
  path === '.' ? value : path.split('.').reduce((inner, key) => inner[key], value);

/** What earlier steps kept. */
const kept: Record<string, unknown> = {};

function filled(value: unknown): unknown {
  if (typeof value === 'string' && value.startsWith('@term ')) return term(value.slice(6));
  if (typeof value === 'string' && value.startsWith('@')) return at(kept, value.slice(1));
  if (Array.isArray(value)) return value.map(filled);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, filled(item)]));
}

const tutorial = readFileSync(join(import.meta.dirname, '../../docs/tutorial-office.zh.md'), 'utf8');

test.each(files)('%s answers as it says, and stands in the tutorial', async (file) => {
  const text = readFileSync(join(folder, file), 'utf8');
  const header = Object.fromEntries(
    [...text.matchAll(/^# (who|at|variables|keep|answer): (.*)$/gm)].map(([, key, value]) => [key, value]),
  ) as Record<'who' | 'at' | 'variables' | 'keep' | 'answer', string>;
  const operation = text.replaceAll(/^#.*\n/gm, '');
  expect(tutorial).toContain(`\`\`\`graphql\n${operation}\`\`\``);
  setNow(header.at);
  const variables = filled(JSON.parse(header.variables ?? '{}')) as Record<string, unknown>;
  const { data, errors } = await people[header.who]!.send(operation, variables);
  expect(errors).toBeUndefined();
  expect(data).toMatchObject(JSON.parse(header.answer));
  const [name, path] = (header.keep ?? '').split(' = ');
  if (name) kept[name] = at(data, path!);
});

import type { Parameter } from './parameters.ts';
import { noSuchCode } from './refusals.ts';

type Codes = { nodes: { code: string }[] };

/** Asks a query with variables; null where it was not answered. */
export type AskCodes = (
  query: string,
  variables: Readonly<Record<string, unknown>>,
) => Promise<Readonly<Record<string, Codes>> | null>;

/** Throws BAD_PARAMETER for a code that names nothing the asker may see: rows that lack it would look like none. */
export async function mustName(
  parameters: readonly Parameter[],
  variables: Readonly<Record<string, unknown>>,
  ask: AskCodes,
): Promise<void> {
  const given = parameters.filter(({ name, names }) => names !== null && typeof variables[name] === 'string');
  if (given.length === 0) return;
  const declared = given.map(({ name }) => `$${name}: String`).join(', ');
  const lookups = given.map(
    ({ name, names }) =>
      `${name}: ${names}(where: { code: { eq: $${name} } }, first: 1) { nodes { code } } ${name}_any: ${names}(first: 1) { nodes { code } }`,
  );
  const own = Object.fromEntries(given.map(({ name }) => [name, variables[name]]));
  const found = await ask(`query (${declared}) { ${lookups.join(' ')} }`, own);
  // What cannot be looked up is said by the query of the rows.
  if (!found) return;
  for (const { name, names } of given)
    if (found[name]!.nodes.length === 0)
      throw noSuchCode(name, String(variables[name]), names!, found[`${name}_any`]!.nodes[0]?.code);
}

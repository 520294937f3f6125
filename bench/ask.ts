import type { Ask, Peer } from './case.ts';
import type { Running } from './cluster.ts';
import type { Request } from './measure.ts';

export const graphql = ({ query, variables }: Ask, headers: Record<string, string> = {}): Request => ({
  method: 'POST',
  path: '/graphql',
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify({ query, variables }),
});

/** The data that a peer answers. Throws when there are errors. */
export async function answer(
  { peer, address }: { peer: Peer; address: Running['address'] },
  { method, path, body, headers }: Request,
): Promise<unknown> {
  const response = await fetch(new URL(path, address), {
    method,
    ...(body && { body }),
    ...(headers && { headers }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${peer} answered ${response.status}: ${text.slice(0, 500)}`);
  const { data, errors } = JSON.parse(text) as { data: unknown; errors?: unknown };
  if (errors) throw new Error(`${peer}: ${JSON.stringify(errors).slice(0, 500)}`);
  return data;
}

/** What the server says of an operation before it is run. */
export type Costing =
  | { kind: 'none' }
  | { kind: 'cost'; nodes: number; limit: number }
  | { kind: 'refused'; code: string; message: string };

interface Answer {
  cost?: { nodes: number } | null;
  limits?: { nodes: number };
  errors?: { message: string; extensions?: { code?: string } }[];
}

/** While somebody types, a document is wrong most of the time: the editor shows where, this says nothing. */
const UNFINISHED = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'BAD_USER_INPUT',
]);

/** Asks what an operation would cost; nothing is run. */
export async function askCost(
  query: string,
  variables: string,
  operationName: string | undefined,
  signal: AbortSignal,
): Promise<Costing> {
  const body = bodyOf(query, variables, operationName);
  if (body === undefined) return { kind: 'none' };
  const response = await fetch('/graphql/cost', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
    signal,
  });
  if (!response.ok) return { kind: 'none' };
  const { cost, limits, errors: [first] = [] }: Answer = await response.json();
  if (first) {
    const code = first.extensions?.code ?? '';
    return UNFINISHED.has(code) ? { kind: 'none' } : { kind: 'refused', code, message: first.message };
  }
  return cost && limits ? { kind: 'cost', nodes: cost.nodes, limit: limits.nodes } : { kind: 'none' };
}

/** Undefined for what cannot be sent yet. */
function bodyOf(query: string, variables: string, operationName: string | undefined): string | undefined {
  if (query.trim() === '') return undefined;
  try {
    const values: unknown = variables.trim() === '' ? {} : JSON.parse(variables);
    return JSON.stringify({ query, variables: values, operationName });
  } catch {
    return undefined;
  }
}

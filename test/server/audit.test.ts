import { auditServer } from 'graphql-http';
import { afterAll, expect, test } from 'vitest';
import { testServer } from '../setup/server.ts';

const { app } = await testServer('empty');
const url = `${await app.listen({ port: 0, host: '127.0.0.1' })}/graphql`;
afterAll(() => app.close());

/**
 * The deviations from the GraphQL-over-HTTP draft that are kept; none is of a MUST.
 *
 * Draft, "application/json": a well-formed request SHOULD be answered with 200 whatever happens. A request that never
 * reached execution is answered with 4xx here in both media types, so that a proxy or a plain client sees the fault.
 *
 * Draft, "Request", GET: a server MAY accept it. A GET without a header that forces a preflight is refused here, since
 * a page of another site could send it with the reader's own rights.
 */
const accepted: Record<string, string> = {
  '572B': 'SHOULD use 200 status code on document parsing failure when accepting application/json',
  '7B9B': 'SHOULD use a status code of 200 on variable coercion failure when accepting application/json',
  FDE2: 'SHOULD use 200 status code on document validation failure when accepting application/json',
  '5A70': 'MAY accept application/x-www-form-urlencoded formatted GET requests',
  '6A70': 'MAY allow URL-encoded JSON string {variables} parameter in GETs when accepting application/json',
  D6D5: 'MAY allow URL-encoded JSON string {variables} parameter in GETs when accepting application/graphql-response+json',
};

test('no audit of GraphQL over HTTP fails but for the accepted ones', async () => {
  const results = await auditServer({ url });
  const failed = results.filter(({ status }) => status !== 'ok');
  const listed = failed.map((result) => `${result.id} ${result.name}`).toSorted();
  expect(failed.filter(({ status }) => status === 'error').map(({ id, name }) => `${id} ${name}`)).toEqual(
    [],
  );
  expect(listed).toEqual(
    Object.entries(accepted)
      .map(([id, name]) => `${id} ${name}`)
      .toSorted(),
  );
  expect(results).toHaveLength(61);
});

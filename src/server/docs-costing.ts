import { GraphQLError, type GraphQLSchema } from 'graphql';
import { sampleVariables } from '../docs/examples.ts';
import type { Costing } from '../docs/reference.ts';
import { createCosting, InvalidDocument } from './costing.ts';
import type { Ids } from './input-checks.ts';
import { LIMITS } from './limits.ts';
import { createSizeOfList, STATEMENT_NODES } from './list-sizes.ts';

/** Takes every id for one of this service: examples have none until somebody fills them in. */
const ANY_ID: Ids = { ofType: () => undefined, ofId: () => undefined, keyOf: () => undefined };

/** How the pages of /docs count what an example costs: as requests are counted. */
export function docsCosting(schema: GraphQLSchema): Costing {
  const sizeOf = createSizeOfList(schema);
  const costOf = createCosting(schema, ANY_ID);
  return {
    nodesOf: (example) => {
      try {
        const { cost } = costOf({ query: example.text, variables: sampleVariables(schema, example) });
        return cost?.nodes ?? null;
      } catch (error) {
        // Fragments that stand in another file, or values that only an answer gives.
        if (error instanceof InvalidDocument || error instanceof GraphQLError) return null;
        throw error;
      }
    },
    sizeOf,
    statement: STATEMENT_NODES,
    limit: LIMITS.NODES,
  };
}

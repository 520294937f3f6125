import { CriticalityLevel, diff } from '@graphql-inspector/core';
import { type GraphQLSchema, isEnumType } from 'graphql';

/** What changed from one contract to the next: a line each, and the breaking changes that nothing had announced. */
export async function changesBetween(
  earlier: GraphQLSchema,
  now: GraphQLSchema,
): Promise<{ lines: string[]; unannounced: string[] }> {
  const changes = await diff(earlier, now);
  return {
    lines: changes.map(({ criticality, message }) => `${criticality.level} ${message}`),
    unannounced: changes
      .filter(
        ({ criticality, path }) =>
          criticality.level === CriticalityLevel.Breaking && !isAnnounced(earlier, path),
      )
      .map(({ message }) => message),
  };
}

/** Whether the field or value at this coordinate carries @deprecated in the earlier contract. */
function isAnnounced(schema: GraphQLSchema, path: string | undefined): boolean {
  const [typeName, member] = (path ?? '').split('.');
  const type = schema.getType(typeName ?? '');
  if (!type || member === undefined) return false;
  if ('getFields' in type) return type.getFields()[member]?.deprecationReason != null;
  return isEnumType(type) && type.getValue(member)?.deprecationReason != null;
}

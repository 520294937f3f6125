import type { GraphQLResolveInfo } from 'graphql';
import type { Context } from '../context.ts';
import { badRequest } from '../errors.ts';
import type { Row } from './plan.ts';

/**
 * Resolves a `x(by: XBy!)` field: the one property given in the `@oneOf` input is the property looked up by.
 * Null when there is none. Throws AMBIGUOUS when several rows bear the value, BAD_ID for an id of another type.
 */
export async function lookUp(
  ctx: Context,
  model: string,
  by: Readonly<Record<string, unknown>>,
  info: GraphQLResolveInfo,
): Promise<Row | null> {
  const [property, given] = Object.entries(by)[0]!;
  const value = property === 'id' ? ctx.read.keyOf(model, given as string) : given;
  const [row, another] = await ctx.read.some(model, property, value, info);
  if (another) {
    throw badRequest(
      'AMBIGUOUS',
      `有不止一个对象的 ${property} 是“${String(given)}”，请改用 code 查找`,
      `More than one has this ${property}: ${String(given)}; look it up by code`,
      { property },
    );
  }
  return row ?? null;
}

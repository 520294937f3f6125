import type { GraphQLResolveInfo } from 'graphql';
import type { Context } from '../context.ts';
import { badRequest } from '../errors.ts';
import type { Row } from './plan.ts';

/** Lists to look into where no row has the value as this property. */
type OtherNames = Readonly<Record<string, string>>;

/**
 * Resolves a `x(by: XBy!)` field: the one property given in the `@oneOf` input is the property looked up by, and where
 * no row has it, the list that `otherNames` gives for it. Null when there is none. Throws AMBIGUOUS when several rows
 * bear the value, BAD_ID for an id of another type.
 */
export async function lookUp(
  ctx: Context,
  model: string,
  by: Readonly<Record<string, unknown>>,
  info: GraphQLResolveInfo,
  otherNames: OtherNames = {},
): Promise<Row | null> {
  const [property, given] = Object.entries(by)[0]!;
  const value = property === 'id' ? ctx.read.keyOf(model, given as string) : given;
  let rows = await ctx.read.some(model, property, value, info);
  const others = otherNames[property];
  if (rows.length === 0 && others) rows = await ctx.read.someHolding(model, others, value, info);
  const [row, another] = rows;
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

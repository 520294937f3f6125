import { badRequest } from '../errors.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** A row key: a UUID, or two joined by `+` for a row of a view. */
const KEY = new RegExp(`^${UUID.source.slice(1, -1)}(\\+${UUID.source.slice(1, -1)})?$`);

/** Whether a value is the key of a table's row. */
export const isKey = (value: unknown): value is string => typeof value === 'string' && UUID.test(value);

export interface GlobalId {
  /** Name of the model, which is the GraphQL type or, for types that share a table, their interface. */
  model: string;
  key: string;
}

/** The opaque global id of a row: base64url of `Model:key`. */
export function toGlobalId(model: string, key: string): string {
  return Buffer.from(`${model}:${key}`).toString('base64url');
}

/** Reads a global id. Throws BAD_ID when it was not made by `toGlobalId`. */
export function fromGlobalId(id: string): GlobalId {
  const text = Buffer.from(id, 'base64url').toString('utf8');
  const colon = text.indexOf(':');
  const model = text.slice(0, colon);
  const key = text.slice(colon + 1);
  if (colon < 1 || !KEY.test(key) || toGlobalId(model, key) !== id) {
    throw badId(id);
  }
  return { model, key };
}

/** The error for an id that this service never gave. */
export const badId = (id: string) =>
  badRequest('BAD_ID', `ID 无效：${shown(id)}`, `Not a global id: ${shown(id)}`, { id: shown(id) });

const shown = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text);

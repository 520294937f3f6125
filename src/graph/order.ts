import { createHash } from 'node:crypto';
import type { Asking } from '../viewer.ts';
import { columnOf } from './column.ts';
import { fromCursor, toCursor } from './cursor.ts';
import type { Expression } from './definition.ts';
import type { Model } from './model.ts';
import type { Bind } from './sql.ts';

export interface OrderInput {
  field: string;
  direction?: 'ASC' | 'DESC';
  nulls?: 'FIRST' | 'LAST' | null;
}

interface OrderKey {
  property: string;
  /** SQL of its value. */
  value: Expression;
  nullable: boolean;
  descending: boolean;
  nullsFirst: boolean;
}

/**
 * A total ordering of a model's rows: what was asked for (or the natural order), then the primary key.
 * Cursors hold the ordering's fingerprint and a row's key values, so a cursor of another ordering is recognised.
 */
export class Ordering {
  readonly keys: readonly OrderKey[];
  readonly #model: Model;
  readonly #fingerprint: string;
  /** The values' SQL in a statement, once: the same text in the list, the condition and the order is one computation. */
  readonly #written = new WeakMap<Bind, Map<string, string[]>>();

  constructor(model: Model, orderBy: readonly OrderInput[] | null | undefined) {
    this.#model = model;
    const asked: OrderInput[] = orderBy?.length ? [...orderBy] : [{ field: '', direction: 'ASC' }];
    const keys = asked.flatMap(({ field, direction, nulls }) =>
      (field === '' ? model.order : propertiesOf(model, field)).map((property) =>
        orderKey(model, property, direction === 'DESC', nulls ?? (direction === 'DESC' ? 'FIRST' : 'LAST')),
      ),
    );
    const seen = new Set<string>();
    this.keys = [...keys, orderKey(model, 'id', asked.at(-1)?.direction === 'DESC', 'LAST')].filter(
      ({ property }) => !seen.has(property) && seen.add(property),
    );
    const text = this.keys.map((key) =>
      [key.property, key.descending, key.nullable && key.nullsFirst].join(),
    );
    this.#fingerprint = createHash('sha256')
      .update(`${model.name};${text.join(';')}`)
      .digest('base64url')
      .slice(0, 8);
  }

  /** `order by` list over the alias; reversed for reading backwards. */
  sql(alias: string, reversed: boolean, bind: Bind, asking: Asking): string {
    const values = this.#values(alias, bind, asking);
    return this.keys
      .map(({ nullable, descending, nullsFirst }, i) => {
        const nulls = nullable ? ` nulls ${nullsFirst === reversed ? 'last' : 'first'}` : '';
        return `${values[i]!}${descending === reversed ? '' : ' desc'}${nulls}`;
      })
      .join(', ');
  }

  /** The columns a cursor is made of, as text, so that their values survive the round trip exactly. */
  cursorColumns(alias: string, bind: Bind, asking: Asking): string[] {
    return this.#values(alias, bind, asking).map((value) => `${value}::text`);
  }

  toCursor(values: readonly (string | null)[]): string {
    return toCursor(this.#fingerprint, values);
  }

  /** The key values in a cursor. Throws BAD_CURSOR when it is none, CURSOR_OF_ANOTHER_ORDER when it is another list's. */
  fromCursor(cursor: string): (string | null)[] {
    return fromCursor(cursor, this.#fingerprint, (place) => this.#isPlace(place), {
      zh: `游标来自另一种排序或另一个列表，不能用于此处（${this.#model.name}）`,
      en: `The cursor comes from another ordering or list and cannot be used here (${this.#model.name})`,
    }) as (string | null)[];
  }

  #isPlace(place: readonly unknown[]): boolean {
    return (
      place.length === this.keys.length && place.every((value) => value === null || typeof value === 'string')
    );
  }

  /** Condition for the rows strictly after the cursor in this ordering, before it when reversed. */
  after(alias: string, cursor: string, reversed: boolean, bind: Bind, asking: Asking): string {
    const values = this.fromCursor(cursor);
    const columns = this.#values(alias, bind, asking);
    const first = this.keys[0]!;
    const isPlain = this.keys.every(
      ({ nullable, descending }) => !nullable && descending === first.descending,
    );
    if (isPlain) {
      const operator = first.descending === reversed ? '>' : '<';
      return `(${columns.join(', ')}) ${operator} (${values.map((value) => bind.add(value)).join(', ')})`;
    }
    const placeholders = values.map((value) => (value === null ? null : bind.add(value)));
    const alternatives = this.keys.map((key, i) => {
      const equal = columns.slice(0, i).map((column, j) => {
        const placeholder = placeholders[j];
        return placeholder === null ? `${column} is null` : `${column} = ${placeholder}`;
      });
      return [...equal, beyond(key, columns[i]!, placeholders[i] ?? null, reversed)].join(' and ');
    });
    return `(${alternatives.map((alternative) => `(${alternative})`).join(' or ')})`;
  }

  #values(alias: string, bind: Bind, asking: Asking): string[] {
    const written = this.#written.get(bind) ?? new Map<string, string[]>();
    this.#written.set(bind, written);
    const known = written.get(alias);
    if (known) return known;
    const values = this.keys.map(({ value }) => value(alias, bind, asking));
    written.set(alias, values);
    return values;
  }
}

function beyond(key: OrderKey, column: string, placeholder: string | null, reversed: boolean): string {
  const nullsComeFirst = key.nullsFirst !== reversed;
  if (placeholder === null) return nullsComeFirst ? `${column} is not null` : 'false';
  const comparison = `${column} ${key.descending === reversed ? '>' : '<'} ${placeholder}`;
  return key.nullable && !nullsComeFirst ? `(${comparison} or ${column} is null)` : comparison;
}

function orderKey(model: Model, property: string, descending: boolean, nulls: 'FIRST' | 'LAST'): OrderKey {
  const expression = model.derived[property] ?? model.computed[property];
  const nullsFirst = nulls === 'FIRST';
  if (expression) {
    const value: Expression = (alias, bind, asking) => `(${expression(alias, bind, asking)})`;
    return { property, value, nullable: true, descending, nullsFirst };
  }
  const { name, nullable } = columnOf(model, property);
  return { property, value: (alias) => `${alias}.${name}`, nullable, descending, nullsFirst };
}

function propertiesOf(model: Model, field: string): string[] {
  const properties = model.orders[field];
  if (!properties) throw new Error(`${model.name} cannot be ordered by ${field}`);
  return properties;
}

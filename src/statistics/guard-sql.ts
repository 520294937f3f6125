import { FEWEST, MOST_STEPS, MOVED, PRECISION } from './guard.ts';

/**
 * The guard as SQL, for what binds nothing: the views, and measures of rows. It gives for the same people the same
 * figure as `guard`, since it draws the same numbers from the same secret. Null where there is no secret yet.
 */

/** The key as HMAC pads it. */
const padded = (byte: number): string =>
  `(select string_agg(set_byte('\\x00'::bytea, 0, (case when i < length(k.bytes) then get_byte(k.bytes, i) else 0 end) # ${byte}), ''::bytea order by i)
    from (select convert_to(value, 'UTF8') as bytes from secret where name = 'digest-key') k, generate_series(0, 63) i)`;

/** HMAC-SHA-256 of a text, as `createDigest` computes it. */
const digest = (text: string): string =>
  `sha256(${padded(0x5c)} || sha256(${padded(0x36)} || convert_to(E'statistics\\n' || ${text}, 'UTF8')))`;

const SEED = `(select ('x' || encode(substr(${digest(`'seed'`)}, 1, 8), 'hex'))::bit(64)::bigint)`;

/** The hash of a person, or of a row: bit_xor over the different ones names the set. */
export const hashOf = (id: string): string => `hashtextextended((${id})::text, ${SEED})`;

const BLOCKS = 3;
/** Numbers from 0 to 1 that only the secret foretells: an array. */
const diceOf = (text: string): string =>
  `array(select ('x' || encode(substr(b.bytes, 1 + 4 * k, 4), 'hex'))::bit(32)::bigint / 4294967296::float8
    from (select block, ${digest(`block || ' ' || ${text}`)} as bytes from generate_series(0, ${BLOCKS - 1}) block) b, generate_series(0, 7) k
    order by b.block, k)`;

/** A number rounded as `rounded` does, with the dice from the place `first` on. */
const rounded = (number: string, base: string, dice: string, first: number): string =>
  `(select case when s.beside - s.steps * s.base < s.base then s.beside
      when (${dice})[${first + 1} + s.steps + (s.steps < ${MOST_STEPS})::int] < 0.5 then s.beside + s.steps * s.base
      else s.beside - s.steps * s.base end::int
    from (select r.base, coalesce((select min(j) from generate_series(0, ${MOST_STEPS - 1}) j where (${dice})[${first + 1} + j] >= 1.0::float8 / ${MOVED}), ${MOST_STEPS}) as steps,
        r.below + case when (${dice})[${first}] < (r.number - r.below)::float8 / r.base then r.base else 0 end as beside
      from (select n.number, n.base, n.number / n.base * n.base as below from (select ${number} as number, ${base} as base) n) r) s)`;

/** The first of 1, 2, 5, 10, 20 … that is not below. */
const nice = (most: string): string =>
  `(select min(d * power(10, p))::int from unnest(array[1, 2, 5]) d, generate_series(0, 7) p where d * power(10, p) >= ${most})`;

/** A set of rows about people, by SQL for fields of `PeopleSet`. Each names a column of what is grouped: `count(*)` would not. */
export interface SetSql {
  people: string;
  ofPeople: string;
}

const isTold = (dice: string): string =>
  `n.people >= ${FEWEST} and (${dice})[1] >= power(0.5::float8, least(n.people - 3, 1000))`;
const withDice = ({ people, ofPeople }: SetSql): string =>
  `(select n.*, ${diceOf(`'people ' || n.set || ' ' || n.people`)} as dice
    from (select (${people})::int as people, coalesce(${ofPeople}, 0)::text as set offset 0) n offset 0) n`;

const people = (alias: string): string => rounded(`${alias}.people`, String(PRECISION), `${alias}.dice`, 2);

/** SQL: how many people may be told of; null where none may. */
export const toldPeople = (set: SetSql): string =>
  `(select case when ${isTold('n.dice')} then ${people('n')} end from ${withDice(set)})`;

/** SQL: how many rows may be told of; null where none may. `most` are the most rows of one person. */
export const toldCount = (set: SetSql & { count: string; most: string; ofRows: string }): string =>
  `(select case when ${isTold('n.dice')} then (select case when c.most = 1 then ${people('n')} else ${rounded('c.count', 'c.base', 'c.dice', 1)} end
      from (select c.*, ${diceOf(`'count ' || n.set || ' ' || c.rows || ' ' || c.count`)} as dice
        from (select (${set.count})::int as count, coalesce(${set.ofRows}, 0)::text as rows, (${set.most})::int as most, ${PRECISION} * ${nice(set.most)} as base offset 0) c offset 0) c) end
    from ${withDice(set)})`;

/** The set of those who are in a column of the rows that are grouped. */
export const setOf = (person: string): SetSql => ({
  people: `count(distinct ${person})`,
  ofPeople: `bit_xor(distinct ${hashOf(person)})`,
});

/** The set of the persons of rows that have been counted by person: columns `person`, `count` and `rows` of this alias. */
export const setOfCounted = (alias: string): Parameters<typeof toldCount>[0] => ({
  people: `count(${alias}.person)`,
  ofPeople: `bit_xor(${hashOf(`${alias}.person`)})`,
  count: `sum(${alias}.count)`,
  most: `max(${alias}.count)`,
  ofRows: `bit_xor(${alias}.rows)`,
});

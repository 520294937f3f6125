import { defineEntity, p } from '@mikro-orm/core';
import { defineConfig, MikroORM } from '@mikro-orm/postgresql';
import type { Pool } from 'pg';
import { id, instant } from '../../../src/database/columns.ts';
import type { ReadsDefinition } from '../../../src/graph/definition.ts';
import { Models } from '../../../src/graph/models.ts';

// A world of its own, small enough to be gone through row by row, with a column of every kind and nulls in each.

const KeeperSchema = defineEntity({
  name: 'Keeper',
  tableName: 'u_keeper',
  properties: { id: id(), name: p.text().nullable(), rank: p.integer().nullable(), isHidden: p.boolean() },
});
class Keeper extends KeeperSchema.class {}
KeeperSchema.setClass(Keeper);

const MarkSchema = defineEntity({
  name: 'Mark',
  tableName: 'u_mark',
  properties: { id: id(), label: p.text().nullable(), weight: p.integer().nullable() },
});
class Mark extends MarkSchema.class {}
MarkSchema.setClass(Mark);

const ThingSchema = defineEntity({
  name: 'Thing',
  tableName: 'u_thing',
  properties: {
    id: id(),
    name: p.text().nullable(),
    number: p.integer().nullable(),
    ratio: p.double().nullable(),
    fen: p.bigint().nullable(),
    flag: p.boolean().nullable(),
    day: p.date().nullable(),
    at: instant().nullable(),
    month: p.text().nullable(),
    tags: p.array(),
    owner: () => p.manyToOne(Keeper).ref().nullable(),
    parent: () => p.manyToOne(Thing).ref().nullable(),
  },
});
class Thing extends ThingSchema.class {}
ThingSchema.setClass(Thing);

const reads: ReadsDefinition = {
  models: {
    Thing: {
      entity: Thing,
      order: ['number'],
      kinds: { month: 'month' },
      computed: { twice: (alias) => `${alias}.number * 2` },
    },
    Keeper: { entity: Keeper, order: ['rank'], visible: (alias) => `not ${alias}.is_hidden` },
    Mark: { entity: Mark, order: ['weight'] },
  },
  relations: {
    'Thing.children': { target: 'Thing', by: 'parent' },
    'Keeper.things': { target: 'Thing', by: 'owner' },
    'Thing.marks': {
      target: 'Mark',
      through: { table: '"u_thing_mark"', parent: '"thing_id"', child: '"mark_id"', order: '"mark_id"' },
    },
  },
  counts: { 'Thing.childCount': 'children', 'Keeper.thingCount': 'things', 'Thing.markCount': 'marks' },
  derived: { 'Thing.money': (alias) => `${alias}.fen` },
};

export interface ThingRow {
  id: string;
  name: string | null;
  number: number | null;
  ratio: number | null;
  fen: number | null;
  flag: boolean | null;
  day: string | null;
  at: string | null;
  month: string | null;
  tags: string[];
  owner: string | null;
  parent: string | null;
  marks: string[];
}

export interface Universe {
  things: ThingRow[];
  keepers: { id: string; name: string | null; rank: number | null; isHidden: boolean }[];
  marks: { id: string; label: string | null; weight: number | null }[];
}

/** The world's models, and the columns they know, without a connection. */
export async function universeModels(): Promise<{ models: Models; close: () => Promise<void> }> {
  const orm = await MikroORM.init(
    defineConfig({
      clientUrl: 'postgresql://localhost/none',
      connect: false,
      entities: [Keeper, Mark, Thing],
    } as never),
  );
  return { models: new Models(orm, [reads]), close: () => orm.close(true) };
}

export async function store(pool: Pool, { things, keepers, marks }: Universe): Promise<void> {
  await pool.query(`
    create table u_keeper (id uuid primary key, name text, rank int, is_hidden boolean not null);
    create table u_mark (id uuid primary key, label text, weight int);
    create table u_thing (id uuid primary key, name text, number int, ratio float8, fen bigint, flag boolean, day date,
      at timestamptz(3), month text, tags text[] not null, owner_id uuid, parent_id uuid);
    create table u_thing_mark (thing_id uuid, mark_id uuid);
    create index on u_thing (parent_id);
    create index on u_thing (owner_id);
    create index on u_thing_mark (thing_id)`);
  const insert = (table: string, rows: unknown[]) =>
    pool.query(`insert into ${table} select * from json_populate_recordset(null::${table}, $1)`, [
      JSON.stringify(rows),
    ]);
  await insert(
    'u_keeper',
    keepers.map(({ isHidden, ...row }) => ({ ...row, is_hidden: isHidden })),
  );
  await insert('u_mark', marks);
  await insert(
    'u_thing',
    things.map(({ owner, parent, ...row }) => ({ ...row, owner_id: owner, parent_id: parent })),
  );
  await insert(
    'u_thing_mark',
    things.flatMap((thing) => thing.marks.map((mark) => ({ thing_id: thing.id, mark_id: mark }))),
  );
}

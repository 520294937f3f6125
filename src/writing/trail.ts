import { ArrayType, type EventSubscriber, type FlushEventArgs, type Platform } from '@mikro-orm/core';
import type { EntityManager, EntityProperty } from '@mikro-orm/postgresql';
import { v7 } from 'uuid';
import { run } from '../database/run.ts';
import type { PropertyChange } from '../audit/audit.entity.ts';
import { toGlobalId } from '../graph/ids.ts';
import type { Model } from '../graph/model.ts';
import type { Models } from '../graph/models.ts';

const KINDS = { create: 'CREATED', update: 'UPDATED', update_early: 'UPDATED', delete: 'DELETED' } as const;

interface Noted {
  kind: (typeof KINDS)[keyof typeof KINDS];
  model: Model;
  entity: { id: string };
  changes: PropertyChange[];
}

/** Says in an audit entry that something about a person changed, not what it was. */
const UNTOLD = '"***"';

/** Notes what one write does to which rows, from the unit of work itself, so that no service can forget to. */
export class Trail implements EventSubscriber {
  readonly #models: Models;
  readonly #noted: Noted[] = [];

  constructor(models: Models) {
    this.#models = models;
  }

  onFlush({ uow, em }: FlushEventArgs): void {
    const platform = em.getPlatform();
    const byEntity = new Map<unknown, Noted>();
    for (const { type, entity, meta, payload, originalEntity } of uow.getChangeSets()) {
      const model = this.#models.ofEntity(meta.className);
      if (!model) continue;
      const original = (originalEntity ?? {}) as Record<string, unknown>;
      const values = payload as Record<string, unknown>;
      const names = Object.keys(type === 'delete' ? original : values);
      const changes = names.flatMap((name): PropertyChange | [] => {
        const property = meta.properties[name as never] as EntityProperty | undefined;
        if (!property || property.primary || property.version || property.hidden) return [];
        const shown = (value: unknown) => this.#shown(model, property, value, platform);
        const before = shown(original[name]);
        const after = type === 'delete' ? null : shown(values[name]);
        // What is not told looks alike here when it differs: the unit of work says that it does.
        // Where there is nothing before or after, there is nothing to say, either.
        const isSame = before === after && (before === null || !model.untold.has(name));
        return isSame ? [] : { property: name, before, after };
      });
      const noted: Noted = {
        kind: KINDS[type as keyof typeof KINDS],
        model,
        entity: entity as { id: string },
        changes,
      };
      this.#noted.push(noted);
      byEntity.set(entity, noted);
    }
    for (const collection of uow.getCollectionUpdates()) {
      const model = this.#models.ofEntity(collection.property.targetMeta!.className);
      const owner = this.#models.ofEntity(
        (collection.owner as { constructor: { name: string } }).constructor.name,
      );
      if (!model || !owner) continue;
      const ids = (items: readonly unknown[]) =>
        JSON.stringify(items.map((item) => toGlobalId(model.name, (item as { id: string }).id)));
      const change = {
        property: collection.property.name,
        before: ids((collection.getSnapshot() ?? []) as unknown[]),
        after: ids(collection.getItems(false)),
      };
      if (change.before === change.after) continue;
      const known = byEntity.get(collection.owner);
      if (known) known.changes.push(change);
      else {
        const entity = collection.owner as { id: string };
        this.#noted.push({ kind: 'UPDATED', model: owner, entity, changes: [change] });
      }
    }
  }

  /** Writes the entries in the write's own transaction. */
  async write(
    em: EntityManager,
    of: {
      at: Date;
      account: string | null;
      action: string;
      district: string;
      reason: string | null;
      requestId: string | null;
    },
  ): Promise<void> {
    const rows = this.#noted
      .filter(({ kind, changes }) => kind !== 'UPDATED' || changes.length > 0)
      .map(({ kind, model, entity, changes }) => ({
        id: v7(),
        subject_type: model.name,
        subject_id: toGlobalId(model.name, entity.id),
        kind,
        changes,
      }));
    if (rows.length === 0) return;
    await run(
      em,
      `insert into audit_entry (id, at, account_id, action, district_code, subject_type, subject_id, kind, changes, reason, request_id)
       select v.id::uuid, $1::timestamptz, $2::uuid, $3, $4, v.subject_type, v.subject_id, v.kind, v.changes, $5, $6
       from jsonb_to_recordset($7::jsonb) v(id text, subject_type text, subject_id text, kind text, changes jsonb)`,
      [of.at, of.account, of.action, of.district, of.reason, of.requestId, JSON.stringify(rows)],
    );
  }

  #shown(model: Model, property: EntityProperty, value: unknown, platform: Platform): string | null {
    if (value === undefined || value === null) return null;
    if (model.untold.has(property.name)) return UNTOLD;
    // The unit of work keeps arrays as PostgreSQL writes them.
    if (property.customType instanceof ArrayType) {
      return JSON.stringify(property.customType.convertToJSValue(value as string, platform));
    }
    const target = property.targetMeta && this.#models.ofEntity(property.targetMeta.className);
    return JSON.stringify(target && typeof value === 'string' ? toGlobalId(target.name, value) : value);
  }
}

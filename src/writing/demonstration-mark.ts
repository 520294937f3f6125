import type { EventArgs, EventSubscriber } from '@mikro-orm/core';

/**
 * Marks every row that a write makes as demonstration data, so that no service needs to know of it: what the unit of
 * work creates carries the flag wherever its table has one.
 */
export class DemonstrationMark implements EventSubscriber {
  beforeCreate({ entity, meta }: EventArgs<object>): void {
    if ('isDemo' in meta.properties) Object.assign(entity, { isDemo: true });
  }
}

import type { ChangeKind } from '../change/change.entity.ts';

/** An entry of the outbox. */
export interface Changed {
  kind: ChangeKind;
  at: number;
  subject: string;
}

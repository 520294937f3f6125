import { defineEntity, p } from '@mikro-orm/core';
import { id, instant } from '../database/columns.ts';
import { Account } from '../access/access.entity.ts';

const AttemptSchema = defineEntity({
  name: 'Attempt',
  indexes: [{ properties: ['account', 'kind', 'at'] }],
  properties: {
    id: id(),
    account: () => p.manyToOne(Account).ref(),
    kind: p.text(),
    at: instant(),
  },
});
/** That an account tried something that could be found out by trying. Kept for a day, to be counted. */
export class Attempt extends AttemptSchema.class {}
AttemptSchema.setClass(Attempt);

import { defineEntity, p } from '@mikro-orm/core';
import { id, instant } from '../database/columns.ts';
import { Account } from '../access/access.entity.ts';

const IdempotentAnswerSchema = defineEntity({
  name: 'IdempotentAnswer',
  uniques: [{ properties: ['account', 'key'] }],
  properties: {
    id: id(),
    account: () => p.manyToOne(Account).ref(),
    key: p.uuid(),
    action: p.text(),
    inputHash: p.text(),
    /** Key of the object that was written; null only within the transaction that writes it. */
    subject: p.uuid().nullable(),
    createdAt: instant().index(),
  },
});
/** That an account's request with this key was carried out, in the same transaction as the write itself. */
export class IdempotentAnswer extends IdempotentAnswerSchema.class {}
IdempotentAnswerSchema.setClass(IdempotentAnswer);

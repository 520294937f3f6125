import { defineEntity, p } from '@mikro-orm/core';
import { id, instant, written } from '../database/columns.ts';
import { Volunteer } from '../volunteer/volunteer.entity.ts';
import { Activity, Shift } from './activity.entity.ts';

export const SIGN_UP_STATUSES = ['CONFIRMED', 'WAITING', 'CANCELLED', 'ATTENDED', 'NO_SHOW'] as const;
export const CHECK_IN_METHODS = ['COORDINATOR', 'CODE', 'SELF'] as const;

const SignUpSchema = defineEntity({
  name: 'SignUp',
  indexes: [
    { properties: ['activity', 'signedUpAt', 'id'] },
    { properties: ['volunteer', 'signedUpAt', 'id'] },
    { properties: ['signedUpAt', 'id'] },
    {
      name: 'sign_up_once',
      expression: `create unique index "sign_up_once" on "sign_up" ("activity_id", coalesce("shift_id", "activity_id"), "volunteer_id") where "status" <> 'CANCELLED'`,
    },
    {
      name: 'sign_up_waiting',
      expression: `create index "sign_up_waiting" on "sign_up" ("activity_id", "signed_up_at", "id") where "status" = 'WAITING'`,
    },
  ],
  properties: {
    id: id(),
    activity: () => p.manyToOne(Activity).ref(),
    shift: () => p.manyToOne(Shift).ref().nullable().index().deleteRule('restrict'),
    volunteer: () => p.manyToOne(Volunteer).ref(),
    status: p.enum(SIGN_UP_STATUSES),
    signedUpAt: instant(),
    confirmedAt: instant().nullable(),
    cancelledAt: instant().nullable(),
    checkedInAt: instant().nullable(),
    checkedOutAt: instant().nullable(),
    checkInMethod: p.enum(CHECK_IN_METHODS).nullable(),
    ...written(),
  },
});
/** That a volunteer wants to take part, and what came of it. */
export class SignUp extends SignUpSchema.class {}
SignUpSchema.setClass(SignUp);
